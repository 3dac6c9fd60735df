"""Around a class: duplicate, copy and paste, copy a week."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from desktop_app.domain import zones
from desktop_app.domain.copying import Planned, duplicate_at, in_the_way, pasted_at, plan_week
from desktop_app.domain.errors import AulaError, NotFoundError
from desktop_app.domain.event import AllDay, Event, Timed, When, bounds
from desktop_app.domain.free_slots import next_free
from desktop_app.domain.occurrence import ChangeSet
from desktop_app.domain.ports import Reader, Store
from desktop_app.domain.reschedule import Spot
from desktop_app.domain.text import N_, sentence
from desktop_app.services.acts import Acts
from desktop_app.services.labels import Label, titled, when_text
from desktop_app.services.overlaps import Overlaps
from desktop_app.services.settings import SettingsService
from desktop_app.services.store_thread import StoreThread
from desktop_app.services.undo_stack import Step
from desktop_app.services.values import Key, Toast
from desktop_app.system.translations import Translator
from desktop_app.usecases import copy_class
from desktop_app.usecases.find import find
from desktop_app.usecases.undo import Undone

DAY = 86_400


class Around:
    """Makes copies through the store; each act has its toast and one undo."""

    def __init__(
        self,
        store: StoreThread,
        reader: Callable[[], Reader | None],
        acts: Acts,
        overlaps: Overlaps,
        settings: SettingsService,
        translator: Callable[[], Translator],
        now: Callable[[], float],
        toast: Callable[[Toast], None],
        acted: Callable[[ChangeSet], None],
        made: Callable[[Key, bool], None],
        failed: Callable[[AulaError], None],
    ) -> None:
        self._store = store
        self._reader = reader
        self._acts = acts
        self._overlaps = overlaps
        self._settings = settings
        self._translator = translator
        self._now = now
        self._toast = toast
        self._acted = acted
        self._made = made
        self._failed = failed
        self._held: Event | None = None

    # --- copies

    def duplicate(self, key: Key) -> None:
        """Make another one of it, at the same hour of the next day that has it free."""
        event = self._event(key)
        if event is None or event.when is None:
            return
        settings = self._settings.settings
        start, end = bounds(event.when)
        rows = self._overlaps.rows(start, end + 16 * DAY)
        when = duplicate_at(event.when, rows, settings.working_days, settings.zone)
        text = N_("Duplicated: {title}, {when}")
        self._copy(event, when, text, N_("duplicate {title}"))

    def copy(self, key: Key) -> None:
        """Hold a class, as it is now, to be pasted."""
        event = self._event(key)
        if event is not None and event.when is not None:
            self._held = event
            text = N_("Copied: {title} · paste it on another day with Ctrl+V")
            self._toast(
                Toast(sentence(text, title=titled(event.summary, self._translator())), (), 4.0)
            )

    @property
    def can_paste(self) -> bool:
        """Whether something was copied."""
        return self._held is not None

    def paste(self, spot: Spot) -> None:
        """Make a copy of what was copied at `spot`, on the half hour; on a day at its own hour."""
        event = self._held
        if event is None or event.when is None:
            self._toast(Toast(sentence(N_("Nothing was copied yet: choose a class and copy it."))))
            return
        settings = self._settings.settings
        step = settings.round_minutes
        minute = None if spot.minute is None else spot.minute // step * step
        when = pasted_at(event.when, spot.day, minute, settings.zone)
        self._copy(event, when, N_("Pasted: {title}, {when}"), N_("paste {title}"))

    def make_days(self, first: date, end: date) -> None:
        """Make an event of whole days from `first` up to `end`; it is no class."""
        when = AllDay(first, end)
        now = self._now
        label = Label(sentence(N_("Made: an event of whole days")), sentence(N_("new event")))
        self._run(lambda store: copy_class.make_days(store, when, now()), label, [when])

    def _copy(self, event: Event, when: When, told: str, name: str) -> None:
        settings, language = self._settings.settings, self._translator().language
        title = titled(event.summary, self._translator())
        label = Label(
            sentence(told, title=title, when=when_text(when, language, settings.zone)),
            sentence(name, title=title),
        )
        now = self._now
        self._run(
            lambda store: copy_class.make_copies(store, [(event, when)], now()), label, [when]
        )

    # --- a week

    def week_plan(self, monday: date) -> list[Planned]:
        """Return what copying the week before `monday` into its own would make."""
        zone = self._settings.settings.zone
        starts = [zones.day_start(monday + timedelta(days=d), zone) for d in (-7, 0, 7)]
        before, now = (
            self._overlaps.rows(starts[0], starts[1]),
            self._overlaps.rows(starts[1], starts[2]),
        )
        begun = [row for row in before if row.start >= starts[0]]
        return plan_week(begun, now, 7, zone)

    def copy_week(self, plans: Sequence[Planned]) -> None:
        """Make the classes of a plan, in one act that one undo takes back."""
        # What somebody removed while she looked is not made.
        found = [(self._event(plan.source.key), plan.when) for plan in plans]
        wanted = [(event, when) for event, when in found if event is not None]
        if not wanted:
            return
        label = Label(
            sentence(N_("Classes copied into this week: {number}"), number=len(wanted)),
            sentence(N_("copy last week")),
        )
        now = self._now
        self._run(
            lambda store: copy_class.make_copies(store, wanted, now()), label, [], select=False
        )

    # --- where there is room

    def free_on(self, day: date) -> int:
        """Return where a class finds room on `day`, epoch seconds: not before now, if it can be."""
        settings = self._settings.settings
        zone = settings.zone
        start = zones.day_start(day, zone)
        end = zones.day_start(day + timedelta(days=1), zone)
        after = max(start, int(self._now()))
        rows = self._overlaps.rows(start, end)
        busy = [(r.start, r.end) for r in in_the_way(Timed(start, end, zone), rows)]
        hours = self._acts.defaults.hours._replace(days=frozenset(range(7)))
        found = next_free(
            after if after < end else start, busy, hours,
            settings.default_length_minutes, zone, settings.round_minutes,
        )  # fmt: skip
        # A day with no room: at the beginning of the working hours, one over the other.
        return found if found < end else start + settings.working_start * 60

    # --- inside

    def _run(
        self,
        make: Callable[[Store], copy_class.Made],
        label: Label,
        whens: Sequence[When],
        select: bool = True,
    ) -> None:
        def then(result: copy_class.Made) -> None:
            self._acted(result.changed)
            draft = result.changes[0].draft
            if select:
                self._made((draft.family, ""), "meeting_request" in draft.fields)
            warning = self._overlaps.warning((draft.family, ""), whens[0]) if whens else None
            self._acts.did(_step(label, result, self._now), label.told, warning)

        self._store.run(make, then, self._failed)

    def _event(self, key: Key) -> Event | None:
        try:
            return find(self._reader(), *key)
        except NotFoundError as error:
            self._failed(error)
            return None


def _step(label: Label, made: copy_class.Made, now: Callable[[], float]) -> Step:
    def undo(store: Store) -> Undone:
        return copy_class.take_back(store, made, now())

    def redo(store: Store) -> tuple[Step, ChangeSet]:
        again = copy_class.make_again(store, made, now())
        return _step(label, again, now), again.changed

    # The toast of its link takes back a copy; many have none each.
    alone = made.changes[0].draft.family if len(made.changes) == 1 else ""
    return Step(label.name, undo, redo, made=alone, about=(alone, "") if alone else None)
