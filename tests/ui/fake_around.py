"""What is asked for around a class, recorded for tests of widgets."""

from datetime import date
from typing import Any

from desktop_app.domain import zones
from desktop_app.domain.copying import Planned


class FakeAround:
    """Does nothing of it."""

    def __init__(self, asked: list[tuple[Any, ...]]) -> None:
        self._asked = asked
        self.can_paste = True
        self.plans: list[Planned] = []
        self.free_hour = 12

    def __getattr__(self, name: str) -> Any:
        if name in ("duplicate", "copy", "paste", "make_days", "copy_week"):
            return lambda *args: self._asked.append((name, *args))
        raise AttributeError(name)

    def free_on(self, day: date) -> int:
        """Return the hour that the test says."""
        return zones.day_start(day, zones.BUENOS_AIRES) + self.free_hour * 3600

    def week_plan(self, monday: date) -> list[Planned]:
        """Return what the test wants."""
        return self.plans
