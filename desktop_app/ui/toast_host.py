"""The toasts of the window: held until there is a first paint for them to stand over."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop_app.services.values import Toast

if TYPE_CHECKING:
    from PySide6.QtCore import QRect

    from desktop_app.ui.toasts import Toasts
    from desktop_app.ui.window import MainWindow


class ToastHost:
    """`made`: the toasts themselves, from `begin` on."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self.made: Toasts | None = None
        self._waiting: list[Toast] = []

    def begin(self, free: "Callable[[], QRect]") -> None:
        """Show from here on, first what was told before. `free`: see Toasts."""
        from desktop_app.ui.toasts import Toasts  # not on the way to the first paint

        window = self._window
        self.made = Toasts(window.context, window, lambda: window.views, free)
        for toast in self._waiting:
            self.made.show_toast(toast)
        self._waiting.clear()

    def show(self, toast: Toast) -> None:
        """Show a toast, at the earliest after the first paint."""
        if self.made is None:
            self._waiting.append(toast)
        else:
            self.made.show_toast(toast)

    def place(self) -> None:
        """Put them where they stand in a window of this size."""
        if self.made is not None:
            self.made.place()

    def colour(self) -> None:
        """Take the palette of now."""
        if self.made is not None:
            self.made.colour()
