"""Answers that are not true, once: what Google has is looked at before anything is given up."""

import pytest

from desktop_app.demo.errors import ApiError
from tests.unit.promises.calls import SECOND, Case
from tests.unit.promises.desk import LAURA, Desk

GONE = {404: ApiError(404, "notFound", "Not Found"), 410: ApiError(410, "deleted", "Deleted")}


@pytest.fixture
def case(desk: Desk) -> Case:
    return Case(desk, "lesson0")


def once(desk: Desk, match: str, status: int) -> None:
    """Let the next such request be answered with a status that is not true."""
    desk.server.faults.add(match, status=status, body=GONE[status].body, times=1)


@pytest.mark.parametrize("status", GONE)
def test_a_removal_said_to_be_done_that_was_not_is_done(case: Case, status: int) -> None:
    case.on_the_phone()
    case.record("delete")
    once(case.desk, "DELETE", status)
    case.desk.run()
    assert [change.state for change in case.desk.outbox] == ["waiting"]
    case.desk.run_when_due()
    assert (case.summaries(), case.mails(), case.desk.outbox) == ([], ["cancellation"], [])


@pytest.mark.parametrize("status", GONE)
def test_an_edit_of_a_class_said_to_be_gone_that_is_there_needs_nobody(
    case: Case, status: int
) -> None:
    case.on_the_phone()
    case.record("patch", summary="after")
    once(case.desk, "PATCH", status)
    case.desk.run()
    case.desk.run_when_due()
    assert (case.summaries(), case.mails(), case.desk.outbox) == (["after"], ["update"], [])


@pytest.mark.parametrize("status", GONE)
def test_one_class_of_a_series_said_to_be_gone_that_is_there_needs_nobody(
    case: Case, status: int
) -> None:
    case.on_the_phone(recurrence=["RRULE:FREQ=WEEKLY;COUNT=5"])
    case.record("patch", SECOND, summary="after")
    once(case.desk, "/instances", status)
    case.desk.run()
    case.desk.run_when_due()
    assert (case.summaries(), case.mails()) == (["after", "before"], ["update"])


@pytest.mark.parametrize("status", GONE)
def test_a_class_not_found_while_its_link_is_made_is_asked_for_again(
    case: Case, status: int
) -> None:
    case.desk.server.conference_delay = 30
    case.create(meeting_request="r1")
    once(case.desk, "GET .*/events/lesson0", status)
    assert case.desk.run().next_poll is not None
    while case.desk.clock() < case.desk.server.clock() + 60 and case.desk.run().next_poll:
        case.desk.clock.seconds += 5
    said = case.desk.store.said(LAURA, "lesson0")
    assert said is not None and said.event.meeting.state == "ready"


@pytest.mark.parametrize("status", GONE)
def test_a_new_class_that_is_there_and_said_to_be_gone_needs_nobody(
    case: Case, status: int
) -> None:
    case.create()
    case.desk.server.faults.add("POST .*/events", cut="after", times=1)
    case.desk.run()
    once(case.desk, "GET .*/events/lesson0", status)
    case.desk.run_when_due()
    assert [change.state for change in case.desk.outbox] == ["waiting"]
    case.desk.run_when_due()
    assert (case.summaries(), case.mails(), case.desk.outbox) == (["after"], ["invitation"], [])


@pytest.mark.parametrize("status", GONE)
def test_one_class_that_changed_meanwhile_and_is_said_to_be_gone_needs_nobody(
    case: Case, status: int
) -> None:
    case.on_the_phone(recurrence=["RRULE:FREQ=WEEKLY;COUNT=5"])
    phone, second = case.desk.server.calendar(), f"{case.id}_{SECOND}"
    phone.patch(second, {"location": "here"})
    case.desk.run()
    case.record("patch", SECOND, summary="after")
    phone.patch(second, {"location": "there"})
    once(case.desk, f"GET .*/events/{second}", status)
    case.desk.run()
    assert [change.state for change in case.desk.outbox] == ["waiting"]
    case.desk.run_when_due()
    assert (case.summaries(), case.desk.outbox) == (["after", "before"], [])
