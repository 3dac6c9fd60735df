"""Calendars as files, for the window: looked at first, taken in through the outbox, written out."""

from collections.abc import Callable, Sequence
from contextlib import closing
from typing import NamedTuple, TypeVar

from PySide6.QtCore import QObject

from desktop_app.domain.errors import AulaError
from desktop_app.domain.occurrence import ChangeSet
from desktop_app.domain.ports import Store
from desktop_app.domain.projection import Family
from desktop_app.domain.text import N_, Sentence, sentence
from desktop_app.domain.transfer import Plan
from desktop_app.services.acts import Acts
from desktop_app.services.parts import Parts
from desktop_app.services.store_thread import StoreThread
from desktop_app.services.undo_stack import Step
from desktop_app.services.values import Toast
from desktop_app.services.workers import IN_STEP, Post, Worker
from desktop_app.usecases import transfer
from desktop_app.usecases.undo import Undone

Failed = Callable[[AulaError], None]
T = TypeVar("T")


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
        acts: Acts,
        acted: Callable[[ChangeSet], None],
        toast: Callable[[Toast], None],
        failed: Failed,
    ) -> None:
        super().__init__()
        self._parts = parts
        self._store = store
        self._zone = zone
        self._now = now
        self._acts = acts
        self._acted = acted
        self._toast = toast
        self._failed = failed
        self._post = Post()
        self._worker: Worker | None = None

    def look(self, path: str, then: Callable[[Plan], None], failed: Failed) -> None:
        """Find out what taking in the file at `path` would do."""
        store = self._store.queued()  # a call at a time: what she does meanwhile comes first
        self._files().run(lambda: transfer.plan(store, self._parts.read_ics(path)), then, failed)

    def take_in(self, plan: Plan) -> None:
        """Record what is new in `plan`, as one act that one undo takes back.

        Cut short it tells what is recorded; that has its undo like the whole.
        """

        def then(taken: transfer.Taken) -> None:
            self._acted(taken.changed)
            self._acts.did(self._step(plan, taken), _told(plan, taken), _why(taken))

        self._in_turns(lambda store: transfer.take_in(store, plan, self._now()), then, self._failed)

    def write_out(self, path: str, wanted: Wanted) -> None:
        """Write what is wanted to `path`, and say how much it was."""

        def do() -> int:
            reader = self._parts.open_reader(IN_STEP)
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

    def _step(self, plan: Plan, taken: transfer.Taken) -> Step:
        left = list(taken.changes)

        def undo(store: Store) -> Undone:
            return Undone(transfer.take_back(store, left, self._now()), "")

        def redo(store: Store) -> tuple[Step, ChangeSet]:
            again = transfer.take_in_again(store, plan, self._now())
            error = again.error
            if error is not None:
                self._post(lambda: self._failed(error))
            return self._step(plan, again), again.changed

        return Step(sentence(N_("import a file")), undo, redo, run=self._in_turns)

    def _in_turns(
        self, task: Callable[[Store], T], then: Callable[[T], None], failed: Failed
    ) -> None:
        """Do `task` on the thread of files, a call to the store at a time."""
        store = self._store.queued()

        def cut_short(error: AulaError) -> None:
            self._acted(ChangeSet(outbox=True))  # what is recorded is sent
            failed(error)

        self._files().run(lambda: task(store), then, cut_short)

    def _files(self) -> Worker:
        if self._worker is None:
            self._worker = self._store.worker("files")
        return self._worker


def _told(plan: Plan, taken: transfer.Taken) -> Sentence:
    if taken.error is None:
        return sentence(N_("Taken in: {number} · sent like everything else"), number=taken.events)
    return sentence(
        N_("Taken in: {number} of {all} · import the file again for the rest"),
        number=taken.events,
        all=len(plan.new),
    )


def _why(taken: transfer.Taken) -> Sentence | None:
    return taken.error.told if taken.error is not None else None
