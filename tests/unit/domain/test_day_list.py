"""What the agenda says of each day: its occurrences, the free time between, empty days."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain import zones
from desktop_app.domain.day_list import Empty, Gap, Item, Stand, day_list, joined
from desktop_app.domain.occurrence import Flag, Occurrence

ZONE = zones.BUENOS_AIRES
MONDAY = date(2026, 11, 23)
FAR = date(2030, 1, 1)


def at(text: str) -> int:
    return zones.epoch(datetime.fromisoformat(text), ZONE)


def row(name: str, start: int, end: int, flags: int = 0) -> Occurrence:
    return Occurrence(start, end, name, "", name, "cal", flags, name, "", "", "", "", 1, ZONE)


def timed(name: str, start: str, end: str, flags: int = 0) -> Occurrence:
    return row(name, at(f"2026-11-{start}"), at(f"2026-11-{end}"), flags)


def told(rows: list[Occurrence], days: int = 7, today: date = FAR) -> list[Item]:
    return day_list(rows, MONDAY, days, ZONE, today)


def test_free_time_between_two_classes_is_told_from_half_an_hour_on() -> None:
    rows = [
        timed("a", "23 09:00", "23 10:00"),
        timed("b", "23 12:00", "23 13:00"),
        timed("c", "23 13:29", "23 14:00"),
    ]
    kinds = [type(item) for item in told(rows, 1)]
    assert kinds == [Stand, Gap, Stand, Stand]
    gap = told(rows, 1)[1]
    assert gap == Gap(MONDAY, at("2026-11-23 10:00"), at("2026-11-23 12:00"))


def test_what_reaches_over_the_next_one_leaves_no_gap_inside_it() -> None:
    rows = [
        timed("long", "23 09:00", "23 12:00"),
        timed("in", "23 09:30", "23 10:00"),
        timed("after", "23 12:00", "23 13:00"),
    ]
    assert not [item for item in told(rows, 1) if isinstance(item, Gap)]


def test_what_does_not_keep_her_busy_does_not_end_a_gap() -> None:
    """Cancelled, declined, shown as free, all day."""
    rows = [
        timed("a", "23 09:00", "23 10:00"),
        timed("x", "23 10:30", "23 11:00", Flag.CANCELLED),
        timed("y", "23 11:00", "23 11:30", Flag.FREE),
        timed("b", "23 12:00", "23 13:00"),
    ]
    gaps = [item for item in told(rows, 1) if isinstance(item, Gap)]
    assert gaps == [Gap(MONDAY, at("2026-11-23 10:00"), at("2026-11-23 12:00"))]


def test_empty_days_stand_together_but_today_stands_alone() -> None:
    rows = [timed("a", "23 09:00", "23 10:00")]
    assert told(rows)[1:] == [Empty(date(2026, 11, 24), date(2026, 11, 29))]
    today = date(2026, 11, 26)
    assert [item.day.day for item in told(rows, today=today)] == [23, 24, 26, 27]


def test_what_lasts_days_stands_on_each_with_its_number() -> None:
    """All day first; what ends at midnight does not stand on the next day."""
    trip = row("trip", at("2026-11-22 00:00") - 3 * 3600, 0, Flag.ALL_DAY)
    first = (date(2026, 11, 22) - date(1970, 1, 1)).days * 86_400
    trip = trip._replace(start=first, end=first + 3 * 86_400)
    night = timed("night", "23 22:00", "24 00:00")
    found = [item for item in told([night, trip], 2) if isinstance(item, Stand)]
    assert [(s.occurrence.summary, s.day.day, s.number, s.days) for s in found] == [
        ("trip", 23, 2, 3),
        ("night", 23, 1, 1),
        ("trip", 24, 3, 3),
    ]


@given(
    st.lists(st.tuples(st.integers(-3000, 13000), st.integers(0, 4000)), max_size=20),
    st.integers(1, 9),
)
def test_every_day_is_told_once_and_in_order(spans: list[tuple[int, int]], days: int) -> None:
    """Whatever stands on it."""
    start = at("2026-11-23 00:00")
    rows = [row(str(i), start + a * 60, start + (a + b) * 60) for i, (a, b) in enumerate(spans)]
    covered: list[int] = []
    for item in told(rows, days):
        last = item.last if isinstance(item, Empty) else item.day
        for day in range(item.day.toordinal(), last.toordinal() + 1):
            if not covered or covered[-1] != day:
                covered.append(day)
    assert covered == list(range(MONDAY.toordinal(), MONDAY.toordinal() + days))


@given(
    st.lists(st.tuples(st.integers(-3000, 13000), st.integers(0, 4000)), max_size=8),
    st.integers(1, 8),
    st.integers(-2, 10),
)
def test_days_read_in_two_parts_are_told_as_in_one(
    spans: list[tuple[int, int]], cut: int, today: int
) -> None:
    """Wherever they are cut, and wherever today is."""
    start = at("2026-11-23 00:00")
    rows = [row(str(i), start + a * 60, start + (a + b) * 60) for i, (a, b) in enumerate(spans)]
    now, middle = MONDAY + timedelta(days=today), MONDAY + timedelta(days=cut)
    parts = (
        day_list(rows, MONDAY, cut, ZONE, now),
        day_list(rows, middle, 9 - cut, ZONE, now),
    )
    assert joined(*parts, now) == day_list(rows, MONDAY, 9, ZONE, now)
