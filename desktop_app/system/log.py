"""The log: a file that a person can read and post in public."""

import logging
import logging.handlers
import os
from pathlib import Path

from desktop_app.system.held_log import HeldLog
from desktop_app.system.redact import redact


class Redacting(logging.Formatter):
    """Formats as usual, then takes out what nobody else may read; tracebacks too."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line without secrets."""
        return redact(super().format(record))


def setup(folder: Path, verbose: bool = False) -> None:
    """Log into `folder` (rotated, owner only), first what was held so far; where that cannot be,
    warnings go to stderr."""
    handler: logging.Handler
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / "aula.log"
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
        handler = logging.handlers.RotatingFileHandler(
            path, maxBytes=500_000, backupCount=3, encoding="utf-8"
        )
        handler.setLevel(logging.DEBUG if verbose else logging.INFO)
    except OSError:
        handler = logging.StreamHandler()
        handler.setLevel(logging.WARNING)
    handler.setFormatter(Redacting("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    for held in [other for other in root.handlers if isinstance(other, HeldLog)]:
        root.removeHandler(held)
        held.pour(handler)
    root.setLevel(logging.INFO)
    # Theirs is a debug log of whole requests; ours says what matters of them.
    logging.getLogger("googleapiclient").setLevel(logging.ERROR)
    logging.raiseExceptions = False  # a full disk must not end in a traceback on stderr


def renew(folder: Path) -> None:
    """Go on in `folder` after it was removed and put back: a removed file takes lines silently."""
    for handler in logging.getLogger().handlers:
        if isinstance(handler, logging.handlers.RotatingFileHandler):
            try:
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                os.close(os.open(handler.baseFilename, os.O_WRONLY | os.O_CREAT, 0o600))
            except OSError:
                continue  # the next renewal may do
            handler.acquire()
            try:
                if handler.stream is not None:
                    handler.stream.close()
                handler.stream = handler._open()
            finally:
                handler.release()


def tail(folder: Path, lines: int) -> list[str]:
    """Return the last lines of the log, also over its last rotation; redacted once more.

    An older Aula may have written what this one takes out.
    """
    found: list[str] = []
    for name in ("aula.log", "aula.log.1"):
        try:
            text = (folder / name).read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        found = text.splitlines()[-(lines - len(found)) :] + found
        if len(found) >= lines:
            break
    return [redact(line) for line in found]
