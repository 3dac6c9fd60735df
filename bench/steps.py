"""How long the window answers nothing while a first sync of many events runs."""

import statistics
import time
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from bench.measure import Figure, demo_server, variables
from desktop_app.app import Program
from desktop_app.opening import Options
from desktop_app.ui import look
from desktop_app.wiring import configure

MANY = 10_000
BEAT_MS = 1
LONGEST = 120


def measure(folder: Path) -> list[Figure]:
    """Return p99 and p99.9 of the steps; the baseline is one frame at 60 Hz."""
    app = QApplication.instance() or QApplication(["aula", *look.STYLE])
    assert isinstance(app, QApplication)
    with demo_server(MANY) as said:
        program = Program(app, configure(environ=variables(said, folder / "steps")), Options([]))
        program.start()
        steps = _steps(app, program)
        program.window.close()
        program.end()
    return [_figure("p99", steps, 0.99, 16.0), _figure("p99.9", steps, 0.999, 50.0)]


def _steps(app: QApplication, program: Program) -> list[float]:
    """Return the seconds between beats of a timer, from the first paint to the end of the sync."""
    steps: list[float] = []
    last = 0.0
    deadline = time.monotonic() + LONGEST

    def beat() -> None:
        nonlocal last
        now = time.perf_counter()
        if last:
            steps.append(now - last)
        last = now
        if program.calendar.badge.state == "synced":
            app.quit()
        elif time.monotonic() > deadline:
            app.exit(1)

    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.setInterval(BEAT_MS)
    timer.timeout.connect(beat)
    program.window.first_paint.connect(timer.start)
    if app.exec():
        raise TimeoutError("the sync did not end")
    return steps


def _figure(name: str, steps: list[float], part: float, limit: float) -> Figure:
    ours = statistics.quantiles(steps, n=1000, method="inclusive")[round(part * 1000) - 1] * 1000
    note = f"longest {max(steps) * 1000:.0f} ms, {sum(steps):.1f} s"
    return Figure(f"window in a sync, {name}", ours, 1000 / 60, ours, limit, "ms", note)
