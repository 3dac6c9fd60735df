"""Text that does not fit: found on any widget, in words stretched as other languages stretch them."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from desktop_app.system.translations import Translator, fill, install
from desktop_app.ui.chip import Chip

STRETCH = 0.4


class Stretched(Translator):
    """A language whose every text is 40 % longer, its places kept."""

    def __init__(self, language: str) -> None:
        self._real = install(language)
        self.language = self._real.language

    def gettext(self, msgid: str, **places: object) -> str:
        """Return the text, longer."""
        return fill(_longer(self._real.gettext(msgid)), places)

    def ngettext(self, one: str, many: str, number: int, **places: object) -> str:
        """Return the text for `number`, longer."""
        return fill(
            _longer(self._real._catalogue.ngettext(one, many, number)),
            {"number": number, **places},
        )


def _longer(text: str) -> str:
    more = round(len(text) * STRETCH)
    return text + (" " + "ampliado " * more)[:more].rstrip() if more else text


def cut(window: QWidget) -> list[str]:
    """Return the texts on `window` that have less room than they need, with what shows them."""
    return [f"{type(widget).__name__}: {text!r}" for widget, text in _cut(window)]


def _cut(window: QWidget) -> Iterator[tuple[QWidget, str]]:
    for widget in (window, *window.findChildren(QWidget)):
        if not widget.isVisible() or isinstance(widget, Chip):
            continue  # a chip is drawn as large as its hour: its whole name is in its tooltip
        if isinstance(widget, QLabel) and widget.text():
            if not _fits(widget) or _sticks_out(widget, window):
                yield widget, widget.text()
        elif isinstance(widget, QAbstractButton) and widget.text():
            least = widget.minimumSizeHint()
            small = least.width() > widget.width() or least.height() > widget.height()
            if small or _sticks_out(widget, window):
                yield widget, widget.text()


def _sticks_out(widget: QWidget, window: QWidget) -> bool:
    """Return whether something that holds `widget` is too narrow for it; downwards one scrolls."""
    holder = widget.parentWidget()
    while holder is not None:
        left = widget.mapTo(holder, widget.rect().topLeft()).x()
        if left < 0 or left + widget.width() > holder.width():
            return True
        if holder is window:
            break
        holder = holder.parentWidget()
    return False


def _fits(label: QLabel) -> bool:
    if label.text().endswith("…"):
        return True  # it was cut on purpose, and says so
    room = label.contentsRect()
    if label.wordWrap():
        wanted = label.fontMetrics().boundingRect(
            0, 0, room.width(), 10_000, int(Qt.TextFlag.TextWordWrap), label.text()
        )
        return wanted.height() <= room.height() + 1 and wanted.width() <= room.width() + 1
    metrics = QFontMetrics(label.font())
    lines = label.text().split("\n")
    return (
        max(map(metrics.horizontalAdvance, lines)) <= room.width() + 1
        and metrics.height() * len(lines) <= room.height() + 2
    )
