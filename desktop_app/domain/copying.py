"""Copies of a class: what goes along, where a duplicate stands, what a copied week would clash with.

Pure. A copy is an event by itself, also that of one occurrence of a series: its own id, code and
meeting come when it is made; who booked and paid for the first one stays with the first one.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from desktop_app.domain import zones
from desktop_app.domain.event import AllDay, Event, Timed, When, bounds, contents, when_value
from desktop_app.domain.occurrence import NOT_BUSY, Flag, Occurrence
from desktop_app.domain.reschedule import shifted

OWN = frozenset(
    {
        "recurrence", "lesson.access_code", "lesson.current_participants", "lesson.booked_by",
        "lesson.payment_reference", "lesson.status",
    }
)  # fmt: skip
"""What of an event stays with it: a copy has another or none."""
AHEAD = 14
"""So many days a duplicate looks for the same hour free, before it takes the next day anyhow."""


def copied(event: Event, when: When) -> dict[str, Any]:
    """Return the fields of a copy of `event` at `when`, its code and meeting still to be given."""
    fields = {name: value for name, value in contents(event).items() if name not in OWN}
    fields["when"] = when_value(when)
    me = {guest.email for guest in event.guests if guest.is_self}
    if "guests" in fields:
        fields["guests"] = [guest for guest in fields["guests"] if guest[0] not in me]
    return fields


def in_the_way(when: When, rows: Iterable[Occurrence]) -> list[Occurrence]:
    """Return which of `rows` take place while `when` does; days as a whole are in nobody's way."""
    if isinstance(when, AllDay):
        return []
    return [
        row
        for row in rows
        if not row.flags & NOT_BUSY and row.start < when.end and row.end > when.start
    ]


def duplicate_at(
    when: When, rows: Sequence[Occurrence], working_days: Collection[int], zone: str
) -> When:
    """Return where a duplicate of `when` stands: the same hour of the next day that has it free.

    On top of the first one it would not be seen. What is not on a working day itself may go to any
    day. Where no day of the next two weeks is free it is the next one: a warning, never a block.
    """
    day = when.start if isinstance(when, AllDay) else zones.day_of(when.start, zone)
    fallback: When | None = None
    for days in range(1, AHEAD + 1):
        weekday = (day + timedelta(days=days)).weekday()
        if weekday not in working_days and day.weekday() in working_days:
            continue
        there = shifted(when, days, zone)
        fallback = fallback or there
        if not in_the_way(there, rows):
            return there
    return fallback or shifted(when, 1, zone)


def pasted_at(when: When, day: date, minute: int | None, zone: str) -> When:
    """Return `when` pasted on a day; at a wall minute of it, or at its own hour."""
    first = when.start if isinstance(when, AllDay) else zones.day_of(when.start, zone)
    moved = shifted(when, (day - first).days, zone)
    if minute is None or isinstance(moved, AllDay):
        return moved
    begin = zones.epoch(datetime.combine(day, time()) + timedelta(minutes=minute), zone)
    return Timed(begin, begin + moved.end - moved.start, moved.zone)


class Planned(NamedTuple):
    """One class that copying a week would make.

    `clashes`: what stands in its way there already; `there`: a class of that name stands at that
    very time, so it seems to be copied already.
    """

    source: Occurrence
    when: Timed
    clashes: tuple[Occurrence, ...]
    there: bool


def plan_week(
    before: Iterable[Occurrence], now: Sequence[Occurrence], days: int, zone: str
) -> list[Planned]:
    """Return what copying the classes of `before` by `days` days would make beside those of `now`.

    Occurrences of series come by themselves and are left out, as is what was cancelled.
    """
    plans = []
    for row in before:
        alone = row.flags & Flag.LESSON and not row.flags & (Flag.SERIES | NOT_BUSY)
        if not alone:
            continue
        when = shifted(Timed(row.start, row.end, row.zone), days, zone)
        assert isinstance(when, Timed)
        clashes = tuple(in_the_way(when, now))
        there = any(c.summary == row.summary and (c.start, c.end) == bounds(when) for c in clashes)
        plans.append(Planned(row, when, clashes, there))
    return plans
