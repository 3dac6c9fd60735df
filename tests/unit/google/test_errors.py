"""Every way in which Google, or the way to Google, can say no, and what Aula makes of it."""

import json
import logging
from typing import Any

import pytest
from google.oauth2.credentials import Credentials

from desktop_app.domain.errors import AulaError, NetworkError, NotConnectedError, RemoteError
from desktop_app.google.calendar import CalendarRemote
from desktop_app.google.client import ClientConfig
from desktop_app.google.credentials import build_credentials, revoke
from desktop_app.google.errors import clean, read_body, retry_after
from desktop_app.google.http import OneRequestHttp
from tests.unit.google.conftest import RawServer, reply

REFRESH_TOKEN = "1//09-refresh-token"
ACCESS_TOKEN = "ya29.an-access-token"


def body(code: int, reason: str = "", message: str = "It says no.") -> str:
    errors = [{"domain": "global", "reason": reason, "message": message}]
    return json.dumps({"error": {"code": code, "message": message, "errors": errors}})


def new_style(code: int, reason: str) -> str:
    info = {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": reason}
    return json.dumps({"error": {"code": code, "message": "It says no.", "details": [info]}})


def client(server: RawServer) -> ClientConfig:
    return ClientConfig("id", "a-secret", f"{server.url}/auth", f"{server.url}/token")


def remote(server: RawServer) -> CalendarRemote:
    credentials = Credentials(token=ACCESS_TOKEN)
    return CalendarRemote(credentials, f"{server.url}/calendar/v3/", OneRequestHttp(timeout=5))


def asked(server: RawServer, *replies: bytes, sync_token: str = "") -> AulaError:
    server.replies = list(replies)
    with pytest.raises(AulaError) as caught:
        remote(server).list_events("cal", sync_token, "")
    return caught.value


@pytest.mark.parametrize(
    ("status", "content", "code", "retryable"),
    [
        ("403 Forbidden", body(403, "rateLimitExceeded"), "rate_limited", True),
        ("403 Forbidden", body(403, "userRateLimitExceeded"), "rate_limited", True),
        ("403 Forbidden", new_style(403, "RATE_LIMIT_EXCEEDED"), "rate_limited", True),
        ("403 Forbidden", body(403, "quotaExceeded"), "quota", True),
        ("403 Forbidden", body(403, "dailyLimitExceeded"), "quota", True),
        ("403 Forbidden", body(403, "insufficientPermissions"), "scope", False),
        ("403 Forbidden", new_style(403, "ACCESS_TOKEN_SCOPE_INSUFFICIENT"), "scope", False),
        ("403 Forbidden", body(403, "accessNotConfigured"), "api_disabled", False),
        ("403 Forbidden", new_style(403, "SERVICE_DISABLED"), "api_disabled", False),
        ("403 Forbidden", body(403, "forbiddenForNonOrganizer"), "forbidden", False),
        ("403 Forbidden", body(403), "forbidden", False),
        ("404 Not Found", body(404, "notFound"), "not_found", False),
        ("409 Conflict", body(409, "duplicate"), "exists", False),
        ("410 Gone", body(410, "fullSyncRequired"), "sync_token_gone", False),
        ("410 Gone", body(410, "updatedMinTooLongAgo"), "updated_min_gone", False),
        ("410 Gone", body(410, "deleted"), "deleted", False),
        ("410 Gone", body(410), "deleted", False),
        ("412 Precondition Failed", body(412, "conditionNotMet"), "changed", False),
        ("429 Too Many", body(429, "rateLimitExceeded"), "rate_limited", True),
        ("429 Too Many", "<html>sorry</html>", "rate_limited", True),
        ("400 Bad Request", body(400, "invalid"), "rejected", False),
        ("400 Bad Request", "<html>That's all we know.</html>", "rejected", False),
        ("408 Request Timeout", "", "server", True),
        ("500 Internal", body(500, "backendError"), "server", True),
        ("502 Bad Gateway", "<html>502</html>", "server", True),
        ("503 Unavailable", "", "server", True),
    ],
)
def test_a_refusal_is_known_by_its_status_and_reason(
    raw_server: RawServer, status: str, content: str, code: str, retryable: bool
) -> None:
    error = asked(raw_server, reply(content, status))
    assert isinstance(error, RemoteError)
    assert (error.code, error.retryable) == (code, retryable)
    assert (error.provider, error.http_status) == ("google", int(status[:3]))
    assert len(raw_server.requests) == 1


@pytest.mark.parametrize(
    ("status", "content"),
    [
        ("200 OK", "<html>Welcome to the airport</html>"),
        ("200 OK", "[]"),
        ("200 OK", "{}"),
        ("200 OK", '{"kind": "calendar#event"}'),
        ("200 OK", '{"kind": "cal'),
        ("200 OK", b"\xff\xfe\x00"),
        ("204 No Content", ""),
        ("302 Found", "<html>log in</html>"),
        ("401 Unauthorized", "<html>log in</html>"),
        ("403 Forbidden", "<html>blocked by your school</html>"),
        ("404 Not Found", "<html>nothing here</html>"),
        ("410 Gone", "gone"),
        ("407 Proxy Authentication Required", ""),
        ("511 Network Authentication Required", ""),
    ],
)
def test_what_google_did_not_say_is_network_trouble(
    raw_server: RawServer, status: str, content: Any
) -> None:
    error = asked(raw_server, reply(content, status))
    assert isinstance(error, NetworkError)
    assert error.retryable


def test_a_page_of_a_portal_is_no_successful_removal(raw_server: RawServer) -> None:
    raw_server.replies = [reply("<html>Welcome</html>")]
    with pytest.raises(NetworkError):
        remote(raw_server).delete("cal", "e1", "", "none")


def test_a_cut_connection_is_network_trouble(raw_server: RawServer) -> None:
    assert isinstance(asked(raw_server, b"", b""), NetworkError)


def test_a_reply_that_ends_early_is_network_trouble(raw_server: RawServer) -> None:
    raw_server.close_after_reply = True
    half = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"
    assert isinstance(asked(raw_server, half, half), NetworkError)


def test_nobody_listening_is_network_trouble(raw_server: RawServer) -> None:
    raw_server.stop()
    error = asked(raw_server)
    assert isinstance(error, NetworkError)
    assert error.detail.startswith("ConnectionRefusedError")


def test_a_name_that_nobody_knows_is_network_trouble() -> None:
    credentials = Credentials(token=ACCESS_TOKEN)
    with pytest.raises(NetworkError):
        CalendarRemote(credentials, "http://calendar.invalid/calendar/v3/").get("cal", "e1")


def test_a_lost_sync_token_without_a_reason_is_known_by_what_was_asked(
    raw_server: RawServer,
) -> None:
    assert asked(raw_server, reply(body(410), "410 Gone"), sync_token="t").code == "sync_token_gone"


def test_a_sync_token_that_is_refused_as_invalid_counts_as_lost(raw_server: RawServer) -> None:
    said = body(400, "invalid", "Sync token is no longer valid, a full sync is required.")
    assert asked(raw_server, reply(said, "400 Bad"), sync_token="t").code == "sync_token_gone"


def test_how_long_to_wait_is_taken_from_the_reply(raw_server: RawServer) -> None:
    said = reply(body(429, "rateLimitExceeded"), "429 Too Many", "Retry-After: 17")
    assert asked(raw_server, said).retry_after == 17


def test_googles_own_words_are_kept(raw_server: RawServer) -> None:
    error = asked(raw_server, reply(body(400, "invalid", "Bad  start\ntime"), "400 Bad"))
    assert error.detail == "Bad start time"
    assert "Bad start time" in str(error)


# --- renewal of the access token


def renewed(server: RawServer, *replies: bytes) -> AulaError:
    server.replies = list(replies)
    credentials = build_credentials(client(server), REFRESH_TOKEN)
    with pytest.raises(AulaError) as caught:
        CalendarRemote(credentials, f"{server.url}/calendar/v3/").get("cal", "e1")
    assert all(request.startswith(b"POST /token") for request in server.requests)
    return caught.value


def oauth(error: str, description: str = "It says no.") -> str:
    return json.dumps({"error": error, "error_description": description})


def test_a_grant_that_google_ended_asks_to_connect_again(raw_server: RawServer) -> None:
    said = oauth("invalid_grant", "Token has been expired or revoked.")
    error = renewed(raw_server, reply(said, "400 Bad Request"))
    assert isinstance(error, NotConnectedError)
    assert error.code == "reconnect"
    assert error.detail == "Token has been expired or revoked."


def test_a_client_that_google_does_not_know_has_a_sentence_of_its_own(
    raw_server: RawServer,
) -> None:
    error = renewed(raw_server, reply(oauth("invalid_client"), "401 Unauthorized"))
    assert error.code == "reconnect"
    assert "credentials" in error.told.msgid


@pytest.mark.parametrize(
    ("status", "content"),
    [("200 OK", "<html>Welcome</html>"), ("302 Found", ""), ("403 Forbidden", "<html>no</html>"),
     ("400 Bad Request", "[]"), ("200 OK", "{}"), ("403 Forbidden", body(403, "rateLimitExceeded"))],
)  # fmt: skip
def test_a_portal_before_the_token_endpoint_signs_nobody_out(
    raw_server: RawServer, status: str, content: str
) -> None:
    error = renewed(raw_server, reply(content, status))
    assert isinstance(error, NetworkError)


def test_a_cut_renewal_signs_nobody_out(raw_server: RawServer) -> None:
    assert isinstance(renewed(raw_server, b""), NetworkError)


def test_a_token_endpoint_with_trouble_is_asked_once_and_says_when(raw_server: RawServer) -> None:
    error = renewed(raw_server, reply("", "503 Unavailable", "Retry-After: 30"))
    assert (error.code, error.retryable, error.retry_after) == ("server", True, 30)
    assert len(raw_server.requests) == 1


def test_too_many_renewals_are_a_rate_limit(raw_server: RawServer) -> None:
    assert renewed(raw_server, reply("", "429 Too Many")).code == "rate_limited"


def test_a_token_endpoint_that_asks_for_patience_is_server_trouble(raw_server: RawServer) -> None:
    said = reply(oauth("temporarily_unavailable"), "400 Bad Request")
    assert renewed(raw_server, said).code == "server"


def test_an_access_token_that_stays_refused_asks_to_connect_again(raw_server: RawServer) -> None:
    token = json.dumps({"access_token": ACCESS_TOKEN, "expires_in": 3599, "token_type": "Bearer"})
    refused = reply(body(401, "authError"), "401 Unauthorized")
    raw_server.replies = [reply(token), refused] * 3
    credentials = build_credentials(client(raw_server), REFRESH_TOKEN)
    with pytest.raises(NotConnectedError) as caught:
        CalendarRemote(credentials, f"{raw_server.url}/calendar/v3/").get("cal", "e1")
    assert caught.value.code == "reconnect"


# --- giving a grant back


def test_a_grant_that_was_given_back_before_counts_as_done(raw_server: RawServer) -> None:
    raw_server.replies = [reply(oauth("invalid_token"), "400 Bad Request")]
    revoke(client(raw_server), REFRESH_TOKEN)
    assert raw_server.requests[0].startswith(b"POST /revoke")
    assert raw_server.requests[0].endswith(b"token=1%2F%2F09-refresh-token")


@pytest.mark.parametrize(
    ("status", "content", "code"),
    [
        ("503 Unavailable", "", "server"),
        ("400 Bad Request", oauth("invalid_request"), "rejected"),
        ("403 Forbidden", "<html>no</html>", "network"),
    ],
)
def test_a_grant_that_could_not_be_given_back_is_told(
    raw_server: RawServer, status: str, content: str, code: str
) -> None:
    raw_server.replies = [reply(content, status)]
    with pytest.raises(RemoteError) as caught:
        revoke(client(raw_server), REFRESH_TOKEN)
    assert caught.value.code == code


# --- bodies, dates, secrets


@pytest.mark.parametrize(
    "content",
    ["", "null", "3", "[]", '{"error": 3}', '{"error": {"errors": "x", "details": {}}}',
     '{"error": {"errors": [3, {}]}}', b"\xff"],
)  # fmt: skip
def test_a_body_of_any_shape_is_read(content: Any) -> None:
    assert read_body(content).message == ""


def test_a_body_in_a_list_is_read_too() -> None:
    assert read_body(f"[{body(403, 'quotaExceeded')}]").reasons[0] == "quotaExceeded"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "5"}, 5),
        ({"retry-after": "-5"}, 0),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "99999999"}, 86_400),
        (
            {
                "retry-after": "Sat, 21 Nov 2026 03:01:00 GMT",
                "date": "Sat, 21 Nov 2026 03:00:00 GMT",
            },
            60,
        ),
        ({"retry-after": "Sat, 21 Nov 2026 03:01:00 GMT"}, None),
    ],
)
def test_a_wait_is_seconds_or_a_date_by_the_servers_own_clock(
    headers: dict[str, str], seconds: float | None
) -> None:
    assert retry_after(headers) == seconds


def test_details_hold_no_query_no_token_and_no_novel() -> None:
    text = (
        f"failed at https://example.com/token?code=4/abc&state=x with {ACCESS_TOKEN} "
        f"and {REFRESH_TOKEN} and Bearer abc.def"
    )
    cleaned = clean(text)
    assert cleaned == "failed at https://example.com/token with … and … and …"
    assert len(clean("x" * 5000)) == 300


def test_no_secret_is_in_errors_logs_or_reprs(
    raw_server: RawServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    errors = [
        renewed(raw_server, reply(oauth("invalid_grant", REFRESH_TOKEN), "400 Bad Request")),
        asked(raw_server, reply(body(400, "invalid", f"bad {ACCESS_TOKEN}"), "400 Bad")),
    ]
    credentials = build_credentials(client(raw_server), REFRESH_TOKEN)
    told = [caplog.text, repr(credentials), str(credentials), repr(client(raw_server))]
    told += [f"{error!r} {error} {error.detail} {error.__cause__}" for error in errors]
    for secret in (REFRESH_TOKEN, ACCESS_TOKEN, "a-secret"):
        assert secret not in "\n".join(told)
