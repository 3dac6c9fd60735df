"""From the key for what comes next to that painted: week, month and agenda, 60 and 300 events."""

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from bench.measure import Figure, fill
from desktop_app.app import Program
from desktop_app.demo import DemoServer
from desktop_app.demo.sample_people import STUDENTS
from desktop_app.demo.server import EMAIL
from desktop_app.demo.stored import stored_event
from desktop_app.domain.spans import ViewName
from desktop_app.opening import Options
from desktop_app.ui import look
from desktop_app.wiring import configure

TURNS, ROUNDS = 10, 10
DAYS = 5
REST = 1.0
"""Seconds for what a start leaves for later: the start has a promise of its own."""
DRAWN = 60
"""What the bare widget beside it paints."""


class Case(NamedTuple):
    """A view, how many events a week has, how many that puts on the screen, and the promise."""

    view: ViewName
    a_week: int
    shown: int
    limit: float


CASES = (
    Case("week", 60, 60, 8.0),
    Case("week", 300, 300, 16.0),
    Case("month", 10, 60, 8.0),
    Case("month", 50, 300, 16.0),
    Case("agenda", 60, 60, 8.0),
    Case("agenda", 300, 300, 16.0),
)


def measure(folder: Path) -> list[Figure]:
    """Return p50 and p99 of each case; the baseline paints 60 rectangles with a text each."""
    app = QApplication.instance() or QApplication(["aula", *look.STYLE])
    assert isinstance(app, QApplication)
    figures = []
    for case in CASES:
        with _program(app, folder / f"turn-{case.view}-{case.shown}", case.a_week) as program:
            figures += _turned(app, program, case)
    return figures


@contextmanager
def _program(app: QApplication, data: Path, a_week: int) -> Iterator[Program]:
    with _server(a_week) as server:
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
    rested = time.monotonic() + REST
    _until(app, lambda: time.monotonic() > rested)
    yield program
    program.window.close()
    program.end()


def _turned(app: QApplication, program: Program, case: Case) -> list[Figure]:
    views = program.window.views
    views.show_view(case.view)
    surface = views.current.surface
    bare = Bare()
    bare.resize(surface.size())
    bare.show()
    _until(app, bare.isVisible)
    program.window.activateWindow()
    _until(app, program.window.isActiveWindow)
    ours: list[float] = []
    baseline: list[float] = []
    for turn in range(TURNS * ROUNDS * 2):
        key = Qt.Key.Key_Right if turn // TURNS % 2 == 0 else Qt.Key.Key_Left
        before = views.day
        ours.append(_painted(app, surface, partial(QTest.keyClick, surface, key)))
        assert views.day != before and views.current.order()
        baseline.append(_painted(app, bare, bare.update))
    bare.close()
    return [_figure(case, "p50", 0.5, ours, baseline), _figure(case, "p99", 0.99, ours, baseline)]


def _figure(case: Case, name: str, part: float, ours: list[float], baseline: list[float]) -> Figure:
    mine, bare = (
        statistics.quantiles(row, n=100, method="inclusive")[round(part * 100) - 1] * 1000
        for row in (ours, baseline)
    )
    title = f"next {case.view}, {case.shown}, {name}"
    return Figure(title, mine, bare, mine, case.limit, "ms", f"{mine / bare:.2f} ×")


class Bare(QWidget):
    """Paints 60 rectangles with a text in each."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint them."""
        painter = QPainter(self)
        for index in range(DRAWN):
            day, slot = divmod(index, DRAWN // DAYS)
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


def _server(a_week: int) -> DemoServer:
    """Return a server with `a_week` events on the working days of each week that is turned to."""
    server = DemoServer()
    today = datetime.now(UTC).replace(tzinfo=None, hour=8, minute=0, second=0, microsecond=0)
    monday = today - timedelta(days=today.weekday())
    weeks = TURNS + 8 if a_week >= 60 else (TURNS + 2) * 5
    a_day = a_week // DAYS
    events = []
    for index in range(weeks * a_week):
        day, slot = divmod(index, a_day)
        week, weekday = divmod(day, DAYS)
        at = monday + timedelta(weeks=week - 4, days=weekday, minutes=slot * 720 // a_day)
        student = STUDENTS[index * 7 % len(STUDENTS)]
        ends = at + timedelta(minutes=50)
        events.append(
            stored_event(f"t{index:06d}", EMAIL, student.name, at, ends, colorId=student.color)
        )
    server.store.calendars[EMAIL].load_all(iter(events))
    return server
