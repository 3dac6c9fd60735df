"""Free slots: where in the teacher's working hours a new class finds room. Pure."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

from desktop_app.domain import zones
from desktop_app.domain.occurrence import NOT_BUSY, Occurrence

LONGEST_DAY = 25 * 3600
"""Seconds, on the day that summer time ends."""
Offer = Literal["week", "next", "both"]
"""Which weeks she offers her free times of: this one, the next, or both."""


class WorkingHours(NamedTuple):
    """From `start` to `end`, minutes of the day, on `days` (0 = Monday)."""

    start: int = 9 * 60
    end: int = 20 * 60
    days: frozenset[int] = frozenset(range(5))


def busy_times(rows: Iterable[Occurrence]) -> list[tuple[int, int]]:
    """Return when `rows` keep her busy (epoch seconds): all-day ones do not, nor what is marked as
    free, was cancelled or declined."""
    return [(row.start, row.end) for row in rows if not row.flags & NOT_BUSY]


def offered_days(offer: Offer, today: date) -> list[date]:
    """Return the days of the weeks that she offers, from Monday on, those that are over too."""
    first = zones.week_start(today) + timedelta(days=7 if offer == "next" else 0)
    return [first + timedelta(days=n) for n in range(14 if offer == "both" else 7)]


def next_free(
    now: int,
    busy: Iterable[tuple[int, int]],
    hours: WorkingHours,
    length: int,
    zone: str,
    step: int = 30,
) -> int:
    """Return the start (epoch seconds) of the next free slot of `length` minutes.

    The slot begins on a round `step` of minutes in `zone`, not before `now`, inside the working
    hours, and touches none of `busy` (epoch seconds). Where two weeks hold none (or the working
    hours are too short for any) the next round time is returned: a warning, never a block.
    """
    taken = sorted(busy)
    wanted = length * 60
    wall = _round_up(zones.local(now, zone).replace(tzinfo=None), step)
    fallback = zones.epoch(wall, zone)
    for days in range(15):
        day = wall.date() + timedelta(days=days)
        if day.weekday() not in hours.days:
            continue
        midnight = datetime(day.year, day.month, day.day)
        dawn = zones.epoch(midnight, zone)
        # Each slot is compared with what is near it: she waits for this between a click and its class.
        near = [(s, e) for s, e in taken if s < dawn + LONGEST_DAY and e > dawn]
        minute = hours.start
        while minute + length <= hours.end:
            begin = midnight + timedelta(minutes=minute)
            start = zones.epoch(begin, zone)
            if begin >= wall and not any(s < start + wanted and e > start for s, e in near):
                return start
            minute += step
    return fallback


def _round_up(wall: datetime, step: int) -> datetime:
    minutes = wall.hour * 60 + wall.minute + (1 if wall.second or wall.microsecond else 0)
    rounded = -(-minutes // step) * step
    return datetime(wall.year, wall.month, wall.day) + timedelta(minutes=rounded)


def free_spans(
    now: int,
    busy: Iterable[tuple[int, int]],
    hours: WorkingHours,
    days: Iterable[date],
    length: int,
    zone: str,
    step: int = 30,
) -> list[tuple[int, int]]:
    """Return the spans (epoch seconds) on `days` in which a class of `length` minutes finds room.

    Within the working hours of working days in `zone`, none of `busy` touched; the first begins on
    a round `step` of minutes, not before `now`.
    """
    taken = sorted(busy)
    begin_now = zones.epoch(_round_up(zones.local(now, zone).replace(tzinfo=None), step), zone)
    found = []
    for day in days:
        if day.weekday() not in hours.days:
            continue
        midnight = datetime(day.year, day.month, day.day)
        at = max(zones.epoch(midnight + timedelta(minutes=hours.start), zone), begin_now)
        close = zones.epoch(midnight + timedelta(minutes=hours.end), zone)
        for start, end in [*taken, (close, close)]:
            if end <= at and start < close:
                continue
            if min(start, close) - at >= length * 60:
                found.append((at, min(start, close)))
            at = max(at, end)
            if at >= close:
                break
    return found
