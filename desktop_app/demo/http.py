"""The sockets: HTTP/1.1 on loopback, a thread a connection, faults by script."""

import gzip
import json
import socket
import ssl
import sys
import threading
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from desktop_app.demo.faults import Fault
from desktop_app.demo.wire import Reply, Request

COMPRESS_FROM = 1400
"""Bytes; what fits in one packet is not made smaller."""


class Listener(ThreadingHTTPServer):
    """Accepts on 127.0.0.1 and keeps its connections, so that stopping ends them all."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(
        self,
        port: int,
        answer: Callable[[Request], Reply],
        fault: Callable[[Request], Fault | None],
        tls: ssl.SSLContext | None,
    ) -> None:
        self.answer = answer
        self.fault = fault
        self.stopping = threading.Event()
        self._tls = tls
        self._open: set[socket.socket] = set()
        self._guard = threading.Lock()
        super().__init__(("127.0.0.1", port), Handler)

    def get_request(self) -> tuple[socket.socket, Any]:
        """Accept a connection; TLS is agreed on its own thread, at its first read."""
        connection, address = super().get_request()
        if self._tls is not None:
            connection = self._tls.wrap_socket(
                connection, server_side=True, do_handshake_on_connect=False
            )
        with self._guard:
            self._open.add(connection)
        return connection, address

    def shutdown_request(self, request: Any) -> None:
        """Forget a connection that has ended."""
        with self._guard:
            self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing where the other side is gone; anything else is a bug and is raised."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)

    def end(self) -> None:
        """Stop accepting, and close every connection."""
        self.stopping.set()
        self.shutdown()
        with self._guard:
            connections = list(self._open)
        for connection in connections:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue  # it has ended by itself
        self.server_close()


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: Listener
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server_version = "ESF"
    sys_version = ""
    timeout = 60

    def do_GET(self) -> None:
        """Answer a request of any method."""
        headers = {name.lower(): value for name, value in self.headers.items()}
        length = headers.get("content-length", "0")
        body = self.rfile.read(int(length)) if length.isdigit() else b""
        method, target = self.command, self.path
        override = headers.get("x-http-method-override", "").upper()
        if method == "POST" and override:
            method = override
            kind = headers.get("content-type", "")
            if kind.startswith("application/x-www-form-urlencoded") and method == "GET":
                # A query too long for an address comes as the body.
                target, body = f"{target.partition('?')[0]}?{body.decode()}", b""
        parts = urlsplit(target)
        request = Request(
            method,
            target,
            parts.path,
            parse_qs(parts.query, keep_blank_values=True),
            headers,
            body,
        )
        fault = self.server.fault(request)
        if fault is None:
            self._send(request, self.server.answer(request))
        else:
            self._fail(request, fault)

    do_POST = do_PUT = do_PATCH = do_DELETE = do_GET

    def _fail(self, request: Request, fault: Fault) -> None:
        if fault.cut == "after":
            self.server.answer(request)  # done at once: it is the reply that is late, or lost
        if fault.delay and self.server.stopping.wait(fault.delay):
            self.close_connection = True
            return
        if fault.cut in ("before", "after"):
            self._cut()
        elif fault.garbage:
            page = Reply(200, fault.garbage.encode(), {"Content-Type": "text/html"})
            self._send(request, page)
        elif fault.status:
            self._send(request, scripted(fault))
        else:
            self._send(request, self.server.answer(request), cut=fault.cut == "in_reply")

    def _cut(self) -> None:
        self.close_connection = True
        try:
            self.connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # the client was faster

    def _send(self, request: Request, reply: Reply, cut: bool = False) -> None:
        body = reply.body
        headers = {"Date": self.date_time_string(), **reply.headers}
        if len(body) > COMPRESS_FROM and "gzip" in request.headers.get("accept-encoding", ""):
            body = gzip.compress(body, 1, mtime=0)
            headers["Content-Encoding"] = "gzip"
            headers["Vary"] = "Accept-Encoding"
        if reply.status not in (204, 304):
            headers["Content-Length"] = str(len(body))
        lines = [f"HTTP/1.1 {reply.status} {HTTPStatus(reply.status).phrase}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        whole = ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1") + body
        if cut:
            self.wfile.write(whole[: len(whole) - max(1, len(body) // 2)])
            self._cut()
        else:
            self.wfile.write(whole)

    def log_message(self, format: str, *args: Any) -> None:
        """Write nothing: a request line may hold a code or a token."""


def scripted(fault: Fault) -> Reply:
    """Return the reply that a fault's status, body and headers make."""
    if fault.body is None:
        body, kind = google_error(fault.status), "application/json; charset=UTF-8"
    elif isinstance(fault.body, str):
        body, kind = fault.body.encode(), "text/html; charset=UTF-8"
    else:
        body, kind = json.dumps(fault.body).encode(), "application/json; charset=UTF-8"
    return Reply(fault.status, body, {"Content-Type": kind, **fault.headers})


_REASONS = {
    403: ("rateLimitExceeded", "Rate Limit Exceeded", "usageLimits"),
    429: ("rateLimitExceeded", "Rate Limit Exceeded", "usageLimits"),
    503: ("backendError", "Service Unavailable", "global"),
}


def google_error(status: int) -> bytes:
    """Return the body that Google most often gives with a status."""
    reason, message, domain = _REASONS.get(status, ("backendError", "Backend Error", "global"))
    error = {"domain": domain, "reason": reason, "message": message}
    return json.dumps({"error": {"errors": [error], "code": status, "message": message}}).encode()
