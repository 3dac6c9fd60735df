"""Serves captured pages ready-made: the baseline of a first sync pays for no server's work."""

import pickle
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

LIST = "calendarList"
"""Under this name stands the calendar list; no page token is called so."""


class Replay(BaseHTTPRequestHandler):
    """Answers every `events.list` by its page token, and the calendar list."""

    protocol_version = "HTTP/1.1"
    pages: dict[str, bytes]
    """Whole replies, head and body, by page token."""

    def do_GET(self) -> None:
        """Send the page."""
        address = urlsplit(self.path)
        token = parse_qs(address.query).get("pageToken", [""])[0]
        self.wfile.write(self.pages[LIST if address.path.endswith("calendarList") else token])

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


if __name__ == "__main__":
    # Our own file, written a moment ago by bench.first_sync.
    Replay.pages = pickle.loads(Path(sys.argv[1]).read_bytes())
    server = ThreadingHTTPServer(("127.0.0.1", 0), Replay)
    print(f"http://127.0.0.1:{server.server_address[1]}/calendar/v3/", flush=True)
    server.serve_forever()
