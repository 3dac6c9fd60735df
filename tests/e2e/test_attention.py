"""What needs the teacher, in the whole program: decided in the list, done at Google."""

from pathlib import Path
from typing import Any

import icalendar
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.app import Program
from desktop_app.demo import DemoServer
from desktop_app.ui.attention import AttentionDialog
from desktop_app.ui.button import Button
from desktop_app.ui.toasts import ToastBox
from tests.e2e.conftest import Start
from tests.e2e.test_window import mine

pytestmark = pytest.mark.expects_log


def clash(program: Program, server: DemoServer, qtbot: QtBot) -> str:
    """Rename a class here and there while the two do not talk; return its id."""
    program.calendar.new_class()
    qtbot.waitUntil(lambda: len(mine(server)) == 1, timeout=10_000)
    qtbot.waitUntil(lambda: not waiting(program), timeout=10_000)
    (event,) = mine(server)
    event_id = str(event["id"])
    server.calendar().patch(event_id, {"summary": "Theirs"})
    program.calendar.edit((event_id, ""), {"summary": "Mine"})
    qtbot.waitUntil(lambda: program.calendar.badge.state == "attention", timeout=10_000)
    return event_id


def waiting(program: Program) -> bool:
    reader = program.calendar.reader
    return reader is None or reader.outbox() != (0, 0)


def there(server: DemoServer, event_id: str) -> Any:
    return server.calendar().get(event_id)["summary"]


def press(program: Program, text: str, qtbot: QtBot) -> None:
    program.window.dialogs.show_attention()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, AttentionDialog)
    (button,) = [b for b in dialog.findChildren(Button) if b.text() == text]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    dialog.accept()


def test_mine_is_kept(qtbot: QtBot, start: Start, demo_server: DemoServer) -> None:
    program = start()
    event_id = clash(program, demo_server, qtbot)
    press(program, "Keep mine", qtbot)
    qtbot.waitUntil(lambda: there(demo_server, event_id) == "Mine", timeout=10_000)
    qtbot.waitUntil(lambda: program.calendar.badge.state == "synced", timeout=10_000)


def test_theirs_is_kept_and_undone(qtbot: QtBot, start: Start, demo_server: DemoServer) -> None:
    said: list[str] = []
    program = start(said=said)
    event_id = clash(program, demo_server, qtbot)
    press(program, "Keep Google's", qtbot)
    qtbot.waitUntil(lambda: "Google's counts: Mine" in said, timeout=10_000)
    qtbot.waitUntil(lambda: not waiting(program), timeout=10_000)
    (box,) = [
        box
        for box in program.window.findChildren(ToastBox)
        if box.isVisible() and box.text.startswith("Google's counts")
    ]
    (undo,) = box.actions_shown
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    # It meets the same clash again: nothing is sent over what she has not seen.
    qtbot.waitUntil(lambda: program.calendar.badge.state == "attention", timeout=10_000)
    assert there(demo_server, event_id) == "Theirs"


def test_what_is_stuck_is_written_as_she_left_it(
    qtbot: QtBot, start: Start, demo_server: DemoServer, tmp_path: Path
) -> None:
    said: list[str] = []
    program = start(said=said)
    clash(program, demo_server, qtbot)
    path = tmp_path / "stuck.ics"
    program.calendar.transfer.write_families(str(path), program.calendar.stuck.families())
    qtbot.waitUntil(lambda: "Written to the file: 1" in said, timeout=10_000)
    (event,) = icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert event["summary"] == "Mine"
