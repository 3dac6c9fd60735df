"""Backups of desk.db: one a day, the last 7 kept, and one before each migration."""

import logging
import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from desktop_app.domain.errors import StorageError
from desktop_app.storage import errors

log = logging.getLogger(__name__)
KEPT = 7


def folder(desk: Path) -> Path:
    """Return where the backups of `desk` stand."""
    return desk.parent / "backups"


def of_the_day(connection: sqlite3.Connection, desk: Path, now: float) -> Path | None:
    """Back up when today (UTC) has none yet, and drop all but the last 7; return the new one.

    Trouble is logged and no more: a full disk must not keep the teacher from her calendar.
    """
    day = datetime.fromtimestamp(now, UTC).date().isoformat()
    target = folder(desk) / f"desk-{day}.db"
    if target.exists():
        return None
    try:
        _copy(connection, target)
        for old in _daily(desk)[KEPT:]:
            old.unlink()
    except (StorageError, OSError) as error:
        log.warning("desk.db could not be backed up: %s", error)
        return None
    return target


def before_migration(connection: sqlite3.Connection, desk: Path, form: int) -> Path:
    """Back up the file in its old form; kept until removed by hand. Raises StorageError."""
    target = folder(desk) / f"desk-form-{form}.db"
    try:
        _copy(connection, target)
    except OSError as error:
        raise StorageError(code="unreadable", detail=str(error.strerror)) from error
    return target


def newest(desk: Path) -> Path | None:
    """Return the newest backup of a day, None without any."""
    return next(iter(_daily(desk)), None)


def _daily(desk: Path) -> list[Path]:
    return sorted(folder(desk).glob("desk-????-??-??.db"), reverse=True)


def _copy(connection: sqlite3.Connection, target: Path) -> None:
    target.parent.mkdir(mode=0o700, exist_ok=True)
    part = target.with_suffix(".part")
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_RDWR | os.O_CREAT, 0o600))
    try:
        with errors.told():
            copy = sqlite3.connect(part, isolation_level=None)
            try:
                connection.backup(copy)
                # One file that stands alone: no -wal that a copy by hand would forget.
                copy.execute("PRAGMA journal_mode = DELETE")
            finally:
                copy.close()
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
