"""From the key for the next week to the week painted, 60 events in it."""

import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from bench.measure import Figure, fill
from desktop_app.app import Options, Program
from desktop_app.demo import DemoServer
from desktop_app.demo.sample_people import STUDENTS
from desktop_app.demo.server import EMAIL
from desktop_app.demo.stored import stored_event
from desktop_app.wiring import configure

WEEKS, ROUNDS = 25, 4
A_DAY, DAYS = 12, 5


def measure(folder: Path) -> list[Figure]:
    """Return p50 and p99; the baseline paints 60 rectangles with a text each."""
    app = QApplication.instance() or QApplication(["aula"])
    assert isinstance(app, QApplication)
    data = folder / "turn"
    with _server() as server:
        fill(
            {
                "client_config": server.client_config,
                "api": server.api,
                "refresh_token": server.issue_refresh_token(),
            },
            data,
        )
    program = Program(app, configure(environ={"AULA_DATA_DIR": str(data)}), Options([]))
    program.start()
    program.window.activateWindow()
    _until(app, lambda: program.window.isActiveWindow() and program.window.keys is not None)
    grid, week = program.window.week.grid, program.window.week
    bare = Bare()
    bare.resize(grid.size())
    bare.show()
    _until(app, bare.isVisible)
    program.window.activateWindow()
    _until(app, program.window.isActiveWindow)
    ours: list[float] = []
    baseline: list[float] = []
    for turn in range(WEEKS * ROUNDS * 2):
        key = Qt.Key.Key_Right if turn // WEEKS % 2 == 0 else Qt.Key.Key_Left
        before = week.first_day
        ours.append(_painted(app, grid, lambda key=key: QTest.keyClick(grid, key)))  # type: ignore[misc]
        assert week.first_day != before and len(week.occurrences) == A_DAY * DAYS
        baseline.append(_painted(app, bare, bare.update))
    program.window.close()
    program.end()
    return [_figure("p50", 0.5, ours, baseline), _figure("p99", 0.99, ours, baseline)]


def _figure(name: str, part: float, ours: list[float], baseline: list[float]) -> Figure:
    mine, bare = (
        statistics.quantiles(row, n=100, method="inclusive")[round(part * 100) - 1] * 1000
        for row in (ours, baseline)
    )
    return Figure(f"next week, {name}", mine, bare, mine, 8.0, "ms", f"{mine / bare:.2f} ×")


class Bare(QWidget):
    """Paints 60 rectangles with a text in each."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint them."""
        painter = QPainter(self)
        for index in range(A_DAY * DAYS):
            day, slot = divmod(index, A_DAY)
            box = QRect(day * 150, slot * 60, 140, 50)
            painter.fillRect(box, QColor("#d2e3fc"))
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft, STUDENTS[index % len(STUDENTS)].name)


class _Paints(QObject):
    seen = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.seen += event.type() == QEvent.Type.Paint
        return False


def _painted(app: QApplication, widget: QWidget, act: Callable[[], object]) -> float:
    """Return the seconds from `act` until `widget` was painted and the event loop came back."""
    app.processEvents()
    paints = _Paints()
    widget.installEventFilter(paints)
    began = time.perf_counter()
    act()
    while not paints.seen:
        app.processEvents()
    took = time.perf_counter() - began
    widget.removeEventFilter(paints)
    return took


def _until(app: QApplication, done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not done():
        app.processEvents()
        if time.monotonic() > deadline:
            raise TimeoutError("the window did not come")


def _server() -> DemoServer:
    server = DemoServer()
    today = datetime.now(UTC).replace(tzinfo=None, hour=8, minute=0, second=0, microsecond=0)
    monday = today - timedelta(days=today.weekday())
    events = []
    for index in range((WEEKS + 8) * DAYS * A_DAY):
        day, slot = divmod(index, A_DAY)
        week, weekday = divmod(day, DAYS)
        at = monday + timedelta(weeks=week - 4, days=weekday, hours=slot)
        student = STUDENTS[index * 7 % len(STUDENTS)]
        ends = at + timedelta(minutes=50)
        events.append(
            stored_event(f"t{index:06d}", EMAIL, student.name, at, ends, colorId=student.color)
        )
    server.store.calendars[EMAIL].load_all(iter(events))
    return server
