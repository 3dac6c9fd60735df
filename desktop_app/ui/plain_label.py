"""Words in a dialog: plain text whoever wrote it, wrapped where the dialog ends."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


def plain_label(parent: QWidget, text: str, role: str = "") -> QLabel:
    """Return a label that says `text`; `role` is its name in the dialog's style sheet."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(True)
    if role:
        label.setObjectName(role)
    return label
