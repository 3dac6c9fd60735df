"""A whole day of Aula by a simulated clock, the network coming and going: nothing piles up."""

import gc
import os
import random
import threading
from pathlib import Path

import pytest

from desktop_app.sync.pacing import HIDDEN
from desktop_app.usecases.sync_now import Wake
from tests.unit.services.life import Life

QUARTER = 900.0
SEED = int(os.environ.get("SEED", random.randrange(2**32)))
TIMES = {"timeZone": "UTC", "dateTime": "2026-12-01T10:00:00Z"}
ON_THE_PHONE = {"summary": "Del teléfono", "start": TIMES, "end": TIMES}
WARM = 4
"""Hours until all that is loaded once is there."""


class Weight:
    """What the process holds on to: bytes in memory, objects, handles, threads."""

    def __init__(self) -> None:
        gc.collect()
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        self.bytes = pages * os.sysconf("SC_PAGE_SIZE")
        self.handles = len(os.listdir("/proc/self/fd"))
        self.threads = threading.active_count()


@pytest.mark.expects_log
def test_a_day_with_the_network_going_on_and_off(
    life: Life, capsys: pytest.CaptureFixture[str]
) -> None:
    chance = random.Random(SEED)
    made, requests = 0, 0
    weights: list[Weight] = []
    for hour in range(24):
        awake = hour < 14  # then the lid stays open, and the window hidden
        life.sync.set_visible(awake)
        life.settle()
        for _ in range(4):
            away = chance.uniform(0, QUARTER) if chance.random() < 0.6 else 0.0
            if away:
                life.server.faults.add(cut="before")
                life.live(away)
                life.server.faults.clear()
                life.wake(Wake.NETWORK)
            if awake:
                life.make()
                life.wake(Wake.EDIT)
                made += 1
            life.live(QUARTER - away)
        life.server.calendar().insert(ON_THE_PHONE)
        asked = len(life.server.requests)
        # A read whose connection is cut is asked once more, so a failed pass counts twice.
        assert asked < (200 if awake else 100), f"{asked} requests in hour {hour}"
        requests += asked
        for kept in (life.server.requests, life.reports, life.badges):  # by this test, not by Aula
            kept.clear()
        weights.append(Weight())
    life.live(HIDDEN)
    assert len(life.there()) == made
    assert len(life.there("Del teléfono")) == 24
    assert life.here() == []
    warm, last = weights[WARM], weights[-1]
    with capsys.disabled():
        grown = (last.bytes - warm.bytes) / 2**20
        print(f"\n{requests} requests in 24 hours, {grown:+.1f} MiB, SEED={SEED}")  # noqa: T201 - what a long run found
    assert last.handles <= warm.handles + 1  # the one connection may be open, or not
    assert last.threads <= warm.threads + 1
    assert last.bytes - warm.bytes < 4 * 2**20
