"""Pictures of what concerns students: `python -m tests.ui.pictures_people FOLDER [light-es …]`."""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.domain.event import Guest
from desktop_app.domain.student_csv import read
from desktop_app.services.values import Key
from desktop_app.ui.students.dialog import StudentsDialog
from desktop_app.ui.students.import_dialog import ImportDialog
from desktop_app.ui.window import MainWindow
from tests.ui.fake_students import ANA, LUCAS, MARIA
from tests.ui.pictures import settle, window

CSV = """Nombre;WhatsApp;Correo;Ciudad
Bruno Quiroga;+54 9 11 4444-3333;bruno@example.com;Rosario
Ana Fernandez;;ana@example.com;La Plata
Lucas Pérez;+34612345678;;
Clara;esto no es un número;;
""".encode()


def classroom(theme: str, language: str, size: tuple[int, int] = (1280, 800)) -> MainWindow:
    """Return a window whose week has a roster: Ana is linked to her class, Lucas meant by title."""
    w = window(theme, language, size)
    calendar = w.context.calendar
    calendar.students.put(ANA, LUCAS, MARIA)  # type: ignore[attr-defined]
    calendar.students.strange = [Guest("eva@example.com", "Eva Ríos")]  # type: ignore[attr-defined]
    reader = calendar.reader
    assert reader is not None
    for key in (("e11", ""), ("e7", "")):
        event = reader.event(*key)
        assert event is not None and event.lesson is not None
        lesson = replace(event.lesson, students=(ANA.id,))
        reader.put(replace(event, lesson=lesson))  # type: ignore[attr-defined]
    w.read()
    settle()
    return w


def opened(w: MainWindow, kind: type[QWidget]) -> QWidget:
    """Return the dialog of this kind that is open over the window."""
    settle()
    return next(one for one in w.findChildren(kind) if one.isVisible())


def _roster(w: MainWindow) -> QWidget:
    w.dialogs.show_students(ANA.id)
    return opened(w, StudentsDialog)


def _student_far_away(w: MainWindow) -> QWidget:
    w.dialogs.show_students(LUCAS.id)
    return opened(w, StudentsDialog)


def _roster_small(w: MainWindow) -> QWidget:
    w.dialogs.show_students(MARIA.id)
    dialog = opened(w, StudentsDialog)
    dialog.resize(720, 480)
    return dialog


def _roster_empty(w: MainWindow) -> QWidget:
    students = w.context.calendar.students
    for one in list(students.all()):
        students.remove(one)
    w.dialogs.show_students()
    return opened(w, StudentsDialog)


def _import(w: MainWindow) -> QWidget:
    students = w.context.calendar.students
    w.dialogs.show_students()
    dialog = opened(w, StudentsDialog)
    ids = iter("defg")
    rows = read(CSV, students.all(), lambda: next(ids), {})
    ImportDialog(w.context, rows, dialog).open()
    return opened(w, ImportDialog)


def _panel(key: Key) -> Callable[[MainWindow], QWidget]:
    def show(w: MainWindow) -> QWidget:
        w.choose(key)
        return w

    return show


def _suggestions(w: MainWindow) -> QWidget:
    w.choose(("e14", ""))
    panel = w.panel
    assert panel is not None
    panel.name_it()
    panel.name.setText("Clase con An")
    panel.suggestions.refresh("Clase con An")
    return w


def states() -> Iterator[tuple[str, Callable[[MainWindow], QWidget]]]:
    """Yield each state's name, and what brings a window into it and returns what to look at."""
    yield "roster", _roster
    yield "student-far-away", _student_far_away
    yield "roster-small", _roster_small
    yield "roster-empty", _roster_empty
    yield "roster-import", _import
    yield "panel-student", _panel(("e11", ""))
    yield "panel-suggestions", _suggestions


def main(folder: Path, kinds: list[str]) -> None:
    """Write the pictures of every kind: `light-es` and so on."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    app.setFont(QFont("Inter", 10))
    for kind in kinds:
        theme, language = kind.split("-")
        for name, show in states():
            w = classroom(theme, language)
            picture = show(w)
            settle()
            picture.grab().save(str(folder / f"{name}-{kind}.png"))
            w.hide()
            w.deleteLater()
            settle()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main(Path(sys.argv[1]), sys.argv[2:] or ["light-es", "dark-es", "light-en"])
