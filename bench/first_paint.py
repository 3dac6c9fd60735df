"""From exec to the first paint of the cached week, against a window with nothing in it."""

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from bench.measure import Figure, compiled, demo_server, fill, ratio

RUNS = 9


def measure(folder: Path) -> list[Figure]:
    """Return the figures with 10,000 and with 100,000 events in the cache."""
    figures = []
    for count in (10_000, 100_000):
        data = folder / f"paint-{count}"
        with demo_server(count) as said:
            fill(said, data)
        figures.append(_compare(count, data))
    return figures


def _compare(count: int, data: Path) -> Figure:
    aula = [sys.executable, "-m", "desktop_app"]
    bare = [sys.executable, str(Path(__file__).with_name("bare_window.py"))]
    ours: list[float] = []
    baseline: list[float] = []
    # One run each that is not counted: the files come into the system's cache.
    _start(aula, data)
    _start(bare, data)
    for _ in range(RUNS):
        ours.append(_start(aula, data))
        baseline.append(_start(bare, data))
    return ratio(f"first paint, {count:,} events", ours, baseline, 2.0)


def _start(command: Sequence[str], data: Path) -> float:
    """Return the seconds from exec to the first paint."""
    environment = compiled(data.parent)
    environment |= {"AULA_BENCH_FIRST_PAINT": "1", "AULA_DATA_DIR": str(data)}
    began = time.monotonic()
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=60, check=True
    )
    word, at = done.stdout.split()
    assert word == "first-paint"
    return float(at) - began
