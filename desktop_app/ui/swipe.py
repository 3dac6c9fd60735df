"""Swipes: how a wheel or a touchpad turns the view, one turn a gesture however long it rolls on. Pure."""

NOTCH = 120
"""What one notch of a wheel counts, in Qt's eighths of a degree."""
FAR = 80
"""Pixels of a touchpad that make a turn."""
PAUSE = 0.25
"""Seconds without an event after which another gesture begins."""


class Swipe:
    """Adds up what comes in along one axis."""

    def __init__(self) -> None:
        self._sum = 0
        self._last = 0.0
        self._spent = False

    def steps(
        self, angle: int, pixels: int, now: float, begins: bool = False, rolls_on: bool = False
    ) -> int:
        """Return how many turns an event makes, negative backwards; mostly none.

        `angle`: a wheel's eighths of a degree; `pixels`: a touchpad's, then they count; `now`:
        seconds; `begins`: fingers went down; `rolls_on`: they are up already and it glides.
        """
        if begins or now - self._last > PAUSE:
            self._sum, self._spent = 0, False
        self._last = now
        if pixels:
            if self._spent or rolls_on:
                return 0
            self._sum += pixels
            if abs(self._sum) < FAR:
                return 0
            self._spent = True
            return 1 if self._sum > 0 else -1
        self._sum += angle
        steps = int(self._sum / NOTCH)
        self._sum -= steps * NOTCH
        return steps
