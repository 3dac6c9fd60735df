"""Labels that say what they are given: plain text, whoever wrote it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QWidget


class PlainLabel(QLabel):
    """A label that never reads its text as HTML, as Qt's own would by itself.

    `role` is its name in the style sheet, `face` its font if not the window's; with `wrap` the
    text goes on in the next line.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        text: str = "",
        *,
        role: str = "",
        face: QFont | None = None,
        wrap: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setWordWrap(wrap)
        if role:
            self.setObjectName(role)
        if face is not None:
            self.setFont(face)


def plain_label(parent: QWidget, text: str, role: str = "") -> PlainLabel:
    """Return the words of a dialog: they wrap where it ends."""
    return PlainLabel(parent, text, role=role, wrap=True)
