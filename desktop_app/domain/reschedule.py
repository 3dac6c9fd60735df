"""Rescheduling by hand: which time an event has once it is dragged, stretched or drawn. Pure.

Hands move on the clock of the display zone, in wall minutes; an event keeps its own zone and, moved
as a whole, its length in real time. An hour that a clock change skips is read as `zones.epoch` does.
"""

from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

from desktop_app.domain import zones
from desktop_app.domain.event import AllDay, Timed, When

Grip = Literal["whole", "start", "end"]
"""What the hand holds: the event, or one of its edges."""

STEP = 15
FINE = 5
"""Minutes from one place to the next; the fine ones with Alt."""
DAY_MINUTES = 1440


class Spot(NamedTuple):
    """A place on a view: a day and a wall minute of it; `minute` None: the day as a whole."""

    day: date
    minute: int | None


def dragged(
    when: When, grip: Grip, grabbed: Spot, to: Spot, zone: str, step: int, length: int
) -> When:
    """Return `when` once the hand that took it at `grabbed` is at `to`.

    A timed event that is dropped on a day as a whole becomes all-day only where it was grabbed by
    its hours: in a month, whose cells have none, it keeps them. An all-day one dropped on the hours
    begins there and lasts `length` minutes.
    """
    if grip != "whole":
        return _stretched(when, grip, to, zone, step)
    days = to.day - grabbed.day
    if isinstance(when, AllDay):
        if to.minute is None:
            return AllDay(when.start + days, when.end + days)
        minute = min(_round(to.minute, step), DAY_MINUTES - step)
        return _from(to.day, minute, length * 60, zone, zone)
    if to.minute is None and grabbed.minute is not None:
        day = zones.day_of(when.start, zone) + days
        return AllDay(day, day + timedelta(days=1))
    start = zones.local(when.start, zone)
    minute = start.hour * 60 + start.minute
    if to.minute is None or grabbed.minute is None:
        moved = minute
    else:
        moved = minute + to.minute - grabbed.minute
        # A day dragged across, the hand a little unsteady: odd minutes stay as they are.
        near = abs(moved - minute) * 2 < step
        moved = minute if near else min(_round(moved, step), DAY_MINUTES - step)
    if not days and moved == minute:
        return when
    return _from(start.date() + days, max(0, moved), when.end - when.start, zone, when.zone)


def drawn(start: Spot, to: Spot, zone: str, step: int) -> When:
    """Return the time drawn on empty room from `start` to `to`: hours of the first day, or days."""
    if start.minute is None:
        first, last = min(start.day, to.day), max(start.day, to.day)
        return AllDay(first, last + timedelta(days=1))
    minute = start.minute if to.minute is None else to.minute
    anchor = min(start.minute // STEP * STEP, DAY_MINUTES - STEP)
    if minute >= anchor:
        low, high = anchor, max(anchor + step, -(-minute // step) * step)
    else:
        low, high = minute // step * step, anchor + STEP
    begin = _epoch(start.day, low, zone)
    # Where a clock change skips the hour that was drawn, it is drawn on the clock as it goes on.
    return Timed(
        begin, max(_epoch(start.day, min(high, DAY_MINUTES), zone), begin + step * 60), zone
    )


def shifted(when: When, days: int, zone: str) -> When:
    """Return `when` on another day at the same wall time of `zone`, as long as before."""
    if isinstance(when, AllDay):
        return AllDay(when.start + timedelta(days=days), when.end + timedelta(days=days))
    start = zones.local(when.start, zone)
    day = start.date() + timedelta(days=days)
    moved = zones.epoch(datetime.combine(day, start.time()), zone)
    return Timed(moved, moved + when.end - when.start, when.zone)


def nudged(when: When, days: int, minutes: int, zone: str) -> When:
    """Return `when` moved by keys: by days at the same wall time of `zone`, by minutes as time goes.

    Whole days have no minutes to move by.
    """
    moved = shifted(when, days, zone) if days else when
    if isinstance(moved, AllDay):
        return moved
    return Timed(moved.start + minutes * 60, moved.end + minutes * 60, moved.zone)


def _stretched(when: When, grip: Grip, to: Spot, zone: str, step: int) -> When:
    if isinstance(when, AllDay):
        if grip == "start":
            return AllDay(min(to.day, when.end - timedelta(days=1)), when.end)
        return AllDay(when.start, max(to.day, when.start) + timedelta(days=1))
    edge = when.start if grip == "start" else when.end
    if to.minute is None:
        # A bar of several days: its edge moves by days and keeps its hour.
        wall = zones.local(edge, zone)
        # An end at midnight belongs to the day before it.
        midnight = grip == "end" and wall.hour == 0 and wall.minute == 0
        day = to.day + timedelta(days=1) if midnight else to.day
        moved = zones.epoch(datetime.combine(day, wall.time()), zone)
    else:
        moved = _epoch(to.day, _round(to.minute, step), zone)
    least, most = step * 60, DAY_MINUTES * 60 - step * 60
    long = when.end - when.start >= DAY_MINUTES * 60
    if grip == "start":
        start = min(moved, when.end - least)
        return Timed(start if long else max(start, when.end - most), when.end, when.zone)
    end = max(moved, when.start + least)
    return Timed(when.start, end if long else min(end, when.start + most), when.zone)


def _from(day: date, minute: int, seconds: int, zone: str, own: str) -> Timed:
    start = _epoch(day, minute, zone)
    return Timed(start, start + seconds, own)


def _epoch(day: date, minute: int, zone: str) -> int:
    return zones.epoch(datetime(day.year, day.month, day.day) + timedelta(minutes=minute), zone)


def _round(minute: int, step: int) -> int:
    return (minute + step // 2) // step * step
