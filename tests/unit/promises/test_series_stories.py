"""Series, moves, undo and redo on two devices for 200 steps, and for thousands
(series_stories.py). `SEED=…` and `SHRINK=1` as in test_two_devices.py."""

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from desktop_app.google import calendar
from tests.unit.promises.series_stories import SeriesStories
from tests.unit.promises.test_two_devices import SHRINK, USUAL, say, told_by

STEPS = 25
"""In one story; each begins with empty files and ends with everybody agreeing."""

pytestmark = pytest.mark.expects_log


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pull has several pages, so that it can end between them."""
    monkeypatch.setattr(calendar, "LIST", calendar.LIST | {"maxResults": 3})


def live_through(stories: int, usual: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Let so many stories happen; say by which seed they can be told again, and what happened."""
    SeriesStories.met.clear()
    number = told_by(usual)
    say(capsys, f"{stories} stories of {STEPS} steps with series, SEED={number}")
    try:
        run_state_machine_as_test(
            seed(number)(SeriesStories),
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
        met = sorted(SeriesStories.met.items())
        say(capsys, ", ".join(f"{what}: {count}" for what, count in met))


def test_series_and_what_is_taken_back_keep_their_promises(
    capsys: pytest.CaptureFixture[str],
) -> None:
    live_through(8, USUAL, capsys)


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_series_and_what_is_taken_back_keep_them_for_thousands_of_steps(
    capsys: pytest.CaptureFixture[str],
) -> None:
    live_through(300, "", capsys)
