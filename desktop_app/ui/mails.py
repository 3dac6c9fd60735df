"""The question whether Google writes to the guests of a new event; that of an edit is HowMuch's."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from desktop_app.domain.text import N_
from desktop_app.ui.context import Context


def ask_mails(context: Context, window: QWidget, then: Callable[[str], None]) -> QMessageBox:
    """Ask, then do `then("all")` or `then("none")`; nothing happens on Esc."""
    tr = context.tr
    box = QMessageBox(window)
    box.setWindowTitle("Aula")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(tr(N_("Should Google write to the guests?")))
    box.setInformativeText(tr(N_("A mail that has gone cannot be taken back.")))
    send = box.addButton(tr(N_("Send mails")), QMessageBox.ButtonRole.AcceptRole)
    quiet = box.addButton(tr(N_("Without mails")), QMessageBox.ButtonRole.AcceptRole)
    cancel = box.addButton(tr(N_("Cancel")), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(quiet)
    box.setEscapeButton(cancel)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    send.clicked.connect(lambda: then("all"))
    quiet.clicked.connect(lambda: then("none"))
    box.open()
    return box
