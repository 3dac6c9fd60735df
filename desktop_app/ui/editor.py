"""The one way by which a widget asks for an edit or a removal; asks first where it matters."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from desktop_app.domain.errors import AulaError
from desktop_app.domain.event import AllDay, Event, invited, when_value
from desktop_app.domain.read_only import why_kept
from desktop_app.domain.reschedule import nudged
from desktop_app.domain.scope import Scope, choices, guests_to_tell
from desktop_app.domain.text import N_, Sentence, sentence
from desktop_app.domain.zones import day_of
from desktop_app.services.calendar import CalendarService
from desktop_app.services.values import Ended, Key, Toast, ToastAction

if TYPE_CHECKING:
    from desktop_app.ui.form.dialog import EventForm
    from desktop_app.ui.how_much import HowMuch
    from desktop_app.ui.window import MainWindow


class Editor:
    """Hands edits and removals on. A series asks how much of it is meant, an event with guests
    whether they are to be mailed; both in one question."""

    def __init__(self, calendar: CalendarService, window: "MainWindow") -> None:
        self._calendar = calendar
        self._window = window
        self.asking: HowMuch | None = None
        calendar.followed.connect(self._follow)

    def edit(
        self,
        key: Key,
        fields: dict[str, Any],
        send_updates: str | None = None,
        *,
        form: "EventForm | None" = None,
        ended: Ended = lambda error: None,
    ) -> None:
        """Set fields of an event (names of domain.event.FIELDS and `lesson.…`).

        `send_updates` (`all`, `externalOnly`, `none`): whom Google mails, where she has said so;
        None asks her. What is to be asked is asked over the `form` that it was typed in, which
        waits until it is recorded; without one `ended` hears of it.
        """

        def do(scope: Scope, told: str) -> None:
            if form is not None:
                form.wait()
            then = ended if form is None else form.ended
            self._calendar.edit(key, fields, scope, send_updates or told, then)

        self._ask(key, fields, send_updates is None, do, form)

    def remove(self, key: Key, leave: Callable[[], None] = lambda: None) -> None:
        """Remove an event; its toast takes it back. `leave` comes first, unless she gives up."""

        def do(scope: Scope, told: str) -> None:
            leave()
            self._calendar.delete(key, scope, told)

        self._ask(key, None, True, do)

    def answer(self, key: Key, response: str) -> None:
        """Answer an invitation; whoever invites is told by Google, which is what an answer is."""
        reader = self._calendar.reader
        event = reader.event(*key) if reader is not None else None
        if event is not None and invited(event):
            self.edit(key, {"response": response}, "all")

    def make_class(self, key: Key) -> None:
        """Make a class of an event that may be changed."""
        fields = self._calendar.forms.class_fields(key)
        if fields:
            self.edit(key, fields)

    def nudge(self, key: Key, *, days: int = 0, minutes: int = 0) -> None:
        """Move an event by days or by minutes; the view goes along where it would lose sight."""
        reader = self._calendar.reader
        event = reader.event(*key) if reader is not None else None
        if event is None or event.when is None or not event.editable:
            return
        zone = self._window.context.zone
        when = nudged(event.when, days, minutes, zone)
        if when == event.when:
            return
        day = when.start if isinstance(when, AllDay) else day_of(when.start, zone)

        def follow(error: AulaError | None) -> None:
            if error is None and day not in self._window.views.current.span:
                self._window.show_day(day)

        self.edit(key, {"when": when_value(when)}, ended=follow)

    def why_kept(self, event: Event) -> Sentence:
        """Return why an event that is not hers to change cannot be changed."""
        listed = self._calendar.calendars.listed()
        return why_kept(event, next((one for one in listed if one.id == event.calendar_id), None))

    def tell_why_not(self, key: Key, needs: str) -> None:
        """Say why a key does nothing here: `needs` (ui/actions.py) is what the event is not."""
        reader = self._calendar.reader
        event = reader.event(*key) if reader is not None else None
        if needs == "edit":
            self.tell_kept(key)
        elif needs == "class" and event is not None and event.lesson is None:
            told = sentence(N_("This is no class: it has no invitation and no access code."))
            make = ToastAction(sentence(N_("Make it a class")), lambda: self.make_class(key))
            actions = (make,) if event.editable else ()
            self._calendar.toast.emit(Toast(told, actions, about=key))

    def tell_kept(self, key: Key) -> None:
        """Say why an event stays as it is, where it is not hers to change."""
        reader = self._calendar.reader
        event = reader.event(*key) if reader is not None else None
        if event is not None and (event.cancelled or not event.editable):
            self._calendar.tell(Toast(self.why_kept(event), about=key))

    def move(self, key: Key) -> None:
        """Ask to which of her other calendars an event goes, its whole series with it."""
        reader = self._calendar.reader
        event = reader.event(*key) if reader is not None else None
        if event is None:
            return
        others = [
            one
            for one in self._calendar.calendars.listed()
            if one.writable and one.id != event.calendar_id
        ]
        if not others:
            told = sentence(N_("There is no other calendar that you may write to."))
            self._calendar.tell(Toast(told))
            return
        from desktop_app.ui.other_calendar import OtherCalendar  # no dialog is part of a start

        dialog = OtherCalendar(self._window.context, event, others, self._window)
        dialog.picked.connect(lambda calendar_id: self._calendar.move(key, calendar_id))
        dialog.open()

    def _ask(
        self,
        key: Key,
        fields: dict[str, Any] | None,
        ask_mail: bool,
        do: Callable[[Scope, str], None],
        over: QWidget | None = None,
    ) -> None:
        reader = self._calendar.reader
        event = reader.event(*key) if reader is not None else None
        if reader is None or event is None:
            do("this", "none")  # the store says what is wrong
            return
        scopes = choices(reader.event(key[0], "") if key[1] else None, key[1], fields or ())
        guests = guests_to_tell(event, fields) if ask_mail else 0
        if not scopes and not guests:
            # How the first class of a series repeats is how all of it does.
            do("all" if key[1] and fields and "recurrence" in fields else "this", "none")
            return
        # No dialog is part of a start.
        from desktop_app.ui.how_much import HowMuch

        self.asking = HowMuch(
            self._window.context, event, scopes, guests, fields is None, over or self._window
        )
        self.asking.answered.connect(do)
        # A field that she typed into shows again what is so.
        self.asking.rejected.connect(lambda: self._calendar.show_again(key))
        self.asking.finished.connect(self._asked)
        self.asking.open()

    def _asked(self) -> None:
        self.asking = None

    def _follow(self, old: Key, new: Key) -> None:
        """Keep a class selected that has another name now."""
        if self._window.chosen == old:
            self._window.choose(new)
