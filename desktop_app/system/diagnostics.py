"""Diagnostics: what somebody who helps must know, as text without secrets, names or codes."""

import platform
import sqlite3
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from desktop_app import __version__
from desktop_app.system import log, paths
from desktop_app.system.environment import Environment
from desktop_app.system.redact import redact
from desktop_app.system.settings import CHOICES, Settings

LINES = 200
Facts = Iterable[tuple[str, str]]
_LIBRARIES = ("PySide6-Essentials", "google-api-python-client", "keyring", "sqlite-utils", "tzdata")
# Words whose values come from a list, never from a person.
_OPEN = frozenset(CHOICES) | {"zone", "second_zone"}


def describe(
    folder: Path,
    settings: Settings,
    environment: Environment,
    files: Facts,
    window: Facts,
    now: float,
) -> str:
    """Return the diagnostics. `files` and `window`: what storage and the window add.

    Reads the log; for a thread that may wait for the disk. English: it is for whoever helps.
    """
    parts = [
        _block("Aula", _versions(folder, now)),
        _block("Window", window),
        _block("Files", files),
        _block("Settings that differ from the defaults", _settings(settings)),
        _block("Environment", [("set", ", ".join(_names(environment)) or "nothing")]),
        f"Log, the last {LINES} lines\n" + "\n".join(log.tail(paths.log_dir(folder), LINES)),
    ]
    return redact("\n\n".join(part for part in parts if part)) + "\n"


def _block(title: str, facts: Facts) -> str:
    lines = [f"  {name}: {value}" for name, value in facts]
    return "\n".join([title, *lines]) if lines else ""


def _versions(folder: Path, now: float) -> Facts:
    yield "version", __version__
    yield "time", datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%d %H:%M UTC")
    yield "system", f"{platform.platform()} ({platform.machine()})"
    yield "Python", f"{platform.python_version()}{' (bundle)' if _bundled() else ''}"
    yield "SQLite", sqlite3.sqlite_version
    for name in _LIBRARIES:
        try:
            yield name, metadata.version(name)
        except metadata.PackageNotFoundError:
            yield name, "version unknown"
    yield "data folder", str(folder)


def _bundled() -> bool:
    return bool(getattr(sys, "frozen", False))


def _settings(settings: Settings) -> Facts:
    """Yield what differs; of what a person typed only how long it is."""
    defaults: Mapping[str, Any] = Settings()._asdict()
    for name, value in settings._asdict().items():
        if name == "unknown" or value == defaults[name]:
            continue
        told = f"{len(value)} characters" if isinstance(value, str) else str(value)
        yield name, str(value) if name in _OPEN else told
    if settings.unknown:
        yield "of a newer Aula", ", ".join(name for name, _ in settings.unknown)


def _names(environment: Environment) -> list[str]:
    return [name for name, value in environment._asdict().items() if value]
