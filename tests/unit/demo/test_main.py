"""The server as a program of its own."""

import json
import signal
import socket
import subprocess
import sys
import urllib.request

import pytest


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_prints_one_line_serves_and_stops_cleanly(number: signal.Signals) -> None:
    command = [sys.executable, "-m", "desktop_app.demo", "--port", "0"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        line = json.loads(program.stdout.readline())
        assert set(line) == {"api", "client_config", "refresh_token", "access_token"}
        request = urllib.request.Request(
            f"{line['api']}calendars/primary/events?maxResults=1",
            headers={"Authorization": f"Bearer {line['access_token']}"},
        )
        with urllib.request.urlopen(request, timeout=10) as reply:
            assert json.load(reply)["kind"] == "calendar#events"
        program.send_signal(number)
        assert program.wait(10) == 0
        assert program.stdout.read() == ""
        assert program.stderr.read() == ""


def test_a_port_that_is_taken_is_one_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = subprocess.run(
            [sys.executable, "-m", "desktop_app.demo", "--port", str(taken.getsockname()[1])],
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )
    assert done.returncode == 1
    assert "cannot be used" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_package_is_light_until_the_server_is_wanted() -> None:
    code = (
        "import sys, desktop_app.demo\n"
        "assert 'http.server' not in sys.modules\n"
        "from desktop_app.demo import DemoServer\n"
        "DemoServer().stop()\n"
        "assert not any(name.startswith(('googleapiclient', 'PySide6')) for name in sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=20)
