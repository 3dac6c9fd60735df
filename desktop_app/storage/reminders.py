"""Which reminders were told, in desk.db: told once, whatever is closed, restarted or made anew."""

import sqlite3
from collections.abc import Mapping

from desktop_app.domain.reminders import Mark

KEPT = 2 * 86_400
"""Seconds after a class's start for which its reminders are remembered."""


def read(connection: sqlite3.Connection) -> Mapping[Mark, int]:
    """Return the reminders that were told, each with until when it is put off (epoch; 0: not)."""
    rows = connection.execute("SELECT family, original, start, minutes, until FROM reminders")
    return {Mark(*row[:4]): row[4] for row in rows}


def keep(connection: sqlite3.Connection, mark: Mark, until: int, now: float) -> None:
    """Keep that a reminder was told, and until when it is put off; forget those of long ago."""
    connection.execute("DELETE FROM reminders WHERE start < ?", (int(now) - KEPT,))
    connection.execute(
        "INSERT OR REPLACE INTO reminders (family, original, start, minutes, until) "
        "VALUES (?, ?, ?, ?, ?)",
        (*mark, until),
    )
