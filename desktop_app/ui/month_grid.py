"""The weeks of a month: cells, bars over days, a line for each class; what does not fit is counted."""

from collections import Counter
from datetime import date, timedelta

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from desktop_app.domain.occurrence import Occurrence
from desktop_app.domain.spans import WEEK, Span
from desktop_app.domain.stacking import stack
from desktop_app.domain.text import N_
from desktop_app.services.values import Key
from desktop_app.system.dates import clock, long_day, month_name
from desktop_app.ui import ghost as ghosts
from desktop_app.ui.announce import Naming
from desktop_app.ui.chip import Chip, Edges
from desktop_app.ui.chip_paint import FADED, Ink
from desktop_app.ui.chip_pool import ChipPool
from desktop_app.ui.context import Context
from desktop_app.ui.day_cell import DayCell
from desktop_app.ui.drag import Ghost, movable
from desktop_app.ui.inks import ink
from desktop_app.ui.line_paint import LinePainter
from desktop_app.ui.look import font, scale
from desktop_app.ui.month_model import Line, month_lines
from desktop_app.ui.texts import spoken

PAD = 3
NUMBERS = 30
"""What the weeks' numbers take at the left."""
VERTICAL = Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


class MonthGrid(QWidget):
    """Draws cells and chips in one pass. A cell is a widget for keyboard and screen reader."""

    day_wanted = Signal(object)  # date: opened by itself
    grabbed = Signal(QPoint)  # a cell was pressed, where on the screen
    walked = Signal(object)  # date: the cursor goes there, shown or not

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.shown = Span(context.today(), WEEK)
        self.day = context.today()
        self.selected: Key | None = None
        self.painter = LinePainter(font(12), round(12 * scale()))
        self.line = self.painter.names.height + 5
        self._weeks: list[list[Line]] = []
        self._bars: list[bool] = []
        self._hidden: list[list[int]] = []
        self._ghost: Ghost | None = None
        self._number = font(12, QFont.Weight.Medium)
        self._bold = font(12, QFont.Weight.Bold)
        self._small = font(11)
        self.head = max(28, QFontMetrics(self._number).height() + 12)
        self.pool = ChipPool(self, self.name, self.walk, held=True)
        self.cells: list[DayCell] = []
        self._naming = Naming(self.name_cells, self)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # --- what it shows

    def show_weeks(self, shown: Span, day: date, weeks: list[list[Line]]) -> None:
        """Show the weeks of `shown`, the cursor on `day`; its month is the one that counts."""
        self.shown, self._weeks = shown, weeks
        self._lay_cells()
        self.stand_on(day)
        # After the focus has gone where it belongs: Qt takes it from what is hidden.
        for i, cell in enumerate(self.cells):
            cell.setVisible(i < shown.days)
        self.place()

    def stand_on(self, day: date) -> None:
        """Put the cursor on `day`, one of those shown; the focus goes along."""
        inside = any(cell.hasFocus() for cell in self.cells)
        self.day = day
        for cell in self.cells:
            cell.stand(cell.day == day)
            if inside and cell.day == day:
                cell.show()
                cell.setFocus(Qt.FocusReason.OtherFocusReason)
        self.update()

    def cell(self, day: date) -> DayCell | None:
        """Return the cell of `day`, if it is shown."""
        return next((c for c in self.cells if c.day == day and not c.isHidden()), None)

    def _lay_cells(self) -> None:
        while len(self.cells) < self.shown.days:
            cell = DayCell(self)
            cell.lower()
            cell.walked.connect(self.walked)
            cell.opened.connect(self.day_wanted)
            self.cells.append(cell)
        for i, cell in enumerate(self.cells):
            here = i < self.shown.days
            cell.day = self.shown.first + timedelta(days=i) if here else date.min
            if here:
                cell.setGeometry(self.box(i))
        self._naming.plan()

    def name_cells(self) -> None:
        """Tell a screen reader each day and how much stands on it."""
        tr, language = self.context.tr, self.context.language
        counts: Counter[int] = Counter()
        for week, lines in enumerate(self._weeks):
            for line in lines:
                counts.update(week * WEEK + day for day in range(line.first, line.last + 1))
        for i, cell in enumerate(self.cells[: self.shown.days]):
            day = long_day(cell.day, language)
            name = tr(N_("{day}: {number} planned"), day=day, number=counts[i])
            holiday = self.context.holiday(cell.day)
            if holiday:
                name = f"{name}, {holiday}"
            if name != cell.accessibleName():
                cell.setAccessibleName(name)

    # --- places

    @property
    def rows(self) -> int:
        """How many weeks are shown."""
        return self.shown.days // WEEK

    @property
    def gutter(self) -> int:
        """The room for the weeks' numbers, where they are wanted."""
        return NUMBERS if self.context.settings.settings.week_numbers else 0

    def edge(self, column: int) -> int:
        """Return the left edge of a column."""
        return self.gutter + (self.width() - self.gutter) * column // WEEK

    def box(self, index: int) -> QRect:
        """Return the place of the cell `index` days after the first one."""
        week, day = divmod(index, WEEK)
        x, end = self.edge(day), self.edge(day + 1)
        y, low = self.height() * week // self.rows, self.height() * (week + 1) // self.rows
        return QRect(x, y, end - x, low - y)

    def at(self, point: QPointF) -> date | None:
        """Return the day under `point`."""
        if not self.rect().contains(point.toPoint()):
            return None
        day = int((point.x() - self.gutter) * WEEK / max(1, self.width() - self.gutter))
        if point.x() < self.gutter:
            return None
        week = int(point.y() * self.rows / max(1, self.height()))
        return self.shown.first + timedelta(days=min(self.rows - 1, week) * WEEK + min(6, day))

    def place(self) -> None:
        """Give every line its place, as many as fit."""
        now, zone = self.context.now(), self.context.zone
        wanted: list[tuple[Occurrence, Ink, QRect]] = []
        edges: list[Edges] = []
        self._bars, self._hidden = [], []
        for week, lines in enumerate(self._weeks):
            cells = [self.box(week * WEEK + day) for day in range(WEEK)]
            row = cells[0]
            fits = max(1, (row.height() - self.head - 2) // self.line)
            found = stack([(line.first, line.last) for line in lines], WEEK, fits)
            self._hidden.append(found.hidden)
            placed = sorted(
                (line.first, at, line)
                for line, at in zip(lines, found.lines, strict=True)
                if at is not None
            )
            for _, at, line in placed:
                left, right = cells[line.first].left(), cells[line.last].right()
                o = line.occurrence
                hours = "" if line.bar else clock(o.start, zone)
                made = ink(self.context, o, hours, now)
                if line.before or line.after:
                    made.title = f"{'‹ ' * line.before}{made.title}{' ›' * line.after}"
                y = row.top() + self.head + at * self.line
                box = QRect(left + PAD + 1, y, right - left - 2 * PAD, self.line - 2)
                wanted.append((o, made, box))
                self._bars.append(line.bar)
                may = line.bar and movable(o)
                edges.append(Edges(may and not line.before, may and not line.after, across=True))
        self.pool.show(wanted)
        for chip, found_edges in zip(self.pool.shown, edges, strict=True):
            chip.edges = found_edges
        self.update()

    def sizeHint(self) -> QSize:
        """Return a usual size."""
        return QSize(720, 6 * 96)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everything anew."""
        for i, cell in enumerate(self.cells[: self.shown.days]):
            cell.setGeometry(self.box(i))
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
        week, day = divmod(index, WEEK)
        if week >= len(self._hidden) or not self._hidden[week][day]:
            return None
        box = self.box(index)
        fits = max(1, (box.height() - self.head - 2) // self.line)
        top = box.top() + self.head + (fits - 1) * self.line
        return QRect(box.left() + PAD + 1, top, box.width() - 2 * PAD, self.line - 2)

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
        p.fillRect(area, self.context.q("surface"))
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        today = self.context.today()
        for i in range(self.shown.days):
            box = self.box(i)
            if area.intersects(box):
                self._cell(p, i, box, today)
        self._week_numbers(p)
        palette = self.context.palette
        held_key = ghosts.key(self._ghost)
        for chip, bar in zip(self.pool.shown, self._bars, strict=True):
            box = chip.place
            if chip.ink is not None and area.intersects(box):
                held = chip.key == held_key
                p.setOpacity(FADED if held else 1.0)
                self.painter.draw(
                    p, palette, chip.ink, QRectF(box), bar,
                    chip.key == self.selected and not held, chip.ringed, chip.hovered and not held,
                )  # fmt: skip
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
                box = QRectF(left, first.top() + self.head, right - left, self.line - 2)
                p.fillRect(box, c.q("surface"))
                self.painter.draw(p, c.palette, drawn, box, True, selected=True)

    def _week_numbers(self, p: QPainter) -> None:
        gutter = self.gutter
        p.setFont(self._small)
        p.setPen(self.context.q("secondary"))
        for week in range(self.rows if gutter else 0):
            number = (self.shown.first + timedelta(days=week * WEEK)).isocalendar().week
            top = self.box(week * WEEK).top()
            p.drawText(QRect(0, top, gutter, self.head), CENTRE, str(number))

    def _cell(self, p: QPainter, index: int, box: QRect, today: date) -> None:
        c = self.context
        day = self.shown.first + timedelta(days=index)
        other = day.month != self.day.month
        if day == today:
            p.fillRect(box, c.q("today"))
        elif other:
            p.fillRect(box, c.q("sunken"))
        hour = c.q("hour")
        if index % WEEK or self.gutter:
            p.fillRect(box.left(), box.top(), 1, box.height(), hour)
        if index >= WEEK:
            p.fillRect(box.left(), box.top(), box.width(), 1, hour)
        self._draw_number(p, day, box, today, other)
        week, column = divmod(index, WEEK)
        hidden = self._hidden[week][column] if week < len(self._hidden) else 0
        more = self.more_box(index)
        if more is not None:
            p.setFont(self._small)
            p.setPen(c.q("secondary"))
            words = c.tr(N_("+{number} more"), number=hidden)
            p.drawText(more.adjusted(8, 0, 0, 0), VERTICAL, words)
        cell = self.cells[index] if index < len(self.cells) else None
        if cell is not None and cell.ringed:
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.setPen(QPen(c.q("accent"), 2))
            p.drawRoundedRect(QRectF(box).adjusted(2, 2, -1, -1), 4, 4)

    def _draw_number(self, p: QPainter, day: date, box: QRect, today: date, other: bool) -> None:
        c = self.context
        text = str(day.day)
        middle = box.top() + self.head / 2
        p.setFont(self._bold if day == today else self._number)
        if day == today:
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(c.q("accent"))
            p.drawEllipse(QPointF(box.left() + 18, middle), 11, 11)
            p.setPen(c.q("on_accent"))
        else:
            p.setPen(c.q("secondary" if other else "text"))
        p.drawText(QRectF(box.left() + 6, middle - 12, 24, 24), CENTRE, text)
        if day.day == 1:
            name = month_name(day.month, c.language)[:3]
            p.setPen(c.q("secondary" if other else "text"))
            p.drawText(QRectF(box.left() + 32, middle - 12, 60, 24), VERTICAL, name)
        holiday = c.holiday(day)
        if holiday:
            p.setFont(self._small)
            p.setPen(c.q("secondary"))
            left = box.left() + (60 if day.day == 1 else 34)
            room = QRectF(left, middle - 12, box.right() - left - 6, 24)
            metrics = QFontMetrics(self._small)
            text = metrics.elidedText(holiday, Qt.TextElideMode.ElideRight, int(room.width()))
            p.drawText(room, RIGHT, text)
