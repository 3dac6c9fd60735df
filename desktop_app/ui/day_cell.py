"""A day as a cell that keyboard and screen reader find; the surface below paints it."""

from datetime import date

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}


class DayCell(QAbstractButton):
    """Tab comes to one cell of a view, the arrows walk from day to day, Enter opens the day."""

    walked = Signal(object)  # date
    opened = Signal(object)  # date

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.day = date.min
        self.ringed = False
        # The mouse is the surface's: it drags over cells, and chips lie on them.
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.clicked.connect(lambda: self.opened.emit(self.day))

    def stand(self, current: bool) -> None:
        """Be the cell that Tab comes to, or not."""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if current else Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        """Return the usual size; the surface decides."""
        return QSize(120, 96)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint nothing: the surface below has painted this cell."""

    def event(self, event: QEvent) -> bool:
        """Keep the arrows from turning the view while they walk the days."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() in STEPS and not event.modifiers():
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrows, open with Enter or the space bar."""
        key = Qt.Key(event.key())
        if key in STEPS and not event.modifiers():
            self.walked.emit(date.fromordinal(self.day.toordinal() + STEPS[key]))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.opened.emit(self.day)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.ringed = event.reason() != Qt.FocusReason.MouseFocusReason
        self._repaint()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let go of the ring."""
        super().focusOutEvent(event)
        self.ringed = False
        self._repaint()

    def _repaint(self) -> None:
        surface = self.parentWidget()
        if surface is not None:
            surface.update(self.geometry())
