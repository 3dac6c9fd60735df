"""Says to a screen reader what changed and has not got the focus; and when names are given."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

REST_MS = 150


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say `text`, after what it is saying; nothing else hears it."""
    event = QAccessibleAnnouncementEvent(widget, text)
    QAccessible.updateAccessibility(event)


class Naming(QTimer):
    """Has `name` give what is shown its names: after the paint where a screen reader listens.

    Else once the days have stopped turning: then they are there for one that comes later.
    """

    def __init__(self, name: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self.timeout.connect(name)

    def plan(self) -> None:
        """Others are shown."""
        self.start(0 if QAccessible.isActive() else REST_MS)
