"""The panel by hand: what is typed goes to its class, and looking at a class changes nothing."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTime
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from desktop_app.domain.calendars import Calendar
from desktop_app.domain.event import AllDay, Event, Guest, with_fields
from desktop_app.domain.occurrence import ChangeSet
from desktop_app.ui.panel import Panel
from desktop_app.ui.toasts import ToastBox, ToastButton
from tests.ui.conftest import Stage
from tests.ui.fake_students import ANA, LUCAS
from tests.ui.fakes import ZONE, at, lesson
from tests.ui.test_how_much import KEY, series
from tests.ui.test_how_much import put as put_series

Build = Callable[..., Stage]
LEFT = Qt.MouseButton.LeftButton
HOST = Guest("host@x.com", "Instituto", "accepted", organizer=True)
ME = Guest("profe@example.com", "", "needsAction", is_self=True)
A, B = ("a", ""), ("b", "")


@pytest.fixture
def s(stage: Build) -> Stage:
    """A window with two classes of today."""
    made = stage(language="en", filled=False)
    made.reader.put(
        lesson("a", "Ana", "2026-11-24 12:00", "2026-11-24 13:00"),
        lesson("b", "Beto", "2026-11-24 15:00", "2026-11-24 16:00"),
    )
    made.window.read()
    return made


def choose(s: Stage, key: tuple[str, str]) -> Panel:
    s.window.choose(key)
    assert s.window.panel is not None
    return s.window.panel


def google_says(s: Stage, key: tuple[str, str], fields: dict[str, Any]) -> None:
    s.reader.events[key] = with_fields(s.reader.events[key], fields)
    s.calendar.changed.emit(ChangeSet(frozenset({key[0]})))


def asked(s: Stage, *kinds: str) -> list[tuple[Any, ...]]:
    return [one for one in s.calendar.asked if one[0] in kinds]


# --- keys act on what has the ring


def test_delete_removes_the_class_that_tab_came_to(s: Stage, qtbot: QtBot) -> None:
    choose(s, A)
    chip = s.window.views.current.chip(A)
    assert chip is not None
    chip.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.keyClick(chip, Qt.Key.Key_Tab)
    ringed = s.window.views.current.chip(B)
    assert ringed is not None and ringed.hasFocus()
    assert s.window.chosen == B and s.window.panel is not None
    assert s.window.panel.name.text() == "Beto"
    qtbot.keyClick(ringed, Qt.Key.Key_Delete)
    assert asked(s, "delete", "edit") == [("delete", B)]


def test_tab_opens_no_panel(s: Stage, qtbot: QtBot) -> None:
    chip = s.window.views.current.chip(A)
    assert chip is not None
    chip.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.keyClick(chip, Qt.Key.Key_Tab)
    assert s.window.chosen == B and s.window.panel is None


def test_arrows_choose_in_the_row_of_whole_days_too(s: Stage, qtbot: QtBot) -> None:
    day = s.window.context.today()
    s.reader.put(
        Event("bar", "cal", AllDay(day, day + timedelta(days=1)), summary="Fair"),
        Event("next", "cal", AllDay(day, day + timedelta(days=2)), summary="Trip"),
    )
    s.window.read()
    first = s.window.week.all_day.pool.shown[0]
    choose(s, first.key)
    first.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.keyClick(first, Qt.Key.Key_Down)
    after = s.window.week.all_day.pool.shown[1]
    assert after.hasFocus() and s.window.chosen == after.key != first.key


# --- day and hours


def test_hours_that_were_typed_go_to_their_own_class(s: Stage) -> None:
    """Another class is chosen before Save: it opens with its own hours, shown as a line."""
    panel = choose(s, A)
    panel.edit_time()
    panel.when.start.setTime(QTime(18, 0))
    choose(s, B)
    moved = ["timed", at("2026-11-24 18:00"), at("2026-11-24 19:00"), ZONE]
    assert asked(s, "edit") == [("edit", A, {"when": moved})]
    assert not panel.when.editing and panel.name.text() == "Beto"


def test_hours_that_were_only_opened_change_nothing(s: Stage, qtbot: QtBot) -> None:
    panel = choose(s, A)
    panel.edit_time()
    choose(s, B)
    panel.edit_time()
    qtbot.mouseClick(panel.when.save, LEFT)
    assert asked(s, "edit") == [] and not panel.when.editing


def test_closing_the_panel_keeps_the_hours_and_esc_drops_them(s: Stage, qtbot: QtBot) -> None:
    panel = choose(s, A)
    panel.edit_time()
    panel.when.start.setTime(QTime(18, 0))
    qtbot.keyClick(panel.when.start, Qt.Key.Key_Escape)
    assert panel.isVisible() and not panel.when.editing and asked(s, "edit") == []
    panel.edit_time()
    panel.when.start.setTime(QTime(17, 0))
    qtbot.mouseClick(panel.close_button, LEFT)
    assert not panel.isVisible() and asked(s, "edit")[0][2]["when"][1] == at("2026-11-24 17:00")


def test_a_class_of_several_days_keeps_its_last_day(s: Stage, qtbot: QtBot) -> None:
    """Tuesday to Thursday: saved as it is, nothing; moved by a day, all of it."""
    s.reader.put(lesson("a", "Retreat", "2026-11-24 18:00", "2026-11-26 12:00"))
    panel = choose(s, A)
    panel.edit_time()
    assert panel.when.last.isVisible()
    qtbot.mouseClick(panel.when.save, LEFT)
    assert asked(s, "edit") == []
    panel.edit_time()
    panel.when.day.setDate(panel.when.day.date().addDays(1))
    qtbot.mouseClick(panel.when.save, LEFT)
    moved = ["timed", at("2026-11-25 18:00"), at("2026-11-27 12:00"), ZONE]
    assert asked(s, "edit") == [("edit", A, {"when": moved})]


def test_a_last_day_before_the_first_is_not_saved(s: Stage, qtbot: QtBot) -> None:
    s.reader.put(lesson("a", "Retreat", "2026-11-24 18:00", "2026-11-26 12:00"))
    panel = choose(s, A)
    panel.edit_time()
    panel.when.last.setDate(panel.when.day.date().addDays(-1))
    qtbot.mouseClick(panel.when.save, LEFT)
    assert panel.when.editing and panel.when.last.hasFocus() and asked(s, "edit") == []


def test_deleting_a_class_drops_the_hours_typed_for_it(s: Stage, qtbot: QtBot) -> None:
    panel = choose(s, A)
    panel.edit_time()
    panel.when.start.setTime(QTime(18, 0))
    qtbot.mouseClick(panel.remove, LEFT)
    choose(s, B)
    assert asked(s, "edit", "delete") == [("delete", A)]


# --- details


def test_looking_at_a_class_does_not_write_to_it(s: Stage) -> None:
    """What other programs wrote may be more than the fields hold."""
    details = {"max_participants": 0, "focus": "x" * 400, "price": " 12 "}
    s.reader.put(lesson("a", "Ana", "2026-11-24 12:00", "2026-11-24 13:00", details=details))
    panel = choose(s, A)
    assert panel.details.places.value() == 0 and panel.details.focus_text.text() == "x" * 400
    choose(s, B)
    panel = choose(s, A)
    panel.details.price.setText("15")
    choose(s, B)
    assert asked(s, "edit") == [("edit", A, {"lesson.price": "15"})]


def test_a_field_with_the_focus_shows_what_google_says(s: Stage, qtbot: QtBot) -> None:
    panel = choose(s, A)
    panel.details.places.setFocus()
    google_says(s, A, {"lesson.max_participants": 6})
    assert panel.details.places.value() == 6
    panel.details.places.setValue(7)  # typed: it stays
    google_says(s, A, {"lesson.max_participants": 8, "lesson.price": "$ 3"})
    assert (panel.details.places.value(), panel.details.price.text()) == (7, "$ 3")
    qtbot.keyClick(panel.details.places, Qt.Key.Key_Tab)
    assert asked(s, "edit") == [("edit", A, {"lesson.max_participants": 7})]


def test_a_focused_list_shows_the_type_of_the_class_chosen(s: Stage) -> None:
    google_says(s, A, {"lesson.class_type": "grupal"})
    panel = choose(s, A)
    panel.details.kind.setFocus()
    choose(s, B)
    assert panel.details.kind.currentData() == "individual"
    panel.details.price.setText("9")
    panel.commit()
    assert asked(s, "edit") == [("edit", B, {"lesson.price": "9"})]


# --- removing


def test_giving_a_removal_up_leaves_everything_as_it_is(s: Stage, qtbot: QtBot) -> None:
    """The panel stays open, and the class chosen."""
    put_series(s, series())
    s.window.read()
    panel = choose(s, KEY)
    qtbot.mouseClick(panel.remove, LEFT)
    question = s.window.context.editor.asking
    assert question is not None
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    assert s.window.chosen == KEY and panel.isVisible() and asked(s, "delete") == []
    qtbot.mouseClick(panel.remove, LEFT)
    question = s.window.context.editor.asking
    assert question is not None
    qtbot.keyClick(question, Qt.Key.Key_Return)
    assert s.window.chosen is None and not panel.isVisible()
    assert asked(s, "delete") == [("delete", KEY)]


def told(s: Stage) -> list[str]:
    return [box.text for box in s.window.findChildren(ToastBox) if not box.isHidden()]


KEPT: list[tuple[dict[str, Any], str]] = [
    ({"event_type": "birthday"}, "A birthday of your contacts: it is changed in Google Contacts."),
    (
        {"event_type": "focusTime"},
        "Focus time, which Google keeps: it is changed in Google Calendar.",
    ),
    (
        {"calendar_id": "read"},
        "You may only read the calendar “Feriados”: its owner changes it.",
    ),
    (
        {"guests": (HOST, ME)},
        "Only Instituto, who invites you, can change this. You may answer that you do not come.",
    ),
    ({"guests": (HOST,)}, "Only Instituto, who made this event, can change it."),
    ({}, "This event cannot be changed from here."),
]


@pytest.mark.parametrize(
    ("key", "why", "words"),
    [("Del", *one) for one in KEPT]
    + [(key, *KEPT[0]) for key in ("Backspace", "E", "Shift+E", "Alt+Down", "Alt+Right")],
)
def test_a_key_that_would_change_what_is_only_read_says_why_it_stays(
    s: Stage, qtbot: QtBot, key: str, why: dict[str, Any], words: str
) -> None:
    when = s.reader.events[A].when
    s.calendar.calendars.found = [Calendar("read", "Feriados", access="reader")]
    s.reader.put(Event("kept", **({"calendar_id": "cal"} | why), when=when, editable=False))
    panel = choose(s, ("kept", ""))
    surface = s.window.views.current.surface
    surface.setFocus()
    for _ in range(2):  # once is enough on the screen
        qtbot.keySequence(surface, QKeySequence(key))
    assert told(s) == [words] and words in panel.marks.words.text()
    assert panel.isVisible() and not asked(s, "delete", "edit")


def test_the_invitation_of_what_is_no_class_can_be_had_by_making_it_one(
    s: Stage, qtbot: QtBot
) -> None:
    when = s.reader.events[A].when
    s.reader.put(Event("plain", "cal", when, summary="Eva"))
    choose(s, ("plain", ""))
    surface = s.window.views.current.surface
    surface.setFocus()
    for keys in ("Ctrl+C", "Ctrl+Shift+C"):
        qtbot.keySequence(surface, QKeySequence(keys))
        assert told(s) == ["This is no class: it has no invitation and no access code."]
    (box,) = [one for one in s.window.findChildren(ToastBox) if not one.isHidden()]
    (make,) = [one for one in box.findChildren(ToastButton) if one.text() == "Make it a class"]
    qtbot.mouseClick(make, LEFT)
    assert s.reader.events["plain", ""].lesson is not None


def test_keys_do_nothing_that_the_chosen_event_is_not_for(s: Stage, qtbot: QtBot) -> None:
    """Del on what is only read, the invitation of what is no class: nothing, and the panel stays."""
    when = s.reader.events[A].when
    s.reader.put(Event("birthday", "cal", when, summary="Eva", editable=False))
    panel = choose(s, ("birthday", ""))
    surface = s.window.views.current.surface
    surface.setFocus()
    qtbot.keyClick(surface, Qt.Key.Key_Delete)
    qtbot.keyClick(surface, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert asked(s, "delete", "copy_invitation") == [] and panel.isVisible()
    assert s.window.keys is not None
    offered = {offer.english for offer in s.window.keys.offered()}
    assert "Join" in offered and not offered & {"Delete", "Copy invitation", "Answer: I come"}


# --- the classes beside it


def beside(s: Stage, qtbot: QtBot, key: tuple[str, str]) -> list[tuple[str, str]]:
    """Return kind and time of the rows below, once they are there."""
    part = choose(s, key).beside
    qtbot.waitUntil(lambda: not part._soon.isActive())
    return [(row._kind, row._when) for row in part.rows]


@pytest.fixture
def anas(s: Stage) -> Stage:
    """A window tall enough, with classes of Ana over some weeks."""
    s.reader.put(
        lesson("last", "Ana", "2026-11-17 12:00", "2026-11-17 13:00", details={"focus": "Verbs"}),
        lesson("next", "Ana", "2026-12-01 12:00", "2026-12-01 13:00"),
        lesson("far", "Ana", "2027-01-05 12:00", "2027-01-05 13:30"),
        lesson("off", "Ana", "2026-12-08 12:00", "2026-12-08 13:00", status="cancelled"),
    )
    s.window.resize(1280, 960)
    s.window.read()
    return s


def test_below_stand_the_classes_before_and_after_of_the_same_name(
    anas: Stage, qtbot: QtBot
) -> None:
    s = anas
    assert beside(s, qtbot, A) == [
        ("Previous", "Tue 17/11 · 12–13"),
        ("Next", "Tue 1/12 · 12–13"),
        ("", "Tue 5/1/2027 · 12:00–13:30"),
    ]
    panel = s.window.panel
    assert panel is not None
    first = panel.beside.rows[0]
    assert first._focus == "Verbs" and "17" in first.accessibleName()
    assert panel.beside._head.text() == "CLASSES OF THIS NAME"
    assert beside(s, qtbot, B) == []
    assert not panel.beside._head.isVisible()
    beside(s, qtbot, A)
    qtbot.mouseClick(panel.beside.rows[1], LEFT)
    assert s.window.chosen == ("next", "") and s.window.views.day == date(2026, 12, 1)
    qtbot.waitUntil(lambda: not panel.beside._soon.isActive())
    assert [row._when for row in panel.beside.rows][:1] == ["Tue 24/11 · 12–13"]


def test_below_stand_the_classes_of_the_student_or_of_the_same_group(
    anas: Stage, qtbot: QtBot
) -> None:
    s = anas
    s.calendar.students.put(ANA, LUCAS)
    for key, ids in ((A, (ANA.id,)), (("next", ""), (ANA.id, LUCAS.id)), (B, (LUCAS.id, ANA.id))):
        google_says(s, key, {"lesson.students": list(ids)})
    assert [kind for kind, _ in beside(s, qtbot, A)] == ["Next", ""]  # hers, and the group's
    panel = s.window.panel
    assert panel is not None
    assert panel.beside._head.text() == "CLASSES WITH ANA FERNÁNDEZ"
    assert beside(s, qtbot, B) == [("Next", "Tue 1/12 · 12–13")]


def test_only_so_many_classes_stand_below_as_there_is_room_for(anas: Stage, qtbot: QtBot) -> None:
    s = anas
    assert len(beside(s, qtbot, A)) == 3
    panel = s.window.panel
    assert panel is not None
    height = panel.beside.height()
    s.window.resize(1280, s.window.height() - height + 60)
    qtbot.waitUntil(lambda: len(panel.beside.rows) == 1)
    s.window.resize(900, 480)
    qtbot.waitUntil(lambda: not panel.beside.rows)
    assert not panel.beside._head.isVisible()
    beside(s, qtbot, B)
    assert beside(s, qtbot, A) == [] and not panel.beside._shown  # nor looked for
    s.window.resize(1280, 960)
    qtbot.waitUntil(lambda: len(panel.beside.rows) == 3)


def test_of_a_class_that_has_no_name_yet_no_others_are_told(anas: Stage, qtbot: QtBot) -> None:
    s = anas
    s.settings.update(summary="Ana")
    assert beside(s, qtbot, A) == []
