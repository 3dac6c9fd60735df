"""An event that another device moved to another calendar meanwhile: what waits here follows it."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from desktop_app.demo import DemoServer
from desktop_app.domain.event import when_value
from desktop_app.usecases import edit, undo
from tests.ring import CALENDAR, Ring, opened
from tests.unit.domain.build import timed

pytestmark = pytest.mark.expects_log
OTHER = "other@group.calendar.google.com"
THIRD = "20261215T130000Z"
LATER = {"when": when_value(timed("2026-12-15 12:00", "2026-12-15 13:00"))}


@pytest.fixture
def ring(demo_server: DemoServer, data_dir: Path) -> Iterator[Ring]:
    """A ring that knows of two calendars."""
    demo_server.add_calendar(OTHER, "Otro")
    with opened(demo_server, data_dir) as ring:
        yield ring


@pytest.fixture
def series(ring: Ring) -> str:
    """A series of six that is known here."""
    return ring.series()


def moved_there(ring: Ring, event_id: str, *calendars: str) -> None:
    """Let another device move an event on and on; nothing of it is heard here yet."""
    for home, away in pairwise(calendars):
        ring.server.calendar(home).move(event_id, away)


def both(ring: Ring) -> list[str]:
    """Send all; return what is shown here, which is what is there in both calendars together."""
    assert ring.sync().error is None
    assert ring.waiting() == []
    shown = ring.shown("Grupo", "Otro")
    there = ring.there("Grupo", "Otro") + ring.there("Grupo", "Otro", calendar=OTHER)
    assert sorted(there) == sorted(shown)
    return shown


def test_a_series_that_was_moved_is_found_where_it_is(ring: Ring, series: str) -> None:
    ring.act(edit.move, series, OTHER)
    assert ring.sync().error is None
    ring.act(edit.remove, series, THIRD)
    assert len(both(ring)) == 5
    ring.act(edit.move, series, CALENDAR)
    assert len(both(ring)) == 5
    assert len(ring.there("Grupo")) == 5


def test_an_edited_class_of_a_series_that_came_back_is_there_before_anything_is_pulled(
    ring: Ring, series: str
) -> None:
    """Its calendar said that it was gone from there, when the series left it."""
    ring.act(edit.edit, series, THIRD, {"summary": "Otro"})
    ring.act(edit.move, series, OTHER)
    shown = both(ring)
    ring.act(edit.move, series, CALENDAR)
    ring.server.faults.add("GET .*/events[?]", status=503, times=1)
    assert ring.sync().error is not None
    assert ring.shown("Grupo", "Otro") == shown


@pytest.mark.parametrize("known", [CALENDAR, OTHER])
@pytest.mark.parametrize("wherever", ["removed", "edited", "all removed", "all edited"])
def test_what_is_done_to_it_here_is_done_where_it_went(
    ring: Ring, series: str, known: str, wherever: str
) -> None:
    if known == OTHER:
        moved_there(ring, series, CALENDAR, OTHER)
        ring.sync()
    original = "" if wherever.startswith("all") else THIRD
    if wherever.endswith("removed"):
        ring.act(edit.remove, series, original, scope="all" if not original else "this")
    else:
        ring.act(edit.edit, series, original, {"summary": "Otro"}, scope="all")
    expected = ring.shown("Grupo", "Otro")
    moved_there(ring, series, *((CALENDAR, OTHER) if known == CALENDAR else (OTHER, CALENDAR)))
    assert both(ring) == expected


def test_a_class_removed_and_brought_back_while_its_series_moves_is_there_once(
    ring: Ring, series: str
) -> None:
    before = ring.shown("Grupo")
    moved_there(ring, series, CALENDAR, OTHER)
    ring.sync()
    removed = ring.act(edit.remove, series, THIRD)
    moved_there(ring, series, OTHER, CALENDAR)
    assert len(both(ring)) == 5
    ring.act(undo.undo_removal, removed)
    assert both(ring) == before


def test_a_move_of_what_was_moved_elsewhere_counts_as_the_later_one(
    ring: Ring, series: str
) -> None:
    third = "third@group.calendar.google.com"
    ring.server.add_calendar(third, "Tercero")
    ring.act(edit.move, series, third)
    moved_there(ring, series, CALENDAR, OTHER)
    assert ring.sync().error is None
    assert ring.waiting() == []
    assert len(ring.there("Grupo", calendar=third)) == len(ring.shown("Grupo")) == 6


def test_what_waits_goes_with_it_when_it_is_heard_not_only_when_it_is_sent(
    ring: Ring, series: str
) -> None:
    ring.act(edit.edit, series, THIRD, LATER)
    expected = ring.shown("Grupo")
    moved_there(ring, series, CALENDAR, OTHER)
    fault = ring.server.faults.add("GET .*/instances", status=503, times=1)
    ring.sync()
    assert fault.hits == 1
    assert ring.waiting() == [("patch", "waiting")]
    assert ring.shown("Grupo") == expected
    assert ring.seen(series, THIRD).calendar_id == OTHER


def test_an_act_taken_back_is_so_where_its_series_went(ring: Ring, series: str) -> None:
    before = ring.shown("Grupo")
    did = ring.act(edit.edit, series, THIRD, LATER, scope="following")
    assert ring.sync().error is None
    moved_there(ring, series, CALENDAR, OTHER)
    ring.sync()
    ring.act(undo.undo_edit, did)
    assert both(ring) == before


def test_a_class_whose_making_was_not_heard_of_and_that_moved_is_not_made_twice(
    ring: Ring,
) -> None:
    ring.server.faults.add("POST .*/events", cut="after", times=1)
    made = ring.make()
    ring.sync()
    assert ring.waiting() == [("create", "waiting")]
    moved_there(ring, made, CALENDAR, OTHER)
    (change,) = ring.changes()
    ring.store.retry(change.seq, ring.aula.now())
    assert ring.sync().error is None
    assert ring.waiting() == []
    assert ring.shown("Ana") == ring.there("Ana", calendar=OTHER) != []
    assert ring.there("Ana") == []


def test_an_answer_does_not_go_to_the_event_of_the_host(ring: Ring) -> None:
    """The copy that a guest has is gone: the host's, in a calendar that is hers too, is another."""
    at: Any = {
        "dateTime": "2026-12-01T10:00:00-03:00",
        "timeZone": "America/Argentina/Buenos_Aires",
    }
    body = {
        "id": "shared1",
        "summary": "Junta",
        "start": at,
        "end": at | {"dateTime": "2026-12-01T11:00:00-03:00"},
    }
    host = ring.server.calendar(OTHER).insert(body | {"attendees": [{"email": CALENDAR}]})
    guests = [{"email": CALENDAR, "self": True, "responseStatus": "needsAction"}]
    copy = body | {"attendees": guests, "organizer": {"email": OTHER}}
    ring.server.store.calendars[CALENDAR].put(dict(host) | copy)
    ring.sync()
    ring.act(edit.edit, "shared1", "", {"response": "accepted"})
    ring.server.calendar(CALENDAR).delete("shared1")
    ring.sync()
    assert ring.codes() == ["deleted_there"]
    assert ring.server.calendar(OTHER).get("shared1")["etag"] == host["etag"]


def test_a_series_of_years_ago_that_is_to_be_moved_is_found_and_edited(ring: Ring) -> None:
    zone = {"timeZone": "America/Argentina/Buenos_Aires"}
    old = ring.series(
        start={"dateTime": "2022-12-06T10:00:00-03:00", **zone},
        end={"dateTime": "2022-12-06T11:00:00-03:00", **zone},
    )
    ring.act(edit.move, old, OTHER)
    assert ring.seen(old).calendar_id == OTHER
    ring.act(edit.edit, old, "", {"summary": "Otro"}, scope="all")
    assert ring.seen(old).summary == "Otro"
    assert ring.sync().error is None
    assert ring.waiting() == []
    assert ring.server.calendar(OTHER).get(old)["summary"] == "Otro"
