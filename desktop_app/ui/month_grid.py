"""The weeks of a month: cells, bars over days, a line for each class; what does not fit is counted."""

from collections import Counter
from collections.abc import Generator, Sequence
from datetime import date

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.domain.occurrence import Occurrence
from desktop_app.domain.spans import WEEK, Span
from desktop_app.domain.text import N_
from desktop_app.services.values import Key
from desktop_app.system.dates import clock, long_day
from desktop_app.ui import ghost as ghosts
from desktop_app.ui.announce import Naming
from desktop_app.ui.chip import Chip
from desktop_app.ui.chip_paint import FADED
from desktop_app.ui.chip_pool import ChipPool
from desktop_app.ui.context import Context
from desktop_app.ui.day_cell import DayCell
from desktop_app.ui.drag import Ghost
from desktop_app.ui.inks import ink
from desktop_app.ui.line_paint import LinePainter
from desktop_app.ui.look import font, scale
from desktop_app.ui.month_ground import MonthGround
from desktop_app.ui.month_model import Line, month_lines
from desktop_app.ui.month_sheet import PAD, Cells, MonthSheet, lay
from desktop_app.ui.pictures import A_FEW
from desktop_app.ui.steps import finished
from desktop_app.ui.texts import spoken

NUMBERS = 30
"""What the weeks' numbers take at the left."""


class MonthGrid(QWidget):
    """Draws cells and chips in one pass. A cell is a widget for keyboard and screen reader."""

    day_wanted = Signal(object)  # date: opened by itself
    grabbed = Signal(QPoint)  # a cell was pressed, where on the screen
    walked = Signal(object)  # date: the cursor goes there, shown or not

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.day = context.today()
        self.selected: Key | None = None
        self.painter = LinePainter(font(12), round(12 * scale()))
        self.line = self.painter.names.height + 5
        self._ground = MonthGround(context)
        self.head = self._ground.head
        self.sheet = MonthSheet(Cells(Span(self.day, WEEK), 0, 0, 0), (), [], [], [], [])
        self._ghost: Ghost | None = None
        self.pool = ChipPool(self, self.name, self.walk, held=True)
        self.cells: list[DayCell] = []
        self._naming = Naming(self.settle_cells, self)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # --- what it shows

    def laid(
        self, shown: Span, occurrences: Sequence[Occurrence]
    ) -> Generator[None, None, MonthSheet]:
        """Return the sheet of `shown` as it would stand here; pauses."""
        weeks = month_lines(occurrences, shown, self.context.zone)
        yield
        return (yield from self._lay(shown, occurrences, weeks))

    def _lay(
        self, shown: Span, occurrences: Sequence[Occurrence], weeks: list[list[Line]]
    ) -> Generator[None, None, MonthSheet]:
        cells = Cells(shown, self.width(), self.height(), self.gutter)
        return lay(self.context, occurrences, weeks, cells, self.head, self.line)

    def drawn(self, sheet: MonthSheet) -> Generator[None, None, None]:
        """Draw what `sheet` will be painted with, a few lines at a time."""
        palette, ratio = self.context.palette, self.devicePixelRatioF()
        placed = zip(sheet.placed, sheet.bars, strict=True) if not ratio % 1 else ()
        for number, (one, bar) in enumerate(placed):
            self.painter.picture(palette, one.ink, one.box, bar, ratio)
            if number % A_FEW == 0:
                yield

    def show_sheet(self, sheet: MonthSheet, day: date) -> None:
        """Show a month, the cursor on `day`; its month is the one that counts."""
        self.sheet = sheet
        self._lay_cells()
        self.stand_on(day)
        self.pool.show(sheet.placed)
        self.update()

    @property
    def shown(self) -> Span:
        """The days shown."""
        return self.sheet.shown

    def stand_on(self, day: date) -> None:
        """Put the cursor on `day`, one of those shown; the focus goes along."""
        inside = QApplication.focusWidget() in self.cells
        self.day = day
        for cell in self.cells:
            cell.stand(cell.day == day)
            if inside and cell.day == day:
                cell.show()
                cell.setFocus(Qt.FocusReason.OtherFocusReason)
        self.update()

    def cell(self, day: date) -> DayCell | None:
        """Return the cell of `day`, if it is shown."""
        return next((c for c in self.cells if c.day == day), None)

    def _lay_cells(self) -> None:
        while len(self.cells) < self.shown.days:
            cell = DayCell(self)
            cell.lower()
            # Painted below as well: Qt need not ask each of them to.
            cell.setUpdatesEnabled(False)
            cell.walked.connect(self.walked)
            cell.opened.connect(self.day_wanted)
            cell.show()
            self.cells.append(cell)
        # Those of a longer month stay, without a day and a place: see Chip.rest.
        for i, cell in enumerate(self.cells):
            here = i < self.shown.days
            cell.day = self.sheet.cells.day(i) if here else date.min
            cell.place = self.sheet.cells.boxes[i] if here else QRect()
        self._naming.plan()

    def settle_cells(self) -> None:
        """Tell a screen reader where each day is, and how much stands on it."""
        tr, language = self.context.tr, self.context.language
        counts: Counter[int] = Counter()
        for week, lines in enumerate(self.sheet.weeks):
            for line in lines:
                counts.update(week * WEEK + day for day in range(line.first, line.last + 1))
        listens = QAccessible.isActive()
        for i, cell in enumerate(self.cells):
            cell.settle()
            if listens and cell.isHidden() == (i < self.shown.days):
                cell.setVisible(i < self.shown.days)
            if i >= self.shown.days:
                continue
            day = long_day(cell.day, language)
            name = tr(N_("{day}: {number} planned"), day=day, number=counts[i])
            holiday = self.context.holiday(cell.day)
            if holiday:
                name = f"{name}, {holiday}"
            if name != cell.accessibleName():
                cell.setAccessibleName(name)

    # --- places

    @property
    def gutter(self) -> int:
        """The room for the weeks' numbers, where they are wanted."""
        return NUMBERS if self.context.settings.settings.week_numbers else 0

    def edge(self, column: int) -> int:
        """Return the left edge of a column."""
        return self.sheet.cells.edges[column]

    def box(self, index: int) -> QRect:
        """Return the place of the cell `index` days after the first one."""
        return self.sheet.cells.boxes[index]

    def at(self, point: QPointF) -> date | None:
        """Return the day under `point`."""
        return self.sheet.cells.at(point)

    def place(self) -> None:
        """Give every line its place anew, as many as fit."""
        sheet = self.sheet
        self.show_sheet(finished(self._lay(self.shown, sheet.occurrences, sheet.weeks)), self.day)

    def sizeHint(self) -> QSize:
        """Return a usual size."""
        return QSize(720, 6 * 96)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everything anew."""
        self.place()

    def name(self, occurrence: Occurrence) -> str:
        """Return what a screen reader calls the chip of `occurrence`."""
        return spoken(self.context, occurrence)

    def walk(self, chip: Chip, step: int) -> None:
        """Give the focus to the next or the previous chip."""
        shown = self.pool.shown
        target = shown.index(chip) + step if chip in shown else -1
        if 0 <= target < len(shown):
            shown[target].setFocus(Qt.FocusReason.OtherFocusReason)
            shown[target].chosen.emit(shown[target].key)

    # --- hands

    def more_box(self, index: int) -> QRect | None:
        """Return where the cell `index` tells how many it hides; None where it hides none."""
        return self._ground.more_box(self.sheet, index, self.line)

    def _opens_day(self, index: int, point: QPoint) -> bool:
        box, more = self.box(index), self.more_box(index)
        number = QRect(box.left(), box.top(), 36, self.head)
        return number.contains(point) or (more is not None and more.contains(point))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the cursor on the day; its number, or what it hides, opens it."""
        day = self.at(event.position())
        if day is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if self._opens_day((day - self.shown.first).days, event.position().toPoint()):
            self.day_wanted.emit(day)
        else:
            if day.month == self.day.month:
                # Another month's would bring that month, with other days under the pointer.
                self.walked.emit(day)
            self.grabbed.emit(event.globalPosition().toPoint())

    def nearest(self, point: QPoint) -> date:
        """Return the day under `point`, or the one nearest to it."""
        inside = self.rect()
        x = max(0, min(inside.right(), point.x()))
        y = max(0, min(inside.bottom(), point.y()))
        return self.at(QPointF(x, y)) or self.day

    def show_ghost(self, ghost: Ghost | None) -> None:
        """Draw what the hand makes of an event; None: nothing."""
        self._ghost = ghost
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step from the surface onto its first (Down) or last (Up) class."""
        if not self.pool.step_in(event.key()):
            super().keyPressEvent(event)

    # --- drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what of the month lies in the dirty rectangle."""
        area = event.rect()
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground.draw(p, self.sheet, self.day, self.line)
        for cell in self.cells:
            if cell.ringed:
                p.setBrush(Qt.BrushStyle.NoBrush)
                p.setPen(QPen(self.context.q("accent"), 2))
                p.drawRoundedRect(QRectF(cell.place).adjusted(2, 2, -1, -1), 4, 4)
        palette = self.context.palette
        held_key = ghosts.key(self._ghost)
        for chip, bar in zip(self.pool.shown, self.sheet.bars, strict=True):
            if chip.ink is not None and area.intersects(chip.place):
                held = chip.key == held_key
                if held:
                    p.setOpacity(FADED)
                self.painter.draw(
                    p, palette, chip.ink, chip.place, bar,
                    chip.key == self.selected and not held, chip.ringed, chip.hovered and not held,
                )  # fmt: skip
                if held:
                    p.setOpacity(1.0)
        if self._ghost is not None:
            self._draw_ghost(p, self._ghost)
        p.end()

    def _draw_ghost(self, p: QPainter, ghost: Ghost) -> None:
        """Draw the days that are meant, and on each week's first one what would stand there."""
        c = self.context
        o = ghosts.standing(ghost)
        lines = month_lines([o], self.shown, c.zone)
        for week, found in enumerate(lines):
            for line in found:
                first, last = (self.box(week * WEEK + day) for day in (line.first, line.last))
                days = QRectF(first.united(last)).adjusted(1.5, 1.5, -0.5, -0.5)
                p.setPen(QPen(c.q("accent"), 2))
                p.setBrush(Qt.BrushStyle.NoBrush)
                p.drawRoundedRect(days, 4, 4)
                if ghost.occurrence is None:
                    continue
                hours = "" if line.bar else clock(o.start, c.zone)
                drawn = ink(c, o._replace(flags=o.flags & ghosts.PLAIN), hours, 0)
                left, right = first.left() + PAD + 1, last.right() - PAD
                box = QRect(left, first.top() + self.head, right - left, self.line - 2)
                p.fillRect(box, c.q("surface"))
                self.painter.draw(p, c.palette, drawn, box, True, selected=True)
