"""When sync runs and what the badge says: real services, threads, files and HTTP; simulated time."""

import threading

import pytest

from desktop_app.demo.errors import ApiError
from desktop_app.domain.ports import Page
from desktop_app.google import calendar
from desktop_app.google.calendar import CalendarRemote
from desktop_app.services import sync_service
from desktop_app.sync.pacing import HIDDEN, IN_SIGHT
from desktop_app.usecases.sync_now import Wake
from tests.unit.services.life import PATIENCE, Life

HOUR = 3600.0


def quota_body() -> object:
    error = ApiError(403, "quotaExceeded", "Calendar usage limits exceeded.", domain="usageLimits")
    return error.body


def test_with_nothing_to_do_a_pass_is_one_request_a_minute(life: Life) -> None:
    life.live(HOUR / 2)
    assert life.server.count("GET", "/events") == 30
    assert len(life.server.requests) == 30
    assert life.state() == "synced"


def test_hidden_it_is_one_in_five_minutes_and_coming_back_asks_at_once(life: Life) -> None:
    life.live(IN_SIGHT)
    life.sync.set_visible(False)
    life.live(HOUR)
    assert life.server.count("GET", "/events") <= 2 + HOUR / HIDDEN
    before = len(life.reports)
    life.live(30)
    life.sync.set_visible(True)
    life.settle()
    assert len(life.reports) == before + 1


def test_shown_again_right_after_a_pass_it_waits_a_minute_not_five(life: Life) -> None:
    life.sync.set_visible(False)
    life.live(IN_SIGHT)  # the pass of the timer that was set in sight
    life.live(5)
    before = len(life.reports)
    life.sync.set_visible(True)
    life.settle()
    assert len(life.reports) == before
    life.live(IN_SIGHT)
    assert len(life.reports) == before + 1


def test_fifty_wake_ups_while_a_pass_runs_become_one_more(life: Life) -> None:
    before = len(life.reports)
    for why in [Wake.ASKED, *[Wake.EDIT] * 50, Wake.NETWORK]:
        life.sync.wake(why)
    life.settle()
    assert len(life.reports) == before + 2


@pytest.mark.parametrize("why", [Wake.EDIT, Wake.ASKED, Wake.NETWORK, Wake.SLEEP])
def test_an_edit_f5_the_network_s_return_and_a_sleep_s_end_run_a_pass_at_once(
    life: Life, why: Wake
) -> None:
    (event,) = life.make()
    life.wake(why)
    assert life.there() == [event]


def test_coming_to_the_front_runs_a_pass_but_not_twice_in_ten_seconds(life: Life) -> None:
    life.live(15)
    before = len(life.reports)
    for _ in range(20):
        life.sync.came_to_front()
        life.settle()
    assert len(life.reports) == before + 1


def test_an_hour_with_no_network_and_a_busy_teacher_is_bounded_and_nothing_is_lost(
    life: Life,
) -> None:
    life.server.faults.add(cut="before")
    for _ in range(30):
        life.make()
        life.wake(Wake.EDIT)
        life.live(HOUR / 30)
    assert life.state() == "offline"
    assert life.sync.badge.number == 30
    # Some two a minute by the clock, one for each edit; a GET that is cut is tried once more.
    assert len(life.server.requests) <= 2 * (2 * 60 + 30)
    life.server.faults.clear()
    life.wake(Wake.NETWORK)
    assert len(life.there()) == 30
    assert life.here() == []
    assert life.state() == "synced"


def test_while_google_asks_to_wait_thirty_edits_make_no_request(life: Life) -> None:
    life.server.faults.add("POST", status=429, headers={"Retry-After": "40"}, times=1)
    life.make(3)
    life.wake(Wake.EDIT)
    life.server.requests.clear()
    assert life.state() == "trouble"
    assert life.sync.badge.number == 3
    for _ in range(30):
        life.make()
        for why in (Wake.EDIT, Wake.ASKED, Wake.NETWORK):
            life.wake(why)
        life.live(1)
    assert len(life.server.requests) == 0
    life.live(15)
    assert len(life.there()) == 33
    assert life.state() == "synced"


def test_a_server_that_is_down_gets_three_requests_a_try_not_one_for_each_change(
    life: Life,
) -> None:
    fault = life.server.faults.add("POST .*/events", status=503)
    life.make(50)
    life.wake(Wake.EDIT)
    assert fault.hits == 3
    tries = len(life.reports)
    life.live(600)
    assert fault.hits <= 3 * (len(life.reports) - tries + 1)
    assert len(life.reports) - tries <= 25
    life.server.faults.clear()
    life.live(600)
    assert len(life.there()) == len(set(life.there())) == 50
    assert life.here() == []


def test_one_change_that_google_stumbles_over_holds_up_no_other(life: Life) -> None:
    first = life.make()[0]
    life.server.faults.add(f"/events/{first}|POST", status=500, times=1)
    others = life.make(5)
    life.wake(Wake.EDIT)
    assert sorted(life.there()) == sorted(others)
    assert life.here() == ["waiting"]
    assert life.state() == "synced"
    assert life.sync.badge.number == 1
    life.live(10)
    assert len(life.there()) == 6


def test_a_quota_keeps_changes_for_an_hour_and_still_brings_what_others_do(life: Life) -> None:
    fault = life.server.faults.add("POST .*/events", status=403, body=quota_body())
    life.make(3)
    life.wake(Wake.EDIT)
    assert fault.hits == 1
    assert life.state() == "trouble"
    assert life.sync.badge.told is not None
    assert life.sync.badge.number == 3
    life.server.calendar().insert(
        {"summary": "theirs", "start": {"date": "2026-12-01"}, "end": {"date": "2026-12-02"}}
    )
    for _ in range(20):
        life.wake(Wake.EDIT)
        life.live(HOUR / 24)
    assert fault.hits == 1
    assert sum(report.brought for report in life.reports[1:]) == 1
    assert life.state() == "trouble"
    life.server.faults.clear()
    life.live(2 * HOUR)
    assert len(life.there()) == 3
    assert life.state() == "synced"


def test_f5_tries_a_quota_again_at_once(life: Life) -> None:
    fault = life.server.faults.add("POST .*/events", status=403, body=quota_body(), times=1)
    life.make(3)
    life.wake(Wake.EDIT)
    life.wake(Wake.ASKED)
    assert fault.hits == 1
    assert len(life.there()) == 2  # the one that was refused has its own hour
    life.live(2 * HOUR)
    assert len(life.there()) == 3


def test_a_grant_that_is_gone_is_asked_for_every_five_minutes_and_not_at_each_edit(
    life: Life,
) -> None:
    life.server.revoke(life.aula.static_token())
    for _ in range(30):
        life.make()
        life.wake(Wake.EDIT)
    life.live(HOUR)
    assert life.state() == "reconnect"
    assert len(life.server.requests) <= 3 * (1 + HOUR / HIDDEN)
    life.sync.start(life.account.sub, life.server.issue_refresh_token())
    life.settle()
    assert len(life.there()) == 30


def test_the_badge_counts_down_what_is_still_to_send(
    life: Life, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(life.sync._slow, "isActive", lambda: False)
    assert sync_service.SHOW_WORKING_MS > 0
    life.make(20)
    life.badges.clear()
    life.wake(Wake.EDIT)
    counted = [badge.number for badge in life.badges if badge.sending]
    assert counted == list(range(19, 0, -1))
    assert life.badges[-1].state == "synced"
    assert life.badges[-1].number == 0


def test_a_pass_ends_when_another_account_takes_over_and_its_pages_are_not_for_that_one(
    life: Life, monkeypatch: pytest.MonkeyPatch
) -> None:
    life.server.load_bulk(10)
    monkeypatch.setattr(calendar, "LIST", calendar.LIST | {"maxResults": 2})
    other = life.account._replace(sub="bea", email="bea@example.com")
    asked: list[str] = []
    real = CalendarRemote.list_events

    def list_events(remote: CalendarRemote, *which: str) -> Page:
        page = real(remote, *which)
        asked.append(page.next_page)
        if len(asked) == 2:  # between what Google said and the keeping of it
            life.files.set_account(other)
        return page

    monkeypatch.setattr(CalendarRemote, "list_events", list_events)
    life.wake(Wake.ASKED)
    assert len(asked) == 2
    assert all(asked)
    reader = life.aula.open_reader()
    assert reader is not None
    assert reader.occurrences(0, 1 << 33, "UTC") == []
    reader.close()


def test_the_next_grant_does_not_let_the_pass_of_the_last_one_go_on(
    life: Life, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, go = threading.Event(), threading.Event()
    real = CalendarRemote.list_events
    remotes: list[CalendarRemote] = []

    def list_events(remote: CalendarRemote, *which: str) -> Page:
        remotes.append(remote)
        page = real(remote, *which)
        asked.set()
        assert go.wait(PATIENCE)
        return page

    monkeypatch.setattr(CalendarRemote, "list_events", list_events)
    life.sync.wake(Wake.ASKED)
    assert asked.wait(PATIENCE)
    life.sync.start(life.account.sub, life.server.issue_refresh_token())
    ended = len(life.reports)
    go.set()
    life.settle()
    first, second = remotes
    assert first is not second
    assert len(life.reports) == ended + 1  # of the first nothing is told
    assert life.state() == "synced"


def test_without_a_grant_f5_is_passed_on_to_whoever_can_get_one(life: Life) -> None:
    asked: list[int] = []
    life.sync.no_grant.connect(lambda: asked.append(1))
    life.sync.stop()
    life.sync.wake(Wake.EDIT)
    assert asked == []
    life.sync.wake(Wake.ASKED)
    assert asked == [1]
