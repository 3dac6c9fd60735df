"""A series moved as a whole: where each of its places goes, and by which rule they stand there. Pure.

Works on recurrence lines as they are, so that a rule which no form can show is kept all the same.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import islice
from typing import NamedTuple

from desktop_app.domain import rule as rules
from desktop_app.domain.event import Event, When, original_key
from desktop_app.domain.recurrence import CannotExpandError, dates_of
from desktop_app.domain.rule import Rule, first_day
from desktop_app.domain.series import (
    CannotMoveError,
    ended,
    first_wall,
    has_place,
    heads,
    left_out,
    on_day,
    part_of,
    wall_of,
    walls_of,
    zone_of,
)
from desktop_app.domain.shift import Shift, month_of


class Placed(NamedTuple):
    """A series at another time: its first one, its lines, how the days of its places went, and
    where each place is."""

    when: When
    lines: tuple[str, ...]
    shift: Shift
    carried: Callable[[str], str]


def placed(master: Event, original: str, shown: When, wanted: When) -> Placed:
    """Return the series as it is once the place `original`, seen at `shown`, stands at `wanted`.

    Every place takes the new hours and length. A new day moves with it: the weekday of a weekly
    series (only that one, where it has several), the date or weekday of a monthly one, the whole
    of any other. Raises CannotMoveError where no rule has just these days.
    """
    old = master.when
    assert old is not None
    by = first_day(wanted) - first_day(shown)
    rule = _with_places_left_out(master, old)
    if not by:
        when = on_day(wanted, first_day(old))
        lines = (
            _same_days(master.recurrence, old, when) if rule is None else rules.lines(rule, when)
        )
        return on_same_days(old, when, lines)
    if rule is None:
        raise CannotMoveError
    new, step = _stepped(rule, wall_of(old, original).date(), by)
    try:
        when, new = _fitted(new, _looked_at(old, rule, step, abs(by)), wanted)
    except (CannotExpandError, OverflowError):
        raise CannotMoveError from None
    return Placed(when, rules.lines(new, when), step, carrier(old, when, step))


def _with_places_left_out(master: Event, old: When) -> Rule | None:
    """Return the rule of a series, None where no form shows it. A date that names no place (one of
    other hours) leaves out none now, and must not do so when others come there."""
    rule = rules.parse(master.recurrence, old)
    if rule is None or not rule.left_out:
        return rule
    bare = rules.lines(replace(rule, left_out=frozenset()), old)
    out = left_out(master.recurrence, old)
    days = {
        wall_of(old, one).date() for one in out if has_place(replace(master, recurrence=bare), one)
    }
    return replace(rule, left_out=frozenset(days))


def on_same_days(old: When, when: When, lines: Iterable[str]) -> Placed:
    """Return the series with other `lines`: each place stays on its date, at the new hours."""
    return Placed(when, tuple(lines), Shift(), carrier(old, when, Shift()))


def _stepped(rule: Rule, place: date, by: timedelta) -> tuple[Rule, Shift]:
    """Return the rule on its new weekdays or dates, what it leaves out moved too and its end not
    yet, and how a day moves."""
    there = place + by

    step = Shift(by.days)
    if rule.nth:
        to = (there.weekday(), rules.nth_of(there))
        months = month_of(there) - month_of(place)
        step = Shift(months=months, nth_from=(place.weekday(), rule.nth), nth=to)
    elif rule.frequency == "WEEKLY":
        step = Shift(by.days, place.weekday())

    new = replace(rule, left_out=frozenset(step(day) for day in rule.left_out))
    if rule.nth:
        new = replace(new, nth=rules.nth_of(there))
    if rule.frequency == "WEEKLY":
        stay = {day for day in rule.weekdays if day != place.weekday()}
        if there.weekday() in stay:
            raise CannotMoveError  # two classes of one week would become one
        new = replace(new, weekdays=tuple(sorted({*stay, there.weekday()})))
    return new, step


def _looked_at(old: When, rule: Rule, step: Shift, by: timedelta) -> list[date]:
    """Return where the places of a series stand once moved, in order: all of them, or where it has
    no end so many that what follows repeats them."""
    rule = replace(rule, left_out=frozenset())
    if rule.until or rule.count:
        return sorted(step(day) for day in _days(old, rule))
    if rule.frequency != "WEEKLY":
        return [step(day) for day in islice(_days(old, rule), 1)]
    sure = first_day(old) + by + timedelta(weeks=2 * rule.interval + 1)
    # What stands before `sure` then stands before this now.
    there = [step(day) for day in _days(old, replace(rule, until=sure + by))]
    return sorted(day for day in there if day <= sure)


def _fitted(rule: Rule, there: list[date], wanted: When) -> tuple[When, Rule]:
    """Return the first one of a series whose places have moved to `there`, and its rule.

    A rule that has more days than these leaves them out; one that has fewer is none.
    """
    if not there:
        raise CannotMoveError
    when = on_day(wanted, there[0])
    if rule.until:
        rule = replace(rule, until=there[-1])
    if rule.frequency == "WEEKLY":
        plain = replace(rule, until=there[-1], count=0, left_out=frozenset())
        found = list(_days(when, plain))
        if not set(found).issuperset(there):
            raise CannotMoveError
        more = frozenset(found) - frozenset(there)
        rule = replace(rule, left_out=rule.left_out | more, count=len(found) if rule.count else 0)
    return when, rule


def _days(when: When, rule: Rule) -> Iterator[date]:
    for wall in walls_of(when, rules.lines(rule, when), datetime.min, datetime.max):
        yield wall.date()


def carrier(old: When, when: When, shift: Shift) -> Callable[[str], str]:
    """Return what says where a place of a series at `old` is once that is at `when`."""

    def carried(original: str) -> str:
        return original_key(on_day(when, shift(wall_of(old, original).date())).start)

    return carried


def _same_days(lines: tuple[str, ...], old: When, when: When) -> tuple[str, ...]:
    """Return lines that no form can show for the new hours: their dates stay the same."""
    found = []
    for head, value in heads(lines):
        if head.startswith("RRULE"):
            text = part_of(value, "UNTIL")
            if text:
                last = rules.parse((f"RRULE:FREQ=DAILY;UNTIL={text}",), old)
                assert last is not None and last.until is not None
                value = ended(value, f"UNTIL={rules.until_text(last.until, when)}")
            found.append(f"{head}:{value}")
        elif head.startswith("EXDATE"):
            days = {one.date() for one in dates_of(head, value, first_wall(old), zone_of(old))}
            found += rules.left_out_lines(days, when)
        else:
            raise CannotMoveError
    return tuple(found)
