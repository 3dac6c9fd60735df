"""The listener on 127.0.0.1 to which the browser comes back after signing in."""

import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from urllib.parse import parse_qs, urlsplit

from desktop_app.domain.errors import SignInError
from desktop_app.domain.text import N_, Sentence

PER_CONNECTION = 10.0
"""Seconds that one connection may take: an idle socket must not defeat the deadline."""
CHECK_EVERY = 0.05

CANCELLED = Sentence(N_("Signing in was cancelled. Nothing has changed."))
TIME_OVER = Sentence(N_("Nobody answered in the browser in time. Try again when you are ready."))


class LoopbackListener:
    """Listens from its creation until `close`. Wrong paths, states and methods are ignored."""

    def __init__(self, path: str = "/", answer_seconds: float = 20.0) -> None:
        self._path = path
        self._state = ""
        self._answer_seconds = answer_seconds
        self._arrived = threading.Event()
        self._answered = threading.Event()
        self._taken = threading.Lock()
        self._response = ""
        self._page = b""
        listener = self

        class Handler(_Handler):
            """Knows its listener."""

            owner = listener

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(CHECK_EVERY,), name="loopback", daemon=True
        )
        self._thread.start()

    @property
    def port(self) -> int:
        """The port the system gave."""
        return int(self._server.server_address[1])

    @property
    def redirect_uri(self) -> str:
        """Where the browser is to be sent back to."""
        return f"http://127.0.0.1:{self.port}{self._path}"

    def wait(self, state: str, deadline: float, cancelled: threading.Event) -> str:
        """Return the address the browser came back with.

        `state` is what it must bring; `deadline`: seconds from now. Raises SignInError `cancelled`
        or `deadline`. The browser waits for its page until `finish`.
        """
        self._state = state
        end = time.monotonic() + deadline
        while not self._arrived.wait(CHECK_EVERY):
            if cancelled.is_set():
                raise SignInError(CANCELLED, code="cancelled")
            if time.monotonic() >= end:
                raise SignInError(TIME_OVER, code="deadline")
        return self._response

    def finish(self, html: str) -> None:
        """Show `html` in the browser that waits: it is told what came of it, not "success"."""
        self._page = html.encode()
        self._answered.set()

    def close(self) -> None:
        """Stop listening; a browser that still waits gets an empty page."""
        self._answered.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def take(self, target: str, host: str) -> bool:
        """Take a request's target if it is the answer that is waited for; the first one wins."""
        parts = urlsplit(target)
        if parts.path != self._path or host != f"127.0.0.1:{self.port}" or not self._state:
            return False
        query = parse_qs(parts.query)
        brought = query.get("state", [""])[0]
        if not secrets.compare_digest(brought.encode(), self._state.encode()):
            return False
        if not ({"code", "error"} & set(query)):
            return False
        with self._taken:
            if self._arrived.is_set():
                return False
            self._response = f"http://{host}{target}"
            self._arrived.set()
        return True

    def page(self) -> bytes:
        """Wait for `finish` and return its page."""
        self._answered.wait(self._answer_seconds)
        return self._page


class _Handler(BaseHTTPRequestHandler):
    owner: LoopbackListener
    timeout = PER_CONNECTION
    server_version = "Aula"
    sys_version = ""

    def do_GET(self) -> None:
        """Answer the browser's coming back; everything else is not found."""
        if not self.owner.take(self.path, self.headers.get("Host", "")):
            self.send_error(404)
            return
        page = self.owner.page()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the address holds the code."""

    def handle(self) -> None:
        """Serve one connection; one that hangs up is no news."""
        try:
            super().handle()
        except (ConnectionError, TimeoutError):
            self.close_connection = True
