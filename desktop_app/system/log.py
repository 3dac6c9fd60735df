"""The log: a file that a person can read and post in public."""

import logging
import logging.handlers
import os
import re
from pathlib import Path

_HIDDEN = (
    # Tokens as Google writes them, codes and tokens in addresses and bodies, Bearer headers.
    (re.compile(r"1//[\w-]{10,}|ya29\.[\w.-]+|GOCSPX-[\w-]+"), "[secret]"),
    (re.compile(r"(?i)\b(bearer\s+)[\w.~+/=-]+"), r"\1[secret]"),
    (
        re.compile(
            r"(?i)([\"']?\b(?:code|code_verifier|state|\w*token|\w*secret|password|assertion)\b"
            r"[\"']?\s*[=:]\s*[\"']?)[^\s&\"',}]+"
        ),
        r"\1[secret]",
    ),
    (re.compile(r"\beyJ[\w-]+\.[\w-]+\.[\w-]*"), "[secret]"),
    # Access codes, and people's addresses but for their first letter.
    (re.compile(r"\b[A-Z0-9]{3}-[A-Z0-9]{3}\b"), "[code]"),
    (re.compile(r"\b([\w])[\w.+-]*@[\w-]+(?:\.[\w-]+)+"), r"\1…@…"),
    (re.compile(r"(https?://[^\s?\"']+)\?[^\s\"']+"), r"\1?…"),
    # Ways into a class and to a person: meetings, telephone numbers, the name of who is signed in.
    (re.compile(r"(?i)\b(meet\.google\.com|zoom\.us|wa\.me)/[^\s\"']+"), r"\1/…"),
    (re.compile(r"\+\d[\d ().-]{6,}\d"), "[phone]"),
    (re.compile(r"(?i)((?:/home/|/Users/|[a-z]:\\Users\\))[^/\\\s\"']+"), r"\1…"),
)


class Redacting(logging.Formatter):
    """Formats as usual, then takes out what nobody else may read; tracebacks too."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line without secrets."""
        return redact(super().format(record))


def redact(text: str) -> str:
    """Return `text` without tokens, codes, addresses of people and query strings."""
    for pattern, instead in _HIDDEN:
        text = pattern.sub(instead, text)
    return text


def setup(folder: Path, verbose: bool = False) -> None:
    """Log into `folder` (rotated, owner only); where that cannot be, warnings go to stderr."""
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
