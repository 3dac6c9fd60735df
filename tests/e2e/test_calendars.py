"""Several calendars from the list to the server and back; no window."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.demo import DemoServer
from desktop_app.demo.grants import EVENTS
from desktop_app.demo.sample_calendars import HOLIDAYS, INSTITUTE
from desktop_app.demo.server import EMAIL
from desktop_app.domain.calendars import Calendar
from desktop_app.domain.errors import UsageError
from desktop_app.domain.ports import Reader
from desktop_app.usecases import edit, make_event
from desktop_app.wiring import configure
from tests.e2e.run import environment
from tests.ring import Ring

HOUR, DAY = 3600, 86_400


@pytest.fixture
def ring(demo_server: DemoServer, data_dir: Path) -> Iterator[Ring]:
    aula = configure(environ=environment(demo_server, data_dir))
    with aula.writing() as store:
        ring = Ring(aula, store, demo_server)
        assert ring.sync().error is None
        yield ring


@pytest.fixture
def reader(ring: Ring) -> Iterator[Reader]:
    opened = ring.aula.open_reader()
    assert opened is not None
    with closing(opened):
        yield opened


def calendar(reader: Reader, calendar_id: str) -> Calendar:
    (found,) = [one for one in reader.calendars() if one.id == calendar_id]
    return found


def seen(reader: Reader, ring: Ring) -> set[str]:
    """Return the ids of the calendars that the coming weeks show something of."""
    now = int(ring.aula.now())
    rows = reader.occurrences(now - 30 * DAY, now + 200 * DAY, ring.aula.zone)
    return {row.calendar_id for row in rows}


def quoted(calendar_id: str) -> str:
    return calendar_id.replace("@", "%40").replace("#", "%23")


def test_every_calendar_that_google_shows_is_pulled_in_its_colour(
    ring: Ring, reader: Reader
) -> None:
    assert [(c.name, c.writable, c.shown) for c in reader.calendars()] == [
        (EMAIL, True, True),
        ("Instituto del Sur", True, True),
        ("Feriados de Argentina", False, True),
    ]
    assert seen(reader, ring) == {EMAIL, INSTITUTE, HOLIDAYS}
    assert calendar(reader, INSTITUTE).colour == "#B39DDB"


def test_with_nothing_new_it_is_one_request_a_calendar(ring: Ring) -> None:
    before = ring.server.count(path_contains="/calendar/v3/")
    assert ring.sync().brought == 0
    assert ring.server.count(path_contains="/calendar/v3/") == before + 3


def test_what_is_new_in_one_calendar_comes_by_its_own_token(ring: Ring) -> None:
    (exam,) = [e for e in ring.server.calendar(INSTITUTE).live if e["id"] == "mesasdeexamen"]
    ring.server.calendar(INSTITUTE).patch(exam["id"], {"summary": "Mesas"})
    assert ring.sync().brought == 1
    assert ring.seen("mesasdeexamen").summary == "Mesas"


def test_an_edit_goes_to_the_calendar_that_the_event_is_in(ring: Ring) -> None:
    edit.edit(ring.store, "mesasdeexamen", "", {"location": "SUM"}, ring.aula.now())
    assert ring.sync().error is None
    assert ring.waiting() == []
    assert ring.server.calendar(INSTITUTE).get("mesasdeexamen")["location"] == "SUM"
    edit.remove(ring.store, "mesasdeexamen", "", ring.aula.now())
    assert ring.sync().error is None
    assert "mesasdeexamen" not in {e["id"] for e in ring.server.calendar(INSTITUTE).live}


def test_a_calendar_that_is_only_read_takes_no_edit(ring: Ring, reader: Reader) -> None:
    event_id = ring.server.calendar(HOLIDAYS).live[0]["id"]
    with pytest.raises(UsageError) as told:
        edit.edit(ring.store, event_id, "", {"summary": "x"}, ring.aula.now())
    assert told.value.code == "read_only"
    with pytest.raises(UsageError):
        edit.remove(ring.store, event_id, "", ring.aula.now())


def test_a_hidden_calendar_asks_for_nothing_and_comes_back_without_network(
    ring: Ring, reader: Reader
) -> None:
    ring.store.calendars.show(INSTITUTE, False)
    assert seen(reader, ring) == {EMAIL, HOLIDAYS}
    before = ring.server.count(path_contains="/calendar/v3/")
    ring.sync()
    assert ring.server.count(path_contains="/calendar/v3/") == before + 2
    ring.store.calendars.show(INSTITUTE, True)
    assert seen(reader, ring) == {EMAIL, INSTITUTE, HOLIDAYS}


@pytest.mark.parametrize("status", [404, 500])
def test_one_calendar_that_fails_stops_none_of_the_others_and_says_so(
    ring: Ring, reader: Reader, status: int
) -> None:
    ring.server.faults.add(f"GET .*/{quoted(INSTITUTE)}/events", status=status, times=1)
    (holiday, *_) = ring.server.calendar(HOLIDAYS).live
    ring.server.calendar(HOLIDAYS).put(holiday | {"summary": "Feriado puente"})
    report = ring.sync()
    assert report.error is None
    assert ring.seen(holiday["id"]).summary == "Feriado puente"
    assert calendar(reader, INSTITUTE).trouble != ""
    assert seen(reader, ring) == {EMAIL, INSTITUTE, HOLIDAYS}
    ring.sync()
    assert calendar(reader, INSTITUTE).trouble == ""


def test_that_of_the_classes_failing_is_the_pass_failing_and_the_others_come_all_the_same(
    ring: Ring, reader: Reader
) -> None:
    ring.server.faults.add(f"GET .*/{quoted(EMAIL)}/events", status=500, times=1)
    ring.server.calendar(INSTITUTE).patch("mesasdeexamen", {"summary": "Mesas"})
    report = ring.sync()
    assert report.error is not None and report.error.code == "server"
    assert ring.seen("mesasdeexamen").summary == "Mesas"


def test_a_calendar_no_longer_shared_is_gone_with_the_next_pass(ring: Ring, reader: Reader) -> None:
    ring.server.calendar(INSTITUTE).raw.access.pop(EMAIL)
    assert ring.sync().error is None
    assert seen(reader, ring) == {EMAIL, HOLIDAYS}
    assert [c.id for c in reader.calendars()] == [EMAIL, HOLIDAYS]


def test_a_newly_shared_calendar_comes_when_the_list_is_old(
    ring: Ring, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring.server.add_calendar("coro@example.com", "Coro", "x@example.com", {EMAIL: "reader"})
    ring.server.calendar("coro@example.com").put(
        ring.server.calendar(HOLIDAYS).live[0] | {"id": "ensayo", "summary": "Ensayo"}
    )
    ring.sync()
    assert "coro@example.com" not in [c.id for c in reader.calendars()]
    later = ring.aula.now() + 3601
    monkeypatch.setattr(ring.aula, "now", lambda: later)
    ring.sync()
    assert ring.seen("ensayo").summary == "Ensayo"


def test_without_leave_to_list_them_all_works_as_with_one(
    demo_server: DemoServer, data_dir: Path
) -> None:
    token = demo_server.issue_refresh_token(scopes=("openid", "email", "profile", EVENTS))
    aula = configure(environ=environment(demo_server, data_dir, token))
    with aula.writing() as store:
        ring = Ring(aula, store, demo_server)
        assert ring.sync().error is None
        event_id = ring.make()
        assert ring.sync().error is None
        assert ring.seen(event_id).meeting.state == "ready"
        reader = aula.open_reader()
        assert reader is not None
        with closing(reader):
            assert reader.calendar_list_refused()
            assert [c.id for c in reader.calendars()] == [EMAIL]


def test_a_class_goes_to_the_calendar_that_is_configured(
    demo_server: DemoServer, data_dir: Path
) -> None:
    variables = environment(demo_server, data_dir) | {"CALENDAR_ID": INSTITUTE}
    aula = configure(environ=variables)
    with aula.writing() as store:
        ring = Ring(aula, store, demo_server)
        assert ring.sync().error is None
        event_id = ring.make()
        edit.edit(store, event_id, "", {"location": "SUM"}, aula.now())
        assert ring.sync().error is None
        assert demo_server.calendar(INSTITUTE).get(event_id)["location"] == "SUM"
        reader = aula.open_reader()
        assert reader is not None
        with closing(reader):
            assert [c.id for c in reader.calendars() if c.for_classes] == [INSTITUTE]
            assert seen(reader, ring) == {EMAIL, INSTITUTE, HOLIDAYS}


def test_a_class_is_made_in_the_calendar_that_is_said_if_it_may_be_written_to(
    ring: Ring, reader: Reader
) -> None:
    start = int(ring.aula.now()) // HOUR * HOUR + DAY
    fields = {"summary": "Allá", "when": ["timed", start, start + HOUR, ring.aula.zone]}
    made = make_event.make(ring.store, fields, ring.aula.now(), "none", INSTITUTE)
    ring.sync()
    name = made.change.draft.event_id
    assert ring.server.calendar(INSTITUTE).get(name)["summary"] == "Allá"
    with pytest.raises(UsageError):
        make_event.make(ring.store, fields, ring.aula.now(), "none", HOLIDAYS)
