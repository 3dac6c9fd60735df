"""The local socket by which a second window or a command hands its wish to the running window."""

import errno
import json
import logging
import os
import stat
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Client, Connection, Listener
from pathlib import Path
from typing import Any
from zlib import adler32, crc32

from desktop_app.domain.errors import AulaError, StorageError
from desktop_app.domain.text import N_, Sentence
from desktop_app.system.files import write_whole
from desktop_app.system.lock import IN_USE, DataFolderLock

NO_ANSWER = Sentence(N_("The open Aula does not answer. Look there whether it was done."))

log = logging.getLogger(__name__)
LARGEST = 1 << 20
PATIENCE = 60.0
LOOK_EVERY = 0.1
_ADDRESS = "channel.address"
REFUSED = {"refused": True}
"""The answer to who has not the folder's key."""
Handler = Callable[[dict[str, Any]], dict[str, Any]]


def address(folder: Path) -> str:
    """Return where the window of `folder` listens: a pipe's name, or a short socket path.

    A socket's path may have some 100 characters, a data folder's more: hence a digest of it.
    """
    path = str(folder.resolve()).encode()
    # Two sums of zlib's: a hash of OpenSSL's would load 4 MB into every window.
    digest = f"{crc32(path):08x}{adler32(path):08x}"
    if sys.platform == "win32":
        return rf"\\.\pipe\aula-{digest}"
    base = os.environ.get("XDG_RUNTIME_DIR")
    if not base or not os.path.isdir(base):
        base = os.path.join(tempfile.gettempdir(), f"aula-{os.getuid()}")
    return os.path.join(base, f"aula-{digest}.sock")


def _said_address(folder: Path) -> str:
    """Return where the window of `folder` said that it listens: it may have been started with
    another XDG_RUNTIME_DIR than who asks (a cron job has none)."""
    try:
        return (folder / _ADDRESS).read_text("utf-8") or address(folder)
    except FileNotFoundError:
        return address(folder)


def _own(folder: Path) -> None:
    """Make the sockets' folder, or see that it is ours alone. Raises OSError."""
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if found.st_uid != os.getuid() or not stat.S_ISDIR(found.st_mode) or found.st_mode & 0o022:
        raise PermissionError(errno.EPERM, "a folder that others can write to", str(folder))


def _key(folder: Path) -> bytes:
    """Return the folder's key: who may read the data folder may talk to its window."""
    path = folder / "channel.key"
    try:
        return path.read_bytes()
    except FileNotFoundError:
        key = os.urandom(16).hex().encode()
        _write_key(path, key)
        return key


def _write_key(path: Path, key: bytes) -> None:
    if path.exists():
        return
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(key)


class ChannelListener:
    """Answers wishes, each on a thread of its own, so that a stuck one harms nobody."""

    def __init__(self, folder: Path, handle: Handler) -> None:
        """Begin to listen. Only the holder of the folder's lock may. Raises OSError."""
        self._handle = handle
        self._path = address(folder)
        self._key = _key(folder)
        if sys.platform != "win32":
            _own(Path(self._path).parent)
            Path(self._path).unlink(missing_ok=True)  # left by one that was killed
        self._listener = Listener(self._path, backlog=8)
        if sys.platform != "win32":
            os.chmod(self._path, 0o600)
        write_whole(folder / _ADDRESS, self._path.encode())
        self._closed = False
        self._serving: set[threading.Thread] = set()
        self._thread = threading.Thread(target=self._loop, name="channel", daemon=True)
        self._thread.start()

    def renew(self, folder: Path) -> None:
        """Write the key again into a folder that was removed and put back."""
        try:
            _write_key(folder / "channel.key", self._key)
        except OSError as error:
            log.info("commands cannot be taken any more: %s", type(error).__name__)

    def close(self, seconds: float) -> bool:
        """Listen no more; wait `seconds` at most for answers under way; whether all is ended."""
        deadline = time.monotonic() + seconds
        self._closed = True
        with suppress(OSError):
            Client(self._path).close()  # closing alone does not wake who waits for a connection
        self._thread.join(seconds)
        self._listener.close()
        for thread in list(self._serving):
            thread.join(max(0.0, deadline - time.monotonic()))
        return not (self._serving or self._thread.is_alive())

    def _loop(self) -> None:
        while True:
            try:
                connection = self._listener.accept()
            except OSError:
                return
            if self._closed:
                connection.close()
                return
            thread = threading.Thread(
                target=self._serve, args=(connection,), name="channel-one", daemon=True
            )
            self._serving.add(thread)
            thread.start()

    def _serve(self, connection: Connection) -> None:
        # JSON in bytes, never the pickles that Connection.send would make.
        try:
            with connection:
                if not self._said_something(connection):
                    return
                wish = json.loads(connection.recv_bytes(LARGEST))
                if not isinstance(wish, dict) or not _same(wish.pop("key", ""), self._key):
                    connection.send_bytes(json.dumps(REFUSED).encode())
                    return
                connection.send_bytes(json.dumps(self._handle(wish)).encode())
        except (OSError, EOFError, ValueError) as error:
            log.info("a wish could not be taken: %s", type(error).__name__)
        finally:
            self._serving.discard(threading.current_thread())

    def _said_something(self, connection: Connection) -> bool:
        deadline = time.monotonic() + PATIENCE
        while not self._closed and time.monotonic() < deadline:
            if connection.poll(LOOK_EVERY):
                return True
        return False


def _same(said: object, key: bytes) -> bool:
    from hmac import compare_digest  # loads OpenSSL: only when somebody asks

    return compare_digest(str(said).encode(), key)


def ask(folder: Path, wish: dict[str, Any], timeout: float = 5.0) -> dict[str, Any] | None:
    """Hand `wish` to the window of `folder` and return its answer; None where none listens.

    `timeout`: seconds to wait for the answer. Raises AulaError no_answer when the wish was taken
    and no answer comes: it may have been done, and must not be done a second time.
    """
    try:
        key = (folder / "channel.key").read_bytes()
        connection = Client(_said_address(folder))
    except (OSError, EOFError, ValueError):
        return None
    with connection:
        try:
            connection.send_bytes(json.dumps({**wish, "key": key.decode()}).encode())
        except OSError:
            return None  # closed before it was read
        try:
            answer = (
                json.loads(connection.recv_bytes(LARGEST)) if connection.poll(timeout) else None
            )
        except (OSError, EOFError, ValueError):
            answer = None
    if answer == REFUSED:
        return None
    if not isinstance(answer, dict):
        raise AulaError(NO_ANSWER, code="no_answer")
    return answer


def hand_over(
    folder: Path, lock: DataFolderLock, wish: dict[str, Any], seconds: float, timeout: float = 5.0
) -> dict[str, Any] | None:
    """Hand `wish` to the window of `folder` and return its answer; None once the lock is ours.

    Both are tried until one works, `seconds` at most: a window that starts has the lock before it
    listens, one that ends has it still when it listens no more. Raises StorageError locked,
    AulaError no_answer (see `ask`).
    """
    deadline = time.monotonic() + seconds
    while True:
        answer = ask(folder, wish, timeout)
        if answer is not None or lock.acquire():
            return answer
        if time.monotonic() >= deadline:
            raise StorageError(IN_USE, code="locked")
        threading.Event().wait(LOOK_EVERY)
