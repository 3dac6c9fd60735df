"""The quota of one user: so many requests in any sixty seconds, and no more."""

from collections import deque
from collections.abc import Callable

from desktop_app.demo.errors import ApiError

WINDOW = 60.0


class Pace:
    """Counts requests by the server's clock; `most` 0 lets all through.

    A refused request does not count, so that who waits for a moment gets one through.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self.most = 0
        self.refused = 0
        self._clock = clock
        self._recent: deque[float] = deque()

    def check(self) -> None:
        """Let one request pass; raises ApiError 403 `userRateLimitExceeded`."""
        if not self.most:
            return
        now = self._clock()
        while self._recent and self._recent[0] <= now - WINDOW:
            self._recent.popleft()
        if len(self._recent) >= self.most:
            self.refused += 1
            raise ApiError(
                403, "userRateLimitExceeded", "User Rate Limit Exceeded", domain="usageLimits"
            )
        self._recent.append(now)
