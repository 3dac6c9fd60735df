"""The tray: what is next, and the few things wanted of it while the window is out of sight."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from desktop_app.domain.occurrence import Occurrence
from desktop_app.domain.text import N_
from desktop_app.ui.bits import Bit
from desktop_app.ui.context import Context
from desktop_app.ui.form_style import menu_style
from desktop_app.ui.mark import mark_icon
from desktop_app.ui.window_title import next_words

SHOWN_MS = 20_000


class Tray(QObject):
    """An icon with a menu. Where the system has no tray it stays away, and comes when one does."""

    open_wanted = Signal()
    new_wanted = Signal()
    quit_wanted = Signal()
    message_pressed = Signal()

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._next: Occurrence | None = None
        self.icon = QSystemTrayIcon(mark_icon(), self)
        self.menu = QMenu(window)
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._activated)
        self.icon.messageClicked.connect(self.message_pressed)
        self.settle()
        # Off screen (a picture is made) Qt would only complain that there is no tray to ask for.
        if QGuiApplication.platformName() != "offscreen":
            self.icon.show()

    @property
    def there(self) -> bool:
        """Whether the system shows the icon: only then may the window hide behind it."""
        return QSystemTrayIcon.isSystemTrayAvailable() and self.icon.isVisible()

    def settle(self) -> None:
        """Make the menu in the language and the colours of now."""
        tr = self._context.tr
        self.menu.clear()
        self.menu.setStyleSheet(menu_style(self._context.palette))
        self.head = self._add("", self.open_wanted.emit)
        self.join = self._add(tr(N_("Join")), self._join)
        self.code = self._add(tr(N_("Copy code")), self._copy)
        self.menu.addSeparator()
        self.new = self._add(tr(N_("New class with Meet")), self.new_wanted.emit)
        self.open = self._add(tr(N_("Open Aula")), self.open_wanted.emit)
        self.menu.addSeparator()
        self.quit = self._add(tr(N_("Quit")), self.quit_wanted.emit)
        self.show_next(self._next)

    def show_next(self, o: Occurrence | None) -> None:
        """Say which class goes on or comes."""
        self._next = o
        words = next_words(self._context, o)
        # Some trays read HTML and some do not: what could be a tag is none in either.
        shown = words.replace("<", "‹").replace(">", "›")
        self.icon.setToolTip(f"Aula\n{shown}" if shown else "Aula")
        self.head.setText(words.replace("&", "&&"))
        self.head.setVisible(bool(words))
        self.join.setVisible(bool(words) and o is not None and bool(o.flags & Bit.LINK_READY))
        self.code.setVisible(bool(words) and o is not None and bool(o.access_code))

    def tell(self, name: str, words: str) -> None:
        """Show a message beside the icon."""
        self.icon.showMessage(name, words, mark_icon(), SHOWN_MS)

    def _add(self, words: str, run: Callable[[], object]) -> QAction:
        action = QAction(words, self.menu)
        action.triggered.connect(lambda _=False: run())
        self.menu.addAction(action)
        return action

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.open_wanted.emit()

    def _join(self) -> None:
        if self._next is not None:
            self._context.calendar.join(self._next.key)

    def _copy(self) -> None:
        if self._next is not None:
            self._context.calendar.copy_code(self._next.key)
