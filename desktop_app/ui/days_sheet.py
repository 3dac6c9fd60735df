"""Some days laid out, as they are shown: each piece of an occurrence at its place beside the hours."""

from collections.abc import Generator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect

from desktop_app.domain.layout import lay_out, staggers
from desktop_app.domain.occurrence import Occurrence
from desktop_app.domain.spans import Span
from desktop_app.ui.chip import Edges
from desktop_app.ui.chip_paint import NARROW
from desktop_app.ui.chip_pool import Placed
from desktop_app.ui.context import Context
from desktop_app.ui.drag import movable
from desktop_app.ui.inks import ink
from desktop_app.ui.pieces import Bar, Piece

MIN_CHIP = 20
INDENT = 12
"""How much farther right a chip begins that lies over another."""
NARROW_DAY = 100
"""A column narrower than this keeps less room beside its chips."""


class DaysSheet(NamedTuple):
    """`pieces`: by day and start; `placed`: where each of them stands; `bars`: of the all-day row."""

    shown: Span
    occurrences: Sequence[Occurrence]
    pieces: list[Piece]
    bars: list[Bar]
    placed: list[Placed]


def lay(
    context: Context, pieces: Sequence[Piece], edges: Sequence[int], hour: int
) -> Generator[None, None, list[Placed]]:
    """Return where pieces stand that come by day and start. Pauses at each day.

    `edges`: the left edge of each column and the right one of the last, `hour`: pixels of one.
    """
    now = context.now()
    placed: list[Placed] = []
    for day, left in enumerate(edges[:-1]):
        column = [piece for piece in pieces if piece.day == day]
        if column:
            placed += _lay_day(context, column, left, edges[day + 1], hour, now)
            yield
    return placed


def _lay_day(
    context: Context, column: list[Piece], left: int, right: int, hour: int, now: int
) -> list[Placed]:
    # Room at the right to begin a drag on; less where names need it more.
    usable = right - left - (7 if right - left >= NARROW_DAY else 4)
    least = -(-MIN_CHIP * 60 // hour)
    spans = [(piece.start, piece.end) for piece in column]
    places = lay_out(spans, least)
    apart = staggers(spans, least)
    placed: list[Placed] = []
    for piece, at, minutes in zip(column, places, apart, strict=True):
        over = usable // at.columns < NARROW and minutes * hour // 60 >= MIN_CHIP
        if over:  # names go over the whole width, each above the chip that covers the rest
            x, end = left + 1 + at.column * INDENT, left + 1 + usable
        else:
            x = left + 1 + usable * at.column // at.columns
            end = left + 1 + usable * (at.column + at.span) // at.columns
        made = ink(context, piece.occurrence, piece.hours, now)
        if over:
            made.lies_over = at.column > 0
            made.seen = _seen(piece, column, hour)
        top, height = upright(piece.start, piece.end, hour)
        may = movable(piece.occurrence)
        edges = Edges(may and piece.begins, may and piece.ends)
        placed.append(Placed(piece.occurrence, made, QRect(x, top, end - x - 2, height), edges))
    return placed


def upright(start: int, end: int, hour: int) -> tuple[int, int]:
    """Return top and height of a chip from minute `start` of a day to minute `end`, in pixels."""
    top = start * hour // 60
    height = max(MIN_CHIP, end * hour // 60 - top - 2)
    return min(top, 24 * hour - MIN_CHIP) + 1, height


def _seen(piece: Piece, column: list[Piece], hour: int) -> int:
    """Return how much of a chip is seen above the next one that lies over it, in pixels."""
    later = [p.start for p in column if piece.start < p.start < piece.end]
    return min(later) * hour // 60 - piece.start * hour // 60 - 1 if later else 0
