"""When a change that failed is tried again."""

import pytest

from desktop_app.domain.errors import NetworkError, NotConnectedError, RemoteError
from desktop_app.sync.retry import LONGEST_WAIT, QUOTA_WAIT, Verdict, verdict, wait


def top(_low: float, high: float) -> float:
    return high


@pytest.mark.parametrize("code", ["rate_limited", "quota", "scope", "api_disabled"])
def test_what_is_not_the_change_s_fault_ends_the_pass(code: str) -> None:
    assert verdict(RemoteError(code=code)) is Verdict.STOP


def test_no_network_and_an_ended_grant_end_the_pass_and_cost_no_wait() -> None:
    for error in (NetworkError(), NotConnectedError(code="reconnect")):
        assert verdict(error) is Verdict.STOP
        assert wait(error, 5) == 0.0


@pytest.mark.parametrize("code", ["rejected", "forbidden", "not_found"])
def test_a_refusal_goes_to_the_teacher_at_once(code: str) -> None:
    assert verdict(RemoteError(code=code)) is Verdict.ATTENTION


def test_a_server_in_trouble_holds_up_its_own_family_only() -> None:
    assert verdict(RemoteError(code="server", retryable=True)) is Verdict.LATER


def test_waits_double_up_to_a_limit_and_are_spread() -> None:
    error = RemoteError(code="server")
    assert [wait(error, n, top) for n in (0, 1, 2)] == [2.0, 4.0, 8.0]
    assert wait(error, 50, top) == LONGEST_WAIT
    assert wait(error, 3, lambda low, high: low) == 8.0


def test_retry_after_is_honoured_and_a_quota_takes_an_hour() -> None:
    assert wait(RemoteError(code="rate_limited", retry_after=17.0), 0) == 17.0
    assert wait(RemoteError(code="quota"), 0) == QUOTA_WAIT
