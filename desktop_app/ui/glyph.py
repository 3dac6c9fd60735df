"""One of our icons standing beside a text; the text says it all to a screen reader."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_app.ui import icons
from desktop_app.ui.context import Context

SIZE = 18


class Glyph(QWidget):
    """18 px square, in a colour of the palette."""

    def __init__(self, context: Context, icon: str, role: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._icon, self._role = context, icon, role
        self.setFixedSize(SIZE, SIZE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon."""
        painter = QPainter(self)
        icons.draw(painter, self._icon, QRectF(self.rect()), self._context.q(self._role))
        painter.end()
