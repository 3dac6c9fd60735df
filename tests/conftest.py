"""What all tests share: a clean environment, the embedded server, the log, a real keyring."""

import gc
import logging
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from desktop_app.demo import DemoServer
    from tests.ring import Ring

# Imports inside fixtures: a test of pure rules loads neither server nor keyring.

# What fails in CI is the change's; a developer's machine looks for what nobody thought of. No
# deadline for one example: a busy machine is no fault of it, and the bench measures what is promised.
settings.register_profile("ours", derandomize=bool(os.environ.get("CI")), deadline=None)
settings.load_profile("ours")

FEW = 8
"""File descriptors that a module's first use of a library may keep: a display, a bus, a database."""
OURS = ("AULA_", "AUTH_GOOGLE_", "GOOGLE_", "CALENDAR_", "ADMIN_EMAIL", "ZOOM_")


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No variable of the person who runs the tests reaches Aula."""
    for name in list(os.environ):
        if name.startswith(OURS):
            monkeypatch.delenv(name)
    monkeypatch.setenv("LANGUAGE", "en")


@pytest.fixture(autouse=True, scope="module")
def nothing_left_open() -> Iterator[None]:
    """A window or a program that has ended has let go of its files, sockets and threads."""
    before = open_files()
    yield
    if open_files() > before + FEW:
        gc.collect()
        assert open_files() <= before + FEW, sorted(t.name for t in threading.enumerate())


def open_files() -> int:
    """Return how many file descriptors this process has; 0 where the system does not tell."""
    folder = Path("/proc/self/fd")
    return len(list(folder.iterdir())) if folder.exists() else 0


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder that AULA_DATA_DIR names."""
    folder = tmp_path / "aula data"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("AULA_DATA_DIR", str(folder))
    return folder


@pytest.fixture
def demo_server() -> "Iterator[DemoServer]":
    """The embedded server with the sample term; each request and reply is held against Google's
    discovery document."""
    from desktop_app.demo import DemoServer

    with DemoServer(sample=True, check=True) as server:
        yield server
        assert server.violations == []


@pytest.fixture
def ring(demo_server: "DemoServer", data_dir: Path) -> "Iterator[Ring]":
    """Everything between a use case and the server, synced once."""
    from tests.ring import opened

    with opened(demo_server, data_dir) as ring:
        yield ring


@pytest.fixture
def real_keyring() -> None:
    """A keyring daemon of this session; without one the test fails: it is part of the set-up."""
    from desktop_app.system.secrets import KeyringSecrets

    KeyringSecrets("Aula tests").get("is it there")


@pytest.fixture(autouse=True)
def quiet_log(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning in the log that no test expects is a failure."""
    yield
    if request.node.get_closest_marker("expects_log") is None:
        said = [
            f"{record.name}: {record.getMessage()}"
            for phase in ("setup", "call")
            for record in caplog.get_records(phase)
            if record.levelno >= logging.WARNING and record.name.startswith("desktop_app")
        ]
        assert not said, said
