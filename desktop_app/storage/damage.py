"""Damaged files: found, set aside, restored."""

import secrets
import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from desktop_app.domain.errors import StorageError
from desktop_app.domain.text import N_, sentence
from desktop_app.storage import backup, errors, rows

_COMPANIONS = ("", "-wal", "-shm")


def check(path: Path) -> str:
    """Return what is wrong with the file, "" when it is whole.

    Raises StorageError for any other trouble than damage.
    """
    try:
        connection = rows.connect_read_only(path)
        try:
            with errors.told():
                found = connection.execute("PRAGMA quick_check(1)").fetchone()
        finally:
            connection.close()
    except StorageError as error:
        if error.code != "damaged":
            raise
        return error.detail
    return "" if found[0] == "ok" else str(found[0])


def refuse_damaged(path: Path) -> None:
    """Raise StorageError damaged when the file is not whole."""
    wrong = check(path)
    if wrong:
        raise StorageError(code="damaged", detail=wrong)


def damaged_desk(path: Path, detail: str) -> StorageError:
    """Return the error for a desk.db that cannot be read; the file is left as it is."""
    newest = backup.newest(path)
    if newest is None:
        told = sentence(
            N_("The file {name} is damaged and there is no backup of it yet. It was not touched."),
            name=path.name,
        )
    else:
        told = sentence(
            N_("The file {name} is damaged. Its newest backup is {backup}: it can be restored."),
            name=path.name,
            backup=newest.name,
        )
    return StorageError(told, code="damaged", detail=detail)


def set_aside(path: Path, now: float) -> Path:
    """Rename the file and its companions to `<name>.damaged-<date>`; return the new name.

    Raises StorageError when that is not allowed.
    """
    stamp = datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%dT%H%M%S")
    target = path.with_name(f"{path.name}.damaged-{stamp}")
    count = 1
    while target.exists():
        count += 1
        target = path.with_name(f"{path.name}.damaged-{stamp}-{count}")
    try:
        for ending in _COMPANIONS:
            part = path.with_name(path.name + ending)
            if part.exists():
                part.rename(target.with_name(target.name + ending))
    except OSError as error:
        raise StorageError(
            sentence(
                N_("Aula cannot set aside the damaged file {name}. Close other programs."),
                name=path.name,
            ),
            code="read_only",
            detail=str(error.strerror),
        ) from error
    return target


def restore_desk(path: Path, now: float) -> Path:
    """Set a damaged desk.db aside and put its newest backup in its place; return the backup.

    Raises StorageError: without a backup nothing is touched.
    """
    newest = backup.newest(path)
    if newest is None:
        raise damaged_desk(path, "no backup")
    if path.exists():
        set_aside(path, now)
    try:
        shutil.copyfile(newest, path)
        path.chmod(0o600)
    except OSError as error:
        raise StorageError(code="unreadable", detail=str(error.strerror)) from error
    with errors.told():
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            # An old revision could come to look like one that the cache was projected with.
            connection.execute(
                "UPDATE desk SET value = CAST(value AS INTEGER) + ? WHERE name = 'revision'",
                (1_000_000 + secrets.randbelow(1_000_000_000),),
            )
        finally:
            connection.close()
    return newest
