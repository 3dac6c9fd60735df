"""Connections that write: how a file is opened, and transactions."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from desktop_app.domain.errors import StorageError
from desktop_app.domain.text import N_, Sentence
from desktop_app.storage import errors

if TYPE_CHECKING:
    from sqlite_utils import Database
    from sqlite_utils.db import Table

BUSY_MILLISECONDS = 5_000


class Watched:
    """An open file that knows whether it still stands where it was opened.

    `conn` is for SQL; rows are written through sqlite-utils, which is loaded when the first one is:
    9 MB that a window does not need which only shows what is there.

    A file that was removed or moved can be written on without any error (the system keeps it until
    it is closed), and all of that would be lost with the program.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.conn = connection
        self.home: Path | None = None
        self._identity = (0, 0)

    @cached_property
    def _database(self) -> "Database":
        from sqlite_utils import Database  # see above: not before something is written

        return Database(self.conn)

    def table(self, name: str) -> "Table":
        """Return the table called `name`, to write rows to."""
        return self._database.table(name)

    def part(self) -> AbstractContextManager[object]:
        """Return a part of the transaction that is open: by itself it is all or nothing too."""
        return self._database.atomic()

    def watch(self, path: Path) -> None:
        """Look at `path` from now on before each transaction."""
        self._identity = _identity(path)
        self.home = path

    def is_there(self) -> bool:
        """Return whether the file that is open is the one at its path."""
        try:
            return self.home is None or _identity(self.home) == self._identity
        except OSError:
            return False


def _identity(path: Path) -> tuple[int, int]:
    said = path.stat()
    return said.st_dev, said.st_ino


def open_database(path: Path, synchronous: Literal["FULL", "NORMAL"]) -> Watched:
    """Open `path` for writing, made when missing, readable by its owner only.

    Raises StorageError.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not os.access(path.parent, os.W_OK):  # SQLite would only say that it cannot open
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        # SQLite gives -wal and -shm the mode of the file itself.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        if path.stat().st_mode & 0o077:
            path.chmod(0o600)
    except OSError as error:
        raise StorageError(
            Sentence(N_("Aula may not write in its data folder. Check who owns the folder.")),
            code="read_only" if isinstance(error, PermissionError) else "unreadable",
            detail=f"{path.name}: {error.strerror}",
        ) from error
    with errors.told():
        # Driver-level autocommit: transactions are those of `atomic`, and no others.
        connection = sqlite3.connect(path, isolation_level=None)
        with errors.closed_on_failure(connection):
            connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(f"PRAGMA synchronous = {synchronous}")
            connection.execute("PRAGMA foreign_keys = ON")
    database = Watched(connection)
    database.watch(path)
    return database


@contextmanager
def atomic(db: Watched) -> Iterator[sqlite3.Connection]:
    """One transaction, taken for writing at once; inside another one, a part of it.

    sqlite-utils' own begins DEFERRED: reading first and writing later can fail at once there.
    All or nothing; raises StorageError on known trouble.
    """
    connection = db.conn
    with errors.told():
        if connection.in_transaction:
            with db.part():
                yield connection
            return
        if not db.is_there():
            raise errors.gone()
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute("COMMIT")
        finally:
            # Done, and some errors (disk full) have ended the transaction already.
            if connection.in_transaction:
                connection.execute("ROLLBACK")
