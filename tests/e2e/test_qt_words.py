"""Qt's own dialogs speak the teacher's language, at the start and once she chose another."""

from PySide6.QtCore import QFileInfo, QLocale
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.app import Program
from desktop_app.ui.fields import Day
from tests.e2e.conftest import Start

BOX = QMessageBox.StandardButton


def words(program: Program, qtbot: QtBot) -> set[str]:
    """Return what the file dialog of the program and a plain box say."""
    program.window.dialogs.choose_import()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QFileDialog)
    said = {part.text() for part in dialog.findChildren(QLabel)}
    said |= {part.text() for part in dialog.findChildren(QPushButton)}
    dialog.reject()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    box = QMessageBox(QMessageBox.Icon.NoIcon, "", "", BOX.Ok | BOX.Discard)
    said |= {button.text() for button in box.buttons()}
    return {word.replace("&", "") for word in said if word}


SPANISH = {
    "Ver en:", "Nombre de archivo:", "Archivos de tipo:", "Abrir", "Cancelar", "Aceptar",
    "Descartar",
}  # fmt: skip
ENGLISH = {"Look in:", "File name:", "Files of type:", "Open", "Cancel", "OK", "Discard"}


def test_dialogs_of_qt_follow_the_language(qtbot: QtBot, start: Start) -> None:
    program = start(language="es")
    assert words(program, qtbot) == SPANISH
    program.window.choose(next(iter(program.window.views.current.order())))
    program.settings.update(language="en")
    qtbot.waitUntil(lambda: program.window.context.language == "en")
    assert words(program, qtbot) == ENGLISH
    assert program.window.panel is not None
    (day, *_) = program.window.panel.findChildren(Day)
    assert day.locale().language() == QLocale.Language.English
    program.settings.update(language="es")
    qtbot.waitUntil(lambda: program.window.context.language == "es")
    assert words(program, qtbot) == SPANISH


def test_kinds_of_files_are_named_too(qtbot: QtBot, start: Start) -> None:
    """Qt's catalogue has them under the name of another part of Qt."""
    program = start(language="es")
    program.window.dialogs.choose_import()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QFileDialog)
    assert dialog.iconProvider().type(QFileInfo(str(program.aula.data_dir))) == "Carpeta"
    dialog.reject()
