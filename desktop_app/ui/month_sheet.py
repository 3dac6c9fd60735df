"""A month laid out, as it is shown: where its days stand, and each line on them."""

from bisect import bisect_right
from collections.abc import Generator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect

from desktop_app.domain.occurrence import Occurrence
from desktop_app.domain.spans import WEEK, Span
from desktop_app.domain.stacking import stack
from desktop_app.system.dates import clock
from desktop_app.ui.chip import Edges
from desktop_app.ui.chip_pool import Placed
from desktop_app.ui.context import Context
from desktop_app.ui.drag import movable
from desktop_app.ui.inks import ink
from desktop_app.ui.month_model import Line

PAD = 3


class Cells:
    """Where the days of `shown` stand on a surface, beside a gutter at its left."""

    __slots__ = ("boxes", "edges", "gutter", "height", "rows", "shown", "tops", "width")

    def __init__(self, shown: Span, width: int, height: int, gutter: int) -> None:
        self.shown, self.width, self.height, self.gutter = shown, width, height, gutter
        self.rows = rows = shown.days // WEEK
        self.edges = edges = [gutter + (width - gutter) * i // WEEK for i in range(WEEK + 1)]
        self.tops = tops = [height * week // rows for week in range(rows + 1)]
        self.boxes = [
            QRect(edges[day], tops[week], edges[day + 1] - edges[day], tops[week + 1] - tops[week])
            for week in range(rows)
            for day in range(WEEK)
        ]

    def day(self, index: int) -> date:
        """Return the day of a cell."""
        return self.shown.first + timedelta(days=index)

    def at(self, point: QPointF) -> date | None:
        """Return the day under `point`."""
        x, y = int(point.x()), int(point.y())
        if not (self.gutter <= x < self.width and 0 <= y < self.height):
            return None
        column, week = bisect_right(self.edges, x) - 1, bisect_right(self.tops, y) - 1
        return self.day(week * WEEK + column)


class MonthSheet(NamedTuple):
    """`weeks`: the lines of each; `placed`: what has room, `bars`: which of it is one; `hidden`: how
    many each day of a week hides."""

    cells: Cells
    occurrences: Sequence[Occurrence]
    weeks: list[list[Line]]
    placed: list[Placed]
    bars: list[bool]
    hidden: list[list[int]]

    @property
    def shown(self) -> Span:
        """The days."""
        return self.cells.shown


def role(day: date, month: int, today: date) -> str:
    """Return the role of the colour that a day's cell has in a month."""
    return "today" if day == today else "surface" if day.month == month else "sunken"


def lay(
    context: Context,
    occurrences: Sequence[Occurrence],
    weeks: list[list[Line]],
    cells: Cells,
    head: int,
    line_height: int,
) -> Generator[None, None, MonthSheet]:
    """Return the sheet of a month: every line in its place, as many as fit. Pauses at each week.

    `head`: what of a cell's height its number takes, `line_height`: what a line does.
    """
    now, zone, today = context.now(), context.zone, context.today()
    month = cells.day(WEEK).month  # its first week may begin, its last one end, in another month
    sheet = MonthSheet(cells, occurrences, weeks, [], [], [])
    for week, lines in enumerate(weeks):
        row = cells.boxes[week * WEEK : week * WEEK + WEEK]
        fits = max(1, (row[0].height() - head - 2) // line_height)
        found = stack([(line.first, line.last) for line in lines], WEEK, fits)
        sheet.hidden.append(found.hidden)
        placed = sorted(
            (line.first, at, line)
            for line, at in zip(lines, found.lines, strict=True)
            if at is not None
        )
        for _, at, line in placed:
            left, right = row[line.first].left(), row[line.last].right()
            o = line.occurrence
            made = ink(context, o, "" if line.bar else clock(o.start, zone), now)
            if line.before or line.after:
                made.title = f"{'‹ ' * line.before}{made.title}{' ›' * line.after}"
            if not line.bar:
                made.ground = role(cells.day(week * WEEK + line.first), month, today)
            y = row[0].top() + head + at * line_height
            box = QRect(left + PAD + 1, y, right - left - 2 * PAD, line_height - 2)
            may = line.bar and movable(o)
            edges = Edges(may and not line.before, may and not line.after, across=True)
            sheet.placed.append(Placed(o, made, box, edges))
            sheet.bars.append(line.bar)
        yield
    return sheet
