"""Switching between the views in a real window: what is kept, and what hands can do."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.ui.days_view import DaysView
from tests.ui.conftest import Stage

Build = Callable[..., Stage]
LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


def days(stage: Stage) -> DaysView:
    """Return the view shown, one of days."""
    view = stage.window.views.current
    assert isinstance(view, DaysView)
    return view


@pytest.mark.parametrize(
    ("key", "name"),
    [
        (Qt.Key.Key_D, "day"),
        (Qt.Key.Key_X, "work_week"),
        (Qt.Key.Key_W, "week"),
        (Qt.Key.Key_M, "month"),
        (Qt.Key.Key_A, "agenda"),
        (Qt.Key.Key_Y, "year"),
    ],
)
def test_keys_switch_the_view(stage: Build, qtbot: QtBot, key: Qt.Key, name: str) -> None:
    """And the settings remember which one."""
    s = stage()
    qtbot.keyClick(s.window.views.current.surface, Qt.Key.Key_D)
    qtbot.keyClick(s.window.views.current.surface, key)
    assert s.window.views.name == name
    assert s.settings.settings.view == name
    assert s.window.views.current.isVisible()


def test_the_switch_shows_what_there_is_and_switches(stage: Build, qtbot: QtBot) -> None:
    """The work week stands in it only while it is shown."""
    s = stage()
    segments = {segment.name: segment for segment in s.window.header.views.segments}
    assert segments["week"].isChecked() and not segments["work_week"].isVisible()
    qtbot.mouseClick(segments["day"], LEFT)
    assert s.window.views.name == "day"
    s.window.views.show_view("work_week")
    assert segments["work_week"].isVisible() and segments["work_week"].isChecked()


def test_arrows_walk_the_switch_and_do_not_turn_the_view(stage: Build, qtbot: QtBot) -> None:
    """The focus goes with the choice."""
    s = stage()
    segments = {segment.name: segment for segment in s.window.header.views.segments}
    segments["week"].setFocus()
    qtbot.keyClick(segments["week"], Qt.Key.Key_Left)
    assert s.window.views.name == "day"
    assert s.window.views.day == date(2026, 11, 24)
    assert QApplication.focusWidget() is segments["day"]


def test_the_day_and_the_selection_go_with_the_view(stage: Build, qtbot: QtBot) -> None:
    """From a turned week to its day, and back to the same week."""
    s = stage()
    s.window.choose(("e11", ""))
    s.window.views.turn(1)
    s.window.views.show_view("day")
    assert s.window.views.day == date(2026, 12, 1)
    s.window.show_day(date(2026, 11, 25))
    assert s.window.chosen == ("e11", "")
    assert days(s).grid.selected == ("e11", "")
    assert days(s).chip(("e11", "")) is not None
    s.window.views.show_view("week")
    assert days(s).first_day == date(2026, 11, 23)


def test_a_day_shows_one_column_and_turns_by_one(stage: Build, qtbot: QtBot) -> None:
    """Its title names the day."""
    s = stage()
    s.window.views.show_view("day")
    assert s.window.header.title.accessibleName() == "Martes 24 de noviembre de 2026"
    assert {chip.key[0] for chip in days(s).grid.pool.shown} == {"e5", "e6", "e7", "e8", "e9", "i"}
    qtbot.keyClick(days(s).grid, Qt.Key.Key_Right)
    assert s.window.views.day == date(2026, 11, 25)
    assert s.window.header.back.accessibleName() == "Día anterior"


def test_the_focus_goes_with_its_class_to_the_other_view(stage: Build, qtbot: QtBot) -> None:
    """Or to the hours, where the class is not there."""
    s = stage()
    chip = s.window.week.chip(("e6", ""))
    assert chip is not None
    chip.setFocus()
    s.window.choose(("e6", ""))
    qtbot.keyClick(chip, Qt.Key.Key_D)
    assert getattr(QApplication.focusWidget(), "key", None) == ("e6", "")
    s.window.views.turn(1)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_W)
    focused = QApplication.focusWidget()
    assert focused is not None and s.window.views.isAncestorOf(focused)


def test_each_view_keeps_where_it_was_scrolled_to(stage: Build) -> None:
    """Also when the other one was scrolled."""
    s = stage()
    bar = days(s).scroller.verticalScrollBar()
    bar.setValue(77)
    s.window.views.show_view("day")
    days(s).scroller.verticalScrollBar().setValue(300)
    s.window.views.show_view("week")
    assert bar.value() == 77


def test_keys_zoom_the_hours_of_every_view_and_the_settings_keep_it(
    stage: Build, qtbot: QtBot
) -> None:
    """Control with plus, minus and nought."""
    s = stage()
    qtbot.keyClick(s.window.week.grid, Qt.Key.Key_Equal, CONTROL)
    assert s.window.week.grid.hour == 56
    s.window.views.show_view("day")
    assert days(s).grid.hour == 56
    assert s.settings.settings.hour_height == 56
    qtbot.keyClick(days(s).grid, Qt.Key.Key_Minus, CONTROL)
    assert days(s).grid.hour == 48
    days(s).zoom(5)
    qtbot.keyClick(days(s).grid, Qt.Key.Key_0, CONTROL)
    assert days(s).grid.hour == 48
    with qtbot.waitSignal(s.settings.changed):
        days(s).zoom(-1)
    assert s.settings.settings.hour_height == 40


def test_a_narrow_header_folds_the_views_into_a_menu(stage: Build, qtbot: QtBot) -> None:
    """Every view is in it, with its key."""
    s = stage()
    s.window.views.show_view("day")
    s.window.resize(900, 600)
    s.window.choose(("e7", ""))
    header = s.window.header
    qtbot.waitUntil(lambda: header.folded.isVisible() and not header.views.isVisible())
    assert header.title.text().startswith("Martes 24")
    qtbot.mouseClick(header.folded, LEFT)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert [a.text() for a in menu.actions()] == [
        "Día",
        "Semana laboral",
        "Semana",
        "Mes",
        "Agenda",
        "Año",
    ]
    menu.close()


def test_the_view_of_last_time_is_the_first_one(stage: Build) -> None:
    """No other is made before it is asked for."""
    s = stage(view="day")
    assert s.window.views.name == "day"
    assert list(s.window.views._made) == ["day"]


def test_a_drag_on_a_day_makes_a_class_on_that_day(stage: Build, qtbot: QtBot) -> None:
    """The one column is the day shown."""
    s = stage()
    s.window.views.show_view("day")
    s.window.views.turn(1)
    grid = days(s).grid
    at = grid.at(QPointF(grid.column(1) - 3, grid.y_of(600)))
    assert at == (0, 600)
    assert grid.columns.day(0) == date(2026, 11, 25)
