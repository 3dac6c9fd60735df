"""Students from the hand to what the server got, and what stays on this machine."""

import logging
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop_app.app import Program
from desktop_app.demo import DemoServer
from desktop_app.ui.students.dialog import StudentsDialog
from desktop_app.ui.students.import_dialog import ImportDialog
from tests.e2e.conftest import Start, end
from tests.e2e.test_window import mine
from tests.opened import browsing

CSV = """Nombre;WhatsApp;Correo;Ciudad;Zona horaria;Duración;Precio
Olivia Prado;+34 612 345 678;olivia@example.com;Madrid;Europe/Madrid;45;$ 9.000
Pedro;;;;;;
"""


def roster(program: Program, qtbot: QtBot) -> StudentsDialog:
    qtbot.keyClick(program.window.views.current.surface, Qt.Key.Key_S)
    (dialog,) = program.window.findChildren(StudentsDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def import_csv(program: Program, qtbot: QtBot, path: Path) -> StudentsDialog:
    path.write_bytes(CSV.encode("utf-8-sig"))
    dialog = roster(program, qtbot)
    dialog.files.import_file(str(path))
    qtbot.waitUntil(lambda: bool(dialog.findChildren(ImportDialog)))
    (preview,) = dialog.findChildren(ImportDialog)
    qtbot.mouseClick(preview.take, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.list.count() == 2)
    return dialog


def test_a_student_from_a_spreadsheet_gets_a_class_and_an_invitation_with_her_own_hours(
    qtbot: QtBot, start: Start, demo_server: DemoServer, tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    caplog.set_level(logging.DEBUG)
    QGuiApplication.clipboard().clear()
    program = start()
    dialog = import_csv(program, qtbot, tmp_path / "alumnos.csv")
    qtbot.mouseClick(dialog.page.new_class, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "https://meet.google.com/" in QGuiApplication.clipboard().text(),
                    timeout=10_000)  # fmt: skip
    (event,) = mine(demo_server)
    student = program.calendar.students.all()[0]
    private = event["extendedProperties"]["private"]
    assert event["summary"] == "Olivia Prado"
    assert private["aulaStudents"] == student.id
    assert private["aulaPrice"] == "$ 9.000"
    start_at, end_at = (event[which]["dateTime"] for which in ("start", "end"))
    minutes = [int(text[11:13]) * 60 + int(text[14:16]) for text in (start_at, end_at)]
    assert minutes[1] - minutes[0] == 45
    assert "in Madrid " in QGuiApplication.clipboard().text()
    # What is hers stays here: neither number nor address is in what was sent, or in the log.
    for private_text in ("612 345", "olivia@"):
        assert all(private_text.encode() not in seen.body for seen in demo_server.requests)
        assert private_text not in caplog.text
    panel = program.window.panel
    assert panel is not None
    with browsing() as browser:
        qtbot.mouseClick(panel.whatsapp, Qt.MouseButton.LeftButton)
    assert browser.opened[0].startswith("https://wa.me/34612345678?text=")
    assert private["aulaAccessCode"] in browser.opened[0]


def test_a_student_is_chosen_for_a_series_occurrence_of_the_sample_and_found_again(
    qtbot: QtBot, start: Start, demo_server: DemoServer, tmp_path: Path
) -> None:
    program = start()
    import_csv(program, qtbot, tmp_path / "alumnos.csv").accept()
    qtbot.mouseClick(program.window.sidebar.new, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(mine(demo_server)) == 1, timeout=10_000)
    panel = program.window.panel
    assert panel is not None
    qtbot.waitUntil(panel.isVisible)
    panel.name_it()
    qtbot.keyClicks(panel.name, "Ped")
    qtbot.keyClick(panel.name, Qt.Key.Key_Down)
    qtbot.keyClick(panel.name, Qt.Key.Key_Return)
    pedro = next(one for one in program.calendar.students.all() if one.name == "Pedro")

    def linked() -> bool:
        (event,) = mine(demo_server)
        private = event["extendedProperties"]["private"]
        return (event["summary"], private.get("aulaStudents")) == ("Pedro", pedro.id)

    qtbot.waitUntil(linked, timeout=10_000)
    classes = program.calendar.students.classes(pedro)
    assert [row.summary for row in (*classes.coming, *classes.past)] == ["Pedro"]


def test_the_roster_outlives_the_program_undoes_and_is_written_as_csv(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    said: list[str] = []
    program = start()
    import_csv(program, qtbot, tmp_path / "alumnos.csv").accept()
    end(program, qtbot)
    program = start(said=said)
    dialog = roster(program, qtbot)
    assert dialog.list.count() == 2
    dialog.list.setFocus()
    dialog.list.setCurrentRow(1)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: dialog.list.count() == 1)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: dialog.list.count() == 2)
    out = tmp_path / "out.csv"
    dialog.files.export_file(str(out))
    qtbot.waitUntil(out.exists)
    text = out.read_bytes().decode("utf-8-sig")
    assert text.splitlines()[1].startswith("Olivia Prado,+34 612 345 678,olivia@example.com,Madrid")
    assert out.stat().st_mode & 0o077 == 0
    assert "Removed: Pedro" in said


def test_a_broken_file_is_told_in_the_dialog(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    program = start()
    dialog = roster(program, qtbot)
    path = tmp_path / "x.csv"
    path.write_bytes(b"PK\x03\x04\0\0")
    dialog.files.import_file(str(path))
    qtbot.waitUntil(lambda: bool(dialog._toasts.shown))
    assert "no CSV" in dialog._toasts.shown[0].text
    dialog.files.import_file(str(tmp_path / "nowhere.csv"))
    qtbot.waitUntil(lambda: len(dialog._toasts.shown) == 2)
