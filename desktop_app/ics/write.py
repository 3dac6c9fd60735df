"""Events to an .ics file that any calendar program reads."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import icalendar
from icalendar.prop import vUnknown, vUri

from desktop_app.domain.event import Event, Timed, original_start
from desktop_app.domain.projection import Family
from desktop_app.domain.transfer import uid_of
from desktop_app.domain.zones import known

PRODUCT = "-//Aula//Aula//EN"
# What RFC 5545 does not allow within a text.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def write(families: Iterable[Family], now: float, *, codes: bool = False) -> bytes:
    """Return the families as one calendar. `now`: epoch seconds, for DTSTAMP.

    Access codes are left out unless `codes`; guests always are: a file is passed on.
    """
    made = icalendar.Calendar()
    made.add("version", "2.0")
    made.add("prodid", PRODUCT)
    stamp = datetime.fromtimestamp(int(now), UTC)
    for family in families:
        if family.master is not None and not family.master.cancelled:
            made.add_component(_event(family.master, None, stamp, codes))
        for event in family.exceptions.values():
            series = family.master
            if series is None or not series.cancelled:
                made.add_component(_event(event, series, stamp, codes))
    made.add_missing_timezones()
    return bytes(made.to_ical())


def _event(event: Event, series: Event | None, stamp: datetime, codes: bool) -> icalendar.Event:
    made = icalendar.Event()
    made.add("uid", uid_of(event))
    made.add("dtstamp", stamp)
    _add_times(made, event, series)
    if event.cancelled:
        made.add("status", "CANCELLED")
    else:
        _add_contents(made, event, codes)
    return made


def _add_times(made: icalendar.Event, event: Event, series: Event | None) -> None:
    """Say when it takes place; one that was cancelled where its series would have it."""
    when = event.when or (series.when if series is not None else None)
    if event.original:
        zone = when.zone if isinstance(when, Timed) else ""
        start = original_start(event.original)
        made.add("recurrence-id", _moment(start, zone) if isinstance(start, int) else start)
    if isinstance(when, Timed):
        made.add("dtstart", _moment(when.start, when.zone))
        made.add("dtend", _moment(when.end, when.zone))
    elif when is not None:
        made.add("dtstart", when.start)
        made.add("dtend", when.end)
    for line in event.recurrence:
        head, _, value = line.partition(":")
        name, *parameters = head.split(";")
        raw = vUnknown(value)  # written as it is: the lines are RFC 5545's own
        raw.params.update(one.split("=", 1) for one in parameters if "=" in one)
        made.add(name, raw, encode=False)


def _add_contents(made: icalendar.Event, event: Event, codes: bool) -> None:
    """Say what it is; the access code only with `codes`."""
    made.add("summary", _text(event.summary))
    if event.lesson is not None:
        made.add("x-aula-class-type", event.lesson.class_type)
        made.add("x-aula-max-participants", str(event.lesson.max_participants))
        if event.lesson.focus:
            made.add("x-aula-focus", _text(event.lesson.focus))
        if codes and event.lesson.access_code:
            made.add("x-aula-access-code", event.lesson.access_code)
    if description := _text(event.description):
        made.add("description", description)
    if event.location:
        made.add("location", _text(event.location))
    if event.meeting.link:
        link = vUri(event.meeting.link)
        link.params["VALUE"] = "URI"
        link.params["FEATURE"] = "VIDEO"
        made.add("conference", link, encode=False)  # RFC 7986
    made.add("transp", event.transparency.upper())


def _moment(seconds: int, zone: str) -> datetime:
    if not zone or not known(zone) or zone == "UTC":
        return datetime.fromtimestamp(seconds, UTC)
    return datetime.fromtimestamp(seconds, ZoneInfo(zone))


def _text(text: str) -> str:
    return _CONTROL.sub("", text.replace("\r\n", "\n"))
