"""Dragging on empty time: a class in the making, in steps of 15 minutes, given up with Esc."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen

from desktop_app.domain import zones
from desktop_app.system.dates import time_span

if TYPE_CHECKING:
    from desktop_app.ui.days_grid import DaysGrid

STEP = 15
FINE = 5
START = 4
"""Pixels before a press becomes a drag: a click on empty time only lets go of the selection."""


class DragNew(QObject):
    """Filters the grid's mouse; draws what is being made."""

    def __init__(self, grid: "DaysGrid") -> None:
        super().__init__(grid)
        self._grid = grid
        self._from: tuple[int, int] | None = None
        self._press = QPointF()
        self.span: tuple[int, int, int] | None = None  # column, minutes from and to
        grid.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the grid's presses, moves and releases, and Esc while dragging."""
        if isinstance(event, QMouseEvent):
            return self._mouse(event)
        dragging = isinstance(event, QKeyEvent) and self._from is not None
        if dragging and event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            assert isinstance(event, QKeyEvent)
            if event.key() == Qt.Key.Key_Escape:
                self.give_up()
                event.accept()
                return True
        return False

    def give_up(self) -> None:
        """Forget the drag; nothing is made."""
        self._from = None
        self.span = None
        self._grid.update()

    def _mouse(self, event: QMouseEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            self._from = self._grid.at(event.position())
            self._press = event.position()
            self._grid.setFocus(Qt.FocusReason.MouseFocusReason)
            return self._from is not None
        if kind == QEvent.Type.MouseMove and self._from is not None:
            far = (event.position() - self._press).manhattanLength() >= START
            if far or self.span is not None:
                self._stretch(event)
            return True
        if kind == QEvent.Type.MouseButtonRelease and self._from is not None:
            span, self._from, self.span = self.span, None, None
            self._grid.update()
            if span is not None:
                self._grid.wanted.emit(*self._seconds(span))
            return True
        return False

    def _stretch(self, event: QMouseEvent) -> None:
        assert self._from is not None
        under = self._grid.at(event.position())
        step = FINE if event.modifiers() & Qt.KeyboardModifier.AltModifier else STEP
        day, pressed = self._from
        minute = under[1] if under else pressed
        anchor = pressed // STEP * STEP
        if minute >= anchor:
            self.span = (day, anchor, min(1440, max(anchor + step, -(-minute // step) * step)))
        else:
            self.span = (day, max(0, minute // step * step), anchor + STEP)
        self._grid.update()

    def _seconds(self, span: tuple[int, int, int]) -> tuple[int, int]:
        day, start, end = span
        midnight = self._grid.columns.day(day)
        zone = self._grid.context.zone
        return _at(midnight, start, zone), _at(midnight, end, zone)

    def draw(self, p: QPainter) -> None:
        """Draw the class in the making with its hours."""
        if self.span is None:
            return
        grid = self._grid
        day, start, end = self.span
        x, right = grid.column(day), grid.column(day + 1)
        top = grid.y_of(start)
        box = QRectF(x + 1, top + 1, right - x - 8, max(18, grid.y_of(end) - top - 2))
        accent = grid.context.q("accent")
        tint = grid.context.palette.chip(grid.context.palette.accent, False)
        p.setPen(QPen(accent, 1.5))
        p.setBrush(tint.fill)
        p.drawRoundedRect(box, 6, 6)
        p.setFont(grid.painter.title_font)
        p.setPen(tint.title)
        label = time_span(*self._seconds(self.span), grid.context.zone)
        p.drawText(box.adjusted(8, 2, -2, -2), int(Qt.AlignmentFlag.AlignTop), label)


def _at(day: date, minute: int, zone: str) -> int:
    wall = datetime(day.year, day.month, day.day) + timedelta(minutes=minute)
    return zones.epoch(wall, zone)
