"""From the key for what comes next to that painted: week, month and agenda, 60 and 300 events.

Keys come as often as one held down repeats; what Aula does between them is not measured, but a key
that it keeps waiting is. The bare widget is painted in turn with Aula, after the same rest.
"""

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QEvent, QEventLoop, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from bench.measure import Figure, fill, variables
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
REPEAT = 0.033
"""Seconds from one key to the next: 30 a second."""
NEAR = 0.003
"""Seconds before a key is due from which on events are processed one by one, to be in time."""
DRAWN = 40
"""What the bare widget beside it paints: as many as where the promise was made."""
BARE, BARE_P99 = 1.0, 1.06
"""Milliseconds that the bare widget took on that machine: median and p99."""


class Case(NamedTuple):
    """A view, how many events a week has, how many that puts on the screen, and the promise."""

    view: ViewName
    a_week: int
    shown: int
    limit: float


IN_WORDS = f"""\
The milliseconds were promised for a machine on which a bare widget that paints {DRAWN} events takes
{BARE:g} ms (p99 {BARE_P99:g}); what it takes here, in this run, stands beside ours. There 8 ms are
{8 / BARE:g} times its median and {8 / BARE_P99:.1f} times its p99, and 16 ms twice that.
Not kept in milliseconds, but kept beside the bare widget: this machine is slower or busier than
that one. Not kept beside its median, but kept beside its p99: it is busy. Kept beside neither:
Aula is slow."""

CASES = (
    Case("week", 60, 60, 8.0),
    Case("week", 300, 300, 16.0),
    Case("month", 10, 60, 8.0),
    Case("month", 50, 300, 16.0),
    Case("agenda", 60, 60, 8.0),
    Case("agenda", 300, 300, 16.0),
)


def measure(folder: Path) -> list[Figure]:
    """Return p50 and p99 of each case; the baseline paints 40 rectangles with a text each."""
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
        said = {
            "client_config": server.client_config,
            "api": server.api,
            "refresh_token": server.issue_refresh_token(),
        }
        fill(said, data)
        program = Program(app, configure(environ=variables(said, data)), Options([]))
        program.start()
        window = program.window
        window.activateWindow()
        _until(app, lambda: window.isActiveWindow() and window.keys is not None)
        _until(app, lambda: program.calendar.badge.state == "synced")
        rested = time.monotonic() + REST
        _until(app, lambda: time.monotonic() > rested)
        yield program
        window.close()
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
        due = _rest(app)
        ours.append(_painted(app, surface, partial(QTest.keyClick, surface, key), due))
        assert views.day != before and views.current.order()
        due = _rest(app)
        baseline.append(_painted(app, bare, bare.update, due))
    bare.close()
    return _figures(case, ours, baseline)


def _figures(case: Case, ours: list[float], baseline: list[float]) -> list[Figure]:
    """Return what is promised of a case: in milliseconds, and beside the bare widget of this run."""
    (middle, late), (bare, bare_late) = _parts(ours), _parts(baseline)
    title = f"next {case.view}, {case.shown}"
    return [
        Figure(f"{title}, p50", middle, bare, middle, case.limit, "ms", f"{middle / bare:.1f} ×"),
        Figure(f"{title}, p99", late, bare_late, late, case.limit, "ms"),
        Figure("  beside its p99", late, bare_late, late / bare_late, case.limit / BARE_P99, "×"),
        Figure("  beside its median", late, bare, late / bare, case.limit / BARE, "×"),
    ]


def _parts(row: list[float]) -> tuple[float, float]:
    """Return p50 and p99 of a row of seconds, in milliseconds."""
    cuts = statistics.quantiles(row, n=100, method="inclusive")
    return cuts[49] * 1000, cuts[98] * 1000


class Bare(QWidget):
    """Paints 40 rectangles with a text in each."""

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


def _rest(app: QApplication) -> float:
    """Let the window rest as between two keys of one held down; return when the next is due."""
    due = time.perf_counter() + REPEAT
    loop = QEventLoop()
    QTimer.singleShot(round((REPEAT - NEAR) * 1000), loop.quit)
    loop.exec()
    while time.perf_counter() < due:
        app.processEvents()
    return due


def _painted(app: QApplication, widget: QWidget, act: Callable[[], object], due: float) -> float:
    """Return the seconds from when `act` is `due` to when `widget` was painted and the event loop
    came back."""
    paints = _Paints()
    widget.installEventFilter(paints)
    act()
    while not paints.seen:
        app.processEvents()
    took = time.perf_counter() - due
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
