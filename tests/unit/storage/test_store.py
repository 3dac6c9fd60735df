"""The ring on disk: record, see, settle."""

from desktop_app.domain.occurrence import ChangeSet, Flag
from desktop_app.storage.reader import FileReader
from desktop_app.storage.store import FileStore
from tests.unit.storage.parts import ANA, BA, HOUR, NOW, Seen, at, create, draft, said


def test_a_new_class_is_seen_at_once_and_marked_as_not_sent(
    store: FileStore, reader: FileReader
) -> None:
    changes, changed = store.record([create("e1")], NOW)
    (row,) = reader.occurrences(NOW - HOUR, NOW + HOUR, BA)
    assert (row.summary, row.start, row.has(Flag.UNSENT)) == ("Clase", NOW, True)
    assert changed == ChangeSet(frozenset({"e1"}), outbox=True)
    assert reader.outbox() == (1, 0)
    assert [change.seq for change in changes] == [1]


def test_what_google_confirms_loses_its_mark_and_leaves_the_outbox(
    store: FileStore, reader: FileReader
) -> None:
    (change,), _ = store.record([create("e1")], NOW)
    store.mark_sending(change.seq, NOW)
    store.settle(change.seq, said("e1", at(0), summary="Clase"))
    (row,) = reader.occurrences(NOW - HOUR, NOW + HOUR, BA)
    assert not row.has(Flag.UNSENT)
    assert store.changes("ana") == []
    assert reader.outbox() == (0, 0)


def test_a_removal_that_google_confirms_stays_removed(store: FileStore, seen: Seen) -> None:
    store.apply_page("cal", [said("e1", at(0), summary="Clase")], "t", "f")
    assert seen() == [("Clase", 0)]
    (change,), _ = store.record([draft("e1", "delete")], NOW)
    assert seen() == []
    store.settle(change.seq, None)
    assert seen() == []
    assert store.family("cal", "e1").master is not None


def test_both_files_know_who_is_connected_after_a_new_start(
    store: FileStore, reader: FileReader
) -> None:
    assert store.account() == ANA == reader.account()
