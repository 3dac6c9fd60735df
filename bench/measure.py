"""What every measure shares: its figures, a data folder that is in step, processes that end."""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop_app.usecases.connect import take_up
from desktop_app.usecases.sync_now import sync_now
from desktop_app.wiring import configure


@dataclass(frozen=True, slots=True)
class Figure:
    """One promise: `ours` and `baseline` (in `unit_of_sides`), `limit` on `value`."""

    name: str
    ours: float
    baseline: float
    value: float
    limit: float
    unit: str
    note: str = ""
    unit_of_sides: str = "ms"

    @property
    def kept(self) -> bool:
        """Whether the promise is kept."""
        return self.value <= self.limit


def ratio(
    name: str, ours: Sequence[float], baseline: Sequence[float], limit: float, note: str = ""
) -> Figure:
    """Return the Figure of two rows of seconds: their medians, and one over the other."""
    mine, bare = statistics.median(ours) * 1000, statistics.median(baseline) * 1000
    return Figure(name, mine, bare, mine / bare, limit, "×", note)


@contextmanager
def demo_server(bulk: int) -> Iterator[dict[str, Any]]:
    """Run the embedded server with `bulk` events in a process of its own; yield what it says."""
    command = [sys.executable, "-m", "desktop_app.demo", "--empty", "--bulk", str(bulk)]
    with running(command) as line:
        yield json.loads(line)


@contextmanager
def running(command: Sequence[str]) -> Iterator[str]:
    """Run a server in a process of its own; yield the first line it prints."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline()
        finally:
            process.terminate()


def variables(said: dict[str, Any], folder: Path) -> dict[str, str]:
    """Return the environment that points Aula at a server, with its files in `folder`."""
    client = folder.parent / f"{folder.name}-client.json"
    client.write_text(json.dumps(said["client_config"]))
    return {
        "AULA_OAUTH_CLIENT": str(client),
        "AULA_CALENDAR_API": said["api"],
        "AULA_DATA_DIR": str(folder),
        "GOOGLE_REFRESH_TOKEN": said["refresh_token"],
    }


def compiled(folder: Path) -> dict[str, str]:
    """Return the environment of a process that keeps its compiled modules under `folder`.

    An installed program has its own; compiling them here would cost a start time and memory.
    """
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment


def fill(said: dict[str, Any], folder: Path) -> None:
    """Make a data folder that is in step with the server."""
    with configure(environ=variables(said, folder)) as aula, aula.writing() as store:
        _, token = take_up(store, aula)
        with closing(aula.remote(token)) as remote:
            report = sync_now(store, remote, aula.now)
        if report.error is not None:
            raise report.error
