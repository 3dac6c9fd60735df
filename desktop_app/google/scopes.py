"""What Aula asks Google for, and what of it was granted."""

from collections.abc import Iterable

EVENTS = "https://www.googleapis.com/auth/calendar.events"
CALENDAR_LIST = "https://www.googleapis.com/auth/calendar.calendarlist.readonly"
SCOPES = ("openid", "email", "profile", EVENTS, CALENDAR_LIST)
"""All that is asked for; only EVENTS is vital, the list of calendars is a comfort."""

# One and the same permission under the names that Google grants it by.
_SAME = {
    "email": "https://www.googleapis.com/auth/userinfo.email",
    "profile": "https://www.googleapis.com/auth/userinfo.profile",
}
_WIDER_EVENTS = "https://www.googleapis.com/auth/calendar"


def normal(scopes: Iterable[str]) -> frozenset[str]:
    """Return `scopes` by their full names."""
    return frozenset(_SAME.get(scope, scope) for scope in scopes)


def may_write_events(granted: Iterable[str]) -> bool:
    """Return whether classes can be made with what was granted."""
    return bool({EVENTS, _WIDER_EVENTS} & normal(granted))


def may_list_calendars(granted: Iterable[str]) -> bool:
    """Return whether the list of calendars can be read with what was granted."""
    return bool({CALENDAR_LIST, _WIDER_EVENTS} & normal(granted))
