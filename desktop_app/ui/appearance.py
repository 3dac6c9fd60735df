"""What the settings and the system make of the window: theme, language, and what they show."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from desktop_app.system.settings import Settings
from desktop_app.system.translations import install
from desktop_app.ui import look

if TYPE_CHECKING:
    from desktop_app.ui.window import MainWindow

REMEMBERED = ("view", "hour_height", "calendars_open")
"""How the calendar is looked at: kept for the next start, and shown already."""
INVITATION = "invitation_"
"""How the texts of invitations are called, which are read when one is sent."""


class Appearance(QObject):
    """Applies a changed setting at once: only as much is made anew as it needs."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        service = window.context.settings
        self._settings = service.settings
        service.changed.connect(self.settings_changed)
        look.watch(self._retheme)

    @Slot(object)
    def settings_changed(self, settings: Settings) -> None:
        """Show what differs from the settings before."""
        before, self._settings = self._settings, settings
        if settings.theme != before.theme:
            self._retheme()
        if settings.language != before.language:
            self._window.context.translator = install(settings.language)
            self._window.unsetLocale()  # its fields inherit it; Program has set the new one
            self._window.rebuild()
        elif _shown(settings) != _shown(before):
            self._window.read()

    def _retheme(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            self._window.context.palette = look.apply(app, self._settings.theme)
            for part in (self._window, self._window.finders, self._window.dialogs):
                part.colour()
            self._window.read()
            if self._window.presence is not None:
                self._window.presence.settle()


def _shown(settings: Settings) -> tuple[object, ...]:
    values = settings._asdict()
    return tuple(
        value
        for name, value in values.items()
        if name not in REMEMBERED and not name.startswith(INVITATION)
    )
