"""Calendar files in the whole program: by command and by the window, to Google and back."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import icalendar
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.demo import DemoServer
from desktop_app.ui.button import Button
from desktop_app.ui.toasts import ToastButton
from tests.e2e.conftest import Start
from tests.e2e.run import aula, environment
from tests.e2e.test_window import CLOSED, mine

FILE = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//y//EN
BEGIN:VEVENT
UID:one@example.com
SUMMARY:Importada
DTSTART;TZID=Europe/Madrid:20261126T190000
DTEND;TZID=Europe/Madrid:20261126T200000
ATTENDEE:mailto:ana@example.com
END:VEVENT
BEGIN:VEVENT
UID:two@example.com
SUMMARY:Serie importada
DTSTART;VALUE=DATE:20261123
RRULE:FREQ=WEEKLY;COUNT=4
EXDATE;VALUE=DATE:20261130
END:VEVENT
BEGIN:VEVENT
UID:two@example.com
RECURRENCE-ID;VALUE=DATE:20261207
SUMMARY:Otra vez
DTSTART;VALUE=DATE:20261208
END:VEVENT
BEGIN:VEVENT
UID:three@example.com
SUMMARY:Rota
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def env(demo_server: DemoServer, data_dir: Path) -> dict[str, str]:
    return environment(demo_server, data_dir)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "clases.ics"
    made.write_text(FILE.replace("\n", "\r\n"))
    return made


def test_a_file_is_taken_in_once(env: dict[str, str], file: Path, demo_server: DemoServer) -> None:
    assert aula("sync", env=env).code == 0
    looked = aula("import", str(file), "--dry-run", "--json", env=env)
    assert looked.code == 0
    assert [one["title"] for one in looked.json["new"]] == ["Importada", "Serie importada"]
    assert [one["title"] for one in looked.json["unreadable"]] == ["Rota"]
    assert mine(demo_server) == []
    taken = aula("import", str(file), env=env)
    assert taken.code == 0, taken
    assert "New: 2" in taken.out and "Rota: Its time cannot be read." in taken.out
    by_name: dict[Any, Any] = {event["summary"]: event for event in mine(demo_server)}
    assert by_name["Importada"]["start"] == {
        "dateTime": "2026-11-26T15:00:00-03:00", "timeZone": "Europe/Madrid"
    } or by_name["Importada"]["start"]["timeZone"] == "Europe/Madrid"  # fmt: skip
    assert "attendees" not in by_name["Importada"]
    assert by_name["Serie importada"]["start"] == {"date": "2026-11-23"}
    listed = aula("agenda", "--from", "2026-11-23", "--to", "2026-12-20", "--json", env=env).json
    series = [(e["title"], e["start"]) for e in listed["events"] if "mporta" in e["title"] or
              e["title"] == "Otra vez"]  # fmt: skip
    assert ("Otra vez", "2026-12-08") in series
    assert ("Serie importada", "2026-11-30") not in series
    again = aula("import", str(file), "--json", env=env)
    assert (again.code, again.json["new"]) == (0, [])
    assert again.json["there"] == ["Importada", "Serie importada"]
    assert demo_server.mails == []


def test_offline_it_waits(env: dict[str, str], file: Path) -> None:
    assert aula("sync", env=env).code == 0
    taken = aula("import", str(file), "--json", env=env | {"AULA_CALENDAR_API": CLOSED})
    assert (taken.code, taken.json["unsent"]) == (4, 3)


def test_what_is_no_calendar_is_said(env: dict[str, str], tmp_path: Path) -> None:
    assert aula("sync", env=env).code == 0
    wrong = tmp_path / "foto.ics"
    wrong.write_bytes(b"\x89PNG")
    ran = aula("import", str(wrong), env=env)
    assert ran.code in (1, 2)
    assert ran.err.strip() == "aula: The file foto.ics is not a calendar (.ics)."
    ran = aula("import", str(tmp_path / "none.ics"), env=env)
    assert ran.code == 1
    assert ran.err.strip() == "aula: There is no file none.ics."


def test_what_is_written_out_has_no_codes_and_can_be_taken_in(
    env: dict[str, str], tmp_path: Path
) -> None:
    assert aula("sync", env=env).code == 0
    listed = aula("agenda", "--json", env=env).json["events"]
    codes = {event["access_code"] for event in listed if event["access_code"]}
    out = tmp_path / "out.ics"
    ran = aula("export", str(out), "--json", env=env)
    assert ran.code == 0
    text = out.read_text()
    events = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert ran.json["written"] > 10 and len(events) >= ran.json["written"]
    assert codes and not [code for code in codes if code in text]
    assert aula("export", str(out), "--codes", env=env).code == 0
    assert [code for code in codes if code in out.read_text()]
    assert aula("import", str(out), "--json", env=env).json["new"] == []


def test_the_window_takes_a_file_in_for_a_command_and_undoes_its_own(
    qtbot: QtBot, start: Start, env: dict[str, str], file: Path, demo_server: DemoServer
) -> None:
    program = start()
    qtbot.waitUntil(lambda: program.channel is not None)
    process = subprocess.Popen(
        [sys.executable, "-m", "desktop_app", "import", str(file), "--dry-run", "--json"],
        env={**os.environ, **env}, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    qtbot.waitUntil(lambda: process.poll() is not None, timeout=40_000)
    assert len(json.loads(process.communicate()[0])["new"]) == 2
    program.window.dialogs.show_import(str(file))
    dialog = QApplication.activeModalWidget()
    assert dialog is not None

    def ready() -> list[Button]:
        return [b for b in dialog.findChildren(Button) if b.text() == "Import 2"]

    qtbot.waitUntil(lambda: bool(ready()), timeout=10_000)
    qtbot.mouseClick(ready()[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(mine(demo_server)) >= 2, timeout=15_000)
    reader = program.calendar.reader
    assert reader is not None
    qtbot.waitUntil(lambda: reader.outbox() == (0, 0), timeout=15_000)
    (undo,) = [b for b in program.window.findChildren(ToastButton) if b.text() == "Undo"]
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: mine(demo_server) == [], timeout=15_000)
