"""The program's end: whatever moment she quits in, it ends well, and soon."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.demo import DemoServer
from tests.e2e.run import environment

QUITTING = """
import sys, threading
from PySide6.QtCore import QTimer
from desktop_app import app

after, while_loading, hangs_at = int(sys.argv[1] or 0), *sys.argv[2:]
begun = []

def look(event, args):
    if event != "import" or threading.current_thread() is threading.main_thread():
        return
    if args[0] == while_loading:
        program = begun[0]
        program.post(program.app.quit)
    if args[0] == hangs_at:
        while True:  # as on a disk, or behind a lock, that does not answer
            threading.Event().wait(0.01)

init = app.Program.__init__

def quit_then(program, *given):
    begun.append(program)
    init(program, *given)
    if while_loading:
        sys.addaudithook(look)
        program.calendar.search.ask("ana")
    else:
        QTimer.singleShot(after, program.app.quit)

app.Program.__init__ = quit_then
sys.exit(app.main([]))
"""
RUST = "cryptography.hazmat.bindings._rust"
FROM_RUST = "_cffi_backend"
"""What RUST itself loads, while it is being loaded."""


def ends(
    demo_server: DemoServer,
    data_dir: Path,
    after: int | None = None,
    loading: str = "",
    hangs_at: str = "",
) -> None:
    env = {**os.environ, **environment(demo_server, data_dir), "PYTHONFAULTHANDLER": "1"}
    command = [sys.executable, "-c", QUITTING, str(after or ""), loading, hangs_at]
    done = subprocess.run(command, env=env, check=False, timeout=60, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, ""), (after, loading)
    assert not [path.name for path in (data_dir / "logs").glob("crash*")]


# What a thread beside loads at a start; most of it is not Python, and takes its time.
@pytest.mark.parametrize("module", ["googleapiclient.discovery", RUST, "orjson", "holidays"])
def test_quitting_while_a_thread_loads(
    demo_server: DemoServer, data_dir: Path, module: str
) -> None:
    ends(demo_server, data_dir, loading=module)


def test_quitting_while_a_thread_hangs_where_python_cannot_stop_it(
    demo_server: DemoServer, data_dir: Path
) -> None:
    """Stopped by Python inside of Rust, a thread takes the process down with SIGABRT."""
    ends(demo_server, data_dir, loading=RUST, hangs_at=FROM_RUST)


@pytest.mark.parametrize("ms", [0, 50, 200, 500, 1000])
def test_quitting_soon(demo_server: DemoServer, data_dir: Path, ms: int) -> None:
    ends(demo_server, data_dir, after=ms)


@pytest.mark.long
@pytest.mark.timeout(600)
def test_quitting_at_a_hundred_moments(demo_server: DemoServer, data_dir: Path) -> None:
    for ms in range(0, 1500, 15):
        ends(demo_server, data_dir, after=ms)
