"""Damaged files: found, set aside."""

import logging
import shutil
from datetime import UTC, datetime
from pathlib import Path

from desktop_app.domain.errors import StorageError
from desktop_app.domain.text import N_, sentence
from desktop_app.storage import backup, errors, rows

log = logging.getLogger(__name__)
COMPANIONS = ("-wal", "-shm")
"""What SQLite keeps beside a file, by the end of its name."""


def check(path: Path, how: str = "quick_check(1)") -> str:
    """Return what is wrong with the file, "" when it is whole.

    `how`: quick_check looks at the pages, integrity_check at the indexes too. Raises StorageError
    for any other trouble than damage.
    """
    try:
        connection = rows.connect_read_only(path)
        try:
            with errors.told():
                # Each page is looked at once: what SQLite would keep of them is 2 MB for nothing.
                connection.execute("PRAGMA cache_size = -64")
                found = connection.execute(f"PRAGMA {how}").fetchone()
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
    target = aside_name(path, now)
    try:
        for ending in (*COMPANIONS, ""):
            part = path.with_name(path.name + ending)
            if part.exists():
                part.rename(target.with_name(target.name + ending))
    except OSError as error:
        raise not_allowed(path, error) from error
    return target


def forget_aside(path: Path) -> None:
    """Remove what was set aside of a file that is whole again: it is full of names and notes."""
    try:
        for old in path.parent.glob(f"{path.name}.damaged-*"):
            old.unlink()
    except OSError as error:
        log.warning("a damaged %s could not be removed: %s", path.name, error.strerror)


def replace_damaged(path: Path, whole: Path, now: float) -> Path:
    """Put `whole` in the place of a damaged file, which is kept; return its new name.

    There is never a moment without a file: a program that starts then would make an empty one.
    Raises StorageError when that is not allowed.
    """
    target = aside_name(path, now)
    try:
        # The journal first: SQLite would play it into whatever file it finds beside it.
        for ending in COMPANIONS:
            part = path.with_name(path.name + ending)
            if part.exists():
                part.rename(target.with_name(target.name + ending))
        if path.exists():
            shutil.copy2(path, target)
        whole.replace(path)
    except OSError as error:
        raise not_allowed(path, error) from error
    return target


def aside_name(path: Path, now: float) -> Path:
    """Return a name beside `path` that nothing has yet."""
    stamp = datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%dT%H%M%S")
    target = path.with_name(f"{path.name}.damaged-{stamp}")
    count = 1
    while target.exists():
        count += 1
        target = path.with_name(f"{path.name}.damaged-{stamp}-{count}")
    return target


def not_allowed(path: Path, error: OSError) -> StorageError:
    """Return the error for a damaged file that may not be moved."""
    return StorageError(
        sentence(
            N_("Aula cannot set aside the damaged file {name}. Close other programs."),
            name=path.name,
        ),
        code="read_only",
        detail=str(error.strerror),
    )


def mend_cache(path: Path, now: float) -> bool:
    """Look at every page and index of a cache that gave trouble; set it aside when it is damaged.

    Returns whether it was. For a file that nobody has open. Raises StorageError.
    """
    if not check(path, "integrity_check(1)"):
        return False
    set_aside(path, now)
    return True
