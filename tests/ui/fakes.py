"""Services in memory, for tests of widgets alone; the real ones stand in the end-to-end tests."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, ClassVar

from PySide6.QtCore import QObject, Signal

from desktop_app.domain import zones
from desktop_app.domain.calendars import Calendar
from desktop_app.domain.change import Change
from desktop_app.domain.copies import Copy
from desktop_app.domain.errors import AulaError
from desktop_app.domain.event import AllDay, Event, Timed, bounds, day_number, with_fields
from desktop_app.domain.lesson import Lesson
from desktop_app.domain.occurrence import ChangeSet, Flag, Occurrence
from desktop_app.domain.ports import Account, OutboxCounts
from desktop_app.domain.projection import Family
from desktop_app.domain.reminders import Due
from desktop_app.domain.student import Student
from desktop_app.domain.text import Sentence
from desktop_app.domain.transfer import Plan
from desktop_app.services.attention import Stuck
from desktop_app.services.transfer import Wanted
from desktop_app.services.values import Badge, Ended, SignIn, Toast
from desktop_app.system import holidays
from desktop_app.system.crash import CrashReport
from desktop_app.system.settings import Settings
from desktop_app.system.translations import Translator
from desktop_app.ui.window import MainWindow
from tests.ui.fake_around import FakeAround
from tests.ui.fake_finding import FakeQuick, FakeSearch
from tests.ui.fake_forms import FakeForms
from tests.ui.fake_students import FakeStudents

ZONE = zones.BUENOS_AIRES


def at(text: str) -> int:
    """Return the epoch seconds of a wall time in Buenos Aires."""
    return zones.epoch(datetime.fromisoformat(text), ZONE)


def lesson(event_id: str, name: str, start: str, end: str, **more: Any) -> Event:
    """Return a class."""
    details = Lesson(access_code=more.pop("code", "K7M-4QX"), **more.pop("details", {}))
    return Event(
        event_id, "cal", Timed(at(start), at(end), ZONE), summary=name, lesson=details, **more
    )


def row(event: Event) -> Occurrence:
    """Return the occurrence that storage would keep of a single event."""
    assert event.when is not None
    start, end = bounds(event.when)
    flags = Flag(0)
    if isinstance(event.when, AllDay):
        flags |= Flag.ALL_DAY
    if event.lesson:
        flags |= Flag.LESSON
    if event.cancelled:
        flags |= Flag.CANCELLED
    if event.original:
        flags |= Flag.SERIES
    if event.mark == "unsent":
        flags |= Flag.UNSENT
    if event.mark == "attention":
        flags |= Flag.ATTENTION
    if not event.editable:
        flags |= Flag.READ_ONLY
    flags |= {
        "none": Flag(0),
        "pending": Flag.LINK_PENDING,
        "ready": Flag.LINK_READY,
        "failed": Flag.LINK_FAILED,
    }[event.meeting.state]
    flags |= {
        "focusTime": Flag.FOCUS_TIME,
        "outOfOffice": Flag.OUT_OF_OFFICE,
        "birthday": Flag.BIRTHDAY,
        "workingLocation": Flag.WORKING_LOCATION,
    }.get(event.event_type, Flag(0))
    details = event.lesson or Lesson()
    zone = event.when.zone if isinstance(event.when, Timed) else ""
    return Occurrence(
        start, end, event.id, event.original, event.family, event.calendar_id, int(flags),
        event.summary, event.color_id, event.meeting.link, details.access_code,
        details.class_type, details.max_participants, zone, " ".join(details.students),
    )  # fmt: skip


class FakeReader:
    """Events in a dict."""

    def __init__(self) -> None:
        self.events: dict[tuple[str, str], Event] = {}
        self.roster: Callable[[], Sequence[Student]] = tuple
        self.hidden: list[Event] = []  # what calendars have that she does not show

    def put(self, *events: Event) -> None:
        """Keep events."""
        for event in events:
            self.events[event.family, event.original] = event

    def reopen(self) -> None:
        """Nothing to look at anew."""

    def close(self) -> None:
        """Nothing to close."""

    def version(self) -> object:
        """Return all events."""
        return dict(self.events)

    def occurrences(
        self, start: int, end: int, zone: str, *, hidden: bool = False
    ) -> Sequence[Occurrence]:
        """Return what stands in the range."""
        found = []
        for event in [*self.events.values(), *(self.hidden if hidden else ())]:
            o = row(event)
            low, high = start, end
            if o.flags & Flag.ALL_DAY:
                low = day_number(zones.day_of(start, zone)) * 86_400
                high = day_number(zones.day_of(end - 1, zone)) * 86_400 + 86_400
            if o.start < high and o.end > low:
                found.append(o)
        return sorted(found, key=lambda o: (o.start, -o.end))

    def covered(self) -> tuple[int, int]:
        """Everything."""
        return 0, 1 << 40

    def event(self, family: str, original: str) -> Event | None:
        """Return one."""
        return self.events.get((family, original))

    def account(self) -> Account | None:
        """Nobody."""
        return None

    def outbox(self) -> OutboxCounts:
        """Empty."""
        return OutboxCounts(0, 0)

    def attention(self) -> Sequence[Change]:
        """Nothing."""
        return ()

    def last_synced(self) -> float | None:
        """Never."""
        return None

    def students(self) -> Sequence[Student]:
        """Return the roster of the calendar that this reads for."""
        return self.roster()

    def classes_of(self, student_id: str, named: Callable[[str], bool]) -> Sequence[Occurrence]:
        """Return the classes that hold the id, or nobody's and such a title."""
        rows = sorted(row(event) for event in self.events.values())
        return [
            one
            for one in rows
            if student_id in one.students.split()
            or (not one.students and one.flags & Flag.LESSON and named(one.summary))
        ]

    def access_codes(self, now: int) -> frozenset[str]:
        """Return all codes."""
        return frozenset(row(event).access_code for event in self.events.values())

    def day_counts(self, start: int, end: int, zone: str) -> dict[int, int]:
        """Return how many begin on each day."""
        return dict(
            Counter(
                day_number(o.first_day if o.flags & Flag.ALL_DAY else zones.day_of(o.start, zone))
                for o in self.occurrences(start, end, zone)
            )
        )


class FakeFiles(QObject):
    """The copies that the test says."""

    copies_wanted = Signal()
    renewed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.listed: list[Copy] = []
        self.restored: list[str] = []
        self.trouble: AulaError | None = None

    def copies(self, then: Callable[[Sequence[Copy]], None], failed: Any) -> None:
        """Tell them at once."""
        if self.trouble is not None:
            failed(self.trouble)
        else:
            then(self.listed)

    def restore(self, copy: Copy, failed: Any) -> None:
        """Note which."""
        self.restored.append(copy.name)

    def tell(self, error: AulaError) -> None:
        """Nobody to tell."""


class FakeStuck:
    """What the test says needs her; notes what she decides."""

    def __init__(self) -> None:
        self.listed: list[Stuck] = []
        self.waiting = 0
        self.asked: list[tuple[str, int]] = []

    def items(self) -> Sequence[Stuck]:
        """Return what the test wants."""
        return self.listed

    def others(self) -> int:
        """Return what the test wants."""
        return self.waiting

    def families(self) -> Sequence[Family]:
        """Return what she left."""
        events = [one.sides.mine for one in self.listed if one.sides is not None]
        return [Family(event, {}) for event in events if event is not None]

    def retry(self, stuck: Stuck) -> None:
        """Note it."""
        self.asked.append(("retry", stuck.change.seq))

    def keep_mine(self, stuck: Stuck) -> None:
        """Note it."""
        self.asked.append(("keep_mine", stuck.change.seq))

    def keep_theirs(self, stuck: Stuck) -> None:
        """Note it."""
        self.asked.append(("keep_theirs", stuck.change.seq))

    def discard(self, stuck: Stuck) -> None:
        """Note it."""
        self.asked.append(("discard", stuck.change.seq))


class FakeTransfer(QObject):
    """Files that the test says."""

    def __init__(self) -> None:
        super().__init__()
        self.plan: Plan | AulaError = Plan((), (), ())
        self.looked: list[str] = []
        self.taken: list[Plan] = []
        self.written: list[tuple[str, Any]] = []

    def look(self, path: str, then: Callable[[Plan], None], failed: Any) -> None:
        """Answer at once."""
        self.looked.append(path)
        if isinstance(self.plan, AulaError):
            failed(self.plan)
        else:
            then(self.plan)

    def take_in(self, plan: Plan) -> None:
        """Note it."""
        self.taken.append(plan)

    def write_out(self, path: str, wanted: Wanted) -> None:
        """Note it."""
        self.written.append((path, wanted))

    def write_families(self, path: str, families: Sequence[Family]) -> None:
        """Note it."""
        self.written.append((path, families))


class FakeDiagnostics(QObject):
    """Notes what is copied."""

    crashed = Signal(object)
    copied = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[str, CrashReport | None]] = []

    def copy(self, screen: str, report: CrashReport | None = None) -> None:
        """Note it."""
        self.asked.append((screen, report))


def _told(how: tuple[str, ...]) -> tuple[str, ...]:
    return () if how in ((), ("this", "none")) else how


class FakeReminders(QObject):
    """Tells of a class when a test says so."""

    told = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[Any, ...]] = []

    def begin(self) -> None:
        """Nothing is known."""

    def snooze(self, one: Due) -> None:
        """Note it."""
        self.asked.append(("snooze", one))


class FakeCalendars:
    """The calendars that a test says there are."""

    def __init__(self, changed: Callable[[ChangeSet], None]) -> None:
        self._changed = changed
        self.found: list[Calendar] = [Calendar("cal", "profe@example.com", primary=True)]
        self.refused = False
        self.fixed = ""
        self.asked: list[tuple[Any, ...]] = []

    def listed(self) -> Sequence[Calendar]:
        """Return them."""
        return self.found

    def show(self, calendar_id: str, shown: bool) -> None:
        """Show or hide one."""
        self.asked.append(("show", calendar_id, shown))
        self.found = [
            one._replace(shown=shown) if one.id == calendar_id else one for one in self.found
        ]
        self._changed(ChangeSet(everything=True))

    def use_for_classes(self, calendar_id: str) -> None:
        """Let classes go there."""
        self.asked.append(("use_for_classes", calendar_id))


class FakeCalendar(QObject):
    """Records what the window asks for, and does the simplest of it."""

    changed = Signal(object)
    toast = Signal(object)
    badge_changed = Signal(object)
    selected = Signal(object)
    followed = Signal(object, object)
    time_wanted = Signal(object)
    copied = Signal(str)
    open_url = Signal(str)
    became_ready = Signal()

    RECORDED: ClassVar[tuple[str, ...]] = (
        "undo", "redo", "copy_code", "copy_link", "copy_invitation", "whatsapp", "join",
        "write_to", "mail_to", "mail", "copy_text", "retry_meeting", "sync_now",
        "window_visible", "clipboard_used", "close", "move",
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.reader: FakeReader | None = FakeReader()
        self.calendars = FakeCalendars(self.changed.emit)
        self.reminders = FakeReminders()
        self.files = FakeFiles()
        self.diagnostics = FakeDiagnostics()
        self.transfer = FakeTransfer()
        self.stuck = FakeStuck()
        self.badge = Badge("synced", 0.0)
        self.zone = ZONE
        self.ready = True
        self.undo_label: Sentence | None = None
        self.is_covered = True
        self.search = FakeSearch(self, row)
        self.quick = FakeQuick(self)
        self.asked: list[tuple[Any, ...]] = []
        self.trouble: AulaError | None = None  # what recording ends with
        self.around = FakeAround(self.asked)
        self.redo_label = None
        self.needs: list[Change] = []
        self.next_free = at("2026-11-24 18:00")
        self.now = float(at("2026-11-24 11:19"))
        self.students = FakeStudents(self)
        self.forms = FakeForms(self)
        self.reader.roster = self.students.memory.roster.all

    def __getattr__(self, name: str) -> Any:
        if name in self.RECORDED:
            return lambda *args: self.asked.append((name, *args))
        raise AttributeError(name)

    def new_class(
        self,
        start: int | None = None,
        end: int | None = None,
        *,
        meeting: bool = True,
        student: Student | None = None,
    ) -> None:
        """Make one."""
        self.asked.append(("new_class", start, end, *([student.id] if student else [])))
        begin = start if start is not None else self.next_free
        when = Timed(begin, end or begin + 3600, ZONE)
        key = (f"new{len(self.asked)}", "")
        event = Event(
            key[0], "cal", when, summary="Clase de Inglés", lesson=Lesson("AAA-CCC"), mark="unsent"
        )
        assert self.reader is not None
        self.reader.put(event)
        self.changed.emit(ChangeSet(frozenset({key[0]})))
        self.selected.emit(key)

    def edit(
        self,
        key: tuple[str, str],
        fields: dict[str, Any],
        scope: str = "this",
        mails: str = "none",
        ended: Ended = lambda error: None,
    ) -> None:
        """Set fields; scope and mails are kept where they are not the plain ones."""
        self.asked.append(("edit", key, fields, *_told((scope, mails))))
        ended(self.trouble)
        if self.trouble is not None:
            return
        assert self.reader is not None
        self.reader.events[key] = with_fields(self.reader.events[key], fields)
        self.changed.emit(ChangeSet(frozenset({key[0]})))

    def tell(self, toast: Toast) -> None:
        """Show a toast."""
        self.toast.emit(toast)

    def copy(self, text: str) -> None:
        """Put it on the clipboard."""
        self.copied.emit(text)

    def open(self, url: str) -> None:
        """Open it."""
        self.open_url.emit(url)

    def show_again(self, key: tuple[str, str]) -> None:
        """Have it read anew."""
        self.changed.emit(ChangeSet(frozenset({key[0]})))

    def delete(self, key: tuple[str, str], *how: str) -> None:
        """Remove one."""
        self.asked.append(("delete", key, *_told(how)))
        assert self.reader is not None
        del self.reader.events[key]
        self.changed.emit(ChangeSet(frozenset({key[0]})))

    def ensure_covered(self, start: int, end: int) -> bool:
        """Return what the test wants."""
        return self.is_covered

    def version(self) -> object:
        """Return what can be read."""
        return self.reader.version() if self.reader is not None else None

    def foreseen(self, start: int, end: int) -> Sequence[Occurrence] | None:
        """Return what stands there."""
        if self.reader is None or not self.is_covered:
            return None
        return self.reader.occurrences(start, end, self.zone)

    def attention(self) -> Sequence[Change]:
        """Return what the test wants."""
        return self.needs


class FakeAccount(QObject):
    """An account that does what the test says."""

    sign_in_changed = Signal(object)
    account_changed = Signal(object)
    toast = Signal(object)
    copied = Signal(str)
    try_demo = Signal()

    def __init__(self, account: Account | None = None) -> None:
        super().__init__()
        self.account = account
        self.sign_in = SignIn("idle")
        self.has_client = True
        self.asked: list[tuple[Any, ...]] = []

    def __getattr__(self, name: str) -> Any:
        if name in (
            "connect_google", "cancel", "copy_link", "keep_for_session", "disconnect_google",
            "use_client_file", "request_demo",
        ):  # fmt: skip
            return lambda *args: self.asked.append((name, *args))
        raise AttributeError(name)

    def show(self, state: SignIn) -> None:
        """Come to another step."""
        self.sign_in = state
        self.sign_in_changed.emit(state)


class FakeHolidays(QObject):
    """Two holidays, known at once."""

    changed = Signal()
    NAMES: ClassVar[dict[date, tuple[str, str]]] = {
        date(2026, 11, 23): ("Día de la Soberanía Nacional", "National Sovereignty Day"),
        date(2026, 12, 8): ("Inmaculada Concepción de María", "Immaculate Conception"),
    }

    def start(self) -> None:
        """Nothing to read."""

    def name(self, day: date, language: str) -> str:
        """Return one of the two, or nothing."""
        return self.NAMES.get(day, ("", ""))[language == "en"]

    def between(self, first: date, last: date) -> frozenset[date] | None:
        """Return the real ones."""
        found = holidays.of(range(first.year, last.year + 1), "es")
        return frozenset(day for day in found if first <= day <= last)


class FakeSettings(QObject):
    """Settings in memory."""

    changed = Signal(object)

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.starts_with_system: bool | None = False

    def start_with_system(self, on: bool) -> None:
        """Note it."""
        self.starts_with_system = on

    def update(self, **fields: Any) -> None:
        """Set fields."""
        self.settings = self.settings._replace(**fields)
        self.changed.emit(self.settings)


def main_window(
    calendar: Any, account: Any, settings: Any, translator: Translator, now: float
) -> MainWindow:
    """Return a window on fakes, which stand for services that they are not."""
    holidays: Any = FakeHolidays()
    return MainWindow(calendar, account, settings, translator, holidays, clock=lambda: now)
