"""The year at a glance in a real window."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.domain.occurrence import ChangeSet
from desktop_app.ui.palette import DARK, LIGHT, Palette, contrast
from desktop_app.ui.year_grid import ground
from desktop_app.ui.year_view import YearView
from tests.ui.conftest import Stage
from tests.ui.fakes import lesson

Build = Callable[..., Stage]
LEFT = Qt.MouseButton.LeftButton


def year(stage: Stage) -> YearView:
    """Return the year."""
    view = stage.window.views.current
    assert isinstance(view, YearView)
    return view


def test_every_day_of_the_year_has_a_place_of_its_own(stage: Build) -> None:
    """And is found again by its place."""
    grid = year(stage(view="year")).grid
    day = date(2026, 1, 1)
    while day.year == 2026:
        assert grid.at(grid.box(day).center()) == day
        day = date.fromordinal(day.toordinal() + 1)


def test_the_cursor_says_how_much_stands_on_its_day(stage: Build, qtbot: QtBot) -> None:
    """Arrows walk, into the next year too; Enter opens the day."""
    s = stage(view="year")
    cell = year(s).grid.cell
    assert QApplication.focusWidget() is cell
    spoken = QAccessible.queryAccessibleInterface(cell)
    assert spoken.text(QAccessible.Text.Name) == "martes 24 de noviembre: 6 en el calendario"
    qtbot.keyClick(cell, Qt.Key.Key_Right)
    assert cell.accessibleName() == "miércoles 25 de noviembre: 3 en el calendario"
    for _ in range(6):
        qtbot.keyClick(cell, Qt.Key.Key_Down)
    assert s.window.header.title.text() == "2027"
    assert cell.hasFocus()
    qtbot.keyClick(cell, Qt.Key.Key_Return)
    assert (s.window.views.name, s.window.views.day) == ("day", date(2027, 1, 6))


def test_a_day_and_a_month_are_opened_by_the_mouse(stage: Build, qtbot: QtBot) -> None:
    """The month by its name."""
    s = stage(view="year")
    grid = year(s).grid
    name = grid.month_box(3).topLeft()
    qtbot.mouseClick(grid, LEFT, pos=name + QPoint(20, 12))
    assert (s.window.views.name, s.window.views.day) == ("month", date(2026, 3, 1))
    s.window.views.show_view("year")
    qtbot.mouseClick(grid, LEFT, pos=grid.box(date(2026, 2, 5)).center())
    assert (s.window.views.name, s.window.views.day) == ("day", date(2026, 2, 5))


def test_the_days_are_counted_anew_when_something_changes(stage: Build) -> None:
    """The cursor and its focus stay."""
    s = stage(view="year")
    grid = year(s).grid
    s.reader.put(lesson("zz", "Otra", "2026-11-24 07:00", "2026-11-24 08:00"))
    s.calendar.changed.emit(ChangeSet(frozenset({"zz"})))
    assert grid.words(date(2026, 11, 24)).endswith(": 7 en el calendario")
    assert QApplication.focusWidget() is grid.cell


def test_a_narrow_window_scrolls_to_the_month_of_the_day(stage: Build, qtbot: QtBot) -> None:
    """Nothing is made too small to read."""
    s = stage()
    s.window.resize(900, 600)
    s.window.views.show_view("year")
    view = year(s)
    port = view.scroller.viewport()

    def november_is_seen() -> bool:
        corner = view.grid.month_box(11).bottomLeft()
        return port.rect().contains(view.grid.mapTo(port, corner))

    qtbot.waitUntil(november_is_seen)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_the_more_stands_on_a_day_the_deeper_its_ground_and_its_number_is_read(
    palette: Palette,
) -> None:
    """From one class to six and more."""
    grounds = [ground(palette, number).name() for number in (1, 2, 4, 6)]
    from_surface = [contrast(one, palette.surface) for one in grounds]
    assert from_surface == sorted(from_surface) and from_surface[0] < 1.5
    assert all(contrast(one, palette.text) >= 4.5 for one in grounds)
    assert ground(palette, 40) == ground(palette, 6)


def test_a_public_holiday_is_underlined_and_named(stage: Build) -> None:
    """Not where holidays are not to be shown."""
    s = stage("en", view="year", filled=False)
    grid = year(s).grid
    holiday, plain = date(2026, 12, 8), date(2026, 12, 9)
    assert grid.words(holiday) == "Tuesday 8 December, Immaculate Conception: 0 planned"

    def ink_below(day: date) -> int:
        box = grid.box(day).adjusted(1, 1, -1, -1)
        picture = grid.grab(QRect(box.left(), box.bottom() - 4, box.width(), 4)).toImage()
        ground = picture.pixel(0, 0)
        return sum(
            picture.pixel(x, y) != ground
            for x in range(picture.width())
            for y in range(picture.height())
        )

    assert ink_below(holiday) > ink_below(plain) == 0
    s.settings.update(show_holidays=False)
    assert ink_below(holiday) == 0
    assert "Conception" not in grid.words(holiday)
