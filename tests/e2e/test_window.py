"""From the hand to what the server got: the real window against the embedded server."""

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.app import Program
from desktop_app.demo import DemoServer
from desktop_app.domain import zones
from desktop_app.services.values import Key, Toast
from tests.e2e.conftest import Start, end

CLOSED = "http://127.0.0.1:9/calendar/v3/"


def mine(server: DemoServer) -> list[dict[str, Any]]:
    """Return the classes that this program made: they carry a creating operation id."""
    return [
        event
        for event in server.calendar().live
        if "aulaOperation" in event.get("extendedProperties", {}).get("private", {})
    ]


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def wait_for_invitation(qtbot: QtBot, server: DemoServer) -> dict[str, Any]:
    qtbot.waitUntil(lambda: "https://meet.google.com/" in clipboard(), timeout=10_000)
    (event,) = mine(server)
    private = event["extendedProperties"]["private"]
    assert private["aulaAccessCode"] in clipboard()
    assert event["hangoutLink"] in clipboard()
    return event


def shown(program: Program) -> list[str]:
    chips = program.window.week.grid.pool.shown
    return [chip.occurrence.summary for chip in chips if chip.occurrence]


@pytest.fixture(autouse=True)
def empty_clipboard(qapp: QApplication) -> None:
    QGuiApplication.clipboard().clear()


def test_a_class_by_mouse(qtbot: QtBot, start: Start, demo_server: DemoServer) -> None:
    program = start()
    qtbot.mouseClick(program.window.sidebar.new, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Clase de Inglés" in shown(program))
    event = wait_for_invitation(qtbot, demo_server)
    assert event["summary"] == "Clase de Inglés"
    panel = program.window.panel
    assert panel is not None
    qtbot.waitUntil(lambda: panel.isVisible())


def test_a_class_made_out_of_sight_is_scrolled_to(qtbot: QtBot, start: Start) -> None:
    program = start()
    window = program.window
    week = window.week
    week.turn(2)
    bar = week.scroller.verticalScrollBar()
    bar.setValue(bar.maximum())
    day = zones.day_start(week.first_day, program.calendar.zone)
    program.calendar.new_class(day + 3 * 3600, day + 4 * 3600)
    qtbot.waitUntil(lambda: window.panel is not None and window.panel.name.hasFocus())
    assert window.chosen is not None
    chip = week.chip(window.chosen)
    assert chip is not None
    top = chip.mapTo(week.scroller.viewport(), QPoint(0, 0)).y()
    assert 0 <= top < week.scroller.viewport().height() - chip.height()


def test_a_class_by_keyboard_with_its_name_typed_at_once(
    qtbot: QtBot, start: Start, demo_server: DemoServer
) -> None:
    program = start()
    program.window.week.grid.setFocus()
    qtbot.keyClick(program.window.week.grid, Qt.Key.Key_C)
    qtbot.waitUntil(lambda: "Clase de Inglés" in shown(program))
    panel = program.window.panel
    assert panel is not None
    field = QApplication.focusWidget()
    assert field is not None
    qtbot.keyClicks(field, "Ana")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [e["summary"] for e in mine(demo_server)] == ["Ana"], timeout=10_000)
    wait_for_invitation(qtbot, demo_server)


def test_a_class_by_dragging_stands_where_the_hand_drew_it(
    qtbot: QtBot, start: Start, demo_server: DemoServer
) -> None:
    program = start()
    program.window.week.turn(3)
    grid = program.window.week.grid
    # In sight whatever the time of the day is: the week opens around now.
    program.window.week.scroller.verticalScrollBar().setValue(grid.y_of(16 * 60))
    x = grid.width() - grid.width() // 14
    top = QPoint(x, grid.y_of(20 * 60))
    bottom = QPoint(x, grid.y_of(21 * 60 + 30))
    qtbot.mousePress(grid, Qt.MouseButton.LeftButton, pos=top)
    qtbot.mouseMove(grid, bottom)
    qtbot.mouseRelease(grid, Qt.MouseButton.LeftButton, pos=bottom)
    qtbot.waitUntil(lambda: len(mine(demo_server)) == 1, timeout=10_000)
    (event,) = mine(demo_server)
    assert event["start"]["dateTime"].endswith("T20:00:00-03:00")
    assert event["end"]["dateTime"].endswith("T21:30:00-03:00")


def test_offline_the_class_is_there_at_once_and_goes_once_when_the_network_is_back(
    qtbot: QtBot, start: Start, demo_server: DemoServer
) -> None:
    end(start(), qtbot)
    program = start(wait_synced=False, AULA_CALENDAR_API=CLOSED)
    qtbot.waitUntil(lambda: program.calendar.badge.state == "offline", timeout=10_000)
    assert len(shown(program)) > 10 or program.window.week.first_day is not None
    qtbot.mouseClick(program.window.sidebar.new, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Clase de Inglés" in shown(program))
    assert mine(demo_server) == []
    end(program, qtbot)
    program = start()
    wait_for_pushed(qtbot, program, demo_server)
    assert len(mine(demo_server)) == 1
    inserted = [
        json.loads(seen.body)
        for seen in demo_server.requests
        if seen.method == "POST" and seen.path.endswith("/events")
    ]
    assert len(inserted) == 1


def wait_for_pushed(qtbot: QtBot, program: Program, server: DemoServer) -> None:
    qtbot.waitUntil(lambda: len(mine(server)) == 1, timeout=10_000)
    reader = program.calendar.reader
    assert reader is not None
    qtbot.waitUntil(lambda: reader.outbox() == (0, 0), timeout=10_000)


def test_a_removed_class_comes_back_by_undo_and_google_never_knew(
    qtbot: QtBot, start: Start, demo_server: DemoServer
) -> None:
    program = start()
    qtbot.mouseClick(program.window.sidebar.new, Qt.MouseButton.LeftButton)
    event = wait_for_invitation(qtbot, demo_server)
    reader = program.calendar.reader
    assert reader is not None
    qtbot.waitUntil(lambda: reader.outbox() == (0, 0))
    program.calendar.delete((str(event["id"]), ""))
    qtbot.waitUntil(lambda: "Clase de Inglés" not in shown(program))
    program.calendar.undo()
    qtbot.waitUntil(lambda: "Clase de Inglés" in shown(program))
    assert demo_server.count("DELETE") == 0


def test_a_removal_is_sent_when_the_program_ends(
    qtbot: QtBot, start: Start, demo_server: DemoServer
) -> None:
    program = start()
    qtbot.mouseClick(program.window.sidebar.new, Qt.MouseButton.LeftButton)
    event = wait_for_invitation(qtbot, demo_server)
    program.calendar.delete((str(event["id"]), ""))
    qtbot.waitUntil(lambda: "Clase de Inglés" not in shown(program))
    end(program, qtbot)
    start()
    qtbot.waitUntil(lambda: mine(demo_server) == [], timeout=10_000)


def test_undo_beside_the_link_takes_the_class_back_and_not_the_name_given_meanwhile(
    qtbot: QtBot, start: Start, demo_server: DemoServer
) -> None:
    program = start()
    demo_server.conference_polls = 2
    toasts: list[Toast] = []
    program.calendar.toast.connect(toasts.append)
    made: list[Key] = []
    program.calendar.selected.connect(made.append)
    program.calendar.new_class()
    qtbot.waitUntil(lambda: len(made) == 1)
    key = made[0]
    program.calendar.edit(key, {"summary": "Named meanwhile"})

    def told() -> list[Toast]:
        return [toast for toast in toasts if "link and code copied" in toast.text.msgid]

    qtbot.waitUntil(lambda: len(told()) == 1, timeout=20_000)
    reader = program.calendar.reader
    assert reader is not None
    event = reader.event(*key)
    assert event is not None
    assert event.summary == "Named meanwhile"
    told()[0].actions[0].run()
    qtbot.waitUntil(lambda: reader.event(*key) is None)
    qtbot.waitUntil(lambda: mine(demo_server) == [], timeout=10_000)


def test_a_late_link_after_other_use_of_the_clipboard_leaves_it_alone(
    qtbot: QtBot, start: Start, demo_server: DemoServer
) -> None:
    program = start()
    demo_server.conference_polls = 2
    qtbot.mouseClick(program.window.sidebar.new, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(mine(demo_server)) == 1, timeout=10_000)
    program.calendar.clipboard_used()
    QGuiApplication.clipboard().setText("something of hers")
    key = (str(mine(demo_server)[0]["id"]), "")
    reader = program.calendar.reader
    assert reader is not None

    def ready() -> bool:
        event = reader.event(*key)
        return event is not None and event.meeting.state == "ready"

    qtbot.waitUntil(ready, timeout=20_000)
    qtbot.waitUntil(lambda: program.window.week.chip(key) is not None)
    assert clipboard() == "something of hers"


def test_a_revoked_grant_keeps_the_week_and_asks_to_reconnect(
    qtbot: QtBot, start: Start, demo_server: DemoServer
) -> None:
    program = start()
    classes = len(shown(program))
    demo_server.revoke(program.aula.static_token())
    program.calendar.sync_now()
    qtbot.waitUntil(lambda: program.calendar.badge.state == "reconnect", timeout=10_000)
    assert len(shown(program)) == classes


def test_without_a_folder_that_holds_anything_the_first_page_shows(
    qtbot: QtBot, start: Start, data_dir: Path
) -> None:
    program = start(wait_synced=False, GOOGLE_REFRESH_TOKEN="")
    qtbot.waitUntil(lambda: program.calendar.badge.state == "disconnected")
    assert program.account.account is None


def test_a_class_without_a_link_on_request_and_a_link_asked_for_later(
    qtbot: QtBot, start: Start, demo_server: DemoServer
) -> None:
    program = start()
    program.calendar.new_class(meeting=False)
    qtbot.waitUntil(lambda: len(mine(demo_server)) == 1, timeout=10_000)
    (event,) = mine(demo_server)
    assert "conferenceData" not in event
    panel = program.window.panel
    assert panel is not None
    qtbot.waitUntil(lambda: panel.marks.again.isVisible())
    qtbot.mouseClick(panel.marks.again, Qt.MouseButton.LeftButton)
    wait_for_invitation(qtbot, demo_server)


def test_a_token_that_could_not_say_whose_it_is_says_it_when_the_network_is_back(
    qtbot: QtBot, start: Start, demo_server: DemoServer
) -> None:
    demo_server.faults.add(cut="before")
    program = start(wait_synced=False)
    qtbot.waitUntil(lambda: program.calendar.badge.state == "offline", timeout=10_000)
    assert program.account.account is None
    demo_server.faults.clear()
    program.calendar.sync_now()
    qtbot.waitUntil(lambda: program.calendar.badge.state == "synced", timeout=10_000)
    assert program.account.account is not None
    assert len(shown(program)) > 10
