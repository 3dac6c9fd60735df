"""What the tests of Google's side share: a scripted server on loopback, over real sockets."""

import socket
import ssl
import threading
from collections.abc import Iterator

import pytest

from desktop_app.google.http import TIMEOUT, OneRequestHttp


class RawServer:
    """Answers each request with the next of `replies` (bytes; b"" cuts the connection).

    `requests` holds each request's head and body as it came.
    """

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self._tls = tls
        self.replies: list[bytes] = []
        self.requests: list[bytes] = []
        self.close_after_reply = False
        self.closed = threading.Event()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._connections: list[socket.socket] = []
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self._socket.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def stop(self) -> None:
        self._socket.close()
        for connection in self._connections:
            connection.close()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self._connections.append(connection)
            if self._tls is not None:
                try:
                    connection = self._tls.wrap_socket(connection, server_side=True)
                except OSError:  # a client that does not trust us hangs up
                    continue
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection:
            stream = connection.makefile("rb")
            while True:
                head = b""
                while not head.endswith(b"\r\n\r\n"):
                    line = stream.readline()
                    if not line:
                        return
                    head += line
                length = 0
                for line in head.lower().splitlines():
                    if line.startswith(b"content-length:"):
                        length = int(line.split(b":")[1])
                self.requests.append(head + stream.read(length))
                reply = self.replies.pop(0) if self.replies else b""
                if not reply:
                    connection.shutdown(socket.SHUT_RDWR)
                    return
                connection.sendall(reply)
                if self.close_after_reply:
                    connection.shutdown(socket.SHUT_RDWR)
                    self.closed.set()
                    return


def reply(body: bytes | str, status: str = "200 OK", *headers: str) -> bytes:
    """Return a whole HTTP reply."""
    content = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(content)}", *headers]
    if not any(line.lower().startswith("content-type") for line in lines):
        lines.append("Content-Type: application/json")
    return "\r\n".join([*lines, "", ""]).encode() + content


@pytest.fixture
def raw_server() -> Iterator[RawServer]:
    server = RawServer()
    yield server
    server.stop()


@pytest.fixture(autouse=True)
def closed_connections(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Close what a test's remotes keep open between requests."""
    made: list[OneRequestHttp] = []
    begin = OneRequestHttp.__init__

    def remember(self: OneRequestHttp, timeout: float = TIMEOUT) -> None:
        begin(self, timeout)
        made.append(self)

    monkeypatch.setattr(OneRequestHttp, "__init__", remember)
    yield
    for http in made:
        http.close()
