"""What stands beside the calendar and is made when it is first asked for: after the first paint."""

import time
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from desktop_app.domain.errors import AulaError
    from desktop_app.domain.occurrence import ChangeSet
    from desktop_app.domain.ports import Reader
    from desktop_app.services.acts import Acts
    from desktop_app.services.around import Around
    from desktop_app.services.attention import Attention
    from desktop_app.services.diagnostics import Diagnostics
    from desktop_app.services.forms import Forms
    from desktop_app.services.overlaps import Overlaps
    from desktop_app.services.parts import Parts
    from desktop_app.services.settings import SettingsService
    from desktop_app.services.store_thread import StoreThread
    from desktop_app.services.students import StudentsService
    from desktop_app.services.sync_service import SyncService
    from desktop_app.services.transfer import Transfer
    from desktop_app.services.values import Key
    from desktop_app.system.translations import Translator

# Imports inside functions: none of this is on the way to the first paint.


class Beside:
    """The half of CalendarService that only makes its neighbours."""

    _parts: "Parts"
    _store: "StoreThread"
    _sync: "SyncService"
    _now: Callable[[], float]
    _reader: "Reader | None"
    _settings: "SettingsService"
    _translator: "Callable[[], Translator]"
    zone: Any
    toast: Any
    copied: Any
    changed: Any
    _made: "Callable[[Key, bool], None]"
    _tell: "Callable[[ChangeSet], None]"
    _acted: "Callable[[ChangeSet], None]"
    _failed: "Callable[[AulaError], None]"

    @cached_property
    def overlaps(self) -> "Overlaps":
        """What else takes place at a time."""
        from desktop_app.services.overlaps import Overlaps

        return Overlaps(lambda: self._reader, self._settings, self._translator)

    @cached_property
    def acts(self) -> "Acts":
        """The teacher's acts, with their undo."""
        from desktop_app.services.acts import Acts

        return Acts(
            self._store,
            self._settings,
            lambda: self._parts.defaults,
            self._now,
            self._acted,
            self.toast.emit,
            self._failed,
            lambda: self._sync.badge.state in {"synced", "working", "attention"},
            self._translator,
            self.overlaps,
        )

    @cached_property
    def around(self) -> "Around":
        """Copies of classes and weeks."""
        from desktop_app.services.around import Around

        return Around(
            self._store,
            lambda: self._reader,
            self.acts,
            self.overlaps,
            self._settings,
            self._translator,
            self._now,
            self.toast.emit,
            self._acted,
            self._made,
            self._failed,
        )

    @cached_property
    def transfer(self) -> "Transfer":
        """Calendar files, in and out."""
        from desktop_app.services.transfer import Transfer

        return Transfer(
            self._parts,
            self._store,
            lambda: str(self.zone),
            self._now,
            self.acts,
            self._acted,
            self.toast.emit,
            self._failed,
        )

    @cached_property
    def stuck(self) -> "Attention":
        """What needs the teacher."""
        from desktop_app.services.attention import Attention

        return Attention(
            lambda: self._reader,
            self._store,
            self.acts,
            self._now,
            self._acted,
            self.toast.emit,
            self._failed,
        )

    @cached_property
    def diagnostics(self) -> "Diagnostics":
        """Diagnostics, and the crash report of the last run."""
        from desktop_app.services.diagnostics import Diagnostics

        made = Diagnostics(self._parts, self._store, lambda: self._sync.badge, self.toast.emit)
        made.copied.connect(self.copied)
        return made

    @cached_property
    def students(self) -> "StudentsService":
        """The roster."""
        from desktop_app.services.students import StudentsService

        made = StudentsService(
            self._store,
            lambda: self._reader,
            self._parts.open_reader,
            self._now,
            self._tell,
            self.acts.did,
            self._failed,
        )
        self.changed.connect(made.take)
        return made

    @cached_property
    def forms(self) -> "Forms":
        """What the form for all of an event needs."""
        from desktop_app.services.forms import Forms

        return Forms(
            self._store,
            lambda: self._reader,
            lambda: self._parts.defaults,
            self._now,
            self.acts.did,
            self.overlaps.warning,
            self._acted,
            self._made,
            self._failed,
        )

    def end_beside(self, deadline: float) -> None:
        """End what was made and has a thread of its own, waiting until `deadline` (monotonic)."""
        for name in ("students", "transfer"):
            if name in self.__dict__:
                getattr(self, name).end(max(0.0, deadline - time.monotonic()))
