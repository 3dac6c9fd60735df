"""One class of a series edited here, and the series not what it was: what she is told."""

import pytest

from tests.unit.promises.calls import BUENOS_AIRES, SECOND, Case
from tests.unit.promises.desk import LAURA, Desk

pytestmark = pytest.mark.expects_log


@pytest.fixture
def case(desk: Desk) -> Case:
    """An edit of the second class of a series, not sent yet."""
    made = Case(desk, "lesson0")
    made.on_the_phone(recurrence=["RRULE:FREQ=WEEKLY;COUNT=5"])
    made.record("patch", SECOND, summary="after")
    return made


def told(case: Case) -> list[str]:
    case.desk.run()
    return [change.error_code for change in case.desk.outbox]


def test_a_series_deleted_unheard_is_told_as_deleted(case: Case) -> None:
    case.desk.server.calendar().delete(case.id)
    assert told(case) == ["deleted_there"]


def test_a_series_that_has_no_such_place_any_more_is_told_so(case: Case) -> None:
    times = {"timeZone": BUENOS_AIRES, "dateTime": "2026-11-26T12:00:00-03:00"}
    end = times | {"dateTime": "2026-11-26T13:00:00-03:00"}
    case.desk.server.calendar().patch(case.id, {"start": times, "end": end})
    assert told(case) == ["series_changed"]


def test_a_class_in_conflict_still_follows_its_series(case: Case) -> None:
    case.desk.server.calendar().patch(case.id, {"summary": "on the phone"})
    assert told(case) == ["conflict"]
    (stuck,) = case.desk.outbox
    case.desk.store.discard(stuck.seq)
    case.desk.server.calendar().patch(case.id, {"summary": "once more"})
    case.desk.run()
    assert case.desk.store.family(LAURA, case.id).exceptions == {}


def test_a_class_that_its_series_made_as_she_wants_it_still_follows_it(case: Case) -> None:
    case.desk.server.calendar().patch(case.id, {"summary": "after"})
    assert told(case) == []
    case.desk.server.calendar().patch(case.id, {"summary": "once more"})
    case.desk.run()
    assert case.desk.store.family(LAURA, case.id).exceptions == {}
