"""The calendars in the sidebar: quiet, each shown or hidden by a press or a key."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from desktop_app.domain.calendars import Calendar
from desktop_app.domain.ports import Account
from desktop_app.ui.calendar_list import CalendarList
from desktop_app.ui.settings_dialog import SettingsDialog
from tests.ui.conftest import Stage

MINE = Calendar("cal", "profe@example.com", "#039BE5", primary=True, for_classes=True)
WORK = Calendar("work", "Instituto <b>del Sur</b>", "#B39DDB", "writer")
HOLIDAYS = Calendar("hol", "Feriados", "#16A765", "reader", trouble="not_found")

Build = Callable[..., Stage]


@pytest.fixture
def listed(stage: Build) -> Callable[..., tuple[Stage, CalendarList]]:
    def build(*calendars: Calendar, height: int = 800) -> tuple[Stage, CalendarList]:
        s = stage(language="en")
        s.window.resize(1280, height)
        s.calendar.calendars.found = list(calendars)
        s.window.read()
        QApplication.processEvents()
        return s, s.window.sidebar.calendars

    return build


Listed = Callable[..., tuple[Stage, CalendarList]]


def test_with_one_calendar_there_is_nothing_to_choose(listed: Listed) -> None:
    _, list_ = listed(MINE)
    assert list_.isHidden()


def test_each_is_hidden_and_shown_by_press_and_by_key(listed: Listed, qtbot: QtBot) -> None:
    s, list_ = listed(MINE, WORK, HOLIDAYS)
    work = list_.lines[1]
    qtbot.mouseClick(work, Qt.MouseButton.LeftButton)
    assert s.calendar.calendars.asked == [("show", "work", False)]
    assert not list_.lines[1].isChecked()
    work.setFocus()
    qtbot.keyClick(work, Qt.Key.Key_Space)
    assert s.calendar.calendars.asked[-1] == ("show", "work", True)
    assert work.hasFocus() and work.isChecked()


def test_a_screen_reader_hears_what_each_is(listed: Listed) -> None:
    _, list_ = listed(MINE, WORK, HOLIDAYS)
    mine, work, holidays = list_.lines
    assert mine.accessibleDescription() == "New classes go here."
    assert work.accessibleName() == "Instituto <b>del Sur</b>"
    assert "<b>" not in work.toolTip()
    assert "only read" in holidays.accessibleDescription()
    assert "right now" in holidays.accessibleDescription()


def test_what_has_no_room_is_counted_and_stands_in_the_settings(
    listed: Listed, qtbot: QtBot
) -> None:
    many = [MINE, *(Calendar(f"c{n}", f"Calendar {n}") for n in range(20))]
    s, list_ = listed(*many)
    shown = len(list_.lines)
    assert 0 < shown < 21
    assert list_._more.accessibleName() == f"and {21 - shown} more"
    assert s.window.sidebar.badge.geometry().bottom() <= s.window.height()
    qtbot.mouseClick(list_._more, Qt.MouseButton.LeftButton)
    dialog = s.window.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    assert dialog.rows["c19"].isVisible()


def test_folded_away_it_stays_so(listed: Listed, qtbot: QtBot) -> None:
    s, list_ = listed(MINE, WORK)
    assert len(list_.lines) == 2
    qtbot.mouseClick(list_._head, Qt.MouseButton.LeftButton)
    assert list_.lines == []
    assert s.settings.settings.calendars_open is False
    s.window.read()
    assert list_.lines == []


def test_the_calendar_of_the_classes_is_chosen_among_those_she_may_write_in(
    listed: Listed, qtbot: QtBot
) -> None:
    s, _ = listed(MINE, WORK, HOLIDAYS)
    s.window.dialogs.show_calendars()
    dialog = s.window.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    box = dialog.rows["calendar_id"].field
    assert isinstance(box, QComboBox)
    assert box.count() == 2
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert s.calendar.calendars.asked == [("use_for_classes", "work")]
    tick = dialog.rows["hol"].field
    qtbot.keyClick(tick, Qt.Key.Key_Space)
    assert s.calendar.calendars.asked[-1] == ("show", "hol", False)


def test_without_leave_to_list_them_the_settings_say_how_to_give_it(
    listed: Listed, qtbot: QtBot
) -> None:
    s, list_ = listed(MINE)
    s.calendar.calendars.refused = True
    s.window.dialogs.show_calendars()
    dialog = s.window.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    assert not dialog.rows["calendar_id"].field.isEnabled()
    qtbot.mouseClick(dialog.rows["calendars_refused"].field, Qt.MouseButton.LeftButton)
    assert s.account.asked == [("connect_google",)]
    assert list_.isHidden()


def test_the_main_calendar_takes_her_name_as_soon_as_it_is_known(stage: Build) -> None:
    s = stage()
    s.calendar.calendars.found = [
        Calendar("cal", "profe@example.com", primary=True), Calendar("b", "Familia")
    ]  # fmt: skip
    calendars = s.window.sidebar.calendars
    calendars.read()
    assert calendars.lines[0].accessibleName() == "profe@example.com"
    s.account.account = Account("1", "profe@example.com", "Paula")
    s.account.account_changed.emit(s.account.account)
    assert calendars.lines[0].accessibleName() == "Paula"


@pytest.mark.parametrize("language", ["es", "en"])
def test_holidays_that_a_shown_calendar_of_google_has_are_not_shown_twice(
    listed: Listed, language: str
) -> None:
    google = Calendar(f"{language}.ar#holiday@group.v.calendar.google.com", "AR", access="reader")
    s, _ = listed(MINE, google)
    heads = s.window.week.heads
    assert not any(heads.holidays)
    s.calendar.calendars.show(google.id, False)
    s.window.sidebar.read()
    assert heads.holidays[0] == "National Sovereignty Day"
    s.calendar.calendars.found = [MINE, google._replace(trouble="not_found")]
    s.window.read()
    assert any(heads.holidays)
    s.calendar.calendars.found = [MINE, Calendar("es.uy#holiday@group.v.calendar.google.com")]
    s.window.read()
    assert any(heads.holidays)
