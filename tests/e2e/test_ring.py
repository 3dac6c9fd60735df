"""The ring without a window: use cases, storage, sync and Google's twin, each the real one."""

from pathlib import Path
from typing import Any

import pytest

from desktop_app.demo import DemoServer
from desktop_app.domain.event import when_value
from desktop_app.usecases import connect, edit, undo
from desktop_app.wiring import configure
from tests.e2e.run import environment
from tests.ring import CALENDAR, Ring
from tests.unit.domain.build import at, timed


def test_the_reply_that_was_lost_makes_no_second_class(ring: Ring) -> None:
    event_id = ring.make()
    ring.server.faults.add("POST .*/events", cut="in_reply", times=1)
    first = ring.sync()
    assert first.error is not None
    assert first.error.code == "network"
    assert ring.waiting() != []
    assert ring.sync().error is None
    assert ring.waiting() == []
    assert ring.seen(event_id).meeting.state == "ready"
    assert len([e for e in ring.server.calendar(CALENDAR).events.values()
                if e.get("summary") == "Ana"]) == 1  # fmt: skip


def test_an_edit_that_another_device_overtook_keeps_both_where_they_differ(ring: Ring) -> None:
    event_id = ring.make()
    ring.sync()
    ring.server.calendar(CALENDAR).patch(event_id, {"location": "Aula 3"})
    edit.edit(ring.store, event_id, "", {"summary": "Ana María"}, ring.aula.now())
    assert ring.sync().error is None
    raw = ring.server.calendar(CALENDAR).get(event_id)
    assert (raw["summary"], raw["location"]) == ("Ana María", "Aula 3")
    assert ring.seen(event_id).location == "Aula 3"


@pytest.mark.expects_log
def test_a_true_clash_waits_for_the_teacher_and_loses_neither(ring: Ring) -> None:
    event_id = ring.make()
    ring.sync()
    edit.edit(ring.store, event_id, "", {"summary": "mine"}, ring.aula.now())
    ring.server.calendar(CALENDAR).patch(event_id, {"summary": "theirs"})
    ring.sync()
    assert ring.waiting() == [("patch", "attention")]
    assert ring.codes() == ["conflict"]
    assert ring.server.calendar(CALENDAR).get(event_id)["summary"] == "theirs"
    assert ring.seen(event_id).summary == "mine"
    assert ring.seen(event_id).mark == "attention"


def test_edits_of_one_class_go_in_order_and_an_unsent_one_goes_once(ring: Ring) -> None:
    event_id = ring.make()
    edit.edit(ring.store, event_id, "", {"summary": "two"}, ring.aula.now())
    edit.edit(ring.store, event_id, "", {"summary": "three"}, ring.aula.now())
    assert ring.waiting() == [("create", "queued")]
    before = ring.server.count("PATCH")
    ring.sync()
    assert ring.server.calendar(CALENDAR).get(event_id)["summary"] == "three"
    assert ring.server.count("PATCH") == before


def test_a_class_made_and_removed_before_it_was_sent_leaves_nothing(ring: Ring) -> None:
    event_id = ring.make()
    edit.remove(ring.store, event_id, "", ring.aula.now())
    assert ring.waiting() == []
    before = ring.server.count("POST", "/events")
    ring.sync()
    assert ring.server.count("POST", "/events") == before


def test_a_removal_waits_for_its_toast_and_can_be_taken_back(ring: Ring) -> None:
    event_id = ring.make()
    ring.sync()
    now = ring.aula.now()
    removed = edit.remove(ring.store, event_id, "", now, not_before=now + 60)
    ring.sync()
    assert ring.server.calendar(CALENDAR).get(event_id)["status"] == "confirmed"
    undone = undo.undo_removal(ring.store, removed, now)
    assert not undone.made_anew
    assert ring.waiting() == []
    assert ring.seen(event_id).summary == "Ana"


def test_undoing_what_google_removed_makes_a_new_event_with_the_same_code(ring: Ring) -> None:
    event_id = ring.make()
    ring.sync()
    code = ring.seen(event_id).lesson
    removed = edit.remove(ring.store, event_id, "", ring.aula.now())
    ring.sync()
    assert ring.server.calendar(CALENDAR).get(event_id)["status"] == "cancelled"
    undone = undo.undo_removal(ring.store, removed, ring.aula.now())
    assert undone.made_anew
    ring.sync()
    again = ring.seen(undone.family)
    assert undone.family != event_id
    assert again.lesson == code
    assert again.meeting.state == "ready"
    assert again.meeting.link != removed.before.meeting.link


def test_one_occurrence_is_edited_and_the_series_stays(ring: Ring) -> None:
    zone = {"timeZone": "America/Argentina/Buenos_Aires"}
    master = ring.server.calendar(CALENDAR).insert(
        {
            "summary": "Grupo",
            "start": {"dateTime": "2026-12-01T10:00:00-03:00", **zone},
            "end": {"dateTime": "2026-12-01T11:00:00-03:00", **zone},
            "recurrence": ["RRULE:FREQ=WEEKLY;COUNT=4"],
        }
    )
    ring.sync()
    key = "20261208T130000Z"
    when = when_value(timed("2026-12-09 12:00", "2026-12-09 13:00"))
    edit.edit(ring.store, master["id"], key, {"when": when}, ring.aula.now())
    edit.remove(ring.store, master["id"], "20261215T130000Z", ring.aula.now())
    assert ring.sync().error is None
    assert ring.waiting() == []
    ring.sync()
    reader = ring.aula.open_reader()
    assert reader is not None
    rows = reader.occurrences(at("2026-12-01"), at("2026-12-31"), "America/Argentina/Buenos_Aires")
    mine = [row.start for row in rows if row.family == master["id"]]
    assert mine == [at("2026-12-01 10:00"), at("2026-12-09 12:00"), at("2026-12-22 10:00")]
    reader.close()


def test_a_token_that_google_forgot_brings_the_calendar_anew_without_losing_changes(
    ring: Ring,
) -> None:
    gone = ring.server.calendar(CALENDAR).insert(
        {"summary": "x", "start": {"date": "2026-12-01"}, "end": {"date": "2026-12-02"}}
    )
    ring.sync()
    ring.server.expire_sync_tokens()
    ring.server.calendar(CALENDAR).delete(gone["id"])
    now = ring.aula.now()
    event_id = ring.make("2026-12-02 10:00")
    removed_later = edit.remove(ring.store, ring.make("2026-12-03 10:00"), "", now)
    assert removed_later.change is None
    assert ring.sync().error is None
    assert ring.seen(event_id).meeting.state == "ready"
    reader = ring.aula.open_reader()
    assert reader is not None
    assert reader.event(gone["id"], "") is None
    reader.close()


def test_a_late_link_is_polled_also_after_a_restart(
    demo_server: DemoServer, data_dir: Path
) -> None:
    aula = configure(environ=environment(demo_server, data_dir))
    demo_server.conference_polls = 3
    with aula.writing() as store:
        ring = Ring(aula, store, demo_server)
        connect.take_up(store, aula)
        event_id = ring.make()
        report = ring.sync()
        assert report.next_poll is not None
        assert ring.seen(event_id).meeting.state == "pending"
    with aula.writing() as store:
        ring = Ring(aula, store, demo_server)
        for _ in range(4):
            ring.sync()
        assert ring.seen(event_id).meeting.state == "ready"


@pytest.mark.expects_log
def test_an_account_without_meet_still_gets_its_class(ring: Ring) -> None:
    ring.server.accounts[CALENDAR].can_meet = False
    event_id = ring.make()
    report = ring.sync()
    assert report.refused_meetings == (event_id,)
    assert ring.waiting() == []
    assert ring.server.calendar(CALENDAR).get(event_id)["summary"] == "Ana"


def test_a_failed_link_is_told_and_can_be_asked_for_again(ring: Ring) -> None:
    ring.server.conference_outcome = "failure"
    event_id = ring.make()
    ring.sync()
    assert ring.seen(event_id).meeting.state == "failed"
    ring.server.conference_outcome = "success"
    edit.ask_meeting(ring.store, event_id, "", ring.aula.now())
    assert ring.sync().error is None
    assert ring.seen(event_id).meeting.state == "ready"


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ({"status": 500}, "server"),
        ({"status": 429, "headers": {"Retry-After": "30"}}, "rate_limited"),
        ({"garbage": "<html><body>Log in</body></html>"}, "network"),
        ({"garbage": '{"kind": 7'}, "network"),
        ({"cut": "before"}, "network"),
        ({"cut": "after"}, "network"),
    ],
)
def test_whatever_goes_wrong_the_class_waits_and_goes_once(
    ring: Ring, fault: dict[str, Any], code: str
) -> None:
    event_id = ring.make()
    ring.server.faults.add("POST .*/events", times=1, **fault)
    ring.sync()
    assert ring.codes() == [code]
    assert ring.seen(event_id).mark == "unsent"
    account = ring.store.account()
    assert account is not None
    ring.store.retry(ring.store.changes(account.sub)[0].seq, ring.aula.now())
    assert ring.sync().error is None
    same = [e for e in ring.server.calendar(CALENDAR).events.values() if e.get("summary") == "Ana"]
    assert [e["id"] for e in same] == [event_id]
