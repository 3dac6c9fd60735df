"""Which class is now or next, and what else is to come today."""

from desktop_app.domain.next_class import AHEAD, coming
from desktop_app.domain.occurrence import Flag, Occurrence

NOW = 1_800_000_000
HOUR = 3600
TOMORROW = NOW + 8 * HOUR


def one(name: str, start: int, flags: int = Flag.LESSON, length: int = HOUR) -> Occurrence:
    """Return something that begins `start` seconds after now."""
    begin = NOW + start
    return Occurrence(
        begin, begin + length, name, "", name, "cal", int(flags), name, "", "", "", "", 0, ""
    )


def told(*found: Occurrence) -> tuple[str, list[str]]:
    rows = sorted(found)
    assert all(row.start < NOW + AHEAD for row in rows)
    what = coming(rows, NOW, TOMORROW)
    return what.next.summary if what.next else "", [row.summary for row in what.later]


def test_with_nothing_ahead_there_is_nothing() -> None:
    assert told() == ("", [])


def test_what_is_on_comes_before_what_is_next_and_is_over_at_its_very_end() -> None:
    on = one("on", -HOUR // 2)
    assert told(on, one("next", HOUR)) == ("on", ["next"])
    assert told(one("over", -HOUR), one("next", HOUR)) == ("next", [])


def test_a_class_comes_before_an_event_also_before_one_that_is_on() -> None:
    dentist = one("dentist", -HOUR // 2, flags=0)
    assert told(dentist, one("class", 2 * HOUR)) == ("class", [])
    assert told(dentist, one("shopping", 2 * HOUR, flags=0)) == ("dentist", ["shopping"])


def test_what_is_not_held_or_has_no_hour_is_never_next() -> None:
    for flag in (Flag.ALL_DAY, Flag.CANCELLED, Flag.DECLINED):
        assert told(one("x", HOUR, Flag.LESSON | flag), one("y", 2 * HOUR)) == ("y", [])


def test_later_is_today_and_has_neither_the_next_one_nor_what_is_on() -> None:
    assert told(
        one("on", -HOUR // 2),
        one("also on", -HOUR // 4),
        one("soon", HOUR),
        one("midnight", 8 * HOUR),
    ) == ("on", ["soon"])
    assert told(one("in three days", 72 * HOUR)) == ("in three days", [])
