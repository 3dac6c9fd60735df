"""Calendar v3 as the port Remote: what is asked, and what is made of the replies."""

import json
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from google.oauth2.credentials import Credentials

from desktop_app.domain.change import Draft
from desktop_app.domain.errors import NetworkError, RemoteError, SignInError, UsageError
from desktop_app.domain.ports import CalendarInfo
from desktop_app.google.calendar import PAGE, CalendarRemote
from desktop_app.google.client import ClientConfig
from desktop_app.google.credentials import static_account
from desktop_app.google.wire import FIELDS, decode
from tests.unit.google.conftest import RawServer, reply

EVENT = {
    "kind": "calendar#event",
    "id": "e1",
    "etag": '"7"',
    "status": "confirmed",
    "summary": "Inglés — Ñandú",
    "start": {"dateTime": "2026-11-24T15:00:00-03:00", "timeZone": "America/Buenos_Aires"},
    "end": {"dateTime": "2026-11-24T16:00:00-03:00", "timeZone": "America/Buenos_Aires"},
}


@pytest.fixture
def remote(raw_server: RawServer) -> CalendarRemote:
    credentials = Credentials(token="ya29.x")
    return CalendarRemote(credentials, f"{raw_server.url}/calendar/v3/")


def page(*items: Any, **more: Any) -> bytes:
    return reply(json.dumps({"kind": "calendar#events", "items": items, **more}))


def request(server: RawServer) -> tuple[str, str, dict[str, str], Any, bytes]:
    """Return method, path, query, JSON body and raw text of the last request."""
    raw = server.requests[-1]
    head, _, content = raw.partition(b"\r\n\r\n")
    method, target, _ = head.split(b"\r\n")[0].decode().split(" ")
    parts = urlsplit(target)
    body = json.loads(content) if content else None
    return method, parts.path, dict(parse_qsl(parts.query)), body, head.lower()


def draft(**fields: Any) -> Draft:
    return Draft("sub", "cal", "abc", "abc", "create", "op1", fields=fields, send_updates="all")


def test_a_whole_pull_asks_for_masters_and_exceptions_in_pages(
    raw_server: RawServer, remote: CalendarRemote
) -> None:
    raw_server.replies = [page(EVENT, nextPageToken="p2")]
    got = remote.list_events("ana@example.com", "", "")
    method, path, query, _, _ = request(raw_server)
    assert (method, path) == ("GET", "/calendar/v3/calendars/ana%40example.com/events")
    assert query == {
        "maxResults": str(PAGE), "singleEvents": "false", "fields": FIELDS, "alt": "json",
    }  # fmt: skip
    assert (got.next_page, got.sync_token) == ("p2", "")


def test_a_token_is_sent_with_the_same_parameters_and_no_more(
    raw_server: RawServer, remote: CalendarRemote
) -> None:
    raw_server.replies = [page(nextPageToken="p2"), page(nextSyncToken="t2")]
    remote.list_events("cal", "t1", "")
    first = request(raw_server)[2]
    got = remote.list_events("cal", "t1", "p2")
    second = request(raw_server)[2]
    assert first["syncToken"] == second["syncToken"] == "t1"
    assert second["pageToken"] == "p2"
    assert not first.keys() & {"showDeleted", "timeMin", "orderBy", "updatedMin"}
    assert (got.events, got.next_page, got.sync_token) == ([], "", "t2")


def test_the_fingerprint_names_every_parameter_of_a_page(remote: CalendarRemote) -> None:
    assert json.loads(remote.fingerprint) == {
        "maxResults": PAGE,
        "singleEvents": False,
        "fields": FIELDS,
    }


def test_what_the_server_said_is_kept_as_text_that_reads_the_same(
    raw_server: RawServer, remote: CalendarRemote
) -> None:
    item = {name: value for name, value in EVENT.items() if name != "kind"}
    raw_server.replies = [page(item, nextSyncToken="t"), reply(json.dumps(EVENT))]
    (in_page,) = remote.list_events("cal", "", "").events
    alone = remote.get("cal", "e1")
    assert in_page == alone
    assert json.loads(alone.raw) == item
    assert "Ñandú" in alone.raw
    assert decode(json.loads(alone.raw), "cal") == alone.event


def test_an_item_that_is_no_event_does_not_end_a_pull(
    raw_server: RawServer, remote: CalendarRemote
) -> None:
    raw_server.replies = [page(3, {}, {"id": None}, {"id": "e2"}, nextSyncToken="t")]
    assert [said.event.id for said in remote.list_events("cal", "", "").events] == ["e2"]


def test_an_event_without_an_id_is_the_servers_trouble(
    raw_server: RawServer, remote: CalendarRemote
) -> None:
    raw_server.replies = [reply('{"kind": "calendar#event"}')]
    with pytest.raises(RemoteError) as caught:
        remote.get("cal", "e1")
    assert (caught.value.code, caught.value.retryable) == ("server", True)


@pytest.mark.parametrize(("fields", "version"), [({"meeting_request": "r1"}, "1"), ({}, "0")])
def test_a_meeting_is_asked_for_with_the_conference_version(
    raw_server: RawServer, remote: CalendarRemote, fields: dict[str, Any], version: str
) -> None:
    raw_server.replies = [reply(json.dumps(EVENT))] * 2
    remote.insert("cal", draft(summary="a", **fields))
    method, path, query, body, _ = request(raw_server)
    assert (method, path) == ("POST", "/calendar/v3/calendars/cal/events")
    assert (query["conferenceDataVersion"], query["sendUpdates"]) == (version, "all")
    assert body["id"] == "abc"
    remote.patch("cal", "e1", {"summary": "b", **fields}, "", draft())
    assert request(raw_server)[2]["conferenceDataVersion"] == version


def test_an_insert_whose_reply_is_lost_reaches_the_server_once(
    raw_server: RawServer, remote: CalendarRemote
) -> None:
    raw_server.replies = [b""]
    with pytest.raises(NetworkError):
        remote.insert("cal", draft(summary="a"))
    assert len(raw_server.requests) == 1


def test_a_patch_and_a_removal_hold_on_to_the_etag(
    raw_server: RawServer, remote: CalendarRemote
) -> None:
    raw_server.replies = [reply(json.dumps(EVENT)), reply("", "204 No Content")]
    remote.patch("cal", "e1", {"summary": "b"}, '"7"', draft())
    method, path, query, body, head = request(raw_server)
    assert (method, path) == ("PATCH", "/calendar/v3/calendars/cal/events/e1")
    assert (query["sendUpdates"], body) == ("all", {"summary": "b"})
    assert b'if-match: "7"' in head
    remote.delete("cal", "e1", '"7"', "externalOnly")
    method, _, query, _, head = request(raw_server)
    assert (method, query["sendUpdates"]) == ("DELETE", "externalOnly")
    assert b'if-match: "7"' in head


@pytest.mark.parametrize("body", ["", "{}", "null", "<html>Wi-Fi</html>"])
def test_a_removal_is_done_when_google_has_no_more_to_say_and_not_before(
    raw_server: RawServer, remote: CalendarRemote, body: str
) -> None:
    raw_server.replies = [reply(body)]
    with pytest.raises(NetworkError):
        remote.delete("cal", "e1", "", "none")


def test_without_an_etag_nothing_is_held_on_to(
    raw_server: RawServer, remote: CalendarRemote
) -> None:
    raw_server.replies = [reply(json.dumps(EVENT))]
    remote.patch("cal", "e1", {"summary": "b"}, "", draft())
    assert b"if-match" not in request(raw_server)[4]


def test_what_cannot_be_written_is_not_sent(raw_server: RawServer, remote: CalendarRemote) -> None:
    with pytest.raises(UsageError):
        remote.patch("cal", "e1", {"lesson.focus": "x" * 1025}, "", draft())
    assert raw_server.requests == []


@pytest.mark.parametrize(
    ("original", "asked", "start"),
    [
        (
            "20261124T180000Z",
            "2026-11-24T18:00:00+00:00",
            {"dateTime": "2026-11-24T15:00:00-03:00", "timeZone": "America/Buenos_Aires"},
        ),
        ("20261124", "2026-11-24", {"date": "2026-11-24"}),
    ],
)
def test_one_occurrence_is_asked_for_by_its_original_start(
    raw_server: RawServer, remote: CalendarRemote, original: str, asked: str, start: Any
) -> None:
    item = {"id": f"s1_{original}", "recurringEventId": "s1", "originalStartTime": start}
    raw_server.replies = [page({**item, "originalStartTime": {"date": "2027-01-01"}}, item), page()]
    said = remote.instance("cal", "s1", original)
    _, path, query, _, _ = request(raw_server)
    assert path.endswith("/events/s1/instances")
    assert query["originalStart"] == asked
    assert said is not None
    assert said.event.id == f"s1_{original}"
    assert remote.instance("cal", "s1", original) is None


def calendars(*items: Any, **more: Any) -> bytes:
    return reply(json.dumps({"kind": "calendar#calendarList", "items": items, **more}))


def test_the_calendar_list_is_read_to_its_end(
    raw_server: RawServer, remote: CalendarRemote
) -> None:
    one = {"id": "a@example.com", "summary": "a@example.com", "summaryOverride": "Mine",
           "primary": True, "timeZone": "UTC", "backgroundColor": "#9fe1e7",
           "accessRole": "owner", "selected": True}  # fmt: skip
    raw_server.replies = [calendars(one, nextPageToken="p2"), calendars({"id": "b"})]
    first, second = remote.calendars()
    assert first == CalendarInfo(
        "a@example.com", "Mine", "#039BE5", "owner", primary=True, zone="UTC", selected=True
    )
    # What Google leaves out is false.
    assert (second.id, second.summary, second.primary, second.selected) == ("b", "b", False, False)
    assert request(raw_server)[2]["pageToken"] == "p2"


def test_the_primary_calendar_is_named_by_the_list_or_by_the_address(
    raw_server: RawServer, remote: CalendarRemote
) -> None:
    denied = {"error": {"code": 403, "errors": [{"reason": "insufficientPermissions"}]}}
    raw_server.replies = [
        calendars({"id": "old@example.com", "primary": True}),
        reply(json.dumps(denied), "403 Forbidden"),
        reply("", "503 Unavailable"),
    ]
    assert remote.resolve("primary", "ana@example.com") == "old@example.com"
    assert remote.resolve("", "ana@example.com") == "ana@example.com"
    assert remote.resolve("classes", "ana@example.com") == "classes"
    with pytest.raises(RemoteError):
        remote.resolve("", "ana@example.com")


# --- an account by a static refresh token

TOKEN = reply('{"access_token": "ya29.x", "expires_in": 3599, "token_type": "Bearer"}')


def client(server: RawServer) -> ClientConfig:
    return ClientConfig("id", "secret", f"{server.url}/auth", f"{server.url}/token")


def test_a_static_token_names_its_account_by_userinfo(raw_server: RawServer) -> None:
    claims = {"sub": "42", "email": "ana@example.com", "email_verified": True}
    raw_server.replies = [TOKEN, reply(json.dumps(claims))]
    account = static_account(client(raw_server), "1//r", admin_email="ana@example.com")
    assert account == ("42", "ana@example.com", "", "ana@example.com")
    assert len(raw_server.requests) == 2


def test_a_static_token_with_calendar_access_alone_works_unless_the_account_is_demanded(
    raw_server: RawServer,
) -> None:
    refused = reply("{}", "401 Unauthorized")
    raw_server.replies = [TOKEN, refused, TOKEN, refused]
    account = static_account(client(raw_server), "1//r")
    assert account.sub.startswith("static-")
    assert "1//r" not in account.sub
    assert account.calendar_id == "primary"
    with pytest.raises(SignInError) as caught:
        static_account(client(raw_server), "1//r", admin_email="ana@example.com")
    assert caught.value.code == "account_unverified"


@pytest.mark.parametrize(
    ("said", "code"),
    [("503 Unavailable", "server"), ("200 OK", "network"), ("302 Found", "network")],
)
def test_userinfo_that_does_not_answer_is_no_account(
    raw_server: RawServer, said: str, code: str
) -> None:
    raw_server.replies = [TOKEN, reply("<html>", said)]
    with pytest.raises(RemoteError) as caught:
        static_account(client(raw_server), "1//r")
    assert caught.value.code == code
