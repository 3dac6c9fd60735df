"""What happens when both sides change the same thing, and when an act stops halfway.

The rules stand in docs/changes.md; each has a test here.
"""

from typing import Any

import pytest

from desktop_app.domain.change import Change
from desktop_app.domain.errors import NotFoundError, RemoteError
from desktop_app.domain.event import when_value
from desktop_app.storage.store import FileStore
from desktop_app.usecases import connect, edit, undo
from desktop_app.wiring import configure
from tests.e2e.run import environment
from tests.ring import CALENDAR, Ring
from tests.unit.domain.build import timed

pytestmark = pytest.mark.expects_log
OTHER = "other@group.calendar.google.com"
THIRD = "20261215T130000Z"
LATER = {"when": when_value(timed("2026-12-15 12:00", "2026-12-15 13:00"))}


def guest(name: str, response: str = "needsAction") -> list[str]:
    return [f"{name}@example.org", "", response]


def phone(ring: Ring) -> Any:
    return ring.server.calendar(CALENDAR)


def stuck(ring: Ring) -> Change:
    (change,) = [one for one in ring.changes() if one.state == "attention"]
    return change


@pytest.fixture
def event_id(ring: Ring) -> str:
    made = ring.make("2026-12-01 10:00")
    ring.sync()
    return made


# --- the same field


def test_a_clash_shows_both_versions_and_hers_can_be_kept(ring: Ring, event_id: str) -> None:
    ring.act(edit.edit, event_id, "", {"summary": "mine", "location": "here"})
    phone(ring).patch(event_id, {"summary": "theirs", "description": "new"})
    ring.sync()
    change = stuck(ring)
    assert change.error_code == "conflict"
    reader = ring.aula.open_reader()
    assert reader is not None
    sides = reader.sides(change.seq)
    assert sides is not None and sides.mine is not None and sides.theirs is not None
    assert [side for side in sides.fields if side.name in sides.clash] == [
        ("summary", "Ana", "mine", "theirs")
    ]
    assert (sides.mine.summary, sides.theirs.summary) == ("mine", "theirs")
    assert reader.sides(99) is None
    reader.close()
    ring.store.keep_mine(change.seq, ring.aula.now())
    assert ring.sync().error is None
    there = phone(ring).get(event_id)
    assert (there["summary"], there["location"], there["description"]) == ("mine", "here", "new")
    assert ring.waiting() == []


def test_theirs_can_be_kept(ring: Ring, event_id: str) -> None:
    ring.act(edit.edit, event_id, "", {"summary": "mine"})
    phone(ring).patch(event_id, {"summary": "theirs"})
    ring.sync()
    ring.store.discard(stuck(ring).seq, ring.aula.now())
    assert ring.waiting() == []
    assert ring.seen(event_id).summary == "theirs"


def test_a_clash_is_seen_when_it_arrives_not_only_when_it_is_sent(
    ring: Ring, event_id: str
) -> None:
    ring.server.faults.add("PATCH", status=503)
    ring.act(edit.edit, event_id, "", {"summary": "mine"})
    phone(ring).patch(event_id, {"summary": "theirs"})
    before = ring.server.count("PATCH")
    ring.sync()  # refused with 503: put off, and the pull goes on
    assert ring.server.count("PATCH") == before + 1
    assert (stuck(ring).error_code, stuck(ring).error_detail) == ("conflict", "summary")


def test_an_edit_on_an_edit_is_compared_with_that_and_not_with_google(
    ring: Ring, event_id: str
) -> None:
    ring.server.faults.add("PATCH", status=503, times=1)
    ring.act(edit.edit, event_id, "", {"summary": "one"})
    ring.sync()
    ring.act(edit.edit, event_id, "", {"summary": "two"})
    phone(ring).patch(event_id, {"location": "there"})
    ring.sync()
    assert [state for _, state in ring.waiting()] == ["waiting", "queued"]
    for change in ring.changes():
        ring.store.retry(change.seq, ring.aula.now())
    assert ring.sync().error is None
    assert phone(ring).get(event_id)["summary"] == "two"


# --- lists


def test_guests_that_both_sides_added_are_both_invited(ring: Ring, event_id: str) -> None:
    ring.act(edit.edit, event_id, "", {"guests": [guest("ana"), guest("old")]})
    ring.sync()
    ring.act(edit.edit, event_id, "", {"guests": [guest("ana"), guest("bea")]})
    people = [("ana", "accepted"), ("old", "needsAction"), ("eva", "needsAction")]
    phone(ring).patch(
        event_id,
        {"attendees": [{"email": f"{n}@example.org", "responseStatus": r} for n, r in people]},
    )
    assert ring.sync().error is None
    found = {
        one["email"][:3]: one["responseStatus"] for one in phone(ring).get(event_id)["attendees"]
    }
    assert found == {"ana": "accepted", "eva": "needsAction", "bea": "needsAction"}


def test_reminders_are_compared_one_by_one(ring: Ring, event_id: str) -> None:
    ring.act(edit.edit, event_id, "", {"reminders": [["popup", 10], ["email", 60]]})
    ring.sync()
    ring.act(edit.edit, event_id, "", {"reminders": [["popup", 10], ["email", 60], ["popup", 5]]})
    overrides = [{"method": "popup", "minutes": 10}]
    phone(ring).patch(event_id, {"reminders": {"useDefault": False, "overrides": overrides}})
    assert ring.sync().error is None
    kept = phone(ring).get(event_id)["reminders"]["overrides"]
    assert sorted(one["minutes"] for one in kept) == [5, 10]


# --- gone on one side


def test_edited_here_and_deleted_there_can_be_made_again(ring: Ring, event_id: str) -> None:
    before = ring.seen(event_id)
    ring.act(edit.edit, event_id, "", {"summary": "mine"})
    phone(ring).delete(event_id)
    ring.sync()
    change = stuck(ring)
    assert change.error_code == "deleted_there"
    ring.store.keep_mine(change.seq, ring.aula.now())
    assert ring.sync().error is None
    assert ring.waiting() == []
    (there,) = [one for one in phone(ring).live if one.get("summary") == "mine"]
    again = ring.seen(there["id"])
    assert (again.lesson, again.when) == (before.lesson, before.when)
    assert again.meeting.state == "ready" and again.meeting.link != before.meeting.link


def test_edited_here_and_deleted_there_can_be_let_go(ring: Ring, event_id: str) -> None:
    ring.act(edit.edit, event_id, "", {"summary": "mine"})
    phone(ring).delete(event_id)
    ring.sync()
    ring.store.discard(stuck(ring).seq, ring.aula.now())
    assert ring.waiting() == []
    assert ring.shown("mine", "Ana", low="2026-12-01", high="2026-12-02") == []


def test_of_what_nothing_is_known_nothing_is_made(ring: Ring, event_id: str) -> None:
    ring.act(edit.edit, event_id, "", {"summary": "mine"})
    phone(ring).delete(event_id)
    ring.sync()
    seq = stuck(ring).seq
    assert isinstance(ring.store, FileStore)
    ring.store._outbox.db.conn.execute("UPDATE outbox SET seen = ''")
    with pytest.raises(NotFoundError):
        ring.store.keep_mine(seq, ring.aula.now())
    assert stuck(ring).seq == seq


@pytest.mark.parametrize("mine", [True, False])
def test_deleted_here_and_edited_there_asks(ring: Ring, event_id: str, mine: bool) -> None:
    ring.act(edit.remove, event_id, "")
    phone(ring).patch(event_id, {"summary": "theirs"})
    ring.sync()
    change = stuck(ring)
    assert change.error_code == "changed_there"
    assert ring.seen(event_id).summary == "theirs"  # shown again: nothing is lost silently
    decide = ring.store.keep_mine if mine else ring.store.discard
    decide(change.seq, ring.aula.now())
    assert ring.sync().error is None
    assert phone(ring).get(event_id)["status"] == ("cancelled" if mine else "confirmed")
    assert ring.waiting() == []


def test_deleted_on_both_sides_is_done(ring: Ring, event_id: str) -> None:
    ring.act(edit.remove, event_id, "")
    phone(ring).delete(event_id)
    assert ring.sync().error is None
    assert ring.waiting() == []


@pytest.mark.parametrize("mine", [True, False])
def test_an_exception_whose_series_lost_its_place_asks(ring: Ring, mine: bool) -> None:
    series = ring.series()
    ring.act(edit.edit, series, THIRD, LATER | {"summary": "Otro"})
    phone(ring).patch(series, {"recurrence": ["RRULE:FREQ=WEEKLY;COUNT=2"]})
    ring.sync()
    change = stuck(ring)
    assert change.error_code == "series_changed"
    decide = ring.store.keep_mine if mine else ring.store.discard
    decide(change.seq, ring.aula.now())
    assert ring.sync().error is None
    expected = ["Grupo 2026-12-01 10:00", "Grupo 2026-12-08 10:00"]
    expected += ["Otro 2026-12-15 12:00"] if mine else []
    assert ring.there("Grupo", "Otro") == ring.shown("Grupo", "Otro") == expected
    assert ring.waiting() == []


def test_an_exception_in_a_series_that_got_another_name_keeps_what_is_its_own(ring: Ring) -> None:
    series = ring.series()
    ring.act(edit.edit, series, THIRD, LATER)
    phone(ring).patch(series, {"summary": "Otro"})
    assert ring.sync().error is None
    assert "Otro 2026-12-15 12:00" in ring.there("Otro")
    ring.sync()
    assert ring.there("Grupo", "Otro") == ring.shown("Grupo", "Otro")


def test_an_exception_of_a_deleted_series_asks(ring: Ring) -> None:
    series = ring.series()
    ring.act(edit.edit, series, THIRD, LATER)
    phone(ring).delete(series)
    ring.sync()
    change = stuck(ring)
    assert change.error_code in ("deleted_there", "series_changed")
    ring.store.keep_mine(change.seq, ring.aula.now())
    assert ring.sync().error is None
    assert ring.there("Grupo") == ring.shown("Grupo") == ["Grupo 2026-12-15 12:00"]


def test_all_that_waits_of_a_deleted_series_is_made_again_once(ring: Ring) -> None:
    series = ring.series()
    ring.act(edit.edit, series, THIRD, LATER)
    ring.act(edit.edit, series, "20261222T130000Z", {"summary": "Otro"}, scope="all")
    ring.act(edit.remove, series, "20261229T130000Z")
    expected = ring.shown("Grupo", "Otro")
    assert len(expected) == 5
    phone(ring).delete(series)
    ring.sync()
    ring.store.keep_mine(stuck(ring).seq, ring.aula.now())
    assert ring.shown("Grupo", "Otro") == expected
    assert ring.sync().error is None
    assert ring.waiting() == []
    assert ring.there("Grupo", "Otro") == ring.shown("Grupo", "Otro") == expected


def test_what_she_removed_at_last_is_not_made_again(ring: Ring, event_id: str) -> None:
    ring.act(edit.edit, event_id, "", {"summary": "mine"})
    ring.act(edit.remove, event_id, "")
    phone(ring).delete(event_id)
    ring.sync()
    ring.store.keep_mine(stuck(ring).seq, ring.aula.now())
    assert ring.waiting() == []
    assert ring.sync().error is None
    assert [one for one in phone(ring).live if one.get("summary") == "mine"] == []


def test_what_is_gone_already_cannot_be_taken_back(ring: Ring) -> None:
    series = ring.series()
    removed = ring.act(edit.remove, series, THIRD, scope="following")
    ring.sync()
    phone(ring).delete(series)
    ring.sync()
    with pytest.raises(NotFoundError):
        ring.act(undo.undo_removal, removed)
    assert ring.waiting() == []


# --- moves


def test_a_move_goes_with_its_edits_in_order(ring: Ring) -> None:
    ring.server.add_calendar(OTHER, "Otro")
    series = ring.series()
    ring.act(edit.edit, series, THIRD, LATER)
    ring.act(edit.move, series, OTHER)
    assert ring.seen(series).calendar_id == OTHER
    ring.act(edit.edit, series, "20261222T130000Z", {"summary": "Otro"})
    expected = ring.shown("Grupo", "Otro")
    assert "Grupo 2026-12-15 12:00" in expected and "Otro 2026-12-22 10:00" in expected
    assert len(expected) == 6
    assert ring.sync().error is None
    assert ring.waiting() == []
    assert ring.there("Grupo", "Otro") == []
    assert len(ring.server.calendar(OTHER).live) == 3
    assert ring.shown("Grupo", "Otro") == expected
    assert ring.seen(series).mark == "sent"


@pytest.mark.parametrize("sent", [False, True])
def test_a_move_is_undone(ring: Ring, event_id: str, sent: bool) -> None:
    ring.server.add_calendar(OTHER, "Otro")
    moved = ring.act(edit.move, event_id, OTHER)
    if sent:
        ring.sync()
        assert ring.server.calendar(OTHER).get(event_id)["status"] == "confirmed"
    ring.act(undo.undo_edit, moved)
    assert ring.seen(event_id).calendar_id == CALENDAR
    assert ring.sync().error is None
    assert phone(ring).get(event_id)["status"] == "confirmed"


def test_a_move_of_what_was_deleted_there_can_be_made_again_where_it_was_to_go(
    ring: Ring, event_id: str
) -> None:
    ring.server.add_calendar(OTHER, "Otro")
    ring.act(edit.move, event_id, OTHER)
    phone(ring).delete(event_id)
    ring.sync()
    change = stuck(ring)
    assert change.error_code == "deleted_there"
    ring.store.keep_mine(change.seq, ring.aula.now())
    assert ring.sync().error is None
    assert [one["summary"] for one in ring.server.calendar(OTHER).live] == ["Ana"]


def test_a_move_that_is_refused_and_given_up_leaves_later_edits(ring: Ring, event_id: str) -> None:
    ring.server.add_calendar(OTHER, "Otro", "eva@example.com", {CALENDAR: "reader"})
    ring.act(edit.move, event_id, OTHER)
    ring.act(edit.edit, event_id, "", {"location": "Aula 3"})
    ring.sync()
    assert stuck(ring).error_code == "forbidden"
    assert ring.seen(event_id).calendar_id == CALENDAR
    ring.store.discard(stuck(ring).seq)
    assert ring.sync().error is None
    assert phone(ring).get(event_id)["location"] == "Aula 3"


# --- acts of several steps


def steps(ring: Ring) -> str:
    """Record an act of three steps on a series; return the series."""
    series = ring.series()
    ring.act(edit.edit, series, "20261222T130000Z", {"summary": "Otro"})
    ring.sync()
    ring.act(edit.edit, series, THIRD, LATER, scope="following")
    assert ring.waiting() == [("create", "queued"), ("patch", "queued"), ("patch", "queued")]
    return series


@pytest.mark.parametrize("done", [0, 1, 2])
def test_an_act_goes_on_where_it_stopped(ring: Ring, done: int) -> None:
    steps(ring)
    expected = ring.shown("Grupo", "Otro")
    requests = ["POST .*/events", "PATCH .*_2026", "PATCH .*/[a-v0-9]+[?]"]
    fault = ring.server.faults.add(requests[done], cut="before", times=1)
    ring.sync()
    ring.restart()
    assert fault.hits == 1
    assert len(ring.waiting()) == 3 - done
    assert ring.shown("Grupo", "Otro") == expected
    assert ring.sync().error is None
    assert ring.waiting() == []
    assert ring.there("Grupo", "Otro") == ring.shown("Grupo", "Otro") == expected


def test_an_act_that_stopped_halfway_is_given_up_as_a_whole(ring: Ring) -> None:
    series = ring.series()
    before = ring.shown("Grupo")
    ring.act(edit.edit, series, THIRD, LATER, scope="following")
    refused = {"error": {"code": 400, "errors": [{"reason": "invalid"}], "message": "no"}}
    ring.server.faults.add("PATCH", status=400, body=refused, times=1)
    ring.sync()
    assert ring.waiting() == [("patch", "attention")]
    assert len(ring.there("Grupo")) == 10  # the new series is there, the old one whole
    ring.store.discard(stuck(ring).seq)
    assert ring.shown("Grupo") == before
    assert ring.sync().error is None
    assert ring.waiting() == []
    assert ring.there("Grupo") == ring.shown("Grupo") == before


def test_an_act_is_undone_while_it_is_halfway(ring: Ring) -> None:
    series = ring.series()
    before = ring.shown("Grupo")
    edited = ring.act(edit.edit, series, THIRD, LATER, scope="following")
    ring.server.faults.add("PATCH", status=503, times=1)
    ring.sync()
    assert ring.waiting() == [("patch", "waiting")]
    ring.act(undo.undo_edit, edited)
    assert ring.shown("Grupo") == before
    for change in ring.changes():
        ring.store.retry(change.seq, ring.aula.now())
    assert ring.sync().error is None
    assert ring.waiting() == []
    assert ring.there("Grupo") == ring.shown("Grupo") == before


def test_a_later_edit_of_the_rest_is_sent_after_it_is_made(ring: Ring) -> None:
    series = ring.series()
    edited = ring.act(edit.edit, series, THIRD, LATER, scope="following")
    ring.act(edit.edit, edited.family, "20261222T150000Z", {"summary": "Otro"})
    assert {change.draft.family for change in ring.changes()} == {series}
    assert ring.sync().error is None
    assert "Otro 2026-12-22 12:00" in ring.there("Otro")


# --- accounts


def test_another_account_s_changes_stay_here_and_go_when_it_is_back(
    ring: Ring, event_id: str
) -> None:
    ring.act(edit.edit, event_id, "", {"summary": "mine"})
    hers = ring.store.account()
    assert hers is not None
    ring.store.set_account(hers._replace(sub="eva", email="eva@example.com"))
    before = len(ring.server.requests)
    assert ring.store.next_ready("eva", ring.aula.now() + 10**6) is None
    assert len(ring.server.requests) == before
    ring.restart()
    connect.take_up(ring.store, ring.aula)
    assert ring.waiting() == [("patch", "queued")]
    assert ring.sync().error is None
    assert phone(ring).get(event_id)["summary"] == "mine"


def test_a_reply_that_comes_after_another_account_signed_in_is_not_shown_to_it(
    ring: Ring, event_id: str
) -> None:
    ring.act(edit.edit, event_id, "", {"summary": "mine"})
    (change,) = ring.changes()
    said = ring.store.said(CALENDAR, event_id)
    hers = ring.store.account()
    assert hers is not None
    ring.store.set_account(hers._replace(sub="eva", email="eva@example.com"))
    ring.store.settle(change.seq, said)
    assert ring.store.said(CALENDAR, event_id) is None
    assert ring.store.changes(hers.sub) == []


def test_a_static_token_that_nobody_can_say_whose_it_is_acts_for_no_one_but_its_own_account(
    ring: Ring, event_id: str
) -> None:
    hers = ring.store.account()
    ring.server.faults.add("/userinfo", status=503)
    assert connect.take_up(ring.store, ring.aula) == (hers, ring.aula.static_token())
    token = ring.server.issue_refresh_token()
    other = configure(environ=environment(ring.server, ring.aula.data_dir, token))
    with pytest.raises(RemoteError):
        connect.take_up(ring.store, other)
    ring.server.faults.clear()
    assert connect.take_up(ring.store, other)[1] == token
    ring.server.faults.add("/userinfo", status=503)
    assert connect.take_up(ring.store, other) == (hers, token)
