"""Expansion against libical, over every rule that Google Calendar's own dialog can make."""

import os
import time as clock
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from desktop_app.domain import zones
from desktop_app.domain.event import AllDay, Event, Timed
from desktop_app.domain.projection import Family
from desktop_app.domain.recurrence import expand
from tests.unit.domain import libical

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ZONES = (
    "America/Argentina/Buenos_Aires",
    "America/New_York",
    "America/Santiago",
    "America/Sao_Paulo",
    "Asia/Kolkata",
    "Asia/Tokyo",
    "Australia/Lord_Howe",
    "Australia/Sydney",
    "Europe/London",
    "Europe/Madrid",
    "Pacific/Auckland",
    "Pacific/Chatham",
    "UTC",
)
MOST = 300
YEARS = 30


class Series(NamedTuple):
    """A series as the dialog makes it: `rule` without its end, which is `times` or `until`."""

    first: datetime
    zone: str
    rule: str
    times: int
    until: date | None
    left_out: frozenset[int]  # which occurrences were cancelled by EXDATE


@st.composite
def series(draw: st.DrawFn) -> Series:
    day = draw(st.dates(date(2005, 1, 1), date(2036, 12, 31)))
    minute = draw(st.integers(0, 95)) * 15
    first = datetime.combine(day, time()) + timedelta(minutes=minute)
    end = draw(st.sampled_from(["never", "count", "until"]))
    return Series(
        first,
        draw(st.sampled_from(ZONES)),
        draw(rules(day)),
        draw(st.integers(1, 60)) if end == "count" else 0,
        day + timedelta(days=draw(st.integers(0, 1500))) if end == "until" else None,
        draw(st.frozensets(st.integers(0, 20), max_size=4)),
    )


@st.composite
def rules(draw: st.DrawFn, day: date) -> str:
    """Return a rule whose first occurrence is on `day`, as the dialog sees to."""
    every = f"INTERVAL={draw(st.integers(1, 6))}"
    week = draw(st.sampled_from(["", ";WKST=SU", ";WKST=MO"]))
    name = DAYS[day.weekday()]
    nth = (day.day - 1) // 7 + 1
    last = (day + timedelta(days=7)).month != day.month
    choices = [
        f"FREQ=DAILY{week};{every}",
        f"FREQ=MONTHLY{week};{every}",
        f"FREQ=MONTHLY{week};{every};BYMONTHDAY={day.day}",
        f"FREQ=MONTHLY{week};{every};BYDAY={nth}{name}",
        f"FREQ=YEARLY{week};{every}",
    ]
    if last:
        choices.append(f"FREQ=MONTHLY{week};{every};BYDAY=-1{name}")
    if day.weekday() < 5:
        choices.append("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR")
    days = draw(st.sets(st.sampled_from(DAYS))) | {name}
    weekly = ",".join(d for d in DAYS if d in days)
    choices += [f"FREQ=WEEKLY{week};{every};BYDAY={weekly}", f"FREQ=WEEKLY{week};{every}"]
    return draw(st.sampled_from(choices))


def check_timed(made: Series) -> None:
    rule, theirs = _ended(made, _utc(made.until, made.zone) if made.until else "")
    walls = libical.walls(theirs, made.first, MOST)
    gone = [wall for n, wall in enumerate(walls) if n in made.left_out]
    lines = [f"RRULE:{rule}"]
    if gone:
        stamps = ",".join(f"{wall:%Y%m%dT%H%M%S}" for wall in gone)
        lines.append(f"EXDATE;TZID={made.zone}:{stamps}")
    start = zones.epoch(made.first, made.zone)
    # No event can begin at a wall time that a clock change skips.
    assume(zones.local(start, made.zone).replace(tzinfo=None) == made.first)
    event = Event("s", "c", Timed(start, start + 3600, made.zone), recurrence=tuple(lines))
    expected = [_epoch(wall, made.zone) for wall in walls if wall not in gone]
    _hold(event, start, expected, len(walls) == MOST)


def check_all_day(made: Series) -> None:
    first = datetime.combine(made.first.date(), time())
    rule, theirs = _ended(made, f"{made.until:%Y%m%d}" if made.until else "")
    walls = libical.walls(theirs, first, MOST)
    gone = [wall for n, wall in enumerate(walls) if n in made.left_out]
    lines = [f"RRULE:{rule}", *(f"EXDATE;VALUE=DATE:{wall:%Y%m%d}" for wall in gone)]
    when = AllDay(first.date(), first.date() + timedelta(days=1))
    event = Event("s", "c", when, recurrence=tuple(lines))
    expected = [_stamp(wall) for wall in walls if wall not in gone]
    _hold(event, _stamp(first), expected, len(walls) == MOST)


def _hold(event: Event, start: int, expected: list[int], cut: bool) -> None:
    """Compare over as many years as libical was asked for, then in a window of their middle."""
    end = start + YEARS * 366 * 86_400
    if cut:
        end = min(end, expected[-1] + 1)
    expected = [at for at in expected if at < end]
    assert _starts(event, start - 86_400, end) == expected
    if len(expected) > 8:
        low, high = expected[len(expected) // 2], expected[len(expected) // 2 + 3]
        assert _starts(event, low, high) == [at for at in expected if low <= at < high]


def _starts(event: Event, start: int, end: int) -> list[int]:
    found = expand(Family(event, {}), start, end)
    # What began before reaches into the range, and bare dates come with a day to spare.
    return sorted(row.start for row in found if start <= row.start < end)


def _ended(made: Series, until: str) -> tuple[str, str]:
    """Return the rule with its end, as Google writes it and as libical is asked: in wall time."""
    if made.times:
        return f"{made.rule};COUNT={made.times}", f"{made.rule};COUNT={made.times}"
    if made.until:
        return f"{made.rule};UNTIL={until}", f"{made.rule};UNTIL={made.until:%Y%m%d}T235959Z"
    return made.rule, made.rule


def _utc(day: date, zone: str) -> str:
    """Return the last second of `day`, as the dialog writes UNTIL of a timed series: in UTC."""
    end = _epoch(datetime.combine(day, time(23, 59, 59)), zone)
    return f"{datetime.fromtimestamp(end, UTC):%Y%m%dT%H%M%SZ}"


def _epoch(wall: datetime, zone: str) -> int:
    """Return when a wall time is, by the C library; what a clock change skips or repeats by ours.

    RFC 5545 (3.3.5) has the first of two, and the offset before a gap: test_zones.py holds that.
    """
    known = ZoneInfo(zone)
    offsets = {wall.replace(tzinfo=known, fold=fold).utcoffset() for fold in (0, 1)}
    if len(offsets) > 1:
        return zones.epoch(wall, zone)
    with c_zone(zone):
        return int(clock.mktime((*wall.timetuple()[:8], -1)))


@contextmanager
def c_zone(name: str) -> Iterator[None]:
    """Let the C library be in a zone for a while."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = name
    clock.tzset()
    try:
        yield
    finally:
        if before is None:
            del os.environ["TZ"]
        else:
            os.environ["TZ"] = before
        clock.tzset()


def _stamp(wall: datetime) -> int:
    return int(wall.replace(tzinfo=UTC).timestamp())


CHECKS = pytest.mark.parametrize("check", [check_timed, check_all_day], ids=["timed", "all day"])
THOROUGH = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@CHECKS
def test_series_stand_where_libical_has_them(check: Callable[[Series], None]) -> None:
    settings(THOROUGH, max_examples=1000)(given(series())(check))()


@pytest.mark.long
@pytest.mark.timeout(1200)
@CHECKS
def test_many_more_series_stand_where_libical_has_them(check: Callable[[Series], None]) -> None:
    settings(THOROUGH, max_examples=10_000)(given(series())(check))()
