"""Memory (PSS) of the window at rest with 10,000 events, against a window with nothing in it."""

import os
import statistics
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from bench.measure import Figure, demo_server, fill, variables

MANY, RUNS = 10_000, 3


def measure(folder: Path) -> list[Figure]:
    """Return the figures of a start that connects to nothing and of one that synced."""
    cached, fresh = folder / "memory-cached", folder / "memory-fresh"
    with demo_server(MANY) as said:
        fill(said, cached)
        bare = _median({}, "bare")
        # Without the token of the environment nothing can be connected to, nor is it tried.
        offline = _median({"AULA_DATA_DIR": str(cached)}, "aula", "reconnect")
        synced = _median(variables(said, fresh), "aula", "synced")
    return [
        Figure("memory, offline start", offline, bare, offline / bare, 1.6, "×", unit_of_sides="MB"),
        Figure("memory, signed in, synced", synced, bare, synced / bare, 2.8, "×", unit_of_sides="MB"),
    ]  # fmt: skip


def _median(env: Mapping[str, str], *arguments: str) -> float:
    """Return the megabytes of several runs' median."""
    command = [sys.executable, "-m", "bench.resting", *arguments]
    found = []
    for _ in range(RUNS):
        done = subprocess.run(
            command, env={**os.environ, **env}, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        found.append(int(done.stdout) / 1024)
    return statistics.median(found)
