"""An agenda on as many pages as it takes: a heading for each day, a line for each class."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from desktop_app.domain.day_list import Stand, day_list
from desktop_app.domain.occurrence import Occurrence
from desktop_app.domain.spans import Span
from desktop_app.domain.text import N_
from desktop_app.system.dates import clock, long_day
from desktop_app.ui.bits import Bit
from desktop_app.ui.context import Context
from desktop_app.ui.printing.paper import FAINT, GREY, RIGHT, Page, Paper
from desktop_app.ui.printing.words import colour, name

HEADING, ROW = 24.0, 16.0
HOURS = 96.0


class Row(NamedTuple):
    """A heading (`stand` None), or an occurrence on its day."""

    text: str
    stand: Stand | None


def agenda_pages(
    context: Context, shown: Span, occurrences: Sequence[Occurrence], height: float
) -> list[Page]:
    """Return the pages of the days of `shown` that have something, `height` points each."""
    pages = paginate(_rows(context, shown, occurrences), height)
    return [partial(_page, context=context, rows=rows) for rows in pages]


def paginate(rows: Sequence[Row], height: float) -> list[list[Row]]:
    """Return `rows` in pages of `height` points; a heading never ends a page."""
    pages: list[list[Row]] = [[]]
    used = 0.0
    for index, row in enumerate(rows):
        tall = HEADING if row.stand is None else ROW
        needed = tall + (ROW if row.stand is None and index + 1 < len(rows) else 0)
        if used + needed > height and pages[-1]:
            pages.append([])
            used = 0.0
        pages[-1].append(row)
        used += tall
    return pages


def _rows(context: Context, shown: Span, occurrences: Sequence[Occurrence]) -> list[Row]:
    found: list[Row] = []
    day = None
    for item in day_list(occurrences, *shown, context.zone, context.today()):
        if not isinstance(item, Stand):
            continue
        if item.day != day:
            day = item.day
            heading = long_day(day, context.language)
            holiday = context.holiday(day)
            found.append(Row(f"{heading} · {holiday}" if holiday else heading, None))
        found.append(Row(_hours(context, item), item))
    return found


def _hours(context: Context, stand: Stand) -> str:
    o, zone = stand.occurrence, context.zone
    if o.flags & Bit.ALL_DAY or stand.days > 1:
        return context.tr(N_("all day"))
    return f"{clock(o.start, zone)} – {clock(o.end, zone)}"


def _page(paper: Paper, context: Context, rows: Sequence[Row]) -> None:
    y = paper.box.top()
    left, right = paper.box.left(), paper.box.right()
    for row in rows:
        if row.stand is None:
            text = row.text[0].upper() + row.text[1:]
            paper.text(QRectF(left, y + 6, right - left, HEADING - 6), text, 11, bold=True)
            y += HEADING
            paper.line(left, y, right, y, FAINT)
            continue
        o = row.stand.occurrence
        paper.text(QRectF(left + 8, y, HOURS - 8, ROW), row.text, 9)
        paper.painter.fillRect(QRectF(left + HOURS, y + 3, 2.5, ROW - 6), QColor(colour(o)))
        paper.text(
            QRectF(left + HOURS + 8, y, right - left - HOURS - 108, ROW), name(context, o), 10
        )
        if o.class_type == "grupal" and o.max_participants > 1:
            told = context.tr(N_("group of {number}"), number=o.max_participants)
            paper.text(QRectF(right - 100, y, 100, ROW), told, 8, flags=RIGHT, ink=GREY)
        y += ROW
