"""The crash report and the diagnostics, in a real window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop_app.system.crash import CrashReport
from desktop_app.ui.button import Button
from desktop_app.ui.crash_dialog import CrashDialog
from tests.ui.conftest import Stage

REPORT = CrashReport("died", "Fatal Python error: Segmentation fault", Path("logs/crash.txt"))


def test_a_crash_is_told_once_with_its_report(stage: Callable[..., Stage], qtbot: QtBot) -> None:
    made = stage("en")
    made.calendar.diagnostics.crashed.emit(REPORT)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, CrashDialog)
    qtbot.waitUntil(dialog.isVisible)
    assert dialog.windowTitle() == "Aula closed by itself last time"
    assert any("Nothing of yours is lost" in w.text() for w in dialog.findChildren(QLabel))
    assert dialog.findChildren(QPlainTextEdit)[0].toPlainText() == REPORT.text
    copy = next(b for b in dialog.findChildren(Button) if b.text() == "Copy report")
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert [report for _, report in made.calendar.diagnostics.asked] == [REPORT]
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


def test_an_error_that_was_survived_is_told_as_such(
    stage: Callable[..., Stage], qtbot: QtBot
) -> None:
    made = stage("es")
    made.calendar.diagnostics.crashed.emit(REPORT._replace(kind="went_on"))
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert dialog.windowTitle() == "La última vez algo salió mal en Aula"


def test_the_menu_copies_the_diagnostics(stage: Callable[..., Stage]) -> None:
    made = stage("en")
    made.window.dialogs.copy_diagnostics()
    ((screen, report),) = made.calendar.diagnostics.asked
    assert "scale" in screen and report is None
