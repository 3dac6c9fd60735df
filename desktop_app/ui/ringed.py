"""What all our hand-drawn buttons do: light up under the mouse, show a ring to the keyboard."""

from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Ringed(QAbstractButton):
    """A button that whoever inherits draws: `hovered`, `ringed`. Enter presses it, as on the web."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hovered = False
        self.ringed = False

    def redraw(self) -> None:
        """It looks different now."""
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter too."""
        if event.key() in ENTER and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring, but not for a press."""
        super().focusInEvent(event)
        self.ringed = event.reason() != Qt.FocusReason.MouseFocusReason
        self.redraw()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let go of the ring."""
        super().focusOutEvent(event)
        self.ringed = False
        self.redraw()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Light up."""
        super().enterEvent(event)
        self.hovered = True
        self.redraw()

    def leaveEvent(self, event: QEvent) -> None:
        """Go back to plain."""
        super().leaveEvent(event)
        self.hovered = False
        self.redraw()


class Walked(Ringed):
    """One of several, from one to the next of which the arrows walk."""

    STEPS: ClassVar[Mapping[Qt.Key, int]] = {}
    """Which arrows, each with what `step` is told."""

    def step(self, by: int) -> None:
        """An arrow of STEPS was pressed."""
        raise NotImplementedError

    def event(self, event: QEvent) -> bool:
        """Keep the arrows from turning the view while they walk."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() in self.STEPS and not event.modifiers():
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrows."""
        key = Qt.Key(event.key())
        if key in self.STEPS and not event.modifiers():
            self.step(self.STEPS[key])
        else:
            super().keyPressEvent(event)
