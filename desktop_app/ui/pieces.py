"""Occurrences cut into what the grid draws: pieces of a day, and bars over days. Pure."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from desktop_app.domain import zones
from desktop_app.domain.occurrence import Occurrence
from desktop_app.system.dates import wall_span
from desktop_app.ui.bits import Bit

DAY_MINUTES = 24 * 60


class Piece(NamedTuple):
    """One day's piece of a timed occurrence: wall minutes [`start`, `end`) of column `day`.

    `hours`: those of all of it, in words; `begins`, `ends`: it does so here, not cut by midnight.
    """

    day: int
    start: int
    end: int
    occurrence: Occurrence
    hours: str
    begins: bool
    ends: bool


class Bar(NamedTuple):
    """An all-day occurrence over columns `first` to `last`; it may go on beyond them."""

    first: int
    last: int
    row: int
    before: bool
    after: bool
    occurrence: Occurrence


def cut(
    occurrences: Sequence[Occurrence], first_day: date, days: int, zone: str
) -> tuple[list[Piece], list[Bar]]:
    """Return the pieces and bars of `days` days from `first_day` on, in `zone`.

    What lasts a whole day or longer is a bar, as in Google Calendar. Wall minutes, so an hour that
    a clock change skips or repeats keeps its place on the clock.
    """
    pieces: list[Piece] = []
    spans: list[tuple[int, int, Occurrence]] = []
    first = first_day.toordinal()
    clock, wall = zones.zone(zone), datetime.fromtimestamp
    for o in occurrences:
        if o.flags & Bit.ALL_DAY:
            low = o.first_day.toordinal() - first
            high = o.end_day.toordinal() - first - 1
            if high >= 0 and low < days:
                spans.append((low, max(low, high), o))
            continue
        begin, finish = wall(o.start, clock), wall(o.end, clock)
        low, high = begin.toordinal() - first, finish.toordinal() - first
        from_minute = begin.hour * 60 + begin.minute
        to_minute = finish.hour * 60 + finish.minute
        if o.end - o.start >= 86_400:
            if to_minute == 0 and high > low:
                high -= 1
            if high >= 0 and low < days:
                spans.append((low, high, o))
            continue
        hours = wall_span(begin, finish)
        if low == high:
            if 0 <= low < days:
                last = max(to_minute, from_minute)
                pieces.append(Piece(low, from_minute, last, o, hours, True, True))
            continue
        if 0 <= low < days:
            whole = high == low + 1 and not to_minute
            pieces.append(Piece(low, from_minute, DAY_MINUTES, o, hours, True, whole))
        if 0 <= high < days and to_minute:
            pieces.append(Piece(high, 0, to_minute, o, hours, False, True))
    return pieces, _rows(spans, days)


def _rows(spans: list[tuple[int, int, Occurrence]], days: int) -> list[Bar]:
    bars = []
    rows: list[int] = []  # the last column taken in each row
    for low, high, o in sorted(spans, key=lambda s: (s[0], -s[1], s[2].summary)):
        first, last = max(low, 0), min(high, days - 1)
        for row, taken in enumerate(rows):
            if taken < first:
                rows[row] = last
                break
        else:
            row = len(rows)
            rows.append(last)
        bars.append(Bar(first, last, row, low < 0, high >= days, o))
    return bars


def day_range(first_day: date, days: int, zone: str) -> tuple[int, int]:
    """Return the epoch seconds at which these days begin and end in `zone`."""
    end = first_day + timedelta(days=days)
    return zones.day_start(first_day, zone), zones.day_start(end, zone)
