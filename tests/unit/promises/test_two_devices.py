"""Two devices, a phone and Google for a thousand steps, and for tens of thousands (two_devices.py)."""

import pytest

from tests.unit.promises.telling import USUAL, tell
from tests.unit.promises.two_devices import TwoDevices

STEPS = 40
"""In one story; each begins with empty files and ends with everybody agreeing."""

pytestmark = [pytest.mark.expects_log, pytest.mark.usefixtures("small_pages")]


def test_nothing_is_lost_and_nothing_doubled_in_a_thousand_steps(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tell(TwoDevices, 25, STEPS, USUAL, capsys)


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_nothing_is_lost_and_nothing_doubled_in_tens_of_thousands_of_steps(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tell(TwoDevices, 1000, STEPS, "", capsys)
