"""cache.db: server events, calendars and what is known of the expansion; may be made anew."""

import json
import logging
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from desktop_app.domain.errors import StorageError
from desktop_app.domain.event import Event
from desktop_app.domain.ports import PendingMeeting, Said, SyncState
from desktop_app.storage import damage, errors, rows
from desktop_app.storage.connection import atomic, open_database
from desktop_app.storage.named import Named
from desktop_app.storage.rows import Key
from desktop_app.storage.search_index import SearchIndex

log = logging.getLogger(__name__)

# What a page brings most of are single events: their rows are written by executemany (see
# Occurrences.replace). A meeting keeps its clock while it is the same request.
_UPSERT = """INSERT INTO events (calendar_id, id, series, original, recurring, status, generation,
        meeting_request, meeting_since, raw)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (calendar_id, id) DO UPDATE SET
        series = excluded.series, original = excluded.original, recurring = excluded.recurring,
        status = excluded.status, generation = excluded.generation, raw = excluded.raw,
        meeting_since = CASE WHEN excluded.meeting_request IS meeting_request
            THEN min(meeting_since, excluded.meeting_since) ELSE excluded.meeting_since END,
        meeting_given_up = excluded.meeting_request IS meeting_request AND meeting_given_up,
        meeting_request = excluded.meeting_request"""


class Kept(NamedTuple):
    """What storing events showed: families to gather, and single events that stand alone."""

    families: set[Key]
    singles: list[Event]


class Cache(Named):
    """The open cache.db."""

    table = "meta"

    def empty(self, owner: str) -> None:
        """Forget everything, in one transaction; what comes now belongs to the account `owner`."""
        with atomic(self.db) as connection:
            for table in ("events", "occurrences", "calendars", "projected", "meta"):
                connection.execute(f"DELETE FROM {table}")
            SearchIndex(self.db).empty()
            self.put("owner", owner)

    def shrink(self) -> None:
        """Give back the room of what was forgotten, so that it is not left in the file either."""
        try:
            with errors.told():
                self.db.conn.execute("VACUUM")
                self.db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except StorageError as error:
            log.warning("cache.db could not be made smaller: %s", error)

    def covered(self) -> tuple[int, int]:
        """Return the range over which series are expanded, epoch seconds."""
        text = self.get("covered")
        start, end = json.loads(text) if text else (0, 0)
        return start, end

    def set_covered(self, start: int, end: int) -> None:
        """Keep that series are expanded over [start, end)."""
        self.put("covered", json.dumps([start, end]))

    def narrow(self, start: int, end: int) -> None:
        """Forget what series have outside [start, end), epoch seconds; not their exceptions, which
        stand whatever the range, nor what holds changes."""
        with atomic(self.db) as connection:
            connection.execute(
                """DELETE FROM occurrences WHERE (start >= :end OR "end" <= :start)
                    AND original <> '' AND NOT EXISTS (SELECT 1 FROM events
                        WHERE events.calendar_id = occurrences.calendar_id
                        AND events.series = occurrences.family
                        AND events.original = occurrences.original)
                    AND family NOT IN (SELECT family FROM projected)""",
                {"start": start, "end": end},
            )
            self.set_covered(start, end)

    def sync_state(self, calendar_id: str) -> SyncState:
        """Return where the pull of the calendar stands."""
        row = self.db.conn.execute(
            "SELECT sync_token, fingerprint FROM calendars WHERE id = ?", (calendar_id,)
        ).fetchone()
        return SyncState(*row) if row else SyncState("", "")

    def begin_generation(self, calendar_id: str) -> None:
        """Start a whole pull: no token until its last page."""
        with atomic(self.db) as connection:
            connection.execute(
                """INSERT INTO calendars (id, generation, pulling) VALUES (?, 1, 1)
                    ON CONFLICT (id) DO UPDATE SET generation = generation + 1, pulling = 1,
                    sync_token = '', fingerprint = ''""",
                (calendar_id,),
            )

    def keep(self, calendar_id: str, events: Iterable[Said], now: float) -> Kept:
        """Store events as the server sent them, in the transaction that is open."""
        connection = self.db.conn
        row = connection.execute(
            "SELECT generation FROM calendars WHERE id = ?", (calendar_id,)
        ).fetchone()
        generation = row[0] if row else 0
        values, plain, families = [], [], set()
        for raw, event in events:
            meeting = event.meeting
            pending = meeting.state == "pending" and event.status != "cancelled"
            values.append(
                (
                    calendar_id,
                    event.id,
                    event.recurring_event_id or None,
                    event.original,
                    1 if event.recurrence else 0,
                    event.status,
                    generation,
                    meeting.request_id if pending else None,
                    now if pending else None,
                    raw,
                )
            )
            if event.recurring_event_id or event.recurrence:
                families.add((calendar_id, event.family))
            else:
                plain.append(event)
        connection.executemany(_UPSERT, values)
        # A single event of which exceptions are here is, or was, a series.
        heads = self._with_exceptions(calendar_id, [event.id for event in plain])
        families.update((calendar_id, head) for head in heads)
        # The last word of an event counts, should a page hold it twice.
        singles = {event.id: event for event in plain if (calendar_id, event.id) not in families}
        return Kept(families, list(singles.values()))

    def _with_exceptions(self, calendar_id: str, ids: Sequence[str]) -> list[str]:
        found = self.db.conn.execute(
            """SELECT DISTINCT series FROM events
                WHERE calendar_id = ? AND series IN (SELECT value FROM json_each(?))""",
            (calendar_id, json.dumps(ids)),
        )
        return [row[0] for row in found]

    def finish(self, calendar_id: str, sync_token: str, fingerprint: str) -> set[Key]:
        """Keep the token and sweep what a whole pull did not bring; return the families swept."""
        connection = self.db.conn
        swept: set[Key] = set()
        row = connection.execute(
            "SELECT generation, pulling FROM calendars WHERE id = ?", (calendar_id,)
        ).fetchone()
        if row and row[1]:
            unseen = "calendar_id = ? AND generation < ?"
            swept = set(
                connection.execute(
                    f"SELECT calendar_id, coalesce(series, id) FROM events WHERE {unseen}",
                    (calendar_id, row[0]),
                )
            )
            if swept:
                connection.execute(f"DELETE FROM events WHERE {unseen}", (calendar_id, row[0]))
        connection.execute(
            """INSERT INTO calendars (id, sync_token, fingerprint) VALUES (?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET sync_token = excluded.sync_token,
                fingerprint = excluded.fingerprint, pulling = 0""",
            (calendar_id, sync_token, fingerprint),
        )
        return swept

    def gone(self, calendar_id: str, event_id: str, series: str, original: str) -> None:
        """Mark an event as removed, in the transaction that is open; the server says so later."""
        self.db.conn.execute(
            """INSERT INTO events (calendar_id, id, series, original, recurring, status,
                    generation, raw)
                VALUES (?, ?, ?, ?, 0, 'cancelled',
                    coalesce((SELECT generation FROM calendars WHERE id = ?1), 0), '')
                ON CONFLICT (calendar_id, id) DO UPDATE SET status = 'cancelled', raw = '',
                    meeting_request = NULL, meeting_since = NULL""",
            (calendar_id, event_id, series or None, original),
        )

    def drop_exceptions(self, calendar_id: str, series: str, originals: Iterable[str]) -> None:
        """Mark exceptions as removed whose place a series has not any more, in the open transaction.

        The server says so too, later; and what was removed before stays so should its place come
        back, of which the server says nothing.
        """
        self.db.conn.executemany(
            """UPDATE events SET status = 'cancelled', raw = '', meeting_request = NULL,
                meeting_since = NULL WHERE calendar_id = ? AND series = ? AND original = ?""",
            [(calendar_id, series, original) for original in originals],
        )

    def move_exceptions(self, series: str, home: str, away: str) -> None:
        """Take the exceptions of a series to the calendar it went to, in the open transaction.

        Where they are known there already that counts, but for what was left when they went away.
        """
        self.db.conn.execute(
            """DELETE FROM events WHERE calendar_id = ? AND series = ?3 AND status = 'cancelled'
                AND id IN (SELECT id FROM events WHERE calendar_id = ?2 AND series = ?3
                    AND status <> 'cancelled')""",
            (away, home, series),
        )
        self.db.conn.execute(
            """UPDATE OR IGNORE events SET calendar_id = ?, generation =
                    coalesce((SELECT generation FROM calendars WHERE id = ?1), 0)
                WHERE calendar_id = ? AND series = ?""",
            (away, home, series),
        )

    def where(self, family: str) -> str:
        """Return the calendar in which an event or series stands, "" where it is not known."""
        row = self.db.conn.execute(rows.WHERE_IT_IS, {"family": family}).fetchone()
        return str(row[0]) if row else ""

    def exception_id(self, calendar_id: str, series: str, original: str) -> str:
        """Return the id of an exception as far as it is known, else as Google builds it."""
        row = self.db.conn.execute(
            "SELECT id FROM events WHERE calendar_id = ? AND series = ? AND original = ?",
            (calendar_id, series, original),
        ).fetchone()
        return row[0] if row else f"{series}_{original}"

    def said(self, calendar_id: str, event_id: str, decode: rows.Decode) -> Said | None:
        """Return what the server last said of an event."""
        row = self.db.conn.execute(
            f"SELECT {rows.EVENT_COLUMNS} FROM events WHERE calendar_id = ? AND id = ?",
            (calendar_id, event_id),
        ).fetchone()
        return None if row is None else Said(row[-1], rows.event_of(row, decode))

    def raw(self, calendar_id: str, event_id: str) -> str:
        """Return the JSON of a living event as the server said it, "" where there is none."""
        row = self.db.conn.execute(
            """SELECT raw FROM events
                WHERE calendar_id = ? AND id = ? AND status <> 'cancelled'""",
            (calendar_id, event_id),
        ).fetchone()
        return str(row[0]) if row else ""

    def recurring(self) -> list[Key]:
        """Return all series."""
        return list(self.db.conn.execute("SELECT calendar_id, id FROM events WHERE recurring = 1"))

    def families(self, calendar_id: str = "", most: int = -1) -> list[Key]:
        """Return all families, or `most` of one calendar."""
        sql = "SELECT DISTINCT calendar_id, coalesce(series, id) FROM events"
        if calendar_id:
            sql += " WHERE calendar_id = ?1"
        return list(self.db.conn.execute(f"{sql} LIMIT ?2", (calendar_id, most)))

    def pending_meetings(self) -> list[PendingMeeting]:
        """Return the events whose meeting is still being prepared and was not given up."""
        found = self.db.conn.execute(
            """SELECT calendar_id, id, meeting_since FROM events
                WHERE meeting_since IS NOT NULL AND NOT meeting_given_up ORDER BY meeting_since"""
        )
        return [PendingMeeting(*row) for row in found]

    def give_up_meeting(self, calendar_id: str, event_id: str) -> Key | None:
        """Mark a meeting as never come, in the transaction that is open; return its family."""
        row = self.db.conn.execute(
            """UPDATE events SET meeting_given_up = 1
                WHERE calendar_id = ? AND id = ? AND meeting_since IS NOT NULL
                RETURNING calendar_id, coalesce(series, id)""",
            (calendar_id, event_id),
        ).fetchone()
        return None if row is None else (str(row[0]), str(row[1]))

    def access_codes(self, now: int) -> frozenset[str]:
        """Return the codes of the classes that end after `now`."""
        return rows.access_codes(self.db.conn, now)


def open_cache(path: Path) -> Cache:
    """Open cache.db, migrated; raises StorageError (damaged, newer_form: make it anew)."""
    form = rows.refuse_newer(path, rows.CACHE_FORM)
    if form:
        damage.refuse_damaged(path)
    db = open_database(path, "NORMAL")
    # Folding the log into the file each 1,000 pages, SQLite's own measure, took a first sync a
    # third of its time, most of it waiting for the disk. 8,000 pages are 32 MB at most.
    db.conn.execute("PRAGMA wal_autocheckpoint = 8000")
    with errors.closed_on_failure(db.conn):
        if form < rows.CACHE_FORM:
            from desktop_app.storage import forms  # loads sqlite-utils: see Watched

            forms.migrate(db, forms.cache)
    return Cache(db, path)
