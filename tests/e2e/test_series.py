"""A series from the hand to the server: the question, the rest as a series of its own, undo."""

import time

import pytest
import shiboken6
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app import app
from desktop_app.app import Program
from desktop_app.demo import DemoServer
from desktop_app.domain.event import original_key, when_value
from desktop_app.domain.zones import BUENOS_AIRES, local
from desktop_app.ui.other_calendar import OtherCalendar
from tests.e2e.conftest import Start, end
from tests.unit.domain.build import timed

HOUR = 3600
WEEK = 7 * 24 * HOUR


def weekly(server: DemoServer) -> tuple[str, int]:
    """Let a weekly series be there since last week; return its id and this week's start."""
    now = int(time.time())
    start = now - now % HOUR + 2 * HOUR
    zone = {"timeZone": BUENOS_AIRES}
    first = local(start - WEEK, BUENOS_AIRES)
    last = local(start - WEEK + HOUR, BUENOS_AIRES)
    event = server.calendar().insert(
        {
            "summary": "Grupo nuevo",
            "start": {"dateTime": first.isoformat(), **zone},
            "end": {"dateTime": last.isoformat(), **zone},
            "recurrence": ["RRULE:FREQ=WEEKLY;COUNT=5"],
            "extendedProperties": {"private": {"aulaAccessCode": "K7M-4QX"}},
        }
    )
    return event["id"], start


def masters(server: DemoServer, name: str) -> list[str]:
    found = [one for one in server.calendar().live if one.get("summary") == name]
    return [one["id"] for one in found if one.get("recurrence")]


def settled(program: Program) -> bool:
    reader = program.calendar.reader
    return reader is not None and reader.outbox() == (0, 0)


def test_the_rest_of_a_series_gets_another_name_and_takes_it_back(
    qtbot: QtBot, start: Start, demo_server: DemoServer
) -> None:
    series, begin = weekly(demo_server)
    said: list[str] = []
    program = start(said=said)
    key = (series, original_key(begin))
    program.window.show_class(key)
    panel = program.window.panel
    assert panel is not None
    panel.name_it()
    qtbot.keyClicks(panel.name, "Otro nombre")
    qtbot.keyClick(panel.name, Qt.Key.Key_Return)
    editor = program.window.context.editor
    qtbot.waitUntil(lambda: editor.asking is not None)
    dialog = editor.asking
    assert dialog is not None
    qtbot.keyClick(dialog, Qt.Key.Key_2)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(masters(demo_server, "Otro nombre")) == 1, timeout=10_000)
    (rest,) = masters(demo_server, "Otro nombre")
    assert "Changed from here on: Grupo nuevo" in said
    assert program.window.chosen == (rest, key[1])  # what she looked at stays open
    qtbot.waitUntil(lambda: settled(program), timeout=10_000)
    program.calendar.undo()
    qtbot.waitUntil(lambda: masters(demo_server, "Otro nombre") == [], timeout=10_000)
    qtbot.waitUntil(lambda: settled(program), timeout=10_000)
    assert demo_server.calendar().get(series)["recurrence"] == ["RRULE:FREQ=WEEKLY;COUNT=5"]
    program.calendar.redo()
    qtbot.waitUntil(lambda: len(masters(demo_server, "Otro nombre")) == 1, timeout=10_000)


def test_a_question_that_is_left_changes_nothing(
    qtbot: QtBot, start: Start, demo_server: DemoServer
) -> None:
    series, begin = weekly(demo_server)
    program = start()
    key = (series, original_key(begin))
    program.window.show_class(key)
    panel = program.window.panel
    assert panel is not None
    panel.name_it()
    qtbot.keyClicks(panel.name, "x")
    qtbot.keyClick(panel.name, Qt.Key.Key_Return)
    editor = program.window.context.editor
    qtbot.waitUntil(lambda: editor.asking is not None)
    assert editor.asking is not None
    qtbot.keyClick(editor.asking, Qt.Key.Key_Escape)
    assert panel.name.text() == "Grupo nuevo"
    assert settled(program)


def test_a_move_of_all_is_followed(qtbot: QtBot, start: Start, demo_server: DemoServer) -> None:
    series, begin = weekly(demo_server)
    program = start()
    key = (series, original_key(begin))
    program.window.show_class(key)
    day = local(begin, BUENOS_AIRES)
    when = timed(f"{day:%Y-%m-%d} 07:00", f"{day:%Y-%m-%d} 08:00")
    editor = program.window.context.editor
    editor.edit(key, {"when": when_value(when)})
    assert editor.asking is not None
    qtbot.keyClick(editor.asking, Qt.Key.Key_3)
    qtbot.keyClick(editor.asking, Qt.Key.Key_Return)
    there = (series, original_key(when.start))
    qtbot.waitUntil(lambda: program.window.chosen == there)
    qtbot.waitUntil(lambda: settled(program), timeout=10_000)
    assert demo_server.calendar().get(series)["start"]["dateTime"][11:16] == "07:00"


def test_a_removal_goes_when_its_toast_is_closed(
    qtbot: QtBot, start: Start, demo_server: DemoServer
) -> None:
    series, begin = weekly(demo_server)
    program = start()
    program.calendar.delete((series, original_key(begin)))
    toasts = program.window.toasts.made
    assert toasts is not None
    qtbot.waitUntil(lambda: any("Grupo nuevo" in box.text for box in toasts.shown))
    (box,) = [box for box in toasts.shown if "Grupo nuevo" in box.text]
    assert demo_server.count("DELETE") == 0
    program.calendar.undo()
    qtbot.waitUntil(lambda: settled(program))
    program.calendar.redo()
    qtbot.waitUntil(lambda: any("Done again" in one.text for one in toasts.shown))
    (box,) = [one for one in toasts.shown if "Done again" in one.text]
    qtbot.mouseClick(box.close_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: demo_server.count("DELETE") == 1, timeout=10_000)


def test_a_removal_is_sent_before_the_program_has_ended(
    qtbot: QtBot, start: Start, demo_server: DemoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "QUIT_WAIT", 60.0)  # a busy machine may need more than a teacher
    series, _ = weekly(demo_server)
    program = start()
    program.calendar.delete((series, ""))
    qtbot.waitUntil(lambda: bool(program.calendar.acts._held))  # it stands, and its toast too
    qtbot.waitUntil(lambda: not program.sync.running, timeout=10_000)
    window = program.window
    end(program, qtbot)
    qtbot.waitUntil(lambda: not shiboken6.isValid(window))
    assert demo_server.calendar().get(series)["status"] == "cancelled"


def test_a_series_goes_to_another_calendar_and_comes_back(
    qtbot: QtBot, start: Start, demo_server: DemoServer
) -> None:
    other = "other@group.calendar.google.com"
    demo_server.add_calendar(other, "Otro & más")
    series, begin = weekly(demo_server)
    program = start()
    key = (series, original_key(begin))
    program.window.show_class(key)
    qtbot.waitUntil(lambda: len(program.calendar.calendars.listed()) > 1, timeout=10_000)
    program.window.context.editor.move(key)
    (dialog,) = program.window.findChildren(OtherCalendar)
    names = [button.text() for button in dialog.group.buttons()]
    assert "Otro && más" in names
    dialog.group.button(names.index("Otro && más")).click()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: [one["id"] for one in demo_server.calendar(other).live] == [series], timeout=10_000
    )
    qtbot.waitUntil(lambda: settled(program), timeout=10_000)
    program.calendar.undo()
    qtbot.waitUntil(lambda: demo_server.calendar(other).live == [], timeout=10_000)
    assert demo_server.calendar().get(series)["status"] == "confirmed"
