"""Swipes: a gesture is one turn, a notch is one turn, and nothing is skipped."""

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.ui.swipe import PAUSE, Swipe


def test_each_notch_of_a_wheel_turns_once() -> None:
    swipe = Swipe()
    assert [swipe.steps(a, 0, n * 0.01) for n, a in enumerate([120, 120, -120, 60, 60])] == [
        1, 1, -1, 0, 1,
    ]  # fmt: skip


def test_a_swipe_turns_once_however_long_it_rolls_on() -> None:
    swipe = Swipe()
    turns = [swipe.steps(0, 30, n * 0.016, begins=n == 0, rolls_on=n > 8) for n in range(60)]
    assert sum(turns) == 1
    assert swipe.steps(0, -90, 60 * 0.016, begins=True) == -1


@given(st.lists(st.integers(-60, 60).filter(bool), min_size=1, max_size=80))
def test_no_gesture_of_a_touchpad_skips_a_week(pixels: list[int]) -> None:
    swipe = Swipe()
    assert abs(sum(swipe.steps(0, p, n * 0.01) for n, p in enumerate(pixels))) <= 1


@given(st.lists(st.integers(-240, 240), max_size=60))
def test_a_wheel_of_fine_steps_loses_nothing(angles: list[int]) -> None:
    swipe = Swipe()
    turned = sum(swipe.steps(a, 0, n * PAUSE / 2) for n, a in enumerate(angles))
    assert abs(turned * 120 - sum(angles)) < 120
