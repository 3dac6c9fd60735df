"""What a view reads: families projected, expanded and written as rows of `occurrences`."""

import logging
from collections.abc import Callable, Iterable, Mapping

from desktop_app.domain.change import Change
from desktop_app.domain.event import Event
from desktop_app.domain.occurrence import Occurrence
from desktop_app.domain.projection import Family, project_in
from desktop_app.domain.recurrence import CannotExpandError, expand, occurrence
from desktop_app.storage import rows
from desktop_app.storage.connection import Watched, atomic
from desktop_app.storage.rows import Key
from desktop_app.storage.search_index import SearchIndex

log = logging.getLogger(__name__)

ChangesOf = Callable[[Key], Iterable[Change]]
"""The changes of a family's event, in whatever calendar they find it."""

FEW = 20
"""Families for which it is quicker to ask one by one than to ask what there is of all."""
_COLUMNS = ", ".join(f'"{name}"' for name in Occurrence._fields)
_INSERT = (
    f"INSERT INTO occurrences ({_COLUMNS}) VALUES ({', '.join('?' * len(Occurrence._fields))})"
)
_CLEAR = "DELETE FROM occurrences WHERE family = ?2 AND calendar_id = ?1"


def expanded(family: Family, start: int, end: int) -> list[Occurrence]:
    """Return the occurrences of `family` within [start, end), UTC epoch seconds.

    A series that cannot be expanded here is shown by the occurrences that Google listed, and at
    its first time until they are here.
    """
    try:
        return expand(family, start, end)
    except CannotExpandError as error:
        master = family.master
        assert master is not None  # exceptions alone need no rule
        found = expanded(Family(None, family.exceptions), start, end)
        if not found and master.when is not None and not master.cancelled:
            # By id only: neither the rule nor the text of an event belongs into a log.
            log.warning("series %s cannot be expanded here (%s)", master.id, type(error).__name__)
            found.append(occurrence(master, master.when, "", master.id))
        return found


class Occurrences:
    """The table of occurrences in cache.db."""

    def __init__(self, db: Watched, decode: rows.Decode) -> None:
        self.db = db
        self.decode = decode
        self.words = SearchIndex(db)

    def said(self, key: Key, known: Mapping[str, Event] | None = None) -> Family:
        """Return the family as the server said it; `known`: events just decoded, by id."""
        calendar_id, family = key
        found = self.db.conn.execute(rows.FAMILY, {"calendar": calendar_id, "family": family})
        known = known or {}
        return rows.family_from(
            (known.get(row[0]) or rows.event_of(row, self.decode), bool(row[5])) for row in found
        )

    def projected(
        self, key: Key, changes: Iterable[Change], known: Mapping[str, Event] | None = None
    ) -> Family:
        """Return the family as `changes`, of its event in whatever calendar, leave it there."""
        calendar_id, family = key

        def said_in(calendar: str) -> Family:
            return self.said((calendar, family), known if calendar == calendar_id else None)

        return project_in(calendar_id, said_in, changes)

    def project(
        self,
        keys: Iterable[Key],
        changes_of: ChangesOf,
        covered: tuple[int, int],
        known: Mapping[str, Event] | None = None,
    ) -> None:
        """Write the rows of these families anew, `changes_of` each projected on what was said.

        Expanding comes before the transaction is taken, unless one is open already.
        """
        keys = list(keys)
        found: list[Occurrence] = []
        with_changes = []
        for key in keys:
            changes = list(changes_of(key))
            if changes:
                with_changes.append(key)
            found += expanded(self.projected(key, changes, known), *covered)
        self.replace(keys, found, with_changes)

    def replace(
        self, keys: list[Key], found: Iterable[Occurrence], with_changes: list[Key]
    ) -> None:
        """Put the rows `found` in the place of all rows of `keys`."""
        # executemany: sqlite-utils' insert_all builds a statement and dictionaries a batch, which
        # costs more than the rows themselves in a first sync.
        with atomic(self.db) as connection:
            connection.executemany(_CLEAR, keys)
            connection.executemany(_INSERT, found)
            # Of a page's events few are named by the outbox; of one event it is quicker to ask.
            held = keys if len(keys) < FEW else self.with_changes().intersection(keys)
            connection.executemany(
                "DELETE FROM projected WHERE calendar_id = ? AND family = ?", held
            )
            connection.executemany("INSERT INTO projected VALUES (?, ?)", with_changes)
            self.words.note(keys)

    def with_changes(self) -> set[Key]:
        """Return the families whose rows hold changes of the outbox."""
        return set(self.db.conn.execute("SELECT calendar_id, family FROM projected"))
