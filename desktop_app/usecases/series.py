"""What an edit of a whole series, or of its rest, is made of: the steps of one act.

Which exceptions are kept and which are dropped stands as a table in docs/changes.md.
"""

from dataclasses import replace
from typing import Any, NamedTuple

from desktop_app.domain import arranging, placing, series
from desktop_app.domain.act import Act
from desktop_app.domain.change import SEEN, Draft, opposite
from desktop_app.domain.errors import UsageError
from desktop_app.domain.event import (
    Event,
    When,
    contents,
    differs,
    field,
    when_of,
    with_fields,
)
from desktop_app.domain.projection import Family, occurrence_event
from desktop_app.domain.rule import first_day
from desktop_app.domain.text import N_, sentence
from desktop_app.usecases.new_lesson import new_id


class Steps(NamedTuple):
    """The drafts of one act, and the place (`original`) at which what she edited stands then."""

    drafts: list[Draft]
    place: str


class Planned(NamedTuple):
    """A series as it is to be: its master, its exceptions at their new places, where the one that
    she edited stands, and how places go there (Draft.carry)."""

    master: Event
    exceptions: tuple[Draft, ...]
    place: str
    carry: dict[str, Any]


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
    steps = arranging.arranged(act, family, new, carried)
    first = replace(act.patch(master, values), carry=_carry(placed))
    lost = [one for one in arranging.removed(family) if placed and not series.has_place(new, one)]
    back = (*_back(first, master, lost), *_put_back(act, family, new, steps))
    return Steps([replace(first, back=back), *steps], carried(original) if original else "")


def _put_back(act: Act, family: Family, new: Event, steps: list[Draft]) -> list[Draft]:
    """Return what brings the exceptions back to where they are now, from the series `new`."""
    master = family.master
    assert master is not None
    removed, edited = set(arranging.removed(family)), arranging.edited(family)
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
        names = {*arranging.own(master, was), *(done[place].fields if place in done else ())} - {
            "status"
        }
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
    rest_id = new_id()
    rest = Family(replace(master, id=rest_id, when=when, recurrence=lines), _from(family, original))
    act = replace(act, group=new_id())
    plan = _anew(act, rest, original, fields, master)
    made = _creation(act, plan.master, master.meeting.state != "none")
    ended = _cut(act, family, original, plan.carry | {"to": rest_id})
    return Steps([made, *plan.exceptions, ended], plan.place)


def cut(act: Act, family: Family, original: str) -> list[Draft]:
    """Return the step that ends a series before `original`."""
    return [_cut(replace(act, group=new_id()), family, original, {})]


def make_again(act: Act, family: Family) -> list[Draft]:
    """Return the steps that make a removed series again, with its exceptions."""
    master = family.master
    assert master is not None
    act = replace(act, group=new_id())
    again = Family(replace(master, id=new_id()), family.exceptions)
    plan = _anew(act, again, "", {}, master)
    return [_creation(act, plan.master, master.meeting.state != "none"), *plan.exceptions]


def _cut(act: Act, family: Family, original: str, carry: dict[str, Any]) -> Draft:
    master = family.master
    assert master is not None
    step = act.patch(master, {"recurrence": list(series.before(master, original))})
    step = replace(step, carry=carry)
    rest = Family(master, _from(family, original))
    back = _back(step, master, arranging.removed(rest))
    for place, one in arranging.edited(rest).items():
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
    removed = [carried(place) for place in arranging.removed(family)]
    gone = [place for place in removed if series.has_place(new, place)]
    if gone:
        assert new.when is not None
        new = replace(new, recurrence=series.leave_out(new.recurrence, new.when, gone))
    steps: list[Draft] = []
    for place, one in arranging.edited(family).items():
        if series.has_place(new, carried(place)):
            steps += _again(act, new, carried(place), one, old)
    place = carried(original) if original else ""
    return Planned(new, tuple(steps), place, _carry(placed))


def _carry(placed: placing.Placed | None) -> dict[str, Any]:
    """Return how places moved, as a draft keeps it."""
    return placed.shift.as_json() if placed else {}


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
    removed = [
        placed.carried(one) for one in arranging.removed(family) if placed.carried(one) != one
    ]
    gone = [one for one in removed if series.has_place(new, one)]
    if gone:
        new = replace(new, recurrence=series.leave_out(new.recurrence, placed.when, gone))
    return new, placed


def _again(act: Act, master: Event, place: str, one: Event, old: Event) -> list[Draft]:
    """Return the step that makes the place of `master` what the exception `one` was to the series
    `old`; where that is the same series, Google has dropped it meanwhile."""
    own = arranging.own(old, one)
    plain = occurrence_event(Family(master, {}), place)
    if master is old:
        own["status"] = "confirmed"
    return [act.patch(plain, own)] if own and plain is not None else []


def _from(family: Family, original: str) -> dict[str, Event]:
    return {
        place: one
        for place, one in family.exceptions.items()
        if place >= original  # written so that their order is that of time
    }
