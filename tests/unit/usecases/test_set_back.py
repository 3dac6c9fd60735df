"""A series that is set back, after more was done to it than the act that is taken back knew of."""

import pytest

from desktop_app.domain.event import when_value
from desktop_app.usecases import edit, undo
from tests.ring import CALENDAR, Ring
from tests.unit.domain.build import timed
from tests.unit.usecases.test_series import ALL, THIRD, at, both

pytestmark = pytest.mark.expects_log
SECOND, FOURTH = "20261208T130000Z", "20261222T130000Z"
OTHER_DAY = {"when": when_value(timed("2026-12-16 10:00", "2026-12-16 11:00"))}


@pytest.fixture
def series(ring: Ring) -> str:
    return ring.series()


def plain_exception(ring: Ring, series: str) -> None:
    """Let the third class be an exception that has nothing of its own (any more)."""
    moved = ring.act(edit.edit, series, THIRD, at("2026-12-16"))
    ring.sync()
    ring.act(undo.undo_edit, moved)
    both(ring, *ALL)


def test_a_class_that_was_edited_and_set_back_comes_back_with_the_rest(
    ring: Ring, series: str
) -> None:
    plain_exception(ring, series)
    split = ring.act(edit.edit, series, SECOND, {"location": "Aula 3"}, scope="following")
    both(ring, *ALL)
    ring.act(undo.undo_edit, split)
    both(ring, *ALL)


def test_a_class_that_was_edited_and_set_back_comes_back_with_its_day(
    ring: Ring, series: str
) -> None:
    plain_exception(ring, series)
    moved = ring.act(edit.edit, series, SECOND, OTHER_DAY, scope="all")
    both(ring, *ring.shown("Grupo"))
    ring.act(undo.undo_edit, moved)
    both(ring, *ALL)


@pytest.mark.parametrize("sent", [False, True])
def test_a_class_edited_in_between_that_lost_its_place_comes_back(
    ring: Ring, series: str, sent: bool
) -> None:
    """Removed from the fifth on, every second class only, the third one moved: all taken back."""
    removed = ring.act(edit.remove, series, FOURTH, scope="following")
    ring.sync()
    rule = ["RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=4"]
    edited = ring.act(edit.edit, series, THIRD, {"recurrence": rule}, scope="all")
    ring.sync()
    moved = ring.act(edit.edit, series, "20261229T130000Z", at("2026-12-30"))
    ring.sync()
    ring.act(undo.undo_edit, moved)
    if sent:
        ring.sync()
    ring.act(undo.undo_edit, edited)
    if sent:
        ring.sync()
    ring.act(undo.undo_removal, removed)
    both(ring, *ALL)
    ring.act(edit.edit, series, THIRD, {"recurrence": rule}, scope="all")
    both(ring, ALL[0], ALL[2], ALL[4], "Grupo 2027-01-12 10:00")


def test_a_class_edited_since_gives_back_what_it_got_with_its_series(
    ring: Ring, series: str
) -> None:
    renamed = ring.act(edit.edit, series, THIRD, {"summary": "Otro"}, scope="all")
    ring.sync()
    one = ring.act(edit.edit, series, THIRD, {"summary": "Grupo", "location": "Aula 3"})
    ring.sync()
    ring.act(undo.undo_edit, one)
    ring.sync()
    ring.act(undo.undo_edit, renamed)
    both(ring, *ALL)


def test_what_a_class_has_of_its_own_stays_when_its_series_is_set_back(
    ring: Ring, series: str
) -> None:
    renamed = ring.act(edit.edit, series, THIRD, {"location": "Aula 3"}, scope="all")
    ring.sync()
    ring.act(edit.edit, series, THIRD, {"summary": "Otro"})
    ring.sync()
    ring.act(undo.undo_edit, renamed)
    both(ring, *ALL[:2], "Otro 2026-12-15 10:00", *ALL[3:])
    assert {ring.seen(series, one).location for one in (SECOND, THIRD)} == {""}


def test_a_removed_class_stays_so_when_its_series_is_set_back(ring: Ring, series: str) -> None:
    ring.act(edit.remove, series, THIRD)
    ring.sync()
    moved = ring.act(edit.edit, series, SECOND, OTHER_DAY, scope="all")
    ring.sync()
    ring.act(undo.undo_edit, moved)
    both(ring, *ALL[:2], *ALL[3:])


@pytest.mark.parametrize("sent", [False, True])
def test_a_class_removed_before_two_acts_stays_so_when_both_are_taken_back(
    ring: Ring, series: str, sent: bool
) -> None:
    """The first one is removed, the rest made another series, what is left moved: the undo of the
    move leaves the class out of the rule, and that of the split must not forget it."""
    ring.act(edit.remove, series, "20261201T130000Z")
    ring.sync()
    split = ring.act(edit.edit, series, THIRD, at("2026-12-16"), scope="following")
    moved = ring.act(edit.edit, series, SECOND, at("2026-12-08"), scope="all")
    ring.sync()
    for act in (moved, split):
        ring.act(undo.undo_edit, act)
        if sent:
            ring.sync()
    both(ring, *ALL[1:])


def test_no_class_comes_back_out_of_a_series_that_was_deleted_there(
    ring: Ring, series: str
) -> None:
    ring.act(edit.edit, series, THIRD, {"summary": "Otro"})
    ring.sync()
    moved = ring.act(edit.edit, series, SECOND, OTHER_DAY, scope="all")
    ring.sync()
    ring.act(undo.undo_edit, moved)
    ring.server.calendar(CALENDAR).delete(series)
    for _ in range(2):  # the series, and its class
        assert ring.sync().error is None
        assert ring.codes()[0] == "deleted_there"
        ring.store.discard(ring.changes()[0].seq)
    both(ring)


def test_a_class_removed_where_its_series_has_no_such_place_is_there_when_it_has(
    ring: Ring, series: str
) -> None:
    rule = ring.server.calendar(CALENDAR).get(series)["recurrence"]
    ring.act(edit.remove, series, THIRD)
    phone = ring.server.calendar(CALENDAR)
    phone.patch(series, {"recurrence": ["RRULE:FREQ=WEEKLY;COUNT=2"]})
    ring.sync()
    both(ring, *ALL[:2])
    phone.patch(series, {"recurrence": rule})
    ring.sync()
    both(ring, *ALL)


def test_an_act_that_needs_her_is_taken_back_with_the_step_that_does(
    ring: Ring, series: str
) -> None:
    """Split on both computers: here it is taken back, and what is asked of it goes with it."""
    split = ring.act(edit.edit, series, THIRD, at("2026-12-15"), scope="following")
    phone = ring.server.calendar(CALENDAR)
    phone.patch(series, {"recurrence": ["RRULE:FREQ=WEEKLY;COUNT=4"]})
    ring.sync()
    assert ring.codes() == ["conflict"]
    ring.act(undo.undo_edit, split)
    assert ring.shown("Grupo") == ALL[:4]
    assert ring.waiting() == [("delete", "queued")]
    both(ring, *ALL[:4])
