"""What the window reads, over plain read-only sqlite3 (nothing slow is imported): port `Reader`."""

import json
import sqlite3
import threading
import time
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.domain import zones
from desktop_app.domain.calendars import Calendar
from desktop_app.domain.change import Change, Sides
from desktop_app.domain.conflict import sides
from desktop_app.domain.errors import StorageError
from desktop_app.domain.event import DAY, Event, Guest, day_number, original_key
from desktop_app.domain.occurrence import Occurrence
from desktop_app.domain.ports import Account, OutboxCounts
from desktop_app.domain.projection import Family, led_to, occurrence_event, project_in
from desktop_app.domain.search import Found
from desktop_app.storage import errors, lens, rows, search

LOOK_EVERY = 0.005

if TYPE_CHECKING:
    from desktop_app.domain.student import Student

EPOCH_DAY = date(1970, 1, 1)
_COLUMNS = ", ".join(f'"{name}"' for name in Occurrence._fields)
# An all-day one stands on its dates in every zone: it is compared by them, in UTC midnights. What
# lasts no time at all counts as one second.
_STANDS = """((flags & 1 = 0 AND start < :to AND max("end", start + 1) > :from)
    OR (flags & 1 = 1 AND start < :to_day AND "end" > :from_day))"""
# Each half has an index of its own (see forms): the week's neighbourhood, and the few long ones.
WINDOW = f"""SELECT {{columns}} FROM occurrences
        WHERE "end" - start <= {rows.WEEK} AND start > :low AND start < :high AND {_STANDS}
    UNION ALL SELECT {{columns}} FROM occurrences
        WHERE "end" - start > {rows.WEEK} AND start < :high AND "end" > :low_end AND {_STANDS}"""
OCCURRENCES = WINDOW.format(columns=_COLUMNS)
SPANS = WINDOW.format(columns='start, "end", flags, calendar_id')


class FileReader:
    """The port Reader; each thread opens its own."""

    def __init__(self, desk: Path, cache: Path, decoder: Callable[[], rows.Decode]) -> None:
        self._paths = desk, cache
        self._decoder = decoder
        self._desk, self._cache = _connect(desk, cache)
        self._opened = object()

    def reopen(self) -> None:
        """Look at the files anew: one was replaced. Raises StorageError."""
        desk, cache = _connect(*self._paths)
        self.close()
        self._desk, self._cache = desk, cache
        self._opened = object()

    def close(self) -> None:
        """Close both files."""
        self._cache.close()
        self._desk.close()

    def version(self) -> object:
        """Return what equals an earlier answer only if no view can read anything else since."""
        with errors.told():
            # SQLite counts, for each connection, what others have committed.
            return self._opened, self._cache.execute("PRAGMA data_version").fetchone()[0]

    def in_step(self) -> bool:
        """Return whether the cache shows the outbox as it is, for the account that is connected."""
        with errors.told():
            account = self.account()
            owner = rows.value(self._cache, "meta", "owner")
            return (account is None or account.sub == owner) and rows.value(
                self._cache, "meta", "revision", "-"
            ) == rows.value(self._desk, "desk", "revision", "0")

    def occurrences(
        self, start: int, end: int, zone: str, *, hidden: bool = False
    ) -> Sequence[Occurrence]:
        """Return what stands in [start, end) (epoch seconds), sorted by start, longer first.

        All-day ones are compared by their dates in `zone`. What hidden calendars have comes with
        `hidden` only.
        """
        with errors.told():
            seen = lens.read(self._cache)
            if hidden:
                seen = seen._replace(hidden=frozenset())
            found = self._cache.execute(OCCURRENCES, _window(start, end, zone)).fetchall()
            # Here, where it is nearly done: SQLite would copy each row twice for it.
            found.sort(key=lambda row: (row[0], row[0] - row[1], row[2], row[3]))
            return seen.through(found)

    def calendars(self) -> Sequence[Calendar]:
        """Return the calendars in the order they are listed, that of the classes first."""
        with errors.told():
            return lens.calendars(self._cache)

    def calendar_list_refused(self) -> bool:
        """Return whether Google gave no leave to read the list of calendars."""
        with errors.told():
            return rows.value(self._cache, "meta", lens.REFUSED) == "yes"

    def day_counts(self, start: int, end: int, zone: str) -> dict[int, int]:
        """Return how many stand on each day of the range, by day number (days since 1970-01-01).

        Days with nothing are left out.
        """
        window = _window(start, end, zone)
        first, after = window["from_day"] // DAY, window["to_day"] // DAY
        # Where each day begins is worked out once, not for each row.
        begins = [
            zones.day_start(EPOCH_DAY + timedelta(days=day), zone)
            for day in range(first, after + 1)
        ]
        counts: dict[int, int] = {}
        with errors.told():
            hidden = lens.read(self._cache).hidden
            for begin, until, flags, calendar_id in self._cache.execute(SPANS, window):
                if calendar_id in hidden:
                    continue
                if flags & 1:
                    low, high = begin // DAY, until // DAY
                else:
                    low = first + bisect_right(begins, begin) - 1
                    high = first + bisect_right(begins, max(begin, until - 1))
                for day in range(max(low, first), min(high, after)):
                    counts[day] = counts.get(day, 0) + 1
        return counts

    def search(self, text: str, now: int, limit: int) -> Sequence[Found]:
        """Return what has all words of `text`: what is not over at `now` first, by time.

        The beginning of a word is enough, accents do not count; a series comes once.
        """
        with errors.told():
            found = list(search.find(self._cache, text, now, limit))
            beyond = search.beyond(self._cache, text, limit - len(found))
            seen = lens.read(self._cache)
        return seen.found([*found, *self._told_by_itself(beyond, now)])

    def _told_by_itself(self, families: Sequence[str], now: int) -> Iterator[Found]:
        """Yield series that take no place in the range that is expanded, by their first time."""
        # Expansion is not on the way to the first paint.
        from desktop_app.domain.recurrence import occurrence

        for family in families:
            event = self.event(family, "")
            if event is not None and event.when is not None:
                original = original_key(event.when.start) if event.recurrence else ""
                row = occurrence(event, event.when, original, event.id)
                yield Found(row, row.end > now)

    def covered(self) -> tuple[int, int]:
        """Return the range (epoch seconds) over which series are expanded."""
        with errors.told():
            text = rows.value(self._cache, "meta", "covered")
        start, end = json.loads(text) if text else (0, 0)
        return start, end

    def event(self, family: str, original: str) -> Event | None:
        """Return one event as projected, with all its fields; None when it is not there or gone."""
        found = self._projected(family)
        event = occurrence_event(found, original) if found is not None else None
        if event is None or event.cancelled:
            return None
        with errors.told():
            return lens.read(self._cache).allowed(event)

    def family(self, family: str) -> Family | None:
        """Return an event or a series with its exceptions as projected; None when it is gone."""
        found = self._projected(family)
        if found is None or found.master is None or found.master.cancelled:
            return None
        return found

    def _projected(self, family: str) -> Family | None:
        with errors.told():
            row = self._cache.execute(rows.WHERE_IT_IS, {"family": family}).fetchone()
        changes = self._changes_of(family)
        if row is None and not changes:
            return None
        calendar_id = led_to(row[0], changes) if row else changes[-1].draft.destination
        return project_in(calendar_id, lambda name: self._said(name, family), changes)

    def waiting_for_others(self) -> int:
        """Return how many changes are of accounts that are not the connected one."""
        account = self.account()
        sql = "SELECT count(*) FROM outbox WHERE account <> ? AND state <> 'done'"
        with errors.told():
            row = self._desk.execute(sql, (account.sub if account else "",)).fetchone()
        return int(row[0])

    def sides(self, seq: int) -> Sides | None:
        """Return a change beside what Google has; None when it is not there any more."""
        with errors.told():
            found = self._changes("seq = ?", (seq,))
            row = self._desk.execute("SELECT seen FROM outbox WHERE seq = ?", (seq,)).fetchone()
        if not found or row is None:
            return None
        (change,), draft = found, found[0].draft
        said = self._said(draft.calendar_id, draft.event_id)
        seen = self._decoder()(json.loads(row[0]), draft.calendar_id) if row[0] else None
        return sides(change, seen, occurrence_event(said, draft.original))

    def _said(self, calendar_id: str, family: str) -> Family:
        with errors.told():
            found = self._cache.execute(
                rows.FAMILY, {"calendar": calendar_id, "family": family}
            ).fetchall()
        return rows.family_of(found, self._decoder())

    def _changes_of(self, family: str) -> list[Change]:
        with errors.told():
            owner = rows.value(self._cache, "meta", "owner")
            found = self._desk.execute(rows.CHANGES_OF, (owner, family))
            return [rows.change_of(row) for row in found]

    def account(self) -> Account | None:
        """Return who is connected."""
        with errors.told():
            return rows.account_of(rows.value(self._desk, "desk", "account"))

    def outbox(self) -> OutboxCounts:
        """Return how many changes of the connected account wait, and how many need the teacher."""
        account = self.account()
        with errors.told():
            row = self._desk.execute(
                f"{rows.COUNTS} WHERE account = ?",
                (account.sub if account else "",),
            ).fetchone()
        return OutboxCounts(*row)

    def attention(self) -> Sequence[Change]:
        """Return the changes that need the teacher, oldest first."""
        account = self.account()
        return self._changes(
            "account = ? AND state = 'attention'", (account.sub if account else "",)
        )

    def last_synced(self) -> float | None:
        """Return when (epoch seconds) all was in step with Google last."""
        with errors.told():
            text = rows.value(self._cache, "meta", "synced")
        return float(text) if text else None

    # Imports inside the functions below: no first paint asks for the roster.

    def students(self) -> "Sequence[Student]":
        """Return the roster by name."""
        from desktop_app.storage import students

        with errors.told():
            return students.read(self._desk)

    def classes_of(self, student_id: str, named: Callable[[str], bool]) -> Sequence[Occurrence]:
        """Return the classes that hold the student's id, or nobody's and a title that is `named`."""
        from desktop_app.storage import students

        with errors.told():
            return students.classes(self._cache, student_id, named)

    def past_guests(self) -> Sequence[Guest]:
        """Return the guests of classes, each address once."""
        from desktop_app.storage import students

        with errors.told():
            return students.guests(self._cache, self._decoder())

    def access_codes(self, now: int) -> frozenset[str]:
        """Return the codes of the classes that end after `now`."""
        with errors.told():
            return rows.access_codes(self._cache, now)

    def _changes(self, where: str, values: tuple[object, ...]) -> list[Change]:
        with errors.told():
            found = self._desk.execute(
                f"SELECT {rows.CHANGE_COLUMNS} FROM outbox WHERE {where} ORDER BY seq", values
            )
            return [rows.change_of(row) for row in found]


def _window(start: int, end: int, zone: str) -> dict[str, int]:
    from_day = day_number(zones.day_of(start, zone)) * DAY
    to_day = (day_number(zones.day_of(max(start, end - 1), zone)) + 1) * DAY
    low = min(start, from_day)
    return {
        "from": start,
        "to": end,
        "from_day": from_day,
        "to_day": to_day,
        "low": low - rows.WEEK - 1,
        "low_end": low,
        "high": max(end, to_day),
    }


def _connect(desk: Path, cache: Path) -> tuple[sqlite3.Connection, sqlite3.Connection]:
    first = rows.connect_read_only(desk)
    try:
        return first, rows.connect_read_only(cache)
    except StorageError:
        first.close()
        raise


def open_reader(
    desk: Path, cache: Path, decoder: Callable[[], rows.Decode], seconds: float = 0.0
) -> FileReader | None:
    """Open both files for reading; None where they are not there, not of this form or not in step.

    `decoder` returns what decodes an event; it is called when one is first read. `seconds`: how
    long to wait for them to be in step; while something is written they are not. Raises
    StorageError.
    """
    if rows.form_of(desk) != rows.DESK_FORM or rows.form_of(cache) != rows.CACHE_FORM:
        return None
    reader = FileReader(desk, cache, decoder)
    deadline = time.monotonic() + seconds
    while not reader.in_step():
        if time.monotonic() >= deadline:
            reader.close()
            return None
        threading.Event().wait(LOOK_EVERY)
    return reader
