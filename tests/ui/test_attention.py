"""The list of what needs the teacher, in a real window: words, both versions, decisions."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop_app.domain.change import Side
from desktop_app.domain.occurrence import ChangeSet
from desktop_app.ui.attention import AttentionDialog
from desktop_app.ui.attention_card import AttentionCard
from desktop_app.ui.button import Button
from tests.ui.conftest import Stage
from tests.ui.stuck import CONFLICT, LIST, stuck


def opened(made: Stage) -> AttentionDialog:
    made.window.dialogs.show_attention()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, AttentionDialog)
    return dialog


def words(dialog: AttentionDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if not label.isHidden()]


def button(dialog: AttentionDialog, text: str) -> Button:
    return next(b for b in dialog.findChildren(Button) if b.text() == text and b.isVisible())


def test_a_conflict_shows_both_versions_field_by_field(stage: Callable[..., Stage]) -> None:
    made = stage("en")
    made.calendar.stuck.listed = [CONFLICT]
    said = words(opened(made))
    for line in (
        "Change: Ana Fernández",
        "It was changed in Google too, and not to the same.",
        "Yours", "Google's",
        "Day and hours", "Thu 26/11 · 10–11", "Wed 25/11 · 17:00–18:30",
        "Name", "Ana Fernández", "Ana F. (First)", "Notes",
    ):  # fmt: skip
        assert line in said, said
    assert not any(line.startswith("Google said") for line in said)


def test_how_a_class_repeats_is_told_in_words(stage: Callable[..., Stage]) -> None:
    made = stage("en")
    weekly, daily = ["RRULE:FREQ=WEEKLY;BYDAY=WE"], ["RRULE:FREQ=DAILY;COUNT=5"]
    made.calendar.stuck.listed = [
        stuck(1, "conflict", sides=(Side("recurrence", [], weekly, daily),))
    ]
    said = words(opened(made))
    assert "every week, on Wednesday" in said, said
    assert "every day, 5 times" in said


DECISIONS = [
    ("conflict", "patch", "Keep mine", "keep_mine"),
    ("conflict", "patch", "Keep Google's", "keep_theirs"),
    ("changed_there", "delete", "Remove it all the same", "keep_mine"),
    ("changed_there", "delete", "Keep it", "keep_theirs"),
    ("deleted_there", "patch", "Make it again", "keep_mine"),
    ("deleted_there", "patch", "Leave it removed", "keep_theirs"),
    ("series_changed", "patch", "Make it a class by itself", "keep_mine"),
    ("rejected", "patch", "Try again", "retry"),
    ("rejected", "patch", "Discard", "discard"),
    ("restored", "create", "Send it", "retry"),
    ("restored", "create", "Discard", "discard"),
    ("a kind nobody knows", "patch", "Try again", "retry"),
]


@pytest.mark.parametrize(("code", "kind", "text", "asked"), DECISIONS)
def test_each_reason_has_its_decisions(
    stage: Callable[..., Stage], qtbot: QtBot, code: str, kind: str, text: str, asked: str
) -> None:
    made = stage("en")
    made.calendar.stuck.listed = [stuck(7, code, kind)]
    qtbot.keyClick(button(opened(made), text), Qt.Key.Key_Return)
    assert made.calendar.stuck.asked == [(asked, 7)]


def test_google_s_own_words_are_shown_as_plain_text(stage: Callable[..., Stage]) -> None:
    made = stage("en")
    made.calendar.stuck.listed = [stuck(1, "forbidden", detail="<b>No</b>")]
    dialog = opened(made)
    assert "Google said: “<b>No</b>”" in words(dialog)
    assert all(w.textFormat() is Qt.TextFormat.PlainText for w in dialog.findChildren(QLabel)
               if "<b>" in w.text())  # fmt: skip


def test_edit_opens_the_class(stage: Callable[..., Stage], qtbot: QtBot) -> None:
    made = stage("en")
    made.calendar.stuck.listed = [stuck(1, "rejected")]
    qtbot.mouseClick(button(opened(made), "Edit"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert made.window.chosen == ("e11", "")


def test_what_is_gone_cannot_be_edited(stage: Callable[..., Stage]) -> None:
    made = stage("en")
    made.calendar.stuck.listed = [stuck(1, "rejected", event_id="nowhere")]
    assert "Edit" not in [b.text() for b in opened(made).findChildren(Button)]


def test_the_list_follows_the_outbox_and_keeps_the_focus(
    stage: Callable[..., Stage], qtbot: QtBot
) -> None:
    made = stage("en")
    made.calendar.stuck.listed = LIST[:2]
    dialog = opened(made)
    qtbot.waitUntil(dialog.isActiveWindow)
    button(dialog, "Keep mine").setFocus()
    made.calendar.stuck.listed = LIST[1:2]
    made.calendar.changed.emit(ChangeSet(outbox=True))
    cards = [card for card in dialog.findChildren(AttentionCard) if card.isVisible()]
    assert [card.accessibleName() for card in cards] == ["Change: Lucas Pérez"]
    focus = dialog.focusWidget()
    assert focus is not None and cards[0].isAncestorOf(focus)
    made.calendar.stuck.listed = []
    made.calendar.changed.emit(ChangeSet(outbox=True))
    none = "Nothing needs you: all is in step with Google."
    qtbot.waitUntil(
        lambda: [w.text() for w in dialog.findChildren(QLabel) if w.isVisible()] == [none]
    )


def test_other_accounts_and_whole_acts_are_told(stage: Callable[..., Stage]) -> None:
    made = stage("en")
    made.calendar.stuck.listed = [stuck(1, "rejected", group="g")]
    made.calendar.stuck.waiting = 2
    said = words(opened(made))
    assert any(line.startswith("2 changes wait for another account.") for line in said)
    assert any("given up as a whole" in line for line in said)


def test_what_is_stuck_can_be_saved_as_a_file(stage: Callable[..., Stage]) -> None:
    made = stage("en")
    made.calendar.stuck.listed = LIST
    dialog = opened(made)
    assert button(dialog, "Save as a calendar file…").isEnabled()
    dialog._write("/x/aula.ics")
    ((path, families),) = made.calendar.transfer.written
    assert path == "/x/aula.ics"
    assert len(families) == 5  # all but the removal
