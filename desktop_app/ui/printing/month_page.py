"""A month on one page: whole weeks, a line for each class, what does not fit counted."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from desktop_app.domain.occurrence import Occurrence
from desktop_app.domain.spans import WEEK, Span
from desktop_app.domain.stacking import stack
from desktop_app.domain.text import N_
from desktop_app.system.dates import clock, day_name
from desktop_app.ui.context import Context
from desktop_app.ui.month_model import Line, month_lines
from desktop_app.ui.printing.paper import CENTRE, GREY, INK, RIGHT, Paper
from desktop_app.ui.printing.words import colour, name

HEADS = 16.0
NUMBER = 13.0
ROW = 10.5


def draw_month(
    paper: Paper, context: Context, shown: Span, month: date, occurrences: Sequence[Occurrence]
) -> None:
    """Draw the weeks of `shown`; the days of other months than that of `month` in grey."""
    box = paper.box
    width = box.width() / WEEK
    for day in range(WEEK):
        head = QRectF(box.left() + width * day, box.top(), width, HEADS)
        names = day_name(shown.first + timedelta(days=day), context.language)
        paper.text(head, names, 9, bold=True, flags=CENTRE)
    weeks = month_lines(occurrences, shown, context.zone)
    top = box.top() + HEADS
    height = (box.bottom() - top) / len(weeks)
    for number, lines in enumerate(weeks):
        y = top + height * number
        paper.line(box.left(), y, box.right(), y)
        for day in range(WEEK):
            cell = QRectF(box.left() + width * day + 3, y, width - 6, NUMBER)
            _number(paper, context, shown.first + timedelta(days=number * WEEK + day), month, cell)
        _week(paper, context, lines, QRectF(box.left(), y, box.width(), height))
    paper.line(box.left(), box.bottom(), box.right(), box.bottom())
    for day in range(WEEK + 1):
        x = box.left() + width * day
        paper.line(x, top, x, box.bottom())


def _number(paper: Paper, context: Context, day: date, month: date, cell: QRectF) -> None:
    here = day.month == month.month
    paper.text(cell, str(day.day), 9, bold=here, ink=INK if here else GREY)
    paper.text(cell.adjusted(16, 0, 0, 0), context.holiday(day), 7, flags=RIGHT, ink=GREY)


def _week(paper: Paper, context: Context, lines: Sequence[Line], row: QRectF) -> None:
    width = row.width() / WEEK
    fits = max(1, int((row.height() - NUMBER - 1) / ROW))
    found = stack([(line.first, line.last) for line in lines], WEEK, fits)
    for line, at in zip(lines, found.lines, strict=True):
        if at is None:
            continue
        y = row.top() + NUMBER + at * ROW
        left = row.left() + width * line.first + 2
        box = QRectF(left, y, width * (line.last - line.first + 1) - 4, ROW - 1)
        edge = QColor(colour(line.occurrence))
        if line.bar:
            paper.frame(box, edge)
        else:
            paper.painter.fillRect(QRectF(box.left(), box.top() + 1, 2.5, box.height() - 2), edge)
        o = line.occurrence
        text = name(context, o)
        if not line.bar:
            text = f"{clock(o.start, context.zone)} {text}"
        paper.text(box.adjusted(5, 0, -1, 0), text, 8)
    for day, hidden in enumerate(found.hidden):
        if hidden:
            y = row.top() + NUMBER + (fits - 1) * ROW
            more = QRectF(row.left() + width * day + 7, y, width - 10, ROW)
            paper.text(more, context.tr(N_("+{number} more"), number=hidden), 7, ink=GREY)
