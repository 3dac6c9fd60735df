"""A series cut in two, moved as a whole, or asked for one of its places. Pure.

Works on recurrence lines as they are, so that a rule which no form can show is kept all the same.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from desktop_app.domain import rule as rules
from desktop_app.domain import zones
from desktop_app.domain.event import (
    AllDay,
    Event,
    Timed,
    When,
    moved,
    original_key,
    original_start,
)
from desktop_app.domain.recurrence import CannotExpandError, dates_of, walls


class Placed(NamedTuple):
    """A series at another time: its first one, its lines, and where each of its places went."""

    when: When
    lines: tuple[str, ...]
    carried: Callable[[str], str]


class CannotMoveError(Exception):
    """The rule names days in a way that cannot be moved with its class."""


def has_place(master: Event, original: str) -> bool:
    """Return whether the series takes place at `original` by its rule and dates.

    True also where the rule cannot be expanded here: then nobody may say that it does not.
    """
    if master.when is None or not master.recurrence:
        return False
    if isinstance(original_start(original), int) != isinstance(master.when, Timed):
        return False
    wall, day = _wall(master.when, original), timedelta(days=1)
    try:
        # By their names: a time that a clock change skips is another wall time.
        near = _walls(master.when, master.recurrence, wall - day, wall + day)
        return any(_key(master.when, one) == original for one in near)
    except CannotExpandError:
        return True


def _by_rule(master: Event, original: str) -> bool:
    rule = tuple(line for line in master.recurrence if not line.startswith("RDATE"))
    return has_place(replace(master, recurrence=rule), original)


def is_first(master: Event, original: str) -> bool:
    """Return whether the series has no place before `original`."""
    assert master.when is not None
    before = _wall(master.when, original) - timedelta(seconds=1)
    return next(_walls(master.when, master.recurrence, datetime.min, before), None) is None


def places(master: Event, most: int) -> int:
    """Return how many places the series has by its rule, `most` at most."""
    assert master.when is not None
    found = _walls(master.when, master.recurrence, datetime.min, datetime.max)
    return sum(1 for _, _ in zip(found, range(most), strict=False))


def before(master: Event, original: str) -> tuple[str, ...]:
    """Return the recurrence of the series cut off before `original`."""
    when = master.when
    assert when is not None
    start = original_start(original)
    if isinstance(start, date):
        until = f"{start - timedelta(days=1):%Y%m%d}"
    else:
        until = f"{zones.utc(start - 1):%Y%m%dT%H%M%SZ}"
    wall = _wall(when, original)
    found = []
    for head, value in _split(master.recurrence):
        if head.startswith("RRULE"):
            found.append(f"{head}:{_ended(value, f'UNTIL={until}')}")
        else:
            found += _kept(head, value, when, lambda one: one < wall)
    return tuple(found)


def after(master: Event, original: str) -> tuple[str, ...]:
    """Return the recurrence of a series that begins at `original` and goes on as this one.

    Raises CannotMoveError for a date that was added to the rule: from there it would be another.
    """
    when = master.when
    assert when is not None
    wall = _wall(when, original)
    if not _by_rule(master, original):
        raise CannotMoveError
    found = []
    for head, value in _split(master.recurrence):
        if head.startswith("RRULE"):
            count = _part(value, "COUNT")
            if count:
                gone = walls((f"{head}:{value}",), _first(when), datetime.min, wall, _zone(when))
                left = int(count) - sum(1 for one in gone if one < wall)
                value = _ended(value, f"COUNT={left}")
            found.append(f"{head}:{value}")
        else:
            found += _kept(head, value, when, lambda one: one >= wall)
    return tuple(found)


def placed(master: Event, original: str, shown: When, wanted: When) -> Placed:
    """Return the series as it is once the place `original`, seen at `shown`, stands at `wanted`.

    Every place takes the new hours and length. A new day moves with it: the weekday of a weekly
    series (only that one, where it has several), the date or weekday of a monthly one, the whole
    of any other. Raises CannotMoveError where the rule does not allow that.
    """
    old = master.when
    assert old is not None
    by = (rules.first_day(wanted) - rules.first_day(shown)).days
    place = _wall(old, original).date()
    rule = rules.parse(master.recurrence, old)
    if by and rule is None:
        raise CannotMoveError
    weekly = rule is not None and rule.frequency == "WEEKLY"

    def days(day: date) -> int:
        return by if not weekly or day.weekday() == place.weekday() else 0

    first = rules.first_day(old)
    when = on_day(wanted, first + timedelta(days=days(first)))
    if rule is None:
        return Placed(when, _same_days(master.recurrence, old, when), _carry(old, when, days))
    if weekly and by:
        there = (place + timedelta(days=by)).weekday()
        stay = {day for day in rule.weekdays if day != place.weekday()}
        rule = replace(rule, weekdays=tuple(sorted(stay | {there})))
        if first == place and stay:
            # It begins on whichever of its days comes first now.
            when = on_day(wanted, first + timedelta(days=by))
    elif rule.nth and by:
        rule = replace(rule, nth=rules.nth_of(rules.first_day(when)))
    until = rule.until
    if until is not None and by > 0:
        until += timedelta(days=by)
    left_out = frozenset(day + timedelta(days=days(day)) for day in rule.left_out)
    rule = replace(rule, until=until, left_out=left_out)
    return Placed(when, rules.lines(rule, when), _carry(old, when, days))


def on_same_days(old: When, when: When, lines: Iterable[str]) -> Placed:
    """Return the series with other `lines`: each place stays on its date, at the new hours."""
    return Placed(when, tuple(lines), _carry(old, when, lambda day: 0))


def leave_out(lines: Iterable[str], when: When, originals: Iterable[str]) -> tuple[str, ...]:
    """Return `lines` with these places left out, which are of a series at `when`."""
    days = {_wall(when, original).date() for original in originals}
    return (*lines, *rules.left_out_lines(days, when))


def begun(when: When, lines: Iterable[str]) -> When:
    """Return `when` on the first day that `lines` have from it on: a series starts on one of its
    own, whatever day she was looking at."""
    plain = tuple(line for line in lines if not line.startswith("EXDATE"))
    try:
        wall = next(_walls(when, plain, _first(when), datetime.max), None)
    except CannotExpandError:
        return when
    return when if wall is None else on_day(when, wall.date())


def can_expand(master: Event) -> bool:
    """Return whether the places of a series can be known here; else only Google can list them."""
    if master.when is None or not master.recurrence:
        return True
    try:
        next(_walls(master.when, master.recurrence, datetime.min, datetime.max), None)
    except CannotExpandError:
        return False
    return True


def first_place(master: Event) -> str:
    """Return the name of the first place that the series has."""
    assert master.when is not None
    wall = next(_walls(master.when, master.recurrence, datetime.min, datetime.max), None)
    return original_key(master.when.start) if wall is None else _key(master.when, wall)


def regular(master: Event, original: str) -> When:
    """Return when the place `original` is by the rule."""
    assert master.when is not None
    return moved(master.when, original_start(original))


def _carry(old: When, when: When, days: Callable[[date], int]) -> Callable[[str], str]:
    def carried(original: str) -> str:
        day = _wall(old, original).date()
        return original_key(on_day(when, day + timedelta(days=days(day))).start)

    return carried


def on_day(when: When, day: date) -> When:
    """Return `when` on another day, its wall time kept."""
    if isinstance(when, AllDay):
        return AllDay(day, day + (when.end - when.start))
    wall = zones.local(when.start, when.zone).time()
    start = zones.epoch(datetime.combine(day, wall), when.zone)
    return Timed(start, start + when.end - when.start, when.zone)


def _same_days(lines: tuple[str, ...], old: When, when: When) -> tuple[str, ...]:
    """Return lines that no form can show for the new hours: their dates stay the same."""
    found = []
    for head, value in _split(lines):
        if head.startswith("RRULE"):
            text = _part(value, "UNTIL")
            if text:
                last = rules.parse((f"RRULE:FREQ=DAILY;UNTIL={text}",), old)
                assert last is not None and last.until is not None
                value = _ended(value, f"UNTIL={rules.until_text(last.until, when)}")
            found.append(f"{head}:{value}")
        elif head.startswith("EXDATE"):
            days = {one.date() for one in dates_of(head, value, _first(old), _zone(old))}
            found += rules.left_out_lines(days, when)
        else:
            raise CannotMoveError
    return tuple(found)


def _kept(head: str, value: str, when: When, wanted: Callable[[datetime], bool]) -> list[str]:
    texts = [
        text
        for text in value.split(",")
        if all(wanted(one) for one in dates_of(head, text, _first(when), _zone(when)))
    ]
    return [f"{head}:{','.join(texts)}"] if texts else []


def _ended(rule: str, end: str) -> str:
    parts = [part for part in rule.split(";") if not part.upper().startswith(("UNTIL=", "COUNT="))]
    return ";".join([*parts, end])


def _part(rule: str, name: str) -> str:
    return next((p[len(name) + 1 :] for p in rule.split(";") if p.startswith(f"{name}=")), "")


def _split(lines: Iterable[str]) -> list[tuple[str, str]]:
    return [(head, value) for head, _, value in (line.partition(":") for line in lines)]


def _zone(when: When) -> str:
    return when.zone if isinstance(when, Timed) else ""


def _first(when: When) -> datetime:
    if isinstance(when, AllDay):
        return datetime.combine(when.start, time())
    return zones.local(when.start, when.zone).replace(tzinfo=None)


def _wall(when: When, original: str) -> datetime:
    """Return the naive wall time of a place in the series' own zone."""
    start = original_start(original)
    if isinstance(start, date):
        return datetime.combine(start, time())
    zone = when.zone if isinstance(when, Timed) else "UTC"
    return zones.local(start, zone).replace(tzinfo=None)


def _key(when: When, wall: datetime) -> str:
    if isinstance(when, AllDay):
        return original_key(wall.date())
    return original_key(zones.epoch(wall, when.zone))


def _walls(when: When, lines: tuple[str, ...], low: datetime, high: datetime) -> Iterator[datetime]:
    return walls(lines, _first(when), low, high, _zone(when))
