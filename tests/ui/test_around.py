"""Menus of places, copies, a week copied, a month by hand, wheels: what each asks for."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.copying import plan_week
from desktop_app.domain.event import AllDay, Timed, when_of
from desktop_app.domain.reschedule import Spot
from desktop_app.domain.spans import ViewName
from desktop_app.domain.text import Sentence
from desktop_app.ui.agenda_view import AgendaView
from desktop_app.ui.copy_week import CopyWeekDialog
from desktop_app.ui.month_view import MonthView
from desktop_app.ui.year_view import YearView
from tests.ui.conftest import Stage
from tests.ui.fakes import ZONE, at

Build = Callable[..., Stage]
LEFT = Qt.MouseButton.LeftButton
ANA = ("e11", "")


def words(menu: QWidget | None) -> list[str]:
    assert isinstance(menu, QMenu)
    return [a.text() for a in menu.actions() if not a.isSeparator()]


def right_click(widget: QWidget, point: QPoint) -> QMenu:
    """Ask for the menu at a point of `widget`, as the right button does."""
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, point, widget.mapToGlobal(point),
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def trigger(menu: QMenu, text: str) -> None:
    """Choose an entry."""
    next(a for a in menu.actions() if a.text() == text).trigger()
    menu.close()


def test_the_menu_of_a_class_has_its_actions_and_opens_no_panel(stage: Build) -> None:
    """The columns stay where they are below the pointer."""
    s = stage(language="en")
    chip = s.window.week.chip(ANA)
    assert chip is not None
    menu = right_click(chip, QPoint(20, 20))
    assert {"Join", "Copy invitation", "Edit", "Duplicate", "Copy class", "Delete"} <= set(
        words(menu)
    )
    assert s.window.panel is None
    trigger(menu, "Duplicate")
    assert ("duplicate", ANA) in s.calendar.asked


def test_the_menu_of_another_event_offers_nothing_that_cannot_be(stage: Build) -> None:
    """No code, no invitation, no edit of what is not hers."""
    s = stage(language="en")
    chip = s.window.week.chip(("i", ""))
    assert chip is not None
    menu = right_click(chip, QPoint(10, 10))
    assert not {"Copy code", "Copy invitation", "Edit", "Delete"} & set(words(menu))
    assert "Copy class" in words(menu)
    menu.close()


def test_the_menu_of_an_empty_hour_makes_and_pastes_there(stage: Build) -> None:
    """On the half hour pointed at."""
    s = stage(language="en")
    grid = s.window.week.grid
    spot = QPoint(grid.column(4) + 30, grid.y_of(13 * 60 + 40))
    trigger(right_click(grid, spot), "New class here")
    assert ("new_class", at("2026-11-27 13:30"), None) in s.calendar.asked
    s.window.close_panel()
    spot = QPoint(grid.column(4) + 30, grid.y_of(13 * 60 + 40))
    trigger(right_click(grid, spot), "Paste here")
    asked = next(a for a in s.calendar.asked if a[0] == "paste")
    assert asked[1].day == date(2026, 11, 27)
    assert 13 * 60 + 30 <= asked[1].minute <= 13 * 60 + 45


def test_the_menu_of_a_day_head_is_about_the_day(stage: Build) -> None:
    """A class where the day has room, an event of the whole day, the day by itself."""
    s = stage(language="en")
    heads, grid = s.window.week.heads, s.window.week.grid
    spot = QPoint(grid.column(3) + 30, 20)
    assert words(right_click(heads, spot))[:4] == [
        "New class on this day", "New event of the whole day", "Paste on this day",
        "Copy last week into this one…",
    ]  # fmt: skip
    trigger(right_click(heads, spot), "New event of the whole day")
    assert ("make_days", date(2026, 11, 26), date(2026, 11, 27)) in s.calendar.asked
    trigger(right_click(heads, spot), "New class on this day")
    assert ("new_class", at("2026-11-26 12:00"), None) in s.calendar.asked
    spot = QPoint(grid.column(3) + 30, 20)  # the panel has made the columns narrower
    trigger(right_click(heads, spot), "Show this day")
    assert (s.window.views.name, s.window.views.day) == ("day", date(2026, 11, 26))


@pytest.mark.parametrize("name", ["day", "work_week", "week", "month", "agenda", "year"])
def test_the_menu_key_opens_a_menu_in_every_view(stage: Build, name: ViewName) -> None:
    """That of the day which the view stands on."""
    s = stage(language="en")
    s.window.views.show_view(name)
    surface = s.window.views.current.surface
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(surface, event)
    menu = QApplication.activePopupWidget()
    assert "New class on this day" in words(menu)
    assert isinstance(menu, QMenu)
    trigger(menu, "Paste on this day")
    assert ("paste", Spot(date(2026, 11, 24), None)) in s.calendar.asked


def test_the_menu_in_the_agenda_and_the_year_is_of_the_day_pointed_at(stage: Build) -> None:
    """And the right button does not open that day."""
    s = stage(language="en")
    views = s.window.views
    views.show_view("agenda")
    agenda = views.current
    assert isinstance(agenda, AgendaView)
    QApplication.processEvents()
    day = agenda.list.days[-1]
    point = QPoint(10, day.top - agenda.list.top + 5)
    right = Qt.MouseButton.RightButton
    QTest.mousePress(agenda.list, right, pos=point)
    trigger(right_click(agenda.list, point), "Paste on this day")
    assert views.current is agenda
    assert s.calendar.asked[-1] == ("paste", Spot(day.day, None))
    views.show_view("year")
    year = views.current
    assert isinstance(year, YearView)
    QApplication.processEvents()
    point = year.grid.box(date(2026, 12, 3)).center()
    QTest.mousePress(year.grid, right, pos=point)
    trigger(right_click(year.grid, point), "Paste on this day")
    assert views.current is year
    assert s.calendar.asked[-1] == ("paste", Spot(date(2026, 12, 3), None))


def test_keys_duplicate_copy_and_paste(stage: Build, qtbot: QtBot) -> None:
    """And leave the clipboard of a field to the field."""
    s = stage()
    s.window.choose(ANA)
    grid = s.window.week.grid
    control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(grid, Qt.Key.Key_D, control)
    qtbot.keyClick(grid, Qt.Key.Key_C, control | alt)
    qtbot.keyClick(grid, Qt.Key.Key_V, control)
    day = s.window.views.day
    assert s.calendar.asked[-3:] == [("duplicate", ANA), ("copy", ANA), ("paste", Spot(day, None))]
    assert s.window.panel is not None
    name = s.window.panel.findChild(QLineEdit)
    assert name is not None
    name.setFocus()
    asked = len(s.calendar.asked)
    QApplication.clipboard().setText("Sol")
    name.selectAll()
    qtbot.keyClick(name, Qt.Key.Key_V, control)
    assert name.text() == "Sol"
    assert len(s.calendar.asked) == asked


def test_a_week_is_copied_with_what_is_ticked(stage: Build, qtbot: QtBot) -> None:
    """What is there already is not ticked; what overlaps is told and ticked."""
    s = stage(language="en")
    rows = list(s.window.week.occurrences)
    week = 7 * 86_400
    before = [r._replace(start=r.start - week, end=r.end - week) for r in rows]
    there = [r for r in rows if r.summary == "Lucas Pérez"]
    other = [r._replace(summary="Dentist") for r in rows if r.summary == "Sofía Ruiz"]
    s.calendar.around.plans = plan_week(before, [*there, *other], 7, ZONE)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(s.window.week.grid, Qt.Key.Key_V, both)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, CopyWeekDialog)
    off = {
        p.source.summary
        for p, t in zip(dialog.plans, dialog.ticks, strict=True)
        if not t.isChecked()
    }
    assert off == {"Lucas Pérez"}
    clash = next(t for t in dialog.ticks if t.text() == "Sofía Ruiz")
    assert "Overlaps with Dentist 9–10" in clash.accessibleName()
    dialog.ticks[0].setChecked(False)
    wanted = dialog.chosen
    dialog.accept()
    assert ("copy_week", wanted) in s.calendar.asked


def test_the_menu_names_what_undo_takes_back(stage: Build, qtbot: QtBot) -> None:
    """And rests where there is nothing."""
    s = stage()
    qtbot.mouseClick(s.window.header.more, LEFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    undo = next(a for a in menu.actions() if a.text() == "Deshacer")
    assert not undo.isEnabled()
    menu.close()
    s.calendar.undo_label = Sentence("move {title}", (("title", "Ana & Sol"),))
    qtbot.mouseClick(s.window.header.more, LEFT)
    menu = QApplication.activePopupWidget()
    assert "Deshacer: mover Ana && Sol" in words(menu)
    assert menu is not None
    menu.close()


def test_what_is_pasted_by_key_goes_where_the_hand_clicked_last(stage: Build, qtbot: QtBot) -> None:
    """On empty time; in another week to the day that the view stands on."""
    s = stage()
    grid = s.window.week.grid
    spot = QPoint(grid.column(4) + 30, grid.y_of(13 * 60 + 40))
    qtbot.mouseClick(grid, LEFT, pos=spot)
    qtbot.keyClick(grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    (_, aim) = s.calendar.asked[-1]
    assert aim.day == date(2026, 11, 27)
    assert 13 * 60 + 30 <= aim.minute <= 13 * 60 + 45
    s.window.views.turn(1)
    qtbot.keyClick(grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert s.calendar.asked[-1] == ("paste", Spot(date(2026, 12, 1), None))


# --- the month by hand


def month(stage: Stage) -> MonthView:
    stage.window.views.show_view("month")
    view = stage.window.views.current
    assert isinstance(view, MonthView)
    QApplication.processEvents()
    return view


def send(widget: QWidget, kind: QEvent.Type, point: QPoint) -> None:
    moving, up = kind == QEvent.Type.MouseMove, kind == QEvent.Type.MouseButtonRelease
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(
        kind, QPointF(widget.mapFromGlobal(point)), QPointF(point),
        none if moving else LEFT, none if up else LEFT, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def drag(widget: QWidget, start: QPoint, to: QPoint) -> None:
    send(widget, QEvent.Type.MouseButtonPress, start)
    send(widget, QEvent.Type.MouseMove, (start + to) / 2)
    send(widget, QEvent.Type.MouseMove, to)
    send(widget, QEvent.Type.MouseButtonRelease, to)


def cell(view: MonthView, day: date) -> QPoint:
    """Return a point low in a cell, where no class stands."""
    box = view.grid.box((day - view.grid.shown.first).days)
    return view.grid.mapToGlobal(QPoint(box.center().x(), box.bottom() - 3))


def edited(stage: Stage) -> list[object]:
    return [when_of(a[2]["when"]) for a in stage.calendar.asked if a[0] == "edit"]


def test_a_class_dragged_in_the_month_keeps_its_hours(stage: Build) -> None:
    """From the 25th to the 13th."""
    s = stage()
    view = month(s)
    chip = view.chip(ANA)
    assert chip is not None
    drag(chip, chip.mapToGlobal(chip.rect().center()), cell(view, date(2026, 11, 13)))
    assert edited(s) == [Timed(at("2026-11-13 15:00"), at("2026-11-13 16:00"), ZONE)]


def test_bars_are_moved_and_stretched_in_the_month(stage: Build) -> None:
    """The exams of the 26th to the 28th."""
    s = stage()
    view = month(s)
    chip = view.chip(("x", ""))
    assert chip is not None
    end = chip.mapToGlobal(QPoint(chip.width() - 2, chip.height() // 2))
    drag(chip, end, cell(view, date(2026, 11, 26)))
    assert edited(s) == [AllDay(date(2026, 11, 26), date(2026, 11, 27))]


def test_days_drawn_in_the_month_are_an_event_of_whole_days(stage: Build) -> None:
    """A double click is a class, where the day has room."""
    s = stage()
    view = month(s)
    drag(view.grid, cell(view, date(2026, 11, 10)), cell(view, date(2026, 11, 12)))
    assert ("make_days", date(2026, 11, 10), date(2026, 11, 13)) in s.calendar.asked
    point = cell(view, date(2026, 11, 14))
    send(view.grid, QEvent.Type.MouseButtonPress, point)
    send(view.grid, QEvent.Type.MouseButtonRelease, point)
    assert view.day == date(2026, 11, 14)
    send(view.grid, QEvent.Type.MouseButtonDblClick, point)
    assert ("new_class", at("2026-11-14 12:00"), None) in s.calendar.asked


def test_a_click_in_the_month_opens_the_panel_and_a_double_click_goes_into_it(
    stage: Build, qtbot: QtBot
) -> None:
    """As in the week."""
    s = stage()
    view = month(s)
    chip = view.chip(ANA)
    assert chip is not None
    qtbot.mouseClick(chip, LEFT)
    assert s.window.chosen == ANA
    assert s.window.panel is not None
    assert s.window.panel.isVisible()


# --- wheels


NOWHERE = QPoint()


def wheel(widget: QWidget, angle: QPoint, pixels: QPoint = NOWHERE, shift: bool = False) -> None:
    spot = QPointF(200, 100)
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(
        spot, widget.mapToGlobal(spot), pixels, angle, Qt.MouseButton.NoButton, modifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def test_a_wheel_sideways_or_with_shift_turns_the_week(stage: Build) -> None:
    """A notch each; up and down scrolls as ever."""
    s = stage()
    view = s.window.week
    port = view.scroller.viewport()
    wheel(port, QPoint(-120, 0))
    assert view.first_day == date(2026, 11, 30)
    wheel(port, QPoint(0, 120), shift=True)
    assert view.first_day == date(2026, 11, 23)
    wheel(port, QPoint(0, -120))
    assert view.first_day == date(2026, 11, 23)


def test_a_long_swipe_of_a_touchpad_turns_one_week(stage: Build) -> None:
    """However far it glides."""
    s = stage()
    view = s.window.week
    for _ in range(40):
        wheel(view.scroller.viewport(), QPoint(-60, 4), QPoint(-30, 2))
    assert view.first_day == date(2026, 11, 30)


def test_a_long_swipe_turns_one_month(stage: Build) -> None:
    """Up and down, for a month does not scroll."""
    s = stage()
    view = month(s)
    for _ in range(40):
        wheel(view, QPoint(0, -60), QPoint(0, -30))
    assert view.day.month == 12
