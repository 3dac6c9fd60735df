"""One class of a series edited or removed on another device, not heard of here when the series is
edited as a whole: it goes along, comes back with it, or she is asked; it is never lost silently."""

from collections.abc import Callable

import pytest

from desktop_app.usecases import edit, undo
from tests.ring import CALENDAR, Ring
from tests.unit.usecases.test_series import ALL, THIRD, TUESDAYS, at, both
from tests.unit.usecases.test_unaware import times

pytestmark = pytest.mark.expects_log
SECOND = "20261208T130000Z"
NOON = [f"Grupo {day} 12:00" for day in TUESDAYS]
WEDNESDAYS = ["2026-12-02", "2026-12-09", "2026-12-16", "2026-12-23", "2026-12-30", "2027-01-06"]
ON_WEDNESDAYS = [f"Grupo {day} 12:00" for day in WEDNESDAYS]
SECOND_WEEKS = {"recurrence": ["RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=3"]}


@pytest.fixture
def series(ring: Ring) -> str:
    return ring.series()


def renamed(ring: Ring, series: str, place: str = THIRD) -> None:
    ring.server.calendar(CALENDAR).patch(f"{series}_{place}", {"summary": "Otro"})


def moved(ring: Ring, series: str, place: str = THIRD) -> None:
    ring.server.calendar(CALENDAR).patch(f"{series}_{place}", times("2026-12-17", 16, 17))


def removed(ring: Ring, series: str, place: str = THIRD) -> None:
    ring.server.calendar(CALENDAR).delete(f"{series}_{place}")


@pytest.mark.parametrize(
    ("there", "third_then", "third"),
    [
        (renamed, "Otro 2026-12-{} 12:00", "Otro 2026-12-15 10:00"),
        (moved, "Grupo 2026-12-17 16:00", "Grupo 2026-12-17 16:00"),
        (removed, "", ""),
    ],
)
@pytest.mark.parametrize("day", ["08", "09"])
@pytest.mark.parametrize("heard", ["as it is sent", "before it is sent", "after it was sent"])
def test_it_goes_along_with_its_series_and_comes_back_with_it(
    ring: Ring,
    series: str,
    there: Callable[..., None],
    third_then: str,
    third: str,
    day: str,
    heard: str,
) -> None:
    act = ring.act(edit.edit, series, SECOND, at(f"2026-12-{day}"), scope="all")
    if heard == "after it was sent":
        ring.sync()
        there(ring, series, "20261215T150000Z" if day == "08" else "20261216T150000Z")
    else:
        there(ring, series, THIRD)
    if heard == "before it is sent":
        ring.server.faults.add("PATCH", status=503, times=1)
        ring.sync()
        ring.store.retry(ring.changes()[0].seq, ring.aula.now())
    if heard != "after it was sent":
        ring.sync()
        all_then = NOON if day == "08" else ON_WEDNESDAYS
        one = third_then.format("15" if day == "08" else "16")
        then = [*all_then[:2], *([one] if one else []), *all_then[3:]]
        both(ring, *sorted(then, key=lambda row: row[-16:]))
    ring.act(undo.undo_edit, act)
    ring.sync()
    both(ring, *ALL[:2], *([third] if third else []), *ALL[3:])


@pytest.mark.parametrize("there", [renamed, removed])
def test_it_goes_along_where_its_series_is_moved_twice(
    ring: Ring, series: str, there: Callable[..., None]
) -> None:
    there(ring, series)
    for hour in ("11:00", "12:00"):
        fields = at("2026-12-09" if hour == "11:00" else "2026-12-10", hour, "13:30")
        original = SECOND if hour == "11:00" else "20261209T140000Z"
        ring.act(edit.edit, series, original, fields, scope="all")
    ring.sync()
    third = [] if there is removed else ["Otro 2026-12-17 12:00"]
    days = ["2026-12-03", "2026-12-10", "2026-12-24", "2026-12-31", "2027-01-07"]
    rest = [f"Grupo {day} 12:00" for day in days]
    both(ring, *rest[:2], *third, *rest[2:])


@pytest.mark.parametrize("there", [renamed, removed])
def test_it_goes_to_the_rest_of_a_series_that_is_cut_in_two(
    ring: Ring, series: str, there: Callable[..., None]
) -> None:
    there(ring, series)
    split = ring.act(edit.edit, series, SECOND, at("2026-12-09"), scope="following")
    ring.sync()
    third = [] if there is removed else ["Otro 2026-12-16 12:00"]
    both(ring, ALL[0], ON_WEDNESDAYS[1], *third, *ON_WEDNESDAYS[3:])
    ring.act(undo.undo_edit, split)
    third = [] if there is removed else ["Otro 2026-12-15 10:00"]
    both(ring, *ALL[:2], *third, *ALL[3:])


def test_what_was_removed_of_a_rest_stays_so_when_the_rest_comes_back(
    ring: Ring, series: str
) -> None:
    removed(ring, series)
    rest = ring.act(edit.remove, series, SECOND, scope="following")
    ring.sync()
    both(ring, ALL[0])
    ring.act(undo.undo_removal, rest)
    both(ring, *ALL[:2], *ALL[3:])


@pytest.mark.parametrize("kept", [True, False])
@pytest.mark.parametrize("cut", [True, False])
def test_she_is_asked_where_its_place_is_gone(
    ring: Ring, series: str, kept: bool, cut: bool
) -> None:
    ring.server.calendar(CALENDAR).patch(f"{series}_20261222T130000Z", {"summary": "Otro"})
    if cut:
        ring.act(edit.remove, series, SECOND, scope="following")
    else:
        ring.act(edit.edit, series, SECOND, SECOND_WEEKS, scope="all")
    ring.sync()
    (asked,) = ring.changes()
    assert (asked.state, asked.draft.fields) == ("attention", {"summary": "Otro"})
    assert asked.error_code in ("series_changed", "deleted_there")
    if kept:
        ring.store.keep_mine(asked.seq, ring.aula.now())
    else:
        ring.store.discard(asked.seq)
    left = [ALL[0]] if cut else [ALL[0], ALL[2], ALL[4]]
    expected = [*left, *(["Otro 2026-12-22 10:00"] if kept else [])]
    both(ring, *sorted(expected, key=lambda row: row[-16:]))


def test_what_was_done_since_to_a_class_that_she_knew_of_stays_when_its_series_is_set_back(
    ring: Ring, series: str
) -> None:
    ring.act(edit.edit, series, THIRD, {"summary": "Otro"})
    ring.sync()
    act = ring.act(edit.edit, series, SECOND, at("2026-12-09"), scope="all")
    ring.sync()
    phone = ring.server.calendar(CALENDAR)
    phone.patch(f"{series}_20261216T150000Z", {"location": "Aula 3"})
    phone.delete(f"{series}_20261223T150000Z")
    ring.act(undo.undo_edit, act)
    ring.sync()
    both(ring, *ALL[:2], "Otro 2026-12-15 10:00", *ALL[4:])
    assert ring.seen(series, THIRD).location == "Aula 3"


def test_to_ask_what_is_new_costs_one_request_and_only_where_a_series_moves(
    ring: Ring, series: str
) -> None:
    def asked() -> int:
        before = len(ring.server.requests)
        ring.sync()
        new = list(ring.server.requests)[before:]
        return sum(one.method == "GET" for one in new)

    quiet = asked()
    ring.act(edit.edit, series, SECOND, {"summary": "Otro"}, scope="all")
    assert asked() == quiet
    ring.act(edit.edit, series, SECOND, at("2026-12-09"), scope="all")
    assert asked() == quiet + 1
