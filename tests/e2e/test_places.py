"""Every class stands at the right place, with the right words, whatever its zone and year."""

from datetime import date
from typing import Any, NamedTuple

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.app import Program
from desktop_app.demo import DemoServer
from desktop_app.ui.texts import spoken
from tests.e2e.conftest import Start

BA = "America/Argentina/Buenos_Aires"


class Case(NamedTuple):
    """An event on the server, and where it must stand: (column, first minute, last minute)."""

    start: dict[str, str]
    end: dict[str, str]
    week_of: date
    pieces: list[tuple[int, int, int]]
    words: str
    recurrence: tuple[str, ...] = ()


def timed(text: str, zone: str = BA) -> dict[str, str]:
    return {"dateTime": text, "timeZone": zone}


CASES = {
    "half past eleven on the last day of a month": Case(
        timed("2026-11-30T23:30:00-03:00"),
        timed("2026-12-01T00:00:00-03:00"),
        date(2026, 11, 30),
        [(0, 1410, 1440)],
        "Monday 30 November, 23:30 to 0",
    ),
    "over midnight into another month": Case(
        timed("2026-11-30T23:30:00-03:00"),
        timed("2026-12-01T00:45:00-03:00"),
        date(2026, 11, 30),
        [(0, 1410, 1440), (1, 0, 45)],
        "Monday 30 November, 23:30 to",
    ),
    "the summer of 2008 at -02": Case(
        timed("2008-01-15T10:00:00-02:00"),
        timed("2008-01-15T11:00:00-02:00"),
        date(2008, 1, 15),
        [(1, 600, 660)],
        "Tuesday 15 January, 10:00 to 11:00",
    ),
    "1999, at -03 with summer time": Case(
        timed("1999-12-01T10:00:00-03:00"),
        timed("1999-12-01T11:00:00-03:00"),
        date(1999, 12, 1),
        [(2, 600, 660)],
        "Wednesday 1 December, 10:00 to 11:00",
    ),
    "a series in Madrid before its clocks change": Case(
        timed("2026-10-22T18:00:00+02:00", "Europe/Madrid"),
        timed("2026-10-22T19:00:00+02:00", "Europe/Madrid"),
        date(2026, 10, 22),
        [(3, 780, 840)],
        "Thursday 22 October, 13",
        ("RRULE:FREQ=WEEKLY;COUNT=3",),
    ),
    "a series in Madrid after its clocks change": Case(
        timed("2026-10-22T18:00:00+02:00", "Europe/Madrid"),
        timed("2026-10-22T19:00:00+02:00", "Europe/Madrid"),
        date(2026, 10, 29),
        [(3, 840, 900)],
        "Thursday 29 October, 14",
        ("RRULE:FREQ=WEEKLY;COUNT=3",),
    ),
}


def show(program: Program, qtbot: QtBot, day: date, summary: str) -> list[Any]:
    program.window.show_day(day)
    grid = program.window.week.grid

    def chips() -> list[Any]:
        return [c for c in grid.pool.shown if c.occurrence and c.occurrence.summary == summary]

    qtbot.waitUntil(lambda: bool(chips()), timeout=5_000)
    return sorted(chips(), key=lambda chip: chip.x())


@pytest.mark.parametrize("name", CASES)
def test_a_timed_class(name: str, qtbot: QtBot, start: Start, demo_server: DemoServer) -> None:
    case = CASES[name]
    body: dict[str, Any] = {"summary": "X", "start": case.start, "end": case.end}
    if case.recurrence:
        body["recurrence"] = list(case.recurrence)
    demo_server.calendar().insert(body)
    program = start()
    chips = show(program, qtbot, case.week_of, "X")
    grid = program.window.week.grid
    stands = []
    for chip in chips:
        at = grid.at(chip.geometry().center().toPointF())
        assert at is not None
        top = (chip.y() - 1) * 60 // grid.hour
        bottom = -(-(chip.y() + chip.height() + 1) * 60 // grid.hour)
        stands.append((at[0], round(top / 15) * 15, round(bottom / 15) * 15))
    assert stands == case.pieces
    assert spoken(program.window.context, chips[0].occurrence).startswith(f"X, {case.words}")


def test_an_all_day_event_stands_on_its_dates_alone(
    qtbot: QtBot, start: Start, demo_server: DemoServer
) -> None:
    demo_server.calendar().insert(
        {"summary": "Trip", "start": {"date": "2026-12-05"}, "end": {"date": "2026-12-07"}}
    )
    program = start()
    week = program.window.week
    week.show_day(date(2026, 12, 5))

    def bars() -> list[Any]:
        return [
            c for c in week.all_day.pool.shown if c.occurrence and c.occurrence.summary == "Trip"
        ]

    qtbot.waitUntil(lambda: len(bars()) == 1)
    (bar,) = bars()
    left = week.grid.at(bar.geometry().center().toPointF())
    assert left is not None
    assert left[0] in (5, 6)
    assert bar.x() >= week.grid.column(5)
    assert bar.x() + bar.width() <= week.grid.column(7)
    week.turn(1)
    assert bars() == []
