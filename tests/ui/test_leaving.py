"""Closing the window loses nothing that was typed."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.ui.question import Question
from tests.ui.conftest import Stage
from tests.ui.test_form import form
from tests.ui.test_how_much import KEY, put, series


@pytest.fixture
def s(stage: Callable[..., Stage]) -> Stage:
    return stage(language="en")


def test_a_name_typed_for_a_series_is_asked_about_before_the_window_closes(
    s: Stage, qtbot: QtBot
) -> None:
    put(s, series())
    s.window.choose(KEY)
    assert s.window.panel is not None
    s.window.panel.name_it()
    qtbot.keyClicks(s.window.panel.name, "Anita")
    assert not s.window.close() and s.window.isVisible()
    question = s.window.context.editor.asking
    assert question is not None and not s.window.close()
    qtbot.keyClick(question, Qt.Key.Key_Return)
    assert s.calendar.asked[-1] == ("edit", KEY, {"summary": "Anita"})
    assert s.window.close() and s.calendar.asked[-1] != ("edit", KEY, {"summary": "Anita"})


def test_quitting_asks_about_a_form_that_is_being_filled_in(s: Stage, qtbot: QtBot) -> None:
    f = form(s, qtbot)
    qtbot.keyClicks(f.fields.name, "Half typed")
    presence = s.window.presence
    assert presence is not None
    presence.quit()
    question = QApplication.activeModalWidget()
    assert isinstance(question, Question)
    assert s.window.isVisible() and f.isVisible() and not presence.quitting
    (leave,) = [one for one in question.buttons if one.text() == "Leave"]
    qtbot.mouseClick(leave, Qt.MouseButton.LeftButton)
    assert not f.isVisible() and s.window.close()


def test_a_dialog_with_nothing_typed_keeps_no_window_open(s: Stage, qtbot: QtBot) -> None:
    f = form(s, qtbot)
    assert s.window.close() and not f.isVisible()


def test_the_keys_of_the_question_stay_unless_she_goes_to_leave(s: Stage, qtbot: QtBot) -> None:
    """Enter and Esc keep what was typed; asked twice, there is one question."""
    f = form(s, qtbot)
    qtbot.keyClicks(f.fields.name, "Half typed")

    def asked() -> Question:
        found = QApplication.activeModalWidget()
        assert isinstance(found, Question)
        return found

    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        f.reject()
        f.close()
        assert len(f.findChildren(Question)) == 1
        qtbot.waitUntil(lambda: asked().isActiveWindow())
        qtbot.keyClick(QApplication.focusWidget(), key)
        qtbot.waitUntil(lambda: not f.findChildren(Question))
        assert f.isVisible() and f.dirty
    f.reject()
    qtbot.waitUntil(lambda: asked().isActiveWindow())
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert not f.isVisible()
