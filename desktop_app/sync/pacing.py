"""When the next pass may run, by what the last one met. Pure: no timers, no clock of its own."""

import random
from collections.abc import Callable
from enum import Enum

from desktop_app.domain.change import SET_BACK
from desktop_app.domain.errors import AulaError
from desktop_app.sync.retry import QUOTA_WAIT

IN_SIGHT, HIDDEN = 60.0, 300.0
FIRST_BACKOFF = 5.0
SHORTEST = 1.0
"""Seconds that lie at least between two passes that nobody asked for."""
FRESH = 10.0
"""Seconds for which what a pass brought is as good as new: coming back to the window needs none."""
RESPECT = 300.0
"""Seconds of a `Retry-After` that even F5 waits for."""


class Wake(Enum):
    """Why a pass is wanted."""

    START = "start"  # an account was connected
    TIMER = "timer"
    EDIT = "edit"
    ASKED = "asked"  # F5, the badge, a command
    FOCUS = "focus"
    NETWORK = "network"  # the network is back
    SLEEP = "sleep"  # the computer was asleep, or its clock was set


_EDIT_AND_MORE = frozenset({Wake.EDIT, Wake.ASKED, Wake.FOCUS, Wake.NETWORK, Wake.SLEEP})
_PERSON = frozenset({Wake.ASKED, Wake.FOCUS})
# Who may try before the wait is over, by what the wait is for. Anything not named here was the
# calendar's own (not found, forbidden): nothing to wait for, changes may still go.
_MAY_CUT_IN = {
    "network": _EDIT_AND_MORE,  # a try costs Google nothing while there is no way to it
    "server": _EDIT_AND_MORE - {Wake.EDIT},
    "rate_limited": frozenset[Wake](),
    "quota": frozenset({Wake.ASKED}),
    "reconnect": _PERSON,  # each try is a refused renewal; she may have mended it elsewhere
    "scope": _PERSON,
    "api_disabled": _PERSON,
    "not_connected": _PERSON,
}


class Pacer:
    """Keeps the rhythm of one account's passes: a minute in sight, five hidden, backoff with
    jitter after a failure, what `Retry-After` asks for, hours for the quota.

    All times are epoch seconds of the clock that the caller reads; a wait that was made in the
    future (the clock was set back) is over.
    """

    def __init__(self, spread: Callable[[float, float], float] = random.uniform) -> None:
        self._spread = spread
        self.reset()

    def reset(self) -> None:
        """Forget all that was met: another account, or another network."""
        self._failures = 0
        self._ended = float("-inf")
        self._closed: tuple[float, float, frozenset[Wake]] | None = None  # since, until, who may
        self._quota: tuple[float, float] | None = None
        self._held: AulaError | None = None

    def held(self, now: float) -> AulaError | None:
        """Return why changes are not sent now although passes run: the quota; else None."""
        return self._held if _runs(self._quota, now) else None

    def may_start(self, wake: Wake, now: float) -> bool:
        """Return whether a pass may start at `now` for this reason; else the timer will see to it.

        The timer is set for when the wait is over, so it always may.
        """
        if wake in (Wake.START, Wake.TIMER):
            return True
        if wake is Wake.FOCUS and 0 <= now - self._ended < FRESH:
            return False
        if self._closed is None or not _runs(self._closed[:2], now):
            return True
        return wake in self._closed[2]

    def asked(self, now: float) -> None:
        """Let changes go again though the quota was used up: the teacher wants it tried."""
        if _runs(self._quota, now):
            self._quota = None

    def latest(self, now: float, in_sight: bool) -> float:
        """Return in how many seconds the rhythm has a pass run, when nothing is to be waited for."""
        if self._closed is not None and _runs(self._closed[:2], now):
            return max(SHORTEST, self._closed[1] - now)
        rhythm = IN_SIGHT if in_sight else HIDDEN
        return max(SHORTEST, self._ended + rhythm - now)

    def ended(
        self,
        now: float,
        error: AulaError | None,
        held: AulaError | None = None,
        due: float | None = None,
        in_sight: bool = True,
    ) -> float:
        """Return the seconds until the next pass. `error`: what ended this one; `held`: why its
        changes stay although it went on; `due`: when (epoch seconds) something falls due."""
        self._ended = now
        if held is not None:
            self._quota, self._held = (now, now + self._spread(1.0, 1.25) * QUOTA_WAIT), held
        rhythm = IN_SIGHT if in_sight else HIDDEN
        if error is None:
            self._failures, self._closed = 0, None
            if due is not None and not _runs(self._quota, now):
                rhythm = min(rhythm, due - now)
            return max(SHORTEST, rhythm)
        self._failures += 1
        wait = self._wait(error, rhythm)
        may = _MAY_CUT_IN.get(error.code, _EDIT_AND_MORE)
        if error.retry_after is not None:
            may = frozenset() if wait <= RESPECT else frozenset({Wake.ASKED})
        self._closed = (now, now + wait, may)
        return wait

    def _wait(self, error: AulaError, rhythm: float) -> float:
        if error.code == "quota" and error.retry_after is None:
            return self._spread(1.0, 1.25) * QUOTA_WAIT
        if not error.retryable:
            return HIDDEN  # only a person can mend it: looked at now and then
        top = min(rhythm, FIRST_BACKOFF * 2 ** min(self._failures - 1, 8))
        wait = self._spread(top / 2, top)
        if error.retry_after is None:
            return max(SHORTEST, wait)
        # Never before what was asked for; a little later, for all the others were told the same.
        return max(SHORTEST, error.retry_after + self._spread(0.0, 2.0))


def _runs(wait: tuple[float, float] | None, now: float) -> bool:
    return wait is not None and wait[0] - SET_BACK <= now < wait[1]
