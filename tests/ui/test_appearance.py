"""A theme or a zone that changes while things are open: all of them follow, nothing typed is lost."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.ui.dialog import Dialog
from tests.ui.conftest import Stage

Build = Callable[..., Stage]


def test_quick_add_keeps_what_is_typed_when_the_theme_turns(stage: Build, qtbot: QtBot) -> None:
    s = stage("en")
    s.window.finders.quick()
    box = s.window.finders.quick_box
    assert box is not None
    qtbot.keyClicks(box.field, "Ana jueves 15")
    s.settings.update(theme="dark")
    assert s.window.finders.quick_box is box and box.isVisible()
    assert box.field.text() == "Ana jueves 15" and box.field.hasFocus()
    assert s.window.context.palette.text in box.field.styleSheet()
    box.leave()


def test_open_dialogs_and_pages_take_the_colours_of_a_new_theme(stage: Build) -> None:
    s = stage("en")
    s.window.dialogs.show_settings()
    s.window.page_host.first_run()
    page, dialog = s.window.page_host.shown, QApplication.activeModalWidget()
    assert page is not None and isinstance(dialog, Dialog)
    light = s.window.context.palette
    s.settings.update(theme="dark")
    dark = s.window.context.palette
    assert dark.surface != light.surface
    for part in (page, dialog):
        assert f"background: {dark.surface}" in part.styleSheet()
        assert f"background: {light.surface};" not in part.styleSheet()
    pages = s.window.page_host.pages()
    for kind in (pages.first, pages.guide, pages.signing):
        pages._show(kind)
        corner = pages.grab().toImage().pixelColor(4, 4)
        assert corner == dark.q("sunken"), type(kind).__name__
    dialog.close()


def test_an_open_panel_tells_the_hours_of_a_new_zone(stage: Build) -> None:
    s = stage("en")
    s.window.choose(("e11", ""))
    panel = s.window.panel
    assert panel is not None
    before = panel.when.line.text()
    s.calendar.zone = "Europe/Madrid"
    s.settings.update(zone="Europe/Madrid")
    assert panel.when.line.text() != before
