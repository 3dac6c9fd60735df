"""The embedded server: all its parts behind one address and one lock."""

import secrets
import ssl
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Self

from desktop_app.demo.api import BASE, Api
from desktop_app.demo.bulk import bulk_events
from desktop_app.demo.device import Device
from desktop_app.demo.errors import not_found
from desktop_app.demo.faults import Fault, Faults
from desktop_app.demo.grants import ALL, Grants
from desktop_app.demo.http import Listener
from desktop_app.demo.model import Account, Resource, Store
from desktop_app.demo.oauth import OAuth
from desktop_app.demo.pace import Pace
from desktop_app.demo.sample import sample_term
from desktop_app.demo.sample_calendars import shared_calendars
from desktop_app.demo.wire import Reply, Request, json_reply

EMAIL, NAME = "laura.gimenez@example.com", "Laura Giménez"
_SECRET_HEADERS = ("authorization", "cookie")


@dataclass(frozen=True, slots=True)
class Seen:
    """A request that came in, without its secrets."""

    method: str
    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    body: bytes


class DemoServer:
    """A Google-compatible server on loopback; `with DemoServer() as server:` starts and stops it.

    With `check` every request and reply is held against the discovery document; what breaks it is
    answered 500 and named in `violations`.
    """

    def __init__(
        self,
        port: int = 0,
        *,
        clock: Callable[[], float] = time.time,
        sample: bool = False,
        check: bool = False,
        tls_context: ssl.SSLContext | None = None,
    ) -> None:
        self.clock = clock
        self.lock = threading.RLock()
        self.faults = Faults()
        self.pace = Pace(clock)
        self.violations: list[str] = []
        self.requests: deque[Seen] = deque(maxlen=20_000)
        self.store = Store(clock)
        self.client_id = "482316754901-aulademo.apps.googleusercontent.com"
        self._secret = f"GOCSPX-{secrets.token_urlsafe(21)}"
        clients = {self.client_id: self._secret}
        self.grants = Grants(self.store, clock, clients)
        self._oauth = OAuth(self.store, self.grants, clients)
        self._api = Api(self.store, self.grants, self.pace)
        self._check = _checker() if check else None
        self._listener = Listener(port, self._answer, self._next_fault, tls_context)
        self._thread: threading.Thread | None = None
        scheme = "http" if tls_context is None else "https"
        self.base_url = f"{scheme}://127.0.0.1:{self._listener.server_address[1]}"
        self.api = self.base_url + BASE
        self.add_account(EMAIL, NAME)
        if sample:
            self.load_sample()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Serve on a thread of its own."""
        if self._thread is None:
            self._thread = threading.Thread(
                target=self._listener.serve_forever,
                kwargs={"poll_interval": 0.02},
                name="demo-server",
                daemon=True,
            )
            self._thread.start()

    def stop(self) -> None:
        """Stop serving and close every connection; a stopped server is not started again."""
        if self._thread is None:
            self._listener.server_close()
            return
        thread, self._thread = self._thread, None
        self._listener.end()
        thread.join(5)

    # --- accounts and tokens

    @property
    def client_config(self) -> dict[str, dict[str, Any]]:
        """Google's client JSON of a desktop app, with this server's addresses."""
        return {
            "installed": {
                "client_id": self.client_id,
                "project_id": "aula-demo",
                "auth_uri": f"{self.base_url}/auth",
                "token_uri": f"{self.base_url}/token",
                "client_secret": self._secret,
                "redirect_uris": ["http://localhost"],
            }
        }

    @property
    def accounts(self) -> dict[str, Account]:
        """Who can sign in, by address. `can_meet` and `verified` may be set."""
        return self.store.accounts

    def add_account(
        self, email: str, name: str, can_meet: bool = True, verified: bool = True
    ) -> Account:
        """Add a person with an empty primary calendar."""
        with self.lock:
            return self.store.add_account(email, name, can_meet, verified)

    def add_calendar(
        self,
        calendar_id: str,
        summary: str,
        owner: str = EMAIL,
        access: dict[str, str] | None = None,
    ) -> Device:
        """Add a calendar; `access`: roles of accounts other than its owner."""
        with self.lock:
            calendar = self.store.add_calendar(calendar_id, summary, owner)
            calendar.access |= access or {}
        return self.calendar(calendar_id)

    def issue_refresh_token(self, email: str = EMAIL, scopes: Iterable[str] = ALL) -> str:
        """Return a refresh token, as if a consent had been given."""
        with self.lock:
            return self.grants.issue_refresh(email, scopes, self.client_id)

    def issue_access_token(self, email: str = EMAIL, scopes: Iterable[str] = ALL) -> str:
        """Return an access token, good for an hour by the server's clock."""
        with self.lock:
            return self.grants.issue_access(email, scopes, self.client_id)

    def revoke(self, token: str) -> None:
        """End a grant, as the account's security page does."""
        with self.lock:
            self.grants.revoke(token)

    def expire_access_tokens(self) -> None:
        """Let every access token be too old."""
        with self.lock:
            for grant in self.grants.access.values():
                grant.expires = 0.0

    def expire_sync_tokens(self, reason: str = "fullSyncRequired") -> None:
        """Let every sync token be answered 410 with `reason`."""
        with self.lock:
            for calendar in self.store.calendars.values():
                calendar.generation += 1
                calendar.gone_reason = reason

    # --- calendars

    def calendar(self, calendar_id: str = EMAIL) -> Device:
        """Return a second device on a calendar; raises KeyError."""
        return Device(self.store, self.store.calendars[calendar_id], self.lock)

    def load_sample(self, email: str = EMAIL) -> None:
        """Fill an account's primary calendar with the sample term of today, and share two more."""
        now = datetime.fromtimestamp(self.clock(), UTC)
        with self.lock:
            self.store.calendars[email].load_all(iter(sample_term(now, email)))
            for shared in shared_calendars(now):
                calendar = self.store.add_calendar(shared.id, shared.name, shared.id)
                calendar.access[email] = shared.role
                calendar.color = shared.color
                calendar.load_all(iter(shared.events))

    def load_bulk(self, count: int, around: date | None = None, email: str = EMAIL) -> None:
        """Fill an account's primary calendar with `count` events, some 40 a week."""
        day = around or datetime.fromtimestamp(self.clock(), UTC).date()
        with self.lock:
            self.store.calendars[email].load_all(bulk_events(count, day, email))

    @property
    def mails(self) -> list[Resource]:
        """The mails that would have been sent."""
        return self.store.mails

    @property
    def conference_delay(self) -> float:
        """Seconds, by the server's clock, that a Meet request stays pending."""
        return self.store.conference_delay

    @conference_delay.setter
    def conference_delay(self, seconds: float) -> None:
        self.store.conference_delay = seconds

    @property
    def conference_polls(self) -> int:
        """How often an event is read with its Meet request still pending."""
        return self.store.conference_polls

    @conference_polls.setter
    def conference_polls(self, polls: int) -> None:
        self.store.conference_polls = polls

    @property
    def conference_outcome(self) -> str:
        """What Meet requests end with: `success` or `failure`."""
        return self.store.conference_outcome

    @conference_outcome.setter
    def conference_outcome(self, outcome: str) -> None:
        self.store.conference_outcome = outcome

    # --- requests

    def count(self, method: str | None = None, path_contains: str | None = None) -> int:
        """Return how many requests came in, of a method, with a text in their path."""
        with self.lock:
            return sum(
                method in (None, seen.method) and (path_contains or "") in seen.path
                for seen in self.requests
            )

    def _next_fault(self, request: Request) -> Fault | None:
        with self.lock:
            signing_in = not request.path.startswith(BASE)
            headers = {
                name: value
                for name, value in request.headers.items()
                if name not in _SECRET_HEADERS
            }
            self.requests.append(
                Seen(
                    request.method,
                    request.path,
                    {} if signing_in else request.query,
                    headers,
                    b"" if signing_in else request.body,
                )
            )
            return self.faults.next(request.method, request.target)

    def _answer(self, request: Request) -> Reply:
        with self.lock:
            reply = self._oauth.handle(request)
            if reply is not None:
                return reply
            if not request.path.startswith(BASE):
                return json_reply(not_found().body, 404)
            if self._check is None:
                return self._api.handle(request)
            found = self._check.request(request)
            reply = self._api.handle(request)
            found += self._check.reply(request, reply)
        if found:
            self.violations += found
            error = {"code": 500, "message": "; ".join(found), "errors": []}
            return json_reply({"error": error}, 500)
        return reply


def _checker() -> Any:
    # For tests alone: the document comes with google-api-python-client.
    from desktop_app.demo.discovery import Checker

    return Checker()
