"""The boxes over the window that find things: each made when it is first asked for."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from desktop_app.services.values import Key

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop_app.ui.search_box import SearchBox
    from desktop_app.ui.window import MainWindow

# Imports inside functions here: none of them is part of a start.


class Finders:
    """Opens the search; drops it with the language."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self.search_box: SearchBox | None = None

    def search(self) -> None:
        """Open the search, with what was looked for last."""
        if self.search_box is None:
            from desktop_app.ui.search_box import SearchBox

            window = self._window
            self.search_box = SearchBox(
                window.context, window, self.home, self.go, lambda _: window.new_class()
            )
        self.search_box.open()

    def go(self, key: Key) -> None:
        """Show a class on its day, selected and with the focus."""
        self._window.show_class(key)
        self.home(key).setFocus(Qt.FocusReason.OtherFocusReason)

    def home(self, key: Key | None) -> "QWidget":
        """Return what has the focus outside: the chip of `key`, else the view."""
        view = self._window.views.current
        return (view.chip(key) if key is not None else None) or view.surface

    def drop(self) -> None:
        """Let the boxes go: they are made anew in another language or palette."""
        if self.search_box is not None:
            self.search_box.close()
            self.search_box.deleteLater()
            self.search_box = None
