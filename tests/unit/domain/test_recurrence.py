"""Expansion: where the occurrences of a family stand."""

from dataclasses import replace
from datetime import date

import pytest

from desktop_app.domain.event import AllDay, Event, Timed, original_key
from desktop_app.domain.occurrence import Flag, Occurrence
from desktop_app.domain.projection import Family
from desktop_app.domain.recurrence import CannotExpandError, expand
from desktop_app.domain.zones import BUENOS_AIRES, epoch, local
from tests.unit.domain.build import at, series, single, timed


def starts(rows: list[Occurrence], zone: str) -> list[str]:
    return [f"{local(row.start, zone):%Y-%m-%d %H:%M}" for row in sorted(rows)]


def expanded(event: Event, start: str, end: str, zone: str = BUENOS_AIRES) -> list[str]:
    return starts(expand(Family(event, {}), at(start, zone), at(end, zone)), zone)


def test_a_single_event_stands_whatever_the_range() -> None:
    event = single(timed("2008-01-15 10:00", "2008-01-15 11:00"))
    assert len(expand(Family(event, {}), at("2026-01-01"), at("2027-01-01"))) == 1


def test_a_weekly_class_keeps_its_hour_in_buenos_aires() -> None:
    event = series("2026-11-03 15:00", "RRULE:FREQ=WEEKLY;BYDAY=TU")
    assert expanded(event, "2026-11-01", "2026-11-30") == [
        "2026-11-03 15:00",
        "2026-11-10 15:00",
        "2026-11-17 15:00",
        "2026-11-24 15:00",
    ]


def test_wall_time_stays_across_a_clock_change_of_the_series_own_zone() -> None:
    event = series("2026-10-22 18:00", "RRULE:FREQ=WEEKLY", "Europe/Madrid")
    assert expanded(event, "2026-10-20", "2026-11-01", "Europe/Madrid") == [
        "2026-10-22 18:00",
        "2026-10-29 18:00",
    ]
    # Clocks went back on the 25th: an hour later in Buenos Aires from then on.
    assert expanded(event, "2026-10-20", "2026-11-01") == ["2026-10-22 13:00", "2026-10-29 14:00"]


def test_summer_time_of_2008_and_1999_is_that_years_own() -> None:
    summer = single(timed("2008-01-15 10:00", "2008-01-15 11:00"))
    assert epoch_of(summer) == 1_200_398_400  # 12:00 UTC: that summer was at -02
    assert local(epoch_of(summer), "UTC").hour == 12
    old = single(timed("1999-12-01 10:00", "1999-12-01 11:00"))
    assert local(epoch_of(old), "UTC").hour == 13


def epoch_of(event: Event) -> int:
    assert isinstance(event.when, Timed)
    return event.when.start


@pytest.mark.parametrize(
    ("line", "dates"),
    [
        ("RRULE:FREQ=WEEKLY;UNTIL=20261117T180000Z", ["03", "10", "17"]),
        ("RRULE:FREQ=WEEKLY;UNTIL=20261117T175959Z", ["03", "10"]),
        ("RRULE:FREQ=WEEKLY;UNTIL=20261110", ["03", "10"]),
        ("RRULE:FREQ=WEEKLY;COUNT=2", ["03", "10"]),
        ("RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=2", ["03", "17"]),
        ("RRULE:FREQ=DAILY;COUNT=3", ["03", "04", "05"]),
        ("RRULE:FREQ=WEEKLY;WKST=MO;BYDAY=TU,TH;COUNT=3", ["03", "05", "10"]),
    ],
)
def test_the_ends_of_a_rule(line: str, dates: list[str]) -> None:
    found = expanded(series("2026-11-03 15:00", line), "2026-11-01", "2026-12-01")
    assert [text[8:10] for text in found] == dates


@pytest.mark.parametrize(
    "exdate",
    [
        "EXDATE;TZID=America/Argentina/Buenos_Aires:20261110T150000",
        "EXDATE;TZID=America/Buenos_Aires:20261110T150000",
        "EXDATE;TZID=Europe/Madrid:20261110T190000",
        "EXDATE:20261110T180000Z",
        "EXDATE;VALUE=DATE:20261110",
    ],
)
def test_an_exdate_takes_an_occurrence_out_however_it_is_written(exdate: str) -> None:
    event = series("2026-11-03 15:00", "RRULE:FREQ=WEEKLY;COUNT=3", more=(exdate,))
    assert [text[8:10] for text in expanded(event, "2026-11-01", "2026-12-01")] == ["03", "17"]


def test_an_rdate_adds_one() -> None:
    event = series(
        "2026-11-03 15:00", "RRULE:FREQ=WEEKLY;COUNT=2", more=("RDATE:20261105T180000Z",)
    )
    assert [text[8:10] for text in expanded(event, "2026-11-01", "2026-12-01")] == [
        "03",
        "05",
        "10",
    ]


def test_an_exception_stands_where_it_was_moved_and_nowhere_else() -> None:
    master = series("2026-11-03 15:00", "RRULE:FREQ=WEEKLY;COUNT=2")
    key = original_key(at("2026-11-10 15:00"))
    moved = replace(
        master,
        id=f"{master.id}_{key}",
        recurrence=(),
        recurring_event_id=master.id,
        original=key,
        when=timed("2026-11-11 09:00", "2026-11-11 10:00"),
    )
    rows = expand(Family(master, {key: moved}), at("2026-11-01"), at("2026-12-01"))
    assert starts(rows, BUENOS_AIRES) == ["2026-11-03 15:00", "2026-11-11 09:00"]
    assert {row.original for row in rows} == {"20261103T180000Z", key}


def test_a_cancelled_occurrence_is_gone_and_a_cancelled_master_takes_all() -> None:
    master = series("2026-11-03 15:00", "RRULE:FREQ=WEEKLY;COUNT=2")
    key = original_key(at("2026-11-10 15:00"))
    gone = Event(
        f"{master.id}_{key}",
        "cal",
        None,
        status="cancelled",
        recurring_event_id=master.id,
        original=key,
    )
    family = Family(master, {key: gone})
    assert len(expand(family, at("2026-11-01"), at("2026-12-01"))) == 1
    dead = Family(replace(master, status="cancelled"), {key: replace(gone, status="confirmed")})
    assert expand(dead, at("2026-11-01"), at("2026-12-01")) == []


def test_an_exception_without_its_master_stands_alone() -> None:
    alone = Event(
        "m_20261110T180000Z",
        "cal",
        timed("2026-11-10 16:00", "2026-11-10 17:00"),
        recurring_event_id="m",
        original="20261110T180000Z",
    )
    rows = expand(Family(None, {alone.original: alone}), at("2026-01-01"), at("2027-01-01"))
    assert [(row.family, row.original) for row in rows] == [("m", "20261110T180000Z")]


def test_an_all_day_series_stands_on_dates() -> None:
    event = Event(
        "h",
        "cal",
        AllDay(date(2026, 11, 23), date(2026, 11, 24)),
        recurrence=("RRULE:FREQ=YEARLY;COUNT=3",),
    )
    rows = expand(Family(event, {}), epoch_utc("2026-01-01"), epoch_utc("2028-12-31"))
    assert [row.first_day.isoformat() for row in rows] == [
        "2026-11-23",
        "2027-11-23",
        "2028-11-23",
    ]
    assert all(row.has(Flag.ALL_DAY) and row.has(Flag.SERIES) for row in rows)


def epoch_utc(day: str) -> int:
    return at(day, "UTC")


def test_only_the_asked_range_of_an_endless_series_is_expanded() -> None:
    event = series("2010-01-05 15:00", "RRULE:FREQ=WEEKLY")
    assert len(expanded(event, "2026-11-02", "2026-11-30")) == 4


def test_an_occurrence_over_midnight_touches_both_days() -> None:
    event = series("2026-11-30 23:30", "RRULE:FREQ=DAILY;COUNT=1")
    assert expanded(event, "2026-12-01", "2026-12-02") == ["2026-11-30 23:30"]
    assert epoch_of(event) == epoch(local(epoch_of(event), BUENOS_AIRES).replace(tzinfo=None),
                                    BUENOS_AIRES)  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "RRULE:FREQ=NONSENSE",
        "EXRULE:FREQ=DAILY",
        "RRULE:COUNT=x",
        "RRULE:FREQ=SECONDLY",
        "RRULE:FREQ=DAILY;INTERVAL=0",
        "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "RRULE:FREQ=YEARLY;BYMONTH=4,6;BYMONTHDAY=-31",
        "RRULE:FREQ=YEARLY;BYMONTH=13;BYMONTHDAY=1",
    ],
)
def test_what_cannot_be_expanded_here_says_so(line: str) -> None:
    with pytest.raises(CannotExpandError):
        expanded(series("2026-11-03 15:00", line), "2026-11-01", "2026-12-01")
