"""The calendars in cache.db, and which of them the teacher shows (in desk.db: it is her choice)."""

import json
from collections.abc import Sequence

from desktop_app.domain.calendars import Calendar, arranged
from desktop_app.domain.occurrence import ChangeSet
from desktop_app.domain.ports import CalendarInfo
from desktop_app.domain.projection import Family
from desktop_app.storage import errors, lens
from desktop_app.storage.connection import atomic
from desktop_app.storage.pair import Pair

CHOICES = "calendars_shown"
LISTED_AT = "calendars_listed"


@errors.tells
class Calendars:
    """The port CalendarList: what the calendar list says, kept beside each calendar's sync token.

    `place` and `shown` follow from the list, from her choices and from where classes go; they
    stand in cache.db so that a view reads one file, and are written anew when any of that differs.
    """

    def __init__(self, pair: Pair) -> None:
        self._pair = pair
        self._cache = pair.cache
        self._desk = pair.desk

    def listed_at(self) -> float:
        """Return when (epoch seconds) the list was read last, 0 for never."""
        return float(self._cache.get(LISTED_AT) or 0)

    def known(self) -> Sequence[Calendar]:
        """Return the calendars, as they are listed."""
        return lens.calendars(self._cache.db.conn)

    def keep(self, found: Sequence[CalendarInfo] | None, now: float) -> ChangeSet:
        """Keep the list; None: it may not be read. What is not in it any more waits for
        `forget_some`."""
        before = self.known(), self._cache.get(lens.REFUSED)
        with atomic(self._cache.db) as connection:
            self._cache.put(LISTED_AT, repr(now))
            self._cache.put(lens.REFUSED, "yes" if found is None else "no")
            if found is not None:
                connection.execute("UPDATE calendars SET listed = 0")
                connection.executemany(
                    """INSERT INTO calendars
                        (id, name, colour, access, is_primary, selected, listed)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (id) DO UPDATE SET name = excluded.name,
                        colour = excluded.colour, access = excluded.access,
                        is_primary = excluded.is_primary, selected = excluded.selected,
                        listed = excluded.listed""",
                    [
                        (c.id, c.summary, c.color, c.access_role, c.primary, c.selected, n + 1)
                        for n, c in enumerate(found)
                    ],
                )
            self.arrange()
        changed = (self.known(), self._cache.get(lens.REFUSED)) != before
        return ChangeSet(everything=changed)

    def forget_some(self, most: int) -> tuple[bool, ChangeSet]:
        """Forget `most` families of a calendar that is gone or no longer shared, then the calendar
        itself; return whether there is more to forget.

        What waits in the outbox for one of them is still shown: it is hers.
        """
        unlisted = "SELECT id FROM calendars WHERE listed = 0 AND NOT for_classes LIMIT 1"
        with atomic(self._cache.db) as connection:
            row = connection.execute(unlisted).fetchone()
            if row is None:
                return False, ChangeSet()
            keys = self._cache.families(row[0], most)
            connection.executemany(
                "DELETE FROM events WHERE calendar_id = ? AND coalesce(series, id) = ?", keys
            )
            self._pair.project(keys)
            last = len(keys) < most
            if last:
                connection.execute("DELETE FROM calendars WHERE id = ?", row)
        return True, ChangeSet(frozenset(family for _, family in keys), everything=last)

    def show(self, calendar_id: str, shown: bool) -> ChangeSet:
        """Keep that she shows or hides a calendar."""
        choices = self._choices() | {calendar_id: shown}
        self._desk.put(CHOICES, json.dumps(choices))
        self.arrange()
        return ChangeSet(everything=True)

    def trouble(self, calendar_id: str, code: str) -> ChangeSet:
        """Keep why a calendar could not be brought up to date, "" when it could."""
        with atomic(self._cache.db) as connection:
            done = connection.execute(
                "UPDATE calendars SET trouble = ?1 WHERE id = ?2 AND trouble <> ?1",
                (code, calendar_id),
            )
        return ChangeSet(everything=done.rowcount > 0)

    def allowed(self, family: Family) -> Family:
        """Return `family` as what it may be changed to: not at all in a read-only calendar."""
        return lens.read(self._cache.db.conn).allowed_all(family)

    def arrange(self) -> None:
        """Write anew which calendars are shown and in which order they stand."""
        account = self._desk.account()
        for_classes = account.calendar_id if account else ""
        with atomic(self._cache.db) as connection:
            if for_classes:
                connection.execute(
                    "INSERT OR IGNORE INTO calendars (id, name) VALUES (?1, ?1)", (for_classes,)
                )
            found = lens.calendars(connection, "listed = 0, listed")
            placed = arranged(found, self._choices(), for_classes)
            if placed == lens.calendars(connection):
                return
            connection.executemany(
                "UPDATE calendars SET shown = ?, for_classes = ?, place = ? WHERE id = ?",
                [(one.shown, one.for_classes, n, one.id) for n, one in enumerate(placed)],
            )

    def _choices(self) -> dict[str, bool]:
        text = self._desk.get(CHOICES)
        return dict(json.loads(text)) if text else {}
