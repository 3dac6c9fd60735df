"""Field by field: what she saw, what she set, what the server says."""

from typing import Any

from desktop_app.domain.change import Draft
from desktop_app.domain.conflict import changed_since, compare
from desktop_app.domain.event import Event
from desktop_app.domain.lesson import Lesson


def draft(fields: dict[str, Any], base: dict[str, Any]) -> Draft:
    return Draft("sub", "cal", "e", "e", "patch", "op", "", fields, base)


def server(**fields: Any) -> Event:
    return Event("e", "cal", None, **fields)


def test_what_nobody_else_touched_is_sent() -> None:
    left = compare(draft({"summary": "new"}, {"summary": "old"}), server(summary="old"))
    assert left == ({"summary": "new"}, ())


def test_what_the_server_has_already_is_done() -> None:
    assert compare(draft({"summary": "new"}, {"summary": "old"}), server(summary="new")) == ({}, ())


def test_a_field_changed_on_both_sides_is_a_clash_and_others_still_go() -> None:
    left = compare(
        draft({"summary": "new", "location": "here"}, {"summary": "old", "location": ""}),
        server(summary="theirs"),
    )
    assert left == ({"location": "here"}, ("summary",))


def test_a_detail_added_to_an_event_that_was_no_class_is_no_clash() -> None:
    wanted = draft({"lesson.focus": "verbs"}, {"lesson.focus": None})
    assert compare(wanted, server()).send == {"lesson.focus": "verbs"}
    assert compare(wanted, server(lesson=Lesson(focus="other"))).clash == ("lesson.focus",)


def test_a_link_asked_for_anew_replaces_any_request() -> None:
    wanted = draft({"meeting_request": "r2"}, {"meeting_request": "r1"})
    assert compare(wanted, server()).send == {"meeting_request": "r2"}


def test_a_removal_sees_what_changed_since_she_looked() -> None:
    removal = draft({}, {"summary": "Ana", "location": ""})
    assert changed_since(removal, server(summary="Ana")) == ()
    assert changed_since(removal, server(summary="Bea")) == ("summary",)
