"""Undo and redo when something comes between: nothing is made twice, nothing for another account."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication

from desktop_app.domain.ports import Account, Reader, Store
from desktop_app.domain.text import Sentence
from desktop_app.domain.transfer import Incoming, Plan
from desktop_app.services.calendar import CalendarService
from desktop_app.services.settings import SettingsService
from desktop_app.services.store_thread import StoreThread
from desktop_app.services.sync_service import SyncService
from desktop_app.services.values import Toast
from desktop_app.services.workers import Post
from desktop_app.storage.store import FileStore
from desktop_app.system.translations import install
from desktop_app.wiring import Aula, configure
from tests.unit.services.life import MONDAY

ANA = Account("ana", "ana@example.com", "Ana", "cal")
EVA = Account("eva", "eva@example.com", "Eva", "other")


class Desk:
    """The calendar as the window has it, with nobody to send to."""

    def __init__(self, folder: Path) -> None:
        aula = configure(environ={"AULA_DATA_DIR": str(folder)}, now=lambda: MONDAY)
        post = Post()
        self.store = StoreThread(
            aula.open_store, post, lambda changed: self.calendar.take(changed), aula.mend_cache
        )
        self.settings = SettingsService(folder / "settings.json", aula.settings, post)
        self.sync = SyncService(self.store, post, aula.remote, aula.now)
        translator = install("en")
        self.calendar = CalendarService(
            aula, self.store, self.sync, self.settings, lambda: translator, aula.now
        )
        self.toasts: list[Toast] = []
        self.calendar.toast.connect(self.toasts.append)

    def end(self) -> None:
        """End it all."""
        self.calendar.close()
        assert self.sync.end(10)
        self.calendar.end(10)
        assert self.settings.stop(10)
        assert self.store.stop(10)
        QCoreApplication.processEvents()

    def settle(self, task: Any = lambda store: None) -> Any:
        """Do `task` with the store once what was asked before is done; return what came of it."""
        came: list[Any] = []
        self.store.run(task, came.append, came.append)
        end = time.monotonic() + 30
        while not came:
            assert time.monotonic() < end, "the store does not answer"
            QCoreApplication.processEvents()
        return came[0]

    def connect(self, account: Account) -> None:
        """Connect `account`, and let the window hear of it."""
        self.calendar.take(self.settle(lambda store: store.set_account(account)))
        self.calendar._tell_gathered()

    def waiting(self, account: Account = ANA) -> int:
        """Return how many changes the account has."""
        return len(self.settle(lambda store: store.changes(account.sub)))

    def room(self, pages: int) -> None:
        """Leave room for about `pages` more pages of 4 KB on the disk."""

        def do(store: Store) -> None:
            assert isinstance(store, FileStore)
            conn = store._desk.db.conn
            (used,) = conn.execute("PRAGMA page_count").fetchone()
            conn.execute(f"PRAGMA max_page_count = {used + pages}")

        self.settle(do)

    def until(self, reached: Callable[[], bool]) -> None:
        """Let the threads do what they have until that is so."""
        end = time.monotonic() + 30
        while not reached():
            assert time.monotonic() < end, "it does not come"
            QCoreApplication.processEvents()

    def read_only(self, on: int) -> None:
        """Let the disk refuse every write, or take it again."""

        def do(store: Store) -> None:
            assert isinstance(store, FileStore)
            store._desk.db.conn.execute(f"PRAGMA query_only = {on}")

        self.settle(do)


@pytest.fixture
def desk(qapp: QCoreApplication, data_dir: Path) -> Iterator[Desk]:
    made = Desk(data_dir)
    made.connect(ANA)
    yield made
    made.end()


@pytest.mark.expects_log
def test_an_undo_that_could_not_be_written_is_to_be_had_again_and_redo_makes_no_second_class(
    desk: Desk,
) -> None:
    desk.calendar.new_class(int(MONDAY) + 3600)
    assert desk.waiting() == 1
    desk.read_only(1)
    desk.calendar.undo()
    desk.settle()
    desk.read_only(0)
    desk.calendar.redo()
    assert desk.waiting() == 1
    desk.calendar.undo()
    assert desk.waiting() == 0
    desk.read_only(1)
    desk.calendar.redo()
    desk.settle()
    desk.read_only(0)
    desk.calendar.redo()
    assert desk.waiting() == 1


def test_what_one_account_did_is_not_undone_or_redone_in_the_next_ones_calendar(
    desk: Desk,
) -> None:
    desk.calendar.new_class(int(MONDAY) + 3600)
    desk.settle()
    desk.calendar.new_class(int(MONDAY) + 7200)
    desk.settle()
    desk.calendar.undo()
    assert desk.waiting() == 1
    desk.connect(ANA)
    assert desk.calendar.undo_label == Sentence("new class")
    desk.connect(EVA)
    for label in (desk.calendar.undo_label, desk.calendar.redo_label):
        assert label is None
    desk.calendar.redo()
    desk.calendar.undo()
    assert (desk.waiting(), desk.waiting(EVA)) == (1, 0)


def long_plan() -> Plan:
    """Return the plan of a file with 60 events, each with a long description."""
    when = ["timed", int(MONDAY), int(MONDAY) + 3600, "UTC"]
    fields = {"summary": "Ana", "when": when, "description": "x" * 3_000}
    return Plan(tuple((f"e{n:02}", Incoming(f"u{n}", fields)) for n in range(60)), (), ())


def test_an_import_is_taken_back_and_done_again_like_every_other_edit(desk: Desk) -> None:
    desk.calendar.new_class(int(MONDAY) + 3600)
    desk.settle()
    desk.calendar.transfer.take_in(long_plan())
    desk.until(lambda: desk.calendar.undo_label == Sentence("import a file"))
    assert desk.waiting() == 61
    desk.calendar.undo()
    desk.until(lambda: desk.waiting() == 1)
    assert desk.calendar.undo_label == Sentence("new class")
    desk.calendar.redo()
    desk.until(lambda: desk.waiting() == 61)


@pytest.mark.expects_log
def test_an_import_that_the_disk_cuts_short_is_told_with_its_undo_and_is_sent(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    woken: list[Any] = []
    monkeypatch.setattr(desk.calendar._sync, "wake", woken.append)
    desk.room(30)
    desk.calendar.transfer.take_in(long_plan())
    desk.until(lambda: bool(desk.toasts))
    (toast,) = desk.toasts
    assert toast.text == Sentence(
        "Taken in: {number} of {all} · import the file again for the rest",
        (("number", "20"), ("all", "60")),
    )
    assert toast.warning is not None and toast.warning.msgid.startswith("The disk is full")
    assert woken
    assert desk.waiting() == 20
    desk.room(100_000)
    desk.calendar.undo()
    desk.until(lambda: desk.waiting() == 0)


def test_a_window_whose_files_were_between_two_writes_reads_them_without_being_told(
    qapp: QCoreApplication, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, tries = Aula.open_reader, list[float]()

    def between(aula: Aula, seconds: float = 0.0) -> Reader | None:
        tries.append(seconds)
        return real(aula, seconds) if len(tries) > 3 else None

    monkeypatch.setattr(Aula, "open_reader", between)
    made = Desk(data_dir)
    end = time.monotonic() + 30
    while not made.calendar.ready:
        assert time.monotonic() < end, "the files are never read"
        QCoreApplication.processEvents()
    made.end()
