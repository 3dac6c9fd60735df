"""The rhythm of passes on a simulated clock: nobody is stormed, nobody waits for nothing."""

from collections.abc import Callable

import pytest

from desktop_app.domain.errors import AulaError, NetworkError, NotConnectedError, RemoteError
from desktop_app.sync.pacing import FRESH, HIDDEN, IN_SIGHT, RESPECT, SHORTEST, Pacer, Wake
from desktop_app.sync.retry import QUOTA_WAIT

NOW = 1_800_000_000.0


def least(low: float, _high: float) -> float:
    return low


def most(_low: float, high: float) -> float:
    return high


def server(retry_after: float | None = None) -> RemoteError:
    return RemoteError(code="server", retryable=True, retry_after=retry_after)


def slow(retry_after: float | None = None) -> RemoteError:
    return RemoteError(code="rate_limited", retryable=True, retry_after=retry_after)


QUOTA = RemoteError(code="quota", retryable=True)


def test_all_is_well_each_minute_in_sight_and_every_five_hidden() -> None:
    pacer = Pacer()
    assert pacer.ended(NOW, None) == IN_SIGHT == 60
    assert pacer.ended(NOW, None, in_sight=False) == HIDDEN == 300


def test_what_falls_due_sooner_is_not_kept_waiting_and_never_spins() -> None:
    pacer = Pacer()
    assert pacer.ended(NOW, None, due=NOW + 7) == 7
    assert pacer.ended(NOW, None, due=NOW + 900) == IN_SIGHT
    assert pacer.ended(NOW, None, due=NOW - 900) == SHORTEST


@pytest.mark.parametrize("error", [NetworkError(), server(), slow()])
@pytest.mark.parametrize(("spread", "first"), [(least, 2.5), (most, 5.0)])
def test_failures_back_off_with_jitter_up_to_the_rhythm(
    error: AulaError, spread: Callable[[float, float], float], first: float
) -> None:
    pacer = Pacer(spread)
    waits = [pacer.ended(NOW, error) for _ in range(8)]
    assert waits[0] == first
    assert waits[1] == first * 2
    assert waits == sorted(waits)
    assert waits[-1] == spread(IN_SIGHT / 2, IN_SIGHT)
    assert pacer.ended(NOW, error, in_sight=False) == spread(HIDDEN / 2, HIDDEN)
    pacer.ended(NOW, None)
    assert pacer.ended(NOW, error) == first


def test_retry_after_is_never_undercut_not_even_by_f5() -> None:
    pacer = Pacer(most)
    wait = pacer.ended(NOW, slow(40))
    assert 40 <= wait <= 42
    for wake in set(Wake) - {Wake.START, Wake.TIMER}:
        assert not pacer.may_start(wake, NOW + 39)
        assert pacer.may_start(wake, NOW + wait)


def test_a_retry_after_of_hours_leaves_her_f5_and_nobody_else() -> None:
    pacer = Pacer(least)
    assert pacer.ended(NOW, server(RESPECT * 4)) == RESPECT * 4
    allowed = {wake for wake in Wake if pacer.may_start(wake, NOW + 60)}
    assert allowed == {Wake.START, Wake.TIMER, Wake.ASKED}


@pytest.mark.parametrize(
    ("error", "refused"),
    [
        (NetworkError(), set()),
        (server(), {Wake.EDIT}),
        (slow(), {Wake.EDIT, Wake.ASKED, Wake.FOCUS, Wake.NETWORK, Wake.SLEEP}),
        (QUOTA, {Wake.EDIT, Wake.FOCUS, Wake.NETWORK, Wake.SLEEP}),
        (NotConnectedError(code="reconnect"), {Wake.EDIT, Wake.NETWORK, Wake.SLEEP}),
        (RemoteError(code="scope"), {Wake.EDIT, Wake.NETWORK, Wake.SLEEP}),
        (RemoteError(code="api_disabled"), {Wake.EDIT, Wake.NETWORK, Wake.SLEEP}),
        (RemoteError(code="not_found"), set()),
        (RemoteError(code="forbidden"), set()),
    ],
)
def test_who_may_cut_a_wait_short_depends_on_what_it_is_for(
    error: AulaError, refused: set[Wake]
) -> None:
    pacer = Pacer(least)
    wait = pacer.ended(NOW - FRESH, error)
    held = {wake for wake in Wake if not pacer.may_start(wake, NOW - FRESH + 2)}
    assert held - {Wake.FOCUS} == refused - {Wake.FOCUS}
    long = max(wait, FRESH) - 0.5
    if long > FRESH:
        at_end = {wake for wake in Wake if not pacer.may_start(wake, NOW - FRESH + long)}
        assert at_end == refused
    assert all(pacer.may_start(wake, NOW + max(wait, FRESH)) for wake in Wake)


@pytest.mark.parametrize("code", ["reconnect", "scope", "forbidden", "not_found", "api_disabled"])
def test_what_only_a_person_can_mend_is_looked_at_every_five_minutes(code: str) -> None:
    assert Pacer().ended(NOW, RemoteError(code=code)) == HIDDEN


def test_a_used_up_quota_keeps_changes_for_hours_while_pulls_go_on() -> None:
    pacer = Pacer(least)
    assert pacer.ended(NOW, None, held=QUOTA, due=NOW) == IN_SIGHT
    assert pacer.held(NOW + QUOTA_WAIT - 1) is QUOTA
    assert pacer.held(NOW + QUOTA_WAIT) is None
    assert pacer.may_start(Wake.EDIT, NOW + 1)  # a pass that only pulls
    pacer.asked(NOW + 1)
    assert pacer.held(NOW + 1) is None


def test_a_quota_on_everything_waits_an_hour_and_a_little() -> None:
    assert Pacer(least).ended(NOW, QUOTA) == QUOTA_WAIT
    assert Pacer(most).ended(NOW, QUOTA) == 1.25 * QUOTA_WAIT


def test_coming_back_to_the_window_asks_once_in_ten_seconds() -> None:
    pacer = Pacer()
    assert pacer.may_start(Wake.FOCUS, NOW)
    pacer.ended(NOW, None)
    assert not pacer.may_start(Wake.FOCUS, NOW + FRESH - 1)
    assert pacer.may_start(Wake.FOCUS, NOW + FRESH)
    assert pacer.latest(NOW + 1, in_sight=True) == IN_SIGHT - 1


def test_a_clock_set_back_ends_every_wait() -> None:
    pacer = Pacer()
    pacer.ended(NOW, slow(3000), held=QUOTA)
    yesterday = NOW - 86_400
    assert pacer.held(yesterday) is None
    assert all(pacer.may_start(wake, yesterday) for wake in Wake)
    assert pacer.latest(NOW - 1, in_sight=True) > 60  # a corrected second is no clock set back
