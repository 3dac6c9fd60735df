"""What the form says of an event, as the fields of one change."""

from dataclasses import replace
from datetime import date

import pytest

from desktop_app.domain.event import (
    NO_MEETING,
    AllDay,
    Event,
    Guest,
    Meeting,
    Timed,
    field,
    guest_of,
    guest_value,
    sendable,
    with_fields,
)
from desktop_app.domain.event_form import (
    FormValues,
    changed,
    creation,
    of_event,
    problems,
)
from desktop_app.domain.lesson import Lesson
from tests.unit.domain.build import timed

WHEN = timed("2026-11-24 15:00", "2026-11-24 16:00")
ME = Guest("me@x.com", "Me", "needsAction", is_self=True)
HOST = Guest("host@x.com", "Host", "accepted", organizer=True)
ANA = Guest("ana@x.com", "Ana", "accepted", optional=True, comment="Late", additional=2)
EVENT = Event(
    "e", "cal", WHEN, summary="Ana", guests=(ANA,), color_id="9", reminders=(("popup", 10),),
    meeting=Meeting("ready", "https://meet.google.com/x", "google-meet", "r1"),
    lesson=Lesson("K7M-4QX", "grupal", 4, focus="B2", price="$ 9", students=("s1",)),
)  # fmt: skip


def asked() -> str:
    return "new-request"


def test_a_form_that_nobody_touched_changes_nothing() -> None:
    values = of_event(EVENT, ())
    assert changed(values, values, asked) == {}


def test_only_what_differs_is_sent() -> None:
    before = of_event(EVENT, ())
    after = replace(before, summary="Eva", price="", reminders=None, color_id="")
    assert changed(before, after, asked) == {
        "summary": "Eva", "lesson.price": "", "reminders": None, "color_id": "",
    }  # fmt: skip


def test_a_link_is_asked_for_or_given_up() -> None:
    before = of_event(EVENT, ())
    without = replace(before, provider=NO_MEETING)
    assert changed(before, without, asked) == {"meeting_request": ""}
    assert changed(without, before, asked) == {"meeting_request": "new-request"}


def test_an_event_that_becomes_a_class_gets_all_details() -> None:
    before = of_event(replace(EVENT, lesson=None), ())
    fields = changed(before, replace(before, is_class=True, code="AAA-CCC"), asked)
    assert fields["lesson.access_code"] == "AAA-CCC"
    assert all(name.startswith("lesson.") for name in fields)


def test_a_creation_holds_what_is_not_empty_and_reads_back_the_same() -> None:
    values = replace(of_event(EVENT, ("RRULE:FREQ=DAILY",)), location="", description="Notes")
    fields = creation(values, asked)
    assert "location" not in fields
    made = with_fields(Event("n", "cal", None), fields)
    again = of_event(made, made.recurrence)
    assert again == values
    assert "meeting_request" not in creation(replace(values, provider=NO_MEETING), asked)


@pytest.mark.parametrize(
    ("values", "zone", "wrong"),
    [
        (FormValues(WHEN), "Europe/Madrid", set()),
        (FormValues(Timed(10, 10, "UTC")), "UTC", {"when"}),
        (FormValues(AllDay(date(2026, 11, 24), date(2026, 11, 24))), "UTC", {"when"}),
        (FormValues(WHEN, guests=(Guest("ana@"),)), "Nowhere", {"guests", "zone"}),
        (FormValues(WHEN, reminders=(("popup", 40_321),)), "UTC", {"reminders"}),
        (FormValues(WHEN, reminders=(("popup", 1),) * 6), "UTC", {"reminders"}),
        (FormValues(WHEN, summary="x" * 1025, focus="y" * 301), "UTC", {"summary", "focus"}),
    ],
)
def test_what_is_wrong_is_told_by_field(values: FormValues, zone: str, wrong: set[str]) -> None:
    assert set(problems(values, zone)) == wrong
    if zone != "Nowhere":
        assert problems(values, zone, values) == {}  # as it was given: not her doing


# --- guests


@pytest.mark.parametrize(
    "guest", [ANA, ME, HOST, Guest("x@x.com"), Guest("r@x.com", resource=True)]
)
def test_a_guest_is_written_whole(guest: Guest) -> None:
    assert guest_of(guest_value(guest)) == guest


def test_an_answer_is_the_teacher_s_own_and_touches_nobody_else_s() -> None:
    event = replace(EVENT, guests=(HOST, ME, ANA))
    assert field(event, "response") == "needsAction"
    after = with_fields(event, {"response": "declined"})
    assert after.declined
    assert after.guests == (HOST, replace(ME, response="declined"), ANA)
    assert not with_fields(after, {"response": "accepted"}).declined
    # What is sent is the server's list of that moment: Ana has changed her mind meanwhile.
    now = replace(event, guests=(HOST, ME, replace(ANA, response="declined")))
    sent = sendable(now, {"response": "accepted"})
    assert [guest[:3] for guest in sent["guests"]] == [
        ["host@x.com", "Host", "accepted"],
        ["me@x.com", "Me", "accepted"],
        ["ana@x.com", "Ana", "declined"],
    ]
    assert sendable(now, {"summary": "x"}) == {"summary": "x"}


def test_a_link_made_on_google_s_page_can_be_given_up_too() -> None:
    made_there = replace(EVENT, meeting=Meeting("ready", "https://meet.google.com/x"))
    assert field(made_there, "meeting_request") == "https://meet.google.com/x"
    assert with_fields(made_there, {"meeting_request": ""}).meeting == Meeting()
    same = {"meeting_request": "https://meet.google.com/x"}
    assert with_fields(made_there, same).meeting.state == "ready"
