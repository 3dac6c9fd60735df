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


def test_a_zone_is_named_by_its_city_its_name_or_as_it_is_shown() -> None:
    names = zones.choices()
    for text in ("madrid", "Europe/Madrid", "Madrid (Europe)", " MADRID "):
        assert zones.named(text, names) == "Europe/Madrid"
    assert zones.named("bogota", names) == "America/Bogota"
    assert zones.named("Atlantis", names) == ""
    assert zones.named("", names) == ""


def test_a_zone_stands_once_among_the_choices() -> None:
    names = zones.choices()
    assert len(set(names)) == len(names)
    assert "America/Buenos_Aires" not in names and BUENOS_AIRES in names
    assert zones.named("buenos aires", names) == BUENOS_AIRES
    assert not any(name.startswith(("Etc/", "US/", "GB")) for name in names)


def test_every_choice_is_found_again_as_it_is_shown() -> None:
    names = zones.choices()
    assert [zones.named(zones.spoken(name), names) for name in names] == names
