"""A day as a cell that keyboard and screen reader find; the surface below paints it."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_app.ui.ringed import Walked


class DayCell(Walked):
    """Tab comes to one cell of a view, the arrows walk from day to day, Enter opens the day."""

    STEPS: ClassVar[Mapping[Qt.Key, int]] = {
        Qt.Key.Key_Left: -1,
        Qt.Key.Key_Right: 1,
        Qt.Key.Key_Up: -7,
        Qt.Key.Key_Down: 7,
    }

    walked = Signal(object)  # date
    opened = Signal(object)  # date

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.day = date.min
        self.place = QRect()  # where it belongs; it goes there when there is time
        self._current = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # The mouse is the surface's: it drags over cells, and chips lie on them.
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.clicked.connect(lambda: self.opened.emit(self.day))

    def settle(self) -> None:
        """Go to its place: for a screen reader alone, it is painted there already."""
        if self.geometry() != self.place:
            self.setGeometry(self.place)

    def stand(self, current: bool) -> None:
        """Be the cell that Tab comes to, or not."""
        if current != self._current:
            self._current = current
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus if current else Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        """Return the usual size; the surface decides."""
        return QSize(120, 96)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint nothing: the surface below has painted this cell."""

    def step(self, by: int) -> None:
        """Walk to another day."""
        self.walked.emit(date.fromordinal(self.day.toordinal() + by))

    def redraw(self) -> None:
        """Let the surface paint the cell anew."""
        surface = self.parentWidget()
        if surface is not None:
            surface.update(self.geometry().united(self.place))
