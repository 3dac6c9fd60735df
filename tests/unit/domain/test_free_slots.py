"""Where a new class finds room."""

from datetime import date

import pytest

from desktop_app.domain.free_slots import (
    Offer,
    WorkingHours,
    busy_times,
    free_spans,
    next_free,
    offered_days,
)
from desktop_app.domain.occurrence import Flag, Occurrence
from desktop_app.domain.zones import BUENOS_AIRES, local
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


def spans(now: str, *busy: tuple[str, str], length: int = 60) -> list[str]:
    days = [date(2026, 11, day) for day in (24, 25, 28)]  # the last one is a Saturday
    taken = [(at(start), at(end)) for start, end in busy]
    found = free_spans(at(now), taken, WorkingHours(9 * 60, 12 * 60), days, length, BUENOS_AIRES)
    return [f"{local(low, BUENOS_AIRES):%d %H:%M}-{local(high, BUENOS_AIRES):%H:%M}"
            for low, high in found]  # fmt: skip


def test_free_times_are_what_is_left_of_the_working_hours() -> None:
    assert spans("2026-11-23 08:00") == ["24 09:00-12:00", "25 09:00-12:00"]
    busy = (("2026-11-24 10:00", "2026-11-24 10:30"), ("2026-11-24 10:15", "2026-11-24 11:00"))
    assert spans("2026-11-23 08:00", *busy)[:2] == ["24 09:00-10:00", "24 11:00-12:00"]


def test_free_times_begin_now_and_leave_out_what_is_too_short() -> None:
    assert spans("2026-11-24 10:40")[0] == "24 11:00-12:00"
    busy = ("2026-11-24 09:45", "2026-11-24 10:30")
    assert spans("2026-11-24 08:00", busy)[0] == "24 10:30-12:00"
    assert spans("2026-11-24 08:00", busy, length=45)[0] == "24 09:00-09:45"


def test_what_fills_or_crosses_a_day_leaves_nothing_of_it() -> None:
    assert spans("2026-11-24 08:00", ("2026-11-23 22:00", "2026-11-24 13:00")) == ["25 09:00-12:00"]
    assert spans("2026-11-25 12:00") == []


@pytest.mark.parametrize(
    ("offer", "first", "last"), [("week", 23, 29), ("next", 30, 6), ("both", 23, 6)]
)
def test_whole_weeks_are_offered(offer: Offer, first: int, last: int) -> None:
    days = offered_days(offer, date(2026, 11, 27))  # a Friday
    assert (days[0].day, days[-1].day) == (first, last)
    assert len(days) == (14 if offer == "both" else 7)


def test_what_is_declined_cancelled_free_or_of_a_whole_day_keeps_nobody_busy() -> None:
    row = Occurrence(10, 20, "a", "", "a", "cal", 0, "Ana", "", "", "", "", 1, BUENOS_AIRES)
    assert busy_times([row, row._replace(start=15, flags=int(Flag.SERIES))]) == [(10, 20), (15, 20)]
    for flag in (Flag.ALL_DAY, Flag.FREE, Flag.CANCELLED, Flag.DECLINED):
        assert busy_times([row._replace(flags=int(flag))]) == []
