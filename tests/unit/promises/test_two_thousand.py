"""Two thousand changes made offline, and a server that takes six hundred requests a minute."""

import os
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from desktop_app.demo import DemoServer
from desktop_app.usecases.new_lesson import creation
from tests.unit.promises.desk import HOUR, Clock, Desk
from tests.unit.promises.in_process import POINTS, Crash, InProcess, Points

MANY = 2_000
A_MINUTE = 600
LATENCY = 0.03
"""Simulated seconds that a request takes: without a limit, two thousand a minute."""
SEED = int(os.environ.get("SEED", random.randrange(2**32)))


class Wire(InProcess):
    """A request takes its time, by the simulated clock."""

    clock: Clock

    def request(self, uri: str, *args: object, **options: object) -> object:
        self.clock.seconds += LATENCY
        return super().request(uri, *args, **options)


@pytest.fixture
def points() -> Points:
    return Points()


@pytest.fixture
def desk(points: Points) -> Iterator[Desk]:
    """A desk with two thousand classes made while there was no network; in memory where there is
    a file system for that, else it would be the disk that is measured."""
    memory = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(dir=memory if memory.is_dir() else None))
    clock = Clock()
    server = DemoServer(clock=clock)
    wire = Wire(server, points)
    wire.clock = clock
    made = Desk(folder, server, clock, http=wire)
    drafts = [
        creation(made.account, f"class{n:04d}", {"summary": f"Clase {n}", "when": at(n)}, clock())
        for n in range(MANY)
    ]
    made.store.record(drafts, clock())
    server.pace.most = A_MINUTE
    yield made
    made.close()
    server.stop()
    shutil.rmtree(folder)


def at(number: int) -> list[object]:
    start = 1_795_618_800 + number * HOUR
    return ["timed", start, start + HOUR, "America/Argentina/Buenos_Aires"]


def test_they_go_out_as_fast_as_google_lets_them_whatever_interrupts_it(
    desk: Desk, points: Points
) -> None:
    chance = random.Random(SEED)
    points.watch(desk.store)
    cuts = 0
    while unsent(desk) > MANY / 2:
        cuts += 1
        stop = chance.choice([stop_after(chance.randrange(100)), never])
        with points.crash_at(chance.choice(POINTS), chance.randrange(200)):
            try:
                desk.run(cancelled=stop)
            except Crash:
                stop = never
        if stop is never:
            desk.start_anew()
            points.watch(desk.store)
        desk.clock.seconds += chance.choice([1.0, 60.0])
    assert cuts > 5
    begun, waiting, seen = desk.clock(), unsent(desk), list[int]()
    while left := unsent(desk):
        desk.run(sending=partial(count_down, seen, left))
        desk.clock.seconds += desk.wait
    assert seen == list(range(waiting - 1, -1, -1))  # each one is told, and the count never rises
    assert desk.clock() - begun < 3 * 60 * waiting / A_MINUTE  # backing off costs some
    assert desk.server.pace.refused < MANY / 20
    there = Counter(event["summary"] for event in desk.server.calendar().live)
    assert there == {f"Clase {n}": 1 for n in range(MANY)}


def unsent(desk: Desk) -> int:
    """Return how many changes wait; none may stand among what needs her."""
    counts = desk.store.counts(desk.account.sub)
    assert counts.attention == 0
    return counts.unsent


def never() -> bool:
    return False


def count_down(left: list[int], waiting: int, sent: int) -> None:
    """Write down how many are left, as the badge shows it."""
    left.append(waiting - sent)


def stop_after(number: int) -> Callable[[], bool]:
    """Return what says, after it was asked so often, that it is enough."""
    asked = iter(range(number))
    return lambda: next(asked, None) is None
