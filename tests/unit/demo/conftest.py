"""A server that holds every request and reply against Google's document, and a plain client."""

import http.client
import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import pytest

from desktop_app.demo import DemoServer

NOON = 1_773_500_400.0  # Saturday 14 March 2026, 12:00 in Buenos Aires


class Clock:
    """A clock that stands until it is set."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> float:
        return self.now


class Answer:
    """Status, headers and JSON of one reply."""

    def __init__(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.status = status
        self.headers = headers
        self.body = body

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def reason(self) -> str:
        return str(self.json["error"]["errors"][0]["reason"])


class Client:
    """Plain HTTP with an access token, on one kept connection."""

    def __init__(self, server: DemoServer, token: str | None = None) -> None:
        self.token = server.issue_access_token() if token is None else token
        self._connection = http.client.HTTPConnection(urlsplit(server.base_url).netloc, timeout=10)

    def close(self) -> None:
        self._connection.close()

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        headers: dict[str, str] | None = None,
        **query: Any,
    ) -> Answer:
        target = path if path.startswith("/") else f"/calendar/v3/{path}"
        if query:
            target += "?" + urlencode(query, doseq=True)
        sent = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        if isinstance(body, dict):
            body = json.dumps(body)
            sent["Content-Type"] = "application/json"
        self._connection.request(method, target, body, sent | (headers or {}))
        reply = self._connection.getresponse()
        names = {name.lower(): value for name, value in reply.getheaders()}
        return Answer(reply.status, names, reply.read())

    def form(
        self, path: str, form: dict[str, str], headers: dict[str, str] | None = None
    ) -> Answer:
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask("POST", path, urlencode(form), kind | (headers or {}))

    def list(self, **query: Any) -> Any:
        answer = self.ask("GET", "calendars/primary/events", **query)
        assert answer.status == 200, answer.body
        return answer.json

    def event(self, event_id: str, **query: Any) -> Answer:
        return self.ask("GET", f"calendars/primary/events/{quote(event_id)}", **query)

    def insert(self, body: dict[str, Any], **query: Any) -> Answer:
        return self.ask("POST", "calendars/primary/events", body, **query)

    def patch(
        self,
        event_id: str,
        body: dict[str, Any],
        headers: dict[str, str] | None = None,
        **query: Any,
    ) -> Answer:
        return self.ask("PATCH", f"calendars/primary/events/{event_id}", body, headers, **query)

    def delete(self, event_id: str, headers: dict[str, str] | None = None, **query: Any) -> Answer:
        return self.ask("DELETE", f"calendars/primary/events/{event_id}", None, headers, **query)


def timed(day: int = 16, hour: int = 10, minutes: int = 60, **more: Any) -> dict[str, Any]:
    """Return the body of an event in March 2026, Buenos Aires time."""
    end = hour * 60 + minutes
    zone = "America/Argentina/Buenos_Aires"
    return {
        "summary": "Ana",
        "start": {"dateTime": f"2026-03-{day:02d}T{hour:02d}:00:00-03:00", "timeZone": zone},
        "end": {
            "dateTime": f"2026-03-{day:02d}T{end // 60:02d}:{end % 60:02d}:00-03:00",
            "timeZone": zone,
        },
        **more,
    }


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def server(clock: Clock) -> Iterator[DemoServer]:
    with DemoServer(clock=clock, check=True) as running:
        yield running
        assert running.violations == []


@pytest.fixture
def connect(server: DemoServer) -> Iterator[Callable[[str], Client]]:
    """Makes clients with an access token of one's own choice."""
    made: list[Client] = []

    def make(token: str) -> Client:
        made.append(Client(server, token))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def client(server: DemoServer) -> Iterator[Client]:
    one = Client(server)
    yield one
    one.close()
