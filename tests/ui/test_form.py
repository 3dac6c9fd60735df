"""The form by hand: new and existing, by keyboard, told off, left, guests and their mails."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QDate, Qt, QTime
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.calendars import Calendar
from desktop_app.domain.event import AllDay, Guest, Timed, When, guest_value
from desktop_app.domain.rule import lines
from desktop_app.ui.fields import Day
from desktop_app.ui.form.dialog import EventForm
from desktop_app.ui.form.repeat import RepeatField
from desktop_app.ui.guests import GuestRow, Guests
from desktop_app.ui.how_much import HowMuch
from desktop_app.ui.question import Question
from tests.ui.conftest import Stage
from tests.ui.fake_students import ANA, LUCAS
from tests.ui.fakes import ZONE, FakeHolidays, at, lesson
from tests.ui.pictures_people import GUESTS

Build = Callable[..., Stage]
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def s(stage: Build) -> Stage:
    """A window in English whose teacher has two students."""
    made = stage(language="en")
    made.calendar.students.put(ANA, LUCAS)
    return made


def form(s: Stage, qtbot: QtBot, key: tuple[str, str] | None = None) -> EventForm:
    if key is None:
        surface = s.window.views.current.surface
        qtbot.keyClick(surface, Qt.Key.Key_C, Qt.KeyboardModifier.ShiftModifier)
    else:
        s.window.choose(key)
        assert s.window.panel is not None
        qtbot.mouseClick(s.window.panel.more, Qt.MouseButton.LeftButton)
    (found,) = [one for one in s.window.findChildren(EventForm) if one.isVisible()]
    qtbot.waitUntil(found.isActiveWindow)
    return found


def made(s: Stage) -> list[tuple[dict[str, Any], str]]:
    return [(asked[1], asked[2]) for asked in s.calendar.asked if asked[0] == "make"]


def edits(s: Stage) -> list[tuple[Any, ...]]:
    return [asked[1:] for asked in s.calendar.asked if asked[0] == "edit"]


def box(s: Stage) -> Question:
    found = QApplication.activeModalWidget()
    assert isinstance(found, Question)
    return found


def press(qtbot: QtBot, question: Question, words: str) -> None:
    (button,) = [one for one in question.buttons if one.text() == words]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_class_is_made_by_keyboard_alone(s: Stage, qtbot: QtBot) -> None:
    f = form(s, qtbot)
    field = QApplication.focusWidget()
    assert field is f.fields.name
    qtbot.keyClicks(field, "Luc")
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Return)  # the suggestion, not the form
    qtbot.keyClick(field, Qt.Key.Key_Return, CONTROL)
    ((fields, mails),) = made(s)
    assert (fields["summary"], fields["lesson.students"]) == ("Lucas Pérez", [LUCAS.id])
    assert fields["color_id"] == "10" and mails == "none"
    assert fields["when"] == ["timed", at("2026-11-24 12:00"), at("2026-11-24 12:45"), ZONE]
    assert len(fields["lesson.access_code"]) == 7 and fields["meeting_request"]
    assert not f.isVisible()


def test_enter_alone_goes_on_and_never_saves(s: Stage, qtbot: QtBot) -> None:
    f = form(s, qtbot)
    qtbot.keyClick(f.fields.name, Qt.Key.Key_Return)
    assert f.isVisible() and not made(s)
    assert not f.fields.name.hasFocus()


def test_the_description_follows_type_and_places_until_it_is_hers(s: Stage, qtbot: QtBot) -> None:
    f = form(s, qtbot)
    f.fields.kind.setCurrentIndex(1)
    f.fields.places.setValue(4)
    assert f.fields.notes.toPlainText() == "La clase sera grupal con x4 participantes"
    f.fields.notes.setPlainText("Mine")
    f.fields.places.setValue(5)
    assert f.fields.notes.toPlainText() == "Mine"


def test_a_student_typed_anew_is_kept_with_the_class_only(s: Stage, qtbot: QtBot) -> None:
    def names() -> list[str]:
        return [one.name for one in s.calendar.students.all()]

    before = names()
    f = form(s, qtbot)
    people = f.fields.students
    for _ in range(2):  # the same one
        people.field.setFocus()
        qtbot.keyClicks(people.field, "Eva Luna")
        qtbot.keyClick(people.field, Qt.Key.Key_Return)
    people.field.setFocus()
    qtbot.keyClicks(people.field, "Taken Out")
    qtbot.keyClick(people.field, Qt.Key.Key_Return)
    assert [button.text() for button in people.buttons] == ["Eva Luna", "Taken Out"]
    assert names() == before
    people._remove(people.ids[1])
    qtbot.keyClick(f, Qt.Key.Key_Escape)
    press(qtbot, box(s), "Leave")
    assert names() == before
    s.window.activateWindow()
    qtbot.waitUntil(s.window.isActiveWindow)
    f = form(s, qtbot)
    people = f.fields.students
    qtbot.keyClicks(people.field, "Eva Luna")
    f.keep()  # half typed: taken with the rest
    assert sorted(names()) == sorted([*before, "Eva Luna"])
    ((fields, _),) = made(s)
    assert s.calendar.students.of(fields["lesson.students"])[0].name == "Eva Luna"


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_made(s: Stage, qtbot: QtBot) -> None:
    f = form(s, qtbot)
    f.fields.zone.setText("Nowhere")
    f.keep()
    assert not made(s) and f.isVisible()
    assert f.fields.cells["zone"].wrong.text().startswith("There is no time zone")
    assert f.fields.zone.hasFocus()
    f.fields.zone.setText("Madrid")
    assert not f.fields.cells["zone"].trouble
    f.fields.guests.field.setText("ana@")
    f.keep()
    assert not made(s) and f.fields.guests.wrong.isVisible() and f.fields.guests.field.hasFocus()


def test_an_edit_is_one_patch_of_what_differs(s: Stage, qtbot: QtBot) -> None:
    f = form(s, qtbot, ("e11", ""))
    assert f.fields.name.text() == "Ana Fernández"
    f.fields.price.setText("$ 15.000")
    f.fields.colour.choose("9")
    qtbot.mouseClick(f.save, Qt.MouseButton.LeftButton)
    ((key, fields),) = edits(s)
    assert key == ("e11", "") and fields == {"lesson.price": "$ 15.000", "color_id": "9"}


ODD = {"max_participants": 0, "focus": "x" * 400, "price": " $ 12 "}


def test_what_no_hand_changed_is_not_sent_nor_held_against_her(s: Stage, qtbot: QtBot) -> None:
    """What other programs wrote may be more than the form's fields take."""
    odd = lesson("odd", "Eva\nB2", "2026-11-24 12:00", "2026-11-24 12:00", code="", details=ODD)
    s.reader.put(
        replace(odd, location=" a\tb ", description="a\r\nb", guests=(Guest("no address"),))
    )
    f = form(s, qtbot, ("odd", ""))
    assert not f.dirty and f.fields.places.value() == 0 and f.fields.focus_text.text() == "x" * 400
    f.fields.colour.choose("9")
    f.keep()
    assert edits(s) == [(("odd", ""), {"color_id": "9"})] and not f.isVisible()
    f = form(s, qtbot, ("odd", ""))
    f.fields.focus_text.setText("x" * 350)
    f.keep()
    assert f.fields.cells["focus"].trouble and len(edits(s)) == 1


def test_nothing_typed_is_left_without_a_question_and_something_with_one(
    s: Stage, qtbot: QtBot
) -> None:
    f = form(s, qtbot, ("e11", ""))
    with qtbot.waitSignal(f.finished):
        qtbot.keyClick(f, Qt.Key.Key_Escape)
    s.window.activateWindow()
    qtbot.waitUntil(s.window.isActiveWindow)
    f = form(s, qtbot)
    qtbot.keyClicks(f.fields.focus_text, "B2")
    qtbot.keyClick(f, Qt.Key.Key_Escape)
    question = box(s)
    assert f.isVisible() and question.text == "Leave without saving?"
    press(qtbot, question, "Go on editing")
    assert f.isVisible() and f.fields.focus_text.text() == "B2"
    qtbot.keyClick(f, Qt.Key.Key_Escape)
    with qtbot.waitSignal(f.finished):
        press(qtbot, box(s), "Leave")
    assert not made(s) and not edits(s)


def test_a_new_code_comes_on_request_and_is_none_in_use(s: Stage, qtbot: QtBot) -> None:
    f = form(s, qtbot, ("e11", ""))
    qtbot.mouseClick(f.fields.new_code, Qt.MouseButton.LeftButton)
    f.keep()
    ((_, fields),) = edits(s)
    code = fields["lesson.access_code"]
    assert fields == {"lesson.access_code": code} and code != "K7M-4QX" and len(code) == 7


def test_a_day_as_a_whole_and_another_zone(s: Stage, qtbot: QtBot) -> None:
    f = form(s, qtbot, ("e11", ""))
    when = f.fields.when

    def value() -> When:
        return when.value

    f.fields.zone.set_zone("Europe/Madrid")
    assert value() == Timed(at("2026-11-25 11:00"), at("2026-11-25 12:00"), "Europe/Madrid")
    assert when.here.text() == "In Buenos Aires: Wed 25/11 · 11–12"
    when.all_day.setChecked(True)
    when.last.setDate(QDate(2026, 11, 27))
    assert value() == AllDay(date(2026, 11, 25), date(2026, 11, 28))
    when.day.setDate(QDate(2026, 11, 30))  # the last day moves along
    assert value() == AllDay(date(2026, 11, 30), date(2026, 12, 3))


def test_the_start_moves_the_end_and_an_end_before_it_is_tomorrow(s: Stage, qtbot: QtBot) -> None:
    when = form(s, qtbot, ("e11", "")).fields.when
    when.start.setTime(QTime(23, 30))
    assert when.value == Timed(at("2026-11-25 23:30"), at("2026-11-26 00:30"), ZONE)
    when.day.setDate(QDate(2026, 11, 24))
    assert when.value == Timed(at("2026-11-24 23:30"), at("2026-11-25 00:30"), ZONE)


def test_what_is_no_class_becomes_one_by_a_tick(s: Stage, qtbot: QtBot) -> None:
    event = replace(s.reader.events["i", ""], editable=True)
    s.reader.put(event)
    f = form(s, qtbot, ("i", ""))
    assert not f.fields.class_part.isVisible()
    f.fields.is_class.setChecked(True)
    assert f.fields.class_part.isVisible() and len(f.fields.code.text()) == 7
    f.keep()
    ((_, fields),) = edits(s)
    assert fields["lesson.access_code"] == f.fields.values.code


def test_one_action_makes_a_class_of_an_event(s: Stage, qtbot: QtBot) -> None:
    s.reader.put(replace(s.reader.events["i", ""], editable=True))
    s.window.choose(("i", ""))
    panel = s.window.panel
    assert panel is not None
    qtbot.mouseClick(panel.make_class, Qt.MouseButton.LeftButton)
    ((key, fields),) = edits(s)
    assert key == ("i", "") and fields["meeting_request"] and fields["lesson.access_code"]
    assert s.reader.events["i", ""].lesson is not None
    assert not panel.make_class.isVisible()


def test_the_field_of_a_day_shows_its_day(s: Stage, qtbot: QtBot) -> None:
    f = form(s, qtbot)
    for field in f.findChildren(Day):
        if field.isVisible():
            assert field.lineEdit().width() > 80


# --- repeating

TUESDAY = Timed(at("2026-11-24 15:00"), at("2026-11-24 16:00"), ZONE)


def repeat(s: Stage, qtbot: QtBot, *recurrence: str) -> RepeatField:
    made = RepeatField(s.window.context, recurrence, TUESDAY, s.window)
    qtbot.addWidget(made)
    return made


def test_a_weekly_class_follows_its_day_and_several_days_stay(s: Stage, qtbot: QtBot) -> None:
    r = repeat(s, qtbot)

    def said() -> tuple[str, ...]:
        return r.lines

    assert said() == ()
    r.often.setCurrentIndex(2)
    assert said() == ("RRULE:FREQ=WEEKLY;BYDAY=TU",)
    wednesday = Timed(at("2026-11-25 15:00"), at("2026-11-25 16:00"), ZONE)
    r.start_at(wednesday)
    assert said() == ("RRULE:FREQ=WEEKLY;BYDAY=WE",)
    r.days[4].setChecked(True)
    r.start_at(TUESDAY)
    assert said() == ("RRULE:FREQ=WEEKLY;BYDAY=WE,FR",)


def test_a_class_repeats_on_one_day_at_least(s: Stage, qtbot: QtBot) -> None:
    r = repeat(s, qtbot, "RRULE:FREQ=WEEKLY;BYDAY=TU")
    r.days[1].setChecked(False)
    assert r.days[1].isChecked()


@pytest.mark.parametrize(
    "line",
    [
        "RRULE:FREQ=DAILY;INTERVAL=3;COUNT=9",
        "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU;UNTIL=20270101T025959Z",
        "RRULE:FREQ=MONTHLY;BYDAY=4TU",
        "RRULE:FREQ=MONTHLY",
        "RRULE:FREQ=YEARLY;COUNT=3",
        "RRULE:FREQ=WEEKLY",
        "RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE",  # no form can show this
    ],
)
def test_a_rule_that_nobody_touched_stays_letter_for_letter(
    s: Stage, qtbot: QtBot, line: str
) -> None:
    r = repeat(s, qtbot, line)
    assert r.lines == (line,)
    if r.rule is not None:
        r.interval.setValue(5)
        assert r.lines == lines(r.rule, TUESDAY) != (line,)


def test_dates_left_out_survive_another_rhythm(s: Stage, qtbot: QtBot) -> None:
    r = repeat(s, qtbot, "RRULE:FREQ=WEEKLY;BYDAY=TU", f"EXDATE;TZID={ZONE}:20261201T150000")
    r.ends.setCurrentIndex(2)
    r.count.setValue(7)
    assert r.lines == (
        "RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=7", f"EXDATE;TZID={ZONE}:20261201T150000",
    )  # fmt: skip


def test_public_holidays_are_left_out_on_request_and_come_back(s: Stage, qtbot: QtBot) -> None:
    r = repeat(s, qtbot, "RRULE:FREQ=WEEKLY;BYDAY=TU,FR;UNTIL=20270102T025959Z")
    assert not r.skip.isChecked()
    r.skip.setChecked(True)
    # The Immaculate Conception, Christmas and New Year's Day: a Tuesday and two Fridays.
    assert r.lines[1] == f"EXDATE;TZID={ZONE}:20261208T150000,20261225T150000,20270101T150000"
    again = repeat(s, qtbot, *r.lines)
    assert again.skip.isChecked() and again.lines == r.lines
    again.skip.setChecked(False)
    assert len(again.lines) == 1
    again.often.setCurrentIndex(3)
    assert again.skip.isHidden()


def test_holidays_can_be_left_out_once_they_are_read(
    s: Stage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as still:
        still.setattr(FakeHolidays, "between", lambda *_: None)
        r = repeat(s, qtbot, "RRULE:FREQ=WEEKLY;BYDAY=TU", "EXDATE:20261208T180000Z")
        assert not r.skip.isEnabled()
        assert r.lines == ("RRULE:FREQ=WEEKLY;BYDAY=TU", "EXDATE:20261208T180000Z")
    s.window.context.holidays.changed.emit()
    assert r.skip.isEnabled()


def test_the_panel_says_how_it_repeats_and_the_hours_of_the_student(s: Stage, qtbot: QtBot) -> None:
    event = s.reader.events["e3", ""]  # Lucas's, who is in Madrid
    s.reader.put(replace(event, recurrence=("RRULE:FREQ=WEEKLY;BYDAY=MO",)))
    s.window.choose(("e3", ""))
    panel = s.window.panel
    assert panel is not None
    assert panel.when.elsewhere.text() == "in Madrid 19–20"
    assert panel.when.repeats.text() == "every week, on Monday"


# --- guests


def test_guests_show_their_answer_in_a_word_and_only_others_may_go(s: Stage, qtbot: QtBot) -> None:
    s.reader.put(replace(s.reader.events["e11", ""], guests=GUESTS))
    s.window.choose(("e11", ""))
    panel = s.window.panel
    assert panel is not None
    rows = panel.guests.list.rows
    assert [row.answer for row in rows] == [
        "You invite", "Comes", "Does not come", "Maybe", "No answer yet",
    ]  # fmt: skip
    assert rows[1].accessibleName() == "Ana Fernández: Comes"
    assert [row.out.isHidden() for row in rows] == [True, False, False, False, False]


def asked(s: Stage) -> HowMuch:
    found = s.window.context.editor.asking
    assert found is not None
    return found


def test_esc_at_the_question_for_a_series_keeps_the_form_and_what_was_typed(
    s: Stage, qtbot: QtBot
) -> None:
    event = s.reader.events["e3", ""]
    s.reader.put(replace(event, guests=GUESTS))
    f = form(s, qtbot, ("e3", ""))
    f.fields.name.setText("Lucas, repaso")
    qtbot.mouseClick(f.save, Qt.MouseButton.LeftButton)
    assert asked(s).parentWidget() is f
    asked(s).reject()
    assert f.isVisible() and f.fields.name.text() == "Lucas, repaso" and not edits(s)
    qtbot.mouseClick(f.save, Qt.MouseButton.LeftButton)
    asked(s).accept()
    assert not f.isVisible()
    assert edits(s)[0][1] == {"summary": "Lucas, repaso"}


def invite(s: Stage, qtbot: QtBot, typed: str) -> Guests:
    """Invite to a class by its panel; return the panel's guests."""
    s.window.choose(("e11", ""))
    panel = s.window.panel
    assert panel is not None
    people = panel.guests.list
    people.field.setFocus()
    qtbot.keyClicks(people.field, typed)
    qtbot.keyClick(people.field, Qt.Key.Key_Return)
    return people


def test_inviting_asks_whether_google_writes_and_esc_does_nothing(s: Stage, qtbot: QtBot) -> None:
    people = invite(s, qtbot, "eva@example.com, ana@example.com")
    assert asked(s).tell.text() == "Tell 2 guests by e-mail"
    asked(s).reject()
    assert not edits(s) and not people.guests
    people.field.setFocus()
    qtbot.keyClicks(people.field, "eva@example.com")
    qtbot.keyClick(people.field, Qt.Key.Key_Return)
    asked(s).accept()
    assert edits(s) == [
        (("e11", ""), {"guests": [["eva@example.com", "", "needsAction"]]}, "this", "all")
    ]
    assert [guest.email for guest in people.guests] == ["eva@example.com"]


def test_a_guest_goes_by_the_cross(s: Stage, qtbot: QtBot) -> None:
    s.reader.put(replace(s.reader.events["e11", ""], guests=GUESTS))
    s.window.choose(("e11", ""))
    panel = s.window.panel
    assert panel is not None
    qtbot.mouseClick(panel.guests.list.rows[2].out, Qt.MouseButton.LeftButton)
    asked(s).tell.setChecked(False)
    asked(s).accept()
    ((_, fields),) = edits(s)
    assert fields == {"guests": [guest_value(g) for g in GUESTS if g.email != "lucas@example.com"]}


def test_a_new_class_with_guests_asks_before_it_is_made(s: Stage, qtbot: QtBot) -> None:
    f = form(s, qtbot)
    f.fields.guests.field.setText("eva@example.com")
    f.keep()
    assert not made(s)
    press(qtbot, box(s), "Send mails")
    ((fields, mails),) = made(s)
    assert fields["guests"] == [["eva@example.com", "", "needsAction"]] and mails == "all"


def test_no_answer_about_mails_makes_nothing_and_loses_nothing(s: Stage, qtbot: QtBot) -> None:
    f = form(s, qtbot)
    f.fields.name.setText("Ana")
    f.fields.guests.field.setText("eva@example.com")
    f.keep()
    qtbot.keyClick(box(s), Qt.Key.Key_Escape)
    assert not made(s)
    assert f.isVisible() and f.dirty
    f.keep()
    press(qtbot, box(s), "Without mails")
    ((fields, _),) = made(s)
    assert fields["summary"] == "Ana"
    assert not f.isVisible()


def test_an_address_that_is_none_is_told_and_stays(s: Stage, qtbot: QtBot) -> None:
    people = invite(s, qtbot, "eva@nowhere")
    assert people.wrong.text() == "“eva@nowhere” is no e-mail address."
    assert people.field.text() == "eva@nowhere" and not edits(s)


def test_an_invitation_is_answered_with_one_press(s: Stage, qtbot: QtBot) -> None:
    host = Guest("host@x.com", "Instituto", "accepted", True)
    me = Guest("profe@example.com", "", "needsAction", False, True)
    s.reader.put(replace(s.reader.events["i", ""], guests=(host, me)))
    s.window.choose(("i", ""))
    panel = s.window.panel
    assert panel is not None
    people = panel.guests
    assert people.words.text() == "Instituto invites you. Do you come?"
    assert people.list.field.isHidden() and not panel.more.isVisible()
    qtbot.mouseClick(people.choices["declined"], Qt.MouseButton.LeftButton)
    assert edits(s) == [(("i", ""), {"response": "declined"}, "this", "all")]
    assert s.reader.events["i", ""].declined
    assert people.choices["declined"].isChecked()
    s.window.context.editor.answer(("e11", ""), "accepted")  # nobody invites her there
    assert len(edits(s)) == 1


def test_a_name_that_looks_like_html_is_said_as_it_is(s: Stage) -> None:
    host = Guest("host@x.com", "<b>Eve</b>", "accepted", True)
    other = Guest("other@x.com", "<img src=x>", "accepted")
    s.reader.put(replace(s.reader.events["e11", ""], guests=(host, other)))
    s.window.choose(("e11", ""))
    panel = s.window.panel
    assert panel is not None
    rows = panel.guests.list.findChildren(GuestRow)
    assert [row.out.accessibleName() for row in rows][-1] == "Take <img src=x> off the guests"
    assert rows[-1].out.toolTip() == "<span>Take &lt;img src=x&gt; off the guests</span>"
    assert panel.guests.words.textFormat() == Qt.TextFormat.PlainText


def test_tab_goes_through_the_form_as_it_is_seen(s: Stage, qtbot: QtBot) -> None:
    f = form(s, qtbot)
    fields = f.fields
    qtbot.mouseClick(fields.reminders.add, Qt.MouseButton.LeftButton)
    fields.name.setFocus()

    def go(key: Qt.Key) -> QWidget:
        """Go on to another field; a date has three parts."""
        before = QApplication.focusWidget()
        for _ in range(4):
            qtbot.keyClick(QApplication.focusWidget(), key)
            if QApplication.focusWidget() is not before:
                break
        after = QApplication.focusWidget()
        assert after is not None
        return after

    order: list[QWidget] = [fields.name]
    while (focus := go(Qt.Key.Key_Tab)) not in order:
        order.append(focus)
    assert focus is fields.name and order[-1] is f.save
    cells = list(fields.cells.values())
    seen = [i for w in order for i, cell in enumerate(cells) if cell.isAncestorOf(w)]
    assert seen == sorted(seen) and set(seen) == {i for i, c in enumerate(cells) if c.isVisible()}
    for widget in reversed(order):
        assert go(Qt.Key.Key_Backtab) is widget


SCHOOL = Calendar("school", "Instituto del Sur")
OTHERS = [
    Calendar("cal", "profe@example.com", primary=True, for_classes=True),
    SCHOOL,
    Calendar("hidden", "Familia", shown=False),
    Calendar("read", "Feriados", access="reader"),
]


def test_with_one_calendar_there_is_none_to_choose(s: Stage, qtbot: QtBot) -> None:
    f = form(s, qtbot)
    assert not f.fields.calendar.isVisible()
    f.reject()


def test_a_new_class_is_made_in_the_calendar_that_is_chosen(s: Stage, qtbot: QtBot) -> None:
    s.calendar.calendars.found = OTHERS
    f = form(s, qtbot)
    field = f.fields.calendar
    assert field.isVisible() and field.currentText() == "profe@example.com"
    assert [field.itemData(n) for n in range(field.count())] == ["cal", "school"]
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Down)
    f.keep()
    assert len(made(s)) == 1 and s.calendar.forms.made_in == "school"


def test_an_event_is_moved_to_the_calendar_that_is_chosen_and_only_then(
    s: Stage, qtbot: QtBot
) -> None:
    s.calendar.calendars.found = OTHERS
    for chosen, wanted in ((0, []), (1, [("move", ("e11", ""), "school")])):
        f = form(s, qtbot, ("e11", ""))
        f.fields.calendar.setCurrentIndex(chosen)
        f.keep()
        assert [one for one in s.calendar.asked if one[0] == "move"] == wanted
        assert not edits(s)


def test_an_event_of_a_calendar_that_is_in_no_list_stays_where_it_is(
    s: Stage, qtbot: QtBot
) -> None:
    s.calendar.calendars.found = [SCHOOL]
    f = form(s, qtbot, ("e11", ""))
    assert f.fields.calendar.calendar_id == "cal"
    f.keep()
    assert not [one for one in s.calendar.asked if one[0] == "move"]
