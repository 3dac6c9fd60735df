"""Expansion: a family and a range of time in, occurrences out. Pure."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from desktop_app.domain import zones
from desktop_app.domain.event import (
    DAY,
    AllDay,
    Event,
    Timed,
    When,
    bounds,
    moved,
    original_key,
)
from desktop_app.domain.occurrence import Flag, Occurrence
from desktop_app.domain.projection import Family

BACK, AHEAD = 366 * DAY, 731 * DAY
"""How far from now series are expanded, by Aula or by Google, until somebody looks further: seconds."""


class CannotExpandError(Exception):
    """The rule is one that only the provider can expand (`events.instances`)."""


def expand(family: Family, start: int, end: int) -> list[Occurrence]:
    """Return the occurrences of `family`, those of a series only where they touch [start, end).

    `start`, `end`: UTC epoch seconds. Single events and exceptions come whatever the range: they
    are few and one row each. Wall time in the series' own zone stays the same across clock changes.
    Raises CannotExpandError.
    """
    master = family.master
    if master is not None and master.cancelled:
        return []  # a cancelled master takes with it all that name it
    found = []
    if master is not None and master.when is not None:
        if master.recurrence:
            for when in _times(master, start, end):
                key = original_key(when.start)
                if key not in family.exceptions:
                    found.append(occurrence(master, when, key, master.id))
        else:
            found.append(occurrence(master, master.when, "", master.id))
    for key, exception in family.exceptions.items():
        if not exception.cancelled and exception.when is not None:
            found.append(occurrence(exception, exception.when, key, exception.family))
    return found


def occurrence(event: Event, when: When, original: str, family: str) -> Occurrence:
    """Return the row that a view reads of `event` taking place at `when`."""
    start, end = bounds(when)
    lesson = event.lesson
    return Occurrence(
        start,
        max(end, start),
        event.id,
        original,
        family,
        event.calendar_id,
        _flags(event, when, original),
        event.summary,
        event.color_id,
        event.meeting.link,
        lesson.access_code if lesson else "",
        lesson.class_type if lesson else "",
        lesson.max_participants if lesson else 0,
        when.zone if isinstance(when, Timed) else "",
        " ".join(lesson.students) if lesson else "",
    )


_MEETING = {"ready": 16, "pending": 32, "failed": 64, "none": 0}
_MARK = {"sent": 0, "unsent": 128, "attention": 256}
_KIND = {"focusTime": 4096, "outOfOffice": 8192, "birthday": 16384, "workingLocation": 32768}


def _flags(event: Event, when: When, original: str) -> int:
    # Plain numbers: IntFlag arithmetic costs more than the rest of a first sync's expansion.
    lesson = event.lesson
    return (
        (0 if isinstance(when, Timed) else 1)
        + (2 if lesson else 0)
        + (4 if original else 0)
        + (8 if lesson and lesson.status == "cancelled" else 0)
        + _MEETING[event.meeting.state]
        + _MARK[event.mark]
        + (0 if event.editable else 512)
        + (1024 if event.declined else 0)
        + (2048 if event.transparency == "transparent" else 0)
        + _KIND.get(event.event_type, 0)
    )


assert _MEETING["failed"] == Flag.LINK_FAILED
assert _MARK["attention"] == Flag.ATTENTION
assert _KIND["workingLocation"] == Flag.WORKING_LOCATION


def _times(master: Event, start: int, end: int) -> Iterator[When]:
    assert master.when is not None
    if isinstance(master.when, Timed):
        zone = master.when.zone
        first = zones.local(master.when.start, zone).replace(tzinfo=None)
        length = master.when.end - master.when.start
        # A day to spare on both sides: wall time and UTC differ by at most 14 hours.
        low = zones.local(start - length - 86_400, zone).replace(tzinfo=None)
        high = zones.local(end + 86_400, zone).replace(tzinfo=None)
        for wall in walls(master.recurrence, first, low, high, zone):
            begin = zones.epoch(wall, zone)
            if begin < end and begin + max(length, 1) > start:
                yield moved(master.when, begin)
    else:
        first = datetime.combine(master.when.start, time())
        days = master.when.end - master.when.start
        low = zones.utc(start).replace(tzinfo=None) - days - timedelta(days=1)
        high = zones.utc(end).replace(tzinfo=None) + timedelta(days=1)
        for wall in walls(master.recurrence, first, low, high, ""):
            yield AllDay(wall.date(), wall.date() + days)


def walls(
    lines: tuple[str, ...], first: datetime, low: datetime, high: datetime, zone: str
) -> Iterator[datetime]:
    """Yield the naive wall times of a recurrence within [low, high], in order, each once; `zone`
    "" for dates. Raises CannotExpandError.

    RRULE is evaluated on naive wall time and UNTIL, EXDATE, RDATE are brought to it first: dateutil
    refuses what Google writes (date-only UNTIL or EXDATE beside a zone) when asked with zones.
    """
    # Only series need it, and no first paint does: it costs 10 ms of start-up.
    from dateutil.rrule import rruleset, rrulestr

    rules = rruleset()
    has_rule = False
    try:
        for line in lines:
            name, _, value = line.partition(":")
            name, _, parameters = name.partition(";")
            if name == "RRULE":
                _refuse_endless(value, first)
                one = rrulestr(_until_on_wall(value, zone), dtstart=first)
                rules.rrule(one)  # type: ignore[arg-type]  # one line is one rule, no set of them
                has_rule = True
            elif name == "EXDATE":
                for wall in _dates(value, parameters, zone, first):
                    rules.exdate(wall)
            elif name == "RDATE":
                for wall in _dates(value, parameters, zone, first):
                    rules.rdate(wall)
            else:
                raise CannotExpandError(name)
        if not has_rule:
            rules.rdate(first)
        # One by one: a rule without an end has one only where it is looked at.
        for wall in rules:
            if wall > high:
                break
            if wall >= low:
                yield wall
    except (ValueError, TypeError, LookupError, OverflowError) as error:
        raise CannotExpandError(str(error)) from error


_NO_SHORTER = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _refuse_endless(rule: str, first: datetime) -> None:
    """Raise CannotExpandError for a rule that comes several times a day, or on no day there is:
    the one is no class, and for the other dateutil looks up to the year 9999; with an interval of
    none for ever."""
    parts = dict(part.upper().split("=", 1) for part in rule.split(";") if part)
    if parts.get("FREQ") not in _NO_SHORTER or int(parts.get("INTERVAL", "1")) < 1:
        raise CannotExpandError(rule)
    days = parts.get("BYMONTHDAY", "")
    if not days and parts["FREQ"] in ("MONTHLY", "YEARLY"):
        if parts.keys().isdisjoint({"BYDAY", "BYYEARDAY", "BYWEEKNO", "BYEASTER"}):
            days = str(first.day)
    months = [int(month) for month in parts.get("BYMONTH", "").split(",") if month]
    longest = max((_LENGTHS[month - 1] for month in months), default=31)
    if days and min(abs(int(day)) for day in days.split(",")) > longest:
        raise CannotExpandError(rule)


def dates_of(head: str, value: str, first: datetime, zone: str) -> list[datetime]:
    """Return the naive wall times that an EXDATE or RDATE line names.

    `head`: what stands before the colon. Raises CannotExpandError.
    """
    try:
        return list(_dates(value, head.partition(";")[2], zone, first))
    except (ValueError, KeyError) as error:
        raise CannotExpandError(str(error)) from error


def _until_on_wall(rule: str, zone: str) -> str:
    parts = []
    for part in rule.split(";"):
        name, _, value = part.partition("=")
        if name.upper() == "UNTIL":
            if len(value) == 8:  # a date: the whole day is meant
                value += "T235959"
            elif value.endswith("Z"):
                value = _wall(value, zone).strftime("%Y%m%dT%H%M%S")
            parts.append(f"UNTIL={value}")
        else:
            parts.append(part)
    return ";".join(parts)


def _dates(value: str, parameters: str, zone: str, first: datetime) -> Iterator[datetime]:
    named = ""
    for parameter in parameters.split(";"):
        if parameter.startswith("TZID="):
            named = parameter[5:]
    for text in value.split(","):
        if len(text) == 8:  # VALUE=DATE: the occurrence of that day
            yield datetime.combine(_date(text), first.time())
        else:
            yield _wall(text, zone, named)


def _date(text: str) -> date:
    return date(int(text[:4]), int(text[4:6]), int(text[6:8]))


def _wall(text: str, zone: str, named: str = "") -> datetime:
    naive = datetime.strptime(text.rstrip("Z"), "%Y%m%dT%H%M%S")
    if not zone:
        return naive
    if text.endswith("Z"):
        seconds = zones.epoch(naive, "UTC")
    elif named and zones.normal(named) != zones.normal(zone):
        seconds = zones.epoch(naive, named)
    else:
        return naive
    return zones.local(seconds, zone).replace(tzinfo=None)
