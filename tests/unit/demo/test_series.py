"""Series: instances, exceptions, cancelled occurrences, trimming."""

from typing import Any

import pytest

from desktop_app.demo import DemoServer
from tests.unit.demo.conftest import Client, timed


@pytest.fixture
def series(client: Client) -> dict[str, Any]:
    body = timed(16, recurrence=["RRULE:FREQ=WEEKLY;COUNT=4"])
    found: dict[str, Any] = client.insert(body).json
    return found


def instances(client: Client, series: dict[str, Any], **query: Any) -> list[Any]:
    path = f"calendars/primary/events/{series['id']}/instances"
    items: list[Any] = client.ask("GET", path, **query).json["items"]
    return items


def test_an_occurrence_has_an_id_of_its_own(client: Client, series: dict[str, Any]) -> None:
    found = instances(client, series)
    assert [one["id"] for one in found] == [
        f"{series['id']}_202603{day}T130000Z" for day in (16, 23, 30)
    ] + [f"{series['id']}_20260406T130000Z"]
    assert {one["recurringEventId"] for one in found} == {series["id"]}
    assert all("recurrence" not in one for one in found)
    assert client.event(found[1]["id"]).json == found[1]


def test_a_changed_occurrence_becomes_an_exception(client: Client, series: dict[str, Any]) -> None:
    second = instances(client, series)[1]
    changed = client.patch(second["id"], {"summary": "Beto"}).json
    assert changed["originalStartTime"] == second["originalStartTime"]
    listed = client.list()["items"]
    assert [one["id"] for one in listed] == [series["id"], second["id"]]
    assert [one["summary"] for one in instances(client, series)] == ["Ana", "Beto", "Ana", "Ana"]


def test_a_cancelled_occurrence_is_listed_with_its_series(
    client: Client, series: dict[str, Any]
) -> None:
    second = instances(client, series)[1]
    assert client.delete(second["id"]).status == 204
    listed = {one["id"]: one for one in client.list()["items"]}
    assert set(listed[second["id"]]) == {
        "kind",
        "etag",
        "id",
        "status",
        "recurringEventId",
        "originalStartTime",
    }
    assert len(instances(client, series)) == 3
    assert len(instances(client, series, showDeleted="true")) == 4
    assert len(client.list(singleEvents="true")["items"]) == 3


def test_one_occurrence_is_found_by_its_original_start(
    client: Client, series: dict[str, Any]
) -> None:
    second = instances(client, series)[1]
    client.patch(second["id"], {"start": timed(24)["start"], "end": timed(24)["end"]})
    (found,) = instances(client, series, originalStart="2026-03-23T13:00:00Z")
    assert found["start"]["dateTime"] == "2026-03-24T10:00:00-03:00"


def test_a_deleted_series_takes_its_exceptions_with_it(
    client: Client, series: dict[str, Any]
) -> None:
    second = instances(client, series)[1]
    client.patch(second["id"], {"summary": "Beto"})
    client.delete(series["id"])
    assert client.list()["items"] == []
    assert client.event(second["id"]).json["status"] == "cancelled"


def test_exceptions_behind_a_trimmed_end_are_cancelled(
    client: Client, series: dict[str, Any]
) -> None:
    last = instances(client, series)[3]
    client.patch(last["id"], {"summary": "Beto"})
    client.patch(series["id"], {"recurrence": ["RRULE:FREQ=WEEKLY;UNTIL=20260326T000000Z"]})
    assert len(instances(client, series)) == 2
    assert client.event(last["id"]).json["status"] == "cancelled"


def test_wall_time_stays_the_same_across_a_clock_change(client: Client) -> None:
    zone = "America/New_York"  # clocks change on 8 March 2026
    body = {
        "start": {"dateTime": "2026-03-07T23:30:00", "timeZone": zone},
        "end": {"dateTime": "2026-03-08T00:30:00", "timeZone": zone},
        "recurrence": ["RRULE:FREQ=DAILY;COUNT=3", "EXDATE;TZID=America/New_York:20260308T233000"],
    }
    found = instances(client, client.insert(body).json)
    assert [one["start"]["dateTime"] for one in found] == [
        "2026-03-07T23:30:00-05:00",
        "2026-03-09T23:30:00-04:00",
    ]


def test_an_all_day_series_has_dates_in_its_ids(client: Client) -> None:
    body = {
        "start": {"date": "2026-03-16"},
        "end": {"date": "2026-03-17"},
        "recurrence": ["RRULE:FREQ=YEARLY;UNTIL=20280316", "RDATE;VALUE=DATE:20260320"],
    }
    found = instances(client, client.insert(body).json)
    assert [one["id"].partition("_")[2] for one in found] == [
        "20260316",
        "20260320",
        "20270316",
        "20280316",
    ]
    assert found[1]["end"] == {"date": "2026-03-21"}


def test_a_delta_with_single_events_brings_every_occurrence(
    server: DemoServer, client: Client
) -> None:
    body = timed(16, recurrence=["RRULE:FREQ=WEEKLY"])
    event = server.calendar().insert(body)
    token = client.list(singleEvents="true", maxResults=2500)["nextSyncToken"]
    server.calendar().patch(event["id"], {"summary": "Beto"})
    delta = client.list(singleEvents="true", maxResults=2500, syncToken=token)["items"]
    assert len(delta) == 730


def test_a_window_shows_the_series_that_reach_into_it(
    client: Client, series: dict[str, Any]
) -> None:
    inside = {"timeMin": "2026-03-23T00:00:00Z", "timeMax": "2026-03-24T00:00:00Z"}
    outside = {"timeMin": "2026-03-24T00:00:00Z", "timeMax": "2026-03-25T00:00:00Z"}
    assert [one["id"] for one in client.list(**inside)["items"]] == [series["id"]]
    assert client.list(**outside)["items"] == []
    assert len(client.list(**inside, singleEvents="true")["items"]) == 1


def test_an_occurrence_that_the_rule_does_not_have_is_not_found(
    client: Client, series: dict[str, Any]
) -> None:
    assert client.event(f"{series['id']}_20260317T130000Z").status == 404
    assert client.event(f"{series['id']}_nonsense").status == 404


def test_an_occurrence_has_no_recurrence_and_moves_nowhere(
    server: DemoServer, client: Client, series: dict[str, Any]
) -> None:
    server.add_calendar("taller@group.calendar.google.com", "Taller")
    second = instances(client, series)[1]["id"]
    assert client.patch(second, {"recurrence": ["RRULE:FREQ=DAILY"]}).status == 400
    answer = client.ask(
        "POST",
        f"calendars/primary/events/{second}/move",
        destination="taller@group.calendar.google.com",
    )
    client.patch(second, {"summary": "Beto"})
    again = client.ask(
        "POST",
        f"calendars/primary/events/{second}/move",
        destination="taller@group.calendar.google.com",
    )
    assert {answer.reason, again.reason} == {"cannotChangeOrganizerOfInstance"}
