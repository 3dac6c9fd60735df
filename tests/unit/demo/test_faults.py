"""Faults by script: statuses, garbage, delays, cut connections."""

import http.client
import threading
from collections.abc import Callable

import pytest

from desktop_app.demo import DemoServer
from desktop_app.demo.faults import Cut
from tests.unit.demo.conftest import Client, timed

PATH = "calendars/primary/events"


def test_a_fault_happens_as_often_as_it_says(server: DemoServer, client: Client) -> None:
    fault = server.faults.add("GET .*/events", status=503, times=2, headers={"Retry-After": "7"})
    answers = [client.ask("GET", PATH) for _ in range(3)]
    assert [one.status for one in answers] == [503, 503, 200]
    assert answers[0].headers["retry-after"] == "7"
    assert answers[0].reason == "backendError"
    assert fault.hits == 2


def test_a_fault_can_bring_a_body_of_its_own(server: DemoServer, client: Client) -> None:
    server.faults.add(PATH, status=403, body={"error": {"code": 403}}, times=1)
    server.faults.add(PATH, status=502, body="<h1>Bad Gateway</h1>", times=1)
    assert client.ask("GET", PATH).json == {"error": {"code": 403}}
    assert client.ask("GET", PATH).body == b"<h1>Bad Gateway</h1>"


def test_garbage_looks_like_success(server: DemoServer, client: Client) -> None:
    server.faults.add(garbage="<html>Wi-Fi del hotel</html>")
    answer = client.ask("GET", PATH)
    assert (answer.status, answer.headers["content-type"]) == (200, "text/html")
    server.faults.clear()
    assert client.list()["items"] == []


@pytest.mark.parametrize(("cut", "made"), [("before", 0), ("after", 1), ("in_reply", 1)])
def test_a_cut_connection_ends_before_or_after_the_work(
    server: DemoServer, connect: Callable[[str], Client], cut: Cut, made: int
) -> None:
    server.faults.add("POST", cut=cut, times=1)
    client = connect(server.issue_access_token())
    with pytest.raises((http.client.HTTPException, ConnectionError)):
        client.insert(timed())
    assert len(server.calendar().live) == made


def test_a_fault_with_a_chance_sometimes_lets_go(server: DemoServer, client: Client) -> None:
    server.faults.add(PATH, status=500, probability=0.5)
    assert {client.ask("GET", PATH).status for _ in range(30)} == {200, 500}


def test_a_delayed_request_ends_when_the_server_stops() -> None:
    server = DemoServer()
    server.start()
    arrived = server.faults.add("GET", delay=60)
    client = Client(server)
    ended: list[BaseException] = []

    def wait() -> None:
        try:
            client.ask("GET", PATH)
        except (http.client.HTTPException, OSError) as error:
            ended.append(error)

    waiting = threading.Thread(target=wait)
    waiting.start()
    while not arrived.hits:
        waiting.join(0.005)
    server.stop()
    waiting.join(5)
    client.close()
    assert ended


def test_a_short_delay_is_only_late(server: DemoServer, client: Client) -> None:
    server.faults.add("GET", delay=0.01, times=1)
    assert client.ask("GET", PATH).status == 200
