"""How a class repeats: read, written and read again; and cut, which needs no form."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain import rule as rules
from desktop_app.domain import series
from desktop_app.domain.event import AllDay, Event, Timed, When, original_key
from desktop_app.domain.projection import Family
from desktop_app.domain.recurrence import expand
from desktop_app.domain.rule import Rule
from tests.unit.domain.build import at, timed
from tests.unit.domain.build import series as weekly

TUESDAY = timed("2026-12-01 22:30", "2026-12-01 23:30")  # the next day in UTC
DAY = AllDay(date(2026, 12, 1), date(2026, 12, 2))


@pytest.mark.parametrize(
    ("rule", "when", "lines"),
    [
        (Rule(), TUESDAY, ["RRULE:FREQ=WEEKLY;BYDAY=TU"]),
        (
            Rule(weekdays=(2, 0), interval=2, until=date(2026, 12, 18)),
            TUESDAY,
            ["RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;UNTIL=20261219T025959Z"],
        ),
        (Rule(until=date(2026, 12, 18)), DAY, ["RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20261218"]),
        (Rule("DAILY", count=5), DAY, ["RRULE:FREQ=DAILY;COUNT=5"]),
        (Rule("MONTHLY", nth=1), TUESDAY, ["RRULE:FREQ=MONTHLY;BYDAY=1TU"]),
        (Rule("YEARLY"), TUESDAY, ["RRULE:FREQ=YEARLY"]),
        (
            Rule(left_out=frozenset({date(2026, 12, 8), date(2026, 12, 15)})),
            TUESDAY,
            [
                "RRULE:FREQ=WEEKLY;BYDAY=TU",
                "EXDATE;TZID=America/Argentina/Buenos_Aires:20261208T223000,20261215T223000",
            ],
        ),
        (
            Rule(left_out=frozenset({date(2026, 12, 8)})),
            DAY,
            ["RRULE:FREQ=WEEKLY;BYDAY=TU", "EXDATE;VALUE=DATE:20261208"],
        ),
    ],
)
def test_a_rule_is_written_as_google_does(rule: Rule, when: When, lines: list[str]) -> None:
    assert list(rules.lines(rule, when)) == lines
    assert rules.lines(rules.parse(lines, when) or Rule(), when) == tuple(lines)


@given(
    st.builds(
        Rule,
        st.sampled_from(rules.FREQUENCIES),
        st.integers(1, 4),
        st.just(()),
        st.just(0),
        st.none() | st.dates(date(2026, 12, 2), date(2028, 1, 1)),
        st.just(0),
        st.frozensets(st.dates(date(2026, 12, 2), date(2027, 6, 1)), max_size=4),
    ),
    st.sampled_from([TUESDAY, DAY]),
)
def test_what_is_written_is_read_again(rule: Rule, when: When) -> None:
    if rule.frequency == "WEEKLY":
        rule = replace(rule, weekdays=(1,))
    assert rules.parse(rules.lines(rule, when), when) == rule


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["RDATE:20261208T130000Z"],
        ["RRULE:FREQ=WEEKLY", "RRULE:FREQ=DAILY"],
        ["RRULE:FREQ=WEEKLY", "RDATE:20261208T130000Z"],
        ["RRULE:FREQ=DAILY;BYHOUR=9,10"],
        ["RRULE:FREQ=MONTHLY;BYDAY=2WE"],
        ["RRULE:FREQ=MONTHLY;BYMONTHDAY=7"],
        ["RRULE:FREQ=YEARLY;BYMONTH=3"],
        ["RRULE:FREQ=WEEKLY;INTERVAL=2;WKST=SU"],
        ["RRULE:FREQ=HOURLY"],
        ["RRULE:FREQ=WEEKLY;BYDAY=XX"],
        ["EXRULE:FREQ=WEEKLY"],
    ],
)
def test_what_no_form_can_show_is_told_apart(lines: list[str]) -> None:
    assert rules.parse(lines, TUESDAY) is None


def test_google_s_spellings_of_the_same_are_read() -> None:
    found = rules.parse(["RRULE:FREQ=WEEKLY;WKST=MO;UNTIL=20261222T130000Z;BYDAY=TU"], TUESDAY)
    assert found == Rule(weekdays=(1,), until=date(2026, 12, 22))
    assert rules.parse(["RRULE:FREQ=MONTHLY;BYSETPOS=1;BYDAY=TU"], TUESDAY) == Rule(
        "MONTHLY", nth=1
    )
    out = rules.parse(["EXDATE:20261209T013000Z", "RRULE:FREQ=WEEKLY"], TUESDAY)
    assert out is None  # the rule comes first wherever Google writes it
    out = rules.parse(["RRULE:FREQ=WEEKLY", "EXDATE:20261209T013000Z"], TUESDAY)
    assert out is not None and out.left_out == {date(2026, 12, 8)}
    assert rules.nth_of(date(2026, 12, 29)) == -1


# --- cut in two

WEEKLY = "RRULE:FREQ=WEEKLY"
ADDED = at("2026-12-09 10:00")


def starts(master: Event) -> list[int]:
    return sorted(
        row.start for row in expand(Family(master, {}), at("2026-01-01"), at("2028-01-01"))
    )


@pytest.mark.parametrize(
    ("rule", "more"),
    [
        ("RRULE:FREQ=WEEKLY;COUNT=9", ()),
        ("RRULE:FREQ=WEEKLY;UNTIL=20270301T030000Z", ()),
        ("RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=11", ()),
        ("RRULE:FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=12", ()),
        ("RRULE:FREQ=MONTHLY;BYDAY=1TU;COUNT=7", ()),
        (
            "RRULE:FREQ=WEEKLY;COUNT=8",
            (
                "EXDATE;TZID=America/Argentina/Buenos_Aires:20261208T100000,20261229T100000",
                "RDATE:20261209T130000Z,20270109T130000Z",
            ),
        ),
    ],
)
@pytest.mark.parametrize("place", [1, 2, 3, 4])
def test_both_halves_together_are_the_whole(rule: str, more: tuple[str, ...], place: int) -> None:
    master = weekly("2026-12-01 10:00", rule, more=more)
    assert isinstance(master.when, Timed)
    whole = starts(master)
    original = original_key(whole[place])
    if whole[place] == ADDED:
        with pytest.raises(series.CannotMoveError):
            series.after(master, original)
        return
    first = replace(master, recurrence=series.before(master, original))
    when = series.regular(master, original)
    rest = replace(master, id="rest", when=when, recurrence=series.after(master, original))
    assert starts(first) == whole[:place]
    assert starts(rest) == whole[place:]
    assert series.is_first(rest, original)
    assert not series.is_first(master, original)
    assert all(series.has_place(master, original_key(start)) for start in whole)
    assert not series.has_place(first, original)


def test_a_series_whose_wall_time_is_skipped_by_a_clock_change_keeps_its_place() -> None:
    master = weekly("2026-03-22 02:30", WEEKLY, "Europe/Madrid")
    place = starts(master)[1]  # on the 29th clocks go from 2 to 3
    assert series.has_place(master, original_key(place))
