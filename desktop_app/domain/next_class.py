"""Which class is now or next, and what else is still to come today. Pure."""

from collections.abc import Iterable
from typing import NamedTuple

from desktop_app.domain.occurrence import Flag, Occurrence

AHEAD = 7 * 86_400
"""Seconds within which a class counts as the next one."""
_LESSON = int(Flag.LESSON)
_SILENT = int(Flag.ALL_DAY | Flag.CANCELLED | Flag.DECLINED)


class Coming(NamedTuple):
    """What is now or `next`, and what `later` begins before the day is over, by start."""

    next: Occurrence | None
    later: list[Occurrence]


def coming(occurrences: Iterable[Occurrence], now: int, tomorrow: int) -> Coming:
    """Return what lies ahead of `now`; `tomorrow`: when the day is over (UTC epoch seconds).

    `occurrences`: those from `now` to AHEAD after it, by start. A class comes before an event that
    is none, also before one that is on: she teaches. One that is on comes before the next.
    """
    ahead = [o for o in occurrences if not o.flags & _SILENT and o.end > now]
    found = next((o for o in ahead if o.flags & _LESSON), None) or next(iter(ahead), None)
    later = [o for o in ahead if now <= o.start < tomorrow]
    return Coming(found, [o for o in later if found is None or o.key != found.key])
