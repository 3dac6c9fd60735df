"""Writing events: insert, import, quickAdd, patch, update, delete and move."""

import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

from desktop_app.demo import conference, mails, recurrence
from desktop_app.demo.errors import ApiError, deleted, invalid, not_found
from desktop_app.demo.event_body import (
    READ_ONLY,
    check_answer,
    check_id,
    check_may_change,
    check_type,
    finish,
    may_change,
    merged,
    without_null,
)
from desktop_app.demo.model import Calendar, Store
from desktop_app.demo.times import written, zone

Resource = dict[str, Any]
Query = dict[str, str]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def insert(store: Store, calendar: Calendar, body: Resource, query: Query) -> Resource:
    """Make an event; raises ApiError 409 `duplicate` for an id that is taken or was ever used."""
    chosen = body.get("id")
    if chosen is None:
        event_id = _new_id()
    else:
        check_id(chosen)
        event_id = chosen
        if event_id in calendar.events:
            raise _duplicate()
    who = mails.wanted(query)
    check_type(None, body.get("eventType"))
    plain = without_null(body)
    event = _born(store, calendar, event_id)
    event["iCalUID"] = plain.get("iCalUID") or f"{event_id}@google.com"
    event |= {name: value for name, value in plain.items() if name not in READ_ONLY}
    finish(event, calendar)
    if query.get("conferenceDataVersion") == "1" and body.get("conferenceData"):
        conference.apply(store, calendar, event, {}, body)
    calendar.put(event)
    mails.send(store, calendar, event, "invitation", who, event)
    return event


def import_(store: Store, calendar: Calendar, body: Resource, query: Query) -> Resource:
    """Add a private copy of an event that exists elsewhere, known by its `iCalUID`."""
    uid = body.get("iCalUID")
    if not uid:
        raise invalid("Missing iCalUID.", reason="required")
    check_type(None, body.get("eventType"))
    if body.get("eventType") not in (None, "default"):
        raise invalid("Only events with an eventType of default may be imported.")
    known = next((one for one in calendar.events.values() if one.get("iCalUID") == uid), None)
    plain = without_null(body)
    event = _born(store, calendar, known["id"] if known else _new_id())
    event["iCalUID"] = uid
    event |= {name: value for name, value in plain.items() if name not in READ_ONLY}
    if plain.get("organizer"):
        event["organizer"] = _person(calendar, plain["organizer"])
    finish(event, calendar)
    if known:
        event |= {"created": known["created"], "sequence": known["sequence"] + 1}
    return calendar.put(event)


def quick_add(store: Store, calendar: Calendar, query: Query) -> Resource:
    """Make an event of an hour from a text, at the next full hour."""
    text = query.get("text")
    if not text:
        raise invalid("Required parameter: text", "text", "required")
    now = datetime.fromtimestamp(store.clock(), zone(calendar.zone)).replace(tzinfo=None)
    start = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    body = {
        "summary": text,
        "start": written(start, calendar.zone),
        "end": written(start + timedelta(hours=1), calendar.zone),
    }
    return insert(store, calendar, body, query)


def change(
    store: Store,
    calendar: Calendar,
    event_id: str,
    body: Resource,
    query: Query,
    if_match: str,
    whole: bool,
) -> Resource:
    """Patch an event, or with `whole` replace it; raises ApiError 403, 404, 412.

    An occurrence of a series that is changed for the first time becomes an exception.
    """
    before = lookup(calendar, event_id)
    check_match(before, if_match)
    who = mails.wanted(query)
    touched = {
        name
        for name, value in body.items()
        if name not in READ_ONLY - {"conferenceData"} and before.get(name) != value
    }
    check_may_change(before, touched, calendar)
    check_type(before["eventType"], body.get("eventType"))
    writable = {name: value for name, value in body.items() if name not in READ_ONLY}
    if whole:
        event = {name: value for name, value in before.items() if name in READ_ONLY}
        event |= {"status": "confirmed", "eventType": before["eventType"]}
        event |= without_null(writable)
    else:
        event = merged(before, writable)
    if "recurrence" in event and before.get("recurringEventId"):
        raise invalid("Recurrence of an occurrence cannot be changed.")
    finish(event, calendar)
    if query.get("conferenceDataVersion") == "1" and "conferenceData" in body:
        conference.apply(store, calendar, event, before, body)
    event["sequence"] = before["sequence"] + (
        1 if any(event.get(key) != before.get(key) for key in ("start", "end", "recurrence")) else 0
    )
    if event.get("status") == "cancelled":
        _cancel(calendar, event)
        mails.send(store, calendar, event, "cancellation", who, before)
        return event
    answer = "attendees" in touched and not may_change(before)
    if answer:
        check_answer(before, event, calendar)
    calendar.put(event)
    if event["sequence"] != before["sequence"]:
        _drop_exceptions(calendar, event)
    if answer:
        mails.reply(store, event, who)
    else:
        mails.send(store, calendar, event, "update", who, before)
    return event


def delete(store: Store, calendar: Calendar, event_id: str, query: Query, if_match: str) -> None:
    """Delete an event; raises ApiError 404, 412, and 410 `deleted` the second time."""
    before = lookup(calendar, event_id)
    if before["status"] == "cancelled":
        raise deleted()
    check_match(before, if_match)
    who = mails.wanted(query)
    _cancel(calendar, dict(before))
    mails.send(store, calendar, before, "cancellation", who, before)


def move(
    store: Store, calendar: Calendar, event_id: str, target: Calendar, query: Query
) -> Resource:
    """Move an event to another calendar, which becomes its organizer."""
    before = lookup(calendar, event_id)
    if before["status"] == "cancelled":
        raise deleted()
    if before.get("recurringEventId"):
        raise ApiError(
            403,
            "cannotChangeOrganizerOfInstance",
            "Cannot change the organizer of an instance.",
            domain="calendar",
        )
    if before["eventType"] != "default":
        raise ApiError(400, "eventTypeRestriction", "Event type cannot be moved.")
    if not before["organizer"].get("self"):
        raise ApiError(
            403,
            "cannotChangeOrganizer",
            "The organizer of the event cannot be changed.",
            domain="calendar",
        )
    if target is calendar:
        return before
    children = [calendar.events[name] for name in calendar.exceptions.get(event_id, ())]
    moved: Resource = {}
    for one in [before, *children]:
        copy = dict(one) | {"organizer": organizer(store, target)}
        target.put(copy)
        moved = moved or copy
    _cancel(calendar, dict(before))
    mails.send(store, target, moved, "update", mails.wanted(query), before)
    return moved


def lookup(calendar: Calendar, event_id: str) -> Resource:
    """Return an event or occurrence, stored or computed, deleted or not; raises ApiError 404."""
    found = calendar.events.get(event_id)
    if found is not None:
        return found
    name, line, _ = event_id.rpartition("_")
    master = calendar.events.get(name) if line else None
    if master is not None and master.get("recurrence") and master["status"] != "cancelled":
        occurrence = recurrence.find(master, event_id, calendar.zone)
        if occurrence is not None:
            return occurrence
    raise not_found()


def check_match(event: Resource, if_match: str) -> None:
    """Raise ApiError 412 unless `if_match`, an If-Match header or "", fits the event."""
    if (
        if_match
        and if_match != "*"
        and event["etag"] not in (one.strip() for one in if_match.split(","))
    ):
        raise ApiError(
            412,
            "conditionNotMet",
            "Precondition Failed",
            location="If-Match",
            location_type="header",
        )


def organizer(store: Store, calendar: Calendar) -> Resource:
    """Return the organizer that events made on a calendar have."""
    found: Resource = {"email": calendar.id, "self": True}
    if calendar.id not in store.accounts:
        found["displayName"] = calendar.summary
    return found


def _cancel(calendar: Calendar, event: Resource) -> None:
    event["status"] = "cancelled"
    calendar.pending.pop(event["id"], None)
    calendar.put(event)
    # What a cancelled master leaves behind goes with it, and no listing speaks of it again.
    for name in calendar.exceptions.get(event["id"], ()):
        calendar.events[name] = calendar.events[name] | {"status": "cancelled"}


def _drop_exceptions(calendar: Calendar, master: Resource) -> None:
    # Exceptions whose place the new rule does not have are no longer part of the series.
    if not master.get("recurrence"):
        gone = set(calendar.exceptions.get(master["id"], ()))
    else:
        gone = {
            name
            for name in calendar.exceptions.get(master["id"], ())
            if recurrence.find(master, name, calendar.zone) is None
        }
    for name in gone:
        if calendar.events[name]["status"] != "cancelled":
            calendar.put(calendar.events[name] | {"status": "cancelled"})


def _born(store: Store, calendar: Calendar, event_id: str) -> Resource:
    return {
        "kind": "calendar#event",
        "id": event_id,
        "status": "confirmed",
        "htmlLink": f"https://www.google.com/calendar/event?eid={event_id}",
        "created": calendar.now_text(),
        "creator": {"email": calendar.owner}
        | ({"self": True} if calendar.owner == calendar.id else {}),
        "organizer": organizer(store, calendar),
        "sequence": 0,
        "eventType": "default",
    }


def _person(calendar: Calendar, person: Resource) -> Resource:
    found = {key: value for key, value in person.items() if key in ("email", "displayName", "id")}
    return found | ({"self": True} if person.get("email") == calendar.id else {})


def _new_id() -> str:
    alphabet = "0123456789abcdefghijklmnopqrstuv"
    return "".join(secrets.choice(alphabet) for _ in range(26))


def _duplicate() -> ApiError:
    return ApiError(409, "duplicate", "The requested identifier already exists.")
