"""Calendars as files: what a file brings in, what is there already, and whose events go out."""

from collections.abc import Container, Iterable
from typing import Any, NamedTuple

from desktop_app.domain.event import Event
from desktop_app.domain.fold import fold
from desktop_app.domain.text import Sentence

GOOGLE = "@google.com"
"""What Google appends to an event's id to make its iCalendar UID; Aula writes the same."""


class Incoming(NamedTuple):
    """One event or series of a file. `fields` are those of a creation (domain.event.FIELDS).

    `exceptions`: what differs, by `original` (see `original_key`), None where that occurrence does
    not take place. `doubt`: what had to be assumed.
    """

    uid: str
    fields: dict[str, Any]
    exceptions: tuple[tuple[str, dict[str, Any] | None], ...] = ()
    doubt: Sentence | None = None

    @property
    def title(self) -> str:
        """The name, "" where it has none."""
        return str(self.fields.get("summary", ""))


class Unreadable(NamedTuple):
    """An event of a file that cannot be taken in, and why."""

    title: str
    why: Sentence


class Reading(NamedTuple):
    """What a file holds."""

    events: tuple[Incoming, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()


class Plan(NamedTuple):
    """What taking a file in would do: `new` with the id that each gets, `there` stays as it is."""

    new: tuple[tuple[str, Incoming], ...]
    there: tuple[Incoming, ...]
    unreadable: tuple[Unreadable, ...]


def uid_of(event: Event) -> str:
    """Return the iCalendar UID of an event or series; an exception has its series'."""
    return f"{event.family}{GOOGLE}"


def own_id(uid: str) -> str:
    """Return the id of the event that `uid` was made from by Google or Aula, "" for others."""
    return uid.removesuffix(GOOGLE) if uid.endswith(GOOGLE) else ""


def ids_of(uid: str) -> Iterable[str]:
    """Yield the ids that an event of a file may get here, in order.

    They follow from its UID alone: the same file taken in twice, or on two computers, meets itself.
    An id whose event was deleted is burnt at Google: then the next one is taken.
    """
    import hashlib  # not on the way to the first paint: it loads OpenSSL's hashes, 4 ms

    for turn in range(8):
        # 32 of [0-9a-f]: within Calendar v3's alphabet for client ids.
        yield hashlib.sha256(f"aula ics {turn} {uid}".encode()).hexdigest()[:32]


def is_about(event: Event, student: str, ids: Container[str]) -> bool:
    """Return whether the event is of `student`: it holds one of the `ids` that the roster has
    under that name, or names her or him in its title or among its guests."""
    if event.lesson is not None and any(one in ids for one in event.lesson.students):
        return True
    wanted = fold(student).split()
    said = [event.summary, *(f"{guest.name} {guest.email}" for guest in event.guests)]
    return any(all(word in fold(text) for word in wanted) for text in said)
