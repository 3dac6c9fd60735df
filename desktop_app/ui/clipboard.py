"""The clipboard: what Aula puts there, and when somebody else has used it."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication

from desktop_app.services.calendar import CalendarService


class Clipboard(QObject):
    """Tells the calendar of every use that is not Aula's own."""

    def __init__(self, calendar: CalendarService, parent: QObject) -> None:
        super().__init__(parent)
        self._calendar = calendar
        self._copying = False
        QGuiApplication.clipboard().dataChanged.connect(self._changed)

    @Slot(str)
    def put(self, text: str) -> None:
        """Put `text` on the clipboard."""
        self._copying = True
        try:
            QGuiApplication.clipboard().setText(text)
        finally:
            self._copying = False

    @Slot()
    def _changed(self) -> None:
        if not self._copying and not QGuiApplication.clipboard().ownsClipboard():
            self._calendar.clipboard_used()
