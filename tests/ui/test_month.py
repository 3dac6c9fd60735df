"""The month in a real window: its cells, bars and lines, and what hands can do."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.domain.event import AllDay, Event
from desktop_app.domain.occurrence import ChangeSet
from desktop_app.ui.month_grid import MonthGrid
from desktop_app.ui.month_view import MonthView
from tests.ui.conftest import Stage
from tests.ui.fakes import at, lesson

Build = Callable[..., Stage]
LEFT = Qt.MouseButton.LeftButton
NOVEMBER = date(2026, 11, 24)


def month(stage: Stage) -> MonthGrid:
    """Return the month's cells."""
    view = stage.window.views.current
    assert isinstance(view, MonthView)
    return view.grid


def middle(grid: MonthGrid, day: date) -> QPoint:
    """Return a point in the day's cell that no line covers."""
    box = grid.box((day - grid.shown.first).days)
    return QPoint(box.center().x(), box.top() + grid.head // 2)


def test_a_month_is_shown_in_whole_weeks_with_its_classes(stage: Build) -> None:
    """The bar over three days is one chip; a class is a line on its day."""
    s = stage(view="month")
    grid = month(s)
    assert grid.shown.first == date(2026, 10, 26)
    bar = grid.pool.find(("x", ""))
    assert bar is not None
    assert grid.at(QPointF(bar.geometry().topLeft())) == date(2026, 11, 26)
    assert grid.at(QPointF(bar.geometry().topRight())) == date(2026, 11, 28)
    chip = grid.pool.find(("e11", ""))
    assert chip is not None
    assert grid.at(QPointF(chip.geometry().center())) == date(2026, 11, 25)
    assert chip.ink is not None and chip.ink.hours == "15:00"


@pytest.mark.parametrize("height", [480, 597, 601, 800])
def test_every_corner_of_a_cell_is_of_its_day(stage: Build, height: int) -> None:
    """Also where the weeks cannot be all of one height."""
    s = stage(view="month")
    s.window.resize(1013, height)
    grid = month(s)
    for index in range(grid.shown.days):
        box = grid.box(index)
        for corner in (box.topLeft(), box.topRight(), box.bottomLeft(), box.bottomRight()):
            assert grid.at(QPointF(corner)) == date.fromordinal(
                grid.shown.first.toordinal() + index
            )


def test_lines_do_not_overlap(stage: Build) -> None:
    """Nor do they leave their row."""
    shown = month(stage(view="month")).pool.shown
    for i, one in enumerate(shown):
        for two in shown[:i]:
            assert not one.geometry().intersects(two.geometry())


def test_a_class_past_midnight_stands_on_the_day_that_it_begins(stage: Build) -> None:
    """Once."""
    s = stage(view="month", filled=False)
    s.reader.put(lesson("n", "Noche", "2026-11-10 23:00", "2026-11-11 01:00"))
    s.calendar.changed.emit(ChangeSet(frozenset({"n"})))
    grid = month(s)
    assert [c.key for c in grid.pool.shown] == [("n", "")]
    assert grid.at(QPointF(grid.pool.shown[0].geometry().center())) == date(2026, 11, 10)


def test_a_bar_over_weeks_goes_on_in_the_next_row(stage: Build) -> None:
    """And says so."""
    s = stage(view="month", filled=False)
    holidays = AllDay(date(2026, 11, 13), date(2026, 11, 18))
    s.reader.put(Event("v", "cal", holidays, summary="Viaje"))
    s.calendar.changed.emit(ChangeSet(frozenset({"v"})))
    titles = [c.ink.title for c in month(s).pool.shown if c.ink is not None]
    assert titles == ["Viaje ›", "‹ Viaje"]


def test_what_does_not_fit_is_counted_and_opens_the_day(stage: Build, qtbot: QtBot) -> None:
    """A press on the words is enough."""
    s = stage(view="month")
    grid = month(s)
    index = (NOVEMBER - grid.shown.first).days
    more = grid.more_box(index)
    assert more is not None
    here = [c for c in grid.pool.shown if grid.box(index).contains(c.geometry().center())]
    assert len(here) < 6
    qtbot.mouseClick(grid, LEFT, pos=more.center())
    assert s.window.views.name == "day"
    assert s.window.views.day == NOVEMBER


def test_the_number_of_a_day_opens_it(stage: Build, qtbot: QtBot) -> None:
    """Elsewhere a press puts the cursor there."""
    s = stage(view="month")
    grid = month(s)
    qtbot.mouseClick(grid, LEFT, pos=middle(grid, date(2026, 11, 12)))
    assert s.window.views.name == "month"
    assert s.window.views.day == date(2026, 11, 12)
    qtbot.mouseClick(grid, LEFT, pos=grid.box(3).topLeft() + QPoint(16, 12))
    assert (s.window.views.name, s.window.views.day) == ("day", date(2026, 10, 29))


def test_a_click_on_another_months_day_leaves_the_days_where_they_are(
    stage: Build, qtbot: QtBot
) -> None:
    s = stage(view="month")
    grid = s.window.views.current.surface
    assert isinstance(grid, MonthGrid)
    before = grid.shown
    index = (date(2026, 12, 5) - before.first).days
    qtbot.mouseClick(grid, LEFT, pos=grid.box(index).center())
    assert grid.shown == before and s.window.views.day == date(2026, 11, 24)


def test_arrows_walk_the_days_into_the_next_month(stage: Build, qtbot: QtBot) -> None:
    """Enter opens the day; Left and Right do not turn the month while a day has the focus."""
    s = stage(view="month")
    cell = month(s).cell(NOVEMBER)
    assert cell is not None
    cell.setFocus()
    for key, day in (
        (Qt.Key.Key_Left, date(2026, 11, 23)),
        (Qt.Key.Key_Down, date(2026, 11, 30)),
        (Qt.Key.Key_Down, date(2026, 12, 7)),
    ):
        qtbot.keyClick(QApplication.focusWidget(), key)
        assert s.window.views.day == day
        assert getattr(QApplication.focusWidget(), "day", None) == day
    assert s.window.header.title.text() == "Diciembre 2026"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert (s.window.views.name, s.window.views.day) == ("day", date(2026, 12, 7))


def test_a_screen_reader_finds_each_day_and_each_class(stage: Build, qtbot: QtBot) -> None:
    """As buttons with whole names."""
    s = stage(view="month")
    grid = month(s)
    grid.settle_cells()
    cell = grid.cell(NOVEMBER)
    assert cell is not None
    spoken = QAccessible.queryAccessibleInterface(cell)
    assert spoken.role() == QAccessible.Role.Button
    assert spoken.text(QAccessible.Text.Name) == "martes 24 de noviembre: 6 en el calendario"
    chip = grid.pool.find(("e11", ""))
    assert chip is not None
    qtbot.waitUntil(lambda: chip.accessibleName().startswith("Ana Fernández, miércoles 25"))


def test_keys_and_the_wheel_turn_the_month(stage: Build, qtbot: QtBot) -> None:
    """The day of the month is kept."""
    s = stage(view="month")
    qtbot.keyClick(month(s), Qt.Key.Key_Right)
    assert s.window.views.day == date(2026, 12, 24)
    at = QPointF(200, 200)
    for _ in range(2):  # half a notch each
        event = QWheelEvent(
            at, month(s).mapToGlobal(at), QPoint(), QPoint(0, 60), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(s.window.views.current, event)
    assert s.window.views.day == NOVEMBER


def test_a_refresh_keeps_focus_selection_and_cursor(stage: Build) -> None:
    """Of a class, and of a day."""
    s = stage(view="month")
    chip = month(s).pool.find(("e10", ""))
    assert chip is not None
    chip.setFocus()
    s.window.choose(("e10", ""))
    s.reader.put(lesson("zz", "Otra", "2026-11-02 07:00", "2026-11-02 08:00"))
    s.calendar.changed.emit(ChangeSet(frozenset({"zz"})))
    assert getattr(QApplication.focusWidget(), "key", None) == ("e10", "")
    assert month(s).selected == ("e10", "")
    cell = month(s).cell(NOVEMBER)
    assert cell is not None
    cell.setFocus()
    s.calendar.changed.emit(ChangeSet(everything=True))
    assert getattr(QApplication.focusWidget(), "day", None) == NOVEMBER


def test_an_empty_month_says_so_and_helps(stage: Build, qtbot: QtBot) -> None:
    """A sentence and a button; while series are expanded it says that it loads."""
    s = stage(view="month", filled=False)
    view = s.window.views.current
    assert isinstance(view, MonthView)
    assert view.notice.isVisible()
    assert "mes" in view.notice._words.text()
    qtbot.mouseClick(view.notice._button, LEFT)
    assert ("new_class", None, None) in s.calendar.asked
    assert not view.notice.isVisible()
    s.calendar.is_covered = False
    s.window.views.turn(3)
    assert "Cargando" in view.notice._words.text()


@pytest.mark.parametrize(
    ("day", "walk", "free", "start"),
    [
        ("2026-11-27", [], 12, at("2026-11-27 12:00")),
        ("2026-11-12", [], 12, at("2026-11-12 12:00")),
        ("2026-12-02", [], 12, at("2026-12-02 12:00")),  # a cell of the next month
        ("2026-11-27", [Qt.Key.Key_Left], 12, at("2026-11-26 12:00")),
        ("2026-11-24", [], 12, at("2026-11-24 12:00")),
        ("2026-11-24", [], 8, None),  # today has no room any more: the next day that has
    ],
)
def test_c_makes_a_class_on_the_day_of_the_cell(
    stage: Build, qtbot: QtBot, day: str, walk: list[Qt.Key], free: int, start: int | None
) -> None:
    s = stage(view="month")
    s.calendar.around.free_hour = free
    grid = month(s)
    qtbot.mouseClick(grid, LEFT, pos=middle(grid, date.fromisoformat(day)))
    for key in walk:
        cell = grid.cell(s.window.views.day)
        assert cell is not None
        qtbot.keyClick(cell, key)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_C)
    assert [one[1] for one in s.calendar.asked if one[0] == "new_class"] == [start]
