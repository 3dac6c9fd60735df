"""An .ics file to what it brings in; one event that makes no sense does not spoil the others."""

import logging
import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

import icalendar
from icalendar.prop import vDDDLists

from desktop_app.domain import zones
from desktop_app.domain.errors import UsageError
from desktop_app.domain.event import AllDay, Timed, When, original_key, when_value
from desktop_app.domain.lesson import CLASS_TYPES
from desktop_app.domain.text import N_, Sentence, sentence
from desktop_app.domain.transfer import Incoming, Reading, Unreadable

log = logging.getLogger(__name__)
LARGEST = 50_000_000
"""Bytes: ten times a full life of classes; more is not a calendar of hers."""
NO_CALENDAR = N_("The file {name} is not a calendar (.ics).")
_WHY_TIME = N_("Its time cannot be read.")
_WHY_RULE = N_("The rule by which it repeats cannot be read.")
_SHORT = frozenset({"FREQ=HOURLY", "FREQ=MINUTELY", "FREQ=SECONDLY"})
"""No class comes several times a day by one rule, and a file of one line must not make thousands."""
_WHY_ALONE = N_("It is one occurrence of a series that is not in the file.")


# icalendar types each property as any of thirty classes: which it is, is found out by trying.
Part = Any


class _Refused(Exception):
    """An event that cannot be taken in."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = Sentence(why)


class _Part(NamedTuple):
    fields: dict[str, Any]
    original: str
    cancelled: bool
    guessed: str  # the zone that is not known here


def read(data: bytes, name: str, zone: str) -> Reading:
    """Return what the file `name` holds. `zone`: of times that say none, and of unknown zones.

    Raises UsageError not_a_calendar for what is no iCalendar at all.
    """
    if len(data) > LARGEST or b"BEGIN:VCALENDAR" not in data[:65_536].upper():
        raise UsageError(sentence(NO_CALENDAR, name=name), code="not_a_calendar")
    try:
        calendars = icalendar.Calendar.from_ical(data, multiple=True)
    except (ValueError, IndexError, KeyError) as error:
        log.info("a file is not read as iCalendar: %s", type(error).__name__)
        raise UsageError(sentence(NO_CALENDAR, name=name), code="not_a_calendar") from error
    families: dict[str, list[Part]] = defaultdict(list)
    for calendar in calendars:
        for part in calendar.walk("VEVENT"):
            families[_uid(part)].append(part)
    events, unreadable = [], []
    for uid, parts in families.items():
        try:
            events.append(_family(uid, parts, zone))
        except _Refused as refused:
            unreadable.append(Unreadable(_plain(parts[0].get("summary"))[:200], refused.why))
    return Reading(tuple(events), tuple(unreadable))


def _uid(part: Part) -> str:
    """Return its UID; an event without one, which RFC 5545 forbids, is known by what it says."""
    said = _plain(part.get("uid"))
    return (
        said
        or f"no uid {part.get('dtstart') and part['dtstart'].to_ical()!r} {_plain(part.get('summary'))}"
    )


def _family(uid: str, parts: Iterable[Part], zone: str) -> Incoming:
    master: _Part | None = None
    exceptions: dict[str, dict[str, Any] | None] = {}
    for part in parts:
        found = _part(part, zone)
        if found.original:
            exceptions[found.original] = None if found.cancelled else found.fields
        elif not found.cancelled:
            master = found
    if master is None:
        raise _Refused(_WHY_ALONE if exceptions else _WHY_TIME)
    if exceptions and not master.fields.get("recurrence"):
        raise _Refused(_WHY_RULE)
    doubt = None
    if master.guessed:
        text = N_("The time zone {zone} is not known here; {assumed} was taken.")
        doubt = sentence(text, zone=master.guessed, assumed=zone)
    return Incoming(uid, master.fields, tuple(sorted(exceptions.items())), doubt)


def _part(part: Part, zone: str) -> _Part:
    try:
        when, guessed = _when(part, zone)
        original = _original(part, zone)
        recurrence = [] if original else _recurrence(part)
    except _Refused:
        raise
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
        raise _Refused(_WHY_TIME) from error
    fields: dict[str, Any] = {"summary": _plain(part.get("summary")), "when": when_value(when)}
    description, location = _plain(part.get("description")), _plain(part.get("location"))
    link = _link(part)
    if link and not location:
        location = link  # a meeting cannot be taken over: its link is kept where it is seen
    if description:
        fields["description"] = description[:8000]
    if location:
        fields["location"] = location[:1000]
    if recurrence:
        fields["recurrence"] = recurrence
    if _plain(part.get("transp")).upper() == "TRANSPARENT":
        fields["transparency"] = "transparent"
    fields |= _lesson(part)
    cancelled = _plain(part.get("status")).upper() == "CANCELLED"
    return _Part(fields, original, cancelled, guessed)


def _when(part: Part, zone: str) -> tuple[When, str]:
    start = part["dtstart"].dt
    end = part["dtend"].dt if "dtend" in part else None
    if end is None and "duration" in part:
        end = start + part["duration"].dt
    if not isinstance(start, datetime):
        last = end.date() if isinstance(end, datetime) else end
        return AllDay(start, last if last and last > start else start + timedelta(days=1)), ""
    if end is None:
        end = start
    elif not isinstance(end, datetime):
        raise _Refused(_WHY_TIME)
    named, guessed = _zone(start, str(part["dtstart"].params.get("TZID", "")), zone)
    first, last_second = _seconds(start, zone), _seconds(end, zone)
    if last_second < first:
        raise _Refused(_WHY_TIME)
    return Timed(first, last_second, named), guessed


def _zone(moment: datetime, called: str, zone: str) -> tuple[str, str]:
    """Return the zone to keep, and the name of one that had to be replaced ("" = none)."""
    if moment.tzinfo is None:
        return zone, ""
    name = str(getattr(moment.tzinfo, "key", "") or called)
    if moment.tzinfo is UTC or name.upper() in {"UTC", "GMT", "ETC/UTC"}:
        return "UTC", ""
    if zones.known(name):
        return zones.normal(name), ""
    return zone, name[:60]


def _seconds(moment: datetime, zone: str) -> int:
    if moment.tzinfo is None:
        return zones.epoch(moment, zone)
    return int(moment.timestamp())


def _original(part: Part, zone: str) -> str:
    if "recurrence-id" not in part:
        return ""
    start: date | datetime = part["recurrence-id"].dt
    if isinstance(start, datetime):
        return original_key(_seconds(start, zone))
    return original_key(start)


def _recurrence(part: Part) -> list[str]:
    """Return the lines as Google keeps them: RRULE, RDATE, EXDATE."""
    if any(name.upper() in {"RRULE", "RDATE", "EXDATE"} for name, _ in part.errors):
        raise _Refused(_WHY_RULE)
    lines = []
    for name in ("RRULE", "RDATE", "EXDATE"):
        said = part.get(name)
        for value in said if isinstance(said, list) and not isinstance(said, vDDDLists) else [said]:
            if value is None:
                continue
            text = value.to_ical().decode()
            if name == "RRULE" and _SHORT & {part.upper() for part in text.split(";")}:
                raise _Refused(_WHY_RULE)
            parameters = value.params.to_ical().decode() if value.params else ""
            lines.append(f"{name}{';' + parameters if parameters else ''}:{text}")
    return lines


def _lesson(part: Part) -> dict[str, Any]:
    kind = _plain(part.get("x-aula-class-type"))
    if kind not in CLASS_TYPES:
        return {}
    many = _plain(part.get("x-aula-max-participants"))
    fields = {
        "lesson.class_type": kind,
        "lesson.max_participants": int(many) if re.fullmatch(r"\d{1,3}", many) else 1,
        "lesson.focus": _plain(part.get("x-aula-focus"))[:200],
    }
    code = _plain(part.get("x-aula-access-code"))
    if re.fullmatch(r"[A-Z0-9]{3}-[A-Z0-9]{3}", code):
        fields["lesson.access_code"] = code
    return fields


def _link(part: Part) -> str:
    for name in ("conference", "x-google-conference"):
        said = part.get(name)
        link = _plain(said[0] if isinstance(said, list) else said)
        if link.startswith("https://"):
            return link
    return ""


def _plain(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else None
    return "" if value is None else str(value).strip()
