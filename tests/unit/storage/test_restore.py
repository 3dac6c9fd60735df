"""Restoring a copy of desk.db: nothing is thrown away, nothing is sent that may have been."""

import os
import signal
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.copies import Copy
from desktop_app.domain.errors import StorageError
from desktop_app.domain.event import DAY
from desktop_app.storage import backup, damage, restore, rows
from desktop_app.storage.reader import FileReader
from desktop_app.storage.store import FileStore
from tests.unit.storage.parts import ANA, HOUR, NOW, Files, Seen, at, create, decode, draft, said

TODAY, TOMORROW = "desk-2026-11-18.db", "desk-2026-11-19.db"


def give_back(files: Files, name: str = TOMORROW) -> FileStore:
    """Restore the copy `name` and open the files."""
    restore.restore(files.desk, files.cache, name, decode, files.now)
    return files.open()


def a_day_later(files: Files, store: FileStore) -> FileStore:
    """Close and open the files on the next day: that makes the copy `TOMORROW`."""
    store.close()
    files.now += DAY
    return files.open()


def waiting(store: FileStore) -> list[tuple[str, str, str]]:
    """Return id, state and error code of each change, in order."""
    return [(c.draft.event_id, c.state, c.error_code) for c in store.changes("ana")]


def spoil(path: Path) -> None:
    """Spoil a file at rest, whatever its size."""
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    path.write_bytes(b"no database " * 2000)


def test_the_list_tells_what_is_in_each_copy(files: Files, store: FileStore) -> None:
    store.record([create("a"), create("b")], NOW)
    store.need_attention(2, "rejected", 400, "")
    a_day_later(files, store).close()
    folder = backup.folder(files.desk)
    (folder / "desk-2026-11-10.db").write_bytes(b"no database " * 2000)
    newer = sqlite3.connect(folder / "desk-form-99.db")
    newer.execute("PRAGMA user_version = 99")
    newer.close()
    for age, name in enumerate([TOMORROW, "desk-2026-11-10.db", "desk-form-99.db"]):
        os.utime(folder / name, (NOW - age * HOUR, NOW - age * HOUR))
    assert backup.copies(files.desk) == [
        Copy(TOMORROW, NOW, "day", 1, 1, 0),
        Copy("desk-2026-11-10.db", NOW - HOUR, "day", trouble="damaged"),
        Copy("desk-form-99.db", NOW - 2 * HOUR, "upgrade", trouble="newer_form"),
    ]


def test_students_are_counted_once_there_are_some(files: Files, store: FileStore) -> None:
    folder = backup.folder(files.desk)
    store._desk.db.conn.execute("CREATE TABLE IF NOT EXISTS students (id TEXT PRIMARY KEY)")
    backup.of_the_day(store._desk.db.conn, files.desk, NOW)
    assert (folder / TODAY).exists()
    assert backup.copies(files.desk)[0].students == 0


def test_no_copies_is_an_empty_list(files: Files, store: FileStore) -> None:
    assert backup.copies(files.desk) == []


def test_what_waits_now_stays_and_what_only_the_copy_has_asks_the_teacher(
    files: Files, store: FileStore, seen: Seen
) -> None:
    store.record([create("both"), create("gone", HOUR)], NOW)
    store = a_day_later(files, store)
    store.withdraw([2])  # undone since the copy
    store.record([create("new", 2 * HOUR)], files.now)
    store.mark_sending(1, files.now)
    store.close()
    store = give_back(files)
    assert waiting(store) == [
        ("both", "queued", ""),
        ("new", "queued", ""),
        ("gone", "attention", "restored"),
    ]
    assert [c.attempts for c in store.changes("ana")] == [1, 0, 0]
    # Attention is projected, so that she sees what she is asked about.
    assert seen() == [("Clase", 0), ("Clase", HOUR), ("Clase", 2 * HOUR)]
    # Nothing of the copy goes by itself, whatever the clock says.
    store.settle(1, None)
    store.settle(3, None)
    assert store.next_ready("ana", files.now + 10 * DAY) is None
    store.close()


CASES: dict[str, tuple[Any, Any, bool]] = {
    "made there": (create("x"), said("x", at(0), summary="Clase", operation="op-x"), True),
    "made and removed since": (create("x"), said("x", status="cancelled"), True),
    "changed there": (
        draft("x", fields={"summary": "B"}, base={"summary": "A"}),
        said("x", at(0), summary="B"),
        True,
    ),
    "changed and changed back since": (
        draft("x", fields={"summary": "B"}, base={"summary": "A"}),
        said("x", at(0), summary="A"),
        False,
    ),
    "removed there": (draft("x", "delete"), said("x", status="cancelled"), True),
    "a removal that was undone": (draft("x", "delete"), said("x", at(0), summary="A"), False),
    "nothing known": (create("x"), None, False),
}


@pytest.mark.parametrize("case", CASES)
def test_what_google_shows_as_done_is_left_out(files: Files, store: FileStore, case: str) -> None:
    change, server, done = CASES[case]
    store.record([change], NOW)
    store = a_day_later(files, store)
    store.withdraw([1])
    if server is not None:
        store.apply(server)
    store.close()
    store = give_back(files)
    assert waiting(store) == ([] if done else [("x", "attention", "restored")])
    store.close()


def test_a_step_that_google_has_is_not_asked_about(files: Files, store: FileStore) -> None:
    steps = [draft("a", fields={"summary": "1"}, group="g"), draft("b", "delete", group="g")]
    store.record(steps, NOW)
    store.mark_sending(1, NOW)
    store.settle(1, said("a", at(0), summary="1"))
    store = a_day_later(files, store)
    store.settle(2, None)
    store.apply(said("a", at(0), summary="2"))
    store.close()
    store = give_back(files)
    assert waiting(store) == []
    store.close()


def test_what_stood_there_is_a_copy_itself_and_can_be_restored(
    files: Files, store: FileStore, reader: FileReader
) -> None:
    store.record([create("a")], NOW)
    store = a_day_later(files, store)
    store._desk.put("note", "of today")
    store.close()
    store = give_back(files)
    assert store._desk.get("note") == ""
    store.close()
    (before,) = [copy for copy in backup.copies(files.desk) if copy.why == "restore"]
    store = give_back(files, before.name)
    assert store._desk.get("note") == "of today"
    assert waiting(store) == [("a", "queued", "")]
    store.close()
    assert len([copy for copy in backup.copies(files.desk) if copy.why == "restore"]) == 2
    assert reader.account() == ANA  # open all the while: it sees the file of now


def test_a_number_is_never_given_twice(files: Files, store: FileStore) -> None:
    store = a_day_later(files, store)
    store.record([create(str(n)) for n in range(5)], files.now)
    store.withdraw([1, 2, 3, 4, 5])
    store.close()
    store = give_back(files)
    changes, _ = store.record([create("next")], files.now)
    assert changes[0].seq == 6
    store.close()


@pytest.mark.expects_log
@pytest.mark.parametrize("wrong", ["spoilt", "empty"])
def test_a_damaged_desk_is_kept_beside_the_restored_one(
    files: Files, store: FileStore, seen: Seen, caplog: pytest.LogCaptureFixture, wrong: str
) -> None:
    store.record([create("a")], NOW)
    store = a_day_later(files, store)
    store.record([create("lost", 60)], NOW)
    store.close()
    if wrong == "empty":
        files.desk.write_bytes(b"")
    else:
        spoil(files.desk)
    broken = files.desk.read_bytes()
    store = give_back(files)
    assert waiting(store) == [("a", "attention", "restored")]
    assert seen() == [("Clase", 0)]
    (aside,) = files.folder.glob("desk.db.damaged-*[0-9]")
    assert aside.read_bytes() == broken
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    store.close()


def test_a_copy_of_an_older_form_is_brought_up(
    files: Files, store: FileStore, tmp_path: Path
) -> None:
    store.close()
    old = Path(__file__).parents[2] / "data" / "desk-1-cache-1" / "desk.db"
    backup.folder(files.desk).mkdir()
    (backup.folder(files.desk) / "desk-form-1.db").write_bytes(old.read_bytes())
    store = give_back(files, "desk-form-1.db")
    assert rows.form_of(files.desk) == rows.DESK_FORM
    assert {(event, state) for event, state, _ in waiting(store)} == {
        ("new", "attention"),
        ("single", "attention"),
    }
    store.close()


@pytest.mark.parametrize("wrong", ["missing", "damaged", "newer"])
def test_a_copy_that_cannot_be_used_changes_nothing(
    files: Files, store: FileStore, wrong: str
) -> None:
    store.record([create("a")], NOW)
    a_day_later(files, store).close()
    name = backup.folder(files.desk) / TOMORROW
    if wrong == "missing":
        name.unlink()
    elif wrong == "damaged":
        spoil(name)
    else:
        with sqlite3.connect(name) as db:
            db.execute("PRAGMA user_version = 99")
        db.close()
    before = files.desk.read_bytes()
    with pytest.raises(StorageError) as raised:
        restore.restore(files.desk, files.cache, TOMORROW, decode, files.now)
    assert raised.value.code == {
        "missing": "unreadable", "damaged": "damaged", "newer": "newer_form"
    }[wrong]  # fmt: skip
    assert files.desk.read_bytes() == before
    assert not list(files.folder.glob("desk.db.*"))


@pytest.mark.expects_log
@pytest.mark.parametrize("damaged", [False, True])
@pytest.mark.parametrize("moment", range(6))
def test_killed_while_restoring_leaves_the_old_file_or_the_new_one(
    files: Files, store: FileStore, damaged: bool, moment: int
) -> None:
    store.record([create("a")], NOW)
    a_day_later(files, store).close()
    if damaged:
        spoil(files.desk)
    child = os.fork()
    if child == 0:
        names = ["_copy", "_live", "_make_ready", "_bring_outbox", "_replace_in_place", "_remove"]
        step = getattr(restore, names[moment])

        def killed(*args: Any) -> Any:
            if names[moment] != "_remove" or not args[0].with_name("desk.db.restoring").exists():
                step(*args)
            os.kill(os.getpid(), signal.SIGKILL)

        setattr(restore, names[moment], killed)
        try:
            restore.restore(files.desk, files.cache, TOMORROW, decode, files.now)
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    assert files.desk.exists()
    if damaged:
        # Still there to be restored, or restored: never an empty one in its place.
        store = give_back(files)
        assert [event for event, _, _ in waiting(store)] == ["a"]
    else:
        store = files.open()
        assert waiting(store) == [("a", "queued", "")]
    store.close()


# --- removed while open


def test_nothing_is_written_into_a_file_that_is_gone(files: Files, store: FileStore) -> None:
    store.record([create("a")], NOW)
    files.desk.rename(files.folder / "elsewhere.db")
    with pytest.raises(StorageError) as raised:
        store.record([create("b")], NOW)
    assert (raised.value.code, len(store.changes("ana"))) == ("gone", 1)


@pytest.mark.expects_log
def test_a_folder_that_was_removed_is_put_back_with_all_that_was_in_it(
    files: Files, store: FileStore, caplog: pytest.LogCaptureFixture
) -> None:
    store.apply_page("cal", [said("s", at(HOUR), summary="S")], "t", "f")
    store.record([create("a")], NOW)
    for path in sorted(files.folder.rglob("*"), reverse=True):
        path.unlink()
    files.folder.rmdir()
    store.put_back()
    store.close()
    again = files.open()
    assert again.notices == []
    assert waiting(again) == [("a", "queued", "")]
    assert again.sync_state("cal") == ("t", "f")
    again.close()
    assert "put back" in caplog.text


@pytest.mark.expects_log
def test_another_file_in_its_place_is_used_with_what_still_waits(
    files: Files, store: FileStore, tmp_path: Path
) -> None:
    store.record([create("early")], NOW)
    older = tmp_path / "older.db"
    backup.copy(store._desk.db.conn, older)
    store.withdraw([1])
    store.record([create("mine")], NOW)
    held = files.reader()  # as the window's: while it is open the journal stays there
    assert held is not None
    older.replace(files.desk)
    with pytest.raises(StorageError):
        store.record([create("not yet")], NOW)
    assert store.put_back()
    store.close()
    again = files.open()
    assert waiting(again) == [("mine", "queued", ""), ("early", "attention", "restored")]
    again.record([create("more")], NOW)
    held.close()
    again.close()
    again = files.open()
    assert len(waiting(again)) == 3
    again.close()
    assert damage.check(files.desk, "integrity_check(1)") == ""
    (kept,) = [copy for copy in backup.copies(files.desk) if copy.why == "restore"]
    assert kept.waiting == 1


@pytest.mark.expects_log
def test_a_damaged_file_in_its_place_stays_and_is_named(files: Files, store: FileStore) -> None:
    store.record([create("mine")], NOW)
    other = files.folder / "other"
    other.write_bytes(b"no database " * 1000)
    other.replace(files.desk)
    assert store.put_back()
    store.close()
    with pytest.raises(StorageError) as raised:
        files.open()
    assert raised.value.code == "damaged"
    assert files.desk.read_bytes().startswith(b"no database")
    (kept,) = [copy for copy in backup.copies(files.desk) if copy.why == "restore"]
    assert kept.waiting == 1
