"""Meetings that the provider still prepares: asked for again until they are there or given up."""

from collections.abc import Callable
from typing import NamedTuple

from desktop_app.domain.errors import RemoteError
from desktop_app.domain.ports import Remote, Store

GIVE_UP = 600.0
SHORTEST, LONGEST = 1.0, 60.0


class Polled(NamedTuple):
    """`next_in`: seconds until the next poll is due, None when nothing is pending."""

    next_in: float | None


def interval(age: float) -> float:
    """Return the seconds to wait before asking again for a meeting asked for `age` seconds ago."""
    return min(LONGEST, max(SHORTEST, age / 2))


def poll(store: Store, remote: Remote, now: float, cancelled: Callable[[], bool]) -> Polled:
    """Ask once for each pending meeting and store what came.

    Raises NetworkError, NotConnectedError, RemoteError (but not when an event has gone).
    """
    ages = []
    for pending in store.pending_meetings():
        if cancelled():
            break
        if now - pending.since >= GIVE_UP:
            store.give_up_meeting(pending.calendar_id, pending.event_id)
            continue
        try:
            said = remote.get(pending.calendar_id, pending.event_id)
        except RemoteError as error:
            if error.code not in {"not_found", "deleted"}:
                raise
            # One who has just been made may not be there for a moment; a pull tells of a removal.
            ages.append(now - pending.since)
            continue
        store.apply(said)
        if said.event.meeting.state == "pending":
            ages.append(now - pending.since)
    return Polled(min(map(interval, ages)) if ages else None)
