"""A day list: what an agenda says of each day, the free time between, and runs of empty days. Pure."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from desktop_app.domain import zones
from desktop_app.domain.occurrence import NOT_BUSY, Flag, Occurrence

# Plain integers: a week tests hundreds, and IntFlag is slow.
ALL_DAY = int(Flag.ALL_DAY)
LEAST_GAP = 30 * 60
"""Free time shorter than this, in seconds, is not worth a line."""


class Stand(NamedTuple):
    """An occurrence on one of its days: the `number`th of `days` (1 of 1 for most)."""

    day: date
    occurrence: Occurrence
    number: int
    days: int


class Gap(NamedTuple):
    """Free time between what keeps her busy on `day`: from `start` to `end`, epoch seconds."""

    day: date
    start: int
    end: int


class Empty(NamedTuple):
    """Days on which nothing stands, `day` to `last`."""

    day: date
    last: date


Item = Stand | Gap | Empty


def day_list(
    occurrences: Sequence[Occurrence], first: date, days: int, zone: str, today: date
) -> list[Item]:
    """Return what stands on `days` days from `first` on, day by day, in the order of the day.

    All-day ones come first. Today is a run of its own where it is empty, so that it is never
    missing.
    """
    end = first + timedelta(days=days)
    by_day: dict[date, list[Stand]] = {}
    for o in occurrences:
        low, high = _days(o, zone)
        length = (high - low).days + 1
        for number in range(max(0, (first - low).days), length):
            day = low + timedelta(days=number)
            if day >= end:
                break
            by_day.setdefault(day, []).append(Stand(day, o, number + 1, length))
    items: list[Item] = []
    for number in range(days):
        day = first + timedelta(days=number)
        here = by_day.get(day)
        if here:
            items += _with_gaps(day, here)
        elif items and isinstance(items[-1], Empty) and today not in (day, items[-1].last):
            items[-1] = Empty(items[-1].day, day)
        else:
            items.append(Empty(day, day))
    return items


def joined(before: list[Item], after: list[Item], today: date) -> list[Item]:
    """Return two lists of days that follow each other as one: runs of empty days grow together."""
    if before and after:
        one, two = before[-1], after[0]
        if isinstance(one, Empty) and isinstance(two, Empty) and today not in (one.last, two.day):
            return [*before[:-1], Empty(one.day, two.last), *after[1:]]
    return before + after


def _days(o: Occurrence, zone: str) -> tuple[date, date]:
    """Return the first and the last day that `o` stands on; what ends at midnight ends before it."""
    if o.flags & ALL_DAY:
        last = datetime.fromtimestamp(max(o.end - 1, o.start), UTC).date()
        return o.first_day, last
    return zones.day_of(o.start, zone), zones.day_of(max(o.end - 1, o.start), zone)


def _with_gaps(day: date, stands: list[Stand]) -> list[Item]:
    def order(stand: Stand) -> tuple[bool, int, int]:
        o = stand.occurrence
        return not o.flags & ALL_DAY, o.start, -o.end

    found: list[Item] = []
    until: int | None = None
    for stand in sorted(stands, key=order):
        o = stand.occurrence
        if not o.flags & NOT_BUSY:
            if until is not None and o.start - until >= LEAST_GAP:
                found.append(Gap(day, until, o.start))
            until = o.end if until is None else max(until, o.end)
        found.append(stand)
    return found
