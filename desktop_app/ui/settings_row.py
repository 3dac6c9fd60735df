"""One setting in the dialog: its name, a sentence of help, its field, and what is wrong with it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFont, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.fold import fold
from desktop_app.ui.context import Context
from desktop_app.ui.look import font, scale
from desktop_app.ui.plain_label import PlainLabel

FIELD = 212
"""The width of a field beside its words, at the usual text size."""
BESIDE = 400
"""A row narrower than this (at the usual text size) has its field below its words."""


class Row(QWidget):
    """Words at the left, the field at the right; below them where it is `wide` or room is short."""

    def __init__(
        self, context: Context, title: str, help_text: str, field: QWidget, *, wide: bool = False
    ) -> None:
        super().__init__()
        self.context = context
        self.field = field
        self.said = fold(f"{title} {help_text}")
        self._help = help_text
        self._wide = wide
        name = _words(title, 13, QFont.Weight.DemiBold)
        name.setBuddy(field)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(name)
        help_label = _words(help_text, 12)
        help_label.setObjectName("secondary")
        words.addWidget(help_label)
        self._trouble = _words("", 12)
        self._trouble.setObjectName("danger")
        self._trouble.hide()
        if not field.accessibleName():
            field.setAccessibleName(title)
        field.setAccessibleDescription(help_text)
        self._across = QHBoxLayout()
        self._across.addLayout(words, 1)
        self._across.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._across)
        column.addWidget(self._trouble)
        self._place(beside=not wide)

    def tell(self, trouble: str) -> None:
        """Say below the field what is wrong with what was typed; "" takes it away."""
        if trouble == self.trouble:
            return
        self._trouble.setText(trouble)
        self._trouble.setVisible(bool(trouble))
        self.field.setAccessibleDescription(trouble or self._help)
        if trouble:
            QAccessible.updateAccessibility(
                QAccessibleEvent(self._trouble, QAccessible.Event.Alert)
            )

    @property
    def trouble(self) -> str:
        """What is wrong now, "" when nothing is."""
        return self._trouble.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the field below its words where there is no room beside them."""
        self._place(beside=not self._wide and self.width() >= BESIDE * scale())

    def _place(self, beside: bool) -> None:
        wanted = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._across.setDirection(wanted)
        self._across.setSpacing(24 if beside else 8)
        if isinstance(self.field, QAbstractButton):
            pass  # as wide as its words
        elif beside:
            self.field.setFixedWidth(round(FIELD * scale()))
        else:
            self.field.setMinimumWidth(0)
            self.field.setMaximumWidth(16_777_215 if self._wide else round(2 * FIELD * scale()))
        self._across.setAlignment(
            self.field, Qt.AlignmentFlag.AlignTop if beside else Qt.AlignmentFlag(0)
        )


class TickRow(QWidget):
    """A box to tick with its name, and its help below."""

    def __init__(self, context: Context, tick: QWidget, title: str, help_text: str) -> None:
        super().__init__()
        self.field = tick
        self.said = fold(f"{title} {help_text}")
        tick.setFont(font(13, QFont.Weight.DemiBold))
        tick.setAccessibleName(title)
        tick.setAccessibleDescription(help_text)
        told = _words(help_text, 12)
        told.setObjectName("secondary")
        told.setContentsMargins(26, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(tick)
        column.addWidget(told)


def _words(text: str, px: int, weight: QFont.Weight = QFont.Weight.Normal) -> QLabel:
    label = PlainLabel(None, text, face=font(px, weight), wrap=True)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return label
