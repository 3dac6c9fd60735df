"""Two computers that edit one series, neither aware of the other: nothing is lost, nothing doubled."""

from pathlib import Path
from typing import Any

import pytest

from desktop_app.usecases import edit, undo
from tests.ring import CALENDAR, Ring, opened
from tests.unit.usecases.test_both_sides import stuck
from tests.unit.usecases.test_series import ALL, THIRD, TUESDAYS, at, both

pytestmark = pytest.mark.expects_log
UNTIL_THIRD = {"recurrence": ["RRULE:FREQ=WEEKLY;UNTIL=20261215T125959Z"]}


@pytest.fixture
def series(ring: Ring) -> str:
    return ring.series()


def times(day: str, *hours: int) -> dict[str, Any]:
    """Return start and end on a day as Google writes them."""
    zone = {"timeZone": "America/Argentina/Buenos_Aires"}
    return {
        name: zone | {"dateTime": f"{day}T{hour}:00:00-03:00"}
        for name, hour in zip(("start", "end"), hours, strict=True)
    }


def test_a_class_moved_there_is_there_when_its_series_moved_here_and_back(
    ring: Ring, series: str
) -> None:
    ring.server.calendar(CALENDAR).patch(f"{series}_{THIRD}", times("2026-12-15", 16, 17))
    moved = ring.act(edit.edit, series, "20261208T130000Z", at("2026-12-09"), scope="all")
    ring.sync()
    ring.act(undo.undo_edit, moved)
    both(ring, *ALL[:2], "Grupo 2026-12-15 16:00", *ALL[3:])


@pytest.fixture
def split_on_both(ring: Ring, series: str) -> edit.Edited:
    """The rest is another series from the same class on: there, and here by what needs her."""
    phone = ring.server.calendar(CALENDAR)
    phone.patch(series, UNTIL_THIRD)
    rest = {"recurrence": ["RRULE:FREQ=WEEKLY;COUNT=4"], "location": "Aula 7"}
    phone.insert({"summary": "Grupo", **times("2026-12-15", 10, 11), **rest})
    split: edit.Edited = ring.act(
        edit.edit, series, THIRD, {"location": "Aula 3"}, scope="following"
    )
    ring.sync()
    assert stuck(ring).error_code == "conflict"
    return split


@pytest.mark.parametrize("undone", [False, True])
def test_a_series_split_on_both_computers_at_the_same_class_is_not_there_twice(
    ring: Ring, split_on_both: edit.Edited, undone: bool
) -> None:
    if undone:
        ring.act(undo.undo_edit, split_on_both)
    else:
        ring.store.discard(stuck(ring).seq)
    both(ring, *ALL)
    assert ring.seen(split_on_both.before.family).location == ""


def test_a_series_split_on_both_computers_is_split_twice_where_she_wants_it(
    ring: Ring, split_on_both: edit.Edited
) -> None:
    ring.store.keep_mine(stuck(ring).seq, ring.aula.now())
    both(ring, *sorted([*ALL, *ALL[2:]], key=lambda row: row[-16:]))


def test_the_rest_removed_on_both_computers_needs_nobody(ring: Ring, series: str) -> None:
    ring.server.calendar(CALENDAR).patch(series, UNTIL_THIRD)
    ring.act(edit.remove, series, THIRD, scope="following")
    both(ring, *ALL[:2])


def test_a_split_whose_reply_was_lost_needs_nobody(ring: Ring, series: str) -> None:
    ring.act(edit.edit, series, THIRD, {"location": "Aula 3"}, scope="following")
    ring.server.faults.add("PATCH", cut="after", times=1)
    ring.sync()
    (cut,) = ring.changes()
    ring.store.retry(cut.seq, ring.aula.now())
    both(ring, *ALL)


def test_a_split_that_was_tried_before_another_device_made_it_asks_all_the_same(
    ring: Ring, series: str
) -> None:
    ring.act(edit.edit, series, THIRD, {"location": "Aula 3"}, scope="following")
    ring.server.faults.add("PATCH", cut="before", times=1)
    ring.sync()
    phone = ring.server.calendar(CALENDAR)
    phone.patch(series, UNTIL_THIRD)
    rest = {"recurrence": ["RRULE:FREQ=WEEKLY;COUNT=4"], "location": "Aula 7"}
    phone.insert({"summary": "Grupo", **times("2026-12-15", 10, 11), **rest})
    (cut,) = ring.changes()
    ring.store.retry(cut.seq, ring.aula.now())
    ring.sync()
    assert stuck(ring).error_code == "conflict"
    ring.store.discard(stuck(ring).seq)
    both(ring, *ALL)


@pytest.mark.parametrize("heard", [True, False])
def test_a_class_removed_and_brought_back_on_two_devices_is_there_once(
    ring: Ring, series: str, tmp_path: Path, heard: bool
) -> None:
    with opened(ring.server, tmp_path / "other") as other:
        removed = [one.act(edit.remove, series, THIRD) for one in (ring, other)]
        for one in (ring, other):
            one.sync()
        for one, done in zip((ring, other), removed, strict=True):
            one.act(undo.undo_removal, done)
            if heard:
                one.sync()
        both(ring, *ALL)
        both(other, *ALL)


def test_a_class_brought_back_and_removed_once_more_comes_back_again(
    ring: Ring, series: str
) -> None:
    for _ in range(2):
        removed = ring.act(edit.remove, series, THIRD)
        ring.sync()
        back = ring.act(undo.undo_removal, removed)
        both(ring, *ALL)
        again = ring.act(edit.remove, back.family, "")
        both(ring, *ALL[:2], *ALL[3:])
        ring.act(undo.undo_removal, again)
        both(ring, *ALL)
        (by_itself,) = [
            one["id"]
            for one in ring.server.calendar(CALENDAR).live
            if one.get("summary") == "Grupo" and series not in one["id"]
        ]
        ring.server.calendar(CALENDAR).delete(by_itself)
        ring.server.calendar(CALENDAR).patch(f"{series}_{THIRD}", {"status": "confirmed"})
        ring.sync()


def test_an_act_goes_on_after_another_account_was_there_between_its_steps(
    ring: Ring, series: str
) -> None:
    ring.act(edit.edit, series, "20261222T130000Z", {"summary": "Otro"})
    ring.sync()
    split = ring.act(edit.edit, series, THIRD, at("2026-12-16"), scope="following")
    ring.server.faults.add("PATCH", status=503, times=1)
    ring.sync()
    assert ring.store.steps(split.changes[-1])[0].state == "done"
    hers = ring.store.account()
    assert hers is not None
    ring.store.set_account(hers._replace(sub="eva", email="eva@example.com"))
    assert ring.shown("Grupo", "Otro") == []
    ring.store.set_account(hers)
    ring.sync()
    for change in ring.changes():
        ring.store.retry(change.seq, ring.aula.now())
    rest = ["Grupo 2026-12-16 12:00", "Otro 2026-12-23 12:00"]
    rest += ["Grupo 2026-12-30 12:00", "Grupo 2027-01-06 12:00"]
    both(ring, *ALL[:2], *rest)
    ring.act(undo.undo_edit, split)
    both(ring, *ALL[:3], "Otro 2026-12-22 10:00", *ALL[4:])


def test_a_class_whose_edit_was_not_heard_of_shows_it_though_nothing_is_pulled(
    ring: Ring, series: str
) -> None:
    ring.act(edit.edit, series, THIRD, at("2026-12-16"))
    expected = ring.shown("Grupo")
    ring.server.faults.add("PATCH", cut="after", times=1)
    ring.sync()
    ring.store.retry(ring.changes()[0].seq, ring.aula.now())
    ring.server.faults.add("GET .*/events[?]", status=503, times=1)
    assert ring.sync().error is not None
    assert ring.waiting() == []
    assert ring.shown("Grupo") == expected


LEFT_OUT = "EXDATE;TZID=America/Argentina/Buenos_Aires:20261215T160000"


@pytest.mark.parametrize("day", ["2026-12-08", "2026-12-09"])
def test_a_class_removed_from_a_series_that_moved_there_stays_removed_where_hers_counts(
    ring: Ring, series: str, day: str
) -> None:
    lines = ["RRULE:FREQ=WEEKLY;COUNT=6", LEFT_OUT]
    moved = times("2026-12-01", 16, 17) | {"recurrence": lines}
    ring.server.calendar(CALENDAR).patch(series, moved)
    ring.act(edit.edit, series, "20261208T130000Z", at(day), scope="all")
    expected = ring.shown("Grupo")
    ring.sync()
    assert stuck(ring).error_code == "conflict"
    ring.store.keep_mine(stuck(ring).seq, ring.aula.now())
    ring.sync()
    del expected[2]
    both(ring, *expected)


def test_classes_removed_by_hand_on_both_computers_stay_so_at_her_hours(
    ring: Ring, series: str
) -> None:
    lines = ["RRULE:FREQ=WEEKLY;COUNT=6", LEFT_OUT]
    ring.act(edit.remove, series, "20261222T130000Z")
    ring.sync()
    ring.server.calendar(CALENDAR).patch(
        series, {"recurrence": [lines[0], LEFT_OUT[:-6] + "100000"]}
    )
    ring.act(edit.edit, series, "20261208T130000Z", at("2026-12-08"), scope="all")
    ring.sync()
    both(ring, *(f"Grupo {TUESDAYS[n]} 12:00" for n in (0, 1, 4, 5)))


@pytest.mark.parametrize("mine", [True, False])
def test_a_class_removed_here_whose_series_moved_there_to_other_hours_asks(
    ring: Ring, series: str, mine: bool
) -> None:
    ring.server.calendar(CALENDAR).patch(series, times("2026-12-01", 16, 17))
    ring.act(edit.remove, series, THIRD)
    ring.sync()
    expected = [f"Grupo {day} 16:00" for day in TUESDAYS]
    assert stuck(ring).error_code == "changed_there"
    assert ring.shown("Grupo") == expected  # shown again: nothing is lost silently
    decide = ring.store.keep_mine if mine else ring.store.discard
    decide(stuck(ring).seq, ring.aula.now())
    assert ring.sync().error is None
    assert ring.waiting() == []
    if mine:
        del expected[2]
    both(ring, *expected)


def test_a_class_removed_here_that_its_series_has_no_more_there_needs_nobody(
    ring: Ring, series: str
) -> None:
    ring.server.calendar(CALENDAR).patch(series, times("2026-12-02", 16, 17))
    ring.act(edit.remove, series, THIRD)
    ring.sync()
    assert ring.waiting() == []
