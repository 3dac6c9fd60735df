"""The occurrences of a series: RRULE, RDATE and EXDATE on wall time in the series' own zone."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from dateutil.rrule import rrule, rruleset, rrulestr

from desktop_app.demo.errors import invalid
from desktop_app.demo.times import instant, length, wall, written, zone

Resource = dict[str, Any]
MOST = 730
"""Occurrences of a rule without an end that a listing without an end gives."""


def zone_name(master: Resource, calendar_zone: str) -> str:
    """Return the zone that the wall time of a series is kept in."""
    return str(master["start"].get("timeZone") or calendar_zone)


def check(master: Resource, calendar_zone: str) -> None:
    """Raise ApiError 400 when the recurrence of a series means nothing."""
    lines = master["recurrence"]
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        raise invalid("Invalid recurrence rule.")
    if any(re.match(r"(?i)DT(START|END)", line) for line in lines):
        raise invalid("Invalid recurrence rule.")
    try:
        next(iter(starts(master, calendar_zone)), None)
    except (ValueError, TypeError, KeyError):
        raise invalid("Invalid recurrence rule.") from None


def starts(
    master: Resource,
    calendar_zone: str,
    after: datetime | None = None,
    before: datetime | None = None,
) -> Iterator[datetime | date]:
    """Yield wall starts (naive, or dates) of the series by its rules, within the range in UTC.

    `after` and `before` are compared with the start and are a day generous. Without `before` at
    most MOST are given.
    """
    first = wall(master["start"], calendar_zone)
    bare = not isinstance(first, datetime)
    name = zone_name(master, calendar_zone)
    base = first if isinstance(first, datetime) else datetime(first.year, first.month, first.day)
    rules = rruleset()
    ruled = False
    for line in master["recurrence"]:
        head, _, value = line.partition(":")
        kind = head.upper().partition(";")[0]
        if kind == "RRULE":
            rules.rrule(_rule(value, base, name))
            ruled = True
        elif kind in ("RDATE", "EXDATE"):
            add = rules.rdate if kind == "RDATE" else rules.exdate
            for part in value.split(","):
                add(_listed(part, head, name, base))
        else:
            raise ValueError(line)
    if not ruled:
        rules.rdate(base)
    count = 0
    low = after.astimezone(zone(name)).replace(tzinfo=None) - _DAY if after else None
    high = before.astimezone(zone(name)).replace(tzinfo=None) + _DAY if before else None
    for at in rules:
        if high is not None and at > high:
            return
        if low is not None and at < low:
            continue
        yield at.date() if bare else at
        count += 1
        if high is None and count >= MOST:
            return


def _rule(value: str, base: datetime, name: str) -> rrule:
    # dateutil wants UNTIL of the same kind as the start: naive wall time, here.
    def local(match: re.Match[str]) -> str:
        text = match[1]
        if len(text) == 8:
            return f"UNTIL={text}T235959"
        until = datetime.strptime(text[:15], "%Y%m%dT%H%M%S")
        if text.endswith("Z"):
            until = until.replace(tzinfo=UTC).astimezone(zone(name)).replace(tzinfo=None)
        return f"UNTIL={until:%Y%m%dT%H%M%S}"

    found = rrulestr(re.sub(r"UNTIL=([0-9TZ]+)", local, value.upper()), dtstart=base)
    if not isinstance(found, rrule):
        raise ValueError(value)
    return found


def _listed(text: str, head: str, name: str, base: datetime) -> datetime:
    text = text.strip().partition("/")[0]  # of a period, its start
    if len(text) == 8:
        day = datetime.strptime(text, "%Y%m%d")
        return datetime.combine(day.date(), base.time())
    at = datetime.strptime(text[:15], "%Y%m%dT%H%M%S")
    if text.endswith("Z"):
        return at.replace(tzinfo=UTC).astimezone(zone(name)).replace(tzinfo=None)
    other = re.search(r"(?i)TZID=([^;:]+)", head)
    if other and other[1] != name:
        moved = at.replace(tzinfo=zone(other[1])).astimezone(zone(name))
        return moved.replace(tzinfo=None)
    return at


def instance_id(master: Resource, at: datetime | date, calendar_zone: str) -> str:
    """Return the id of the occurrence that starts at wall time `at` by the rules."""
    if not isinstance(at, datetime):
        return f"{master['id']}_{at:%Y%m%d}"
    moment = at.replace(tzinfo=zone(zone_name(master, calendar_zone))).astimezone(UTC)
    return f"{master['id']}_{moment:%Y%m%dT%H%M%S}Z"


_NOT_INHERITED = ("recurrence", "start", "end", "id", "etag")
_DAY = timedelta(days=1)


def instance(master: Resource, at: datetime | date, calendar_zone: str) -> Resource:
    """Return the occurrence of a series at wall time `at`, as no exception has changed it."""
    name = zone_name(master, calendar_zone)
    found = {key: value for key, value in master.items() if key not in _NOT_INHERITED}
    start = written(at, name)
    if isinstance(at, datetime):
        moment = instant(start, calendar_zone) + length(master, calendar_zone)
        end = written(moment.astimezone(zone(name)).replace(tzinfo=None), name)
    else:
        first, last = (date.fromisoformat(master[key]["date"]) for key in ("start", "end"))
        end = written(at + (last - first), name)
    found |= {
        "id": instance_id(master, at, calendar_zone),
        "etag": master["etag"],
        "start": start,
        "end": end,
        "recurringEventId": master["id"],
        "originalStartTime": dict(start),
    }
    return found


def find(master: Resource, event_id: str, calendar_zone: str) -> Resource | None:
    """Return the untouched occurrence of a series that `event_id` names, None when there is none."""
    suffix = event_id[len(master["id"]) + 1 :]
    bare = "date" in master["start"]
    try:
        if bare:
            day = datetime.strptime(suffix, "%Y%m%d").replace(tzinfo=UTC)
        else:
            day = datetime.strptime(suffix, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None
    for at in starts(master, calendar_zone, day - 2 * _DAY, day + 2 * _DAY):
        if instance_id(master, at, calendar_zone) == event_id:
            return instance(master, at, calendar_zone)
    return None
