"""Calendar v3's Event resource to an event of the domain."""

import logging
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from desktop_app.domain import zones
from desktop_app.domain.event import (
    AllDay,
    Event,
    Guest,
    Meeting,
    MeetingState,
    Timed,
    When,
    original_key,
)
from desktop_app.google.properties import CUT_BY, OPERATION, lesson_of

log = logging.getLogger(__name__)

EVENT_FIELDS = (
    "id,etag,status,htmlLink,summary,description,location,colorId,transparency,recurrence,"
    "recurringEventId,originalStartTime,eventType,locked,guestsCanModify,organizer(email,self),"
    "attendees(email,displayName,responseStatus,organizer,self,optional,resource,comment,"
    "additionalGuests),reminders,hangoutLink,"
    "conferenceData(createRequest,entryPoints(entryPointType,uri),conferenceSolution/key),"
    "extendedProperties/private,start,end"
)
FIELDS = f"kind,summary,timeZone,nextPageToken,nextSyncToken,items({EVENT_FIELDS})"
"""The `fields` mask of `events.list`: a sync token holds for this very text only."""

NO_MEETING = Meeting()
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ONE_DAY = timedelta(days=1)
# Two days within datetime's own range, so that any zone can show what is kept.
EARLIEST, LATEST = -62_135_400_000, 253_402_100_000


def decode(raw: Mapping[str, Any], calendar_id: str) -> Event:
    """Return the event that `raw`, an Event resource as Google sent it, means.

    Odd data never ends a pull: a time that is none leaves `when` None, a zone that this machine
    does not know becomes UTC with the moment kept. Raises KeyError where there is no id, for then
    it is not an event.
    """
    try:
        return _decode(raw, calendar_id)
    except (AttributeError, TypeError, ValueError):
        log.warning("event %s has parts that cannot be read", raw["id"])
        status, summary = raw.get("status"), raw.get("summary")
        return Event(
            str(raw["id"]),
            calendar_id,
            _when(raw),
            status if isinstance(status, str) else "confirmed",
            summary if isinstance(summary, str) else "",
            editable=False,  # what was not understood must not be written back
        )


def _decode(raw: Mapping[str, Any], calendar_id: str) -> Event:
    # This runs 10,000 times in a first sync, hence the plain look-ups.
    get = raw.get
    extended = get("extendedProperties")
    private = extended.get("private") if extended else None
    attendees = get("attendees")
    guests = tuple(map(_guest, attendees)) if attendees else ()
    event_type = get("eventType") or "default"
    organizer = get("organizer")
    reminders = get("reminders")
    recurrence = get("recurrence")
    original = get("originalStartTime")
    return Event(
        raw["id"],
        calendar_id,
        _when(raw),
        get("status") or "confirmed",
        get("summary") or "",
        get("description") or "",
        get("location") or "",
        get("colorId") or "",
        get("transparency") or "opaque",
        tuple(recurrence) if recurrence else (),
        get("recurringEventId") or "",
        _original(original, raw["id"]) if original else "",
        event_type,
        event_type == "default"
        and not get("locked")
        and (organizer is None or organizer.get("self") is True or bool(get("guestsCanModify"))),
        bool(guests) and any(guest.is_self and guest.response == "declined" for guest in guests),
        guests,
        _reminders(reminders) if reminders and not reminders.get("useDefault") else None,
        _meeting(raw) if "conferenceData" in raw or "hangoutLink" in raw else NO_MEETING,
        lesson_of(private) if private else None,
        private.get(OPERATION, "") if private else "",
        get("etag") or "",
        get("htmlLink") or "",
        cut_by=private.get(CUT_BY, "") if private else "",
    )


def _when(raw: Mapping[str, Any]) -> When | None:
    start, end = raw.get("start"), raw.get("end")
    if not start:
        return None
    try:
        if "dateTime" in start:
            zone = _zone(start.get("timeZone") or "")
            first = _seconds(start["dateTime"], zone)
            last = _seconds(end["dateTime"], zone) if end and "dateTime" in end else first
            return Timed(first, max(first, last), zone)
        day = date.fromisoformat(start["date"])
        after = date.fromisoformat(end["date"]) if end and "date" in end else day
        return AllDay(day, after if after > day else day + ONE_DAY)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
        # By id only: the text of an event is nobody's but the teacher's.
        log.warning("event %s has no time that can be read", raw.get("id"))
        return None


def _seconds(text: str, zone: str) -> int:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        seconds = zones.epoch(moment, zone)
    else:
        since = moment - EPOCH  # faster than timestamp(), and this is the busiest line of a sync
        seconds = since.days * 86_400 + since.seconds
    if not EARLIEST < seconds < LATEST:
        raise ValueError(text)
    return seconds


@lru_cache(maxsize=256)
def _zone(name: str) -> str:
    if name and zones.known(name):
        return zones.normal(name)
    if name:
        log.warning("a time zone is not known here and is read as UTC: %.60r", name)
    return "UTC"


def _original(start: Mapping[str, Any], event_id: str) -> str:
    try:
        if "dateTime" in start:
            zone = _zone(start.get("timeZone") or "")
            return original_key(_seconds(start["dateTime"], zone))
        return original_key(date.fromisoformat(start["date"]))
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
        log.warning("event %s has no original start that can be read", event_id)
        # Google ends an exception's id with it: the next best witness.
        return event_id.rpartition("_")[2] if "_" in event_id else ""


def _guest(raw: Mapping[str, Any]) -> Guest:
    get = raw.get
    return Guest(
        get("email") or "",
        get("displayName") or "",
        get("responseStatus") or "needsAction",
        bool(get("organizer")),
        bool(get("self")),
        bool(get("optional")),
        bool(get("resource")),
        get("comment") or "",
        int(get("additionalGuests") or 0),
    )


def _reminders(raw: Mapping[str, Any]) -> tuple[tuple[str, int], ...]:
    return tuple(
        (str(one.get("method") or "popup"), int(one.get("minutes") or 0))
        for one in raw.get("overrides") or ()
    )


def _meeting(raw: Mapping[str, Any]) -> Meeting:
    data = raw.get("conferenceData") or {}
    request = data.get("createRequest") or {}
    links: dict[str, str] = {}
    for entry in data.get("entryPoints") or ():  # in no order; there may be several phones
        links.setdefault(entry.get("entryPointType") or "", entry.get("uri") or "")
    link = links.get("video") or raw.get("hangoutLink") or ""
    code = (request.get("status") or {}).get("statusCode")
    made = (data.get("conferenceSolution") or {}).get("key")
    kind = (made or request.get("conferenceSolutionKey") or {}).get("type") or ""
    if not kind and raw.get("hangoutLink"):
        kind = "hangoutsMeet"
    return Meeting(
        # A pending and a failed request look the same but for the code: neither has entry points.
        "ready" if link or links or code == "success" else _STATES.get(code or "", "none"),
        link,
        "google-meet" if kind == "hangoutsMeet" else kind,
        request.get("requestId") or "",
        links.get("phone", "").removeprefix("tel:"),
        links.get("sip", "").removeprefix("sip:"),
    )


_STATES: dict[str, MeetingState] = {"pending": "pending", "failure": "failed"}
