"""Waits of changes when the clock is set back: none lasts for ever."""

from dataclasses import replace

import pytest

from desktop_app.storage.store import FileStore
from tests.unit.storage.parts import NOW, Files, at, create, said

DAY = 86_400


def test_a_change_put_off_for_a_minute_does_not_wait_a_day_when_the_clock_goes_back(
    store: FileStore, files: Files
) -> None:
    store.record([create("one")], NOW)
    store.postpone(1, NOW + 60, "server", 500, "")
    assert store.next_ready("ana", NOW) is None
    assert store.next_ready("ana", NOW - 30) is None  # corrected by seconds: the wait stands
    ready = store.next_ready("ana", NOW - DAY)
    assert ready is not None and ready.seq == 1


def test_a_removal_that_waits_for_its_toast_goes_when_the_clock_goes_back(store: FileStore) -> None:
    store.record([replace(create("one"), not_before=NOW + 7)], NOW)
    assert store.next_ready("ana", NOW) is None
    assert store.next_ready("ana", NOW - DAY) is not None


@pytest.mark.parametrize("stuck", [0, 1])
def test_counts_tell_what_waits_from_what_needs_the_teacher(store: FileStore, stuck: int) -> None:
    store.record([create("one"), create("two"), create("three")], NOW)
    if stuck:
        store.need_attention(2, "rejected", 400, "")
    assert store.counts("ana") == (3 - stuck, stuck)
    assert store.counts("somebody else") == (0, 0)


def test_a_meeting_is_waited_for_from_now_when_the_clock_goes_back(
    store: FileStore, files: Files
) -> None:
    pending = said("a", at(0), meeting={"state": "pending", "request_id": "r1"})
    store.apply(pending)
    files.now = NOW - DAY
    store.apply(pending)  # asked for, and still not there
    assert store.pending_meetings() == [("cal", "a", NOW - DAY)]
