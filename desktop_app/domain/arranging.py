"""The exceptions of a series that becomes another: where they stand then, and what is their own. Pure.

Which exceptions are kept and which are dropped stands as a table in docs/changes.md.
"""

from collections.abc import Callable, Iterable
from typing import Any

from desktop_app.domain import series
from desktop_app.domain.act import Act
from desktop_app.domain.change import Draft
from desktop_app.domain.event import OWN, Event, differs, field, when_value, with_fields
from desktop_app.domain.projection import Family, occurrence_event


def arranged(act: Act, family: Family, new: Event, carried: Callable[[str], str]) -> list[Draft]:
    """Return the steps that bring the exceptions to where they go once the series is `new`.

    Google keeps an exception whose place the series still has: where places only move among
    themselves, what stands at one is overwritten, or set back to what the series says.
    """
    master = family.master
    assert master is not None
    wanted = {
        carried(place): own(master, one)
        for place, one in edited(family).items()
        if series.has_place(new, carried(place))
    }
    stay = {place for place in family.exceptions if series.has_place(new, place)}
    steps: list[Draft] = []
    for place in sorted(stay.union(wanted)):
        plain = occurrence_event(Family(new, {}), place)
        assert plain is not None
        its = wanted.get(place, {})
        one = family.exceptions[place] if place in stay else plain
        was_place = series.has_place(master, place)
        if one.cancelled and place not in wanted and was_place and carried(place) == place:
            continue  # it stays removed
        target = with_fields(plain, its)
        fields = {n: field(target, n) for n in (*OWN, "when") if differs(one, target, n)}
        if one.cancelled or (fields and not was_place):
            # Removed once, or dropped by Google when the series had left this place before.
            fields = its | {"status": "confirmed"}
        if fields:
            steps.append(act.patch(plain, fields, one))
    return steps


def own(master: Event, one: Event) -> dict[str, Any]:
    """Return what an exception has of its own: a time too, if it was moved."""
    found = {name: field(one, name) for name in OWN if differs(master, one, name)}
    if one.when is not None and one.when != series.regular(master, one.original):
        found["when"] = when_value(one.when)
    return found


def edited(family: Family) -> dict[str, Event]:
    """Return by place the exceptions that take place."""
    return {place: one for place, one in standing(family) if not one.cancelled}


def removed(family: Family) -> list[str]:
    """Return the places of the series at which nothing takes place, in order of time."""
    return [place for place, one in standing(family) if one.cancelled]


def standing(family: Family) -> Iterable[tuple[str, Event]]:
    """Yield the exceptions whose place the series still has, in order of time."""
    master = family.master
    assert master is not None
    for place in sorted(family.exceptions):
        if series.has_place(master, place):
            yield place, family.exceptions[place]
