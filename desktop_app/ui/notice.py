"""A sentence and the one button that helps, where there would be a blank."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.look import font


class Notice(QWidget):
    """A small card over the week."""

    pressed = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setFont(font(14))
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._button = Button(context, "", "primary", self, icon="plus")
        self._button.clicked.connect(self.pressed)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addWidget(self._words)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.hide()

    def say(self, text: str, button: str) -> None:
        """Show `text`, and the button if it has a name."""
        self._words.setText(text)
        self._button.setVisible(bool(button))
        if button:
            self._button.set_text(button)
        self._column.activate()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(QPen(self._context.q("border"), 1))
        p.setBrush(self._context.q("surface"))
        p.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        p.end()
