"""A field with its name above and what is wrong with it below."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.ui.look import font
from desktop_app.ui.plain_label import PlainLabel


class Labelled(QWidget):
    """Names the field for screen readers too; `tell` shows what is wrong, "" takes it away."""

    def __init__(self, words: str, field: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = field
        label = PlainLabel(self, words)
        label.setObjectName("secondary")
        label.setFont(font(12))
        label.setBuddy(field)
        label.setVisible(bool(words))
        if not field.accessibleName():
            field.setAccessibleName(words)
        self.wrong = PlainLabel(self)
        self.wrong.setObjectName("danger")
        self.wrong.setFont(font(12))
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for part in (label, field, self.wrong):
            column.addWidget(part)
        column.addStretch(1)

    @property
    def trouble(self) -> bool:
        """Whether something is wrong."""
        return not self.wrong.isHidden()

    def tell(self, text: str) -> None:
        """Say what is wrong."""
        if text and text != self.wrong.text():
            self.field.setAccessibleDescription(text)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, text))
        self.wrong.setText(text)
        self.wrong.setVisible(bool(text))
        if not text:
            self.field.setAccessibleDescription("")
