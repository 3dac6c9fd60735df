"""Search in the whole program: over the files, on a thread of its own, from key to week."""

from functools import partial

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.app import Program
from desktop_app.demo import DemoServer
from desktop_app.ui.search_box import SearchBox
from tests.e2e.conftest import Start

CLOSED = "http://127.0.0.1:9/calendar/v3/"


def shows(box: SearchBox, many: int) -> bool:
    return len(box.list.rows) == many


def search(program: Program, qtbot: QtBot, text: str) -> SearchBox:
    window = program.window
    window.week.grid.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(lambda: window.keys is not None)
    qtbot.keyClick(window.week.grid, Qt.Key.Key_Slash)
    box = window.finders.search_box
    assert box is not None
    qtbot.waitUntil(box.field.hasFocus)
    box.field.selectAll()
    qtbot.keyClicks(box.field, text)
    return box


def test_from_the_key_to_the_week_of_what_was_found(
    qtbot: QtBot, start: Start, demo_server: DemoServer
) -> None:
    demo_server.calendar().insert(
        {
            "summary": "Examen oral de Íñigo",
            "description": "Traer el <b>pasaporte</b>",
            "start": {"dateTime": "2027-02-03T10:00:00-03:00"},
            "end": {"dateTime": "2027-02-03T11:00:00-03:00"},
        }
    )
    program = start()
    for text in ("inigo", "pasaporte oral"):
        box = search(program, qtbot, text)
        qtbot.waitUntil(partial(shows, box, 2), timeout=15_000)
        assert box.list.rows[1].title == "Examen oral de Íñigo"
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    week = program.window.week
    assert week.first_day.isoformat() == "2027-02-01"
    assert program.window.chosen is not None
    chip = week.chip(program.window.chosen)
    assert chip is not None
    assert chip.hasFocus()


def test_what_was_never_sent_is_found(qtbot: QtBot, start: Start) -> None:
    program = start(wait_synced=False, AULA_CALENDAR_API=CLOSED)
    qtbot.waitUntil(lambda: program.calendar.badge.state == "offline", timeout=15_000)
    program.calendar.new_class()
    qtbot.waitUntil(lambda: program.window.chosen is not None, timeout=10_000)
    assert program.window.chosen is not None
    program.calendar.edit(program.window.chosen, {"summary": "Ñandubaysal"})
    box = search(program, qtbot, "nandu")
    qtbot.waitUntil(lambda: len(box.list.rows) == 2, timeout=15_000)
    assert box.list.rows[1].title == "Ñandubaysal"
    # Renamed while the search is open: the answer follows.
    program.calendar.edit(program.window.chosen, {"summary": "Ñandú gris"})
    qtbot.waitUntil(lambda: [r.title for r in box.list.rows[1:]] == ["Ñandú gris"], timeout=15_000)
    assert box.field.hasFocus()
