"""How stories are told: how many, by which seed, and what happened in them.

`SEED=…` tells the same stories again, `SHRINK=1` looks for the shortest that goes wrong.
"""

import os
import random

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.unit.promises.two_desks import TwoDesks

USUAL = "1"
"""Each `make test` tells the same stories: what fails there is the change's. The long run tells new."""


def tell(
    machine: type[TwoDesks],
    stories: int,
    steps: int,
    usual: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Let so many stories happen, of so many steps each; say by which seed they can be told again,
    and what happened. The seed is SEED, else `usual`, "" for one of its own."""
    shrink = (Phase.shrink,) if os.environ.get("SHRINK") else ()
    number = int(os.environ.get("SEED") or usual or random.randrange(2**32))
    machine.met.clear()
    _say(capsys, f"{stories} stories of {steps} steps, SEED={number}")
    try:
        run_state_machine_as_test(
            seed(number)(machine),
            _min_steps=0 if shrink else steps,
            settings=settings(
                max_examples=stories,
                stateful_step_count=steps,
                phases=(Phase.generate, *shrink),
                deadline=None,
                database=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
    finally:
        met = sorted(machine.met.items())
        _say(capsys, ", ".join(f"{what}: {count}" for what, count in met))


def _say(capsys: pytest.CaptureFixture[str], text: str) -> None:
    """Print where it is seen though all is well."""
    with capsys.disabled():
        print(f"\n{text}")  # noqa: T201
