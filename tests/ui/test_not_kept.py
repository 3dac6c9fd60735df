"""What is typed stays where it was typed until it is recorded."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.domain.errors import NotFoundError, StorageError
from desktop_app.services.values import Ended
from tests.ui.conftest import Stage
from tests.ui.test_boxes import quick
from tests.ui.test_form import form

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def s(stage: Callable[..., Stage]) -> Stage:
    return stage(language="en")


@pytest.mark.parametrize("key", [None, ("e11", "")])
def test_a_form_stays_open_where_nothing_was_recorded(
    s: Stage, qtbot: QtBot, key: tuple[str, str] | None
) -> None:
    f = form(s, qtbot, key)
    f.fields.name.selectAll()
    qtbot.keyClicks(f.fields.name, "Half an hour of typing")
    s.calendar.trouble = StorageError()
    qtbot.keyClick(f.fields.name, Qt.Key.Key_Return, CONTROL)
    assert f.isVisible() and f.fields.name.text() == "Half an hour of typing"
    assert f.words.text() == s.window.context.translator.tell(s.calendar.trouble.told)
    s.calendar.trouble = None
    qtbot.keyClick(f.fields.name, Qt.Key.Key_Return, CONTROL)
    assert not f.isVisible()


def test_a_form_of_an_event_that_google_removed_stays_open(s: Stage, qtbot: QtBot) -> None:
    f = form(s, qtbot, ("e11", ""))
    qtbot.keyClicks(f.fields.name, "Typed")
    del s.reader.events["e11", ""]
    s.calendar.trouble = NotFoundError()
    qtbot.keyClick(f.fields.name, Qt.Key.Key_Return, CONTROL)
    assert f.isVisible() and "Typed" in f.fields.name.text()


def test_nothing_is_saved_twice_or_left_while_it_is_being_recorded(
    s: Stage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting: list[Ended] = []
    forms = s.calendar.forms
    monkeypatch.setattr(
        forms, "make", lambda fields, mails, ended, calendar_id: waiting.append(ended)
    )
    f = form(s, qtbot)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Return):
        qtbot.keyClick(f.fields.name, key, CONTROL)
    qtbot.keyClick(f, Qt.Key.Key_Escape)
    assert len(waiting) == 1 and f.isVisible()
    waiting[0](None)
    assert not f.isVisible()


def test_a_line_of_the_command_box_stays_where_nothing_came_of_it(s: Stage, qtbot: QtBot) -> None:
    s.window.finders.command()
    box = s.window.finders.command_box
    assert box is not None
    qtbot.keyClicks(box.field, "Ana Thursday 15")
    s.calendar.trouble = StorageError()
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    assert box.isVisible() and box.field.hasFocus() and box.field.text() == "Ana Thursday 15"
    s.calendar.trouble = None
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    assert box.isHidden()
    assert [one[0] for one in s.calendar.asked if one[0] == "quick"] == ["quick", "quick"]


def test_a_line_stays_where_nothing_came_of_it(s: Stage, qtbot: QtBot) -> None:
    box = quick(s, qtbot, "Ana Thursday 15")
    s.calendar.trouble = StorageError()
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    assert box.isVisible() and box.field.text() == "Ana Thursday 15"
    s.calendar.trouble = None
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    assert box.isHidden() and box.field.text() == ""
