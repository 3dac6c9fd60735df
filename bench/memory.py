"""Memory (PSS) of the window at rest with 10,000 events, against a window with nothing in it."""

import statistics
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from bench.measure import Figure, compiled, demo_server, fill, variables

MANY, RUNS = 10_000, 3


def measure(folder: Path) -> list[Figure]:
    """Return the figures of a start that connects to nothing and of one that synced."""
    cached = folder / "memory-cached"
    with demo_server(MANY) as said:
        fill(said, cached)
        bare = _median([{}] * RUNS, folder, "bare")
        # Without the token of the environment nothing can be connected to, nor is it tried.
        offline = _median([{"AULA_DATA_DIR": str(cached)}] * RUNS, folder, "aula", "reconnect")
        # Each of these downloads it all.
        fresh = [variables(said, folder / f"memory-fresh-{turn}") for turn in range(RUNS)]
        synced = _median(fresh, folder, "aula", "synced")
    return [
        Figure("memory, offline start", offline, bare, offline / bare, 1.6, "×", unit_of_sides="MB"),
        Figure("memory, signed in, synced", synced, bare, synced / bare, 2.8, "×", unit_of_sides="MB"),
    ]  # fmt: skip


def _median(environments: Iterable[dict[str, str]], folder: Path, *arguments: str) -> float:
    """Return the median of the megabytes of a run with each of these variables.

    The first one compiles what it loads, and is above the median for it.
    """
    command = [sys.executable, "-m", "bench.resting", *arguments]
    found = []
    for environment in environments:
        done = subprocess.run(
            command, env=compiled(folder) | environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        found.append(int(done.stdout) / 1024)
    return statistics.median(found)
