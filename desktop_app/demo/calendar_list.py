"""The calendar list of an account."""

from typing import Any

from desktop_app.demo.errors import invalid, not_found
from desktop_app.demo.events_list import number
from desktop_app.demo.model import Calendar, Resource, Store

# backgroundColor by colorId, as `colors.get` tells them.
_COLOURS = (
    "#ac725e", "#d06b64", "#f83a22", "#fa573c", "#ff7537", "#ffad46", "#42d692", "#16a765",
    "#7bd148", "#b3dc6c", "#fbe983", "#fad165", "#92e1c0", "#9fe1e7", "#9fc6e7", "#4986e7",
    "#9a9cff", "#b99aff", "#c2c2c2", "#cabdbf", "#cca6ac", "#f691b2", "#cd74e6", "#a47ae2",
)  # fmt: skip
_RANK = {"freeBusyReader": 0, "reader": 1, "writer": 2, "owner": 3}


def entry(store: Store, calendar: Calendar, email: str) -> Resource:
    """Return the CalendarListEntry of a calendar for one account."""
    owner = store.accounts.get(calendar.owner)
    types = ["hangoutsMeet"] if owner is not None and owner.can_meet else []
    found: dict[str, Any] = {
        "kind": "calendar#calendarListEntry",
        "etag": f'"{1700000000000000 + calendar.change}"',
        "id": calendar.id,
        "summary": calendar.summary,
        "timeZone": calendar.zone,
        "colorId": calendar.color,
        "backgroundColor": _COLOURS[int(calendar.color) - 1],
        "foregroundColor": "#000000",
        "accessRole": calendar.role(email),
        "defaultReminders": calendar.reminders if calendar.role(email) == "owner" else [],
        "conferenceProperties": {"allowedConferenceSolutionTypes": types},
    }
    if calendar.id == email:
        found["primary"] = True
    if calendar.selected:  # left out where it is not
        found["selected"] = True
    return found


def list_calendars(store: Store, email: str, query: dict[str, str]) -> Resource:
    """Return one page of the calendars of an account."""
    most = number(query, "maxResults", 100, 1, 250)
    least = _RANK.get(query.get("minAccessRole", "freeBusyReader"))
    if least is None:
        raise invalid("Invalid value for: minAccessRole", "minAccessRole", "invalidParameter")
    mine = [one for one in store.of(email) if _RANK[one.role(email)] >= least]
    start = number(query, "pageToken", 0, 0, 10**9)
    page: dict[str, Any] = {
        "kind": "calendar#calendarList",
        "etag": f'"p{len(mine):014d}"',
        "items": [entry(store, one, email) for one in mine[start : start + most]],
    }
    if start + most < len(mine):
        page["nextPageToken"] = str(start + most)
    return page


def get_calendar(store: Store, email: str, calendar: Calendar) -> Resource:
    """Return one entry; raises ApiError 404."""
    if not calendar.role(email):
        raise not_found()
    return entry(store, calendar, email)
