"""What all small dialogs have in common: the palette, a column, a row of buttons."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.form_style import form_style
from desktop_app.ui.screen import fit


class Dialog(QDialog):
    """Window-modal, deleted when it is closed; Esc closes it."""

    def __init__(self, context: Context, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.context = context
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._closed = False
        self.colour()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 20, 24, 16)
        self.column.setSpacing(12)

    def colour(self) -> None:
        """Take the palette of now: it may change while the dialog is open."""
        self.setStyleSheet(form_style(self.context.palette))

    def while_open(self, act: Callable[..., None]) -> Callable[..., None]:
        """Return `act` for an answer that a thread brings: nothing comes of it once she closed."""
        return lambda *answer: None if self._closed else act(*answer)

    def showEvent(self, event: QShowEvent) -> None:
        """Be no larger than the screen."""
        if not event.spontaneous():
            fit(self)
        super().showEvent(event)

    def done(self, result: int) -> None:
        """Close: whatever is still being read for it is not shown."""
        self._closed = True
        super().done(result)

    def add_buttons(self, *buttons: Button) -> None:
        """Add a row of buttons at the right."""
        row = QHBoxLayout()
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
        self.column.addSpacing(4)
        self.column.addLayout(row)
