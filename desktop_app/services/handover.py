"""Wishes of other processes: a second window, or a command while this window runs."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.errors import AulaError, UsageError
from desktop_app.domain.event import Event
from desktop_app.domain.ports import Reader
from desktop_app.services.store_thread import StoreThread
from desktop_app.services.workers import IN_STEP
from desktop_app.usecases.defaults import Defaults

if TYPE_CHECKING:
    from desktop_app.domain.transfer import Reading
    from desktop_app.usecases.commands import Desk

# Imports inside functions here: what commands ask takes 2 MB, which a window whose teacher uses none
# does not need.

log = logging.getLogger(__name__)
LOOK_EVERY = 0.2
LONGEST = 120.0


class Handover(QObject):
    """Answers wishes on the channel's threads; what concerns the window goes there by signals."""

    show_wanted = Signal()
    new_wanted = Signal()
    sync_wanted = Signal()
    edit_made = Signal()
    connect_wanted = Signal()
    disconnect_wanted = Signal()

    def __init__(
        self,
        store: StoreThread,
        open_reader: Callable[[float], Reader | None],
        defaults: Callable[[], Defaults],
        invite: Callable[[Event], str],
        tell: Callable[[AulaError], str],
        read_ics: "Callable[[str], Reading]",
        offline: Callable[[], bool],
    ) -> None:
        """`offline`: whether what is to be sent waits for the network, and nothing is being tried."""
        super().__init__()
        self._store = store
        self._open_reader = open_reader
        self._defaults = defaults
        self._invite = invite
        self._tell = tell
        self._read_ics = read_ics
        self._offline = offline
        self._over = threading.Event()

    def stop(self) -> None:
        """Wait for nothing any more: the program ends. What was asked for is answered as it stands."""
        self._over.set()

    def answer(self, wish: dict[str, Any]) -> dict[str, Any]:
        """Do what `wish` asks and return the answer as JSON; errors are answers too."""
        try:
            return self._do(wish)
        except AulaError as error:
            return {"error": {"code": error.code, "message": self._tell(error)}}

    def _do(self, wish: dict[str, Any]) -> dict[str, Any]:
        command = wish.get("command")
        wait = min(float(wish.get("wait", 0.0)), LONGEST)
        if command == "show":
            if not wish.get("hidden"):
                self.show_wanted.emit()
            if wish.get("new_class"):
                self.new_wanted.emit()
            return {"shown": True}
        if command == "sync":
            self.sync_wanted.emit()
            return {"handed_over": True}
        if command in ("connect", "disconnect"):
            # A person answers Google, and the window shows what becomes of it.
            self.show_wanted.emit()
            (self.connect_wanted if command == "connect" else self.disconnect_wanted).emit()
            return {"handed_over": True}
        return self._ask(wish, wait)

    def _ask(self, wish: dict[str, Any], wait: float) -> dict[str, Any]:
        from desktop_app.usecases import commands

        command = wish.get("command")
        if command == "import":
            reading = self._read_ics(str(wish.get("path", "")))
            store = self._store.queued()
            only_look = bool(wish.get("only_look"))
            try:
                return commands.take_in_file(store, reading, time.time(), only_look)
            finally:  # cut short, what is recorded is sent
                self.edit_made.emit()
        if command == "new-class":
            with self._desk() as desk:
                return commands.new_class(desk, dict(wish.get("wish") or {}), wait)
        if command == "cancel-class":
            with self._desk() as desk:
                return commands.cancel_class(desk, str(wish.get("id", "")), wait)
        raise UsageError

    @contextmanager
    def _desk(self) -> "Iterator[Desk]":
        from desktop_app.usecases.commands import Desk

        told = False

        def advance() -> bool:
            """The window's own passes send it; a look five times a second is soon enough."""
            nonlocal told
            if not told and not self._over.is_set():
                told = True
                self.edit_made.emit()
            return not (self._over.wait(LOOK_EVERY) or self._offline())

        # A connection of this thread's own: the window's must not be used here.
        reader = self._open_reader(IN_STEP)
        try:
            yield Desk(
                self._store.queued(), reader, self._defaults(), time.time, advance, self._invite
            )
        finally:
            if reader is not None:
                reader.close()
