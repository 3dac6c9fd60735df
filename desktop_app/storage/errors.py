"""SQLite's errors as StorageError, each with a sentence for the teacher.

Known trouble (full, locked, damaged, read-only, newer) is told; anything else is a bug of ours and
is raised as it is, for the crash report.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import FunctionType
from typing import Protocol, TypeVar

from desktop_app.domain.errors import StorageError
from desktop_app.domain.text import N_, Sentence, sentence

Kind = TypeVar("Kind", bound=type)

# Primary result codes (https://www.sqlite.org/rescode.html): the low byte of an extended code.
_KNOWN: dict[int, tuple[str, bool, str]] = {
    sqlite3.SQLITE_FULL: (
        "disk_full",
        True,
        N_("The disk is full: nothing was changed. Free some space and try again."),
    ),
    sqlite3.SQLITE_BUSY: (
        "locked",
        True,
        N_("Another program is using Aula's files. Close it and try again."),
    ),
    sqlite3.SQLITE_LOCKED: (
        "locked",
        True,
        N_("Another program is using Aula's files. Close it and try again."),
    ),
    sqlite3.SQLITE_READONLY: (
        "read_only",
        False,
        N_("Aula may not write in its data folder. Check who owns the folder."),
    ),
    sqlite3.SQLITE_PERM: (
        "read_only",
        False,
        N_("Aula may not write in its data folder. Check who owns the folder."),
    ),
    sqlite3.SQLITE_CORRUPT: (
        "damaged",
        False,
        N_("One of Aula's files is damaged. Close Aula and start it again to mend it."),
    ),
    sqlite3.SQLITE_NOTADB: (
        "damaged",
        False,
        N_("One of Aula's files is damaged. Close Aula and start it again to mend it."),
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "unreadable",
        False,
        N_("Aula cannot open its files. Check that the data folder is there and is yours."),
    ),
    sqlite3.SQLITE_IOERR: (
        "unreadable",
        True,
        N_("The disk did not answer as it should. Try again, and check the disk."),
    ),
    sqlite3.SQLITE_AUTH: (
        "unreadable",
        False,
        N_("Aula cannot open its files. Check that the data folder is there and is yours."),
    ),
}


def newer_form(name: str, found: int) -> StorageError:
    """Return the error for a file that a newer Aula wrote."""
    return StorageError(
        sentence(
            N_("A newer Aula wrote the file {name}: it was not touched. Update Aula."),
            name=name,
        ),
        code="newer_form",
        detail=f"{name} has form {found}",
    )


def gone() -> StorageError:
    """Return the error for a file that is not at its path any more while it is open."""
    return StorageError(
        Sentence(N_("Aula's folder is gone while Aula is open. Put it back, then try again.")),
        code="gone",
    )


def known(error: sqlite3.Error) -> StorageError | None:
    """Return the StorageError that `error` is, None when it is a bug of ours."""
    code = getattr(error, "sqlite_errorcode", None)
    found = _KNOWN.get(code & 0xFF) if code is not None else None
    if found is None:
        return None
    name, retryable, text = found
    # SQLite's own words name tables and files, never values.
    return StorageError(Sentence(text), code=name, retryable=retryable, detail=str(error))


@contextmanager
def told() -> Iterator[None]:
    """Raise known SQLite trouble within as StorageError."""
    try:
        yield
    except sqlite3.Error as error:
        translated = known(error)
        if translated is None:
            raise
        raise translated from error


def tells(kind: Kind) -> Kind:
    """Decorate a class: no public method of it lets known SQLite trouble out in another form."""
    for name, member in list(vars(kind).items()):
        if isinstance(member, FunctionType) and not name.startswith("_"):
            setattr(kind, name, told()(member))
    return kind


class Closes(Protocol):
    """What is open until it is closed."""

    def close(self) -> None: ...


@contextmanager
def closed_on_failure(opened: Closes) -> Iterator[None]:
    """Close what was opened where what follows fails; else it stays open."""
    with ExitStack() as stack:
        stack.callback(opened.close)
        yield
        stack.pop_all()
