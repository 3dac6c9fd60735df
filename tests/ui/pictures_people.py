"""Pictures of what concerns students: `python -m tests.ui.pictures_people FOLDER [light-es …]`."""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop_app.domain.event import Guest
from desktop_app.domain.student_csv import read
from desktop_app.services.values import Key
from desktop_app.ui.form.dialog import EventForm
from desktop_app.ui.mails import ask_mails
from desktop_app.ui.share.free_times import FreeTimesDialog
from desktop_app.ui.share.qr import QrDialog
from desktop_app.ui.share.templates import TemplatesDialog
from desktop_app.ui.students.dialog import StudentsDialog
from desktop_app.ui.students.import_dialog import ImportDialog
from desktop_app.ui.window import MainWindow
from tests.ui.fake_students import ANA, LUCAS, MARIA
from tests.ui.pictures import begin, behind, memory, settle, speak, window

GUESTS = (
    Guest("profe@example.com", "Laura Giménez", "accepted", True, True),
    Guest("ana@example.com", "Ana Fernández", "accepted"),
    Guest("lucas@example.com", "Lucas Pérez", "declined"),
    Guest("maria.de.los.angeles.etchegaray.rodriguez@example.com", "", "tentative"),
    Guest("eva@example.com"),
)
CSV = """Nombre;WhatsApp;Correo;Ciudad
Bruno Quiroga;+54 9 11 4444-3333;bruno@example.com;Rosario
Ana Fernandez;;ana@example.com;La Plata
Lucas Pérez;+34612345678;;
Clara;esto no es un número;;
""".encode()


def classroom(theme: str, language: str, size: tuple[int, int] = (1280, 800)) -> MainWindow:
    """Return a window whose week has a roster: Ana is linked to her class, Lucas meant by title."""
    w = window(theme, language, size)
    students = behind(w).students
    students.put(ANA, LUCAS, MARIA)
    students.strange = [Guest("eva@example.com", "Eva Ríos")]
    reader = memory(w)
    for key in (("e11", ""), ("e7", "")):
        event = reader.event(*key)
        assert event is not None and event.lesson is not None
        lesson = replace(event.lesson, students=(ANA.id,))
        reader.put(replace(event, lesson=lesson))
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


def _set(w: MainWindow, event_id: str, **fields: Any) -> None:
    reader = memory(w)
    event = reader.event(event_id, "")
    assert event is not None
    reader.put(replace(event, **fields))


def _panel_guests(w: MainWindow) -> QWidget:
    _set(w, "e11", guests=GUESTS)
    w.choose(("e11", ""))
    return w


def _panel_invited(w: MainWindow) -> QWidget:
    host = Guest("direccion@example.com", "Instituto del Sur", "accepted", True)
    me = Guest("profe@example.com", "Laura Giménez", "tentative", False, True)
    _set(w, "i", guests=(host, me))
    w.choose(("i", ""))
    return w


def _panel_other(w: MainWindow) -> QWidget:
    _set(w, "i", editable=True, summary="Dentista")
    w.choose(("i", ""))
    return w


def _mails(w: MainWindow) -> QWidget:
    box = ask_mails(w.context, w, lambda mails: None)
    settle()
    return box


def _suggestions(w: MainWindow) -> QWidget:
    w.choose(("e14", ""))
    panel = w.panel
    assert panel is not None
    panel.name_it()
    panel.name.setText("Clase con An")
    panel.suggestions.refresh("Clase con An")
    return w


def _form_new(w: MainWindow) -> QWidget:
    w.dialogs.new_form()
    return opened(w, EventForm)


def _form_series(w: MainWindow) -> QWidget:
    w.dialogs.new_form()
    form = opened(w, EventForm)
    assert isinstance(form, EventForm)
    form.fields.repeat.often.setCurrentIndex(2)
    form.fields.repeat.ends.setCurrentIndex(1)
    return form


def _form_full(w: MainWindow) -> QWidget:
    _set(w, "e11", guests=GUESTS, reminders=(("popup", 10), ("email", 1440)))
    w.dialogs.edit_form(("e11", ""))
    form = opened(w, EventForm)
    form.resize(640, 1100)
    return form


def _form_small(w: MainWindow) -> QWidget:
    w.resize(900, 600)
    settle()
    w.dialogs.edit_form(("e16", ""))
    return opened(w, EventForm)


def _form_wrong(w: MainWindow) -> QWidget:
    w.dialogs.new_form()
    form = opened(w, EventForm)
    assert isinstance(form, EventForm)
    form.fields.zone.setText("Nowhere")
    form.fields.guests.field.setText("ana@")
    form.keep()
    form.resize(640, 900)
    return form


def _templates(w: MainWindow) -> QWidget:
    w.dialogs.show_templates()
    dialog = opened(w, TemplatesDialog)
    assert isinstance(dialog, TemplatesDialog)
    dialog.text.appendPlainText("{nonsense}")
    return dialog


def _qr(w: MainWindow) -> QWidget:
    w.dialogs.show_qr(("e11", ""))
    return opened(w, QrDialog)


def _free_times(w: MainWindow) -> QWidget:
    w.dialogs.show_free_times()
    return opened(w, FreeTimesDialog)


def states() -> Iterator[tuple[str, Callable[[MainWindow], QWidget]]]:
    """Yield each state's name, and what brings a window into it and returns what to look at."""
    yield "roster", _roster
    yield "student-far-away", _student_far_away
    yield "roster-small", _roster_small
    yield "roster-empty", _roster_empty
    yield "roster-import", _import
    yield "form-new", _form_new
    yield "form-series", _form_series
    yield "form-full", _form_full
    yield "form-small", _form_small
    yield "form-wrong", _form_wrong
    yield "share-templates", _templates
    yield "share-qr", _qr
    yield "share-free-times", _free_times
    yield "panel-student", _panel(("e11", ""))
    yield "panel-guests", _panel_guests
    yield "panel-invited", _panel_invited
    yield "panel-other", _panel_other
    yield "mails", _mails
    yield "panel-suggestions", _suggestions


def main(folder: Path, kinds: list[str], only: str = "") -> None:
    """Write the pictures of every kind: `light-es` and so on; `only` those whose name has it."""
    begin(folder)
    for kind in kinds:
        theme, language = kind.split("-")
        speak(language)
        for name, show in states():
            if only not in name:
                continue
            w = classroom(theme, language)
            picture = show(w)
            settle()
            picture.grab().save(str(folder / f"{name}-{kind}.png"))
            w.hide()
            w.deleteLater()
            settle()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    wanted = [one for one in sys.argv[2:] if "-" in one] or ["light-es", "dark-es", "light-en"]
    main(Path(sys.argv[1]), wanted, next((one for one in sys.argv[2:] if "-" not in one), ""))
