"""The half of the wiring that looks after the files: copies, damage, diagnostics, crash reports."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.system import paths
from desktop_app.system.environment import Environment
from desktop_app.system.settings import Settings

if TYPE_CHECKING:
    from desktop_app.domain.copies import Copy

# Imports inside functions: none of this is on the way to the first paint.


class Upkeep:
    """What `wiring.Aula` is built on. None of it is for the window's thread."""

    data_dir: Path
    settings: Settings
    environment: Environment
    now: Callable[[], float]

    def mend_cache(self) -> bool:
        """Look at the closed cache thoroughly; set it aside and return True if it is damaged."""
        from desktop_app.storage.damage import mend_cache

        return mend_cache(paths.cache_path(self.data_dir), self.now())

    def copies(self) -> "Sequence[Copy]":
        """Return the dated copies of desk.db, the newest first."""
        from desktop_app.storage.backup import copies

        return copies(paths.desk_path(self.data_dir))

    def restore(self, name: str) -> None:
        """Put the copy `name` in desk.db's place; both files are closed. Raises StorageError."""
        from desktop_app.google.wire import decode
        from desktop_app.storage.restore import restore

        desk, cache = paths.desk_path(self.data_dir), paths.cache_path(self.data_dir)
        restore(desk, cache, name, decode, self.now())

    def diagnostics(self, window: Sequence[tuple[str, str]] = ()) -> str:
        """Return what somebody who helps must know, as text; `window` is said with it."""
        from desktop_app.storage.facts import facts
        from desktop_app.system.diagnostics import describe

        files = facts(paths.desk_path(self.data_dir), paths.cache_path(self.data_dir))
        return describe(self.data_dir, self.settings, self.environment, files, window, self.now())
