"""A real window on services in memory."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.domain.ports import Account
from desktop_app.services.values import Badge
from desktop_app.system.settings import Settings
from desktop_app.system.translations import install
from tests.ui.fakes import FakeAccount, FakeCalendar, FakeSettings, at, main_window
from tests.ui.pictures import week

NOW = at("2026-11-24 11:19")


class Stage:
    """The window and the services behind it."""

    def __init__(self, language: str, connected: bool, filled: bool, view: str) -> None:
        QApplication.setFont(QFont("Inter", 10))
        self.calendar = FakeCalendar()
        assert self.calendar.reader is not None
        self.reader = self.calendar.reader
        if filled:
            self.reader.put(*week())
        self.calendar.badge = Badge("synced" if connected else "disconnected", float(NOW))
        self.account = FakeAccount(Account("1", "profe@example.com") if connected else None)
        self.settings = FakeSettings(Settings(theme="light", language=language, view=view))
        self.window = main_window(
            self.calendar, self.account, self.settings, install(language), float(NOW)
        )


@pytest.fixture
def stage(qtbot: QtBot) -> Callable[..., Stage]:
    """Return a function that opens a window and waits for its first paint."""

    def build(
        language: str = "es", connected: bool = True, filled: bool = True, view: str = "week"
    ) -> Stage:
        made = Stage(language, connected, filled, view)
        qtbot.addWidget(made.window)
        with qtbot.waitSignal(made.window.first_paint):
            made.window.show()
        made.window.activateWindow()
        qtbot.waitUntil(lambda: made.window.isActiveWindow())
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        return made

    return build
