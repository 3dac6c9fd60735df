"""Wall time and epoch seconds."""

from datetime import date, datetime

import pytest

from desktop_app.domain import zones
from desktop_app.domain.zones import BUENOS_AIRES


def test_old_names_are_the_same_zone() -> None:
    assert zones.zone("America/Buenos_Aires") is zones.zone(BUENOS_AIRES)
    assert zones.normal("Etc/UTC") == "UTC"


@pytest.mark.parametrize("name", ["Nowhere/Town", "", "../etc/passwd", "/etc/localtime"])
def test_an_unknown_zone_is_told(name: str) -> None:
    assert not zones.known(name)
    with pytest.raises(KeyError):
        zones.zone(name)


def test_a_day_in_2008_began_at_its_own_offset() -> None:
    assert zones.day_start(date(2008, 1, 15), BUENOS_AIRES) % 86_400 == 2 * 3600
    assert zones.day_start(date(2026, 1, 15), BUENOS_AIRES) % 86_400 == 3 * 3600


def test_a_time_that_happens_twice_is_its_first_and_one_that_is_skipped_moves_on() -> None:
    madrid = "Europe/Madrid"
    twice = zones.epoch(datetime(2026, 10, 25, 2, 30), madrid)
    assert zones.local(twice, madrid).utcoffset() == zones.local(twice - 60, madrid).utcoffset()
    skipped = zones.epoch(datetime(2026, 3, 29, 2, 30), madrid)
    assert zones.local(skipped, madrid).hour == 3


def test_the_week_starts_on_monday() -> None:
    assert zones.week_start(date(2026, 11, 29)) == date(2026, 11, 23)
