"""Opening links: known meeting hosts at once, any other only when the teacher says so."""

from urllib.parse import parse_qs, unquote, urlsplit

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from desktop_app.domain.text import N_, Sentence, sentence
from desktop_app.services.sharing import known_host
from desktop_app.services.values import Toast
from desktop_app.system.browser import original_libraries
from desktop_app.ui.context import Context
from desktop_app.ui.question import Question

READ_S = 12.0
"""Seconds that what to do by hand stays in sight."""


def open_link(context: Context, url: str, window: QWidget) -> Question | None:
    """Open `url` (https, already checked); return the question where one is asked first.

    A link comes from a calendar that others can write to: its host is shown as it is.
    """
    # A letter is of our own making: a link from a calendar is https or nothing (Sharing.join).
    if known_host(url) or url.startswith("mailto:"):
        open_outside(context, url)
        return None
    host = urlsplit(url).hostname or ""
    box = Question(
        context,
        context.tr(N_("This link leads to {host}, which Aula does not know."), host=host),
        window,
        ((context.tr(N_("Open")), "plain", lambda: open_outside(context, url)),),
        detail=context.tr(N_("Open it only if you expected it.")),
    )
    box.open()
    return box


def open_outside(context: Context, url: str) -> None:
    """Open `url`, already checked, with the system's program for it.

    Where the system has none, what she needs goes on the clipboard and a toast says what to do.
    """
    with original_libraries():
        opened = QDesktopServices.openUrl(QUrl(url))
    if not opened:
        told, text = _by_hand(url)
        context.calendar.copy(text)
        context.calendar.tell(Toast(told, seconds=READ_S))


def _by_hand(url: str) -> tuple[Sentence, str]:
    """Return what to do with `url` where nothing opens it, and the text to do it with."""
    parts = urlsplit(url)
    if parts.scheme == "file":
        told = N_("No program opened the folder. Its path is on the clipboard.")
        return sentence(told), QUrl(url).toLocalFile()
    if parts.scheme != "mailto":
        told = N_("No browser opened. The link is on the clipboard: paste it into your browser.")
        return sentence(told), url
    letter = parse_qs(parts.query).get("body", [""])[0].replace("\r\n", "\n")
    if letter:
        told = N_("No mail program opened. The text is on the clipboard: paste it into a mail.")
        return sentence(told), letter
    told = N_("No mail program opened. The address is on the clipboard: paste it into a mail.")
    return sentence(told), unquote(parts.path)
