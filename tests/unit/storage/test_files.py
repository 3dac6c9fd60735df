"""The files themselves: forms, damage, backups, modes, a full disk, a folder nobody may write."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from desktop_app.domain.errors import StorageError
from desktop_app.domain.event import DAY
from desktop_app.domain.ports import Reader, Store
from desktop_app.storage import backup, forms, rows
from desktop_app.storage.connection import Watched, atomic, open_database
from desktop_app.storage.reader import FileReader
from desktop_app.storage.store import FileStore
from tests.unit.storage.parts import ANA, BA, HOUR, NOW, Files, Seen, at, create, said


def refused(files: Files) -> StorageError:
    with pytest.raises(StorageError) as raised:
        files.open()
    return raised.value


def contents(folder: Path) -> dict[str, bytes]:
    """What the files hold; not SQLite's own lock file, which readers make."""
    return {path.name: path.read_bytes() for path in folder.glob("*.db")}


def set_aside(files: Files, name: str) -> list[str]:
    found = files.folder.glob(f"{name}.damaged-*")
    return [path.name for path in found if not path.name.endswith(("-wal", "-shm"))]


def spoil(path: Path, at_byte: int = 4096) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(at_byte)
        file.write(b"\xee" * (size - at_byte))


def test_store_and_reader_are_what_the_ports_ask_for(store: FileStore, reader: FileReader) -> None:
    a_store: Store = store
    a_reader: Reader = reader
    assert a_store.account() == a_reader.account() == ANA


def test_only_the_owner_may_read_the_files(files: Files, store: FileStore) -> None:
    store.record([create("a")], NOW)
    store.close()
    files.now += DAY
    again = files.open()
    found = [path for path in files.folder.rglob("*") if path.is_file()]
    assert {"desk.db", "cache.db", "desk.db-wal", "desk-2026-11-19.db"} <= {p.name for p in found}
    assert {stat.S_IMODE(path.stat().st_mode) for path in found} == {0o600}
    assert stat.S_IMODE(files.folder.stat().st_mode) == 0o700
    again.close()


def test_a_file_that_others_could_read_is_closed_to_them(files: Files, store: FileStore) -> None:
    store.close()
    files.desk.chmod(0o644)
    files.open().close()
    assert stat.S_IMODE(files.desk.stat().st_mode) == 0o600


def test_what_the_teacher_did_is_on_the_disk_before_she_sees_it(store: FileStore) -> None:
    def pragma(db: Watched, name: str) -> object:
        return db.conn.execute(f"PRAGMA {name}").fetchone()[0]

    desk, cache = store._desk.db, store._cache.db
    assert (pragma(desk, "synchronous"), pragma(cache, "synchronous")) == (2, 1)  # FULL, NORMAL
    for db in (desk, cache):
        assert pragma(db, "journal_mode") == "wal"
        assert pragma(db, "foreign_keys") == 1


def test_a_start_that_writes_no_row_loads_nothing_to_write_rows_with(
    files: Files, store: FileStore
) -> None:
    store.record([create("a")], NOW)
    store.close()
    code = f"""
import sys
from pathlib import Path
from desktop_app.storage.store import open_store
paths = Path({str(files.desk)!r}), Path({str(files.cache)!r})
store = open_store(*paths, None, lambda: {NOW})
print(len(store.changes("ana")))
store.close()
print("sqlite_utils" in sys.modules, "click" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1", "False", "False"]


# --- forms


def test_a_newer_desk_is_refused_and_not_touched(files: Files, store: FileStore) -> None:
    store.record([create("a")], NOW)
    store._desk.db.conn.execute(f"PRAGMA user_version = {rows.DESK_FORM + 1}")
    store.close()
    before = contents(files.folder)
    error = refused(files)
    assert error.code == "newer_form"
    assert dict(error.told.places) == {"name": "desk.db"}
    assert contents(files.folder) == before


@pytest.mark.expects_log
def test_a_newer_cache_is_set_aside_and_made_anew(files: Files, store: FileStore) -> None:
    store.record([create("a")], NOW)
    store._cache.db.conn.execute(f"PRAGMA user_version = {rows.CACHE_FORM + 1}")
    store.close()
    assert files.reader() is None
    again = files.open()
    assert [notice.msgid for notice in again.notices] == [
        "The saved copy of the calendar is a newer Aula's. It is downloaded again."
    ]
    assert len(set_aside(files, "cache.db")) == 1
    reader = files.reader()
    assert reader is not None
    assert [o.summary for o in reader.occurrences(NOW, NOW + HOUR, BA)] == ["Clase"]
    reader.close()
    again.close()


NOW_FORM = rows.DESK_FORM


def next_form(patch: pytest.MonkeyPatch, step: Callable[[Database], None]) -> None:
    """Have a form after the one of now, which `step` makes."""
    more = Migrations("desk")
    for number in range(1, NOW_FORM + 1):
        more(name=f"desk_form_{number}")(getattr(forms, f"desk_form_{number}"))
    more(name=f"desk_form_{NOW_FORM + 1}")(step)
    patch.setattr(forms, "desk", more)
    patch.setattr(rows, "DESK_FORM", NOW_FORM + 1)


def test_an_older_desk_is_backed_up_before_it_is_brought_to_the_new_form(
    files: Files, store: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.record([create("a")], NOW)
    store.close()

    def step(db: Database) -> None:
        db.conn.execute("CREATE TABLE another (id TEXT PRIMARY KEY)")
        db.conn.execute(f"PRAGMA user_version = {NOW_FORM + 1}")

    next_form(monkeypatch, step)
    again = files.open()
    assert len(again.changes("ana")) == 1
    again.close()
    assert rows.form_of(files.desk) == NOW_FORM + 1
    kept = backup.folder(files.desk) / f"desk-form-{NOW_FORM}.db"
    assert rows.form_of(kept) == NOW_FORM


def test_a_step_that_fails_leaves_the_form_before_it(
    files: Files, store: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()

    def step(db: Database) -> None:
        db.conn.execute("CREATE TABLE another (id TEXT PRIMARY KEY)")
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        next_form(patch, step)
        with pytest.raises(KeyboardInterrupt):
            files.open()
    again = files.open()
    tables = again._desk.db.conn.execute("SELECT name FROM sqlite_master").fetchall()
    assert ("outbox",) in tables
    assert ("another",) not in tables
    again.close()


# --- damage


@pytest.mark.expects_log
@pytest.mark.parametrize("wrong", ["all", "middle", "cut"])
def test_a_damaged_cache_is_set_aside_and_nothing_of_the_teacher_is_lost(
    files: Files, store: FileStore, wrong: str
) -> None:
    store.apply_page("cal", [said(f"e{i}", at(i), summary="x" * 99) for i in range(200)], "t", "f")
    store.record([create("mine")], NOW)
    store.close()
    if wrong == "cut":
        os.truncate(files.cache, 3 * 4096 + 17)
    else:
        spoil(files.cache, 0 if wrong == "all" else 4096 * 4)
    again = files.open()
    assert [notice.msgid for notice in again.notices] == [
        "The saved copy of the calendar was damaged. It is downloaded again."
    ]
    assert set_aside(files, "cache.db") == ["cache.db.damaged-2026-11-18T110640"]
    assert again.sync_state("cal") == ("", "")
    reader = files.reader()
    assert reader is not None
    assert [o.summary for o in reader.occurrences(NOW - HOUR, NOW + HOUR, BA)] == ["Clase"]
    reader.close()
    again.close()


@pytest.mark.expects_log
def test_a_reader_finds_the_cache_that_was_made_anew(
    files: Files, store: FileStore, reader: FileReader
) -> None:
    store.close()
    spoil(files.cache, 0)
    again = files.open()
    again.apply(said("a", at(0), summary="Nueva"))
    reader.reopen()
    assert [o.summary for o in reader.occurrences(NOW, NOW + HOUR, BA)] == ["Nueva"]
    again.close()


@pytest.mark.expects_log
@pytest.mark.parametrize(
    "then",
    [lambda store: store.synced(NOW), lambda store: store.set_account(None)],
    ids=["synced", "disconnected"],
)
def test_what_was_set_aside_of_the_cache_is_not_kept_for_ever(
    files: Files, store: FileStore, then: Callable[[FileStore], object]
) -> None:
    store.close()
    spoil(files.cache, 0)
    kept = files.desk.with_name("desk.db.damaged-2026-11-18T110640")
    kept.write_bytes(b"hers")
    again = files.open()
    assert len(set_aside(files, "cache.db")) == 1
    then(again)
    again.close()
    assert set_aside(files, "cache.db") == []
    assert kept.exists()


@pytest.mark.expects_log
def test_two_damaged_caches_in_one_second_are_both_kept(files: Files, store: FileStore) -> None:
    store.close()
    for _ in range(2):
        files.cache.write_bytes(b"no database " * 100)
        files.open().close()
    assert len(set_aside(files, "cache.db")) == 2


@pytest.mark.parametrize("wrong", [spoil, lambda desk: desk.write_bytes(b"")])
def test_a_damaged_or_empty_desk_is_left_alone_and_its_backup_is_named(
    files: Files, store: FileStore, wrong: Callable[[Path], object]
) -> None:
    store.record([create("a")], NOW)
    store.close()
    files.now += DAY
    files.open().close()  # makes the backup of the day
    wrong(files.desk)
    before = contents(files.folder)
    error = refused(files)
    assert error.code == "damaged"
    assert ("backup", "desk-2026-11-19.db") in error.told.places
    assert contents(files.folder) == before


def test_a_damaged_desk_with_no_backup_says_so(files: Files, store: FileStore) -> None:
    store.close()
    files.desk.write_bytes(b"no database " * 1000)
    error = refused(files)
    assert (error.code, dict(error.told.places)) == ("damaged", {"name": "desk.db"})
    assert files.desk.read_bytes() == b"no database " * 1000


# --- backups


def test_there_is_a_backup_a_day_and_the_last_seven_are_kept(
    files: Files, store: FileStore
) -> None:
    store.record([create("a")], NOW)
    store.close()
    for _ in range(10):
        files.open().close()
        files.open().close()
        files.now += DAY
    kept = sorted(path.name for path in backup.folder(files.desk).iterdir())
    assert kept == [f"desk-2026-11-{day}.db" for day in range(21, 28)]
    copy = sqlite3.connect(backup.folder(files.desk) / kept[-1])
    assert copy.execute("SELECT event_id FROM outbox").fetchall() == [("a",)]
    copy.close()


def test_copies_dated_by_a_clock_gone_wrong_leave_room_for_those_of_now(
    files: Files, store: FileStore
) -> None:
    store.close()
    files.now += 70 * 365 * DAY
    for _ in range(10):
        files.open().close()
        files.now += DAY
    files.now = NOW
    for _ in range(10):
        files.open().close()
        files.now += DAY
    kept = sorted(path.name for path in backup.folder(files.desk).iterdir())
    assert len(kept) == 2 * backup.KEPT
    assert kept[: backup.KEPT] == [f"desk-2026-11-{day}.db" for day in range(21, 28)]


def test_a_program_that_runs_for_days_backs_up_too(files: Files, store: FileStore) -> None:
    store.synced(NOW + 2 * DAY)
    assert backup.newest(files.desk) == backup.folder(files.desk) / "desk-2026-11-20.db"


@pytest.mark.expects_log
def test_a_backup_that_fails_keeps_nobody_from_the_calendar(files: Files, store: FileStore) -> None:
    backup.folder(files.desk).write_text("in the way")
    store.synced(NOW)
    assert backup.newest(files.desk) is None
    with pytest.raises(StorageError) as raised:
        backup.before_migration(store._desk.db.conn, files.desk, 1)
    assert raised.value.code == "unreadable"


# --- disk and folder


def fill(db: Watched) -> None:
    pages = db.conn.execute("PRAGMA page_count").fetchone()[0]
    db.conn.execute(f"PRAGMA max_page_count = {pages}")


def free(db: Watched) -> None:
    db.conn.execute("PRAGMA max_page_count = 1000000")


@pytest.mark.parametrize("full", ["_desk", "_cache"])
def test_a_full_disk_leaves_everything_as_it_was(store: FileStore, seen: Seen, full: str) -> None:
    store.apply(said("a", at(0), summary="A"))
    db = getattr(store, full).db
    fill(db)
    with pytest.raises(StorageError) as raised:
        store.record([create("big", description="x" * 50_000, summary="y" * 50_000)], NOW)
    assert (raised.value.code, raised.value.retryable) == ("disk_full", True)
    assert store.changes("ana") == []
    assert seen() == [("A", 0)]
    free(db)
    store.record([create("b", 60)], NOW)
    assert seen() == [("A", 0), ("Clase", 60)]


def test_a_full_disk_during_a_pull_keeps_the_token_before_it(store: FileStore, seen: Seen) -> None:
    store.apply_page("cal", [said("a", at(0), summary="A")], "t1", "f")
    fill(store._cache.db)
    page = [said(f"e{i}", at(i), description="x" * 1000) for i in range(100)]
    with pytest.raises(StorageError) as raised:
        store.apply_page("cal", page, "t2", "f")
    assert raised.value.code == "disk_full"
    assert store.sync_state("cal").token == "t1"
    assert seen() == [("A", 0)]


def test_a_file_that_somebody_else_writes_is_told_as_locked(files: Files, store: FileStore) -> None:
    store._desk.db.conn.execute("PRAGMA busy_timeout = 0")
    other = sqlite3.connect(files.desk, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageError) as raised:
        store.record([create("a")], NOW)
    assert (raised.value.code, raised.value.retryable) == ("locked", True)
    other.close()


def test_an_error_that_is_a_bug_is_not_dressed_up(store: FileStore) -> None:
    db = store._cache.db
    with pytest.raises(sqlite3.OperationalError), atomic(db) as connection:
        connection.execute("SELECT nothing FROM nowhere")
    assert not db.conn.in_transaction


def test_a_part_that_fails_within_a_transaction_is_undone_alone(store: FileStore) -> None:
    def fail() -> None:
        with atomic(store._desk.db):
            store._desk.put("undone", "1")
            raise ValueError("no")

    with atomic(store._desk.db):
        store._desk.put("kept", "1")
        with pytest.raises(ValueError, match="no"):
            fail()
    assert (store._desk.get("kept"), store._desk.get("undone")) == ("1", "")


def test_a_folder_in_the_place_of_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "desk.db").mkdir()
    with pytest.raises(StorageError) as raised:
        open_database(tmp_path / "desk.db", "FULL")
    assert raised.value.code == "unreadable"


def as_nobody(act: Callable[[], None]) -> None:
    """Do `act` as a user who may not write here: root ignores modes. A process of its own."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            if os.getuid() == 0:
                os.setuid(65534)
            act()
            code = 0
        finally:
            if code:
                traceback.print_exc()
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@pytest.fixture
def read_only() -> object:
    """Files at rest in a folder that another user may read and not write."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    files = Files(folder / "data")
    store = files.open()
    store.set_account(ANA)
    store.apply(said("a", at(0), summary="A"))
    store.close()
    for path in files.folder.iterdir():
        path.chmod(0o444)
    files.folder.chmod(0o555)
    yield files
    files.folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_read_only_folder_is_told_and_still_read(read_only: Files) -> None:
    def act() -> None:
        error = refused(read_only)
        assert error.code == "read_only", error
        reader = read_only.reader()
        assert reader is not None
        assert [o.summary for o in reader.occurrences(NOW, NOW + HOUR, BA)] == ["A"]

    as_nobody(act)


def test_a_file_that_may_not_be_written_is_told(read_only: Files) -> None:
    read_only.folder.chmod(0o777)
    as_nobody(lambda: _assert_read_only(refused(read_only)))


def _assert_read_only(error: StorageError) -> None:
    assert error.code == "read_only", error


def test_a_missing_file_is_nothing_to_read_yet(files: Files) -> None:
    assert files.reader() is None
    with pytest.raises(StorageError) as raised:
        rows.connect_read_only(files.desk)
    assert raised.value.code == "unreadable"
