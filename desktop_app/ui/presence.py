"""Aula while she looks elsewhere: the title, the tray, the reminders, and leaving to the tray."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desktop_app.domain.occurrence import Occurrence
from desktop_app.domain.reminders import Due
from desktop_app.domain.text import N_
from desktop_app.ui.minutes import Minutes
from desktop_app.ui.reminder import ReminderCards
from desktop_app.ui.sidebar import Sidebar
from desktop_app.ui.texts import title
from desktop_app.ui.tray import Tray
from desktop_app.ui.window_title import starts, window_title

if TYPE_CHECKING:
    from desktop_app.ui.window import MainWindow


class Presence(QObject):
    """Made after the first paint."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._context = window.context
        self._told_hidden = False
        self.quitting = False
        self.cards = ReminderCards(self._context, window)
        self.tray = Tray(self._context, window)
        self.tray.open_wanted.connect(self.open)
        self.tray.new_wanted.connect(self._new)
        self.tray.quit_wanted.connect(self.quit)
        self.tray.message_pressed.connect(self.open)
        self._minutes = Minutes(self._context.clock, self)
        self._minutes.passed.connect(window.tick)
        self._minutes.start()
        reminders = self._context.calendar.reminders
        reminders.told.connect(self._remind)
        reminders.begin()

    def follow(self, sidebar: Sidebar) -> None:
        """Say what `sidebar` finds to be next, now and as it changes."""
        self.show_next(sidebar.current)
        sidebar.next_changed.connect(self.show_next)

    def show_next(self, o: Occurrence | None) -> None:
        """Say which class goes on or comes, in the title and in the tray."""
        self._window.setWindowTitle(window_title(self._context, o))
        self.tray.show_next(o)
        self.cards.tick()

    def settle(self) -> None:
        """Take the language and the colours of now."""
        self.tray.settle()
        self.cards.settle()

    def open(self) -> None:
        """Bring the window to the front."""
        self.keep_running(False)
        if self._window.isMinimized():
            self._window.showNormal()
        else:
            self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    def quit(self) -> None:
        """End Aula, whatever closing the window means."""
        self.quitting = True
        self.keep_running(False)
        if self._window.close():
            QApplication.quit()
        else:  # something typed asks what is to become of it
            self.quitting = False
            self.open()

    def leaves_to_tray(self) -> bool:
        """Hide the window instead of closing it, if she chose so and it can be found again."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        wanted = self._context.settings.settings.close_to_tray and not self.quitting
        if not wanted or app.isSavingSession() or not self.tray.there:
            return False
        self.keep_running(True)
        self._window.hide()
        if not self._told_hidden:
            self._told_hidden = True
            told = N_("Aula stays here and reminds you of your classes.")
            self.tray.tell("Aula", self._context.tr(told))
        return True

    def keep_running(self, on: bool) -> None:
        """Let the program live without a window, or end with its last one."""
        QApplication.setQuitOnLastWindowClosed(not on)

    def _new(self) -> None:
        self.open()
        self._window.new_class()

    def _remind(self, one: Due) -> None:
        self.cards.add(one)
        window = self._window
        if window.isVisible() and not window.isMinimized() and window.isActiveWindow():
            return
        if self.tray.there:
            o = one.occurrence
            self.tray.tell(title(self._context, o), starts(self._context, o))
        QApplication.alert(window)
