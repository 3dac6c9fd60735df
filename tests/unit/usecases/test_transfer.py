"""Calendars as files, on real files of storage: taken in once, whole, and written out."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.change import Change
from desktop_app.domain.errors import NotConnectedError, StorageError
from desktop_app.domain.event import DAY
from desktop_app.domain.occurrence import ChangeSet
from desktop_app.domain.ports import Reader
from desktop_app.domain.projection import Family
from desktop_app.domain.student import Student
from desktop_app.domain.transfer import Incoming, Plan, Reading, ids_of, own_id
from desktop_app.storage.store import FileStore
from desktop_app.usecases import edit, transfer
from tests.unit.storage.parts import ANA, BA, HOUR, NOW, Files, at, said

ONE = Incoming("u1", {"summary": "Ana", "when": at(HOUR)})
LESSON = Incoming("u2", {"summary": "Grupo", "when": at(0), "lesson.class_type": "grupal"})
SERIES = Incoming(
    "u3",
    {"summary": "Serie", "when": at(DAY), "recurrence": ["RRULE:FREQ=DAILY;COUNT=4"]},
    (
        ("20261120T110640Z", {"summary": "Movida", "when": at(2 * DAY + HOUR)}),
        ("20261121T110640Z", None),
    ),
)


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path / "data")


@pytest.fixture
def store(files: Files) -> Iterator[FileStore]:
    opened = files.open()
    opened.set_account(ANA)
    yield opened
    opened.close()


@pytest.fixture
def reader(files: Files, store: FileStore) -> Iterator[Reader]:
    opened = files.reader()
    assert opened is not None
    yield opened
    opened.close()


def take_in(store: FileStore, *events: Incoming) -> Plan:
    wanted = transfer.plan(store, Reading(events))
    transfer.take_in(store, wanted, NOW)
    return wanted


def seen(reader: Reader) -> list[tuple[str, int]]:
    found = reader.occurrences(NOW - DAY, NOW + 30 * DAY, BA)
    return [(o.summary, o.start - NOW) for o in found]


def test_a_file_is_taken_in_with_its_series(store: FileStore, reader: Reader) -> None:
    take_in(store, ONE, SERIES)
    assert seen(reader) == [
        ("Ana", HOUR), ("Serie", DAY), ("Movida", 2 * DAY + HOUR), ("Serie", 4 * DAY)
    ]  # fmt: skip
    assert [c.draft.kind for c in store.changes("ana")] == ["create", "create", "patch", "delete"]


def test_twice_makes_nothing_twice(store: FileStore, reader: Reader) -> None:
    take_in(store, ONE, SERIES)
    before = seen(reader)
    again = take_in(store, ONE, SERIES)
    assert (again.new, again.there) == ((), (ONE, SERIES))
    assert seen(reader) == before


def test_a_long_file_is_recorded_in_parts_and_all_of_it(
    store: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts: list[int] = []
    record = store.record

    def counted(drafts: Any, now: float) -> Any:
        parts.append(len(drafts))
        return record(drafts, now)

    monkeypatch.setattr(store, "record", counted)
    many = [ONE._replace(uid=str(n)) for n in range(45)] + [SERIES]
    take_in(store, *many)
    assert parts == [20, 20, 8]
    assert len(store.changes("ana")) == 48


def test_two_computers_choose_the_same_ids(store: FileStore, tmp_path: Path) -> None:
    other = Files(tmp_path / "other").open()
    other.set_account(ANA)
    ids = [[name for name, _ in take_in(one, ONE, SERIES).new] for one in (store, other)]
    assert ids[0] == ids[1]
    other.close()


def test_what_google_has_by_its_uid_is_there(store: FileStore) -> None:
    store.apply(said("abc12", at(0), summary="Ana"))
    assert take_in(store, ONE._replace(uid="abc12@google.com")).new == ()


def test_an_id_that_is_burnt_is_not_used_again(store: FileStore) -> None:
    first, second = list(ids_of("u1"))[:2]
    store.apply(said(first, at(0), status="cancelled"))
    ((name, _),) = take_in(store, ONE).new
    assert name == second


def test_a_class_gets_a_code_of_its_own(store: FileStore, reader: Reader) -> None:
    with_code = LESSON._replace(uid="u9", fields=LESSON.fields | {"lesson.access_code": "K7M-4QX"})
    ids = [name for name, _ in take_in(store, LESSON, with_code).new]
    codes = []
    for name in ids:
        event = reader.event(name, "")
        assert event is not None and event.lesson is not None
        codes.append(event.lesson.access_code)
    assert len(codes[0]) == 7 and codes[1] == "K7M-4QX"


def test_nobody_connected_is_told(files: Files) -> None:
    store = files.open()
    with pytest.raises(NotConnectedError):
        transfer.plan(store, Reading((ONE,)))
    store.close()


def test_nothing_new_records_nothing(store: FileStore) -> None:
    revision = store._desk.revision()
    transfer.take_in(store, Plan((), (ONE,), ()), NOW)
    assert store._desk.revision() == revision


def titles(found: Sequence[Family]) -> list[str]:
    return [family.master.summary for family in found if family.master]


def test_what_goes_out_is_what_stands_in_the_range_whole(store: FileStore, reader: Reader) -> None:
    take_in(store, ONE, SERIES, replace_times(LESSON, 20 * DAY))
    everything = transfer.outgoing(reader, *reader.covered(), BA)
    assert titles(everything) == ["Ana", "Serie", "Grupo"]
    (series,) = transfer.outgoing(reader, NOW + 4 * DAY, NOW + 5 * DAY, BA)
    assert series.master is not None and len(series.exceptions) == 2
    assert titles(transfer.outgoing(reader, *reader.covered(), BA, "mov")) == ["Serie"]
    assert titles(transfer.outgoing(reader, *reader.covered(), BA, "ána")) == ["Ana"]
    assert titles(transfer.outgoing(reader, *reader.covered(), BA, "nobody")) == []


def test_a_student_of_the_roster_is_found_by_the_classes_that_hold_the_id(
    store: FileStore, reader: Reader
) -> None:
    store.roster.change([Student("s1", "Ana Fernández")], [])
    held = LESSON._replace(fields=LESSON.fields | {"lesson.students": ["s1"]})
    take_in(store, held, ONE._replace(fields=ONE.fields | {"summary": "Otra"}))
    assert titles(transfer.outgoing(reader, *reader.covered(), BA, "fernandez")) == ["Grupo"]


def replace_times(incoming: Incoming, start: int) -> Incoming:
    return incoming._replace(fields=incoming.fields | {"when": at(start)})


def test_ids_are_google_s_alphabet_and_different() -> None:
    names = [*ids_of("ñandú"), *ids_of("u1")]
    assert len(set(names)) == len(names)
    assert all(set(name) <= set("0123456789abcdefghijklmnopqrstuv") for name in names)
    assert own_id("abc12@google.com") == "abc12"
    assert own_id("abc12@example.com") == ""


LONG = {"description": "x" * 3_000}
MANY = [ONE._replace(uid=f"m{n}", fields=ONE.fields | LONG) for n in range(45)]


def fill(store: FileStore, room: int) -> None:
    """Leave room for about `room` more pages in desk.db."""
    conn = store._desk.db.conn
    (pages,) = conn.execute("PRAGMA page_count").fetchone()
    conn.execute(f"PRAGMA max_page_count = {pages + room}")


def test_cut_short_by_a_full_disk_it_tells_what_is_recorded_and_why(
    store: FileStore, reader: Reader
) -> None:
    wanted = transfer.plan(store, Reading(tuple(MANY)))
    fill(store, 30)
    taken = transfer.take_in(store, wanted, NOW)
    assert taken.error is not None and taken.error.code == "disk_full"
    assert taken.events == 20
    assert len(seen(reader)) == len(taken.changes) == taken.events
    fill(store, 100_000)
    take_in(store, *MANY)
    assert len(seen(reader)) == 45


def test_with_no_room_at_all_it_raises_and_nothing_is_there(
    store: FileStore, reader: Reader
) -> None:
    wanted = transfer.plan(store, Reading(tuple(MANY)))
    fill(store, 0)
    with pytest.raises(StorageError):
        transfer.take_in(store, wanted, NOW)
    assert seen(reader) == []


def test_it_is_taken_back_in_parts_that_hold_whole_events_and_goes_on_where_it_ended(
    store: FileStore, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = transfer.plan(store, Reading((SERIES, *MANY)))
    left = list(transfer.take_in(store, wanted, NOW).changes)
    parts: list[int] = []
    back = store.take_back

    def counted(changes: Sequence[Change], now: float) -> ChangeSet:
        if len(parts) == 1:
            parts.append(0)
            raise StorageError(code="disk_full")
        parts.append(len(changes))
        return back(changes, now)

    monkeypatch.setattr(store, "take_back", counted)
    with pytest.raises(StorageError):
        transfer.take_back(store, left, NOW)
    assert len(left) == 28 and len(seen(reader)) == 25 + 3
    transfer.take_back(store, left, NOW)
    assert parts == [20, 0, 20, 8]
    assert (left, seen(reader)) == ([], [])


def test_what_is_removed_meanwhile_stops_nobody(store: FileStore, reader: Reader) -> None:
    wanted = transfer.plan(store, Reading((ONE, LESSON)))
    left = list(transfer.take_in(store, wanted, NOW).changes)
    edit.remove(store, wanted.new[1][0], "", NOW)
    transfer.take_back(store, left, NOW)
    assert seen(reader) == []


def test_taken_in_again_after_google_had_it_each_event_has_another_id(
    store: FileStore, reader: Reader
) -> None:
    wanted = transfer.plan(store, Reading((ONE,)))
    (change,) = transfer.take_in(store, wanted, NOW).changes
    name = wanted.new[0][0]
    store.settle(change.seq, said(name, at(HOUR), summary="Ana"))
    transfer.take_back(store, [change], NOW)
    (removal,) = store.changes("ana")
    store.settle(removal.seq, None)
    assert seen(reader) == []
    again = transfer.take_in_again(store, wanted, NOW)
    assert again.changes[0].draft.event_id != name
    assert seen(reader) == [("Ana", HOUR)]
