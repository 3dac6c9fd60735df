"""What a crash leaves behind: written as it happens, shown at the next start, sent nowhere."""

import faulthandler
import logging
import os
import sys
import threading
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Literal, NamedTuple, TextIO

log = logging.getLogger(__name__)
KEPT = 5
LONGEST = 60_000
"""Characters of a report that are shown and copied: the end says most."""
_NAME = "crash.txt"


class CrashReport(NamedTuple):
    """What went wrong last time. `kind`: the program died, or an error was caught and it went on."""

    kind: Literal["died", "went_on"]
    text: str
    path: Path


class CrashFile:
    """The file that a dying program still writes to; empty while all is well."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _NAME
        self._folder = folder
        self._file: TextIO | None = None
        self._lock = threading.Lock()

    def arm(self) -> Path | None:
        """Begin to watch; return what an earlier run left, moved to a name of its own.

        Where nothing can be written nothing is watched.
        """
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            left = self._put_by()
            # A command that fails while the window is open adds to the same file.
            handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600)
        except OSError:
            return None
        self._file = os.fdopen(handle, "w", encoding="utf-8", errors="replace")
        # Every thread's Python stack, should Qt or SQLite take the process down.
        faulthandler.enable(self._file)
        return left

    def disarm(self) -> None:
        """End the watch of a program that ends well; an empty file goes."""
        if self._file is None:
            return
        faulthandler.disable()
        self._file.close()
        self._file = None
        try:
            if self._path.stat().st_size == 0:
                self._path.unlink()
        except OSError:
            return  # an empty file left behind is no report either

    def uncaught(self, error: BaseException, trace: TracebackType | None, thread: str) -> None:
        """Keep an error that nobody caught. Never raises: it stands in the hook for errors."""
        if self._file is None:
            return
        try:
            with self._lock:
                self._file.write(_told(error, trace, thread))
                self._file.flush()
        except (OSError, ValueError):
            return  # a full disk; the log may have it

    def _put_by(self) -> Path | None:
        try:
            said = self._path.stat()
        except FileNotFoundError:
            return None
        if said.st_size == 0:
            return None
        stamp = datetime.fromtimestamp(said.st_mtime, UTC).strftime("%Y-%m-%dT%H%M%S")
        target = self._folder / f"crash-{stamp}.txt"
        self._path.replace(target)
        for old in sorted(self._folder.glob("crash-*.txt"), reverse=True)[KEPT:]:
            old.unlink()
        return target


def keep(folder: Path, error: BaseException, where: str) -> bool:
    """Keep an error that ends a command, for the window's next start; whether it could be kept."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(folder / _NAME, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
            file.write(_told(error, error.__traceback__, where))
    except OSError:
        return False
    return True


def _told(error: BaseException, trace: TracebackType | None, where: str) -> str:
    from desktop_app.system.redact import redact  # no start that goes well needs its patterns

    lines = traceback.format_exception(type(error), error, trace)
    when = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    return f"{when} {where}\n{redact(''.join(lines))}\n"


def read_report(path: Path) -> CrashReport | None:
    """Return the report at `path`, redacted; None when it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    from desktop_app.system.redact import redact  # as above

    died = "Fatal Python error" in text or "Windows fatal exception" in text
    return CrashReport("died" if died else "went_on", redact(text)[-LONGEST:], path)


def hooks(crashes: CrashFile) -> None:
    """Send what no one caught, on any thread, to the log and to the crash file."""

    def main_thread(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.exit(130)
        log.critical("uncaught", exc_info=(kind, error, trace))
        crashes.uncaught(error, trace, "main thread")

    def other_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is None:
            return
        name = args.thread.name if args.thread else "a thread"
        log.critical(
            "uncaught in %s", name, exc_info=(args.exc_type, args.exc_value, args.exc_traceback)
        )
        crashes.uncaught(args.exc_value, args.exc_traceback, f"thread {name}")

    sys.excepthook = main_thread
    threading.excepthook = other_thread
