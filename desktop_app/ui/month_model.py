"""A month's occurrences as the lines of its weeks. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from desktop_app.domain.occurrence import Occurrence
from desktop_app.domain.spans import WEEK, Span
from desktop_app.ui.pieces import cut


class Line(NamedTuple):
    """What takes one line of a week row, from its column `first` to `last`.

    `bar`: all day, or a day and longer; `before` and `after`: it goes on beyond the row.
    """

    first: int
    last: int
    bar: bool
    before: bool
    after: bool
    occurrence: Occurrence


def month_lines(occurrences: Sequence[Occurrence], shown: Span, zone: str) -> list[list[Line]]:
    """Return the lines of each week of `shown`, in the order in which they take their places.

    Bars first, longer ones before shorter; then what has hours, which stands on the day that it
    begins, however late it ends.
    """
    pieces, bars = cut(occurrences, *shown, zone)
    weeks: list[list[Line]] = [[] for _ in range(shown.days // WEEK)]
    for bar in sorted(bars, key=lambda b: (b.first, b.first - b.last, b.row)):
        for week in range(bar.first // WEEK, bar.last // WEEK + 1):
            low, high = week * WEEK, week * WEEK + WEEK - 1
            weeks[week].append(
                Line(
                    max(bar.first, low) - low,
                    min(bar.last, high) - low,
                    True,
                    bar.before or bar.first < low,
                    bar.after or bar.last > high,
                    bar.occurrence,
                )
            )
    seen: set[tuple[str, str]] = set()
    for piece in sorted(pieces, key=lambda p: (p.day, p.start, -p.end)):
        key = piece.occurrence.key
        if key in seen:
            continue  # its second day
        seen.add(key)
        week, day = divmod(piece.day, WEEK)
        weeks[week].append(Line(day, day, False, False, False, piece.occurrence))
    return weeks
