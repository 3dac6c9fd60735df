"""The search index of cache.db: built a little later than what is seen, a few families at a time.

Ten thousand texts cost a fifth of their first sync: so a family that changes is only noted, in the
same transaction, and its words are read when nothing else is to be done, or when a search begins.
"""

from collections.abc import Callable, Iterable, Iterator

from desktop_app.domain.event import Event
from desktop_app.domain.fold import plain
from desktop_app.domain.projection import Family
from desktop_app.storage.connection import Watched, atomic
from desktop_app.storage.rows import Key
from desktop_app.storage.search import COLUMNS, TABLE

_WORDS = f"INSERT INTO search (rowid, {', '.join(COLUMNS)}) VALUES (?{', ?' * len(COLUMNS)})"
_OF_FAMILY = "SELECT id FROM searchable WHERE family = ? AND calendar_id = ?"


class SearchIndex:
    """The tables `unindexed`, `searchable` (which text is whose) and `search` (the words)."""

    def __init__(self, db: Watched) -> None:
        self.db = db

    def note(self, keys: Iterable[Key]) -> None:
        """Keep that the words of these families may differ, in the transaction that is open."""
        self.db.conn.executemany("INSERT OR IGNORE INTO unindexed VALUES (?, ?)", keys)

    def catch_up(self, family: Callable[[Key], Family], most: int) -> int:
        """Read the words of `most` families noted; return how many are left."""
        with atomic(self.db) as connection:
            keys = list(connection.execute("SELECT * FROM unindexed LIMIT ?", (most,)))
            for key in keys:
                self._write(key, family(key))
            connection.executemany(
                "DELETE FROM unindexed WHERE calendar_id = ? AND family = ?", keys
            )
            return int(connection.execute("SELECT count(*) FROM unindexed").fetchone()[0])

    def _write(self, key: Key, family: Family) -> None:
        connection = self.db.conn
        calendar_id, name = key
        old = connection.execute(_OF_FAMILY, (name, calendar_id)).fetchall()
        connection.executemany("DELETE FROM search WHERE rowid = ?", old)
        connection.executemany("DELETE FROM searchable WHERE id = ?", old)
        for original, event in _events(family):
            row = connection.execute(
                "INSERT INTO searchable (calendar_id, family, original) VALUES (?, ?, ?)",
                (calendar_id, name, original),
            )
            connection.execute(_WORDS, (row.lastrowid, *_texts(event)))

    def empty(self) -> None:
        """Forget every word, in the transaction that is open."""
        connection = self.db.conn
        for table in ("unindexed", "searchable"):
            connection.execute(f"DELETE FROM {table}")
        # To delete what it holds FTS5 would take every text apart once more.
        connection.execute("DROP TABLE search")
        connection.execute(TABLE)


def _events(family: Family) -> Iterator[tuple[str, Event]]:
    master = family.master
    if master is not None and master.cancelled:
        return
    if master is not None:
        yield "", master
    for original, event in family.exceptions.items():
        if not event.cancelled:
            yield original, event


def _texts(event: Event) -> tuple[str, ...]:
    """Return the words of an event, by COLUMNS."""
    lesson = event.lesson
    people = [text for guest in event.guests for text in (guest.name, guest.email)]
    details = []
    if lesson is not None:
        people.append(lesson.booked_by)
        code = lesson.access_code
        # With and without its dash: both are typed.
        details = [lesson.focus, code, code.replace("-", ""), lesson.payment_reference]
    return (
        event.summary,
        " ".join(filter(None, people)),
        event.location,
        " ".join(filter(None, details)),
        plain(event.description),
    )
