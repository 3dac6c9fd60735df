"""What can go wrong with a request, each under the name that the fault matrix gives it."""

import ssl
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme

from desktop_app.demo import DemoServer
from desktop_app.demo.errors import ApiError
from desktop_app.google.calendar import CalendarRemote
from desktop_app.google.http import OneRequestHttp
from tests.unit.promises.desk import Desk, credentials

PORTAL = "<!DOCTYPE html><html><title>Wi-Fi de la escuela</title><form>…</form></html>"
IMPATIENT = 0.1
"""Seconds that the client waits for a server that is silent on purpose."""

Break = Callable[[DemoServer, str], object]
"""Breaks the requests of a server that a pattern matches."""


def _status(status: int, reason: str = "", message: str = "No.", **headers: str) -> Break:
    body = ApiError(status, reason, message).body if reason else None
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda server, match: server.faults.add(match, status=status, body=body, headers=named)


def _page(status: int, text: str, **headers: str) -> Break:
    return lambda server, match: server.faults.add(
        match, status=status, body=text, headers=dict(headers)
    )


ANSWERS: dict[str, Break] = {
    "401": _status(401, "authError", "Invalid Credentials"),
    "403 rateLimitExceeded": _status(403, "rateLimitExceeded", "Rate Limit Exceeded"),
    "403 userRateLimitExceeded": _status(403, "userRateLimitExceeded", "User Rate Limit Exceeded"),
    "403 quotaExceeded": _status(403, "quotaExceeded", "Calendar usage limits exceeded."),
    "403 insufficientPermissions": _status(
        403, "insufficientPermissions", "Request had insufficient authentication scopes."
    ),
    "403 forbiddenForNonOrganizer": _status(
        403, "forbiddenForNonOrganizer", "Shared properties can only be changed by the organizer."
    ),
    "404": _status(404, "notFound", "Not Found"),
    "409": _status(409, "duplicate", "The requested identifier already exists."),
    "410 fullSyncRequired": _status(410, "fullSyncRequired", "A full sync is required."),
    "410 updatedMinTooLongAgo": _status(410, "updatedMinTooLongAgo", "Too far in the past."),
    "410 deleted": _status(410, "deleted", "Resource has been deleted"),
    "412": _status(412, "conditionNotMet", "Precondition Failed"),
    "429": _status(429, "rateLimitExceeded", "Rate Limit Exceeded"),
    "429, Retry-After: 17": _status(
        429, "rateLimitExceeded", "Rate Limit Exceeded", Retry_After="17"
    ),
    "500": _status(500, "backendError", "Backend Error"),
    "502": _page(502, "<html><title>502 Bad Gateway</title></html>"),
    "503": _status(503, "backendError", "Service Unavailable"),
    "504": _page(504, "<html><title>504 Gateway Timeout</title></html>"),
    "connection cut before the server acted": lambda server, match: server.faults.add(
        match, cut="before"
    ),
    "connection cut in the reply": lambda server, match: server.faults.add(match, cut="in_reply"),
    "garbage": lambda server, match: server.faults.add(match, garbage='{"kind": "calen\x00\x17'),
    "captive portal's HTML": lambda server, match: server.faults.add(match, garbage=PORTAL),
    "empty": _page(200, ""),
    "302": _page(302, "", Location="http://192.0.2.1/login"),
}
"""What a server, or something in its place, may answer."""

SILENCE: dict[str, Break] = {
    "timeout before the server acted": lambda server, match: server.faults.add(
        match, delay=60.0, cut="before"
    ),
    "timeout after the server acted": lambda server, match: server.faults.add(
        match, delay=60.0, cut="after"
    ),
}
"""The server that keeps a client waiting."""


@contextmanager
def _no_name(_folder: Path) -> Iterator[str]:
    yield "http://calendar.invalid/calendar/v3/"


@contextmanager
def _stranger(_folder: Path) -> Iterator[str]:
    with _secure(trustme.CA().issue_cert("127.0.0.1")) as server:
        yield server.api


@contextmanager
def _expired(folder: Path) -> Iterator[str]:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder / "trusted.pem")
    now = datetime.now(UTC)  # OpenSSL asks the computer's own clock
    yesterday = authority.issue_cert(
        "127.0.0.1", not_before=now - timedelta(days=3), not_after=now - timedelta(days=1)
    )
    with pytest.MonkeyPatch.context() as patch, _secure(yesterday) as server:
        patch.setenv("SSL_CERT_FILE", str(folder / "trusted.pem"))
        yield server.api


@contextmanager
def _secure(certificate: trustme.LeafCert) -> Iterator[DemoServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    with DemoServer(tls_context=context) as server:
        yield server
        assert not server.requests  # nothing was said to a stranger


WAYS: dict[str, Callable[[Path], AbstractContextManager[str]]] = {
    "wrong certificate": _stranger,
    "clock off by a day: the certificate is not valid on it": _expired,
    "DNS gone": _no_name,
}
"""What stands in the way: no request arrives. Each gives the address that is asked instead."""

FAULTS = (*ANSWERS, *SILENCE, *WAYS)


@contextmanager
def broken(fault: str, desk: Desk, match: str, folder: Path) -> Iterator[None]:
    """Within, the requests of `desk` that `match` matches meet `fault`."""
    well = desk.remote
    grants = credentials(desk.server)
    if "/token" in match:
        grants.token = None
    with ExitStack() as things:
        api, http = desk.server.api, None
        if fault in ANSWERS:
            ANSWERS[fault](desk.server, match)
        elif fault in SILENCE:
            SILENCE[fault](desk.server, match)
            http = OneRequestHttp(timeout=IMPATIENT)
        else:
            api = things.enter_context(WAYS[fault](folder))
            grants._token_uri = api.replace("/calendar/v3/", "/token")
        desk.remote = CalendarRemote(grants, api, http)
        things.callback(desk.server.faults.clear)
        things.callback(desk.remote.close)
        yield
    desk.remote = well
