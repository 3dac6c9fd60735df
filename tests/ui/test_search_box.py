"""The search box: opened by key and button, walked by keyboard, and the way back."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.services.values import Badge
from desktop_app.ui.search_box import SearchBox
from tests.ui.conftest import Stage
from tests.ui.fakes import lesson


@pytest.fixture
def box(stage: Callable[..., Stage], qtbot: QtBot) -> Callable[[Stage], SearchBox]:
    def open_it(made: Stage) -> SearchBox:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Slash)
        box = made.window.finders.search_box
        assert box is not None
        qtbot.waitUntil(box.field.hasFocus)
        return box

    return open_it


def titles(box: SearchBox) -> list[str]:
    return [row.title for row in box.list.rows]


def test_what_is_typed_is_found_and_walked_and_enter_goes_there(
    stage: Callable[..., Stage], box: Callable[[Stage], SearchBox], qtbot: QtBot
) -> None:
    made = stage()
    made.reader.put(lesson("far", "Ana Fernández", "2027-03-02 10:00", "2027-03-02 11:00"))
    search = box(made)
    qtbot.keyClicks(search.field, "fernandez")
    assert titles(search) == ["Próximas", *["Ana Fernández"] * 3, "Anteriores", "Ana Fernández"]
    assert search.list.active == search.list.rows[1]
    for _ in range(2):
        qtbot.keyClick(search.field, Qt.Key.Key_Down)
    assert search.list.active == search.list.rows[3]
    assert "2027" in search.list.rows[3].detail
    qtbot.keyClick(search.field, Qt.Key.Key_Return)
    assert search.isHidden()
    assert made.window.week.first_day == date(2027, 3, 1)
    assert made.window.chosen == ("far", "")
    chip = made.window.week.chip(("far", ""))
    assert chip is not None
    assert chip.hasFocus()


def test_esc_gives_back_focus_and_place(
    stage: Callable[..., Stage], box: Callable[[Stage], SearchBox], qtbot: QtBot
) -> None:
    made = stage()
    chip = made.window.week.chip(("e11", ""))
    assert chip is not None
    chip.setFocus(Qt.FocusReason.OtherFocusReason)
    bar = made.window.week.scroller.verticalScrollBar()
    bar.setValue(100)
    search = box(made)
    qtbot.keyClicks(search.field, "tomas")
    # Meanwhile a class comes before it: its chip stands for another one by now.
    made.reader.put(lesson("new", "Antes", "2026-11-23 08:00", "2026-11-23 09:00"))
    made.window.read()
    assert search.field.hasFocus()
    assert search.field.text() == "tomas"
    qtbot.keyClick(search.field, Qt.Key.Key_Escape)
    assert search.isHidden()
    focus = made.window.week.chip(("e11", ""))
    assert focus is not None
    assert focus.hasFocus()
    assert bar.value() == 100
    assert made.window.week.first_day == date(2026, 11, 23)


def test_opened_again_it_has_what_was_typed_last_selected(
    stage: Callable[..., Stage], box: Callable[[Stage], SearchBox], qtbot: QtBot
) -> None:
    made = stage()
    search = box(made)
    qtbot.keyClicks(search.field, "tomas")
    qtbot.keyClick(search.field, Qt.Key.Key_Escape)
    search = box(made)
    assert search.field.selectedText() == "tomas"
    assert "Tomás Díaz" in titles(search)
    qtbot.keyClicks(search.field, "zzz")
    assert titles(search) == []
    assert "zzz" in search.words.text()
    assert search.help.isVisible()


def test_a_click_outside_closes_it_and_a_click_on_a_row_goes_there(
    stage: Callable[..., Stage], qtbot: QtBot
) -> None:
    made = stage()
    qtbot.mouseClick(made.window.header.search, Qt.MouseButton.LeftButton)
    search = made.window.finders.search_box
    assert search is not None
    qtbot.keyClicks(search.field, "camila")
    index = search.list.model().index(1, 0)
    at = search.list.visualRect(index).center()
    qtbot.mouseClick(search.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert made.window.chosen == ("e21", "")
    search.open("camila")
    made.window.week.grid.setFocus(Qt.FocusReason.MouseFocusReason)
    assert search.isHidden()
    assert made.window.week.grid.hasFocus()


def test_while_classes_still_come_nothing_is_not_the_last_word(
    stage: Callable[..., Stage], box: Callable[[Stage], SearchBox], qtbot: QtBot
) -> None:
    made = stage()
    made.calendar.badge = Badge("working", None, 500)
    search = box(made)
    qtbot.keyClicks(search.field, "zzz")
    assert "Google" in search.words.text()
    assert not search.help.isVisible()


def test_tab_stays_in_the_box(
    stage: Callable[..., Stage], box: Callable[[Stage], SearchBox], qtbot: QtBot
) -> None:
    search = box(stage())
    qtbot.keyClicks(search.field, "zzz")
    seen = []
    for _ in range(3):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert seen == [search.help, search.close_button, search.field]


def test_it_fits_into_the_smallest_window_and_reads_text_as_text(
    stage: Callable[..., Stage], box: Callable[[Stage], SearchBox], qtbot: QtBot
) -> None:
    made = stage()
    made.window.resize(900, 600)
    name = "<b>Etchegaray</b> " * 12
    made.reader.put(lesson("long", name, "2026-11-25 08:00", "2026-11-25 09:00"))
    search = box(made)
    qtbot.keyClicks(search.field, "e")
    assert len(search.list.rows) > 15
    assert made.window.rect().contains(search.geometry())
    for _ in range(3):
        qtbot.keyClick(search.field, Qt.Key.Key_PageDown)
    current = search.list.visualRect(search.list.currentIndex())
    assert search.list.viewport().rect().contains(current)
    qtbot.keyClicks(search.field, "tchegaray</b>")
    assert search.list.active is not None
    assert search.list.active.title == name.strip()
