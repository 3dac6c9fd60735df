"""Copies of desk.db: one a day, the last 7 kept, one before each migration and each restore."""

import logging
import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from desktop_app.domain.copies import Copy, Why
from desktop_app.domain.errors import StorageError
from desktop_app.storage import errors, rows

log = logging.getLogger(__name__)
KEPT = 7
_HAS_STUDENTS = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'students'"


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
        copy(connection, target)
        for old in _too_many(desk, day):
            old.unlink()
    except (StorageError, OSError) as error:
        log.warning("desk.db could not be backed up: %s", error)
        return None
    return target


def before_migration(connection: sqlite3.Connection, desk: Path, form: int) -> Path:
    """Back up the file in its old form; kept until removed by hand. Raises StorageError."""
    return _kept(connection, folder(desk) / f"desk-form-{form}.db")


def before_restore(connection: sqlite3.Connection, desk: Path, now: float) -> Path:
    """Back up what another copy is about to replace; kept until removed by hand.

    Raises StorageError.
    """
    stamp = datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%dT%H%M%S")
    target, count = folder(desk) / f"desk-before-restore-{stamp}.db", 1
    while target.exists():
        count += 1
        target = folder(desk) / f"desk-before-restore-{stamp}-{count}.db"
    return _kept(connection, target)


def put_back(connection: sqlite3.Connection, path: Path) -> None:
    """Write the open file, which was removed, to its place again. Raises StorageError."""
    try:
        for ending in ("-wal", "-shm"):  # all of it is in the copy
            path.with_name(path.name + ending).unlink(missing_ok=True)
        copy(connection, path)
    except OSError as error:
        raise StorageError(code="unreadable", detail=str(error.strerror)) from error


def newest(desk: Path) -> Path | None:
    """Return the newest backup of a day, None without any."""
    return next(iter(_daily(desk)), None)


def copies(desk: Path) -> list[Copy]:
    """Return every copy there is with what is in it, the newest first."""
    found = [_look(path) for path in folder(desk).glob("desk-*.db")]
    return sorted(found, key=lambda one: (one.made, one.name), reverse=True)


def _look(path: Path) -> Copy:
    made = path.stat().st_mtime
    why: Why = "day"
    if path.name.startswith("desk-form-"):
        why = "upgrade"
    elif path.name.startswith("desk-before-restore-"):
        why = "restore"
    try:
        form = rows.form_of(path)
        if form > rows.DESK_FORM:
            return Copy(path.name, made, why, trouble="newer_form")
        connection = rows.connect_read_only(path)
        try:
            with errors.told():
                waiting, attention = connection.execute(rows.COUNTS).fetchone()
                students = None
                if connection.execute(_HAS_STUDENTS).fetchone():
                    students = connection.execute("SELECT count(*) FROM students").fetchone()[0]
        finally:
            connection.close()
    except (StorageError, sqlite3.Error):
        # Whatever is wrong with a copy, the list of the others must still be shown.
        return Copy(path.name, made, why, trouble="damaged")
    return Copy(path.name, made, why, waiting, attention, students)


def _daily(desk: Path) -> list[Path]:
    return sorted(folder(desk).glob("desk-????-??-??.db"), reverse=True)


def _too_many(desk: Path, today: str) -> list[Path]:
    """Return the copies of days beyond the last 7; those that a clock gone wrong dated in the
    future are counted apart, else they would leave no room for those of now."""
    last = f"desk-{today}.db"
    past = [path for path in _daily(desk) if path.name <= last]
    ahead = [path for path in _daily(desk) if path.name > last]
    return past[KEPT:] + ahead[KEPT:]


def _kept(connection: sqlite3.Connection, target: Path) -> Path:
    try:
        copy(connection, target)
    except OSError as error:
        raise StorageError(code="unreadable", detail=str(error.strerror)) from error
    return target


def copy(connection: sqlite3.Connection, target: Path) -> None:
    """Copy the open file to `target`, whole or not at all. Raises StorageError, OSError."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = target.with_suffix(".part")
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_RDWR | os.O_CREAT, 0o600))
    try:
        with errors.told():
            made = sqlite3.connect(part, isolation_level=None)
            try:
                connection.backup(made)
                # One file that stands alone: no -wal that a copy by hand would forget.
                made.execute("PRAGMA journal_mode = DELETE")
            finally:
                made.close()
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
