"""The lock of a data folder: one process writes."""

import os
import sys
import threading
import time
from pathlib import Path
from typing import BinaryIO, Self

from desktop_app.domain.errors import StorageError
from desktop_app.domain.text import N_, Sentence
from desktop_app.system.files import storage_error

IN_USE = Sentence(N_("Another Aula is using these files. Close it and try again."))
LOOK_EVERY = 0.1


class DataFolderLock:
    """Held while the file is open; the system lets go of it when the process dies, however."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "aula.lock"
        self._file: BinaryIO | None = None

    def acquire(self, seconds: float = 0.0) -> bool:
        """Take the lock; return whether it is ours now. Raises StorageError (read_only).

        `seconds`: how long to wait for whoever has it.
        """
        deadline = time.monotonic() + seconds
        while not self._take():
            if time.monotonic() >= deadline:
                return False
            threading.Event().wait(LOOK_EVERY)
        return True

    def _take(self) -> bool:
        if self._file is not None:
            return True
        try:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise storage_error(error) from error
        file = os.fdopen(handle, "r+b")
        if not _lock(file):
            file.close()
            return False
        self._file = file
        return True

    def release(self) -> None:
        """Let go of the lock."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def renew(self) -> bool:
        """Take the lock of a folder that was removed and is to be put back; return whether it is
        ours: another program may have made the folder anew. Raises StorageError (read_only)."""
        if self._file is not None and not _stands(self._path, self._file):
            self.release()
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise storage_error(error) from error
        return self.acquire()

    def __enter__(self) -> Self:
        if not self.acquire():
            raise StorageError(IN_USE, code="locked")
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def _stands(path: Path, file: BinaryIO) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except OSError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO) -> bool:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _lock(file: BinaryIO) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            raise storage_error(error) from error
        return True
