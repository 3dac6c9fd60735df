"""Rows to values, for reader and store alike; imports nothing slow, for it is on the way to first
paint."""

import json
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop_app.domain.change import Change, Draft
from desktop_app.domain.event import DAY, Event
from desktop_app.domain.ports import Account
from desktop_app.domain.projection import Family
from desktop_app.storage import errors

WEEK = 7 * DAY
"""Occurrences no longer than this stand in the index by start, longer ones in one of their own."""
DESK_FORM = 5
CACHE_FORM = 5

Key = tuple[str, str]
"""Calendar id and family."""
Decode = Callable[[dict[str, Any], str], Event]
"""The provider's JSON of one event, and its calendar's id, to an event."""

EVENT_COLUMNS = "id, calendar_id, series, original, status, meeting_given_up, raw"
FAMILY = f"""SELECT {EVENT_COLUMNS} FROM events WHERE calendar_id = :calendar AND id = :family
    UNION ALL
    SELECT {EVENT_COLUMNS} FROM events WHERE calendar_id = :calendar AND series = :family"""

CHANGE_COLUMNS = (
    "seq, account, calendar_id, family, event_id, kind, operation, original, fields, base, "
    'send_updates, not_before, created, "group", back, carry, state, attempts, wait_until, error_code, '
    "error_status, error_detail, since"
)
COUNTS = """SELECT count(*) FILTER (WHERE state NOT IN ('attention', 'done')),
    count(*) FILTER (WHERE state = 'attention') FROM outbox"""
CHANGES_OF = f"""SELECT {CHANGE_COLUMNS} FROM outbox
    WHERE account = ? AND event_id = ? AND state <> 'done' ORDER BY seq"""
"""The changes of one event, in whatever calendar it stands."""

# Nearly always by its occurrences; a series may have none left, or none in the expanded range. An
# event may stand in several calendars (its host's and a guest's): then the first one shown counts.
# Where it was moved from it is cancelled, or still as Google said it until the move is sent.
# A cross join keeps the order: calendars are few, and SQLite would look through all events.
WHERE_IT_IS = """SELECT found.calendar_id FROM
    (SELECT calendar_id, 0 AS unseen FROM occurrences WHERE family = :family
        UNION SELECT calendars.id, 1 FROM calendars
            CROSS JOIN events ON events.calendar_id = calendars.id AND events.id = :family
            WHERE events.status <> 'cancelled') AS found
    LEFT JOIN calendars ON calendars.id = found.calendar_id
    ORDER BY found.unseen, coalesce(calendars.shown, 1) = 0, calendars.place LIMIT 1"""


def connect_read_only(path: Path) -> sqlite3.Connection:
    """Open `path` for reading. Raises StorageError (unreadable when it is not there)."""
    with errors.told():
        uri = path.resolve().as_uri()
        connection = sqlite3.connect(f"{uri}?mode=ro", uri=True, isolation_level=None)
        with errors.closed_on_failure(connection):
            try:
                connection.execute("PRAGMA busy_timeout = 5000")
                connection.execute("SELECT 1 FROM sqlite_master LIMIT 1")
                return connection
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF not in (
                    sqlite3.SQLITE_CANTOPEN,
                    sqlite3.SQLITE_READONLY,
                ):
                    raise
                if not path.exists():
                    raise
        connection.close()
        # A WAL file in a folder where nothing may be written: nobody else writes it either.
        connection = sqlite3.connect(f"{uri}?immutable=1", uri=True, isolation_level=None)
        with errors.closed_on_failure(connection):
            connection.execute("SELECT 1 FROM sqlite_master LIMIT 1")
        return connection


def form_of(path: Path) -> int:
    """Return the form (`user_version`) of the file, 0 for a new one. Raises StorageError."""
    if not path.exists() or path.stat().st_size == 0:
        return 0
    connection = connect_read_only(path)
    try:
        with errors.told():
            return int(connection.execute("PRAGMA user_version").fetchone()[0])
    finally:
        connection.close()


def refuse_newer(path: Path, newest: int) -> int:
    """Return the form of the file at `path` (0: new), reading only.

    Raises StorageError newer_form, damaged, unreadable.
    """
    found = form_of(path)
    if found > newest:
        raise errors.newer_form(path.name, found)
    return found


def value(connection: sqlite3.Connection, table: str, name: str, default: str = "") -> str:
    """Return what `table` (desk or meta) keeps under `name`."""
    row = connection.execute(f"SELECT value FROM {table} WHERE name = ?", (name,)).fetchone()
    return default if row is None else str(row[0])


ACCESS_CODES = f"""SELECT access_code FROM occurrences WHERE access_code <> '' AND "end" > ?1
        AND "end" - start <= {WEEK} AND start > ?1 - {WEEK}
    UNION SELECT access_code FROM occurrences WHERE access_code <> '' AND "end" > ?1
        AND "end" - start > {WEEK}"""
"""By the indexes of the views: one of its own cost a first sync more than all the looking-up saved."""


def access_codes(cache: sqlite3.Connection, now: int) -> frozenset[str]:
    """Return the codes of the classes that end after `now`."""
    return frozenset(row[0] for row in cache.execute(ACCESS_CODES, (now,)))


def account_of(text: str) -> Account | None:
    """Return the account that desk.db keeps as JSON ("" = none)."""
    return Account(*json.loads(text)) if text else None


def change_of(row: tuple[Any, ...]) -> Change:
    """Return the change in a row of CHANGE_COLUMNS."""
    (seq, account, calendar_id, family, event_id, kind, operation, original, fields, base) = row[
        :10
    ]
    draft = Draft(
        account,
        calendar_id,
        family,
        event_id,
        kind,
        operation,
        original,
        json.loads(fields),
        json.loads(base),
        row[10],
        row[11],
        row[12],
        row[13],
        tuple(draft_of(one) for one in json.loads(row[14])),
        json.loads(row[15]),
    )
    return Change(seq, draft, *row[16:])


def draft_of(values: dict[str, Any]) -> Draft:
    """Return the draft that was written as JSON with `dataclasses.asdict`, by an older Aula too."""
    return Draft(**(values | {"back": tuple(draft_of(one) for one in values["back"])}))


def event_of(row: tuple[Any, ...], decode: Decode) -> Event:
    """Return the event in a row of EVENT_COLUMNS, as the server said it."""
    event_id, calendar_id, series, original, status, _, raw = row
    if not raw:  # removed by ourselves: all that is known is that it is gone
        return Event(
            event_id,
            calendar_id,
            None,
            status=status,
            recurring_event_id=series or "",
            original=original,
        )
    return decode(json.loads(raw), calendar_id)


def family_of(rows: Iterable[tuple[Any, ...]], decode: Decode) -> Family:
    """Return the family in rows of EVENT_COLUMNS; meetings given up are shown as failed."""
    return family_from((event_of(row, decode), bool(row[5])) for row in rows)


def family_from(events: Iterable[tuple[Event, bool]]) -> Family:
    """Return the family of events, each with whether its pending meeting was given up."""
    master, exceptions = None, {}
    for event, given_up in events:
        if given_up and event.meeting.state == "pending":
            event = replace(event, meeting=replace(event.meeting, state="failed"))
        if event.recurring_event_id:
            exceptions[event.original] = event
        else:
            master = event
    return Family(master, exceptions)
