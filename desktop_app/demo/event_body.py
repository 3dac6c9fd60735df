"""What of a sent body becomes part of an event: merging, limits, and who may change what."""

import re
from typing import Any

from desktop_app.demo import recurrence
from desktop_app.demo.errors import ApiError, invalid
from desktop_app.demo.model import Calendar
from desktop_app.demo.times import check_span, checked

Resource = dict[str, Any]

# What the server alone decides; echoes of it in a body are ignored, as Google ignores them.
READ_ONLY = frozenset(
    [
        "kind",
        "etag",
        "htmlLink",
        "created",
        "updated",
        "creator",
        "organizer",
        "recurringEventId",
        "originalStartTime",
        "hangoutLink",
        "locked",
        "privateCopy",
        "iCalUID",
        "id",
        "conferenceData",
        "sequence",
        "attendeesOmitted",
        "endTimeUnspecified",
    ]
)
# What a guest may change in an event of somebody else: it is hers alone.
OWN = frozenset({"reminders", "colorId", "transparency", "visibility", "extendedProperties"})

EVENT_TYPES = frozenset(
    {"default", "birthday", "focusTime", "fromGmail", "outOfOffice", "workingLocation"}
)
LONGEST_KEY, LONGEST_VALUE, MOST_PROPERTIES, MOST_BYTES = 44, 1024, 300, 32 * 1024


def merged(old: Any, new: Any) -> Any:
    """Return `old` patched by `new`: objects by name, null removes, lists replace."""
    if not isinstance(new, dict):
        return new
    found = dict(old) if isinstance(old, dict) else {}
    for name, value in new.items():
        if value is None:
            found.pop(name, None)
        else:
            found[name] = merged(found.get(name), value)
    return found


def without_null(value: Any) -> Any:
    """Return a body with the names left out that are set to null."""
    if isinstance(value, dict):
        return {key: without_null(item) for key, item in value.items() if item is not None}
    return value


def check_id(event_id: Any) -> None:
    """Raise ApiError 400 unless a client may choose this id."""
    if not isinstance(event_id, str) or not re.fullmatch(r"[a-v0-9]{5,1024}", event_id):
        raise invalid("Invalid resource id value.")


def finish(event: Resource, calendar: Calendar) -> Resource:
    """Return `event` in the form that is stored. Raises ApiError 400 for what is wrong with it."""
    recurring = bool(event.get("recurrence"))
    for which in ("start", "end"):
        event[which] = checked(event.get(which), which, calendar.zone, recurring)
    check_span(event, calendar.zone)
    if recurring:
        recurrence.check(event, calendar.zone)
    else:
        event.pop("recurrence", None)
    if event.get("status") not in (None, "confirmed", "tentative", "cancelled"):
        raise invalid("Invalid value for: status")
    if event.get("transparency") == "opaque":  # the default is not written
        del event["transparency"]
    if event.get("visibility") == "default":
        del event["visibility"]
    color = event.get("colorId")
    if color is not None and color not in {str(number) for number in range(1, 12)}:
        raise invalid("Invalid event color id.")
    _attendees(event, calendar)
    _reminders(event)
    _properties(event)
    for name in ("summary", "description", "location"):
        if event.get(name) == "":
            del event[name]
    return event


def check_type(old: str | None, new: Any) -> None:
    """Raise ApiError 400 when an event would get a type that it cannot have."""
    if new is None:
        return
    if new not in EVENT_TYPES:
        raise invalid("Invalid value for: eventType")
    if (old is None and new == "fromGmail") or (old is not None and new != old):
        raise ApiError(
            400,
            "eventTypeRestriction",
            "Event type cannot be changed." if old else "Event type cannot be created.",
            domain="calendar",
        )


def check_may_change(event: Resource, names: set[str], calendar: Calendar) -> None:
    """Raise ApiError 403 unless this calendar may change these fields of the event."""
    if event.get("locked"):
        names = names - OWN
        if names:
            raise _not_organizer()
    if may_change(event):
        return
    if names - OWN - {"attendees", "conferenceData"}:
        raise _not_organizer()


def may_change(event: Resource) -> bool:
    """Return whether the event is this calendar's own, or its guests may change it."""
    return bool((event.get("organizer") or {}).get("self") or event.get("guestsCanModify"))


def check_answer(before: Resource, event: Resource, calendar: Calendar) -> None:
    """Raise ApiError 403 where a guest who may not change the event changes more than her answer."""

    def rest(one: Resource) -> list[Resource]:
        return [
            {key: value for key, value in guest.items() if key not in ("self", "organizer")}
            for guest in one.get("attendees") or ()
            if guest.get("email") != calendar.owner
        ]

    if rest(before) != rest(event):
        raise _not_organizer()


def _not_organizer() -> ApiError:
    return ApiError(
        403,
        "forbiddenForNonOrganizer",
        "Shared properties can only be changed by the organizer of the event.",
        domain="calendar",
    )


def _attendees(event: Resource, calendar: Calendar) -> None:
    guests = event.get("attendees")
    if guests is None:
        return
    if not guests:
        del event["attendees"]
        return
    found: list[Resource] = []
    for guest in guests:
        email = guest.get("email") if isinstance(guest, dict) else None
        if not email or "@" not in email:
            raise invalid("Invalid attendee email.")
        one = {key: value for key, value in guest.items() if key not in ("self", "organizer")}
        one.setdefault("responseStatus", "needsAction")
        if email == (event.get("organizer") or {}).get("email"):
            one["organizer"] = True
        if email == calendar.owner:
            one["self"] = True
        found.append(one)
    event["attendees"] = found


def _reminders(event: Resource) -> None:
    reminders = event.get("reminders")
    if not reminders:
        event["reminders"] = {"useDefault": True}
        return
    overrides = reminders.get("overrides") or []
    if reminders.get("useDefault") and overrides:
        raise ApiError(
            400,
            "cannotUseDefaultRemindersAndSpecifyOverride",
            "Cannot specify both default reminders and overrides at the same time.",
            domain="calendar",
        )
    if len(overrides) > 5:
        raise invalid("Too many override reminders.")
    for one in overrides:
        minutes = one.get("minutes")
        if one.get("method") not in ("email", "popup") or not isinstance(minutes, int):
            raise invalid("Invalid override reminder.")
        if not 0 <= minutes <= 40320:
            raise invalid("Invalid override reminder minutes.")


def _properties(event: Resource) -> None:
    both = event.get("extendedProperties")
    if both is None:
        return
    kept: Resource = {}
    count = size = 0
    for kind in ("private", "shared"):
        # A longer key is dropped and a longer value cut, both silently.
        fitting = {
            key: str(value)[:LONGEST_VALUE]
            for key, value in (both.get(kind) or {}).items()
            if value is not None and len(key) <= LONGEST_KEY
        }
        count += len(fitting)
        size += sum(len(key.encode()) + len(value.encode()) for key, value in fitting.items())
        if fitting:
            kept[kind] = fitting
    if count > MOST_PROPERTIES or size > MOST_BYTES:
        raise invalid("The extended properties of the event are too large.")
    if kept:
        event["extendedProperties"] = kept
    else:
        del event["extendedProperties"]
