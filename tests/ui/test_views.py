"""Switching between the views in a real window: what is kept, and what hands can do."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.domain.occurrence import ChangeSet
from desktop_app.domain.spans import VIEWS, ViewName
from desktop_app.ui.agenda_view import AgendaView
from desktop_app.ui.chip_paint import mark
from desktop_app.ui.days_view import DaysView
from desktop_app.ui.go_to import GoToDialog
from desktop_app.ui.month_view import MonthView
from desktop_app.ui.texts import spoken
from desktop_app.ui.year_view import YearView
from tests.ui.conftest import Stage
from tests.ui.fakes import lesson
from tests.ui.pictures import kinds

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


@pytest.mark.parametrize("name", VIEWS)
def test_turning_ends_where_going_to_a_date_does(
    stage: Build, qtbot: QtBot, name: ViewName
) -> None:
    s = stage("en", view=name)
    s.window.dialogs.go_to_date()
    dialog = s.window.findChild(GoToDialog)
    assert dialog is not None
    dialog.field.setDate(dialog.field.maximumDate())
    last = dialog.field.value
    dialog.close()
    s.window.show_day(last - timedelta(days=1))
    for key in (Qt.Key.Key_N, Qt.Key.Key_N):
        qtbot.keyClick(s.window.views.current.surface, key)
    assert s.window.views.day == last
    qtbot.keyClick(s.window.views.current.surface, Qt.Key.Key_P)
    assert s.window.views.day < last


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


def test_a_holiday_is_told_quietly_in_every_view_and_can_be_hidden(stage: Build) -> None:
    """Below the head of its day, in its cell, over its rows."""
    s = stage()
    name = "Día de la Soberanía Nacional"
    assert days(s).heads.holidays[0] == name
    assert days(s).heads.accessibleName() == name
    height = days(s).heads.height()
    s.window.views.show_view("month")
    month = s.window.views.current
    assert isinstance(month, MonthView)
    month.grid.settle_cells()
    cell = month.grid.cell(date(2026, 11, 23))
    assert cell is not None and cell.accessibleName().endswith(name)
    s.window.views.show_view("agenda", date(2026, 11, 23))
    agenda = s.window.views.current
    assert isinstance(agenda, AgendaView)
    assert next(text for _, text in agenda.list.holidays) == name
    s.settings.update(show_holidays=False)
    assert agenda.list.holidays == []
    s.window.views.show_view("week")
    assert days(s).heads.holidays == [""] * 7
    assert days(s).heads.height() < height


def test_a_second_zone_takes_room_at_the_left_and_gives_it_back(stage: Build) -> None:
    """Its hours are those of the first day shown; chips and columns stay together."""
    s = stage()
    grid = days(s).grid
    before = grid.column(0)
    s.settings.update(second_zone="Europe/Madrid")
    assert grid.column(0) == before + 48
    chip = days(s).chip(("e11", ""))
    assert chip is not None and grid.at(QPointF(chip.geometry().center())) == (2, 928)
    s.settings.update(second_zone="")
    assert grid.column(0) == before


def test_week_numbers_stand_beside_the_weeks_on_request(stage: Build) -> None:
    """The cells of the month make room, and are still found by their place."""
    s = stage(view="month")
    view = s.window.views.current
    assert isinstance(view, MonthView)
    assert view.grid.box(0).left() == 0
    s.settings.update(week_numbers=True)
    assert view.grid.box(0).left() == view.grid.gutter > 0
    for index in range(42):
        day = date.fromordinal(view.grid.shown.first.toordinal() + index)
        assert view.grid.at(QPointF(view.grid.box(index).center())) == day
    assert view.grid.at(QPointF(5, 200)) is None


def test_what_google_keeps_itself_is_recognised_and_cannot_be_changed(stage: Build) -> None:
    """By a word for a screen reader, an icon for the eye, a sentence in the panel."""
    s = stage()
    s.reader.put(*kinds())
    s.calendar.changed.emit(ChangeSet(everything=True))
    for key, word, icon in (
        ("kf", "tiempo de concentración", "focus"),
        ("ko", "fuera de la oficina", "away"),
        ("kb", "cumpleaños", "cake"),
        ("kw", "lugar de trabajo", "place"),
    ):
        chip = days(s).chip((key, ""))
        assert chip is not None and chip.occurrence is not None
        assert word in spoken(s.window.context, chip.occurrence)
        assert mark(chip.occurrence.flags) == (icon, "edge")
        s.window.choose((key, ""))
        assert s.window.panel is not None
        assert s.window.panel.name.isReadOnly()
        assert "Google" in s.window.panel.marks.words.text()


@pytest.mark.parametrize("view", ["day", "work_week", "week"])
def test_a_refresh_keeps_scroll_focus_and_selection_of_hours(stage: Build, view: str) -> None:
    """While classes come and go around what she is at."""
    s = stage(view=view)
    bar = days(s).scroller.verticalScrollBar()
    s.window.choose(("e9", ""))
    chip = days(s).chip(("e9", ""))
    assert chip is not None
    chip.setFocus()
    bar.setValue(411)
    s.reader.put(lesson("zz", "Otra", "2026-11-24 05:00", "2026-11-24 06:00"))
    del s.reader.events["e5", ""]
    s.calendar.changed.emit(ChangeSet(everything=True))
    assert bar.value() == 411
    assert getattr(QApplication.focusWidget(), "key", None) == ("e9", "")
    assert days(s).grid.selected == ("e9", "")
    assert days(s).chip(("e5", "")) is None


@pytest.mark.parametrize("name", ["agenda", "year"])
def test_days_that_are_still_read_are_not_called_empty(stage: Build, name: ViewName) -> None:
    s = stage("en")
    s.calendar.is_covered = False
    s.window.views.show_view(name)
    view = s.window.views.current
    assert isinstance(view, AgendaView | YearView)
    assert view.notice.isVisible() and "Loading" in view.notice._words.text()
    s.calendar.is_covered = True
    s.calendar.changed.emit(ChangeSet(everything=True))
    assert view.notice.isHidden()
