"""What she does while a pass asks Google, and what cannot be asked: nothing is lost by it, and
nothing else waits for it."""

from collections.abc import Callable
from typing import Any

import pytest

from desktop_app.usecases import edit
from desktop_app.usecases.new_lesson import creation
from tests.unit.promises.calls import SECOND, WHEN, Case
from tests.unit.promises.desk import HOUR, LAURA, Desk

WEEKLY = {"recurrence": ["RRULE:FREQ=WEEKLY;COUNT=2"]}


@pytest.fixture
def case(desk: Desk) -> Case:
    return Case(desk, "lesson0")


def meanwhile(
    monkeypatch: pytest.MonkeyPatch, remote: Any, name: str, act: Callable[[], object]
) -> None:
    """Let her do something while Google is asked for `name`, the first time."""
    ask, left = getattr(remote, name), [act]

    def asked(*args: Any) -> Any:
        while left:
            left.pop()()
        return ask(*args)

    monkeypatch.setattr(remote, name, asked)


def rename(case: Case, original: str, name: str) -> None:
    now = case.desk.clock()
    edit.edit(case.desk.store, case.id, original, {"summary": name}, now)


def test_an_edit_made_while_google_is_asked_for_the_class_is_sent_too(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    case.on_the_phone(**WEEKLY)
    rename(case, SECOND, "first")
    meanwhile(monkeypatch, case.desk.remote, "instance", lambda: rename(case, SECOND, "second"))
    case.desk.run()
    assert (case.summaries(), case.desk.outbox) == (["before", "second"], [])


def test_a_removal_that_google_is_being_asked_about_is_not_taken_back_in_place(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    case.on_the_phone(**WEEKLY)
    removed = edit.remove(case.desk.store, case.id, SECOND, case.desk.clock())
    answers = []
    seqs = [change.seq for change in removed.changes]
    meanwhile(
        monkeypatch,
        case.desk.remote,
        "instance",
        lambda: answers.append(case.desk.store.withdraw(seqs)),
    )
    case.desk.run()
    assert (answers, case.summaries()) == ([None], ["before"])


def test_tries_that_fail_before_anything_is_sent_count_as_tries(case: Case) -> None:
    case.on_the_phone(**WEEKLY)
    rename(case, SECOND, "after")
    case.desk.server.faults.add("/instances", status=503)
    for tries in (1, 2, 3):
        case.desk.clock.seconds += HOUR
        case.desk.run()
        assert [(one.state, one.attempts) for one in case.desk.outbox] == [("waiting", tries)]


@pytest.mark.expects_log
def test_what_cannot_be_written_for_google_waits_for_her_and_nothing_for_it(case: Case) -> None:
    fields: dict[str, object] = {"summary": "too much", "when": WHEN, "lesson.focus": 1100 * "x"}
    draft = creation(case.desk.account, "lesson1", fields, case.desk.clock())
    case.desk.store.record([draft], case.desk.clock())
    case.create()
    assert case.desk.run().error is None
    assert [(one.state, one.error_code) for one in case.desk.outbox] == [("attention", "too_long")]
    assert case.summaries() == ["after"]


@pytest.mark.expects_log
def test_a_name_with_a_link_that_this_account_cannot_make_arrives_as_a_name(case: Case) -> None:
    case.on_the_phone()
    case.desk.server.store.accounts[LAURA].can_meet = False
    case.record("patch", summary="after", meeting_request="r1")
    assert case.desk.run().refused_meetings == (case.id,)
    assert (case.summaries(), case.desk.outbox) == (["after"], [])


@pytest.mark.expects_log
def test_a_series_that_google_does_not_list_keeps_no_other_event_from_coming(case: Case) -> None:
    case.desk.server.faults.add("/instances", status=400)
    case.on_the_phone(recurrence=["RDATE;VALUE=PERIOD:20261127T150000Z/PT2H"])
    assert case.desk.store.said(LAURA, case.id) is not None
    (unlisted,) = case.desk.store.listings.refused(LAURA).values()
    assert unlisted.tries == 1


LISTED = "/instances"


@pytest.mark.expects_log
def test_it_is_asked_for_again_and_not_at_every_pass(case: Case) -> None:
    desk = case.desk
    desk.server.faults.add(LISTED, status=404)
    case.on_the_phone(recurrence=["RDATE;VALUE=PERIOD:20261127T150000Z/PT2H"])

    def asked() -> int:
        return sum(request.path.endswith(LISTED) for request in desk.server.requests)

    for tries in range(2, 16):
        before = asked()
        (unlisted,) = desk.store.listings.refused(LAURA).values()
        desk.clock.seconds = unlisted.next_time - 0.1
        desk.run()
        assert asked() == before
        desk.clock.seconds = unlisted.next_time
        desk.run()
        assert asked() == before + 1
        (unlisted,) = desk.store.listings.refused(LAURA).values()
        assert unlisted.tries == tries
        assert 0 < unlisted.next_time - desk.clock() <= HOUR
    assert unlisted.next_time - desk.clock() >= HOUR / 2
    desk.clock.seconds -= 2 * HOUR  # set back: what waits is not further off than an hour
    desk.server.faults.clear()
    desk.run()
    assert desk.store.listings.known(LAURA) == {case.id}
    assert not desk.store.listings.refused(LAURA)


@pytest.mark.expects_log
def test_what_is_gone_or_needs_no_list_any_more_is_not_asked_for(case: Case) -> None:
    desk = case.desk
    desk.server.faults.add(LISTED, status=404)
    case.on_the_phone(recurrence=["RDATE;VALUE=PERIOD:20261127T150000Z/PT2H"])
    desk.server.calendar(LAURA).delete(case.id)
    desk.run()
    desk.clock.seconds += 2 * HOUR
    before = len(desk.server.requests)
    desk.run()
    assert not desk.store.listings.refused(LAURA)
    assert not [one for one in list(desk.server.requests)[before:] if LISTED in one.path]
