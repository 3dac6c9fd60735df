"""The official Python client, with nothing but its endpoint changed."""

from collections.abc import Iterator
from typing import Any

import pytest
from google.oauth2.credentials import Credentials
from googleapiclient.discovery import build
from googleapiclient.errors import HttpError

from desktop_app.demo import DemoServer
from tests.unit.demo.conftest import timed


@pytest.fixture
def api(server: DemoServer) -> Iterator[Any]:
    installed = server.client_config["installed"]
    credentials = Credentials(
        None,
        refresh_token=server.issue_refresh_token(),
        token_uri=installed["token_uri"],
        client_id=installed["client_id"],
        client_secret=installed["client_secret"],
    )
    service = build(
        "calendar",
        "v3",
        credentials=credentials,
        static_discovery=True,
        client_options={"api_endpoint": server.api},
    )
    yield service
    service.close()


def test_a_day_of_work_goes_through_it(server: DemoServer, api: Any) -> None:
    events = api.events()
    key = {"type": "hangoutsMeet"}
    body = timed(
        recurrence=["RRULE:FREQ=WEEKLY;COUNT=3"],
        conferenceData={"createRequest": {"requestId": "r1", "conferenceSolutionKey": key}},
    )
    made = events.insert(
        calendarId="primary", body=body, conferenceDataVersion=1, sendUpdates="none"
    ).execute()
    assert made["hangoutLink"].startswith("https://meet.google.com/")
    found = events.instances(calendarId="primary", eventId=made["id"]).execute()["items"]
    events.patch(calendarId="primary", eventId=found[1]["id"], body={"summary": "Beto"}).execute()
    events.delete(calendarId="primary", eventId=found[2]["id"]).execute()
    events.quickAdd(calendarId="primary", text="Café").execute()
    week = events.list(calendarId="primary", singleEvents=True, orderBy="startTime").execute()
    assert [one["summary"] for one in week["items"]] == ["Café", "Ana", "Beto"]
    (mine,) = api.calendarList().list(maxResults=250).execute()["items"]
    assert mine["primary"] is True
    assert server.count("POST", "/token") == 1


def test_it_pages_through_a_calendar_and_syncs(server: DemoServer, api: Any) -> None:
    server.load_bulk(60)
    request, seen = api.events().list(calendarId="primary", maxResults=25), []
    while request is not None:
        page = request.execute()
        seen += page["items"]
        request = api.events().list_next(request, page)
    assert len(seen) == 60
    again = api.events().list(calendarId="primary", maxResults=25, syncToken=page["nextSyncToken"])
    assert again.execute()["items"] == []


def test_it_reads_the_reason_of_an_error(api: Any) -> None:
    made = api.events().insert(calendarId="primary", body=timed()).execute()
    request = api.events().delete(calendarId="primary", eventId=made["id"])
    request.headers["If-Match"] = '"1"'
    with pytest.raises(HttpError) as caught:
        request.execute()
    assert caught.value.status_code == 412
    assert caught.value.error_details[0]["reason"] == "conditionNotMet"
