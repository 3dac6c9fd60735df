"""The outbox: order, what may be taken back, and what survives."""

from dataclasses import replace

from desktop_app.domain.change import Change
from desktop_app.domain.event import DAY, original_key
from desktop_app.storage.store import FileStore
from tests.unit.storage.parts import HOUR, NOW, Files, Seen, at, create, draft, said


def ready(store: FileStore, now: float = NOW) -> int | None:
    change = store.next_ready("ana", now)
    return change.seq if change else None


def rename(event_id: str, base: str, summary: str) -> Change:
    one = draft(event_id, fields={"summary": summary}, base={"summary": base})
    return Change(0, one)


def test_only_the_first_change_of_a_family_may_be_sent(store: FileStore) -> None:
    store.record([create("a"), draft("a", fields={"summary": "x"}), create("b")], NOW)
    assert ready(store) == 1
    store.need_attention(1, "rejected", 400, "no")
    assert ready(store) == 3  # another family goes on
    store.settle(3, said("b", at(0)))
    assert ready(store) is None
    store.retry(1, NOW)
    assert ready(store) == 1
    store.settle(1, said("a", at(0)))
    assert ready(store) == 2


def test_a_change_put_off_holds_its_family_and_nobody_else(store: FileStore) -> None:
    store.record([create("a"), draft("a", fields={"summary": "x"}), create("b")], NOW)
    store.postpone(1, NOW + 60, "server", 503, "busy")
    assert ready(store) == 3
    assert store.next_due("ana") == NOW + 60
    assert ready(store, NOW + 60) == 1


def test_a_removal_waits_for_its_toast_until_it_is_released(store: FileStore) -> None:
    store.apply(said("a", at(0)))
    store.record([draft("a", "delete", not_before=NOW + 8)], NOW)
    assert ready(store) is None
    assert store.next_due("ana") == NOW + 8
    store.release([1])
    assert ready(store) == 1
    assert store.next_due("ana") is None


def test_a_family_waits_for_a_series_that_was_split_off_it(store: FileStore) -> None:
    store.record([create("new"), draft("old", family="new", fields={"summary": "x"})], NOW)
    assert ready(store) == 1
    store.postpone(1, NOW + 60, "server", 503, "")
    assert ready(store) is None
    assert [c.seq for c in store.changes("ana", "old")] == [2]


def test_the_changes_of_another_account_are_not_sent(store: FileStore) -> None:
    store.record([replace(create("a"), account="eva")], NOW)
    assert ready(store) is None
    other = store.next_ready("eva", NOW)
    assert other is not None and other.seq == 1


def test_a_change_whose_reply_was_lost_is_sent_again(store: FileStore) -> None:
    store.record([create("a")], NOW)
    store.mark_sending(1, NOW)
    change = store.next_ready("ana", NOW)
    assert change is not None and (change.state, change.attempts) == ("sending", 1)


def test_at_the_next_start_what_was_being_sent_is_queued_but_not_as_never_sent(
    files: Files, store: FileStore
) -> None:
    store.record([create("a")], NOW)
    store.mark_sending(1, NOW)
    store.close()
    again = files.open()
    (change,) = again.changes("ana")
    assert (change.state, change.attempts, change.unsent) == ("queued", 1, False)
    assert again.withdraw([1]) is None
    again.close()


def test_an_edit_is_merged_into_a_creation_of_which_nothing_left(
    store: FileStore, seen: Seen
) -> None:
    store.record([create("a")], NOW)
    changed = store.amend(1, {"summary": "Otra", "when": at(3600)}, NOW)
    assert changed is not None and changed.families == {"a"}
    assert seen() == [("Otra", 3600)]
    (change,) = store.changes("ana")
    assert change.draft.fields["summary"] == "Otra"


def test_no_edit_is_merged_once_a_request_has_left(store: FileStore, seen: Seen) -> None:
    store.record([create("a")], NOW)
    store.mark_sending(1, NOW)
    assert store.amend(1, {"summary": "Otra"}, NOW) is None
    assert seen() == [("Clase", 0)]


def test_a_patch_takes_no_field_whose_base_is_not_known(store: FileStore) -> None:
    store.apply(said("a", at(0), summary="Vieja"))
    store.record([rename("a", "Vieja", "Nueva").draft], NOW)
    assert store.amend(1, {"location": "Aula 2"}, NOW) is None
    assert store.amend(1, {"summary": "Otra"}, NOW) is not None
    (change,) = store.changes("ana")
    assert (change.draft.fields, change.draft.base) == ({"summary": "Otra"}, {"summary": "Vieja"})


def test_changes_are_withdrawn_all_or_none(store: FileStore, seen: Seen) -> None:
    store.record([create("a"), create("b", 60)], NOW)
    store.mark_sending(2, NOW)
    assert store.withdraw([1, 2]) is None
    assert seen() == [("Clase", 0), ("Clase", 60)]
    assert store.withdraw([1]) is not None
    assert seen() == [("Clase", 60)]
    assert store.withdraw([1]) is None  # not there any more


def test_a_withdrawn_place_is_never_given_again(store: FileStore) -> None:
    store.record([create("a")], NOW)
    store.withdraw([1])
    (change,), _ = store.record([create("a")], NOW)
    assert change.seq == 2


def test_what_was_edited_on_top_of_a_withdrawn_edit_builds_on_what_was_before(
    store: FileStore,
) -> None:
    store.apply(said("a", at(0), summary="Vieja"))
    drafts = [rename("a", "Vieja", "Media").draft, rename("a", "Media", "Nueva").draft]
    store.record(drafts, NOW)
    store.withdraw([1])
    (change,) = store.changes("ana")
    assert change.draft.base == {"summary": "Vieja"}


def test_retrying_after_a_conflict_takes_what_the_server_says_as_seen(store: FileStore) -> None:
    store.apply(said("a", at(0), summary="Vieja"))
    store.record([rename("a", "Vieja", "Mía").draft], NOW)
    store.apply(said("a", at(0), summary="Suya"))
    store.need_attention(1, "conflict", 0, "summary")
    store.retry(1, NOW)
    (change,) = store.changes("ana")
    assert (change.state, change.draft.base) == ("queued", {"summary": "Suya"})


def test_discarding_a_creation_discards_what_was_to_follow_it(store: FileStore, seen: Seen) -> None:
    store.record([create("a"), draft("a", fields={"summary": "x"}), create("b")], NOW)
    store.need_attention(1, "rejected", 400, "")
    store.discard(1)
    assert seen() == [("Clase", 0)]
    assert [c.draft.event_id for c in store.changes("ana")] == ["b"]


def test_discarding_a_refused_edit_shows_what_the_server_says(store: FileStore, seen: Seen) -> None:
    store.apply(said("a", at(0), summary="Suya"))
    store.record([rename("a", "Vieja", "Mía").draft], NOW)
    assert seen() == [("Mía", 0)]
    store.need_attention(1, "conflict", 0, "summary")
    store.discard(1)
    assert seen() == [("Suya", 0)]


def test_what_is_gone_already_is_no_trouble(store: FileStore) -> None:
    assert store.discard(7).outbox
    assert store.retry(7, NOW).outbox
    assert store.postpone(7, NOW, "server", 503, "").outbox
    assert store.settle(7, None).outbox
    assert store.settle(7, said("a", at(0))).families == {"a"}


def test_a_change_keeps_all_it_was_recorded_with(store: FileStore) -> None:
    one = draft(
        "a",
        original="20261124T180000Z",
        fields={"summary": "Ñandú", "lesson.max_participants": 3, "reminders": None},
        base={"summary": "x", "lesson.max_participants": 1, "reminders": [["popup", 10]]},
        send_updates="all",
        not_before=NOW + 1.5,
        created=NOW - 1.0,
    )
    (change,), _ = store.record([one], NOW)
    assert change.draft == one
    assert store.changes("ana") == [change]
    store.need_attention(1, "conflict", 412, "summary")
    (stored,) = store.changes("ana")
    assert (stored.state, stored.error_code, stored.error_status, stored.error_detail) == (
        "attention",
        "conflict",
        412,
        "summary",
    )


def test_a_class_that_was_removed_stays_so_when_its_series_moves_away_and_back(
    store: FileStore,
) -> None:
    rule = ["RRULE:FREQ=DAILY;COUNT=3"]
    here, away = at(0), at(HOUR)
    tomorrow = original_key(here[1] + DAY)
    gone = said("s_2", None, recurring_event_id="s", original=tomorrow, status="cancelled")
    store.apply_page("cal", [said("s", here, recurrence=rule), gone], "t", "f")
    for place in (away, here):
        (change,), _ = store.record([draft("s", fields={"when": place}, base={})], NOW)
        store.settle(change.seq, said("s", place, recurrence=rule))
    kept = store.said("cal", "s_2")
    assert kept is not None and kept.event.cancelled


def test_steps_that_are_done_go_when_the_last_other_step_of_their_act_is_given_up(
    store: FileStore,
) -> None:
    steps = [replace(create("a"), group="act"), replace(create("b"), group="act")]
    store.record(steps, NOW)
    store.mark_sending(1, NOW)
    store.settle(1, said("a", at(0)))
    assert store.withdraw([2]) is not None
    left = store._desk.db.conn.execute("SELECT count(*) FROM outbox").fetchone()
    assert left == (0,)


def test_to_find_the_next_change_costs_no_more_where_thousands_wait(store: FileStore) -> None:
    def steps() -> int:
        """Return how many hundred steps SQLite takes for it."""
        counted: list[None] = []
        store._desk.db.conn.set_progress_handler(lambda: counted.append(None), 100)
        assert ready(store) == 1
        store._desk.db.conn.set_progress_handler(None, 100)
        return len(counted)

    store.record([create("first")], NOW)
    alone = steps()
    store.record([create(f"e{number}") for number in range(2000)], NOW)
    assert steps() <= alone + 1
