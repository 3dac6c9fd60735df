"""When to try again, by kind of failure (Calendar v3's error guide, GOOGLE's quota pages)."""

import random
from collections.abc import Callable
from enum import Enum

from desktop_app.domain.errors import AulaError

QUOTA_WAIT = 3600.0
FIRST_WAIT = 2.0
LONGEST_WAIT = 300.0


class Verdict(Enum):
    """What a failure means for the change and for the pass."""

    LATER = "later"  # this family waits, others go on
    STOP = "stop"  # nothing else will work now either: end the pass
    ATTENTION = "attention"  # the teacher must see it


# Kinds of trouble that are the account's, the network's or the quota's, not the change's.
_STOPS = frozenset({"network", "rate_limited", "quota", "reconnect", "scope", "api_disabled"})


def verdict(error: AulaError) -> Verdict:
    """Return what `error`, raised while a change was being sent, means."""
    if error.code in _STOPS:
        return Verdict.STOP
    if error.retryable or error.code == "server":
        return Verdict.LATER
    return Verdict.ATTENTION


def wait(
    error: AulaError,
    attempts: int,
    spread: Callable[[float, float], float] = random.uniform,
    longest: float = LONGEST_WAIT,
) -> float:
    """Return for how many seconds to leave a change alone after its `attempts`-th failure.

    Nothing for what does not depend on the change (the pass itself is scheduled then), what the
    server asked for (`Retry-After`), an hour for the quota, else doubling with full jitter, up to
    `longest`.
    """
    if error.code in {"network", "reconnect", "scope", "api_disabled"}:
        return 0.0
    if error.retry_after is not None:
        return max(0.0, error.retry_after)
    if error.code == "quota":
        return QUOTA_WAIT
    top = min(longest, FIRST_WAIT * 2 ** min(attempts, 12))
    return spread(top / 2, top)
