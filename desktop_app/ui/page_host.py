"""The pages over the week: made when one is first needed, dropped with the language."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop_app.services.values import SignIn

if TYPE_CHECKING:
    from desktop_app.ui.pages import Pages
    from desktop_app.ui.window import MainWindow


class PageHost(QObject):
    """Knows when the first-run and sign-in pages are wanted."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.shown: Pages | None = None

    def pages(self) -> "Pages":
        """Return the pages, made if they are not there yet."""
        if self.shown is None:
            # Not part of a start with an account.
            from desktop_app.ui.pages import Pages

            self.shown = Pages(self._window.context, self._window)
            self.shown.uncovered.connect(self._window.views.setFocus)
        return self.shown

    @property
    def covers(self) -> bool:
        """Whether a page lies over the week."""
        return self.shown is not None and self.shown.shown is not None

    def settle(self) -> None:
        """Show the first-run page while there is neither an account nor anything to wait for."""
        window = self._window
        none = (
            window.context.account.account is None and window.calendar.badge.state == "disconnected"
        )
        if none or self.shown is not None:
            self.pages().settle(none)

    @Slot(object)
    def sign_in(self, state: SignIn) -> None:
        """Show where a sign-in stands."""
        self.pages().sign_in(state)

    def first_run(self) -> None:
        """Show the ways to connect."""
        self.pages().first_run()

    def place(self) -> None:
        """Follow the window's size."""
        if self.shown is not None:
            self.shown.place()

    def drop(self) -> None:
        """Let the pages go: they are made anew in another language."""
        if self.shown is not None:
            self.shown.hide()
            self.shown.deleteLater()
            self.shown = None
