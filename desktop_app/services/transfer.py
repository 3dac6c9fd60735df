"""Calendars as files, for the window: looked at first, taken in through the outbox, written out."""

from collections.abc import Callable, Sequence
from contextlib import closing
from typing import NamedTuple

from PySide6.QtCore import QObject

from desktop_app.domain.errors import AulaError
from desktop_app.domain.occurrence import ChangeSet
from desktop_app.domain.projection import Family
from desktop_app.domain.text import N_, sentence
from desktop_app.domain.transfer import Plan
from desktop_app.services.parts import Parts
from desktop_app.services.store_thread import StoreThread
from desktop_app.services.values import Toast, ToastAction
from desktop_app.services.workers import Worker
from desktop_app.usecases import transfer

Failed = Callable[[AulaError], None]


class Wanted(NamedTuple):
    """What is to go out: everything of [start, end) (epoch seconds), or of one student."""

    start: int
    end: int
    student: str = ""
    codes: bool = False


class Transfer(QObject):
    """Reads and writes on a thread of its own, made when it is first needed: a large file takes
    seconds, and neither the window nor the store waits for it."""

    def __init__(
        self,
        parts: Parts,
        store: StoreThread,
        zone: Callable[[], str],
        now: Callable[[], float],
        acted: Callable[[ChangeSet], None],
        toast: Callable[[Toast], None],
        failed: Failed,
    ) -> None:
        super().__init__()
        self._parts = parts
        self._store = store
        self._zone = zone
        self._now = now
        self._acted = acted
        self._toast = toast
        self._failed = failed
        self._worker: Worker | None = None

    def look(self, path: str, then: Callable[[Plan], None], failed: Failed) -> None:
        """Find out what taking in the file at `path` would do."""
        store = self._store.queued()  # a call at a time: what she does meanwhile comes first
        self._files().run(lambda: transfer.plan(store, self._parts.read_ics(path)), then, failed)

    def take_in(self, plan: Plan) -> None:
        """Record what is new in `plan`, as one act that one *Undo* takes back."""

        def then(taken: transfer.Taken) -> None:
            self._acted(taken.changed)
            text = N_("Taken in: {number} · sent like everything else")
            undo = ToastAction(sentence(N_("Undo")), lambda: self._take_back(taken))
            self._toast(Toast(sentence(text, number=len(plan.new)), (undo,), 10.0))

        store = self._store.queued()
        self._files().run(lambda: transfer.take_in(store, plan, self._now()), then, self._failed)

    def write_out(self, path: str, wanted: Wanted) -> None:
        """Write what is wanted to `path`, and say how much it was."""

        def do() -> int:
            reader = self._parts.open_reader()
            if reader is None:
                return 0
            with closing(reader):
                found = transfer.outgoing(
                    reader, wanted.start, wanted.end, self._zone(), wanted.student
                )
            self._parts.write_ics(path, found, wanted.codes)
            return len(found)

        self._files().run(do, self._written, self._failed)

    def write_families(self, path: str, families: Sequence[Family]) -> None:
        """Write these families to `path`; codes in them, for they are the teacher's own rescue."""

        def do() -> int:
            self._parts.write_ics(path, families, True)
            return len(families)

        self._files().run(do, self._written, self._failed)

    def end(self, seconds: float) -> bool:
        """Finish what is being read or written; whether it was done in `seconds`."""
        return self._worker is None or self._worker.stop(seconds)

    def _written(self, number: int) -> None:
        self._toast(Toast(sentence(N_("Written to the file: {number}"), number=number)))

    def _take_back(self, taken: transfer.Taken) -> None:
        self._store.run(
            lambda store: store.take_back(taken.changes, self._now()), self._undone, self._failed
        )

    def _undone(self, changed: ChangeSet) -> None:
        self._acted(changed)
        self._toast(Toast(sentence(N_("Undone")), (), 2.5))

    def _files(self) -> Worker:
        if self._worker is None:
            self._worker = self._store.worker("files")
        return self._worker
