"""How a class repeats, as a form shows it: read from a recurrence, written as one (RFC 5545)."""

from calendar import monthcalendar
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Literal

from desktop_app.domain import zones
from desktop_app.domain.event import AllDay, Timed, When

Frequency = Literal["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]
FREQUENCIES: tuple[Frequency, ...] = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class Rule:
    """Every `interval` days, weeks, months or years.

    `weekdays` (0 = Monday): the days of a weekly one, none = the day it starts on. `nth`: a
    monthly one stands on the nth such weekday of its first day (-1 = the last) rather than on its
    date. It ends with the last day `until` or after `count` times, neither = never. `left_out`:
    dates on which it does not take place.
    """

    frequency: Frequency = "WEEKLY"
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    nth: int = 0
    until: date | None = None
    count: int = 0
    left_out: frozenset[date] = frozenset()


def parse(lines: Iterable[str], when: When) -> Rule | None:
    """Return the rule in the recurrence `lines` of a series that starts at `when`.

    None where a form could not show it (added dates, several rules, times of a day): such a
    series keeps its lines as they are. None for no lines too.
    """
    rule, left_out = None, set[date]()
    for line in lines:
        head, _, value = line.partition(":")
        name, _, parameters = head.partition(";")
        if name == "RRULE" and rule is None:
            rule = _parse_rule(value, when)
        elif name == "EXDATE":
            left_out |= {_day(text, parameters, when) for text in value.split(",")}
        else:
            return None
        if rule is None:
            return None
    return None if rule is None else replace(rule, left_out=frozenset(left_out))


def lines(rule: Rule, when: When) -> tuple[str, ...]:
    """Return the recurrence of a series that starts at `when` and repeats by `rule`.

    UNTIL is the last moment of its day, in UTC, for a timed series, and a date for an all-day one;
    dates that are left out keep the wall time of the series.
    """
    parts = [f"FREQ={rule.frequency}"]
    if rule.interval > 1:
        parts.append(f"INTERVAL={rule.interval}")
    first = first_day(when)
    if rule.frequency == "WEEKLY":
        days = rule.weekdays or (first.weekday(),)
        parts.append("BYDAY=" + ",".join(DAYS[day] for day in sorted(set(days))))
    elif rule.frequency == "MONTHLY" and rule.nth:
        parts.append(f"BYDAY={rule.nth}{DAYS[first.weekday()]}")
    if rule.until is not None:
        parts.append(f"UNTIL={until_text(rule.until, when)}")
    elif rule.count:
        parts.append(f"COUNT={rule.count}")
    found = [f"RRULE:{';'.join(parts)}"]
    found += left_out_lines(rule.left_out, when)
    return tuple(found)


def left_out_lines(days: Iterable[date], when: When) -> list[str]:
    """Return the EXDATE lines by which a series that starts at `when` has no place on `days`."""
    if isinstance(when, AllDay):
        texts = [f"{day:%Y%m%d}" for day in sorted(days)]
        return [f"EXDATE;VALUE=DATE:{','.join(texts)}"] if texts else []
    at = zones.local(when.start, when.zone)
    texts = [f"{day:%Y%m%d}T{at:%H%M%S}" for day in sorted(days)]
    return [f"EXDATE;TZID={zones.normal(when.zone)}:{','.join(texts)}"] if texts else []


def until_text(last: date, when: When) -> str:
    """Return the UNTIL of a series whose last day is `last`."""
    if isinstance(when, AllDay):
        return f"{last:%Y%m%d}"
    end = zones.epoch(datetime.combine(last, time(23, 59, 59)), when.zone)
    return f"{zones.utc(end):%Y%m%dT%H%M%SZ}"


def first_day(when: When) -> date:
    """Return the date on which `when` starts, in its own zone."""
    return when.start if isinstance(when, AllDay) else zones.day_of(when.start, when.zone)


def nth_of(day: date) -> int:
    """Return which such weekday of its month `day` is: 1 to 4, -1 for the last of five."""
    return -1 if day.day > 28 else (day.day - 1) // 7 + 1


def nth_day(month: int, weekday: int, nth: int) -> date:
    """Return the nth such weekday (-1 = the last) of a month, which counts from January of year 0."""
    year, number = divmod(month, 12)
    days = [week[weekday] for week in monthcalendar(year, number + 1) if week[weekday]]
    return date(year, number + 1, days[nth - 1 if nth > 0 else nth])


def _parse_rule(text: str, when: When) -> Rule | None:
    parts = dict(part.upper().split("=", 1) for part in text.split(";") if "=" in part)
    first = first_day(when)
    try:
        named = parts.pop("FREQ", "")
        frequency = next(one for one in FREQUENCIES if one == named)
        rule = Rule(frequency, int(parts.pop("INTERVAL", "1")), count=int(parts.pop("COUNT", "0")))
        if "UNTIL" in parts:
            rule = replace(rule, until=_until(parts.pop("UNTIL"), when))
        if parts.pop("WKST", "MO") != "MO" and rule.interval > 1:
            return None
        if frequency == "WEEKLY":
            days = parts.pop("BYDAY", DAYS[first.weekday()])
            rule = replace(rule, weekdays=tuple(sorted(DAYS.index(day) for day in days.split(","))))
        elif frequency == "MONTHLY" and "BYDAY" in parts:
            day = parts.pop("BYDAY")
            if DAYS.index(day[-2:]) != first.weekday():
                return None
            rule = replace(rule, nth=int(parts.pop("BYSETPOS", "") or day[:-2]))
        elif frequency == "MONTHLY" and int(parts.pop("BYMONTHDAY", first.day)) != first.day:
            return None
        elif frequency == "YEARLY":
            month = int(parts.pop("BYMONTH", first.month))
            if (month, int(parts.pop("BYMONTHDAY", first.day))) != (first.month, first.day):
                return None
    except (ValueError, StopIteration):
        return None
    return None if parts else rule


def _until(text: str, when: When) -> date:
    if text.endswith("Z") and isinstance(when, Timed):
        moment = datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        return zones.day_of(int(moment.timestamp()), when.zone)
    return datetime.strptime(text[:8], "%Y%m%d").replace(tzinfo=UTC).date()


def _day(text: str, parameters: str, when: When) -> date:
    named = next((p[5:] for p in parameters.split(";") if p.startswith("TZID=")), "")
    if isinstance(when, Timed) and len(text) > 8 and (text.endswith("Z") or named):
        zone = "UTC" if text.endswith("Z") else named
        wall = datetime.strptime(text[:15], "%Y%m%dT%H%M%S").replace(tzinfo=None)
        return zones.day_of(zones.epoch(wall, zone), when.zone)
    return datetime.strptime(text[:8], "%Y%m%d").replace(tzinfo=UTC).date()
