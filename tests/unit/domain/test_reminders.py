"""Reminders: each class once, at its time, whatever was slept through."""

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.occurrence import Flag, Occurrence
from desktop_app.domain.reminders import LATE, Mark, due, mark_of, next_due

T = 1_800_000_000
MINUTE = 60


def lesson(name: str = "ana", start: int = T, length: int = 60, flags: int = 0) -> Occurrence:
    end = start + length * MINUTE
    return Occurrence(
        start, end, name, "", name, "cal", int(Flag.LESSON) | flags, name, "", "", "", "", 0, ""
    )


def told(*occurrences: Occurrence, at: int, minutes: tuple[int, ...] = (10,)) -> list[str]:
    return [
        f"{d.occurrence.summary} {d.mark.minutes}" for d in due(occurrences, minutes, at, (), {})
    ]


def test_it_falls_due_at_its_minute_and_not_before() -> None:
    assert told(lesson(), at=T - 10 * MINUTE - 1) == []
    assert told(lesson(), at=T - 10 * MINUTE) == ["ana 10"]
    assert next_due([lesson()], (10,), T - 3600, {}) == T - 10 * MINUTE
    assert next_due([lesson()], (10,), T - 10 * MINUTE, {}) is None


def test_of_several_slept_through_only_the_last_is_told() -> None:
    assert told(lesson(), at=T - MINUTE, minutes=(60, 30, 5)) == ["ana 5"]
    assert told(lesson(), at=T - 31 * MINUTE, minutes=(60, 30, 5)) == ["ana 60"]


def test_one_that_began_is_told_late_but_not_long_after_and_never_when_it_is_over() -> None:
    assert told(lesson(), at=T + 3 * MINUTE) == ["ana 10"]
    assert told(lesson(), at=T + LATE) == []
    assert told(lesson(length=5), at=T + 5 * MINUTE) == []


def test_cancelled_declined_all_day_and_what_is_no_class_are_never_told() -> None:
    for flag in (Flag.CANCELLED, Flag.DECLINED, Flag.ALL_DAY):
        assert told(lesson(flags=int(flag)), at=T) == []
    assert told(lesson()._replace(flags=0), at=T) == []
    assert next_due([lesson(flags=int(Flag.CANCELLED))], (10,), T - 3600, {}) is None


def test_a_class_that_is_moved_is_told_again_for_its_new_time() -> None:
    heard = {mark_of(lesson(), 10)}
    assert due([lesson()], (10,), T - 5 * MINUTE, heard, {}) == []
    assert due([lesson(start=T + 60)], (10,), T - 5 * MINUTE, heard, {}) != []


def test_put_off_it_is_told_when_she_said_and_not_meanwhile() -> None:
    mark = mark_of(lesson(), 10)
    until = T - 4 * MINUTE
    assert due([lesson()], (10, 5), T - 5 * MINUTE, {mark}, {mark: until}) == []
    assert next_due([lesson()], (10,), T - 8 * MINUTE, {mark: until}) == until
    (again,) = due([lesson()], (10, 5), until, {mark}, {mark: until})
    assert again.mark == mark


def test_no_reminders_are_wanted() -> None:
    assert told(lesson(), at=T, minutes=()) == []


starts = st.integers(T, T + 6 * 3600)
lessons = st.lists(
    st.tuples(starts, st.integers(5, 120)), max_size=6, unique_by=lambda one: one[0]
).map(lambda found: [lesson(f"c{n}", start, length) for n, (start, length) in enumerate(found)])
offsets = st.sets(st.integers(0, 90), min_size=1, max_size=4).map(tuple)


@given(lessons, offsets, st.lists(st.integers(0, 40 * MINUTE), max_size=40))
def test_however_the_clock_is_looked_at_each_reminder_is_told_once_and_in_time(
    found: list[Occurrence], minutes: tuple[int, ...], steps: list[int]
) -> None:
    """Awake or asleep for any time between two looks: nothing twice, nothing early, nothing stale."""
    heard: list[Mark] = []
    now = T - 2 * 3600
    for step in steps:
        now += step
        for one in due(found, minutes, now, heard, {}):
            o = one.occurrence
            assert one.mark not in heard
            assert o.start - one.mark.minutes * 60 <= now < min(o.end, o.start + LATE)
            heard.append(one.mark)
    assert len(set(heard)) == len(heard)


@given(lessons, offsets)
def test_who_looks_whenever_something_falls_due_hears_every_reminder_at_its_second(
    found: list[Occurrence], minutes: tuple[int, ...]
) -> None:
    heard: dict[Mark, int] = {}
    now: int | None = T - 3 * 3600
    while now is not None:
        for one in due(found, minutes, now, heard, {}):
            heard[one.mark] = now
        now = next_due(found, minutes, now, {})
    wanted = {mark_of(o, m): o.start - m * 60 for o in found for m in minutes}
    assert heard == wanted


@given(lessons, offsets, st.integers(T - 7200, T + 8 * 3600))
def test_after_any_sleep_a_class_is_told_once_at_most(
    found: list[Occurrence], minutes: tuple[int, ...], woken: int
) -> None:
    names = [one.occurrence.summary for one in due(found, minutes, woken, (), {})]
    assert len(names) == len(set(names))
