"""Projection: what Google said plus the changes not sent yet."""

from dataclasses import replace
from typing import Any

import pytest

from desktop_app.domain.change import Change, Draft, Kind, State
from desktop_app.domain.event import Event, field, when_value, with_fields
from desktop_app.domain.lesson import Lesson
from desktop_app.domain.projection import Family, occurrence_event, project
from tests.unit.domain.build import at, series, single, timed

WHEN = timed("2026-11-24 15:00", "2026-11-24 16:00")


def change(
    kind: Kind, fields: dict[str, Any] | None = None, state: State = "queued", original: str = ""
) -> Change:
    draft = Draft("sub", "cal", "e", "e", kind, "op", original, fields or {})
    return Change(1, draft, state)


def test_a_class_made_here_is_seen_before_google_knows() -> None:
    made = change("create", {"summary": "Ana", "when": when_value(WHEN), "meeting_request": "r",
                             "lesson.access_code": "K7M-4QX"})  # fmt: skip
    event = project(Family(None, {}), [made]).master
    assert event is not None
    assert (event.summary, event.when, event.mark) == ("Ana", WHEN, "unsent")
    assert event.meeting.state == "pending"
    assert event.lesson == Lesson(access_code="K7M-4QX")
    assert event.operation == "op"


def test_a_creation_that_google_has_is_google_s_version() -> None:
    said = replace(single(WHEN), summary="from Google")
    event = project(Family(said, {}), [change("create", {"summary": "mine"}, "sending")]).master
    assert event is not None
    assert event.summary == "from Google"


def test_edits_apply_in_order() -> None:
    event = project(
        Family(single(WHEN), {}),
        [change("patch", {"summary": "one"}), change("patch", {"summary": "two"})],
    ).master
    assert event is not None
    assert event.summary == "two"
    assert event.mark == "unsent"


def test_one_edit_in_attention_marks_the_whole() -> None:
    changes = [change("patch", {"summary": "a"}, "attention"), change("patch", {"location": "b"})]
    event = project(Family(single(WHEN), {}), changes).master
    assert event is not None
    assert event.mark == "attention"


def test_a_removal_hides_and_a_refused_removal_shows_again() -> None:
    gone = project(Family(single(WHEN), {}), [change("delete")]).master
    assert gone is not None
    assert gone.cancelled
    back = project(Family(single(WHEN), {}), [change("delete", state="attention")]).master
    assert back is not None
    assert not back.cancelled
    assert back.mark == "attention"


def test_an_edit_of_one_occurrence_leaves_the_series() -> None:
    master = series("2026-11-03 15:00", "RRULE:FREQ=WEEKLY")
    key = "20261110T180000Z"
    family = project(Family(master, {}), [change("patch", {"summary": "only this"}, original=key)])
    assert family.master == master
    only = family.exceptions[key]
    assert only.summary == "only this"
    assert only.when == timed("2026-11-10 15:00", "2026-11-10 16:00")
    assert only.id == f"m_{key}"
    assert occurrence_event(family, key) == only


def test_an_occurrence_that_is_no_exception_is_derived_from_its_series() -> None:
    master = series("2026-11-03 15:00", "RRULE:FREQ=WEEKLY")
    event = occurrence_event(Family(master, {}), "20261117T180000Z")
    assert event is not None
    assert event.when == timed("2026-11-17 15:00", "2026-11-17 16:00")
    assert occurrence_event(Family(master, {}), "20261117") is None


def test_changes_of_an_event_that_is_not_there_show_nothing() -> None:
    assert project(Family(None, {}), [change("patch", {"summary": "x"})]).master is None


def test_every_field_reads_back_as_it_was_set() -> None:
    values: dict[str, Any] = {
        "summary": "s", "description": "d", "location": "l", "color_id": "3",
        "transparency": "transparent", "recurrence": ["RRULE:FREQ=DAILY"],
        "when": ["timed", at("2026-01-01 10:00"), at("2026-01-01 11:00"), "Europe/Madrid"],
        "reminders": [["popup", 10]], "guests": [["a@b.c", "A", "accepted"]],
        "meeting_request": "r1", "lesson.access_code": "K7M-4QX", "lesson.max_participants": 3,
    }  # fmt: skip
    event = with_fields(Event("e", "cal", None), values)
    assert {name: field(event, name) for name in values} == values


@pytest.mark.parametrize("name", ["id", "lesson.nonsense", "etag"])
def test_what_is_no_field_is_refused(name: str) -> None:
    with pytest.raises(KeyError):
        with_fields(single(WHEN), {name: "x"})
