"""What the form needs of the calendar: its first values, and a new event of what it says."""

from collections.abc import Callable
from typing import Any

from desktop_app.domain.access_code import new_code
from desktop_app.domain.errors import AulaError
from desktop_app.domain.event import Event, Timed, When, when_of
from desktop_app.domain.event_form import FormValues, changed, creation, of_event
from desktop_app.domain.lesson import description
from desktop_app.domain.occurrence import ChangeSet
from desktop_app.domain.ports import Reader
from desktop_app.domain.series import made_key
from desktop_app.domain.text import N_, Sentence, sentence
from desktop_app.services.acts import made_step
from desktop_app.services.store_thread import StoreThread
from desktop_app.services.undo_stack import Step
from desktop_app.services.values import Ended, Key
from desktop_app.usecases.defaults import Defaults
from desktop_app.usecases.make_event import MadeEvent, make
from desktop_app.usecases.new_lesson import Wish, new_id, times


class Forms:
    """Reads at once; makes on the store thread, in one change that one undo takes back."""

    def __init__(
        self,
        store: StoreThread,
        reader: Callable[[], Reader | None],
        defaults: Callable[[], Defaults],
        now: Callable[[], float],
        done: Callable[[Step, Sentence, Sentence | None], None],
        warning: Callable[[Key, When], Sentence | None],
        acted: Callable[[ChangeSet], None],
        made: Callable[[Key, bool], None],
        failed: Callable[[AulaError], None],
    ) -> None:
        """`warning` says what an event at some time would overlap."""
        self._store = store
        self._reader = reader
        self._defaults = defaults
        self._now = now
        self._done = done
        self._warning = warning
        self._acted = acted
        self._made = made
        self._failed = failed

    def new(self, start: int | None = None, end: int | None = None) -> FormValues | None:
        """Return the values of a new class by the defaults, at `start` or in the next free slot.

        None, and a toast that says why, where the defaults make no sense.
        """
        said = self._defaults()
        try:
            start, end = times(self._reader(), Wish(start, end), said, self._now())
        except AulaError as error:
            self._failed(error)
            return None
        return FormValues(
            when=Timed(start, end, said.zone),
            summary=said.summary,
            class_type=said.class_type,
            max_participants=said.max_participants,
            focus=said.focus,
            price=said.price,
            description=self.describe(said.class_type, said.max_participants),
        )

    def describe(self, class_type: str, places: int) -> str:
        """Return the description that the teacher's template gives a class."""
        return description(self._defaults().description, class_type, places)

    def of(self, key: Key) -> tuple[Event, FormValues] | None:
        """Return an event and its values, with the recurrence of its series; None when it is gone."""
        reader = self._reader()
        event = reader.event(*key) if reader is not None else None
        if reader is None or event is None or event.when is None:
            return None
        recurrence = event.recurrence
        if event.recurring_event_id:
            master = reader.event(event.family, "")
            recurrence = master.recurrence if master is not None else ()
        return event, of_event(event, recurrence)

    def codes(self) -> frozenset[str]:
        """Return the access codes in use."""
        reader = self._reader()
        return reader.access_codes(int(self._now())) if reader is not None else frozenset()

    def changed(self, before: FormValues, after: FormValues) -> dict[str, Any]:
        """Return the fields of one patch."""
        return changed(before, after, new_id)

    def created(self, values: FormValues) -> dict[str, Any]:
        """Return the fields of a new event."""
        return creation(values, new_id)

    def class_fields(self, key: Key) -> dict[str, Any]:
        """Return the fields that make a class of an event: details by the defaults, a code, and a
        link if it has none. Nothing for a class, and for what cannot be changed."""
        reader, said = self._reader(), self._defaults()
        event = reader.event(*key) if reader is not None else None
        if event is None or event.lesson is not None or not event.editable:
            return {}
        fields: dict[str, Any] = {
            "lesson.class_type": said.class_type,
            "lesson.max_participants": said.max_participants,
            "lesson.focus": said.focus,
            "lesson.price": said.price,
            "lesson.access_code": new_code(self.codes()),
        }
        if event.meeting.state == "none":
            fields["meeting_request"] = new_id()
        return fields

    def make(
        self, fields: dict[str, Any], send_updates: str, ended: Ended, calendar_id: str = ""
    ) -> None:
        """Make an event in a calendar ("" for that of the classes); it is selected, and its link's
        invitation copied as for any new class."""

        def then(result: MadeEvent) -> None:
            ended(None)
            recorded = result.change.draft.fields
            key = made_key(result.change.draft.family, recorded)
            self._acted(result.changed)
            self._made(key, "meeting_request" in fields)
            told = sentence(N_("Made: {title}"), title=fields.get("summary") or "…")
            step = made_step(result.change, self._now)
            self._done(step, told, self._warning(key, when_of(recorded["when"])))

        def failed(error: AulaError) -> None:
            self._failed(error)
            ended(error)

        self._store.run(
            lambda store: make(store, fields, self._now(), send_updates, calendar_id), then, failed
        )
