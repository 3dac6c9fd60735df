"""Runs the embedded server alone: `python -m desktop_app.demo [--port N]`."""

import argparse
import json
import signal
import sys
import threading

from desktop_app.demo.server import DemoServer


def main(arguments: list[str] | None = None) -> int:
    """Serve until SIGTERM or SIGINT; the one line of JSON says how to be a client."""
    parser = argparse.ArgumentParser(prog="python -m desktop_app.demo", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1; 0 picks a free one")
    parser.add_argument("--empty", action="store_true", help="no sample classes")
    parser.add_argument("--bulk", type=int, default=0, metavar="N", help="load N more events")
    options = parser.parse_args(arguments)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    try:
        server = DemoServer(options.port, sample=not options.empty)
    except OSError as error:
        print(f"port {options.port} cannot be used: {error.strerror}", file=sys.stderr)
        return 1
    with server:
        if options.bulk:
            server.load_bulk(options.bulk)
        line = {
            "api": server.api,
            "client_config": server.client_config,
            "refresh_token": server.issue_refresh_token(),
            "access_token": server.issue_access_token(),
        }
        print(json.dumps(line), flush=True)
        stop.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
