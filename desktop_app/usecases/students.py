"""The roster: keep, remove and take back; a student's classes; who may be added."""

import uuid
from collections.abc import Sequence
from typing import NamedTuple

from desktop_app.domain.errors import UsageError
from desktop_app.domain.event import Guest
from desktop_app.domain.occurrence import ChangeSet, Flag, Occurrence
from desktop_app.domain.ports import Reader, Roster
from desktop_app.domain.student import Student, names, plain, problems
from desktop_app.domain.text import one_line


class Changed(NamedTuple):
    """What a change of the roster did: who was `before` and is `after`, and what to read again."""

    before: tuple[Student, ...]
    after: tuple[Student, ...]
    changed: ChangeSet


class Classes(NamedTuple):
    """A student's classes: the coming ones from the next on, the past ones from the last back."""

    coming: Sequence[Occurrence]
    past: Sequence[Occurrence]


def new_id() -> str:
    """Return an id for a student: 16 hexadecimal digits, of which 60 fit into one class."""
    return uuid.uuid4().hex[:16]


def change(roster: Roster, keep: Sequence[Student], remove: Sequence[str] = ()) -> Changed:
    """Keep students, new or changed, and remove others. Raises UsageError, StorageError."""
    for one in keep:
        for told in problems(one).values():
            raise UsageError(told)
    touched = {one.id for one in keep} | set(remove)
    before = tuple(one for one in roster.all() if one.id in touched)
    changed = roster.change(keep, remove)
    return Changed(before, tuple(keep), changed)


def take_back(roster: Roster, done: Changed) -> ChangeSet:
    """Bring the students of a change back to what they were before it. Raises StorageError."""
    known = {one.id for one in done.before}
    new = [one.id for one in done.after if one.id not in known]
    return roster.change(done.before, new)


def classes(reader: Reader, student: Student, roster: Sequence[Student], now: int) -> Classes:
    """Return the classes of a student: those linked to her, and those that carry her name alone."""
    found = [
        row
        for row in reader.classes_of(student.id, names(student, roster))
        if not row.has(Flag.CANCELLED)
    ]
    return Classes(
        [row for row in found if row.end > now], [row for row in found if row.end <= now][::-1]
    )


def strangers(guests: Sequence[Guest], roster: Sequence[Student]) -> list[Guest]:
    """Return the guests who are nobody of the roster yet, by name."""
    known = {one.email.casefold() for one in roster if one.email}
    found = [guest for guest in guests if guest.email.casefold() not in known]
    return sorted(found, key=lambda guest: plain(guest.name or guest.email))


def of_guest(guest: Guest) -> Student:
    """Return a new student with what an invitation said of a guest."""
    name = one_line(guest.name) or guest.email.partition("@")[0]
    return Student(new_id(), name[:300], email=guest.email)
