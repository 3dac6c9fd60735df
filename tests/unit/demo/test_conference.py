"""Meet links: at once, late, failed, not allowed, ignored without the version."""

from typing import Any

from desktop_app.demo import DemoServer
from tests.unit.demo.conftest import Client, Clock, timed

ME = "laura.gimenez@example.com"


def request(request_id: str = "r1") -> dict[str, Any]:
    key = {"type": "hangoutsMeet"}
    create = {"requestId": request_id, "conferenceSolutionKey": key}
    return {"conferenceData": {"createRequest": create}}


def status(event: dict[str, Any]) -> str:
    return str(event["conferenceData"]["createRequest"]["status"]["statusCode"])


def test_a_link_comes_at_once_when_nothing_delays_it(client: Client) -> None:
    event = client.insert(timed() | request(), conferenceDataVersion=1).json
    points = {one["entryPointType"]: one["uri"] for one in event["conferenceData"]["entryPoints"]}
    assert status(event) == "success"
    assert points["video"] == event["hangoutLink"]
    assert {"video", "phone"} <= set(points)


def test_without_the_version_conference_data_is_ignored_silently(client: Client) -> None:
    event = client.insert(timed() | request()).json
    assert "conferenceData" not in event
    made = client.patch(event["id"], request(), conferenceDataVersion=1).json
    kept = client.patch(event["id"], {"conferenceData": None, "summary": "Beto"}).json
    assert kept["hangoutLink"] == made["hangoutLink"]


def test_the_same_request_is_ignored_and_a_new_one_makes_a_new_link(client: Client) -> None:
    event = client.insert(timed() | request(), conferenceDataVersion=1).json
    same = client.patch(event["id"], request(), conferenceDataVersion=1).json
    assert same["hangoutLink"] == event["hangoutLink"]
    other = client.patch(event["id"], request("r2"), conferenceDataVersion=1).json
    assert other["hangoutLink"] != event["hangoutLink"]


def test_a_link_can_be_late_by_the_clock(server: DemoServer, client: Client, clock: Clock) -> None:
    server.conference_delay = 5
    event = client.insert(timed() | request(), conferenceDataVersion=1).json
    token = client.list()["nextSyncToken"]
    assert status(event) == "pending"
    assert "entryPoints" not in event["conferenceData"]
    assert status(client.event(event["id"]).json) == "pending"
    clock.now += 5
    later = client.event(event["id"]).json
    assert status(later) == "success"
    assert later["etag"] != event["etag"]
    assert [one["id"] for one in client.list(syncToken=token)["items"]] == [event["id"]]


def test_a_link_can_be_late_by_a_number_of_looks(server: DemoServer, client: Client) -> None:
    server.conference_polls = 2
    event = client.insert(timed() | request(), conferenceDataVersion=1).json
    looks = [status(client.event(event["id"]).json) for _ in range(3)]
    assert looks == ["pending", "pending", "success"]


def test_a_failed_request_has_no_entry_points(server: DemoServer, client: Client) -> None:
    server.conference_outcome = "failure"
    event = client.insert(timed() | request(), conferenceDataVersion=1).json
    assert status(event) == "failure"
    assert "entryPoints" not in event["conferenceData"]
    server.conference_outcome = "success"
    assert (
        status(client.patch(event["id"], request("r2"), conferenceDataVersion=1).json) == "success"
    )


def test_an_account_without_meet_is_refused_and_says_so_in_its_list(
    server: DemoServer, client: Client
) -> None:
    server.accounts[ME].can_meet = False
    answer = client.insert(timed() | request(), conferenceDataVersion=1)
    assert (answer.status, answer.reason) == (400, "invalid")
    assert client.list()["items"] == []
    entry = client.ask("GET", "users/me/calendarList/primary").json
    assert entry["conferenceProperties"] == {"allowedConferenceSolutionTypes": []}


def test_null_takes_the_link_away(client: Client) -> None:
    event = client.insert(timed() | request(), conferenceDataVersion=1).json
    bare = client.patch(event["id"], {"conferenceData": None}, conferenceDataVersion=1).json
    assert "hangoutLink" not in bare
    assert "conferenceData" not in bare


def test_the_call_of_another_event_cannot_be_taken_over(client: Client) -> None:
    first = client.insert(timed() | request(), conferenceDataVersion=1).json
    stolen = {"conferenceData": {**first["conferenceData"]}}
    del stolen["conferenceData"]["createRequest"]
    assert client.insert(timed(17) | stolen, conferenceDataVersion=1).status == 400


def test_moving_a_class_keeps_its_link(client: Client) -> None:
    event = client.insert(timed() | request(), conferenceDataVersion=1).json
    moved = client.patch(event["id"], {"start": timed(17)["start"], "end": timed(17)["end"]}).json
    assert moved["hangoutLink"] == event["hangoutLink"]
