"""A sentence and the one button that helps, where there would be a blank."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.text import N_
from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.look import font
from desktop_app.ui.plain_label import PlainLabel


class Notice(QWidget):
    """A small card over a view."""

    pressed = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._words = PlainLabel(self)
        self._words.setFont(font(14))
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._button = Button(context, "", "primary", self, icon="plus", hint="C")
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

    def tell(self, nothing: bool, covered: bool, words: str) -> None:
        """Where there is `nothing`, say so in `words`, with the button that helps.

        Not `covered`, or nothing brought yet: it only waits.
        """
        badge = self._context.calendar.badge
        tr = self._context.tr
        if not nothing:
            self.hide()
        elif not covered:
            self.say(tr(words), "")
        elif badge.state == "starting" or (badge.state == "working" and badge.since is None):
            self.say(tr(N_("Bringing your classes from Google…")), "")
        else:
            self.say(tr(words), tr(N_("New class with Meet")))

    def place(self, over: QRect) -> None:
        """Stand in the upper part of `over`, where there is something to say."""
        if self.isHidden():
            return
        size = self.sizeHint()
        x = over.left() + (over.width() - size.width()) // 2
        y = over.top() + max(16, (over.height() - size.height()) // 3)
        self.setGeometry(QRect(QPoint(max(0, x), y), size))
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(QPen(self._context.q("border"), 1))
        p.setBrush(self._context.q("surface"))
        p.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        p.end()
