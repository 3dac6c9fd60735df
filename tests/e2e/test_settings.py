"""From a field of the settings to the class that Google gets."""

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSpinBox
from pytestqt.qtbot import QtBot

from desktop_app.demo import DemoServer
from desktop_app.ui.settings_dialog import SettingsDialog
from tests.e2e.conftest import Start


def test_a_length_set_in_the_settings_is_the_next_class_s_and_stays(
    qtbot: QtBot, start: Start, demo_server: DemoServer, data_dir: Path
) -> None:
    program = start()
    window = program.window
    qtbot.keyClick(window.week.grid, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog.names, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(dialog.search, "length")
    field = dialog.rows["default_length_minutes"].field
    assert isinstance(field, QSpinBox)
    line = field.lineEdit()
    assert line.isVisible()
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "45")
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(line, Qt.Key.Key_Escape)
    known = {event["id"] for event in demo_server.calendar().live}
    qtbot.mouseClick(window.sidebar.new, Qt.MouseButton.LeftButton)

    def made() -> list[dict[str, Any]]:
        return [event for event in demo_server.calendar().live if event["id"] not in known]

    qtbot.waitUntil(lambda: len(made()) == 1, timeout=10_000)
    (event,) = made()
    start_text, end_text = (event[edge]["dateTime"] for edge in ("start", "end"))
    assert (minutes(end_text) - minutes(start_text)) % 1440 == 45
    kept = json.loads((data_dir / "settings.json").read_text())
    assert kept["default_length_minutes"] == 45


def minutes(text: str) -> int:
    """Return the minutes of the day of an RFC 3339 time."""
    return int(text[11:13]) * 60 + int(text[14:16])
