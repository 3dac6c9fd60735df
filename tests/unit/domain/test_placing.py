"""A series moved as a whole: what it has then is what it had, each at its new place."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain import placing, shift, zones
from desktop_app.domain import rule as rules
from desktop_app.domain.event import Event, Timed, moved, original_key, original_start
from desktop_app.domain.projection import Family
from desktop_app.domain.recurrence import expand
from desktop_app.domain.rule import Rule
from desktop_app.domain.series import CannotMoveError
from tests.unit.domain.build import at, series, timed

FAR = at("2027-12-01")


def days(master: Event) -> list[date]:
    """Return the days that a series has until FAR."""
    rows = expand(Family(master, {}), at("2026-01-01"), FAR)
    return sorted(zones.day_of(row.start, zones.BUENOS_AIRES) for row in rows)


def place_of(day: date) -> str:
    return original_key(at(f"{day} 10:00"))


def day_of(place: str) -> date:
    start = original_start(place)
    assert isinstance(start, int)
    return zones.day_of(start, zones.BUENOS_AIRES)


def carried_off(master: Event, place: date, there: date) -> tuple[Event, list[date]]:
    """Return the series with its `place` at `there`, and the days to which its places went."""
    assert isinstance(master.when, Timed)
    shown = moved(master.when, at(f"{place} 10:00"))
    found = placing.placed(
        master, place_of(place), shown, timed(f"{there} 10:00", f"{there} 11:00")
    )
    places = [place_of(day) for day in days(master)]
    went = [found.carried(place) for place in places]
    kept = json.loads(json.dumps(found.shift.as_json()))
    home = placing.carrier(found.when, master.when, shift.of_json(kept).back())
    assert [home(place) for place in went] == places
    return replace(master, when=found.when, recurrence=found.lines), sorted(map(day_of, went))


@pytest.mark.parametrize(
    ("start", "rule", "place", "there", "expected"),
    [
        # A later day becomes the first: none of the week it begins in is lost.
        ("2026-12-07", "BYDAY=MO,WE;COUNT=4", "2026-12-14", "2026-12-17", "9 10 16 17"),
        # An earlier one does: none is gained that is not of the series.
        ("2026-12-02", "BYDAY=MO,WE;COUNT=4", "2026-12-02", "2026-11-29", "29 6 7 14"),
        # The end moves with the last of them, in both directions.
        ("2026-12-04", "UNTIL=20261225T025959Z", "2026-12-04", "2026-12-01", "1 8 15"),
        ("2026-12-04", "UNTIL=20261225T025959Z", "2026-12-18", "2026-12-04", "20 27 4"),
        (
            "2026-12-04",
            "BYDAY=MO,FR;UNTIL=20261215T025959Z",
            "2026-12-07",
            "2026-12-12",
            "4 11 12 19",
        ),
        # A month's first Tuesday is the day before its first Wednesday in some months only.
        ("2026-12-01", "1TU", "2026-12-01", "2026-12-02", "2 6 3 3"),
    ],
)
def test_none_is_lost_and_none_gained(
    start: str, rule: str, place: str, there: str, expected: str
) -> None:
    line = f"RRULE:FREQ=WEEKLY;{rule}"
    if rule[0].isdigit():
        line = f"RRULE:FREQ=MONTHLY;BYDAY={rule};UNTIL=20270303T025959Z"
    master = series(f"{start} 10:00", line)
    new, went = carried_off(master, date.fromisoformat(place), date.fromisoformat(there))
    assert days(new) == went
    assert [day.day for day in went] == [int(text) for text in expected.split()]


@given(
    st.frozensets(st.integers(0, 6), min_size=1, max_size=4),
    st.integers(1, 3),
    st.sampled_from(["", "count", "until"]),
    st.frozensets(st.dates(date(2026, 12, 1), date(2027, 1, 31)), max_size=2),
    st.integers(1, 9),
    st.integers(-16, 16).filter(bool),
)
def test_a_weekly_series_has_what_it_had_or_says_that_it_cannot(
    weekdays: frozenset[int],
    interval: int,
    ends: str,
    left_out: frozenset[date],
    nth: int,
    by: int,
) -> None:
    first = next(
        day
        for day in (date(2026, 12, 1) + timedelta(days=n) for n in range(7))
        if day.weekday() in weekdays
    )
    rule = Rule(
        interval=interval,
        weekdays=tuple(sorted(weekdays)),
        count=12 if ends == "count" else 0,
        until=date(2027, 4, 1) if ends == "until" else None,
        left_out=left_out,
    )
    when = timed(f"{first} 10:00", f"{first} 11:00")
    master = Event("m", "cal", when, recurrence=rules.lines(rule, when))
    place = days(master)[nth] if len(days(master)) > nth else days(master)[0]
    try:
        new, went = carried_off(master, place, place + timedelta(days=by))
    except CannotMoveError:
        there = (place + timedelta(days=by)).weekday()
        assert there in weekdays - {place.weekday()} or interval > 1
        return
    # Without an end the last weeks before FAR go out of sight, or come in.
    seen = FAR // 86_400 - 30
    upto = date(1970, 1, 1) + timedelta(days=seen)
    assert [d for d in days(new) if ends or d < upto] == [d for d in went if ends or d < upto]


def test_what_would_put_two_classes_on_one_day_is_refused() -> None:
    master = series("2026-12-07 10:00", "RRULE:FREQ=WEEKLY;BYDAY=MO,WE")
    with pytest.raises(CannotMoveError):
        carried_off(master, date(2026, 12, 7), date(2026, 12, 9))


@pytest.mark.parametrize("there", ["2026-12-08", "2026-12-09"])
def test_a_date_of_other_hours_leaves_out_no_class_once_the_series_moves(there: str) -> None:
    out = "EXDATE;TZID=America/Argentina/Buenos_Aires:20261215T090000"
    master = series("2026-12-01 10:00", "RRULE:FREQ=WEEKLY;COUNT=4", more=(out,))
    assert len(days(master)) == 4
    assert isinstance(master.when, Timed)
    wanted = timed(f"{there} 09:00", f"{there} 10:00")
    shown = moved(master.when, at("2026-12-08 10:00"))
    found = placing.placed(master, place_of(date(2026, 12, 8)), shown, wanted)
    assert len(days(replace(master, when=found.when, recurrence=found.lines))) == 4
