"""A series cut in two, or asked for one of its places. Pure; placing.py moves it as a whole.

Works on recurrence lines as they are, so that a rule which no form can show is kept all the same.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

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
    when_of,
)
from desktop_app.domain.recurrence import CannotExpandError, dates_of, walls


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
    wall, day = wall_of(master.when, original), timedelta(days=1)
    try:
        # By their names: a time that a clock change skips is another wall time.
        near = walls_of(master.when, master.recurrence, wall - day, wall + day)
        return any(_key(master.when, one) == original for one in near)
    except CannotExpandError:
        return True


def that_day(master: Event, original: str) -> str:
    """Return the place that the series has on the day of `original`, "" where it has none, or that
    one itself."""
    if master.when is None or not master.recurrence or has_place(master, original):
        return ""
    day = datetime.combine(wall_of(master.when, original).date(), time())
    try:
        found = walls_of(master.when, master.recurrence, day, day + timedelta(hours=24, seconds=-1))
        wall = next(found, None)
    except CannotExpandError:
        return ""
    return "" if wall is None else _key(master.when, wall)


def _by_rule(master: Event, original: str) -> bool:
    rule = tuple(line for line in master.recurrence if not line.startswith("RDATE"))
    return has_place(replace(master, recurrence=rule), original)


def is_first(master: Event, original: str) -> bool:
    """Return whether the series has no place before `original`."""
    assert master.when is not None
    before = wall_of(master.when, original) - timedelta(seconds=1)
    return next(walls_of(master.when, master.recurrence, datetime.min, before), None) is None


def places(master: Event, most: int) -> int:
    """Return how many places the series has by its rule, `most` at most."""
    assert master.when is not None
    found = walls_of(master.when, master.recurrence, datetime.min, datetime.max)
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
    wall = wall_of(when, original)
    found = []
    for head, value in heads(master.recurrence):
        if head.startswith("RRULE"):
            found.append(f"{head}:{ended(value, f'UNTIL={until}')}")
        else:
            found += _kept(head, value, when, lambda one: one < wall)
    return tuple(found)


def after(master: Event, original: str) -> tuple[str, ...]:
    """Return the recurrence of a series that begins at `original` and goes on as this one.

    Raises CannotMoveError for a date that was added to the rule: from there it would be another.
    """
    when = master.when
    assert when is not None
    wall = wall_of(when, original)
    if not _by_rule(master, original):
        raise CannotMoveError
    found = []
    for head, value in heads(master.recurrence):
        if head.startswith("RRULE"):
            count = part_of(value, "COUNT")
            if count:
                gone = walls(
                    (f"{head}:{value}",), first_wall(when), datetime.min, wall, zone_of(when)
                )
                left = int(count) - sum(1 for one in gone if one < wall)
                value = ended(value, f"COUNT={left}")
            found.append(f"{head}:{value}")
        else:
            found += _kept(head, value, when, lambda one: one >= wall)
    return tuple(found)


def leave_out(lines: Iterable[str], when: When, originals: Iterable[str]) -> tuple[str, ...]:
    """Return `lines` with these places left out, which are of a series at `when`."""
    days = {wall_of(when, original).date() for original in originals}
    return (*lines, *rules.left_out_lines(days, when))


def left_out(lines: Iterable[str], when: When) -> set[str]:
    """Return the places that `lines` leave out of a series at `when`."""
    first, zone = first_wall(when), zone_of(when)
    walls_out = [
        wall
        for head, value in heads(lines)
        if head.startswith("EXDATE")
        for wall in dates_of(head, value, first, zone)
    ]
    return {_key(when, wall) for wall in walls_out}


def begun(when: When, lines: Iterable[str]) -> When:
    """Return `when` on the first day that `lines` have from it on: a series starts on one of its
    own, whatever day she was looking at."""
    plain = tuple(line for line in lines if not line.startswith("EXDATE"))
    try:
        wall = next(walls_of(when, plain, first_wall(when), datetime.max), None)
    except CannotExpandError:
        return when
    return when if wall is None else on_day(when, wall.date())


def can_expand(master: Event) -> bool:
    """Return whether the places of a series can be known here; else only Google can list them."""
    if master.when is None or not master.recurrence:
        return True
    try:
        next(walls_of(master.when, master.recurrence, datetime.min, datetime.max), None)
    except CannotExpandError:
        return False
    return True


def first_place(master: Event) -> str:
    """Return the name of the first place that the series has, of its start where none is known."""
    assert master.when is not None
    try:
        wall = next(walls_of(master.when, master.recurrence, datetime.min, datetime.max), None)
    except CannotExpandError:
        wall = None
    return original_key(master.when.start) if wall is None else _key(master.when, wall)


def made_key(family: str, fields: Mapping[str, Any]) -> tuple[str, str]:
    """Return the key of what a creation with `fields` is seen as: of its first class, in a series."""
    if not fields.get("recurrence"):
        return family, ""
    master = Event(family, "", when_of(fields["when"]), recurrence=tuple(fields["recurrence"]))
    return family, first_place(master)


def regular(master: Event, original: str) -> When:
    """Return when the place `original` is by the rule."""
    assert master.when is not None
    return moved(master.when, original_start(original))


def on_day(when: When, day: date) -> When:
    """Return `when` on another day, its wall time kept."""
    if isinstance(when, AllDay):
        return AllDay(day, day + (when.end - when.start))
    wall = zones.local(when.start, when.zone).time()
    start = zones.epoch(datetime.combine(day, wall), when.zone)
    return Timed(start, start + when.end - when.start, when.zone)


def _kept(head: str, value: str, when: When, wanted: Callable[[datetime], bool]) -> list[str]:
    texts = [
        text
        for text in value.split(",")
        if all(wanted(one) for one in dates_of(head, text, first_wall(when), zone_of(when)))
    ]
    return [f"{head}:{','.join(texts)}"] if texts else []


def ended(rule: str, end: str) -> str:
    """Return an RRULE that ends by `end` (UNTIL=… or COUNT=…) and by nothing else."""
    parts = [part for part in rule.split(";") if not part.upper().startswith(("UNTIL=", "COUNT="))]
    return ";".join([*parts, end])


def part_of(rule: str, name: str) -> str:
    """Return the value of the part `name` of an RRULE, "" where it has none."""
    return next((p[len(name) + 1 :] for p in rule.split(";") if p.startswith(f"{name}=")), "")


def heads(lines: Iterable[str]) -> list[tuple[str, str]]:
    """Return what stands before and after the colon of each line."""
    return [(head, value) for head, _, value in (line.partition(":") for line in lines)]


def zone_of(when: When) -> str:
    """Return the zone of a timed series, "" for one of whole days."""
    return when.zone if isinstance(when, Timed) else ""


def first_wall(when: When) -> datetime:
    """Return the naive wall time at which a series starts, in its own zone."""
    if isinstance(when, AllDay):
        return datetime.combine(when.start, time())
    return zones.local(when.start, when.zone).replace(tzinfo=None)


def wall_of(when: When, original: str) -> datetime:
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


def walls_of(
    when: When, lines: tuple[str, ...], low: datetime, high: datetime
) -> Iterator[datetime]:
    """Yield the naive wall times that `lines` have within [low, high] for a series at `when`.

    Raises CannotExpandError.
    """
    return walls(lines, first_wall(when), low, high, zone_of(when))
