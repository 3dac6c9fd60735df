"""Agenda: the occurrences of a range, and the class that is next."""

from collections.abc import Sequence
from typing import NamedTuple

from desktop_app.domain.occurrence import Flag, Occurrence
from desktop_app.domain.ports import Reader


class Next(NamedTuple):
    """The class going on or coming up, and what else stands today."""

    current: Occurrence | None
    rest: Sequence[Occurrence]


def agenda(reader: Reader, start: int, end: int, zone: str) -> Sequence[Occurrence]:
    """Return what stands in [start, end), epoch seconds, in the order it takes place."""
    return reader.occurrences(start, end, zone)


def next_class(rows: Sequence[Occurrence], now: int) -> Next:
    """Return the class of `rows` that goes on at `now`, or comes next, and what follows it."""
    skipped = Flag.ALL_DAY | Flag.CANCELLED | Flag.DECLINED
    coming = [row for row in rows if row.end > now and not row.flags & skipped]
    for row in coming:
        if row.flags & Flag.LESSON:
            return Next(row, [other for other in coming if other is not row])
    return Next(None, coming)
