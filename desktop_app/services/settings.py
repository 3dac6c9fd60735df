"""Settings for the window: applied at once, written to their file on a thread of their own."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.errors import AulaError
from desktop_app.services.workers import Post, Worker
from desktop_app.system import settings as files
from desktop_app.system.settings import Settings


class SettingsService(QObject):
    """The settings as they stand; whoever shows something of them listens to `changed`."""

    changed = Signal(object)  # Settings
    failed = Signal(object)  # Sentence

    def __init__(
        self, path: Path, settings: Settings, post: Post, kept: Mapping[str, Any] | None = None
    ) -> None:
        """`kept`: what the file has of fields that are otherwise for this start alone; it stays."""
        super().__init__()
        self._kept = dict(kept or {})
        self._path = path
        self._settings = settings
        self._files = Worker("settings", post)

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self._settings

    def update(self, **fields: Any) -> None:
        """Set fields of Settings; in force at once, written soon."""
        settings = self._settings._replace(**fields)
        if settings == self._settings:
            return
        self._settings = settings
        self.changed.emit(settings)
        self._kept = {name: self._kept[name] for name in self._kept.keys() - fields.keys()}
        written = settings._replace(**self._kept)
        self._files.run(lambda: files.save(self._path, written), None, self._tell)

    @property
    def starts_with_system(self) -> bool | None:
        """Whether Aula starts with the system; None where this cannot be had."""
        # Only the open settings ask.
        from desktop_app.system import autostart

        return autostart.enabled(autostart.file(os.environ)) if autostart.supported() else None

    def start_with_system(self, on: bool) -> None:
        """Let Aula start with the system, out of sight, or no more."""
        from desktop_app.system import autostart  # as above

        path = autostart.file(os.environ)

        def do() -> None:
            if on:
                autostart.enable(path, autostart.command())
            else:
                autostart.disable(path)

        self._files.run(do, None, self._tell)

    def stop(self, seconds: float) -> bool:
        """Finish writing; whether it did in time."""
        return self._files.stop(seconds)

    def _tell(self, error: AulaError) -> None:
        self.failed.emit(error.told)
