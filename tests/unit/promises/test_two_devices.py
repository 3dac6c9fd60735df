"""Two devices, a phone and Google for a thousand steps, and for tens of thousands (two_devices.py).

`SEED=…` tells the same stories again, `SHRINK=1` looks for the shortest that goes wrong.
"""

import os
import random

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from desktop_app.google import calendar
from tests.unit.promises.two_devices import TwoDevices

STEPS = 40
"""In one story; each begins with empty files and ends with everybody agreeing."""
USUAL = "1"
"""Each `make test` tells the same stories: what fails there is the change's. The long run tells new."""
SHRINK = (Phase.shrink,) if os.environ.get("SHRINK") else ()

pytestmark = pytest.mark.expects_log


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pull has several pages, so that it can end between them."""
    monkeypatch.setattr(calendar, "LIST", calendar.LIST | {"maxResults": 3})


def told_by(usual: str) -> int:
    """Return the seed of the stories: SEED, else `usual`, "" for one of its own."""
    return int(os.environ.get("SEED") or usual or random.randrange(2**32))


def live_through(stories: int, usual: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Let so many stories happen; say by which seed they can be told again, and what happened."""
    TwoDevices.met.clear()
    number = told_by(usual)
    say(capsys, f"{stories} stories of {STEPS} steps, SEED={number}")
    try:
        run_state_machine_as_test(
            seed(number)(TwoDevices),
            _min_steps=0 if SHRINK else STEPS,
            settings=settings(
                max_examples=stories,
                stateful_step_count=STEPS,
                phases=(Phase.generate, *SHRINK),
                deadline=None,
                database=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
    finally:
        met = sorted(TwoDevices.met.items())
        say(capsys, ", ".join(f"{what}: {count}" for what, count in met))


def say(capsys: pytest.CaptureFixture[str], text: str) -> None:
    """Print where it is seen though all is well."""
    with capsys.disabled():
        print(f"\n{text}")  # noqa: T201


def test_nothing_is_lost_and_nothing_doubled_in_a_thousand_steps(
    capsys: pytest.CaptureFixture[str],
) -> None:
    live_through(25, USUAL, capsys)


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_nothing_is_lost_and_nothing_doubled_in_tens_of_thousands_of_steps(
    capsys: pytest.CaptureFixture[str],
) -> None:
    live_through(1000, "", capsys)
