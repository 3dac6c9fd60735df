"""Rescheduling by hand: what each drag means, in any week, across any clock change."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain import zones
from desktop_app.domain.event import AllDay, Timed, When
from desktop_app.domain.reschedule import FINE, STEP, Grip, Spot, dragged, drawn, nudged, shifted

BA = zones.BUENOS_AIRES
MADRID = "Europe/Madrid"
ZONES = st.sampled_from([BA, MADRID, "America/New_York", "Australia/Lord_Howe", "UTC"])
# Both clock changes of Madrid and of New York lie in here.
DAYS = st.dates(date(2026, 3, 1), date(2026, 11, 30))
MINUTES = st.integers(0, 1440)
STEPS = st.sampled_from([STEP, FINE])
LENGTHS = st.integers(1, 23 * 60).map(lambda minutes: minutes * 60)


def at(text: str, zone: str = BA) -> int:
    return zones.epoch(datetime.fromisoformat(text), zone)


def timed(start: str, end: str, own: str = BA) -> Timed:
    return Timed(at(start), at(end), own)


def spot(day: int, clock: str | None = None) -> Spot:
    minute = None if clock is None else int(clock[:2]) * 60 + int(clock[3:])
    return Spot(date(2026, 11, day), minute)


def move(when: When, grabbed: Spot, to: Spot, step: int = STEP) -> When:
    return dragged(when, "whole", grabbed, to, BA, step, 60)


def test_a_class_keeps_where_it_was_grabbed() -> None:
    """Taken at its middle and dropped two days on, half an hour later."""
    moved = move(
        timed("2026-11-24 15:00", "2026-11-24 16:00"), spot(24, "15:32"), spot(26, "16:01")
    )
    assert moved == timed("2026-11-26 15:30", "2026-11-26 16:30")


def test_odd_minutes_stay_when_only_the_day_changes() -> None:
    """10:05 on another day is 10:05; later the same day it comes onto the quarters."""
    odd = timed("2026-11-24 10:05", "2026-11-24 10:50")
    assert move(odd, spot(24, "10:20"), spot(25, "10:24")) == timed(
        "2026-11-25 10:05", "2026-11-25 10:50"
    )
    assert move(odd, spot(24, "10:20"), spot(24, "10:34")) == timed(
        "2026-11-24 10:15", "2026-11-24 11:00"
    )


def test_alt_goes_by_five_minutes() -> None:
    """The finer steps."""
    one = timed("2026-11-24 10:00", "2026-11-24 11:00")
    assert move(one, spot(24, "10:00"), spot(24, "10:06"), FINE) == timed(
        "2026-11-24 10:05", "2026-11-24 11:05"
    )


def test_the_last_quarter_of_a_day_goes_over_midnight() -> None:
    """A class may begin at 23:45 and never slips into the day before or after."""
    one = timed("2026-11-24 22:00", "2026-11-24 23:00")
    assert move(one, spot(24, "22:00"), spot(24, "24:00")) == timed(
        "2026-11-24 23:45", "2026-11-25 00:45"
    )
    assert move(one, spot(24, "22:30"), spot(24, "00:10")) == timed(
        "2026-11-24 00:00", "2026-11-24 01:00"
    )


def test_what_lies_over_midnight_is_moved_by_either_half() -> None:
    """The half after midnight takes the other along."""
    night = timed("2026-11-24 23:00", "2026-11-25 01:00")
    assert move(night, spot(25, "00:30"), spot(27, "00:30")) == timed(
        "2026-11-26 23:00", "2026-11-27 01:00"
    )


def test_hours_dropped_on_a_day_are_all_day_and_back() -> None:
    """Between the hours and the all-day row; in a month the hours stay."""
    one = timed("2026-11-24 15:00", "2026-11-24 16:00")
    day = AllDay(date(2026, 11, 26), date(2026, 11, 27))
    assert move(one, spot(24, "15:10"), spot(26)) == day
    assert move(day, spot(26), spot(25, "09:08")) == timed("2026-11-25 09:15", "2026-11-25 10:15")
    assert move(one, spot(24), spot(26)) == timed("2026-11-26 15:00", "2026-11-26 16:00")


def test_edges_stretch_and_never_cross() -> None:
    """At least one step remains; an end may go over midnight, never a whole day on."""
    one = timed("2026-11-24 15:00", "2026-11-24 16:00")

    def pull(grip: Grip, to: Spot) -> When:
        return dragged(one, grip, to, to, BA, STEP, 60)

    assert pull("end", spot(24, "16:40")) == timed("2026-11-24 15:00", "2026-11-24 16:45")
    assert pull("end", spot(24, "10:00")) == timed("2026-11-24 15:00", "2026-11-24 15:15")
    assert pull("start", spot(24, "14:20")) == timed("2026-11-24 14:15", "2026-11-24 16:00")
    assert pull("start", spot(24, "23:00")) == timed("2026-11-24 15:45", "2026-11-24 16:00")
    assert pull("end", spot(25, "01:00")) == timed("2026-11-24 15:00", "2026-11-25 01:00")
    assert pull("end", spot(27, "01:00")) == timed("2026-11-24 15:00", "2026-11-25 14:45")


def test_bars_move_and_stretch_by_days() -> None:
    """Their order of first and last day is kept."""
    bar = AllDay(date(2026, 11, 24), date(2026, 11, 26))
    assert move(bar, spot(25), spot(28)) == AllDay(date(2026, 11, 27), date(2026, 11, 29))
    assert dragged(bar, "end", spot(25), spot(27), BA, STEP, 60) == AllDay(
        date(2026, 11, 24), date(2026, 11, 28)
    )
    assert dragged(bar, "end", spot(25), spot(20), BA, STEP, 60) == AllDay(
        date(2026, 11, 24), date(2026, 11, 25)
    )
    assert dragged(bar, "start", spot(24), spot(30), BA, STEP, 60) == AllDay(
        date(2026, 11, 25), date(2026, 11, 26)
    )


def test_a_timed_bar_of_several_days_keeps_its_hours() -> None:
    """Its edges go by days, as the row has no hours."""
    trip = timed("2026-11-24 18:00", "2026-11-27 00:00")
    assert move(trip, spot(25), spot(26, "10:00")) == timed("2026-11-25 18:00", "2026-11-28 00:00")
    assert dragged(trip, "end", spot(26), spot(27), BA, STEP, 60) == timed(
        "2026-11-24 18:00", "2026-11-28 00:00"
    )


def test_drawing_goes_both_ways() -> None:
    """Down from where it began, or up to it; on the all-day row it takes days."""
    assert drawn(spot(25, "12:05"), spot(25, "13:20"), BA, STEP) == timed(
        "2026-11-25 12:00", "2026-11-25 13:30"
    )
    assert drawn(spot(25, "12:05"), spot(25, "11:10"), BA, STEP) == timed(
        "2026-11-25 11:00", "2026-11-25 12:15"
    )
    assert drawn(spot(25), spot(23), BA, STEP) == AllDay(date(2026, 11, 23), date(2026, 11, 26))


@given(DAYS, MINUTES, LENGTHS, ZONES, ZONES, DAYS, MINUTES, MINUTES, STEPS)
def test_a_move_keeps_length_and_zone_and_lands_on_the_day_under_the_hand(
    day: date,
    minute: int,
    length: int,
    zone: str,
    own: str,
    to: date,
    at_: int,
    grab: int,
    step: int,
) -> None:
    """Whatever the clock does in between: only an hour that does not exist is read otherwise."""
    start = zones.epoch(
        datetime.combine(day, datetime.min.time()) + timedelta(minutes=minute), zone
    )
    when = Timed(start, start + length, own)
    first = zones.day_of(start, zone)
    moved = dragged(when, "whole", Spot(first, grab), Spot(to, at_), zone, step, 60)
    assert isinstance(moved, Timed)
    assert moved.end - moved.start == length
    assert moved.zone == own
    wall = zones.local(moved.start, zone)
    assert wall.date() == to
    before = zones.local(start, zone)
    there_and_back = zones.epoch(wall.replace(tzinfo=None), zone) == moved.start
    same_minute = (wall.hour, wall.minute) == (before.hour, before.minute)
    assert same_minute or wall.minute % step == 0 or not there_and_back


@given(DAYS, MINUTES, LENGTHS, ZONES, MINUTES, MINUTES, STEPS)
def test_a_hand_that_comes_back_changes_nothing(
    day: date, minute: int, length: int, zone: str, grab: int, away: int, step: int
) -> None:
    """Dropped where it was taken, it is the very same time."""
    start = zones.day_start(day, zone) + minute * 60
    when = Timed(start, start + length, zone)
    grabbed = Spot(zones.day_of(start, zone), grab)
    assert dragged(when, "whole", grabbed, grabbed, zone, step, 60) == when
    bar = AllDay(day, day + timedelta(days=1 + away % 5))
    assert dragged(bar, "whole", Spot(day, None), Spot(day, None), zone, step, 60) == bar


@given(DAYS, MINUTES, LENGTHS, ZONES, DAYS, MINUTES, STEPS, st.sampled_from(["start", "end"]))
def test_a_stretched_class_is_never_empty_nor_a_whole_day_long(
    day: date, minute: int, length: int, zone: str, to: date, at_: int, step: int, grip: Grip
) -> None:
    """And the other edge does not move."""
    start = zones.day_start(day, zone) + minute * 60
    when = Timed(start, start + length, zone)
    moved = dragged(when, grip, Spot(day, 0), Spot(to, at_), zone, step, 60)
    assert isinstance(moved, Timed)
    assert step * 60 <= moved.end - moved.start < 86_400
    assert moved.end == when.end if grip == "start" else moved.start == when.start


@given(DAYS, MINUTES, MINUTES, ZONES, STEPS)
def test_what_is_drawn_ends_after_it_starts_and_holds_the_press(
    day: date, pressed: int, to: int, zone: str, step: int
) -> None:
    """On any day, also one that a clock change makes longer or shorter."""
    when = drawn(Spot(day, pressed), Spot(day, to), zone, step)
    assert isinstance(when, Timed)
    assert step * 60 <= when.end - when.start <= 25 * 3600
    wall = zones.local(when.start, zone)
    if zones.epoch(wall.replace(tzinfo=None), zone) == when.start and wall.minute % STEP == 0:
        assert wall.date() == day


@given(DAYS, MINUTES, st.integers(-40, 40), ZONES, ZONES)
def test_another_day_is_the_same_wall_time(
    day: date, minute: int, days: int, zone: str, own: str
) -> None:
    """What a copy to another week is: 15:00 stays 15:00."""
    start = zones.day_start(day, zone) + minute * 60
    wall = zones.local(start, zone)
    moved = shifted(Timed(start, start + 3600, own), days, zone)
    assert isinstance(moved, Timed)
    assert moved.end - moved.start == 3600
    assert moved.zone == own
    there = zones.local(moved.start, zone)
    if zones.epoch(there.replace(tzinfo=None), zone) == moved.start and there.hour == wall.hour:
        assert (there.date() - wall.date()).days == days
        assert there.minute == wall.minute


@given(st.integers(0, 2**31), LENGTHS, ZONES, st.sampled_from([-1, 1]))
def test_keys_move_by_quarters_as_time_goes_and_back(
    start: int, length: int, zone: str, way: int
) -> None:
    when = Timed(start, start + length, MADRID)
    moved = nudged(when, 0, way * STEP, zone)
    assert moved == Timed(start + way * 900, start + way * 900 + length, MADRID)
    assert nudged(moved, 0, -way * STEP, zone) == when


def test_keys_move_by_days_on_the_clock_and_whole_days_by_days_alone() -> None:
    when = timed("2026-03-28 10:00", "2026-03-28 11:00")
    assert nudged(when, 1, 0, BA) == timed("2026-03-29 10:00", "2026-03-29 11:00")
    spring = Timed(at("2026-03-28 10:00", MADRID), at("2026-03-28 11:00", MADRID), MADRID)
    start = at("2026-03-29 10:00", MADRID)
    assert nudged(spring, 1, 0, MADRID) == Timed(start, start + 3600, MADRID)
    whole = AllDay(date(2026, 11, 24), date(2026, 11, 26))
    assert nudged(whole, -1, 0, BA) == AllDay(date(2026, 11, 23), date(2026, 11, 25))
    assert nudged(whole, 0, STEP, BA) == whole
