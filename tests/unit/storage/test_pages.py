"""Pages of a pull, and what follows from them: series, exceptions, sweeps, meetings, accounts."""

import logging

import pytest

from desktop_app.domain.errors import StorageError
from desktop_app.domain.event import DAY, original_key
from desktop_app.domain.occurrence import ChangeSet, Flag
from desktop_app.domain.ports import Account, Said, SyncState
from desktop_app.storage.reader import FileReader
from desktop_app.storage.store import FileStore
from tests.unit.storage.parts import ANA, BA, HOUR, NOW, Files, Seen, at, create, days, draft, said

WEEKLY = ["RRULE:FREQ=WEEKLY;COUNT=3"]
SECOND = "20261125T110640Z"  # NOW, a week later
WEEK = 7 * DAY


def page(store: FileStore, *events: Said, token: str = "") -> frozenset[str]:
    return store.apply_page("cal", events, token, "f").families


def test_a_series_stands_at_each_of_its_times_but_for_its_exceptions(
    store: FileStore, seen: Seen
) -> None:
    moved = said("s_2", at(WEEK + HOUR), recurring_event_id="s", original=SECOND, summary="Movida")
    changed = page(store, said("s", at(0), recurrence=WEEKLY, summary="Serie"), moved)
    assert changed == {"s"}
    assert seen() == [("Serie", 0), ("Movida", WEEK + HOUR), ("Serie", 2 * WEEK)]


def test_an_exception_may_come_pages_before_its_series(store: FileStore, seen: Seen) -> None:
    page(store, said("s_2", None, recurring_event_id="s", original=SECOND, status="cancelled"))
    page(store, said("x", at(WEEK), recurring_event_id="t", original=SECOND, summary="Sola"))
    assert seen() == [("Sola", WEEK)]  # its series is not ours to see
    page(store, said("s", at(0), recurrence=WEEKLY, summary="Serie"))
    assert seen() == [("Serie", 0), ("Sola", WEEK), ("Serie", 2 * WEEK)]


def test_a_cancelled_series_takes_its_exceptions_with_it(store: FileStore, seen: Seen) -> None:
    page(
        store,
        said("s", at(0), recurrence=WEEKLY),
        said("s_2", at(WEEK + HOUR), recurring_event_id="s", original=SECOND),
    )
    page(store, said("s", None, status="cancelled"))
    assert seen() == []


def test_an_unknown_cancelled_event_is_no_trouble(store: FileStore, seen: Seen) -> None:
    assert page(store, said("never", None, status="cancelled")) == {"never"}
    assert seen() == []


def test_a_single_event_that_moves_leaves_its_old_place(store: FileStore, seen: Seen) -> None:
    page(store, said("a", at(0), summary="A"))
    page(store, said("a", at(HOUR), summary="A"))
    assert seen() == [("A", HOUR)]


def test_an_event_that_comes_twice_in_a_page_stands_once(store: FileStore, seen: Seen) -> None:
    page(store, said("a", at(0), summary="A"), said("a", at(HOUR), summary="A"))
    assert seen() == [("A", HOUR)]


def test_a_series_that_became_single_stands_once(store: FileStore, seen: Seen) -> None:
    page(store, said("s", at(0), recurrence=WEEKLY, summary="S"))
    page(store, said("s", at(0), summary="S"))
    assert seen() == [("S", 0)]


def test_what_a_whole_pull_does_not_bring_is_swept_with_its_last_page(
    store: FileStore, seen: Seen
) -> None:
    page(store, said("a", at(0), summary="A"), said("b", at(60), summary="B"), token="t1")
    store.begin_generation("cal")
    assert store.sync_state("cal") == SyncState("", "")
    page(store, said("b", at(60), summary="B"))
    assert seen() == [("A", 0), ("B", 60)]  # the old view stays until the last page
    assert page(store, token="t2") == {"a"}
    assert seen() == [("B", 60)]
    assert store.sync_state("cal") == SyncState("t2", "f")


def test_a_delta_sweeps_nothing(store: FileStore, seen: Seen) -> None:
    page(store, said("a", at(0), summary="A"), token="t1")
    page(store, said("b", at(60), summary="B"), token="t2")
    assert seen() == [("A", 0), ("B", 60)]


def test_a_sweep_keeps_a_class_that_google_has_not_heard_of(store: FileStore, seen: Seen) -> None:
    store.record([create("new")], NOW)
    store.begin_generation("cal")
    page(store, token="t")
    assert seen() == [("Clase", 0)]


def test_a_page_does_not_undo_what_waits_in_the_outbox(store: FileStore, seen: Seen) -> None:
    page(store, said("a", at(0), summary="Vieja"))
    store.record([draft("a", fields={"summary": "Mía"}, base={"summary": "Vieja"})], NOW)
    page(store, said("a", at(0), summary="Vieja", location="Aula 2"))
    assert seen() == [("Mía", 0)]


def test_an_occurrence_removed_here_stays_away_when_google_agrees(
    store: FileStore, seen: Seen
) -> None:
    page(store, said("s", at(0), recurrence=WEEKLY, summary="S"))
    (change,), _ = store.record([draft("s", "delete", original=SECOND)], NOW)
    assert seen() == [("S", 0), ("S", 2 * WEEK)]
    store.settle(change.seq, None)
    assert seen() == [("S", 0), ("S", 2 * WEEK)]
    gone = store.said("cal", f"s_{SECOND}")
    assert gone is not None and gone.event.cancelled


def test_one_occurrence_moved_here_moves_alone(store: FileStore, seen: Seen) -> None:
    page(store, said("s", at(0), recurrence=WEEKLY, summary="S"))
    edit = draft("s", original=SECOND, fields={"when": at(WEEK + HOUR)}, base={"when": at(WEEK)})
    (change,), _ = store.record([edit], NOW)
    assert seen() == [("S", 0), ("S", WEEK + HOUR), ("S", 2 * WEEK)]
    reply = said(
        f"s_{SECOND}", at(WEEK + HOUR), recurring_event_id="s", original=SECOND, summary="S"
    )
    store.settle(change.seq, reply)
    assert seen() == [("S", 0), ("S", WEEK + HOUR), ("S", 2 * WEEK)]


def test_a_removal_that_google_refused_is_shown_again(store: FileStore, reader: FileReader) -> None:
    page(store, said("a", at(0)))
    store.record([draft("a", "delete")], NOW)
    store.need_attention(1, "forbidden", 403, "")
    (row,) = reader.occurrences(NOW, NOW + HOUR, BA)
    assert row.has(Flag.ATTENTION)
    assert reader.outbox() == (0, 1)
    assert [change.seq for change in reader.attention()] == [1]


@pytest.mark.expects_log
def test_a_rule_that_cannot_be_expanded_shows_its_first_time_and_logs_only_the_id(
    store: FileStore, seen: Seen, caplog: pytest.LogCaptureFixture
) -> None:
    strange = ["RRULE:FREQ=SECRETLY"]
    with caplog.at_level(logging.WARNING):
        page(store, said("s", at(0), recurrence=strange, summary="Geheim"))
    assert seen() == [("Geheim", 0)]
    assert "s" in caplog.text and "Geheim" not in caplog.text and "SECRETLY" not in caplog.text


PENDING = {"state": "pending", "request_id": "r1"}


def test_a_pending_meeting_keeps_its_clock_over_pulls_and_starts(
    files: Files, store: FileStore
) -> None:
    page(store, said("a", at(0), meeting=PENDING))
    files.now += 100
    page(store, said("a", at(0), meeting=PENDING, summary="otra cosa"))
    assert store.pending_meetings() == [("cal", "a", NOW)]
    store.close()
    again = files.open()
    assert again.pending_meetings() == [("cal", "a", NOW)]
    again.apply(said("a", at(0), meeting={"state": "pending", "request_id": "r2"}))
    assert again.pending_meetings() == [("cal", "a", NOW + 100)]  # asked for anew
    again.apply(said("a", at(0), meeting={"state": "ready", "link": "https://meet.example"}))
    assert again.pending_meetings() == []
    again.close()


def test_a_meeting_given_up_is_shown_as_failed_until_the_server_says_otherwise(
    store: FileStore, reader: FileReader
) -> None:
    page(store, said("a", at(0), meeting=PENDING))
    assert store.give_up_meeting("cal", "a").families == {"a"}
    assert store.pending_meetings() == []
    for _ in range(2):
        (row,) = reader.occurrences(NOW, NOW + HOUR, BA)
        event = reader.event("a", "")
        master = store.family("cal", "a").master
        assert row.has(Flag.LINK_FAILED)
        assert event is not None and event.meeting.state == "failed"
        assert master is not None and master.meeting.state == "failed"
        page(store, said("a", at(0), meeting=PENDING))  # nothing new in that
    page(store, said("a", at(0), meeting={"state": "ready", "link": "https://meet.example"}))
    (row,) = reader.occurrences(NOW, NOW + HOUR, BA)
    assert row.has(Flag.LINK_READY)
    assert store.give_up_meeting("cal", "a").families == frozenset()


def test_codes_in_use_are_those_of_classes_that_have_not_ended(store: FileStore) -> None:
    page(
        store,
        said("past", at(-2 * HOUR), lesson={"access_code": "OLD"}),
        said("now", at(-60), lesson={"access_code": "NOW"}),
        said("s", at(0), recurrence=WEEKLY, lesson={"access_code": "SER"}),
        said("none", at(0)),
    )
    store.record([create("mine", 60, **{"lesson.access_code": "NEW"})], NOW)
    assert store.access_codes(NOW) == {"NOW", "SER", "NEW"}


def test_a_series_without_end_is_expanded_further_when_asked(
    store: FileStore, reader: FileReader
) -> None:
    page(store, said("s", at(0), recurrence=["RRULE:FREQ=WEEKLY"]))
    far = NOW + 1000 * DAY
    assert reader.occurrences(far, far + WEEK, BA) == []
    assert reader.covered()[1] < far
    assert store.cover(far, far + WEEK, 9)[1].families == {"s"}
    assert len(reader.occurrences(far, far + WEEK, BA)) == 1
    assert reader.covered()[0] < NOW < far + WEEK <= reader.covered()[1]
    assert store.cover(NOW, far, 9) == (False, ChangeSet())


def test_a_class_made_while_series_are_expanded_further_is_there_over_all_of_it(
    store: FileStore, reader: FileReader
) -> None:
    rule = ["RRULE:FREQ=WEEKLY"]
    page(store, *(said(f"s{i}", at(0), recurrence=rule) for i in range(4)))
    far = NOW + 1000 * DAY
    assert store.cover(far, far + WEEK, 2) == (True, ChangeSet())
    page(store, said("between", at(0), recurrence=rule))
    store.record([draft("s0", fields={"summary": "T"}, base={"summary": ""})], NOW)
    assert reader.covered()[1] < far
    more, changed = store.cover(far, far + WEEK, 2)
    assert not more
    assert changed.families == {f"s{i}" for i in range(4)}
    assert reader.covered()[1] == far + WEEK
    found = {o.family: o.summary for o in reader.occurrences(far, far + WEEK, BA)}
    assert found == {"s0": "T", "s1": "", "s2": "", "s3": "", "between": ""}


def test_a_series_with_a_change_is_expanded_further_once(
    store: FileStore, reader: FileReader
) -> None:
    page(store, said("s", at(0), recurrence=["RRULE:FREQ=WEEKLY"], summary="S"))
    store.record([draft("s", fields={"summary": "T"}, base={"summary": "S"})], NOW)
    far = NOW + 1000 * DAY
    assert store.cover(far, far + WEEK, 9)[1].families == {"s"}
    assert [o.summary for o in reader.occurrences(far, far + WEEK, BA)] == ["T"]


def test_the_expanded_range_rolls_on_with_the_years(files: Files, store: FileStore) -> None:
    page(store, said("s", at(0), recurrence=["RRULE:FREQ=WEEKLY"]))
    store.close()
    files.now += 700 * DAY
    files.open().close()
    reader = files.reader()
    assert reader is not None
    far = int(files.now) + 700 * DAY
    assert len(reader.occurrences(far, far + WEEK, BA)) == 1
    reader.close()


@pytest.mark.parametrize(
    ("name", "other"),
    [("desktop_app.storage.pair.tzdata_version", lambda: "2099z"),
     ("desktop_app.storage.pair.TELLING", 99)],
)  # fmt: skip
def test_other_time_zone_data_or_more_to_tell_expands_everything_anew(
    files: Files, store: FileStore, monkeypatch: pytest.MonkeyPatch, name: str, other: object
) -> None:
    page(store, said("s", at(0), recurrence=WEEKLY), said("a", at(0)))
    store._cache.db.conn.execute("DELETE FROM occurrences")
    store.close()
    files.open().close()
    reader = files.reader()
    assert reader is not None
    assert reader.occurrences(NOW, NOW + HOUR, BA) == []  # the same data: nothing to do
    monkeypatch.setattr(name, other)
    files.open().close()
    assert len(reader.occurrences(NOW, NOW + HOUR, BA)) == 2
    reader.close()


def test_a_look_far_ahead_costs_nothing_after_the_next_start(
    files: Files, store: FileStore
) -> None:
    far = NOW + 1000 * WEEK
    moved = said(
        "s_x",
        at(1000 * WEEK + HOUR),
        recurring_event_id="s",
        original=original_key(far),
        summary="X",
    )
    alone = said("alone", at(1000 * WEEK), summary="Lejos")
    page(store, said("s", at(0), recurrence=["RRULE:FREQ=WEEKLY"]), moved, alone)
    store.cover(NOW, far + WEEK, 9)
    store.close()
    again = files.open()
    reader = files.reader()
    assert reader is not None
    assert reader.covered() == (NOW - 366 * DAY, NOW + 731 * DAY)
    assert len(reader.occurrences(0, far + WEEK, BA)) == 105 + 2
    assert [o.summary for o in reader.occurrences(far, far + WEEK, BA)] == ["Lejos", "X"]
    again.cover(NOW, far + WEEK, 9)
    assert len(reader.occurrences(0, far + WEEK, BA)) == 1001 + 1
    reader.close()
    again.close()


def test_another_account_starts_with_an_empty_cache_and_its_own_outbox(
    store: FileStore, reader: FileReader, seen: Seen
) -> None:
    page(store, said("a", at(0), summary="A"), token="t")
    store.record([create("mine")], NOW)
    eva = Account("eva", "eva@example.com", "Eva", "cal2")
    assert store.set_account(eva).everything
    assert seen() == []
    assert store.sync_state("cal") == SyncState("", "")
    assert reader.outbox() == (0, 0)
    store.set_account(ANA)
    assert seen() == [("Clase", 0)]  # what was not sent is still hers
    assert reader.outbox() == (1, 0)


def test_a_cache_that_cannot_be_emptied_stays_with_the_account_it_is_of(
    store: FileStore, reader: FileReader, seen: Seen
) -> None:
    page(store, said("a", at(0), summary="A"), token="t")
    store._cache.db.conn.execute("PRAGMA query_only = 1")
    with pytest.raises(StorageError):
        store.set_account(Account("eva", "eva@example.com"))
    store._cache.db.conn.execute("PRAGMA query_only = 0")
    assert store.account() == ANA
    assert reader.in_step()
    assert seen() == [("A", 0)]
    assert store.set_account(Account("eva", "eva@example.com")).everything
    assert seen() == []


def test_connecting_again_finds_the_week_as_it_was_left(store: FileStore, seen: Seen) -> None:
    page(store, said("a", at(0), summary="A"), token="t")
    store.set_account(None)
    assert store.account() is None
    store.set_account(ANA)
    assert seen() == [("A", 0)]
    assert store.sync_state("cal") == SyncState("t", "f")


def test_nothing_of_the_other_account_is_left_in_the_file(files: Files, store: FileStore) -> None:
    page(store, *(said(f"a{i}", at(i), summary="Susurro") for i in range(50)))
    store.set_account(Account("eva", "eva@example.com"))
    held = files.cache.read_bytes() + files.cache.with_name("cache.db-wal").read_bytes()
    assert b"Susurro" not in held


def test_the_time_of_the_last_sync_is_kept(store: FileStore, reader: FileReader) -> None:
    assert reader.last_synced() is None
    assert store.synced(NOW + 0.5).sync
    assert reader.last_synced() == NOW + 0.5


def test_whole_days_stand_with_the_rest(store: FileStore, reader: FileReader) -> None:
    page(store, said("d", days("2026-11-18", "2026-11-19"), summary="Feriado"))
    (row,) = reader.occurrences(NOW, NOW + HOUR, BA)
    assert (row.summary, row.has(Flag.ALL_DAY)) == ("Feriado", True)
