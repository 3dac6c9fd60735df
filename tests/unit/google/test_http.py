"""The HTTP object of the network thread, against real sockets."""

import select
from http.client import HTTPException

import httplib2
import pytest

from desktop_app.google.http import OneRequestHttp, system_proxy
from tests.unit.google.conftest import RawServer, reply


@pytest.mark.parametrize("method", ["POST", "PATCH", "DELETE", "PUT"])
def test_what_changes_something_is_sent_once_when_the_connection_is_cut(
    raw_server: RawServer, method: str
) -> None:
    with pytest.raises((OSError, HTTPException)):
        OneRequestHttp().request(raw_server.url, method, body="{}")
    assert len(raw_server.requests) == 1


def test_httplib2_itself_would_have_sent_it_again(raw_server: RawServer) -> None:
    with pytest.raises((OSError, HTTPException)):
        httplib2.Http().request(raw_server.url, "POST", body="{}")
    assert len(raw_server.requests) > 1


def test_what_only_reads_is_asked_once_more(raw_server: RawServer) -> None:
    raw_server.replies = [b"", reply("{}")]
    response, content = OneRequestHttp().request(raw_server.url)
    assert (response.status, content) == (200, b"{}")
    assert len(raw_server.requests) == 2


def test_reading_gives_up_after_the_second_cut(raw_server: RawServer) -> None:
    with pytest.raises((OSError, HTTPException)):
        OneRequestHttp().request(raw_server.url)
    assert len(raw_server.requests) == 2


def test_a_kept_connection_that_the_server_closed_is_not_used_for_a_post(
    raw_server: RawServer,
) -> None:
    http = OneRequestHttp()
    raw_server.replies = [reply("{}"), reply('{"made": 1}')]
    raw_server.close_after_reply = True
    http.request(raw_server.url)
    assert raw_server.closed.wait(5)
    kept = next(iter(http.connections.values())).sock
    assert select.select([kept], [], [], 5)[0]  # the end of the connection has arrived here
    _, content = http.request(raw_server.url, "POST", body="{}")
    assert content == b'{"made": 1}'
    assert len(raw_server.requests) == 2


def test_a_redirect_is_not_followed(raw_server: RawServer) -> None:
    raw_server.replies = [reply("", "302 Found", "Location: http://portal.example.com/")]
    response, _ = OneRequestHttp().request(raw_server.url)
    assert response.status == 302


def test_a_server_that_says_nothing_is_given_up(raw_server: RawServer) -> None:
    http = OneRequestHttp(timeout=0.05)
    # A body that is announced and never sent: the server waits for it, and so do we.
    with pytest.raises(TimeoutError):
        http.request(raw_server.url, "POST", headers={"content-length": "10"})


def test_the_proxy_of_the_system_is_asked_with_its_password(
    raw_server: RawServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy = raw_server.url.replace("http://", "http://ana:p%40ss@")
    monkeypatch.setenv("https_proxy", proxy)
    with pytest.raises((OSError, HTTPException)):
        OneRequestHttp().request("https://www.googleapis.com/calendar/v3/", "POST", body="{}")
    (asked,) = raw_server.requests
    assert asked.startswith(b"CONNECT www.googleapis.com:443 ")
    assert b"Proxy-Authorization: Basic YW5hOnBAc3M=" in asked


def test_the_systems_exceptions_and_this_machine_need_no_proxy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("https_proxy", "http://proxy.example.com:3128")
    monkeypatch.setenv("no_proxy", "intranet.example.com")
    assert system_proxy("www.googleapis.com") is not None
    assert system_proxy("intranet.example.com") is None
    assert system_proxy("127.0.0.1:4000") is None


@pytest.mark.expects_log
def test_a_proxy_of_a_kind_that_is_not_known_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "socks5://proxy.example.com:1080")
    assert system_proxy("www.googleapis.com") is None
