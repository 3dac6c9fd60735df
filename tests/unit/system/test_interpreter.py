"""The interpreter's time, shared so that the window comes to its turn."""

import gc
import sys
from collections.abc import Iterator

import pytest

from desktop_app.system import interpreter


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    """Leave the interpreter of the other tests alone."""
    interval = sys.getswitchinterval()
    yield
    sys.setswitchinterval(interval)
    gc.unfreeze()


def test_a_busy_thread_hands_over_within_a_part_of_a_frame() -> None:
    interpreter.share()
    assert sys.getswitchinterval() <= 0.001


def test_what_is_there_for_good_is_not_looked_through_again() -> None:
    kept = [[number] for number in range(1000)]
    interpreter.settle()
    assert gc.get_freeze_count() >= len(kept)
    assert not any(one is kept for one in gc.get_objects())
