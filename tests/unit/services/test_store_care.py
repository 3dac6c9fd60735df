"""Files that go wrong under the running program: mended and done again, or told."""

import shutil
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from desktop_app.domain.change import Change
from desktop_app.domain.errors import AulaError, StorageError
from desktop_app.domain.occurrence import ChangeSet
from desktop_app.domain.ports import Account, Store
from desktop_app.domain.text import Sentence
from desktop_app.services.careful_reader import careful, foreseen
from desktop_app.services.store_thread import MENDED, PUT_BACK, TAKEN_IN, StoreThread
from desktop_app.services.workers import Post
from desktop_app.storage.store import FileStore
from desktop_app.system.lock import DataFolderLock
from desktop_app.usecases.new_lesson import Wish, new_lesson
from desktop_app.wiring import Aula, configure
from tests.unit.services.life import MONDAY

pytestmark = pytest.mark.expects_log
ANA = Account("ana", "ana@example.com", "Ana", "cal")


class Running:
    """The store thread on real files, and what it tells."""

    def __init__(self, aula: Aula) -> None:
        self.aula = aula
        self.lock = DataFolderLock(aula.data_dir)
        assert self.lock.acquire()
        self.told: list[Sentence] = []
        self.changes: list[ChangeSet] = []
        self.post = Post()
        self.store = StoreThread(
            aula.open_store,
            self.post,
            self.changes.append,
            aula.mend_cache,
            self.told.append,
            self.lock.renew,
        )
        self.ask(lambda store: store.set_account(ANA))

    def ask(self, task: Any) -> Any:
        """Do `task` with the store and return what came of it: a value or the error."""
        done = threading.Event()
        came: list[Any] = []

        def keep(value: Any) -> None:
            came.append(value)
            done.set()

        self.store.run(task, keep, keep)
        while not done.is_set():
            QCoreApplication.processEvents()
        return came[0]

    def make(self, title: str) -> Any:
        """Make a class."""
        wish = Wish(start=int(MONDAY), summary=title, meeting=False)
        return self.ask(lambda store: new_lesson(store, None, wish, self.aula.defaults, MONDAY))

    def waiting(self) -> list[str]:
        """Return the titles of the changes that wait."""
        found: list[Change] = self.ask(lambda store: list(store.changes("ana")))
        return [change.draft.fields["summary"] for change in found]


@pytest.fixture
def running(qapp: QCoreApplication, data_dir: Path) -> Iterator[Running]:
    made = Running(configure(environ={"AULA_DATA_DIR": str(data_dir)}, now=lambda: MONDAY))
    yield made
    assert made.store.stop(10)
    made.lock.release()
    QCoreApplication.processEvents()


def rip(path: Path) -> None:
    """Spoil every page of a file but the first, as a dying disk does, under the open program."""
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xee" * (size - 4096))


def test_a_folder_removed_while_running_is_put_back_and_the_edit_is_in_it(
    running: Running, data_dir: Path
) -> None:
    running.make("before")
    shutil.rmtree(data_dir)
    running.make("after")
    assert running.told == [PUT_BACK]
    assert running.waiting() == ["before", "after"]
    other = configure(environ={"AULA_DATA_DIR": str(data_dir)})
    with_desk = other.open_reader()
    assert with_desk is not None
    assert with_desk.outbox().unsent == 2
    with_desk.close()


def test_another_file_put_in_its_place_is_told_and_what_waits_is_in_it(
    running: Running, data_dir: Path
) -> None:
    running.make("before")
    running.ask(lambda store: store.keep_copy())
    (kept,) = (data_dir / "backups").glob("desk-before-restore-*")
    running.make("mine")
    kept.replace(data_dir / "desk.db")
    running.make("after")
    assert running.told == [TAKEN_IN]
    assert running.waiting() == ["before", "mine", "after"]


def test_nothing_is_written_where_another_aula_made_the_folder_anew(
    running: Running, data_dir: Path
) -> None:
    running.make("before")
    shutil.rmtree(data_dir)
    data_dir.mkdir()
    other = DataFolderLock(data_dir)
    assert other.acquire()
    for _ in range(2):
        error = running.make("lost")
        assert isinstance(error, StorageError)
        assert error.code == "locked"
    assert not (data_dir / "desk.db").exists()
    assert len(list((data_dir / "backups").iterdir())) == 1  # what was not sent is in it
    other.release()
    running.make("after")
    assert running.told == [PUT_BACK]
    assert running.waiting() == ["before", "after"]


def test_a_cache_damaged_while_running_is_made_anew_and_the_edit_is_in_it(
    running: Running, data_dir: Path
) -> None:
    running.make("before")
    rip(data_dir / "cache.db")
    running.make("after")
    assert running.told == [MENDED]
    assert running.waiting() == ["before", "after"]
    assert list(data_dir.glob("cache.db.damaged-*"))
    assert ChangeSet(everything=True, outbox=True, sync=True) in running.changes


def test_a_desk_damaged_while_running_is_named_with_its_copy_and_left(
    running: Running, data_dir: Path
) -> None:
    running.make("before")
    running.store.apart(lambda: None)  # closes and opens: the copy of the day is there from here
    running.make("more")
    rip(data_dir / "desk.db")
    spoiled = (data_dir / "desk.db").read_bytes()
    error = running.make("after")
    assert isinstance(error, StorageError)
    assert error.code == "damaged"
    assert "backup" in dict(error.told.places)
    assert (data_dir / "desk.db").read_bytes() == spoiled
    assert running.told == []


def test_a_restore_closes_the_files_and_opens_them_again(running: Running, data_dir: Path) -> None:
    running.make("before")
    running.store.apart(lambda: None)
    assert running.waiting() == ["before"]
    rip(data_dir / "desk.db")
    assert isinstance(running.make("lost"), StorageError)
    failed: list[AulaError] = []
    running.store.apart(
        lambda: running.aula.restore(running.aula.copies()[0].name), None, failed.append
    )
    assert running.waiting() == ["before"]
    assert failed == []
    assert isinstance(running.make("after"), tuple)


def test_a_full_disk_is_told_and_the_next_edit_works(running: Running) -> None:
    def limit(pages: int) -> Any:
        def do(store: Store) -> None:
            assert isinstance(store, FileStore)
            desk = store._desk.db.conn
            used = desk.execute("PRAGMA page_count").fetchone()[0]
            desk.execute(f"PRAGMA max_page_count = {used + pages}")

        return do

    running.ask(limit(0))
    made = (running.make("x" * 300) for _ in range(200))
    error = next(one for one in made if not isinstance(one, tuple))
    assert isinstance(error, StorageError)
    assert (error.code, error.retryable) == ("disk_full", True)
    running.ask(limit(1000))
    running.make("small")
    assert running.waiting()[-1] == "small"


def test_a_file_system_that_turned_read_only_is_told(running: Running) -> None:
    def query_only(on: int) -> Any:
        return lambda store: store._desk.db.conn.execute(f"PRAGMA query_only = {on}").fetchall()

    running.ask(query_only(1))
    error = running.make("no")
    assert isinstance(error, StorageError)
    assert error.code == "read_only"
    running.ask(query_only(0))
    running.make("yes")
    assert running.waiting() == ["yes"]


def test_damage_that_the_window_reads_is_told_once_and_what_was_known_stays(
    running: Running, data_dir: Path, qtbot: QtBot
) -> None:
    running.make("seen")
    troubles: list[StorageError] = []
    reader = careful(running.aula.open_reader(), troubles.append)
    assert reader is not None
    week = (int(MONDAY) - 86_400, int(MONDAY) + 86_400, "UTC")
    before = reader.occurrences(*week)
    assert [o.summary for o in before] == ["seen"]
    rip(data_dir / "cache.db")
    assert reader.occurrences(*week) == before
    assert reader.occurrences(0, 1, "UTC") == ()
    assert reader.classes_of("x", lambda title: True) == ()
    assert reader.access_codes(0) == frozenset()
    assert {error.code for error in troubles} == {"damaged"}
    failed: list[AulaError] = []
    running.store.suspect(failed.append)
    assert running.waiting() == ["seen"]
    qtbot.waitUntil(lambda: running.told == [MENDED])
    reader.reopen()
    assert [o.summary for o in reader.occurrences(*week)] == ["seen"]
    assert failed == []
    reader.close()


def test_damage_that_nobody_asked_to_read_is_not_told_and_makes_no_one_forget(
    running: Running, data_dir: Path
) -> None:
    """What is read to be shown later says nothing, and is not taken for an empty week."""
    running.make("seen")
    troubles: list[StorageError] = []
    reader = careful(running.aula.open_reader(), troubles.append)
    assert reader is not None
    week = (int(MONDAY) - 86_400, int(MONDAY) + 86_400, "UTC")
    before = reader.occurrences(*week)
    found = foreseen(reader, *week)
    assert found is not None and [o.summary for o in found] == ["seen"]
    assert foreseen(reader, 0, 1, "UTC") is None  # series are not expanded so far back
    assert foreseen(None, *week) is None
    rip(data_dir / "cache.db")
    assert foreseen(reader, *week) is None
    assert troubles == []
    assert reader.occurrences(*week) == before
    assert {error.code for error in troubles} == {"damaged"}
    reader.close()
