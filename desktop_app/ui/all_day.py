"""The all-day row: bars over days; many fold into a line that opens."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.domain.occurrence import Occurrence
from desktop_app.domain.text import N_
from desktop_app.services.values import Key
from desktop_app.ui import ghost as ghosts
from desktop_app.ui.bits import Bit
from desktop_app.ui.button import Button
from desktop_app.ui.chip import Chip, Edges
from desktop_app.ui.chip_paint import ChipPainter, Ink
from desktop_app.ui.chip_pool import ChipPool, Placed
from desktop_app.ui.columns import Columns
from desktop_app.ui.context import Context
from desktop_app.ui.drag import Ghost, movable
from desktop_app.ui.look import font, scale
from desktop_app.ui.palette import event_colour
from desktop_app.ui.pieces import Bar, cut
from desktop_app.ui.texts import spoken, title

ROW = 24
FOLDED = 2
"""How many rows stand open by themselves; a third that would be the last one too."""


class AllDay(QWidget):
    """Hidden while the days have nothing for it."""

    grabbed = Signal(QPoint)  # empty room was pressed, where on the screen

    def __init__(self, context: Context, columns: Columns, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.columns = columns
        self._bars: list[Bar] = []
        self._open = False
        self._ghost: Ghost | None = None
        self._ghost_bar: Bar | None = None
        self._label = font(10)
        self.painter = ChipPainter(font(13), round(12 * scale()), round(12 * scale()))
        self.pool = ChipPool(self, self.name, self.walk, held=True)
        self.selected: Key | None = None
        self._more = Button(context, "", "flat", self)
        self._more.clicked.connect(self.toggle)
        self._more.hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: list[Bar]) -> None:
        """Show the bars of these days."""
        self._bars = sorted(bars, key=lambda b: (b.first, b.row))
        self._place()

    def show_ghost(self, ghost: Ghost | None) -> None:
        """Draw what the hand makes of an event; the row opens for what comes up from the hours."""
        self._ghost = ghost
        self._ghost_bar = None
        if ghost is not None:
            columns, here = self.columns, [ghosts.standing(ghost)]
            _, bars = cut(here, columns.first, columns.days, self._context.zone)
            if bars:
                self._ghost_bar = bars[0]._replace(row=self._free_row(bars[0]))
        self._place()

    def _free_row(self, bar: Bar) -> int:
        own = ghosts.key(self._ghost)
        taken = {
            b.row
            for b in self._bars
            if b.occurrence.key != own and b.first <= bar.last and b.last >= bar.first
        }
        return next(row for row in range(len(taken) + 1) if row not in taken)

    def toggle(self) -> None:
        """Open or fold the row."""
        self._open = not self._open
        self._place()

    @property
    def rows(self) -> int:
        """How many rows the bars take."""
        return max((b.row for b in self._bars), default=-1) + 1

    def name(self, occurrence: Occurrence) -> str:
        """Return what a screen reader calls a bar."""
        return spoken(self._context, occurrence)

    def walk(self, chip: Chip, step: int) -> None:
        """Give the focus to the next or the previous bar."""
        target = self.pool.shown.index(chip) + step
        if 0 <= target < len(self.pool.shown):
            after = self.pool.shown[target]
            after.setFocus(Qt.FocusReason.OtherFocusReason)
            after.chosen.emit(after.key)

    def _place(self) -> None:
        rows = self.rows
        folds = rows > FOLDED + 1
        shown = rows if self._open or not folds else FOLDED
        if self._ghost_bar is not None:
            # A folded row stays folded: the ghost lies over what it has no room beside.
            if folds and not self._open:
                last = min(self._ghost_bar.row, shown - 1)
                self._ghost_bar = self._ghost_bar._replace(row=last)
            room = max(shown, self._ghost_bar.row + 1)
        else:
            room = shown
        height = room * ROW + (ROW if folds else 0) + 8 if room else 0
        if self.height() != height:
            self.setFixedHeight(height)
        bars = [bar for bar in self._bars if bar.row < shown]
        self.pool.show([self._placed(bar) for bar in bars])
        self._more.setVisible(folds)
        if folds:
            hidden = sum(1 for b in self._bars if b.row >= FOLDED)
            tr = self._context.tr
            self._more.set_text(
                tr(N_("Show less")) if self._open else tr(N_("+{number} more"), number=hidden)
            )
            self._more.setGeometry(
                self.columns.gutter + 1, 4 + room * ROW, self._more.sizeHint().width(), 22
            )
        self.update()

    def _placed(self, bar: Bar) -> Placed:
        may = movable(bar.occurrence)
        edges = Edges(may and not bar.before, may and not bar.after, across=True)
        return Placed(bar.occurrence, self._ink(bar), self._box(bar), edges)

    def _box(self, bar: Bar) -> QRect:
        x, end = self._x(bar.first), self._x(bar.last + 1)
        return QRect(x + 1, 4 + bar.row * ROW, end - x - 8, ROW - 3)

    def _x(self, day: int) -> int:
        return self.columns.edge(day, self.width())

    def _ink(self, bar: Bar) -> Ink:
        o = bar.occurrence
        past = o.end <= self._context.now()
        dim = past or bool(o.flags & Bit.CANCELLED)
        colour = event_colour(o.color_id, bool(o.flags & Bit.LESSON), o.whose)
        colours = self._context.palette.chip(colour, dim)
        before, after = "‹ " if bar.before else "", " ›" if bar.after else ""
        return Ink(before + title(self._context, o) + after, "", o.flags, colours)

    def sizeHint(self) -> QSize:
        """Return its height; the width is the view's."""
        return QSize(720, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the bars anew."""
        if event.size().width() != event.oldSize().width():
            self._place()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Empty room: what becomes of the press is the hand's."""
        if (
            event.button() == Qt.MouseButton.LeftButton
            and event.position().x() >= self.columns.gutter
        ):
            self.grabbed.emit(event.globalPosition().toPoint())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the label, the columns and the bars."""
        p = QPainter(self)
        context = self._context
        p.fillRect(event.rect(), context.q("surface"))
        p.setFont(self._label)
        p.setPen(context.q("secondary"))
        # In line with the hours below; on two lines where one is too short for it.
        box = QRect(4, 0, self.columns.gutter - 12, ROW + 5)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        p.drawText(box, int(flags | Qt.TextFlag.TextWordWrap), context.tr(N_("all day")))
        for day in range(self.columns.days):
            p.fillRect(self._x(day), 0, 1, self.height(), context.q("hour"))
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        held = ghosts.key(self._ghost)
        for chip in self.pool.shown:
            if chip.ink is not None:
                self.painter.draw(
                    p, context.palette, chip.ink, chip.place,
                    chip.key == self.selected, chip.ringed, chip.hovered, held=chip.key == held,
                )  # fmt: skip
        if self._ghost is not None and self._ghost_bar is not None:
            box = self._box(self._ghost_bar)
            ghosts.draw(p, context, self.painter, self._ghost, [box], self.width())
        p.end()
