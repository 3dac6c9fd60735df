"""Builds storage, Google's side, sync and use cases from the configuration; no Qt."""

import os
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from desktop_app.access import Access
from desktop_app.domain.errors import StorageError
from desktop_app.domain.event import Event
from desktop_app.domain.ports import Reader, Store
from desktop_app.domain.projection import Family
from desktop_app.domain.text import Sentence
from desktop_app.system import environment, paths
from desktop_app.system import settings as settings_files
from desktop_app.system.lock import IN_USE, DataFolderLock
from desktop_app.system.settings import Settings
from desktop_app.upkeep import Upkeep
from desktop_app.usecases.defaults import Defaults

if TYPE_CHECKING:
    from desktop_app.demo import DemoServer
    from desktop_app.domain.transfer import Reading

# Imports inside functions here: this module is on the way to the window's first paint, which loads
# no network library, no keyring and no sqlite-utils (promised, and tested).

LOCK_WAIT = 10.0
"""Seconds that a command waits for another one to end."""


class Aula(Access, Upkeep):
    """The program's parts, each built when it is first asked for, on the thread that will own it.

    Fills `services.parts.Parts`. The data folder's `lock` is taken by the window, or by
    `writing` (a command).
    """

    def __init__(
        self,
        data_dir: Path,
        environ: Mapping[str, str],
        settings: Settings,
        notices: Sequence[Sentence] = (),
        language: str | None = None,
        now: Callable[[], float] = time.time,
    ) -> None:
        """`language`: of this start, whatever the settings file says."""
        super().__init__()
        self.data_dir = data_dir
        self.environment = environment.read(environ)
        self._environ = environ
        self.settings = settings
        self.kept: dict[str, Any] = {}
        if language is not None:
            self.kept = {"language": settings.language}
            self.settings = settings._replace(language=language)
        self.now = now
        self._notices = list(notices)
        self.lock = DataFolderLock(data_dir)
        self._demo_folder: tempfile.TemporaryDirectory[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
        self.lock.release()

    def embed(
        self, server: "DemoServer", folder: "tempfile.TemporaryDirectory[str] | None"
    ) -> None:
        """Use an embedded server as Google, connected already; `folder` goes when all is closed."""
        self._demo, self._demo_folder = server, folder
        self._demo_token = server.issue_refresh_token()

    def close(self) -> None:
        """Stop the embedded server, if this is a demo."""
        if self._demo is not None:
            self._demo.stop()
        if self._demo_folder is not None:
            self._demo_folder.cleanup()

    # --- files

    @property
    def log_dir(self) -> Path:
        """Where the log is written."""
        return paths.log_dir(self.data_dir)

    @property
    def zone(self) -> str:
        """The display zone."""
        return self.settings.zone

    @property
    def defaults(self) -> Defaults:
        """The teacher's defaults for a new class."""
        said = self.settings
        return Defaults(
            summary=said.summary,
            description=said.description_template,
            class_type=said.class_type,
            max_participants=said.max_participants,
            focus=said.focus,
            price=said.price,
            length=said.default_length_minutes,
            step=said.round_minutes,
            zone=said.zone,
            hours=said.hours,
            hidden_busy=said.hidden_busy,
        )

    def open_store(self) -> Store:
        """Open both files for writing. Raises StorageError."""
        from desktop_app.google.wire import decode
        from desktop_app.storage.store import open_store

        store = open_store(
            paths.desk_path(self.data_dir), paths.cache_path(self.data_dir), decode, self.now
        )
        self._notices += store.notices
        if self._demo is not None and not store.roster.all():
            from desktop_app.demo.sample_people import roster
            from desktop_app.domain.student import Student

            store.roster.change([Student(**one) for one in roster()], ())
        return store

    def read_ics(self, path: str) -> "Reading":
        """Return what the .ics file at `path` holds. Raises UsageError, StorageError."""
        from desktop_app.ics.read import LARGEST, read
        from desktop_app.system.files import read_some

        file = Path(path)
        return read(read_some(file, LARGEST + 1), file.name, self.zone)

    def write_ics(self, path: str, families: Iterable[Family], codes: bool = False) -> None:
        """Write an .ics file, access codes in it only if `codes`. Raises StorageError."""
        from desktop_app.system.files import write_whole

        write_whole(Path(path), self.ics(families, codes))

    def ics(self, families: Iterable[Family], codes: bool = False) -> bytes:
        """Return what `write_ics` writes."""
        from desktop_app.ics.write import write

        return write(families, self.now(), codes=codes)

    def open_reader(self, seconds: float = 0.0) -> Reader | None:
        """Open both files for reading; None where they are not there, or not in step in `seconds`."""
        from desktop_app.storage.reader import open_reader

        return open_reader(
            paths.desk_path(self.data_dir), paths.cache_path(self.data_dir), _decoder, seconds
        )

    def notices(self) -> Sequence[Sentence]:
        """Return what the teacher should know of the start, once."""
        told, self._notices = self._notices, []
        return told

    @contextmanager
    def writing(self, wait: float = LOCK_WAIT) -> Iterator[Store]:
        """Hold the lock and the store for one command.

        Another command is waited for, `wait` seconds; raises StorageError locked when a window has
        the folder.
        """
        if not self.lock.acquire(wait):
            raise StorageError(IN_USE, code="locked")
        try:
            store = self.open_store()
            try:
                yield store
            finally:
                store.close()
        finally:
            self.lock.release()


def _decoder() -> Callable[[Mapping[str, Any], str], Event]:
    """Return the decoder of events: only when one is read, after the first paint."""
    from desktop_app.google.wire import decode

    return decode


def configure(
    data_dir: str | None = None,
    language: str | None = None,
    environ: Mapping[str, str] = os.environ,
    now: Callable[[], float] = time.time,
) -> Aula:
    """Return the program's parts as command line, environment and settings file say, in that order.

    Raises StorageError when there can be no data folder.
    """
    folder = paths.data_dir(data_dir, environ)
    settings, notices = settings_files.load(paths.settings_path(folder))
    return Aula(folder, environ, settings, notices, language, now=now)


def configure_demo(
    data_dir: str | None = None,
    language: str | None = None,
    now: Callable[[], float] = time.time,
) -> Aula:
    """Return the parts on top of an embedded server with the sample term, already connected.

    Without `data_dir` its folder is a new one that goes with the program. Nothing of the
    environment's Google variables is looked at.
    """
    from desktop_app.demo import DemoServer

    server = DemoServer(clock=now, sample=True)
    server.start()
    temporary = None if data_dir else tempfile.TemporaryDirectory(prefix="aula-demo-")
    folder = paths.data_dir(data_dir or (temporary.name if temporary else None))
    settings, notices = settings_files.load(paths.settings_path(folder))
    aula = Aula(folder, {}, settings, notices, language, now=now)
    aula.embed(server, temporary)
    return aula
