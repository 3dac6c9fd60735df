"""The command box and quick add: by key, by letters, with what they will do in sight."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop_app.domain.student import Student
from desktop_app.ui.command_box import CommandBox
from desktop_app.ui.question import Question
from desktop_app.ui.quick_box import QuickBox
from desktop_app.ui.settings_dialog import SettingsDialog
from tests.ui.conftest import Stage
from tests.ui.fake_students import ANA
from tests.ui.fakes import at

Open = Callable[..., Stage]


def command(made: Stage, qtbot: QtBot, text: str) -> CommandBox:
    qtbot.keyClick(
        QApplication.focusWidget(), Qt.Key.Key_K, modifier=Qt.KeyboardModifier.ControlModifier
    )
    box = made.window.finders.command_box
    assert box is not None
    qtbot.waitUntil(box.field.hasFocus)
    qtbot.keyClicks(box.field, text)
    return box


def quick(made: Stage, qtbot: QtBot, text: str) -> QuickBox:
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Q)
    box = made.window.finders.quick_box
    assert box is not None
    qtbot.waitUntil(box.field.hasFocus)
    qtbot.keyClicks(box.field, text)
    return box


def shown(box: CommandBox) -> list[str]:
    return [row.title for row in box.list.rows]


@pytest.mark.parametrize(
    ("language", "text"), [("es", "nue cla meet"), ("es", "new class meet"), ("en", "new cl")]
)
def test_an_action_by_a_few_letters_in_either_language(
    stage: Open, qtbot: QtBot, language: str, text: str
) -> None:
    made = stage(language)
    box = command(made, qtbot, text)
    row = box.list.active
    assert row is not None
    assert row.key == "C"
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    assert box.isHidden()
    assert made.calendar.asked[-1][0] == "new_class"


def test_all_actions_stand_there_before_anything_is_typed(stage: Open, qtbot: QtBot) -> None:
    made = stage("en")
    box = command(made, qtbot, "")
    assert made.window.keys is not None
    assert shown(box) == [offer.words for offer in made.window.keys.offered()]
    assert "Copy code" not in shown(box)  # no class is selected
    qtbot.keyClick(box.field, Qt.Key.Key_Escape)
    made.window.choose(("e11", ""))
    box = command(made, qtbot, "cop cod")
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    assert made.calendar.asked[-1] == ("copy_code", ("e11", ""))


def test_a_day_is_gone_to(stage: Open, qtbot: QtBot) -> None:
    made = stage()
    box = command(made, qtbot, "15/12")
    assert shown(box) == ["Ir al martes 15 de diciembre"]
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    assert made.window.views.day == date(2026, 12, 15)


def test_a_class_is_found_and_shown(stage: Open, qtbot: QtBot) -> None:
    made = stage()
    box = command(made, qtbot, "camila")
    assert "Camila" in shown(box)
    at_class = shown(box).index("Camila")
    while box.list.active is not box.list.rows[at_class]:
        qtbot.keyClick(box.field, Qt.Key.Key_Down)
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    assert made.window.chosen == ("e21", "")


def test_a_class_in_one_line_is_made_from_the_command_box(stage: Open, qtbot: QtBot) -> None:
    made = stage()
    box = command(made, qtbot, "Ana jueves 18 a 19")
    assert shown(box)[0] == "Nueva clase: Ana, jue 26/11, 18–19"
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    asked, planned = made.calendar.asked[-1]
    assert asked == "quick"
    assert (planned.title, planned.start) == ("Ana", at("2026-11-26 18:00"))


@pytest.mark.parametrize("word", ["tema", "idioma", "oscuro", "feriados"])
def test_what_a_setting_is_about_leads_to_the_setting(stage: Open, qtbot: QtBot, word: str) -> None:
    made = stage()
    box = command(made, qtbot, word)
    assert box.list.active is not None
    assert box.list.active.title == f"Buscar «{word}» en los ajustes"
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SettingsDialog)
    assert [row for row in dialog.rows.values() if not row.isHidden()]
    dialog.close()
    assert "quick" not in [asked[0] for asked in made.calendar.asked]


def test_no_class_is_made_of_a_word_unless_she_goes_to_it(stage: Open, qtbot: QtBot) -> None:
    made = stage()
    box = command(made, qtbot, "textos de las")
    assert box.list.active is not None and box.list.active.title.startswith("Textos de las")
    box.field.setText("zzzz")
    assert shown(box)[-1].startswith("Nueva clase: zzzz")
    assert box.list.active is None
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    assert "quick" not in [asked[0] for asked in made.calendar.asked] and box.isVisible()
    qtbot.keyClick(box.field, Qt.Key.Key_Down)
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    assert made.calendar.asked[-1][0] == "quick"


def test_typing_on_begins_at_the_first_row_again(stage: Open, qtbot: QtBot) -> None:
    made = stage("en")
    box = command(made, qtbot, "c")
    qtbot.keyClick(box.field, Qt.Key.Key_Down)
    qtbot.keyClick(box.field, Qt.Key.Key_Down)
    qtbot.keyClicks(box.field, "l")
    first = next(row for row in box.list.rows if row.run is not None)
    assert box.list.active == first


def test_nothing_that_fits_says_so(stage: Open, qtbot: QtBot) -> None:
    made = stage()
    box = command(made, qtbot, "x0 qqq")
    assert shown(box) == []
    assert "x0 qqq" in box.words.text()


def test_quick_add_shows_what_it_will_make_and_makes_it(stage: Open, qtbot: QtBot) -> None:
    made = stage()
    box = quick(made, qtbot, "Ana martes a las 4 sin link grupal x4")
    assert box.title.text() == "Ana"
    assert box.when.text() == "martes 24 de noviembre, 16–17"
    assert box.details.text() == "Grupal  ·  cupo de 4  ·  sin enlace"
    assert "«4»" in box.remarks.text()
    assert "Reunión instituto" in box.remarks.text()
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    assert box.isHidden()
    assert box.field.text() == ""
    asked, planned = made.calendar.asked[-1]
    assert asked == "quick"
    assert not planned.meeting
    chip = made.window.week.chip(made.window.chosen or ("", ""))
    assert chip is not None
    assert chip.hasFocus()


def test_an_address_in_the_line_is_a_guest_and_mails_are_asked_about(
    stage: Open, qtbot: QtBot
) -> None:
    made = stage("en")
    made.calendar.students.put(replace(ANA, email="ana@Example.com"))
    box = quick(made, qtbot, "leo.perez@example.com Thursday 18")
    assert box.title.text() == "Leo Perez"
    assert box.details.text().endswith("guest: leo.perez@example.com")
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    question = QApplication.activeModalWidget()
    assert isinstance(question, Question)
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert "quick" not in [asked[0] for asked in made.calendar.asked] and box.isVisible()
    box.field.setText("ana@example.com Thursday 18")
    assert box.title.text() == ANA.name
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    question = QApplication.activeModalWidget()
    assert isinstance(question, Question)
    qtbot.mouseClick(question.buttons[2], Qt.MouseButton.LeftButton)
    _, planned, mails = made.calendar.asked[-1]
    assert (planned.students, planned.guests) == ((ANA.id,), ("ana@example.com",))
    assert mails == "all"
    assert box.isHidden()


def test_the_new_class_button_has_a_menu_of_the_ways_to_make_one(stage: Open, qtbot: QtBot) -> None:
    made = stage("en")
    made.window.sidebar.new.customContextMenuRequested.emit(QPoint(20, 20))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    texts = [action.text() for action in menu.actions()]
    assert texts[:2] == ["New class with Meet", "New class in one line…"]
    assert "Sync now" not in texts
    menu.actions()[1].trigger()
    menu.close()
    box = made.window.finders.quick_box
    assert box is not None
    assert box.isVisible()


def test_quick_add_says_what_it_does_not_understand_and_makes_nothing(
    stage: Open, qtbot: QtBot
) -> None:
    made = stage()
    box = quick(made, qtbot, "Ana 31/2 10 a 11")
    assert "31/2" in box.words.text()
    assert not box.card.isVisible()
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    assert box.isVisible()
    assert made.calendar.asked == [] or made.calendar.asked[-1][0] != "quick"
    qtbot.keyClick(box.field, Qt.Key.Key_Escape)
    assert box.isHidden()
    # Opened again it has the line, to be mended.
    again = quick(made, qtbot, "")
    assert again.field.text() == "Ana 31/2 10 a 11"


def test_a_search_without_a_result_leads_to_a_class_of_that_name(stage: Open, qtbot: QtBot) -> None:
    made = stage()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Slash)
    search = made.window.finders.search_box
    assert search is not None
    qtbot.keyClicks(search.field, "Wenceslao")
    qtbot.waitUntil(lambda: search.help.width() > 60)  # laid out
    qtbot.mouseClick(search.help, Qt.MouseButton.LeftButton)
    box = made.window.finders.quick_box
    assert box is not None
    assert box.isVisible()
    assert box.title.text() == "Wenceslao"


def test_the_boxes_fit_into_the_smallest_window(stage: Open, qtbot: QtBot) -> None:
    made = stage()
    made.window.resize(900, 600)
    box = quick(made, qtbot, "Ana " + "Etchegaray " * 30 + "martes a las 4")
    assert made.window.rect().contains(box.geometry())
    assert box.make.isVisible()
    qtbot.keyClick(box.field, Qt.Key.Key_Escape)
    assert made.window.rect().contains(command(made, qtbot, "").geometry())


def test_a_student_is_found_and_her_page_opened(
    stage: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = stage("en")
    made.calendar.students.put(Student("s1", "Íñigo Sosa", phone="+54 11 5555"))
    opened: list[str] = []
    monkeypatch.setattr(made.window.dialogs, "show_students", opened.append)
    box = command(made, qtbot, "inigo")
    assert box.list.active is not None
    assert (box.list.active.title, box.list.active.detail) == ("Íñigo Sosa", "+54 11 5555")
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    assert opened == ["s1"]


def test_a_series_says_how_often_before_it_is_made(stage: Open, qtbot: QtBot) -> None:
    made = stage("es")
    box = quick(made, qtbot, "lun y mie 18 Ana 8 semanas")
    assert box.when.text() == "miércoles 25 de noviembre, 18–19\ncada semana, lun y mié, 16 veces"
    assert box.title.text() == "Ana"


def test_names_come_before_actions_that_only_hold_the_letters(stage: Open, qtbot: QtBot) -> None:
    made = stage("es")
    box = command(made, qtbot, "ana")
    titles = [row.title for row in box.list.rows]
    assert titles.index("Ana Fernández") < titles.index("Semana")
    assert box.list.active is not None
    assert box.list.active.title == "Ana Fernández"
