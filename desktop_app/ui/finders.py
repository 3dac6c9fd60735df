"""The boxes over the window that find things: each made when it is first asked for."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from desktop_app.services.values import Key

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop_app.ui.command_box import CommandBox
    from desktop_app.ui.finder import Finder
    from desktop_app.ui.quick_box import QuickBox
    from desktop_app.ui.search_box import SearchBox
    from desktop_app.ui.window import MainWindow

# Imports inside functions here: none of them is part of a start.


class Finders:
    """Opens the search, the command box and quick add; drops them with the language."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self.search_box: SearchBox | None = None
        self.command_box: CommandBox | None = None
        self.quick_box: QuickBox | None = None
        window.calendar.quick.made.connect(self.go)

    def search(self) -> None:
        """Open the search, with what was looked for last."""
        if self.search_box is None:
            from desktop_app.ui.search_box import SearchBox

            window = self._window
            self.search_box = SearchBox(window.context, window, self.home, self.go, self.quick)
        self.search_box.open()

    def command(self) -> None:
        """Open the command box, empty."""
        if self.command_box is None:
            from desktop_app.ui.command_box import CommandBox

            window = self._window
            self.command_box = CommandBox(
                window.context,
                window,
                self.home,
                lambda: window.keys.offered() if window.keys is not None else [],
                self.go,
                window.show_day,
                window.dialogs.show_students,
                lambda text: window.dialogs.show_settings(find=text),
            )
        self.command_box.open("")

    def quick(self, text: str | None = None) -> None:
        """Open quick add, with what was typed last or with `text`."""
        if self.quick_box is None:
            from desktop_app.ui.quick_box import QuickBox

            self.quick_box = QuickBox(self._window.context, self._window, self.home)
        self.quick_box.open(text)

    def go(self, key: Key) -> None:
        """Show a class on its day, selected and with the focus."""
        self._window.show_class(key)
        self.home(key).setFocus(Qt.FocusReason.OtherFocusReason)

    def home(self, key: Key | None) -> "QWidget":
        """Return what has the focus outside: the chip of `key`, else the view."""
        view = self._window.views.current
        return (view.chip(key) if key is not None else None) or view.surface

    def colour(self) -> None:
        """Give the boxes the palette of now; what is typed in them stays."""
        for box in self._made():
            box.colour()

    def _made(self) -> "list[Finder]":
        boxes = (self.search_box, self.command_box, self.quick_box)
        return [box for box in boxes if box is not None]

    def drop(self) -> None:
        """Let the boxes go: they are made anew in another language."""
        for box in self._made():
            box.close()
            box.deleteLater()
        self.search_box = self.command_box = self.quick_box = None
