"""Signing in: consent, codes, PKCE, refresh, ends of grants, userinfo, scopes."""

import base64
import hashlib
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from desktop_app.demo import DemoServer
from tests.unit.demo.conftest import Answer, Client, Clock

ME = "laura.gimenez@example.com"
EVENTS = "https://www.googleapis.com/auth/calendar.events"
CALENDAR_LIST = "https://www.googleapis.com/auth/calendar.calendarlist.readonly"
BACK = "http://127.0.0.1:4567/"
VERIFIER = "v" * 64
CHALLENGE = (
    base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")
)


class Browser:
    """A teacher at the consent page."""

    def __init__(self, server: DemoServer, client: Client) -> None:
        self.server = server
        self.client = client
        self.secret = server.client_config["installed"]["client_secret"]

    def asked(self, **more: str) -> dict[str, str]:
        return {
            "client_id": self.server.client_id,
            "redirect_uri": BACK,
            "response_type": "code",
            "scope": f"openid email profile {EVENTS} {CALENDAR_LIST}",
            "state": "s1",
            "code_challenge": CHALLENGE,
            "code_challenge_method": "S256",
            "access_type": "offline",
        } | more

    def page(self, **more: str) -> Answer:
        return self.client.ask("GET", "/auth?" + urlencode(self.asked(**more)))

    def decide(self, form: list[tuple[str, str]], **more: str) -> dict[str, str]:
        answer = self.client.ask(
            "POST",
            "/auth/consent?" + urlencode(self.asked(**more)),
            urlencode(form),
            {"Content-Type": "application/x-www-form-urlencoded"},
        )
        assert answer.status == 302
        assert answer.headers["location"].startswith(BACK)
        query = parse_qs(urlsplit(answer.headers["location"]).query)
        return {name: values[0] for name, values in query.items()}

    def allow(self, *scopes: str, **more: str) -> dict[str, str]:
        ticked = [("scope", scope) for scope in scopes or (EVENTS, CALENDAR_LIST)]
        return self.decide([("account", ME), ("decision", "allow"), *ticked], **more)

    def exchange(self, code: str, **more: str) -> Answer:
        return self.client.form("/token", self.form(code, **more))

    def form(self, code: str, **more: str) -> dict[str, str]:
        return {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": BACK,
            "client_id": self.server.client_id,
            "client_secret": self.secret,
            "code_verifier": VERIFIER,
        } | more

    def refresh(self, token: str, **more: str) -> Answer:
        form = {
            "grant_type": "refresh_token",
            "refresh_token": token,
            "client_id": self.server.client_id,
            "client_secret": self.secret,
        }
        return self.client.form("/token", form | more)


@pytest.fixture
def browser(server: DemoServer, client: Client) -> Browser:
    client.token = ""
    return Browser(server, client)


def claims(token: str) -> dict[str, Any]:
    part = token.split(".")[1]
    found: dict[str, Any] = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return found


def test_the_page_shows_accounts_and_each_permission(browser: Browser) -> None:
    page = browser.page()
    text = page.body.decode()
    assert page.status == 200
    for wanted in (ME, EVENTS, CALENDAR_LIST, "Cancelar", "Continuar"):
        assert wanted in text


@pytest.mark.parametrize(
    "wrong",
    [
        {"client_id": "somebody-else"},
        {"redirect_uri": "https://evil.example/"},
        {"redirect_uri": "http://127.0.0.1.evil.example/"},
        {"response_type": "token"},
        {"scope": ""},
        {"code_challenge_method": "S1"},
    ],
)
def test_a_request_that_is_wrong_gets_a_page_and_no_redirect(
    browser: Browser, wrong: dict[str, str]
) -> None:
    page = browser.page(**wrong)
    assert page.status == 400
    assert "location" not in page.headers


def test_allowing_gives_tokens_and_says_who_signed_in(browser: Browser) -> None:
    back = browser.allow(nonce="n1")
    assert back["state"] == "s1"
    tokens = browser.exchange(back["code"]).json
    who = claims(tokens["id_token"])
    assert tokens["token_type"] == "Bearer"
    assert {EVENTS, CALENDAR_LIST, "openid"} <= set(tokens["scope"].split())
    assert (who["aud"], who["email"], who["email_verified"], who["nonce"]) == (
        browser.server.client_id,
        ME,
        True,
        "n1",
    )
    browser.client.token = tokens["access_token"]
    info = browser.client.ask("GET", "/v1/userinfo").json
    assert (info["sub"], info["email"]) == (who["sub"], ME)
    assert browser.client.list()["items"] == []


def test_refusing_says_access_denied(browser: Browser) -> None:
    back = browser.decide([("decision", "deny")])
    assert back == {"error": "access_denied", "state": "s1"}


def test_an_unticked_scope_is_not_granted_and_answers_403(browser: Browser) -> None:
    tokens = browser.exchange(browser.allow(EVENTS)["code"]).json
    assert CALENDAR_LIST not in tokens["scope"].split()
    browser.client.token = tokens["access_token"]
    answer = browser.client.ask("GET", "users/me/calendarList")
    assert (answer.status, answer.reason) == (403, "insufficientPermissions")
    assert answer.json["error"]["details"][0]["reason"] == "ACCESS_TOKEN_SCOPE_INSUFFICIENT"
    assert browser.client.ask("GET", "calendars/primary/events").status == 200


def test_a_code_is_good_once_and_its_reuse_ends_the_grant(browser: Browser) -> None:
    code = browser.allow()["code"]
    tokens = browser.exchange(code).json
    again = browser.exchange(code)
    assert (again.status, again.json["error"]) == (400, "invalid_grant")
    assert browser.refresh(tokens["refresh_token"]).json["error"] == "invalid_grant"


def test_a_code_lives_ten_minutes(browser: Browser, clock: Clock) -> None:
    code = browser.allow()["code"]
    clock.now += 600
    assert browser.exchange(code).json["error"] == "invalid_grant"


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"code_verifier": "w" * 64}, "invalid_grant"),
        ({"code_verifier": ""}, "invalid_grant"),
        ({"redirect_uri": "http://127.0.0.1:9/"}, "redirect_uri_mismatch"),
        ({"client_secret": "guess"}, "invalid_client"),
        ({"client_id": "somebody-else"}, "invalid_client"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
    ],
)
def test_a_wrong_exchange_is_refused(browser: Browser, wrong: dict[str, str], error: str) -> None:
    answer = browser.exchange(browser.allow()["code"], **wrong)
    assert answer.json["error"] == error
    assert answer.status == (401 if error == "invalid_client" else 400)


def test_the_client_may_show_its_secret_in_a_basic_header(browser: Browser) -> None:
    form = browser.form(browser.allow()["code"])
    del form["client_id"], form["client_secret"]
    word = base64.b64encode(f"{browser.server.client_id}:{browser.secret}".encode()).decode()
    answer = browser.client.form("/token", form, {"Authorization": f"Basic {word}"})
    assert answer.status == 200
    broken = browser.client.form("/token", form, {"Authorization": "Basic ???"})
    assert broken.json["error"] == "invalid_client"


def test_a_refresh_token_comes_first_and_then_only_when_consent_is_asked(browser: Browser) -> None:
    first = browser.exchange(browser.allow()["code"]).json
    second = browser.exchange(browser.allow()["code"]).json
    third = browser.exchange(browser.allow(prompt="consent")["code"]).json
    online = browser.exchange(browser.allow(prompt="consent", access_type="online")["code"]).json
    assert ["refresh_token" in one for one in (first, second, third, online)] == [
        True,
        False,
        True,
        False,
    ]


def test_a_refresh_token_gives_access_until_it_is_revoked(browser: Browser) -> None:
    token = browser.server.issue_refresh_token()
    assert browser.refresh(token).status == 200
    narrow = browser.refresh(token, scope=EVENTS).json
    assert narrow["scope"] == EVENTS
    assert browser.refresh(token, scope="https://mail.google.com/").json["error"] == "invalid_scope"
    browser.server.revoke(token)
    gone = browser.refresh(token)
    assert (gone.status, gone.json["error"]) == (400, "invalid_grant")


def test_of_more_than_a_hundred_refresh_tokens_the_oldest_dies_silently(browser: Browser) -> None:
    tokens = [browser.server.issue_refresh_token() for _ in range(101)]
    assert browser.refresh(tokens[0]).json["error"] == "invalid_grant"
    assert browser.refresh(tokens[1]).status == 200


def test_revoking_ends_refresh_and_access_alike(browser: Browser) -> None:
    tokens = browser.exchange(browser.allow()["code"]).json
    browser.client.token = tokens["access_token"]
    assert browser.client.list()["items"] == []
    assert browser.client.form("/revoke", {"token": tokens["refresh_token"]}).status == 200
    assert browser.client.ask("GET", "calendars/primary/events").status == 401
    again = browser.client.form("/revoke", {"token": tokens["refresh_token"]})
    assert (again.status, again.json["error"]) == (400, "invalid_token")


def test_an_access_token_ends_after_an_hour(
    server: DemoServer, client: Client, clock: Clock
) -> None:
    assert client.list()["items"] == []
    clock.now += 3600
    answer = client.ask("GET", "calendars/primary/events")
    assert (answer.status, answer.reason) == (401, "authError")
    client.token = server.issue_access_token()
    server.expire_access_tokens()
    assert client.ask("GET", "calendars/primary/events").status == 401


def test_a_request_with_no_token_is_told_to_log_in(connect: Callable[[str], Client]) -> None:
    answer = connect("").ask("GET", "calendars/primary/events")
    assert (answer.status, answer.reason) == (401, "required")
    assert "Bearer" in answer.headers["www-authenticate"]
    assert connect("").ask("GET", "/v1/userinfo").status == 401


def test_the_log_of_requests_holds_no_secret(browser: Browser) -> None:
    tokens = browser.exchange(browser.allow()["code"]).json
    browser.client.token = tokens["access_token"]
    browser.client.list()
    told = repr(list(browser.server.requests))
    for secret in (tokens["access_token"], tokens["refresh_token"], browser.secret, VERIFIER):
        assert secret not in told
    assert browser.server.count("POST", "/token") == 1
