"""Signing in: the real listener, a browser that comes back over HTTP, each ending told apart."""

import base64
import json
import logging
import os
import ssl
import threading
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import pytest
import trustme

from desktop_app.domain.errors import SignInError
from desktop_app.google.client import ClientConfig
from desktop_app.google.scopes import CALENDAR_LIST, EVENTS
from desktop_app.google.sign_in import Grant, sign_in
from desktop_app.system.loopback import LoopbackListener
from tests.unit.google.conftest import RawServer, reply

ACCESS, REFRESH, SECRET = "ya29.access-token", "1//refresh-token", "GOCSPX-client-secret"
CODE = "4/the-code"


class Browser:
    """Goes to the consent page's address and comes back from there, as `answer` says."""

    def __init__(self, **answer: str) -> None:
        self.answer = answer or {"code": CODE}
        self.url = ""
        self.page = ""
        self._thread: threading.Thread | None = None

    def open(self, url: str) -> bool:
        self.url = url
        asked = self.asked
        query = urlencode({"state": asked["state"], **self.answer})
        back = f"{asked['redirect_uri']}?{query}"
        self._thread = threading.Thread(target=self._go, args=(back,), daemon=True)
        self._thread.start()
        return True

    @property
    def asked(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.url).query))

    def _go(self, back: str) -> None:
        with urllib.request.urlopen(back, timeout=10) as response:
            self.page = response.read().decode()

    def shown(self) -> str:
        assert self._thread is not None
        self._thread.join(10)
        return self.page


@pytest.fixture
def listener() -> Iterator[LoopbackListener]:
    with LoopbackListener() as one:
        yield one


def client(server: RawServer) -> ClientConfig:
    return ClientConfig("our-id", SECRET, f"{server.url}/auth", f"{server.url}/token")


def id_token(server: RawServer, **claims: Any) -> str:
    whole = {"iss": server.url, "aud": "our-id", "sub": "42", "email": "ana@example.com",
             "email_verified": True, "name": "Ana", "iat": 1, "exp": 3600, **claims}  # fmt: skip
    return f"h.{base64.urlsafe_b64encode(json.dumps(whole).encode()).decode()}.s"


def tokens(server: RawServer, **changes: Any) -> bytes:
    whole = {
        "access_token": ACCESS,
        "refresh_token": REFRESH,
        "expires_in": 3599,
        "token_type": "Bearer",
        "scope": f"openid https://www.googleapis.com/auth/userinfo.email {EVENTS}",
        "id_token": id_token(server),
        **changes,
    }
    return reply(json.dumps({name: value for name, value in whole.items() if value is not None}))


def enter(
    server: RawServer,
    listener: LoopbackListener,
    open_browser: Callable[[str], bool],
    **options: Any,
) -> Grant:
    return sign_in(
        options.pop("client", client(server)),
        listener=listener,
        open_browser=open_browser,
        cancelled=options.pop("cancelled", threading.Event()),
        deadline=options.pop("deadline", 10.0),
        api=f"{server.url}/calendar/v3/",
        **options,
    )


def ending(
    server: RawServer, listener: LoopbackListener, browser: Browser, **options: Any
) -> SignInError:
    with pytest.raises(SignInError) as caught:
        enter(server, listener, browser.open, **options)
    return caught.value


def test_a_consent_brings_the_account_and_a_refresh_token(
    raw_server: RawServer, listener: LoopbackListener
) -> None:
    raw_server.replies = [tokens(raw_server)]
    browser = Browser()
    told: list[str] = []
    grant = enter(raw_server, listener, browser.open, on_url=told.append)
    assert grant.refresh_token == REFRESH
    assert grant.account == ("42", "ana@example.com", "Ana", "ana@example.com")
    assert EVENTS in grant.scopes
    assert told == [browser.url]
    assert "connected" in browser.shown()


def test_the_consent_page_is_asked_for_lasting_access_with_proof_of_possession(
    raw_server: RawServer, listener: LoopbackListener
) -> None:
    raw_server.replies = [tokens(raw_server)]
    browser = Browser()
    enter(raw_server, listener, browser.open)
    asked = browser.asked
    assert asked["prompt"] == "consent"
    assert asked["access_type"] == "offline"
    assert asked["code_challenge_method"] == "S256"
    assert set(asked["scope"].split()) == {"openid", "email", "profile", EVENTS, CALENDAR_LIST}
    body = parse_qs(raw_server.requests[0].split(b"\r\n\r\n", 1)[1].decode())
    assert body["code"] == [CODE]
    assert len(body["code_verifier"][0]) >= 43
    assert body["redirect_uri"] == [listener.redirect_uri]


def test_the_calendar_is_the_primary_one_of_the_list_when_that_was_granted(
    raw_server: RawServer, listener: LoopbackListener
) -> None:
    calendars = {
        "kind": "calendar#calendarList",
        "items": [{"id": "other"}, {"id": "old@example.com", "primary": True}],
    }
    raw_server.replies = [
        tokens(raw_server, scope=f"openid {EVENTS} {CALENDAR_LIST}"),
        reply(json.dumps(calendars)),
    ]
    grant = enter(raw_server, listener, Browser().open)
    assert grant.account.calendar_id == "old@example.com"
    assert b"authorization: Bearer " in raw_server.requests[1]


@pytest.mark.expects_log
def test_a_calendar_list_that_fails_does_not_end_the_sign_in(
    raw_server: RawServer, listener: LoopbackListener
) -> None:
    scope = f"openid {EVENTS} {CALENDAR_LIST}"
    raw_server.replies = [tokens(raw_server, scope=scope), reply("", "503 Unavailable")]
    grant = enter(raw_server, listener, Browser().open)
    assert grant.account.calendar_id == "ana@example.com"


def test_a_configured_calendar_is_taken_as_it_is(
    raw_server: RawServer, listener: LoopbackListener
) -> None:
    raw_server.replies = [tokens(raw_server, scope=f"{EVENTS} {CALENDAR_LIST}")]
    grant = enter(raw_server, listener, Browser().open, calendar_id="classes@example.com")
    assert grant.account.calendar_id == "classes@example.com"


def test_a_refusal_on_the_consent_page_is_told_in_the_browser_too(
    raw_server: RawServer, listener: LoopbackListener
) -> None:
    browser = Browser(error="access_denied")
    error = ending(raw_server, listener, browser, tell=lambda told: "¡no <b>!")
    assert error.code == "denied"
    assert "¡no &lt;b&gt;!" in browser.shown()
    assert raw_server.requests == []


def test_another_error_of_the_consent_page_is_told(
    raw_server: RawServer, listener: LoopbackListener
) -> None:
    error = ending(raw_server, listener, Browser(error="org_internal"))
    assert (error.code, error.detail) == ("rejected", "org_internal")


def test_unticked_event_access_is_told(raw_server: RawServer, listener: LoopbackListener) -> None:
    raw_server.replies = [tokens(raw_server, scope="openid email")]
    browser = Browser()
    assert ending(raw_server, listener, browser).code == "scope_missing"
    assert "permission" in browser.shown()


def test_no_scope_in_the_reply_means_all_that_was_asked(
    raw_server: RawServer, listener: LoopbackListener
) -> None:
    raw_server.replies = [tokens(raw_server, scope=None)]
    grant = enter(raw_server, listener, Browser().open, calendar_id="x")
    assert CALENDAR_LIST in grant.scopes


def test_no_lasting_access_is_told(raw_server: RawServer, listener: LoopbackListener) -> None:
    raw_server.replies = [tokens(raw_server, refresh_token=None)]
    assert ending(raw_server, listener, Browser()).code == "no_refresh_token"


def test_another_account_than_the_demanded_one_is_refused_and_its_grant_given_back(
    raw_server: RawServer, listener: LoopbackListener
) -> None:
    raw_server.replies = [tokens(raw_server), reply("{}")]
    browser = Browser()
    error = ending(raw_server, listener, browser, admin_email="profe@example.com")
    assert error.code == "wrong_account"
    assert raw_server.requests[1].startswith(b"POST /revoke")
    assert browser.asked["login_hint"] == "profe@example.com"


@pytest.mark.expects_log
def test_an_address_that_google_did_not_check_is_refused(
    raw_server: RawServer, listener: LoopbackListener
) -> None:
    unverified = id_token(raw_server, email_verified=False)
    raw_server.replies = [tokens(raw_server, id_token=unverified), reply("", "500 Internal")]
    error = ending(raw_server, listener, Browser(), admin_email="ana@example.com")
    assert error.code == "account_unverified"


def test_without_an_id_token_userinfo_says_whose_account_it_is(
    raw_server: RawServer, listener: LoopbackListener
) -> None:
    claims = {"sub": "7", "email": "b@example.com", "email_verified": True}
    raw_server.replies = [tokens(raw_server, id_token=None), reply(json.dumps(claims))]
    grant = enter(raw_server, listener, Browser().open)
    assert grant.account.sub == "7"
    assert raw_server.requests[1].startswith(b"GET /v1/userinfo")


@pytest.mark.parametrize(
    ("said", "code"), [("401 Unauthorized", "account_unverified"), ("503 Unavailable", "network")]
)
def test_an_account_that_nobody_names_is_not_connected(
    raw_server: RawServer, listener: LoopbackListener, said: str, code: str
) -> None:
    raw_server.replies = [tokens(raw_server, id_token=None), reply("", said)]
    assert ending(raw_server, listener, Browser()).code == code


def test_an_id_token_for_somebody_else_is_refused(
    raw_server: RawServer, listener: LoopbackListener
) -> None:
    raw_server.replies = [tokens(raw_server, id_token=id_token(raw_server, aud="other"))]
    assert ending(raw_server, listener, Browser()).code == "rejected"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (reply('{"error": "invalid_grant"}', "400 Bad Request"), "rejected"),
        (reply('{"error": "invalid_client"}', "401 Unauthorized"), "client_invalid"),
        (reply('{"error": "server_error"}', "500 Internal"), "network"),
        (reply("<html>Welcome</html>"), "network"),
        (reply("", "503 Unavailable"), "network"),
        (b"", "network"),
    ],
)
def test_an_exchange_that_fails_is_told_by_its_kind(
    raw_server: RawServer, listener: LoopbackListener, said: bytes, code: str
) -> None:
    raw_server.replies = [said]
    browser = Browser()
    assert ending(raw_server, listener, browser).code == code
    assert "!" in browser.shown()
    assert len(raw_server.requests) == 1


def test_a_cancelled_sign_in_ends_at_once(
    raw_server: RawServer, listener: LoopbackListener
) -> None:
    cancelled = threading.Event()

    def leave(url: str) -> bool:
        cancelled.set()
        return True

    with pytest.raises(SignInError) as caught:
        enter(raw_server, listener, leave, cancelled=cancelled)
    assert caught.value.code == "cancelled"


def test_one_cancelled_when_google_has_granted_returns_what_is_to_be_given_back(
    raw_server: RawServer, listener: LoopbackListener
) -> None:
    class Late(threading.Event):
        def is_set(self) -> bool:
            return len(raw_server.requests) > 0

    raw_server.replies = [tokens(raw_server)]
    browser = Browser()
    grant = enter(raw_server, listener, browser.open, cancelled=Late())
    assert (grant.refresh_token, grant.account.sub) == (REFRESH, "42")
    assert len(raw_server.requests) == 1  # no list of calendars
    assert "cancelled" in browser.shown()


@pytest.mark.expects_log
def test_nobody_answering_ends_with_the_deadline(
    raw_server: RawServer, listener: LoopbackListener
) -> None:
    with pytest.raises(SignInError) as caught:
        enter(raw_server, listener, lambda url: False, deadline=0.01)
    assert caught.value.code == "deadline"


def test_the_environment_is_left_as_it_was(
    raw_server: RawServer, listener: LoopbackListener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OAUTHLIB_RELAX_TOKEN_SCOPE", "")
    monkeypatch.delenv("OAUTHLIB_INSECURE_TRANSPORT", raising=False)
    raw_server.replies = [tokens(raw_server)]
    enter(raw_server, listener, Browser().open)
    assert os.environ["OAUTHLIB_RELAX_TOKEN_SCOPE"] == ""
    assert "OAUTHLIB_INSECURE_TRANSPORT" not in os.environ


def test_no_secret_is_in_the_log_or_in_reprs(
    raw_server: RawServer, listener: LoopbackListener, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    raw_server.replies = [tokens(raw_server)]
    grant = enter(raw_server, listener, Browser().open)
    text = f"{caplog.text}\n{grant!r}\n{grant}"
    for secret in (ACCESS, REFRESH, SECRET, CODE):
        assert secret not in text


@pytest.fixture
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def secure_server(authority: trustme.CA) -> Iterator[RawServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    server = RawServer(context)
    yield server
    server.stop()


def test_signing_in_over_https_trusts_the_systems_store_and_needs_no_insecure_switch(
    secure_server: RawServer,
    authority: trustme.CA,
    listener: LoopbackListener,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bundle = tmp_path / "school.pem"
    authority.cert_pem.write_to_path(bundle)
    monkeypatch.setenv("SSL_CERT_FILE", str(bundle))
    monkeypatch.delenv("OAUTHLIB_INSECURE_TRANSPORT", raising=False)
    calendars = {
        "kind": "calendar#calendarList",
        "items": [{"id": "ana@example.com", "primary": True}],
    }
    secure_server.replies = [
        tokens(secure_server, scope=f"{EVENTS} {CALENDAR_LIST}"),
        reply(json.dumps(calendars)),
    ]
    grant = enter(secure_server, listener, Browser().open)
    assert grant.account.calendar_id == "ana@example.com"
    assert len(secure_server.requests) == 2  # the exchange and the calendar list, both over TLS


def test_a_server_that_the_system_does_not_trust_gets_no_code(
    secure_server: RawServer, listener: LoopbackListener
) -> None:
    assert ending(secure_server, listener, Browser()).code == "network"
    assert secure_server.requests == []
