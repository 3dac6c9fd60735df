"""Where a new class finds room."""

from desktop_app.domain.free_slots import WorkingHours, next_free
from desktop_app.domain.zones import BUENOS_AIRES
from tests.unit.domain.build import at

HOURS = WorkingHours()


def slot(now: str, *busy: tuple[str, str], hours: WorkingHours = HOURS, length: int = 60) -> int:
    taken = [(at(start), at(end)) for start, end in busy]
    return next_free(at(now), taken, hours, length, BUENOS_AIRES)


def test_the_next_round_half_hour_is_taken() -> None:
    assert slot("2026-11-24 10:07") == at("2026-11-24 10:30")
    assert slot("2026-11-24 10:30") == at("2026-11-24 10:30")


def test_a_class_that_would_overlap_is_put_after() -> None:
    busy = ("2026-11-24 10:30", "2026-11-24 11:30")
    assert slot("2026-11-24 10:07", busy) == at("2026-11-24 11:30")
    assert slot("2026-11-24 09:07", busy) == at("2026-11-24 09:30")


def test_an_evening_goes_on_next_morning_and_a_friday_on_monday() -> None:
    assert slot("2026-11-24 19:30") == at("2026-11-25 09:00")
    assert slot("2026-11-27 21:00") == at("2026-11-30 09:00")


def test_no_room_in_two_weeks_still_gives_a_time() -> None:
    assert slot("2026-11-24 10:07", hours=WorkingHours(600, 630)) == at("2026-11-24 10:30")
    full = ("2026-11-01 00:00", "2027-01-01 00:00")
    assert slot("2026-11-24 10:07", full) == at("2026-11-24 10:30")
