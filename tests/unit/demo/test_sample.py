"""The sample term and the bulk: believable, the same for the same date."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from desktop_app.demo import DemoServer
from desktop_app.demo.sample import holidays, sample_term
from desktop_app.domain.student import problems
from desktop_app.wiring import configure_demo
from tests.unit.demo.conftest import Client, Clock

ME = "laura.gimenez@example.com"
NOW = datetime(2026, 3, 18, 15, 0, tzinfo=UTC)
DAYS = [date(2026, 1, 1), date(2026, 3, 18), date(2026, 11, 21), date(2027, 7, 4)]


def test_it_is_the_same_for_the_same_moment() -> None:
    assert sample_term(NOW, ME) == sample_term(NOW, ME)


def test_only_the_next_class_depends_on_the_hour() -> None:
    early, late = sample_term(NOW, ME), sample_term(NOW + timedelta(hours=3), ME)
    assert [one["id"] for one, other in zip(early, late, strict=True) if one != other] == [
        "claseproxima"
    ]


@pytest.mark.parametrize("day", DAYS)
def test_a_class_begins_within_the_hour(day: date) -> None:
    now = datetime(day.year, day.month, day.day, 15, 7, tzinfo=UTC)
    (near,) = [one for one in sample_term(now, ME) if one["id"] == "claseproxima"]
    start = datetime.fromisoformat(near["start"]["dateTime"])
    assert timedelta(0) < start - now < timedelta(hours=1)


def test_a_week_is_full_but_no_wall(server: DemoServer, client: Client) -> None:
    server.load_sample()
    items = client.list(
        singleEvents="true",
        orderBy="startTime",
        maxResults=2500,
        timeMin="2026-02-16T00:00:00-03:00",
        timeMax="2026-04-13T00:00:00-03:00",
    )["items"]
    starts = [
        datetime.fromisoformat(one["start"]["dateTime"])
        for one in items
        if "aulaAccessCode" in (one.get("extendedProperties") or {}).get("private", {})
    ]
    weeks = Counter(start.isocalendar()[1] for start in starts)
    assert len(weeks) == 8
    assert all(20 <= count <= 30 for count in weeks.values()), weeks
    assert all(8 <= start.hour < 20 for start in starts)


def test_it_holds_what_a_real_calendar_holds(server: DemoServer, client: Client) -> None:
    server.load_sample()
    stored = client.list(maxResults=2500)["items"]
    live = [one for one in stored if one["status"] != "cancelled"]
    people = {one["summary"] for one in live if "aulaAccessCode" in str(one)}
    assert len(people) >= 30
    assert any(one.get("recurringEventId") for one in live)
    assert any(one.get("recurringEventId") for one in stored if one["status"] == "cancelled")
    assert any(not one["organizer"].get("self") for one in live)
    assert any("date" in one["start"] for one in live)
    assert any(one.get("recurrence") for one in live)
    codes = [
        one["extendedProperties"]["private"]["aulaAccessCode"]
        for one in live
        if one.get("recurrence")
    ]
    assert all(len(code) == 7 and code[3] == "-" for code in codes)
    assert all(
        code not in (one["summary"] + one.get("description", "")) for one in live for code in codes
    )


@pytest.mark.parametrize("day", DAYS)
def test_every_sample_listing_is_as_googles_document_says(
    server: DemoServer, clock: Clock, day: date
) -> None:
    clock.now = datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp()
    server.load_sample()
    one = Client(server)
    assert one.list(maxResults=2500)["items"]
    one.close()


def test_holidays_move_to_a_monday_as_the_law_says() -> None:
    found = dict(holidays(date(2026, 1, 1), date(2027, 1, 1)))
    assert found[date(2026, 2, 16)] == found[date(2026, 2, 17)] == "Carnaval"
    assert found[date(2026, 4, 3)] == "Viernes Santo"
    assert found[date(2026, 6, 15)] == "Paso a la Inmortalidad de Güemes"
    assert found[date(2026, 11, 23)] == "Día de la Soberanía Nacional"


def test_bulk_events_are_some_forty_a_week_and_all_different(
    server: DemoServer, client: Client
) -> None:
    server.load_bulk(400, date(2026, 3, 18))
    items = client.list(maxResults=2500)["items"]
    weeks = Counter(
        datetime.fromisoformat(one["start"]["dateTime"]).isocalendar()[:2] for one in items
    )
    assert len({one["id"] for one in items}) == 400
    assert set(weeks.values()) == {40}


def test_the_teacher_of_the_demo_knows_her_students() -> None:
    with configure_demo() as aula, aula.writing() as store:
        known = store.roster.all()
        assert len(known) == 30
        assert not any(problems(one) for one in known)
        store.roster.change([], [one.id for one in known[1:]])
        aula.open_store().close()  # what she removed stays removed
        assert len(store.roster.all()) == 1
