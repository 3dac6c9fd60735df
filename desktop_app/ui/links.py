"""Opening links: known meeting hosts at once, any other only when the teacher says so."""

from urllib.parse import urlsplit

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

from desktop_app.domain.text import N_
from desktop_app.services.sharing import known_host
from desktop_app.system.browser import original_libraries
from desktop_app.ui.context import Context


def open_link(context: Context, url: str, window: QWidget) -> QMessageBox | None:
    """Open `url` (https, already checked); return the question where one is asked first.

    A link comes from a calendar that others can write to: its host is shown as it is.
    """
    # A letter is of our own making: a link from a calendar is https or nothing (Sharing.join).
    if known_host(url) or url.startswith("mailto:"):
        open_outside(url)
        return None
    box = QMessageBox(window)
    box.setWindowTitle("Aula")
    box.setTextFormat(Qt.TextFormat.PlainText)
    host = urlsplit(url).hostname or ""
    box.setText(context.tr(N_("This link leads to {host}, which Aula does not know."), host=host))
    box.setInformativeText(context.tr(N_("Open it only if you expected it.")))
    go = box.addButton(context.tr(N_("Open")), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(context.tr(N_("Cancel")), QMessageBox.ButtonRole.RejectRole)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    go.clicked.connect(lambda: open_outside(url))
    box.open()
    return box


def open_outside(url: str) -> None:
    """Open `url`, already checked, with the system's program for it."""
    with original_libraries():
        QDesktopServices.openUrl(QUrl(url))
