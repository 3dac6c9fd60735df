"""The `start` and `end` of an event: reading, checking and comparing them."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from desktop_app.demo.errors import ApiError, invalid

Resource = dict[str, Any]


@lru_cache(maxsize=64)
def zone(name: str) -> ZoneInfo:
    """Return the zone of an IANA name; raises ApiError 400 for any other text."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise invalid("Invalid time zone definition for start time.") from None


def moment(text: str, location: str = "") -> datetime:
    """Return an RFC 3339 moment with its offset; raises ApiError 400 without one."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise invalid("Bad Request", location, "badRequest")
    return found.astimezone(UTC)


def instant(when: Resource, calendar_zone: str) -> datetime:
    """Return the moment, in UTC, of a checked start or end; midnight there for a bare date."""
    if "dateTime" in when:
        found = datetime.fromisoformat(when["dateTime"])
        if found.tzinfo is None:
            found = found.replace(tzinfo=zone(when.get("timeZone") or calendar_zone))
        return found.astimezone(UTC)
    day = date.fromisoformat(when["date"])
    midnight = datetime(day.year, day.month, day.day, tzinfo=zone(calendar_zone))
    return midnight.astimezone(UTC)


def wall(when: Resource, calendar_zone: str) -> datetime | date:
    """Return the naive wall time of a start in its own zone, or its date."""
    if "date" in when:
        return date.fromisoformat(when["date"])
    local = instant(when, calendar_zone).astimezone(zone(when.get("timeZone") or calendar_zone))
    return local.replace(tzinfo=None)


def written(at: datetime | date, zone_name: str) -> Resource:
    """Return the start or end of naive wall time in a zone, or of a date, as Google writes it."""
    if not isinstance(at, datetime):
        return {"date": at.isoformat()}
    local = at.replace(tzinfo=zone(zone_name))
    # A wall time that a clock change skips is the moment after it.
    local = local.astimezone(UTC).astimezone(zone(zone_name))
    return {"dateTime": local.isoformat(timespec="seconds"), "timeZone": zone_name}


def checked(when: Any, which: str, calendar_zone: str, recurring: bool) -> Resource:
    """Return a start or end as it is stored: one of `date` and `dateTime`, with its zone.

    Raises ApiError 400 as Google does.
    """
    if not isinstance(when, dict):
        raise invalid(f"Missing {which} time.", reason="required")
    plain = {name: value for name, value in when.items() if value is not None}
    if ("date" in plain) == ("dateTime" in plain):
        raise invalid(f"Invalid {which} time." if "date" in plain else f"Missing {which} time.")
    try:
        if "date" in plain:
            return {"date": date.fromisoformat(plain["date"]).isoformat()}
        found = datetime.fromisoformat(plain["dateTime"])
    except (ValueError, TypeError):
        raise invalid(f"Invalid {which} time.") from None
    named = plain.get("timeZone")
    if named:
        zone(named)
    if recurring and not named:
        raise invalid(f"Missing time zone definition for {which} time.", reason="required")
    if found.tzinfo is None and not named:
        raise invalid(f"Missing time zone definition for {which} time.", reason="required")
    local = zone(named or calendar_zone)
    found = found.replace(tzinfo=local) if found.tzinfo is None else found.astimezone(local)
    return {
        "dateTime": found.isoformat(timespec="seconds"),
        "timeZone": named or calendar_zone,
    }


def check_span(event: Resource, calendar_zone: str) -> None:
    """Raise ApiError 400 unless start and end are of one kind and in order."""
    start, end = event["start"], event["end"]
    if ("date" in start) != ("date" in end):
        raise invalid("The start and end times must either both be date or both be dateTime.")
    first, last = instant(start, calendar_zone), instant(end, calendar_zone)
    if first > last or ("date" in start and first == last):
        raise ApiError(
            400, "timeRangeEmpty", "The specified time range is empty.", domain="calendar"
        )


def length(event: Resource, calendar_zone: str) -> timedelta:
    """Return how long an event lasts."""
    return instant(event["end"], calendar_zone) - instant(event["start"], calendar_zone)
