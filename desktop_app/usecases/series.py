"""What an edit of a whole series, or of its rest, is made of: the steps of one act.

Which exceptions are kept and which are dropped stands as a table in docs/changes.md.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from desktop_app.domain import placing, series
from desktop_app.domain.change import SEEN, Draft, opposite
from desktop_app.domain.errors import UsageError
from desktop_app.domain.event import (
    OWN,
    Event,
    When,
    contents,
    differs,
    field,
    when_of,
    when_value,
    with_fields,
)
from desktop_app.domain.projection import Family, occurrence_event
from desktop_app.domain.rule import first_day
from desktop_app.domain.text import N_, sentence
from desktop_app.usecases.new_lesson import new_id


@dataclass(frozen=True, slots=True)
class Act:
    """Who does it, where, and by which mails; its drafts share one group."""

    account: str
    calendar_id: str
    family: str
    now: float
    send_updates: str = "none"
    not_before: float = 0.0
    group: str = ""

    def draft(self, event_id: str, kind: Any, **values: Any) -> Draft:
        """Return one step."""
        return Draft(
            self.account,
            self.calendar_id,
            self.family,
            event_id,
            kind,
            new_id(),
            send_updates=self.send_updates,
            not_before=self.not_before,
            created=self.now,
            group=self.group,
            **values,
        )

    def patch(self, event: Event, fields: dict[str, Any], base: Event | None = None) -> Draft:
        """Return the step that sets `fields` of `event`; `base`: as it is seen by then."""
        was = {name: field(base or event, name) for name in fields}
        target = event.recurring_event_id or event.id
        step = self.draft(target, "patch", original=event.original, fields=fields, base=was)
        # What the mail of its series says is not said once more for each exception.
        again = self.group and event.original and "when" not in fields
        return replace(step, send_updates="none") if again else step


class Steps(NamedTuple):
    """The drafts of one act, and the place (`original`) at which what she edited stands then."""

    drafts: list[Draft]
    place: str


class Planned(NamedTuple):
    """A series as it is to be: its master, its exceptions at their new places, and where the one
    that she edited stands."""

    master: Event
    exceptions: tuple[Draft, ...]
    place: str


def edit_all(act: Act, family: Family, original: str, fields: dict[str, Any]) -> Steps:
    """Return the steps that set `fields` of a whole series; `when` is that of the place
    `original` ("" = the first). Raises UsageError for a day that cannot be moved."""
    master = family.master
    assert master is not None
    new, placed = _wanted(family, original, fields)
    act = replace(act, group=act.group or new_id())
    names = dict.fromkeys([*fields, "when", "recurrence"])
    values = {name: field(new, name) for name in names if differs(master, new, name)}
    if "meeting_request" in fields:
        values["meeting_request"] = fields["meeting_request"]
    if not values:
        return Steps([], original)
    carried = placed.carried if placed else _same
    steps = _arranged(act, family, new, carried)
    first = act.patch(master, values)
    lost = [one for one in _removed(family) if placed and not series.has_place(new, one)]
    back = (*_back(first, master, lost), *_put_back(act, family, new, steps))
    return Steps([replace(first, back=back), *steps], carried(original) if original else "")


def _arranged(act: Act, family: Family, new: Event, carried: Callable[[str], str]) -> list[Draft]:
    """Return the steps that bring the exceptions to where they go once the series is `new`.

    Google keeps an exception whose place the series still has: where places only move among
    themselves, what stands at one is overwritten, or set back to what the series says.
    """
    master = family.master
    assert master is not None
    wanted = {
        carried(place): _own(master, one)
        for place, one in _edited(family).items()
        if series.has_place(new, carried(place))
    }
    stay = {place for place in family.exceptions if series.has_place(new, place)}
    steps: list[Draft] = []
    for place in sorted(stay.union(wanted)):
        plain = occurrence_event(Family(new, {}), place)
        assert plain is not None
        own = wanted.get(place, {})
        one = family.exceptions[place] if place in stay else plain
        was_place = series.has_place(master, place)
        if one.cancelled and place not in wanted and was_place and carried(place) == place:
            continue  # it stays removed
        target = with_fields(plain, own)
        fields = {n: field(target, n) for n in (*OWN, "when") if differs(one, target, n)}
        if one.cancelled or (fields and not was_place):
            # Removed once, or dropped by Google when the series had left this place before.
            fields = own | {"status": "confirmed"}
        if fields:
            steps.append(act.patch(plain, fields, one))
    return steps


def _put_back(act: Act, family: Family, new: Event, steps: list[Draft]) -> list[Draft]:
    """Return what brings the exceptions back to where they are now, from the series `new`."""
    master = family.master
    assert master is not None
    removed, edited = set(_removed(family)), _edited(family)
    done = {step.original: step for step in steps}
    back: list[Draft] = []
    for place in sorted({*edited, *done}):
        if not series.has_place(master, place):
            continue  # Google drops it with its place
        if place in removed:
            removal = act.draft(master.id, "delete", original=place)
            back.append(replace(removal, send_updates="none"))  # of this they know
            continue
        plain = occurrence_event(Family(master, {}), place)
        assert plain is not None
        was = edited.get(place, plain)
        names = {*_own(master, was), *(done[place].fields if place in done else ())} - {"status"}
        fields = {name: field(was, name) for name in sorted(names)}
        if not series.has_place(new, place):
            fields["status"] = (
                "confirmed"  # dropped with its place, with or without fields of its own
            )
        if fields:
            back.append(act.patch(plain, fields))
    return back


def _same(place: str) -> str:
    return place


def split(act: Act, family: Family, original: str, fields: dict[str, Any]) -> Steps:
    """Return the steps that make a new series from `original` on, with `fields` set, and end the
    old one before it. The new one has a meeting of its own and keeps the code."""
    master = family.master
    assert master is not None
    try:
        lines = series.after(master, original)
    except series.CannotMoveError:
        raise UsageError(
            sentence(N_("This date was added to the series. Choose another one to begin anew.")),
            code="cannot_split",
        ) from None
    when = series.regular(master, original)
    rest = Family(
        replace(master, id=new_id(), when=when, recurrence=lines), _from(family, original)
    )
    act = replace(act, group=new_id())
    plan = _anew(act, rest, original, fields, master)
    made = _creation(act, plan.master, master.meeting.state != "none")
    return Steps([made, *plan.exceptions, _cut(act, family, original)], plan.place)


def cut(act: Act, family: Family, original: str) -> list[Draft]:
    """Return the step that ends a series before `original`."""
    return [_cut(replace(act, group=new_id()), family, original)]


def make_again(act: Act, family: Family) -> list[Draft]:
    """Return the steps that make a removed series again, with its exceptions."""
    master = family.master
    assert master is not None
    act = replace(act, group=new_id())
    again = Family(replace(master, id=new_id()), family.exceptions)
    plan = _anew(act, again, "", {}, master)
    return [_creation(act, plan.master, master.meeting.state != "none"), *plan.exceptions]


def _cut(act: Act, family: Family, original: str) -> Draft:
    master = family.master
    assert master is not None
    step = act.patch(master, {"recurrence": list(series.before(master, original))})
    rest = Family(master, _from(family, original))
    back = _back(step, master, _removed(rest))
    for place, one in _edited(rest).items():
        back += _again(act, master, place, one, master)
    return replace(step, back=tuple(back))


def _back(step: Draft, master: Event, removed: list[str]) -> list[Draft]:
    """Return what sets the master back; places that were removed from it stay so, whether Google
    still knows of that or forgot it with the place."""
    found = []
    for one in opposite(step, new_id()):
        if removed and "recurrence" in one.fields:
            assert master.when is not None
            lines = series.leave_out(master.recurrence, master.when, removed)
            one = replace(one, fields=one.fields | {"recurrence": list(lines)})
        found.append(one)
    return found


def _creation(act: Act, master: Event, meeting: bool) -> Draft:
    fields = contents(master)
    if meeting:
        fields["meeting_request"] = new_id()
    step = act.draft(master.id, "create", fields=fields)
    base = {name: fields[name] for name in SEEN if name in fields}
    return replace(step, back=(act.draft(master.id, "delete", base=base),))


def _anew(act: Act, family: Family, original: str, fields: dict[str, Any], old: Event) -> Planned:
    """Return a series that is made anew from `family`, of which nothing is there yet."""
    new, placed = _wanted(family, original, fields)
    carried = placed.carried if placed else _same
    removed = [carried(place) for place in _removed(family)]
    gone = [place for place in removed if series.has_place(new, place)]
    if gone:
        assert new.when is not None
        new = replace(new, recurrence=series.leave_out(new.recurrence, new.when, gone))
    steps: list[Draft] = []
    for place, one in _edited(family).items():
        if series.has_place(new, carried(place)):
            steps += _again(act, new, carried(place), one, old)
    return Planned(new, tuple(steps), carried(original) if original else "")


def _wanted(
    family: Family, original: str, fields: dict[str, Any]
) -> tuple[Event, placing.Placed | None]:
    """Return the master with `fields` set, and how its places moved; removed ones stay so."""
    master = family.master
    assert master is not None and master.when is not None
    plain = {n: v for n, v in fields.items() if n not in ("when", "recurrence")}
    new = with_fields(master, plain)
    if len(plain) == len(fields):
        return new, None
    place = original or series.first_place(master)
    shown = occurrence_event(family, place)
    seen = shown.when if shown is not None and shown.when is not None else master.when
    wanted: When = when_of(fields["when"]) if fields.get("when") is not None else seen
    if "recurrence" in fields:
        days = first_day(wanted) - first_day(seen)
        when = series.on_day(wanted, first_day(master.when) + days)
        when = series.begun(when, fields["recurrence"]) if fields["recurrence"] else when
        placed = placing.on_same_days(master.when, when, fields["recurrence"])
    else:
        try:
            placed = placing.placed(master, place, seen, wanted)
        except series.CannotMoveError:
            raise UsageError(
                sentence(
                    N_(
                        "The whole series cannot be moved to that day: it would lose or gain "
                        "classes. Choose its days anew in its form."
                    )
                ),
                code="cannot_move",
            ) from None
    new = replace(new, when=placed.when, recurrence=placed.lines)
    removed = [placed.carried(one) for one in _removed(family) if placed.carried(one) != one]
    gone = [one for one in removed if series.has_place(new, one)]
    if gone:
        new = replace(new, recurrence=series.leave_out(new.recurrence, placed.when, gone))
    return new, placed


def _again(act: Act, master: Event, place: str, one: Event, old: Event) -> list[Draft]:
    """Return the step that makes the place of `master` what the exception `one` was to the series
    `old`; where that is the same series, Google has dropped it meanwhile."""
    own = _own(old, one)
    plain = occurrence_event(Family(master, {}), place)
    if master is old:
        own["status"] = "confirmed"
    return [act.patch(plain, own)] if own and plain is not None else []


def _own(master: Event, one: Event) -> dict[str, Any]:
    """Return what an exception has of its own: a time too, if it was moved."""
    own = {name: field(one, name) for name in OWN if differs(master, one, name)}
    if one.when is not None and one.when != series.regular(master, one.original):
        own["when"] = when_value(one.when)
    return own


def _edited(family: Family) -> dict[str, Event]:
    return {place: one for place, one in _standing(family) if not one.cancelled}


def _removed(family: Family) -> list[str]:
    return [place for place, one in _standing(family) if one.cancelled]


def _standing(family: Family) -> Iterable[tuple[str, Event]]:
    """Yield the exceptions whose place the series still has, in order of time."""
    master = family.master
    assert master is not None
    for place in sorted(family.exceptions):
        if series.has_place(master, place):
            yield place, family.exceptions[place]


def _from(family: Family, original: str) -> dict[str, Event]:
    return {
        place: one
        for place, one in family.exceptions.items()
        if place >= original  # written so that their order is that of time
    }
