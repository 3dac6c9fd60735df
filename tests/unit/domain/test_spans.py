"""Which days each view shows, and where a turn leads."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.spans import VIEWS, Span, ViewName, reach, span, turned, within

TUESDAY = date(2026, 11, 24)
WORKING = (0, 1, 2, 3, 4)


@pytest.mark.parametrize(
    ("view", "first", "days"),
    [
        ("day", TUESDAY, 1),
        ("work_week", date(2026, 11, 23), 5),
        ("week", date(2026, 11, 23), 7),
        ("month", date(2026, 10, 26), 42),
        ("agenda", TUESDAY, 7),
        ("year", date(2026, 1, 1), 365),
    ],
)
def test_a_view_shows_the_days_around_its_day(view: ViewName, first: date, days: int) -> None:
    assert span(view, TUESDAY, WORKING) == Span(first, days)


def test_a_work_week_goes_from_the_first_working_day_to_the_last() -> None:
    assert span("work_week", TUESDAY, (1, 5)) == Span(TUESDAY, 5)
    assert span("work_week", TUESDAY, ()) == Span(date(2026, 11, 23), 7)


def test_a_month_of_four_whole_weeks_takes_four_rows() -> None:
    assert span("month", date(2027, 2, 10), WORKING) == Span(date(2027, 2, 1), 28)


def test_a_turn_keeps_the_day_of_the_month_where_there_is_one() -> None:
    assert turned("month", date(2026, 12, 31), 2) == date(2027, 2, 28)
    assert turned("year", date(2028, 2, 29), 1) == date(2029, 2, 28)
    assert turned("work_week", TUESDAY, -1) == date(2026, 11, 17)
    assert turned("day", TUESDAY, 1) == date(2026, 11, 25)


@given(
    st.sampled_from(VIEWS),
    st.dates(date(1950, 1, 1), date(2100, 1, 1)),
    st.integers(-30, 30),
)
def test_turns_land_in_spans_that_hold_their_day(view: ViewName, day: date, steps: int) -> None:
    after = turned(view, day, steps)
    shown = span(view, day, range(7))
    assert day in shown and shown.end - timedelta(days=1) in shown and shown.end not in shown
    if steps:
        assert (after > day) == (steps > 0)


def test_nobody_turns_farther_than_one_goes_to_a_date() -> None:
    first, last = reach(TUESDAY)
    assert (first, last) == (date(1970, 1, 1), date(2036, 12, 31))
    assert within(date(2036, 12, 30), TUESDAY, TUESDAY) == date(2036, 12, 30)
    assert within(date(2050, 1, 1), TUESDAY, TUESDAY) == last
    assert within(date(1950, 1, 1), TUESDAY, TUESDAY) == first
    out = date(2040, 5, 1)  # an event of then was found
    assert within(date(2040, 5, 8), out, TUESDAY) == out
    assert within(date(2040, 4, 24), out, TUESDAY) == date(2040, 4, 24)
