"""The calendar as the window sees it: what it reads, and every act on it."""

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop_app.domain.change import Change
from desktop_app.domain.errors import AulaError, NotFoundError, StorageError
from desktop_app.domain.event import Event
from desktop_app.domain.occurrence import ChangeSet, Occurrence
from desktop_app.domain.ports import Reader
from desktop_app.domain.scope import Scope
from desktop_app.domain.text import N_, Sentence, sentence
from desktop_app.services.beside import Beside
from desktop_app.services.calendars import Calendars
from desktop_app.services.careful_reader import careful, foreseen
from desktop_app.services.files import FileCare
from desktop_app.services.link_news import LinkNews
from desktop_app.services.link_watch import LinkWatch
from desktop_app.services.parts import Parts
from desktop_app.services.quick_add import QuickAdd
from desktop_app.services.reminders import Reminders
from desktop_app.services.search import Search
from desktop_app.services.settings import SettingsService
from desktop_app.services.shares import Shares
from desktop_app.services.sharing import Sharing
from desktop_app.services.store_thread import StoreThread
from desktop_app.services.sync_service import SyncService
from desktop_app.services.values import Badge, Ended, Key, Toast
from desktop_app.system.translations import Translator
from desktop_app.usecases.find import find
from desktop_app.usecases.new_lesson import Wish, with_student
from desktop_app.usecases.sync_now import Report, Wake

if TYPE_CHECKING:
    from desktop_app.domain.student import Student

GATHER_MS = 60
"""Pages of a first sync are told together: the window reads again some 16 times a second."""
SERIES = 5
"""Expanded at a time where she looks further: each may take a tenth of a second."""
DOUBLE_CLICK = 0.5


class CalendarService(Shares, QObject, Beside):
    """Everything the window asks of the calendar. Methods return at once; signals follow."""

    changed = Signal(object)  # ChangeSet
    toast = Signal(object)  # Toast
    badge_changed = Signal(object)  # Badge
    selected = Signal(object)  # Key of a class just made
    followed = Signal(object, object)  # the Key that she knew a class by, and the one of now
    time_wanted = Signal(object)  # Key of a class whose time is to be edited
    copied = Signal(str)
    open_url = Signal(str)
    became_ready = Signal()

    def __init__(
        self,
        parts: Parts,
        store: StoreThread,
        sync: SyncService,
        settings: SettingsService,
        translator: Callable[[], Translator],
        now: Callable[[], float],
    ) -> None:
        super().__init__()
        self._parts = parts
        self._store = store
        self._sync = sync
        self._settings = settings
        self._translator = translator
        self._now = now
        self._reader: Reader | None = None
        self._covering: tuple[int, int] | None = None
        self._last_new = 0.0
        self._whose = ""
        self._released = False
        self._gathered = ChangeSet()
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(GATHER_MS)
        self._gather.timeout.connect(self._tell_gathered)
        self.files = FileCare(parts, store, self.toast.emit)
        self.files.renewed.connect(self.sync_now)
        self._links = LinkWatch(now)
        self.calendars = Calendars(
            parts, store, settings, lambda: self._reader, self._acted, self.toast.emit, self._failed
        )
        self._sharing = Sharing(
            lambda: settings.settings,
            translator,
            self.copied.emit,
            self.open_url.emit,
            self.toast.emit,
            lambda event: self.students.of_event(event),
            self._email,
        )
        self._link_news = LinkNews(self, self._links, self._sharing)
        self.reminders = Reminders(store, lambda: self._reader, settings, now)
        self.quick = QuickAdd(
            lambda: self._reader, lambda: self.acts, lambda: parts.defaults, now, self._links.add
        )
        self.search = Search(
            parts.open_reader, store, now, lambda: sync.badge.state in {"starting", "working"}
        )
        self.changed.connect(self.search.changed)
        sync.badge_changed.connect(self.badge_changed)
        sync.finished.connect(self._synced)
        self._open_reader()
        self.calendars.look()

    # --- reading

    @property
    def reader(self) -> Reader | None:
        """What the window reads from; None while nothing is there yet."""
        return self._reader

    @property
    def ready(self) -> bool:
        """Whether the files are open and in step."""
        return self._reader is not None

    @property
    def badge(self) -> Badge:
        """The sync badge."""
        return self._sync.badge

    @property
    def zone(self) -> str:
        """The display zone."""
        return self._settings.settings.zone

    def version(self) -> object:
        """Return what is another value once what the window reads may be another."""
        return self._reader.version() if self._reader else None

    def foreseen(self, start: int, end: int) -> Sequence[Occurrence] | None:
        """Return what stands in [start, end), to be shown later; None where it is not all there."""
        return foreseen(self._reader, start, end, self.zone)

    def ensure_covered(self, start: int, end: int) -> bool:
        """Return whether series are expanded over [start, end); if not, see to it."""
        if self._reader is None:
            return False
        low, high = self._reader.covered()
        if low <= start and end <= high:
            return True
        if self._covering != (start, end):
            self._covering = (start, end)
            self._cover(start, end)
        return False

    def _cover(self, start: int, end: int) -> None:
        """Have a few series expanded; what she does meanwhile comes before the next ones."""

        def then(done: tuple[bool, ChangeSet]) -> None:
            if done[0]:
                self._cover(start, end)
            else:
                self._covering = None
                self._tell(done[1])

        self._store.run(lambda store: store.cover(start, end, SERIES), then, self._failed)

    def attention(self) -> Sequence[Change]:
        """Return the changes that need the teacher."""
        return self._reader.attention() if self._reader else ()

    # --- acting

    def new_class(
        self,
        start: int | None = None,
        end: int | None = None,
        *,
        meeting: bool = True,
        student: "Student | None" = None,
    ) -> None:
        """Make a class (epoch seconds; without a start in the next free slot), with `student`."""
        now = self._now()
        if start is None and now - self._last_new < DOUBLE_CLICK:
            return  # a double click on a button means one class
        self._last_new = now
        wish = Wish(start, end, meeting=meeting)
        if student is not None:
            wish = with_student(wish, student)
        self.acts.make(self._reader, wish, lambda key: self._made(key, wish.meeting))

    @Slot()
    def wished_class(self) -> None:
        """Make a class that another process wishes for: never the second half of a double click."""
        self._last_new = 0.0
        self.new_class()

    def edit(
        self,
        key: Key,
        fields: dict[str, Any],
        scope: Scope = "this",
        send_updates: str = "none",
        ended: Ended = lambda error: None,
    ) -> None:
        """Set fields of an event (names of domain.event.FIELDS and `lesson.…`), of the rest of its
        series, or of all of it; `send_updates`: whom Google mails."""
        self.acts.edit(key, fields, scope, send_updates, self._follow, ended)

    def delete(self, key: Key, scope: Scope = "this", send_updates: str = "none") -> None:
        """Remove an event, the rest of its series, or all of it, once its toast is gone."""
        self._links.drop(key)
        self.acts.remove(key, scope, send_updates)

    def move(self, key: Key, calendar_id: str, send_updates: str = "none") -> None:
        """Move an event, or its whole series, to another calendar."""
        self.acts.move(key, calendar_id, send_updates)

    def undo(self) -> None:
        """Take back the last edit."""
        self.acts.undo()

    def redo(self) -> None:
        """Do again what was taken back."""
        self.acts.redo()

    @property
    def undo_label(self) -> Sentence | None:
        """The name of what undo would take back."""
        return self.acts.stack.label

    @property
    def redo_label(self) -> Sentence | None:
        """The name of what redo would do again."""
        return self.acts.stack.redo_label

    def retry_meeting(self, key: Key) -> None:
        """Ask for a link again."""
        # Waited for once the request is recorded: before, the class has no link and wants none.
        self.acts.ask_meeting(key, lambda: self._links.add(key))

    def tell(self, toast: Toast) -> None:
        """Show a toast."""
        self.toast.emit(toast)

    def copy(self, text: str) -> None:
        """Put `text` on the clipboard."""
        self.copied.emit(text)

    def open(self, url: str) -> None:
        """Open an address outside of Aula; the window asks first where its host is not known."""
        self.open_url.emit(url)

    def show_again(self, key: Key) -> None:
        """Have an event read anew where it is shown: what was typed over it is given up."""
        self.changed.emit(ChangeSet(frozenset({key[0]})))

    def sync_now(self) -> None:
        """Run a pass now: she asked for it."""
        self._sync.wake(Wake.ASKED)

    def clipboard_used(self) -> None:
        """Tell that something else was put on the clipboard."""
        self._links.clipboard_used()

    def window_visible(self, visible: bool) -> None:
        """Tell whether the window is in sight."""
        self._sync.set_visible(visible)

    def close(self) -> bool:
        """End the wait of removals, and return whether there was any; all is on disk already."""
        self.reminders.stop()
        self.search.stop()
        self._gather.stop()
        self._released = self.acts.release_all() or self._released
        return self._released

    def end(self, seconds: float) -> None:
        """End, after `close`, the threads beside, `seconds` at most; read no more."""
        deadline = time.monotonic() + seconds
        self.search.end(max(0.0, deadline - time.monotonic()))
        self.end_beside(deadline)
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    # --- what comes back

    def take(self, changed: ChangeSet) -> None:
        """Take what sync changed in the files: gathered, then told."""
        self._gathered = self._gathered | changed
        if not self._gather.isActive():
            self._gather.start()

    def _tell_gathered(self) -> None:
        self._gather.stop()
        changed, self._gathered = self._gathered, ChangeSet()
        self._tell(changed)

    def _acted(self, changed: ChangeSet) -> None:
        """What the teacher did: told at once, and sent at once."""
        self._tell(changed)
        self._sync.wake(Wake.EDIT)

    def _tell(self, changed: ChangeSet) -> None:
        if self._reader is None:
            self._open_reader()
        elif changed.everything:
            self.files.reading_works()
            self._reader.reopen()
        if changed.everything or not self._whose:
            self._look_whose()
        self.changed.emit(changed)
        self.calendars.look()
        self.reminders.look()
        self._link_news.look()

    def _look_whose(self) -> None:
        """Forget what undo knows where another account came: it would go into that calendar."""
        account = self._reader.account() if self._reader else None
        if account is not None and account.sub != self._whose:
            if self._whose:
                self.acts.stack.clear()
            self._whose = account.sub

    def _open_reader(self) -> None:
        try:
            self._reader = careful(self._parts.open_reader(), self.files.reading_failed)
        except StorageError:
            self._reader = None  # the store thread will say what is wrong, and mend it
        if self._reader is not None:
            self.became_ready.emit()
        else:
            self._store.run(lambda store: store.account(), self._opened, self._failed)

    def _opened(self, _account: object) -> None:
        if self._reader is None:
            try:
                self._reader = careful(self._parts.open_reader(), self.files.reading_failed)
            except StorageError as error:
                self._failed(error)
                return
        if self._reader is not None:
            self.became_ready.emit()
            self.changed.emit(ChangeSet(everything=True))
        else:
            # What sync is writing stands in one file and not yet in the other: soon it does.
            QTimer.singleShot(GATHER_MS, self, self._look_again)

    def _look_again(self) -> None:
        self._store.run(lambda store: store.account(), self._opened, self._failed)

    def _made(self, key: Key, meeting: bool) -> None:
        if meeting:
            self._links.add(key)
        self.calendars.made()
        self.selected.emit(key)

    def _follow(self, old: Key, new: Key) -> None:
        event = self._reader.event(*new) if self._reader and old[0] != new[0] else None
        if event is not None and event.meeting.state == "pending":
            self._links.add(new, copy=False)  # the rest of a series: its new link is to be sent
        self.followed.emit(old, new)

    def _synced(self, report: Report) -> None:
        if self._gather.isActive():
            self._tell_gathered()
        if report.brought or report.sent:
            self._link_news.look()
        for _ in report.refused_meetings[:1]:
            told = sentence(N_("This account cannot make Meet links. The class is made without."))
            self.toast.emit(Toast(told, (), 0))

    def _with(self, key: Key, act: Callable[[Event], None]) -> None:
        try:
            event = find(self._reader, *key)
        except NotFoundError as error:
            self._failed(error)
        else:
            act(event)

    def _email(self) -> str:
        account = self._reader.account() if self._reader else None
        return account.email if account else ""

    def _failed(self, error: AulaError) -> None:
        self._covering = None
        self.files.tell(error)
