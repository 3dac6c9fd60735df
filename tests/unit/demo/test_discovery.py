"""The check against Google's document: it finds what is wrong, on both sides."""

from collections.abc import Iterator
from typing import Any

import pytest

from desktop_app.demo import DemoServer
from desktop_app.demo.discovery import Checker
from desktop_app.demo.wire import Request, json_reply
from tests.unit.demo.conftest import Client, timed


@pytest.fixture
def strict() -> Iterator[tuple[DemoServer, Client]]:
    with DemoServer(check=True) as server:
        client = Client(server)
        yield server, client
        client.close()


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"pagesize": "3"}, "no parameter pagesize"),
        ({"maxResults": "three"}, "not a number"),
        ({"maxResults": "0"}, "out of range"),
        ({"singleEvents": "yes"}, "not a boolean"),
        ({"orderBy": "end"}, "not one of its values"),
        ({"timeMin": "tomorrow"}, "not a date-time"),
        ({"q": ["a", "b"]}, "more than once"),
        ({"fields": "items(id,colour)"}, "no field colour"),
    ],
)
def test_a_request_off_the_document_is_a_500_with_its_reason(
    strict: tuple[DemoServer, Client], query: dict[str, Any], told: str
) -> None:
    server, client = strict
    answer = client.ask("GET", "calendars/primary/events", **query)
    assert answer.status == 500
    assert told in answer.json["error"]["message"]
    assert server.violations


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"colour": "3"}, "no field colour"),
        ({"summary": 3}, "not of type string"),
        ({"locked": "yes"}, "not of type boolean"),
        ({"sequence": True}, "not of type integer"),
        ({"attendees": {}}, "not a list"),
        ({"start": "now"}, "not an object"),
        ({"start": {"date": "soon"}}, "not a date"),
    ],
)
def test_a_body_off_the_document_is_a_500_with_its_reason(
    strict: tuple[DemoServer, Client], body: dict[str, object], told: str
) -> None:
    _, client = strict
    assert told in client.insert(timed() | body).json["error"]["message"]


def test_a_missing_parameter_and_a_body_too_many_are_found(
    strict: tuple[DemoServer, Client],
) -> None:
    server, client = strict
    client.ask("POST", "calendars/primary/events/quickAdd", {"summary": "x"})
    assert any("text is missing" in one for one in server.violations)
    assert any("a body where there is none" in one for one in server.violations)


def test_a_reply_off_the_document_is_found() -> None:
    target = "/calendar/v3/calendars/primary/events/abcde"
    request = Request("GET", target, target, {}, {}, b"")
    checker = Checker()
    assert checker.reply(request, json_reply({"colour": "3"})) == [
        "events.get reply: no field colour"
    ]
    assert checker.reply(request, json_reply({"summary": None})) == [
        "events.get reply.summary: null"
    ]
    assert checker.reply(request, json_reply({}, 404))
    assert checker.reply(
        Request("DELETE", target, target, {}, {}, b""), json_reply({"id": "abcde"})
    ) == ["events.delete: a reply where there is none"]
