"""Copies of a class: what goes along, where they stand, what they clash with."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain import zones
from desktop_app.domain.copying import copied, duplicate_at, in_the_way, pasted_at, plan_week
from desktop_app.domain.event import AllDay, Event, Guest, Meeting, Timed, when_of, with_fields
from desktop_app.domain.lesson import Lesson
from desktop_app.domain.occurrence import Flag, Occurrence

BA = zones.BUENOS_AIRES
WORK = range(5)


def at(text: str) -> int:
    return zones.epoch(datetime.fromisoformat(text), BA)


def row(start: str, end: str, name: str = "Ana", flags: int = int(Flag.LESSON)) -> Occurrence:
    return Occurrence(at(start), at(end), "e", "", "e", "cal", flags, name, "", "", "", "", 1, BA)


def test_a_copy_has_no_code_no_link_no_booking_and_no_series_of_its_own() -> None:
    """What makes the class what it is goes along."""
    lesson = Lesson(
        "K7M-4QX", "grupal", 6, 4, focus="debate", price="$ 1", booked_by="web",
        payment_reference="p1", status="done", students=("s1", "s2"),
    )  # fmt: skip
    event = Event(
        "e", "cal", Timed(0, 3600, BA), summary="Grupo", color_id="5", recurrence=("RRULE:X",),
        guests=(Guest("me@x.ar", is_self=True), Guest("ana@x.ar", "Ana", "declined")),
        meeting=Meeting("ready", "https://meet.google.com/x", request_id="r"), lesson=lesson,
    )  # fmt: skip
    fields = copied(event, Timed(7200, 10_800, BA))
    blank = Event("n", "cal", None)
    made = with_fields(blank, fields)
    assert made.lesson == Lesson(
        "", "grupal", 6, 0, focus="debate", price="$ 1", students=("s1", "s2")
    )
    assert (made.summary, made.color_id, made.recurrence) == ("Grupo", "5", ())
    assert made.when == Timed(7200, 10_800, BA)
    assert made.guests == (Guest("ana@x.ar", "Ana", "needsAction"),)
    assert made.meeting == Meeting()


def test_a_copy_of_what_only_she_was_invited_to_has_no_guests() -> None:
    """Her own answer was for the first one."""
    alone = Event("e", "cal", Timed(0, 60, BA), guests=(Guest("me@x.ar", is_self=True),))
    assert with_fields(Event("n", "cal", None), copied(alone, Timed(0, 60, BA))).guests == ()


def test_a_duplicate_takes_the_same_hour_of_the_next_day_that_has_it_free() -> None:
    """Tuesday is taken, so Wednesday; from Friday it goes over the weekend."""
    monday = Timed(at("2026-11-23 15:00"), at("2026-11-23 16:00"), BA)
    taken = [row("2026-11-24 15:30", "2026-11-24 16:30")]
    wednesday = Timed(at("2026-11-25 15:00"), at("2026-11-25 16:00"), BA)
    assert duplicate_at(monday, taken, WORK, BA) == wednesday
    friday = Timed(at("2026-11-27 15:00"), at("2026-11-27 16:00"), BA)
    assert duplicate_at(friday, [], WORK, BA) == Timed(
        at("2026-11-30 15:00"), at("2026-11-30 16:00"), BA
    )


def test_a_class_of_a_saturday_may_be_duplicated_to_a_sunday() -> None:
    """She works on what is no working day already."""
    saturday = Timed(at("2026-11-28 10:00"), at("2026-11-28 11:00"), BA)
    assert duplicate_at(saturday, [], WORK, BA) == Timed(
        at("2026-11-29 10:00"), at("2026-11-29 11:00"), BA
    )


def test_with_no_day_free_the_duplicate_takes_the_next_one() -> None:
    """A warning, never a block."""
    always = [row("2026-11-01 00:00", "2026-12-31 00:00")]
    monday = Timed(at("2026-11-23 15:00"), at("2026-11-23 16:00"), BA)
    assert duplicate_at(monday, always, WORK, BA) == Timed(
        at("2026-11-24 15:00"), at("2026-11-24 16:00"), BA
    )


def test_pasting_takes_the_hour_pointed_at_or_its_own() -> None:
    """And leaves days days."""
    one = Timed(at("2026-11-23 15:00"), at("2026-11-23 16:30"), BA)
    thursday = date(2026, 11, 26)
    assert pasted_at(one, thursday, 600, BA) == Timed(
        at("2026-11-26 10:00"), at("2026-11-26 11:30"), BA
    )
    assert pasted_at(one, thursday, None, BA) == Timed(
        at("2026-11-26 15:00"), at("2026-11-26 16:30"), BA
    )
    days = AllDay(date(2026, 11, 23), date(2026, 11, 25))
    assert pasted_at(days, thursday, 600, BA) == AllDay(thursday, date(2026, 11, 28))


def test_what_does_not_take_her_time_is_in_nobodys_way() -> None:
    """Whole days, free time, cancelled and declined ones; an end meets a start."""
    when = Timed(at("2026-11-23 15:00"), at("2026-11-23 16:00"), BA)
    same = ("2026-11-23 15:00", "2026-11-23 16:00")
    for flag in (Flag.ALL_DAY, Flag.FREE, Flag.CANCELLED, Flag.DECLINED):
        assert in_the_way(when, [row(*same, flags=int(Flag.LESSON | flag))]) == []
    assert in_the_way(when, [row("2026-11-23 16:00", "2026-11-23 17:00")]) == []
    assert len(in_the_way(when, [row(*same)])) == 1
    assert in_the_way(AllDay(date(2026, 11, 23), date(2026, 11, 24)), [row(*same)]) == []


def test_a_copied_week_leaves_out_what_comes_by_itself() -> None:
    """Series, cancelled ones, what is no class; and tells what is there already."""
    before = [
        row("2026-11-16 15:00", "2026-11-16 16:00", "Ana"),
        row("2026-11-17 15:00", "2026-11-17 16:00", "Series", int(Flag.LESSON | Flag.SERIES)),
        row("2026-11-18 15:00", "2026-11-18 16:00", "Gone", int(Flag.LESSON | Flag.CANCELLED)),
        row("2026-11-19 15:00", "2026-11-19 16:00", "Dentist", 0),
        row("2026-11-20 15:00", "2026-11-20 16:00", "Luis"),
    ]
    now = [
        row("2026-11-23 15:00", "2026-11-23 16:00", "Ana"),
        row("2026-11-27 15:30", "2026-11-27 16:30", "Sofía"),
    ]
    ana, luis = plan_week(before, now, 7, BA)
    assert (ana.source.summary, ana.there) == ("Ana", True)
    assert (luis.when.start, luis.there) == (at("2026-11-27 15:00"), False)
    assert [c.summary for c in luis.clashes] == ["Sofía"]


@given(
    st.dates(date(2026, 1, 1), date(2026, 12, 1)),
    st.integers(0, 1425),
    st.integers(5, 240),
    st.sampled_from([BA, "Europe/Madrid", "America/New_York"]),
)
def test_a_duplicate_is_as_long_later_and_free(
    day: date, minute: int, length: int, zone: str
) -> None:
    """Whatever stands there."""
    start = zones.day_start(day, zone) + minute * 60
    when = Timed(start, start + length * 60, zone)
    taken = [
        Occurrence(s, s + 3600, "e", "", "e", "c", 2, "x", "", "", "", "", 1, zone)
        for s in range(start + 86_400, start + 4 * 86_400, 43_200)
    ]
    there = duplicate_at(when, taken, WORK, zone)
    assert isinstance(there, Timed)
    assert there.end - there.start == length * 60
    assert there.start > when.start
    assert not in_the_way(there, taken)
    assert when_of(copied(Event("e", "c", when), there)["when"]) == there


def test_the_day_of_a_copy_is_counted_on_the_clock_of_the_display_zone() -> None:
    """An hour before midnight in Madrid is still that day there."""
    start = zones.epoch(datetime(2026, 3, 27, 23), "Europe/Madrid")
    moved = pasted_at(Timed(start, start + 3600, BA), date(2026, 3, 30), None, "Europe/Madrid")
    assert isinstance(moved, Timed)
    assert zones.local(moved.start, "Europe/Madrid").replace(tzinfo=None) == datetime(
        2026, 3, 30
    ) - timedelta(hours=1) + timedelta(days=1)
