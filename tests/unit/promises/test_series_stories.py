"""Series, moves, undo and redo on two devices for 200 steps, and for thousands
(series_stories.py)."""

import pytest

from tests.unit.promises.series_stories import SeriesStories
from tests.unit.promises.telling import USUAL, tell

STEPS = 25
"""In one story; each begins with empty files and ends with everybody agreeing."""

pytestmark = [pytest.mark.expects_log, pytest.mark.usefixtures("small_pages")]


def test_series_and_what_is_taken_back_keep_their_promises(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tell(SeriesStories, 8, STEPS, USUAL, capsys)


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_series_and_what_is_taken_back_keep_them_for_thousands_of_steps(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tell(SeriesStories, 300, STEPS, "", capsys)
