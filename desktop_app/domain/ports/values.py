"""What goes through the ports: accounts, calendars, pages, and where a sync stands."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from desktop_app.domain.event import Event


class Account(NamedTuple):
    """Who is connected: `sub` is Google's stable id of the account."""

    sub: str
    email: str
    name: str = ""
    calendar_id: str = ""  # resolved id of the calendar that classes go to, never `primary`


class Said(NamedTuple):
    """One event as the server sent it: its JSON text, and what it means."""

    raw: str
    event: Event


class Page(NamedTuple):
    """One page of `events.list`. `sync_token` comes with the last page only."""

    events: Sequence[Said]
    next_page: str
    sync_token: str


class CalendarInfo(NamedTuple):
    """One calendar of the account, as Google's list has it; `color`: `#RRGGBB`."""

    id: str
    summary: str
    color: str = ""
    access_role: str = "owner"
    primary: bool = False
    zone: str = ""
    selected: bool = True


class SyncState(NamedTuple):
    """Where a calendar's pull stands. `token` is "" before the first whole pull."""

    token: str
    fingerprint: str


class Unlisted(NamedTuple):
    """A series whose occurrences the server did not list: how often it was asked, and when (epoch
    seconds) it is asked again."""

    tries: int
    next_time: float


class PendingMeeting(NamedTuple):
    """An event whose meeting Google still prepares; `since`: epoch seconds, first seen so."""

    calendar_id: str
    event_id: str
    since: float


class OutboxCounts(NamedTuple):
    """How many changes wait to be sent, and how many need the teacher."""

    unsent: int
    attention: int


Progress = Callable[[int], None]
"""Told how many events a pull has brought so far."""
