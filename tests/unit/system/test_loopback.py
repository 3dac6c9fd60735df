"""The listener that the browser comes back to."""

import http.client
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from desktop_app.domain.errors import SignInError
from desktop_app.system import browser
from desktop_app.system.loopback import LoopbackListener


@pytest.fixture
def listener() -> Iterator[LoopbackListener]:
    with LoopbackListener() as made:
        yield made


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(4) as made:
        yield made


def get(listener: LoopbackListener, target: str, host: str | None = None) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", listener.port, timeout=10)
    headers = {} if host is None else {"Host": host}
    connection.request("GET", target, headers=headers)
    reply = connection.getresponse()
    answer = reply.status, reply.read().decode()
    connection.close()
    return answer


def wait(
    pool: ThreadPoolExecutor, listener: LoopbackListener, cancelled: threading.Event | None = None
) -> "Future[str]":
    return pool.submit(listener.wait, "right", 10, cancelled or threading.Event())


def ask_until_known(listener: LoopbackListener, target: str) -> tuple[int, str]:
    """Ask until the listener knows the state it waits for."""
    while True:
        status, page = get(listener, target)
        if status != 404:
            return status, page


def test_the_answer_is_taken_and_the_browser_is_told_what_came_of_it(
    listener: LoopbackListener, pool: ThreadPoolExecutor
) -> None:
    answer = wait(pool, listener)
    page = pool.submit(ask_until_known, listener, "/?state=right&code=abc")
    assert answer.result(10) == f"{listener.redirect_uri}?state=right&code=abc"
    assert not page.done()
    listener.finish("<p>done</p>")
    assert page.result(10) == (200, "<p>done</p>")


def test_a_refusal_is_an_answer_too(listener: LoopbackListener, pool: ThreadPoolExecutor) -> None:
    answer = wait(pool, listener)
    page = pool.submit(ask_until_known, listener, "/?state=right&error=access_denied")
    assert "error=access_denied" in answer.result(10)
    listener.finish("")
    page.result(10)


def test_what_is_not_the_answer_is_ignored(
    listener: LoopbackListener, pool: ThreadPoolExecutor
) -> None:
    answer = wait(pool, listener)
    for target in ("/favicon.ico", "/?state=wrong&code=x", "/?code=x", "/?state=right"):
        assert get(listener, target)[0] == 404
    assert get(listener, "/?state=right&code=x", host="evil.example")[0] == 404
    with socket.create_connection(("127.0.0.1", listener.port)):  # idle: harms nobody
        assert not answer.done()
        page = pool.submit(ask_until_known, listener, "/?state=right&code=good")
        assert "code=good" in answer.result(10)
        listener.finish("")
        page.result(10)


def test_cancel_ends_the_wait(listener: LoopbackListener, pool: ThreadPoolExecutor) -> None:
    cancelled = threading.Event()
    answer = wait(pool, listener, cancelled)
    cancelled.set()
    with pytest.raises(SignInError) as ended:
        answer.result(10)
    assert ended.value.code == "cancelled"


def test_the_deadline_ends_it(listener: LoopbackListener) -> None:
    with pytest.raises(SignInError) as ended:
        listener.wait("right", 0.05, threading.Event())
    assert ended.value.code == "deadline"


@pytest.mark.parametrize("url", ["file:///etc/passwd", "javascript:alert(1)", "ssh://x", ""])
def test_only_web_addresses_are_opened(url: str) -> None:
    assert not browser.open_url(url)
