"""Which reminders were told, in desk.db: told once, whatever is closed, restarted or made anew."""

from collections.abc import Mapping

from desktop_app.domain.reminders import Mark
from desktop_app.storage import errors
from desktop_app.storage.connection import atomic
from desktop_app.storage.desk import Desk

KEPT = 2 * 86_400
"""Seconds after a class's start for which its reminders are remembered."""


@errors.tells
class Told:
    """The port Reminders."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def told(self) -> Mapping[Mark, int]:
        """Return the reminders that were told, each with until when it is put off (0: not)."""
        rows = self._desk.db.conn.execute(
            "SELECT family, original, start, minutes, until FROM reminders"
        )
        return {Mark(*row[:4]): row[4] for row in rows}

    def keep(self, mark: Mark, until: int, now: float) -> None:
        """Keep that a reminder was told, and until when it is put off; forget those of long ago."""
        with atomic(self._desk.db) as connection:
            connection.execute("DELETE FROM reminders WHERE start < ?", (int(now) - KEPT,))
            connection.execute(
                "INSERT OR REPLACE INTO reminders (family, original, start, minutes, until) "
                "VALUES (?, ?, ?, ?, ?)",
                (*mark, until),
            )
