"""The embedded server without sockets, and the points of the program where a crash is let happen."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

import httplib2

from desktop_app.demo import DemoServer
from desktop_app.demo.faults import Fault
from desktop_app.demo.http import scripted
from desktop_app.demo.wire import Reply, Request
from desktop_app.google.http import OneRequestHttp
from desktop_app.storage.store import FileStore


class Crash(BaseException):
    """The program ends here: what is not in the files by now is lost."""


POINTS = (
    "a request is about to leave",
    "a reply has come",
    "desk.db is about to commit",
    "desk.db has committed",
    "cache.db is about to commit",
    "cache.db has committed",
)
"""All that a crash can fall between: what leaves the program, and what the files keep."""


class Points:
    """Counts the points that are reached; at the one that was asked for the program ends."""

    def __init__(self) -> None:
        self._point = ""
        self._left = 0

    @contextmanager
    def crash_at(self, point: str, nth: int) -> Iterator[None]:
        """Within, end the program when it reaches `point` for the `nth` time, counted from 0."""
        self._point, self._left = point, nth
        try:
            yield
        finally:
            self._point = ""

    def reach(self, point: str) -> None:
        """Go past `point`, or raise Crash."""
        if point == self._point:
            if self._left == 0:
                self._point = ""
                raise Crash(point)
            self._left -= 1

    def watch(self, store: FileStore) -> None:
        """Have the commits to both files be points."""
        for name, db in (("desk.db", store._desk.db), ("cache.db", store._cache.db)):
            db.conn = cast(sqlite3.Connection, _Watched(db.conn, name, self))


class _Watched:
    """A connection whose commits are two points: just before, and just after."""

    def __init__(self, connection: Any, name: str, points: Points) -> None:
        self._connection = connection
        self._name = name
        self._points = points

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def execute(self, sql: str, *values: Any) -> Any:
        if sql != "COMMIT":
            return self._connection.execute(sql, *values)
        self._points.reach(f"{self._name} is about to commit")
        done = self._connection.execute(sql)
        self._points.reach(f"{self._name} has committed")
        return done


class InProcess(OneRequestHttp):
    """Reaches the server by a call: its own rules, faults and checks, and no socket."""

    def __init__(self, server: DemoServer, points: Points) -> None:
        super().__init__()
        self._server = server
        self._points = points
        self._fault: Fault | None = None
        self._left = 0
        self._once = False

    @contextmanager
    def broken(self, nth: int, fault: Fault, once: bool) -> Iterator[None]:
        """Within, the `nth` request, counted from 0, and unless `once` all after it meet `fault`."""
        self._fault, self._left, self._once = fault, nth, once
        try:
            yield
        finally:
            self._fault = None

    def request(self, uri: str, *args: Any, **options: Any) -> Any:
        """Do one request, as httplib2.Http.request does."""
        request = _request(uri, *args, **options)
        self._points.reach("a request is about to leave")
        self._server._next_fault(request)  # counts it
        if self._fault is None or self._left > 0:
            self._left -= 1
            reply = self._server._answer(request)
        else:
            fault, self._fault = self._fault, None if self._once else self._fault
            reply = self._broken(request, fault)
        self._points.reach("a reply has come")
        head = {"status": str(reply.status), **{k.lower(): v for k, v in reply.headers.items()}}
        return httplib2.Response(head), reply.body

    def _broken(self, request: Request, fault: Fault) -> Reply:
        """Return what the server's own sockets would make of the fault."""
        if fault.cut == "before":
            raise ConnectionResetError
        if fault.garbage:
            return Reply(200, fault.garbage.encode(), {"Content-Type": "text/html"})
        if fault.status:
            return scripted(fault)
        self._server._answer(request)  # done, and nobody hears of it
        raise ConnectionResetError


def _request(
    uri: str, method: str = "GET", body: Any = None, headers: Any = None, **_: Any
) -> Request:
    parts = urlsplit(uri)
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    content = body.encode() if isinstance(body, str) else (body or b"")
    named = {
        str(name).lower(): value.decode() if isinstance(value, bytes) else str(value)
        for name, value in (headers or {}).items()
    }
    query = parse_qs(parts.query, keep_blank_values=True)
    return Request(method, target, parts.path, query, named, content)
