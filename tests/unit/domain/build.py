"""Events for tests, written as a person would say them."""

from datetime import datetime

from desktop_app.domain import zones
from desktop_app.domain.event import Event, Timed
from desktop_app.domain.zones import BUENOS_AIRES


def at(text: str, zone: str = BUENOS_AIRES) -> int:
    """Return the epoch seconds of a wall time such as `2026-11-24 15:00`."""
    return zones.epoch(datetime.fromisoformat(text), zone)


def timed(start: str, end: str, zone: str = BUENOS_AIRES) -> Timed:
    """Return a Timed of two wall times."""
    return Timed(at(start, zone), at(end, zone), zone)


def single(when: Timed, event_id: str = "e") -> Event:
    """Return a single event."""
    return Event(event_id, "cal", when, summary="Ana")


def series(start: str, rule: str, zone: str = BUENOS_AIRES, more: tuple[str, ...] = ()) -> Event:
    """Return a series' master of one hour."""
    begin = at(start, zone)
    return Event("m", "cal", Timed(begin, begin + 3600, zone), recurrence=(rule, *more))
