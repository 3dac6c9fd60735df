"""How much of a series is meant, and whether guests are told: when it is asked, and how."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QRadioButton
from pytestqt.qtbot import QtBot

from desktop_app.domain.event import Event, Guest, Timed, original_key
from desktop_app.domain.scope import OF_ONE
from desktop_app.ui.how_much import HowMuch
from tests.ui.conftest import Stage
from tests.ui.fakes import ZONE, at, lesson

Open = Callable[..., Stage]
TUESDAY = at("2026-11-24 14:00")
KEY = ("series", original_key(TUESDAY))
NAMED = {"summary": "Otra"}


def series(rule: str = "RRULE:FREQ=WEEKLY", first: str = "2026-11-17", **more: object) -> Event:
    master = lesson("series", "Ana", f"{first} 14:00", f"{first} 15:00", **more)
    return replace(master, recurrence=(rule,))


def put(stage: Stage, master: Event) -> None:
    when = Timed(TUESDAY, TUESDAY + 3600, ZONE)
    one = replace(master, when=when, recurrence=(), recurring_event_id=master.id, original=KEY[1])
    stage.reader.put(master, one)


def asked(stage: Stage) -> HowMuch:
    dialog = stage.window.context.editor.asking
    assert dialog is not None
    return dialog


def words(dialog: HowMuch) -> list[str]:
    return [button.text() for button in dialog.findChildren(QRadioButton)]


def test_a_single_class_is_edited_without_a_question(stage: Open) -> None:
    s = stage()
    s.window.context.editor.edit(("e5", ""), NAMED)
    assert s.calendar.asked[-1] == ("edit", ("e5", ""), NAMED)
    assert s.window.context.editor.asking is None


def test_a_series_asks_and_only_this_one_is_the_default(stage: Open, qtbot: QtBot) -> None:
    s = stage(language="en")
    put(s, series())
    s.window.context.editor.edit(KEY, NAMED)
    dialog = asked(s)
    assert words(dialog) == ["Only this one", "This one and those that follow", "The whole series"]
    assert not dialog.tell.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert s.calendar.asked[-1] == ("edit", KEY, NAMED)
    assert s.window.context.editor.asking is None


@pytest.mark.parametrize(("digit", "scope"), [(Qt.Key.Key_2, "following"), (Qt.Key.Key_3, "all")])
def test_a_digit_picks_and_enter_does_it(
    stage: Open, qtbot: QtBot, digit: Qt.Key, scope: str
) -> None:
    s = stage()
    put(s, series())
    s.window.context.editor.edit(KEY, NAMED)
    dialog = asked(s)
    qtbot.keyClick(dialog, digit)
    qtbot.keyClick(dialog, Qt.Key.Key_Enter)
    assert s.calendar.asked[-1] == ("edit", KEY, NAMED, scope, "none")


def test_esc_changes_nothing_and_shows_again_what_is_so(stage: Open, qtbot: QtBot) -> None:
    s = stage()
    put(s, series())
    s.window.context.editor.remove(KEY)
    with qtbot.waitSignal(s.calendar.changed):
        qtbot.keyClick(asked(s), Qt.Key.Key_Escape)
    assert s.reader.event(*KEY) is not None
    assert s.window.context.editor.asking is None


def test_what_is_about_one_class_anyway_is_not_asked(stage: Open) -> None:
    s = stage()
    put(s, series())
    s.window.context.editor.edit(KEY, {"lesson.status": "cancelled"})
    assert "lesson.status" in OF_ONE
    assert s.window.context.editor.asking is None
    put(s, series("RRULE:FREQ=WEEKLY;COUNT=1", "2026-11-24"))
    s.window.context.editor.edit(KEY, NAMED)
    assert s.window.context.editor.asking is None


def test_from_the_first_one_on_is_all_of_it(stage: Open) -> None:
    s = stage(language="en")
    put(s, series(first="2026-11-24"))
    s.window.context.editor.remove(KEY)
    assert words(asked(s)) == ["Only this one", "The whole series"]


def test_how_it_repeats_cannot_be_said_of_one_alone(stage: Open) -> None:
    s = stage(language="en")
    put(s, series())
    s.window.context.editor.edit(KEY, {"recurrence": ["RRULE:FREQ=DAILY"]})
    assert words(asked(s)) == ["This one and those that follow", "The whole series"]
    asked(s).reject()
    put(s, series(first="2026-11-24"))
    s.window.context.editor.edit(KEY, {"recurrence": ["RRULE:FREQ=DAILY"]})
    assert s.calendar.asked[-1][3:] == ("all", "none")


GUESTS = (
    Guest("profe@example.com", is_self=True),
    Guest("eva@example.org"),
    Guest("ana@example.org"),
)


def test_guests_are_mailed_only_if_she_says_so(stage: Open, qtbot: QtBot) -> None:
    s = stage(language="en")
    s.reader.put(lesson("g", "Grupo", "2026-11-24 18:00", "2026-11-24 19:00", guests=GUESTS))
    s.window.context.editor.edit(("g", ""), {"color_id": "3"})
    assert s.window.context.editor.asking is None  # hers alone
    s.window.context.editor.edit(("g", ""), NAMED)
    dialog = asked(s)
    assert dialog.tell.text() == "Tell 2 guests by e-mail"
    assert words(dialog) == []
    qtbot.keyClick(dialog.tell, Qt.Key.Key_Space)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    plain = s.calendar.asked[-1]
    assert plain == ("edit", ("g", ""), NAMED)
    s.window.context.editor.remove(("g", ""))
    qtbot.keyClick(asked(s), Qt.Key.Key_Return)
    assert s.calendar.asked[-1] == ("delete", ("g", ""), "this", "all")


def test_a_form_that_has_asked_about_mails_is_not_asked_again(stage: Open) -> None:
    s = stage()
    s.reader.put(lesson("g", "Grupo", "2026-11-24 18:00", "2026-11-24 19:00", guests=GUESTS))
    s.window.context.editor.edit(("g", ""), NAMED, "all")
    assert s.calendar.asked[-1] == ("edit", ("g", ""), NAMED, "this", "all")


def test_text_of_a_calendar_stays_text(stage: Open) -> None:
    s = stage()
    put(s, replace(series(), summary="<b>Ana</b>" + "x" * 200))
    s.window.context.editor.edit(KEY, NAMED)
    for label in asked(s).findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_class_that_got_another_name_stays_selected(stage: Open) -> None:
    s = stage()
    put(s, series())
    s.window.choose(KEY)
    other = lesson("rest", "Ana", "2026-11-24 14:00", "2026-11-24 15:00")
    s.reader.put(other)
    s.calendar.followed.emit(KEY, ("rest", ""))
    assert s.window.chosen == ("rest", "")
    s.calendar.followed.emit(KEY, ("e5", ""))
    assert s.window.chosen == ("rest", "")
