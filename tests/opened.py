"""What is opened outside of Aula, kept instead."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices


class Browser(QObject):
    """Stands where the system's browser would."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toString())


@contextmanager
def browsing() -> Iterator[Browser]:
    """Have https links opened by the Browser that this is entered as."""
    made = Browser()
    QDesktopServices.setUrlHandler("https", made, "open")  # type: ignore[arg-type]  # PySide wants a str
    try:
        yield made
    finally:
        QDesktopServices.unsetUrlHandler("https")
