"""The roster in desk.db, and what both files know of a student's classes; plain sqlite3, reading."""

import sqlite3
from collections.abc import Callable

from desktop_app.domain.event import Guest
from desktop_app.domain.occurrence import Flag, Occurrence
from desktop_app.domain.student import NAMES, Student, in_order
from desktop_app.storage import rows

COLUMNS = ", ".join(NAMES)
MANY = 400
"""Titles or ids asked for in one statement: SQLite takes a thousand places at least."""
MOST_EVENTS = 5_000
_OCCURRENCE = ", ".join(f'"{name}"' for name in Occurrence._fields)
_LESSON = int(Flag.LESSON)


def read(desk: sqlite3.Connection) -> list[Student]:
    """Return the roster by name."""
    return in_order(Student(*row) for row in desk.execute(f"SELECT {COLUMNS} FROM students"))


def classes(
    cache: sqlite3.Connection, student_id: str, named: Callable[[str], bool]
) -> list[Occurrence]:
    """Return the classes of a student, by start: those that hold the id, and of those that hold
    nobody's the ones whose title is `named`."""
    found = {
        Occurrence(*row)
        for row in cache.execute(
            f"SELECT {_OCCURRENCE} FROM occurrences WHERE students <> '' "
            "AND ' ' || students || ' ' LIKE ?",
            (f"% {student_id} %",),
        )
    }
    titles = [
        title
        for (title,) in cache.execute(
            f"SELECT DISTINCT summary FROM occurrences WHERE students = '' AND flags & {_LESSON}"
        )
        if named(title)
    ]
    for first in range(0, len(titles), MANY):
        some = titles[first : first + MANY]
        marks = ", ".join("?" * len(some))
        sql = (
            f"SELECT {_OCCURRENCE} FROM occurrences WHERE students = '' "
            f"AND flags & {_LESSON} AND summary IN ({marks})"
        )
        found.update(Occurrence(*row) for row in cache.execute(sql, some))
    return sorted(found)


def guests(cache: sqlite3.Connection, decode: rows.Decode) -> list[Guest]:
    """Return whom the teacher ever had as a guest of a class, each address once."""
    # Only what can have guests is decoded: Calendar v3 calls them so in what it sent.
    found = cache.execute(
        f"SELECT {rows.EVENT_COLUMNS} FROM events WHERE instr(raw, '\"attendees\"') LIMIT ?",
        (MOST_EVENTS,),
    )
    known: dict[str, Guest] = {}
    for event in (rows.event_of(row, decode) for row in found.fetchall()):
        if event.lesson is None or event.cancelled:
            continue
        for guest in event.guests:
            if guest.email and not guest.is_self and not guest.organizer:
                key = guest.email.casefold()
                if key not in known or (guest.name and not known[key].name):
                    known[key] = guest
    return list(known.values())
