"""Guests, answers, links given up, classes made of events: from the use case to the server."""

from typing import Any

import pytest

from desktop_app.domain.errors import UsageError
from desktop_app.domain.event import field
from desktop_app.services.acts import made_step
from desktop_app.usecases import edit, undo
from desktop_app.usecases.make_event import make
from tests.ring import CALENDAR, Ring
from tests.unit.domain.build import timed

ANA = ["ana@example.org", "Ana", "needsAction"]
WHEN = ["timed", *timed("2026-12-01 10:00", "2026-12-01 11:00")]
INVITED = "reunioninstituto"


def on_server(ring: Ring, event_id: str) -> dict[str, Any]:
    found: dict[str, Any] = ring.server.calendar(CALENDAR).events[event_id]
    return found


def test_a_guest_is_mailed_only_where_she_said_so(ring: Ring) -> None:
    quiet = ring.act(make, {"summary": "A", "when": WHEN, "guests": [ANA]}, send_updates="none")
    ring.sync()
    assert ring.server.mails == []
    told = ring.act(make, {"summary": "B", "when": WHEN, "guests": [ANA]}, send_updates="all")
    ring.sync()
    assert [(mail["to"], mail["kind"]) for mail in ring.server.mails] == [
        ("ana@example.org", "invitation")
    ]
    for made in (quiet, told):
        guests = on_server(ring, made.change.draft.event_id)["attendees"]
        assert guests == [
            {"email": "ana@example.org", "displayName": "Ana", "responseStatus": "needsAction"}
        ]


def test_mails_wanted_for_a_class_that_was_never_sent_go_with_its_creation(ring: Ring) -> None:
    event_id = ring.make()
    ring.act(edit.edit, event_id, "", {"guests": [ANA]}, send_updates="all")
    ring.sync()
    assert [mail["kind"] for mail in ring.server.mails] == ["invitation"]


def mails(ring: Ring) -> list[str]:
    """Return the kinds of the mails since this was last asked, once all is sent."""
    assert ring.sync().error is None
    kinds = [mail["kind"] for mail in ring.server.mails]
    ring.server.mails.clear()
    return kinds


@pytest.mark.parametrize("told", ["all", "none"])
def test_who_was_told_of_an_act_is_told_that_it_is_taken_back(ring: Ring, told: str) -> None:
    def sent(kind: str) -> list[str]:
        return [kind] if told == "all" else []

    fields = {"summary": "A", "when": WHEN, "guests": [ANA]}
    event_id = ring.act(make, fields, send_updates=told).change.draft.event_id
    assert mails(ring) == sent("invitation")
    later = {"when": ["timed", *timed("2026-12-01 12:00", "2026-12-01 13:00")]}
    edited = ring.act(edit.edit, event_id, "", later, send_updates=told)
    assert mails(ring) == sent("update")
    ring.act(undo.undo_edit, edited)
    assert mails(ring) == sent("update")
    removed = ring.act(edit.remove, event_id, "", send_updates=told)
    assert mails(ring) == sent("cancellation")
    ring.act(undo.undo_removal, removed)
    assert mails(ring) == sent("invitation")


def test_the_undo_of_a_class_made_calls_off_its_invitation(ring: Ring) -> None:
    made = ring.act(make, {"summary": "A", "when": WHEN, "guests": [ANA]}, send_updates="all")
    assert mails(ring) == ["invitation"]
    made_step(made.change, ring.aula.now).undo(ring.store)
    assert mails(ring) == ["cancellation"]


def test_an_act_on_a_series_is_told_once_and_of_an_exception_only_another_hour(
    ring: Ring,
) -> None:
    series = ring.series(attendees=[{"email": ANA[0]}])
    ring.act(edit.edit, series, "20261208T130000Z", {"summary": "Otro"})
    ring.act(
        edit.edit,
        series,
        "20261215T130000Z",
        {"when": ["timed", *timed("2026-12-16 18:00", "2026-12-16 19:00")]},
    )
    assert mails(ring) == []
    ring.act(edit.edit, series, "", {"location": "Aula 3"}, scope="all", send_updates="all")
    assert mails(ring) == ["update"]
    new = {"location": "Aula 4"}
    ring.act(edit.edit, series, "20261208T130000Z", new, scope="following", send_updates="all")
    # The new series, the class in it that has another hour, and that the old one ends.
    assert mails(ring) == ["invitation", "update", "update"]


def test_what_google_keeps_of_a_guest_survives_another_one(ring: Ring) -> None:
    event_id = ring.make()
    ring.sync()
    there = {"email": "ana@example.org", "optional": True, "comment": "Late", "additionalGuests": 2}
    ring.server.calendar(CALENDAR).patch(event_id, {"attendees": [there]})
    ring.sync()
    reader = ring.aula.open_reader()
    assert reader is not None
    event = reader.event(event_id, "")
    assert event is not None
    guests = [*field(event, "guests"), ["eva@example.org", "", "needsAction"]]
    ring.act(edit.edit, event_id, "", {"guests": guests})
    ring.sync()
    kept = on_server(ring, event_id)["attendees"]
    assert kept[0] == there | {"responseStatus": "needsAction"}
    assert kept[1]["email"] == "eva@example.org"


def test_an_invitation_is_answered_and_nothing_else_of_it_can_be_changed(ring: Ring) -> None:
    ring.sync()
    ring.act(edit.edit, INVITED, "", {"response": "declined"}, send_updates="all")
    ring.sync()
    answers = {one["email"]: one["responseStatus"] for one in on_server(ring, INVITED)["attendees"]}
    assert answers[CALENDAR] == "declined"
    assert sorted(answers.values()) == ["accepted", "declined"]
    assert [(mail["kind"], mail["to"] != CALENDAR) for mail in ring.server.mails] == [
        ("reply", True)
    ]
    with pytest.raises(UsageError):
        ring.act(edit.edit, INVITED, "", {"summary": "mine"})
    with pytest.raises(UsageError):
        ring.act(edit.edit, INVITED, "", {"response": "accepted", "summary": "mine"})
    assert ring.changes() == []


def test_an_answer_offline_counts_at_once_and_is_taken_back(ring: Ring) -> None:
    ring.sync()
    done = ring.act(edit.edit, INVITED, "", {"response": "declined"}, send_updates="all")
    reader = ring.aula.open_reader()
    assert reader is not None
    event = reader.event(INVITED, "")
    assert event is not None and event.declined
    ring.act(undo.undo_edit, done)
    ring.sync()
    answers = {one["email"]: one["responseStatus"] for one in on_server(ring, INVITED)["attendees"]}
    assert answers[CALENDAR] == "needsAction"


def test_a_link_is_given_up_and_comes_back_by_undo(ring: Ring) -> None:
    event_id = ring.make()
    ring.sync()
    link = on_server(ring, event_id)["hangoutLink"]
    kept = ring.act(edit.edit, event_id, "", {"meeting_request": ""})
    ring.act(undo.undo_edit, kept)  # nothing had left: the same link
    ring.sync()
    assert on_server(ring, event_id)["hangoutLink"] == link
    gone = ring.act(edit.edit, event_id, "", {"meeting_request": ""})
    ring.sync()
    assert "hangoutLink" not in on_server(ring, event_id)
    ring.act(undo.undo_edit, gone)  # Google has none any more: another one
    ring.sync()
    assert on_server(ring, event_id)["hangoutLink"]


def test_a_new_class_of_the_form_gets_a_code_and_an_event_gets_none(ring: Ring) -> None:
    fields = {"summary": "Ana", "when": WHEN, "lesson.class_type": "grupal"}
    one = ring.act(make, fields, send_updates="none").change.draft
    other = ring.act(make, {"summary": "Dentista", "when": WHEN}, send_updates="none").change.draft
    ring.sync()
    private = on_server(ring, one.event_id)["extendedProperties"]["private"]
    assert len(private["aulaAccessCode"]) == 7
    assert "aulaAccessCode" not in on_server(ring, other.event_id)["extendedProperties"]["private"]
    with pytest.raises(UsageError):
        ring.act(make, {"summary": "x", "when": ["timed", 10, 10, "UTC"]}, send_updates="none")
