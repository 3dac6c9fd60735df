"""A day or a week on one page: columns of hours, as many as the classes need."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from desktop_app.domain.layout import lay_out
from desktop_app.domain.occurrence import Occurrence
from desktop_app.domain.spans import Span
from desktop_app.system.dates import short_day
from desktop_app.ui.context import Context
from desktop_app.ui.pieces import Bar, Piece, cut
from desktop_app.ui.printing.paper import CENTRE, FAINT, GREY, RIGHT, Paper
from desktop_app.ui.printing.words import colour, name

GUTTER = 34.0
HEADS = 20.0
ROW = 13.0


def draw_hours(
    paper: Paper, context: Context, shown: Span, occurrences: Sequence[Occurrence]
) -> None:
    """Draw the days of `shown` side by side."""
    pieces, bars = cut(occurrences, *shown, context.zone)
    box = paper.box
    width = (box.width() - GUTTER) / shown.days
    columns = [box.left() + GUTTER + width * day for day in range(shown.days + 1)]
    holidays = [context.holiday(_day(shown, day)) for day in range(shown.days)]
    heads = HEADS + (ROW if any(holidays) else 0)
    for day in range(shown.days):
        head = QRectF(columns[day], box.top(), width, HEADS)
        paper.text(head, short_day(_day(shown, day), context.language), 10, bold=True, flags=CENTRE)
        under = QRectF(columns[day] + 2, box.top() + HEADS - 4, width - 4, ROW)
        paper.text(under, holidays[day], 8, flags=CENTRE, ink=GREY)
    top = box.top() + heads + _bars(paper, context, bars, columns, box.top() + heads)
    first, last = _hours(context, pieces)
    height = (box.bottom() - top) / (last - first)
    for hour in range(first, last + 1):
        y = top + (hour - first) * height
        paper.line(box.left() + GUTTER, y, box.right(), y, FAINT)
        if hour < last:
            label = QRectF(box.left(), y - 5, GUTTER - 5, 10)
            paper.text(label, f"{hour}:00", 8, flags=RIGHT, ink=GREY)
    for x in columns:
        paper.line(x, box.top() + heads, x, box.bottom())
    for day in range(shown.days):
        column = [p for p in pieces if p.day == day]
        places = lay_out([(p.start, p.end) for p in column], round(11 * 60 / height))
        for piece, at in zip(column, places, strict=True):
            x = columns[day] + 1 + (width - 3) * at.column / at.columns
            end = columns[day] + 1 + (width - 3) * (at.column + at.span) / at.columns
            y = top + (piece.start / 60 - first) * height
            tall = max(11.0, (piece.end - piece.start) * height / 60 - 1)
            _piece(paper, context, piece, QRectF(x, y + 0.5, end - x - 1, tall))


def _day(shown: Span, day: int) -> date:
    return shown.first + timedelta(days=day)


def _hours(context: Context, pieces: Sequence[Piece]) -> tuple[int, int]:
    """Return the first and the last hour: the working hours, and all that lies outside them."""
    settings = context.settings.settings
    starts = [p.start for p in pieces] + [settings.working_start]
    ends = [p.end for p in pieces] + [settings.working_end]
    first = min(starts) // 60
    return first, max(first + 1, -(-max(ends) // 60))


def _bars(
    paper: Paper, context: Context, bars: Sequence[Bar], columns: Sequence[float], top: float
) -> float:
    for bar in bars:
        left, right = columns[bar.first] + 1, columns[bar.last + 1] - 2
        box = QRectF(left, top + bar.row * ROW, right - left, ROW - 2)
        paper.frame(box, QColor(colour(bar.occurrence)))
        paper.text(box.adjusted(5, 0, -2, 0), name(context, bar.occurrence), 8)
    return (max((bar.row for bar in bars), default=-1) + 1) * ROW + (4 if bars else 0)


def _piece(paper: Paper, context: Context, piece: Piece, box: QRectF) -> None:
    o = piece.occurrence
    paper.frame(box, QColor(colour(o)))
    inner = box.adjusted(5, 1, -2, 0)
    used = paper.words(inner, name(context, o), 8, bold=True)
    if inner.height() - used >= 9:
        rest = QRectF(inner.left(), inner.top() + used, inner.width(), 9)
        paper.text(rest, piece.hours, 7, ink=GREY)
