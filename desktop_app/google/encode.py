"""What a change sets on an event, as the Event resource that Calendar v3 is sent."""

from collections.abc import Mapping
from typing import Any

from desktop_app.domain import zones
from desktop_app.domain.change import Draft
from desktop_app.domain.errors import UsageError
from desktop_app.domain.event import AllDay, Guest, Timed, When, guest_of, when_of
from desktop_app.domain.text import N_, sentence
from desktop_app.google.properties import CUT_BY, KEYS, OPERATION, property_value

_SAME_NAME = frozenset({"summary", "description", "location", "transparency", "status"})
Body = dict[str, Any]


def encode_insert(draft: Draft) -> Body:
    """Return the body of `events.insert`: the fields of `draft`, its id and its operation.

    Raises UsageError for a field that no event has, a zone that is none, a value too long, a time
    in no year.
    """
    body = {"id": draft.event_id, **_body(draft.fields, patch=False)}
    private = body.setdefault("extendedProperties", {}).setdefault("private", {})
    private[OPERATION] = draft.operation
    return body


def encode_patch(fields: Mapping[str, Any]) -> Body:
    """Return the body of `events.patch` that sets `fields` and nothing else.

    Lists go whole, for a patch replaces them whole; a timed event that becomes all-day nulls the
    keys of what it was, and the other way round. Raises UsageError as `encode_insert` does.
    """
    return _body(fields, patch=True)


def needs_conference(fields: Mapping[str, Any]) -> bool:
    """Return whether `conferenceDataVersion=1` must go along, without which Google ignores it."""
    return "meeting_request" in fields


def _body(fields: Mapping[str, Any], *, patch: bool) -> Body:
    body: Body = {}
    private: dict[str, str | None] = {}
    for name, value in fields.items():
        if name in _SAME_NAME:
            body[name] = value
        elif name.startswith("lesson.") and name[7:] in KEYS:
            text = property_value(name, value)
            if text is not None or patch:  # null takes a property away
                private[KEYS[name[7:]]] = text
        elif name == "when":
            when = when_of(value)
            body["start"], body["end"] = _times(when, patch)
        elif name == "recurrence":
            body["recurrence"] = list(value)
        elif name == "cut_by":
            private[CUT_BY] = value
        elif name == "color_id":
            if value or patch:
                body["colorId"] = value or None
        elif name == "reminders":
            body["reminders"] = _reminders(value, patch)
        elif name == "guests":
            body["attendees"] = [_attendee(guest_of(guest)) for guest in value]
        elif name == "meeting_request":
            if value or patch:
                body["conferenceData"] = _conference(value)
        else:
            raise UsageError(code="unknown_field", detail=name)
    if private:
        body["extendedProperties"] = {"private": private}
    return body


def _times(when: When, patch: bool) -> tuple[Body, Body]:
    if isinstance(when, AllDay):
        other: Body = {"dateTime": None, "timeZone": None} if patch else {}
        return {"date": when.start.isoformat(), **other}, {"date": when.end.isoformat(), **other}
    other = {"date": None} if patch else {}
    return {**_moment(when.start, when), **other}, {**_moment(when.end, when), **other}


def _moment(seconds: int, when: Timed) -> Body:
    # The zone goes along always: a series needs it, and a moved class must keep its own.
    try:
        wall = zones.local(seconds, when.zone)
    except KeyError as error:
        told = sentence(N_("There is no time zone “{zone}”."), zone=when.zone)
        raise UsageError(told) from error
    except (ValueError, OverflowError) as error:
        # The first or the last hours that there are, elsewhere already in a year that is none.
        told = sentence(N_("No calendar reaches that far."))
        raise UsageError(told, detail=str(error)) from error
    return {"dateTime": wall.isoformat(), "timeZone": zones.normal(when.zone)}


def _reminders(value: Any, patch: bool) -> Body:
    if value is None:
        # Google refuses the calendar's own reminders beside any of the event's.
        return {"useDefault": True, **({"overrides": []} if patch else {})}
    overrides = [{"method": method, "minutes": minutes} for method, minutes in value]
    return {"useDefault": False, "overrides": overrides}


def _attendee(guest: Guest) -> Body:
    attendee = {
        "email": guest.email,
        "responseStatus": guest.response,
        "displayName": guest.name,
        "optional": guest.optional,
        "resource": guest.resource,
        "comment": guest.comment,
        "additionalGuests": guest.additional,
    }
    return {name: value for name, value in attendee.items() if value}


def _conference(request_id: str) -> Body | None:
    if not request_id:
        return None
    solution = {"type": "hangoutsMeet"}
    return {"createRequest": {"requestId": request_id, "conferenceSolutionKey": solution}}
