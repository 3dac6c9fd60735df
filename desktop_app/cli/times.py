"""Dates and times as typed: naive ones are in the display zone."""

from datetime import datetime, timedelta

from desktop_app.domain import zones
from desktop_app.domain.errors import UsageError
from desktop_app.domain.text import N_, sentence

YEARS = range(1970, 9999)
"""In the years at the very ends a time is elsewhere in a year that is none."""


def moment(text: str, zone: str) -> int:
    """Return the epoch seconds of an ISO 8601 date or time; raises UsageError."""
    try:
        when = datetime.fromisoformat(text)
    except ValueError as error:
        told = sentence(N_("“{text}” is no date or time. Write 2026-11-24 or 2026-11-24T15:00."),
                        text=text)  # fmt: skip
        raise UsageError(told) from error
    if when.year not in YEARS:
        raise UsageError(sentence(N_("No calendar reaches that far.")))
    if len(text) == 10:
        return zones.day_start(when.date(), zone)
    return zones.epoch(when, zone) if when.tzinfo is None else int(when.timestamp())


def span(start: str | None, end: str | None, now: int, zone: str) -> tuple[int, int]:
    """Return the range asked for; without a start today, without an end seven days of it."""
    low = moment(start, zone) if start else zones.day_start(zones.day_of(now, zone), zone)
    week_later = zones.day_of(low, zone) + timedelta(days=7)
    high = moment(end, zone) if end else zones.day_start(week_later, zone)
    if high <= low:
        raise UsageError(sentence(N_("The end must come after the start.")))
    return low, high
