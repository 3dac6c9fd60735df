"""A calendar file dropped on the window is looked at, as if it had been chosen in the menu."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget


class FileDrop(QObject):
    """Takes one .ics file of this machine and nothing else."""

    def __init__(self, window: QWidget, dropped: Callable[[str], None]) -> None:
        super().__init__(window)
        self._dropped = dropped
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Accept what can be taken in."""
        if isinstance(event, QDragEnterEvent):
            if _calendar(event):
                event.acceptProposedAction()
            return True
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            path = _calendar(event)
            if path:
                event.acceptProposedAction()
                self._dropped(path)
            return True
        return False


def _calendar(event: QDropEvent) -> str:
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return ""
    path = urls[0].toLocalFile()
    return path if path.lower().endswith((".ics", ".ical", ".ifb", ".vcs")) else ""
