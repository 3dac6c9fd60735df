"""Where Aula's files live; readable by their owner only."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from desktop_app.domain.errors import StorageError
from desktop_app.domain.text import N_, sentence


def data_dir(override: str | None = None, environ: Mapping[str, str] = os.environ) -> Path:
    """Return the data folder, made if it was not there (mode 0700).

    `override` (--data-dir) wins over `AULA_DATA_DIR`, and that over the platform's own place.
    Raises StorageError `unreadable` when there can be none.
    """
    named = override or environ.get("AULA_DATA_DIR", "")
    folder = Path(named).expanduser() if named else _platform_dir()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        told = sentence(N_("The folder {folder} cannot be used: {reason}"),
                        folder=folder, reason=error.strerror or error)  # fmt: skip
        raise StorageError(told, code="unreadable", detail=type(error).__name__) from error
    return folder.absolute()


def _platform_dir() -> Path:
    # platformdirs costs 8 ms: only where nothing else names a folder.
    from platformdirs import user_data_path

    return user_data_path("Aula", appauthor=False)


def desk_path(folder: Path) -> Path:
    """Return the path of desk.db: what only this teacher knows."""
    return folder / "desk.db"


def cache_path(folder: Path) -> Path:
    """Return the path of cache.db: what Google said, and what follows from it."""
    return folder / "cache.db"


def settings_path(folder: Path) -> Path:
    """Return the path of the settings file."""
    return folder / "settings.json"


def holidays_path(folder: Path) -> Path:
    """Return the path of the public holidays, worked out once."""
    return folder / "holidays.json"


def log_dir(folder: Path) -> Path:
    """Return the folder of the logs."""
    return folder / "logs"


def resources_dir() -> Path:
    """Return the folder of icons and translations: bundle, installed wheel or checkout."""
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle:
        return Path(bundle) / "resources"
    package = Path(__file__).resolve().parent.parent
    installed = package / "_resources"
    return installed if installed.is_dir() else package.parent / "resources"
