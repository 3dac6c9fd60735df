"""The first sync of 10,000 events, against downloading and parsing the same pages."""

import http.client
import json
import pickle
import shutil
import sys
import time
from contextlib import closing
from gzip import decompress
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import httplib2
from googleapiclient.discovery import build

from bench.measure import Figure, demo_server, ratio, running, variables
from bench.replay import LIST as CALENDAR_LIST
from desktop_app.google.calendar import LIST
from desktop_app.usecases.connect import take_up
from desktop_app.usecases.sync_now import sync_now
from desktop_app.wiring import configure

MANY, RUNS = 10_000, 5


def measure(folder: Path) -> list[Figure]:
    """Return the figure; both read the same ready-made pages from another process."""
    ours: list[float] = []
    baseline: list[float] = []
    pages = folder / "pages"
    with demo_server(MANY) as said:
        pages.write_bytes(pickle.dumps(_capture(said)))
        with running([sys.executable, "-m", "bench.replay", str(pages)]) as line:
            api = line.strip()
            for _ in range(RUNS):
                ours.append(_sync(said | {"api": api}, folder / "sync"))
                baseline.append(_download(api))
    return [ratio(f"first sync, {MANY:,} events", ours, baseline, 1.5)]


def _capture(said: dict[str, Any]) -> dict[str, bytes]:
    """Return every page as it went over the wire, by its page token, and the calendar list.

    Of the list only the account's own calendar: the baseline reads no other.
    """
    address = urlsplit(said["api"])
    connection = http.client.HTTPConnection(address.netloc)
    headers = {"Authorization": f"Bearer {said['access_token']}", "Accept-Encoding": "gzip"}
    base = address.path.rstrip("/")

    def ask(path: str) -> tuple[bytes, dict[str, Any]]:
        connection.request("GET", f"{base}/{path}", headers=headers)
        reply = connection.getresponse()
        body = reply.read()
        assert reply.status == 200, body
        head = {name: value for name, value in reply.getheaders() if name != "Transfer-Encoding"}
        zipped = head.get("Content-Encoding") == "gzip"
        return _whole(head, body), json.loads(decompress(body) if zipped else body)

    _, listed = ask("users/me/calendarList")
    listed["items"] = [one for one in listed["items"] if one.get("primary")]
    body = json.dumps(listed).encode()
    head = {"Content-Type": "application/json", "Content-Length": str(len(body))}
    pages = {CALENDAR_LIST: _whole(head, body)}
    token, more = "", True
    while more:
        query = {**LIST, "singleEvents": "false", "alt": "json"}
        query |= {"pageToken": token} if token else {}
        pages[token], page = ask(f"calendars/primary/events?{urlencode(query)}")
        token = page.get("nextPageToken", "")
        more = bool(token)
    connection.close()
    return pages


def _whole(head: dict[str, str], body: bytes) -> bytes:
    lines = [f"{name}: {value}\r\n" for name, value in head.items()]
    return f"HTTP/1.1 200 OK\r\n{''.join(lines)}\r\n".encode() + body


def _sync(said: dict[str, Any], data: Path) -> float:
    shutil.rmtree(data, ignore_errors=True)
    with configure(environ=variables(said, data)) as aula, aula.writing() as store:
        _, token = take_up(store, aula)
        with closing(aula.remote(token)) as remote:
            began = time.perf_counter()
            report = sync_now(store, remote, aula.now)
            took = time.perf_counter() - began
    assert report.error is None and report.brought == MANY, report
    return took


def _download(api: str) -> float:
    options = {"api_endpoint": api}
    service = build("calendar", "v3", http=httplib2.Http(), static_discovery=True,
                    cache_discovery=False, client_options=options)  # fmt: skip
    began = time.perf_counter()
    brought = 0
    # As the library's own examples read a calendar.
    more = {"pageToken": ""}
    while True:
        reply = service.events().list(calendarId="primary", **LIST, **more).execute()
        brought += len(reply["items"])
        more = {"pageToken": reply.get("nextPageToken", "")}
        if not more["pageToken"]:
            break
    took = time.perf_counter() - began
    assert brought == MANY
    return took
