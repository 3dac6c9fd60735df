"""From the click on "new class" to the class on screen, also while a first sync runs."""

import statistics
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bench.measure import Figure, demo_server, variables
from desktop_app.app import Program
from desktop_app.opening import Options
from desktop_app.wiring import configure

MANY, CLICKS = 10_000, 15
REST_MS = 100
"""Before each click: nobody makes a second class while the toast of the first is just being drawn."""


def measure(folder: Path) -> list[Figure]:
    """Return the medians; the baseline is one frame at 60 Hz, which nothing can beat."""
    app = QApplication.instance() or QApplication(["aula"])
    assert isinstance(app, QApplication)
    with demo_server(MANY) as said:
        env = variables(said, folder / "class")
        program = Program(app, configure(environ=env), Options([]))
        program.start()
        _until(app, lambda: program.window.keys is not None)
        _until(app, lambda: program.account.account is not None)
        during = [_click(app, program) for _ in range(CLICKS)]
        busy = program.calendar.badge.state != "synced"
        _until(app, lambda: program.calendar.badge.state == "synced")
        after = [_click(app, program) for _ in range(CLICKS)]
        program.window.close()
        program.end()
    note = "" if busy else "the sync was over first"
    return [
        _figure("new class, in a first sync", during, note),
        _figure("new class on screen", after, ""),
    ]


def _figure(name: str, seconds: list[float], note: str) -> Figure:
    ours = statistics.median(seconds) * 1000
    return Figure(name, ours, 1000 / 60, ours, 50.0, "ms", note)


def _click(app: QApplication, program: Program) -> float:
    """Return the seconds from the click to the chip being shown with the class in it."""
    QTest.qWait(REST_MS)
    program.calendar._last_new = 0.0  # else the second click would count as a double click
    pool = program.window.week.grid.pool
    before = {(c.occurrence.family, c.occurrence.original) for c in pool.shown if c.occurrence}
    began = time.perf_counter()
    QTest.mouseClick(program.window.sidebar.new, Qt.MouseButton.LeftButton)
    while True:
        # As the program waits: one that looks without end takes the interpreter from who records.
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        shown = {(c.occurrence.family, c.occurrence.original) for c in pool.shown if c.occurrence}
        chosen = program.window.chosen
        if chosen is not None and chosen in shown - before:
            return time.perf_counter() - began
        if time.perf_counter() - began > 10:
            raise TimeoutError("the class did not come")


def _until(app: QApplication, done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 120
    while not done():
        app.processEvents()
        if time.monotonic() > deadline:
            raise TimeoutError("the window did not come")
