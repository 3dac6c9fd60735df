"""The roster by hand: add, change, remove, search, suggest, import."""

from collections.abc import Callable
from dataclasses import replace

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.event import Guest
from desktop_app.domain.occurrence import ChangeSet
from desktop_app.domain.student import Student
from desktop_app.domain.student_csv import read
from desktop_app.domain.text import Sentence
from desktop_app.services.values import Toast
from desktop_app.ui.button import Button
from desktop_app.ui.students.dialog import StudentsDialog
from desktop_app.ui.students.import_dialog import ImportDialog
from desktop_app.ui.students.strangers import StrangersDialog
from tests.ui.conftest import Stage
from tests.ui.fake_students import ANA, LUCAS, MARIA
from tests.ui.fakes import row

Build = Callable[..., Stage]


@pytest.fixture
def roster(stage: Build) -> Stage:
    """A window in English whose teacher has three students."""
    s = stage(language="en")
    s.calendar.students.put(ANA, LUCAS, MARIA)
    return s


def dialog(s: Stage, qtbot: QtBot, student: str = "") -> StudentsDialog:
    s.window.dialogs.show_students(student)
    (found,) = s.window.findChildren(StudentsDialog)
    qtbot.waitUntil(found.isActiveWindow)
    return found


def names(d: StudentsDialog) -> list[str]:
    return [d.list.item(i).text() for i in range(d.list.count())]


def type_into(qtbot: QtBot, field: QWidget, text: str) -> None:
    field.setFocus()
    qtbot.keyClicks(field, text)


def kept(s: Stage) -> list[Student]:
    return list(s.calendar.students.all())


def test_s_opens_the_roster_and_esc_closes_it(roster: Stage, qtbot: QtBot) -> None:
    qtbot.keyClick(roster.window.views.current.surface, Qt.Key.Key_S)
    (d,) = roster.window.findChildren(StudentsDialog)
    qtbot.waitUntil(d.isActiveWindow)
    assert names(d) == ["Ana Fernández · Buenos Aires", "Lucas Pérez · Madrid",
                        "María de los Ángeles Etchegaray Rodríguez · Ciudad de México"]  # fmt: skip
    with qtbot.waitSignal(d.finished):
        qtbot.keyClick(d, Qt.Key.Key_Escape)


def test_a_student_is_added_by_keyboard_and_her_zone_is_known_by_her_city(
    roster: Stage, qtbot: QtBot
) -> None:
    d = dialog(roster, qtbot)
    qtbot.keyClick(d, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert d.page.form.name.hasFocus()
    qtbot.keyClicks(d.page.form.name, "Eva Rios")
    type_into(qtbot, d.page.form.city, "Roma")
    d.page.form.email.setFocus()
    eva = kept(roster)[1]
    assert (eva.name, eva.city, eva.zone) == ("Eva Rios", "Roma", "Europe/Rome")
    assert d.list.currentItem().text() == "Eva Rios · Roma"


def test_what_is_wrong_is_said_below_its_field_and_the_rest_is_kept(
    roster: Stage, qtbot: QtBot
) -> None:
    d = dialog(roster, qtbot, ANA.id)
    form = d.page.form
    form.email.clear()
    type_into(qtbot, form.email, "ana@")
    type_into(qtbot, form.price, "!")
    d.search.setFocus()
    assert form.cells["email"].wrong.text() == "“ana@” is no e-mail address."
    assert kept(roster)[0] == replace(ANA, price="!$ 12.000")
    assert form.email.text() == "ana@"


def test_del_removes_and_ctrl_z_asks_for_it_back(roster: Stage, qtbot: QtBot) -> None:
    d = dialog(roster, qtbot, LUCAS.id)
    qtbot.keyClick(d.list, Qt.Key.Key_Delete)
    assert [one.name for one in kept(roster)] == [ANA.name, MARIA.name]
    step = roster.calendar.students.steps[-1]
    assert step.label == Sentence("remove {title}", (("title", "Lucas Pérez"),))
    qtbot.keyClick(d.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert ("undo",) in roster.calendar.asked
    step.undo(roster.calendar.students.memory)
    roster.calendar.changed.emit(roster.calendar.students.memory.roster.change((), ()))
    assert len(names(d)) == 3


def test_the_toast_with_undo_stands_in_the_dialog(roster: Stage, qtbot: QtBot) -> None:
    d = dialog(roster, qtbot)
    roster.calendar.toast.emit(Toast(Sentence("Undone")))
    assert [box.text for box in d._toasts.shown] == ["Undone"]


def test_a_search_finds_without_accents_and_says_when_nobody_is_meant(
    roster: Stage, qtbot: QtBot
) -> None:
    d = dialog(roster, qtbot)
    qtbot.keyClicks(d.search, "angeles")
    assert [d.page.student] == [MARIA] and len(names(d)) == 1
    qtbot.keyClicks(d.search, "x")
    assert names(d) == [] and d.nobody.isVisible()


def test_typing_survives_a_refresh(roster: Stage, qtbot: QtBot) -> None:
    d = dialog(roster, qtbot, ANA.id)
    form = d.page.form
    form.city.selectAll()
    type_into(qtbot, form.city, "La Pl")
    roster.calendar.students.put(replace(LUCAS, name="Lucas P."))
    assert form.city.text().endswith("La Pl") and form.city.hasFocus()


def test_her_page_has_her_classes_and_a_step_leads_to_one(roster: Stage, qtbot: QtBot) -> None:
    linked = roster.reader.events["e14", ""]
    assert linked.lesson is not None
    lesson = replace(linked.lesson, students=(ANA.id,))
    roster.reader.put(replace(linked, lesson=lesson))
    d = dialog(roster, qtbot, ANA.id)
    classes = d.page.classes
    texts = [classes.item(i).text() for i in range(classes.count())]
    assert texts == [
        "COMING (3)",
        "Tue 24/11 · 14–15 · Ana Fernández",
        "Wed 25/11 · 15–16 · Ana Fernández",
        "Thu 26/11 · 14:00–14:30 · Prueba de nivel",
        "PAST (1)",
        "Mon 23/11 · 9–10 · Ana Fernández",
    ]
    classes.setCurrentRow(3)
    qtbot.keyClick(classes, Qt.Key.Key_Return)
    assert roster.window.chosen == ("e14", "")


def test_a_new_class_with_her_is_one_press(roster: Stage, qtbot: QtBot) -> None:
    d = dialog(roster, qtbot, LUCAS.id)
    qtbot.mouseClick(d.page.new_class, Qt.MouseButton.LeftButton)
    assert ("new_class", None, None, LUCAS.id) in roster.calendar.asked


def test_guests_of_past_classes_are_offered_and_none_is_taken_unasked(
    roster: Stage, qtbot: QtBot
) -> None:
    roster.calendar.students.strange = [Guest("eva@x.com", "Eva"), Guest("luz@x.com")]
    d = dialog(roster, qtbot)
    qtbot.mouseClick(d.strangers, Qt.MouseButton.LeftButton)
    (offer,) = d.findChildren(StrangersDialog)
    assert not offer.add.isEnabled()
    offer.list.item(1).setCheckState(Qt.CheckState.Checked)
    qtbot.mouseClick(offer.add, Qt.MouseButton.LeftButton)
    assert [one.email for one in kept(roster)] == [ANA.email, LUCAS.email, "luz@x.com", ""]


def test_an_import_shows_each_line_and_changes_nothing_before_it_is_taken(
    roster: Stage, qtbot: QtBot
) -> None:
    d = dialog(roster, qtbot)
    data = b"Name,E-mail,City\nAna F.,ana@example.com,Rosario\nBruno,,\nBad,@,\n"
    ids = iter("123")
    d.files._preview(read(data, roster.calendar.students.all(), lambda: next(ids), {}))
    (preview,) = d.findChildren(ImportDialog)
    assert [box.currentData() for box in preview.choices] == ["merge", "new", "leave"]
    assert preview.words.text().startswith("2 of 3 lines")
    assert len(kept(roster)) == 3
    qtbot.mouseClick(preview.take, Qt.MouseButton.LeftButton)
    assert [(one.name, one.city) for one in kept(roster)][:2] == [
        ("Ana F.", "Rosario"), ("Bruno", ""),
    ]  # fmt: skip


# --- in the panel


def test_a_name_typed_in_the_title_suggests_and_enter_alone_changes_nothing(
    roster: Stage, qtbot: QtBot
) -> None:
    roster.window.choose(("e14", ""))
    panel = roster.window.panel
    assert panel is not None
    panel.name_it()
    qtbot.keyClicks(panel.name, "Luc")
    assert panel.suggestions.isVisible() and panel.suggestions.currentRow() == -1
    qtbot.keyClick(panel.name, Qt.Key.Key_Return)
    assert roster.reader.events["e14", ""].summary == "Luc"
    assert not panel.suggestions.isVisible()


def test_a_suggestion_walked_to_brings_the_student_into_the_class(
    roster: Stage, qtbot: QtBot
) -> None:
    roster.window.choose(("e14", ""))
    panel = roster.window.panel
    assert panel is not None
    panel.name_it()
    qtbot.keyClicks(panel.name, "Luc")
    qtbot.keyClick(panel.name, Qt.Key.Key_Down)
    qtbot.keyClick(panel.name, Qt.Key.Key_Return)
    event = roster.reader.events["e14", ""]
    assert event.summary == "Lucas Pérez"
    assert event.lesson is not None and event.lesson.students == (LUCAS.id,)
    assert event.color_id == "10"
    assert row(event).end - row(event).start == 45 * 60
    edits = [asked for asked in roster.calendar.asked if asked[0] == "edit"]
    assert len(edits) == 1  # one step to undo
    assert [button.text() for button in panel.students.list.buttons] == ["Lucas Pérez"]


def test_esc_puts_the_suggestions_away_and_leaves_the_panel(roster: Stage, qtbot: QtBot) -> None:
    roster.window.choose(("e14", ""))
    panel = roster.window.panel
    assert panel is not None
    panel.name_it()
    qtbot.keyClicks(panel.name, "Luc")
    qtbot.keyClick(panel.name, Qt.Key.Key_Escape)
    assert not panel.suggestions.isVisible()
    assert panel.isVisible() and panel.name.text() == "Luc"


def test_more_students_join_by_the_field_below_and_leave_by_their_cross(
    roster: Stage, qtbot: QtBot
) -> None:
    roster.window.choose(("e8", ""))
    panel = roster.window.panel
    assert panel is not None
    people = panel.students.list
    for name in ("ana fernandez", "Zoe"):
        type_into(qtbot, people.field, name)
        qtbot.keyClick(people.field, Qt.Key.Key_Return)
    event = roster.reader.events["e8", ""]
    zoe = kept(roster)[-1]
    assert zoe.name == "Zoe"
    assert event.lesson is not None and event.lesson.students == (ANA.id, zoe.id)
    assert event.color_id == ""  # what was decided for the class stays
    cross = [
        one
        for one in people.findChildren(Button)
        if one.accessibleName() == "Take Ana Fernández out of this class"
    ][-1]
    qtbot.waitUntil(cross.isVisible)
    qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    event = roster.reader.events["e8", ""]
    assert event.lesson is not None and event.lesson.students == (zoe.id,)


def test_a_student_of_the_class_opens_her_page(roster: Stage, qtbot: QtBot) -> None:
    roster.window.choose(("e3", ""))  # meant by its title alone
    panel = roster.window.panel
    assert panel is not None
    (button,) = panel.students.list.buttons
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    (d,) = roster.window.findChildren(StudentsDialog)
    assert d.page.student == LUCAS
    assert QApplication.activeModalWidget() is d


def test_what_a_thread_brings_after_the_dialog_was_closed_comes_to_nothing(
    stage: Build, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    s = stage("en")
    answers: list[Callable[[list[Guest]], None]] = []
    monkeypatch.setattr(s.calendar.students, "ask_strangers", answers.append)
    s.window.dialogs.show_students()
    (dialog,) = s.window.findChildren(StudentsDialog)
    read = dialog.while_open(dialog.files._preview)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))
    answers[0]([Guest("ana@example.com")])
    read([])
    assert s.window.findChildren(QDialog) == []


def test_notes_are_kept_as_they_are_left(roster: Stage, qtbot: QtBot) -> None:
    """And while they are typed nothing that comes from elsewhere takes their place."""
    d = dialog(roster, qtbot, ANA.id)
    notes = d.page.form.notes
    notes.setFocus()
    notes.selectAll()
    qtbot.keyClicks(notes, "Likes jazz")
    roster.calendar.changed.emit(ChangeSet(everything=True))
    assert notes.toPlainText() == "Likes jazz"
    qtbot.keyClick(notes, Qt.Key.Key_Tab)
    assert next(one for one in kept(roster) if one.id == ANA.id).notes == "Likes jazz"
    roster.calendar.changed.emit(ChangeSet(everything=True))
    assert notes.toPlainText() == "Likes jazz"


def test_in_a_small_window_with_large_words_no_field_cuts_what_it_offers(
    roster: Stage, qtbot: QtBot
) -> None:
    """Two columns there, three where there is room."""
    before = QApplication.font()
    QApplication.setFont(QFont("Inter", 14))
    try:
        d = dialog(roster, qtbot, ANA.id)
        d.resize(720, 480)
        form = d.page.form
        qtbot.waitUntil(lambda: form.isVisible() and form.width() < 420)
        for box in (form.kind, form.provider, form.colour):
            box.setCurrentIndex(0)
            needed = box.fontMetrics().horizontalAdvance(box.currentText()) + 40
            assert box.width() >= needed, box.currentText()
        d.resize(1200, 700)
        qtbot.waitUntil(lambda: form.cells["color_id"].y() == form.cells["city"].y())
        d.close()
    finally:
        QApplication.setFont(before)
