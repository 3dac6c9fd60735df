"""How the days of a series' places go when the series is moved, as a value that a change can keep. Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, timedelta
from typing import Any

from desktop_app.domain import rule as rules


@dataclass(frozen=True, slots=True)
class Shift:
    """Each place goes `days` further, where `weekday` (0 = Monday, -1 = any) is named only those on
    it. With `nth` it goes from the `nth_from` of a month to the `nth`, `months` later: pairs of
    weekday and which such day (-1 = the last)."""

    days: int = 0
    weekday: int = -1
    months: int = 0
    nth_from: tuple[int, ...] = ()
    nth: tuple[int, ...] = ()

    def __call__(self, day: date) -> date:
        """Return the day on which the place of `day` stands then."""
        if self.nth:
            weekday, number = self.nth
            return rules.nth_day(month_of(day) + self.months, weekday, number)
        moves = self.weekday < 0 or day.weekday() == self.weekday
        return day + timedelta(days=self.days) if moves else day

    def back(self) -> "Shift":
        """Return what brings each place back to where it was."""
        weekday = (self.weekday + self.days) % 7 if self.weekday >= 0 else -1
        return Shift(-self.days, weekday, -self.months, self.nth, self.nth_from)

    def as_json(self) -> dict[str, Any]:
        """Return it as `of_json` reads it."""
        plain = Shift()
        return {n: v for n, v in asdict(self).items() if v != getattr(plain, n)}


def of_json(values: Mapping[str, Any]) -> Shift:
    """Return what `as_json` wrote; other names in `values` are not looked at."""
    names = {one.name for one in fields(Shift)}
    found = Shift(**{name: value for name, value in values.items() if name in names})
    return replace(found, nth_from=tuple(found.nth_from), nth=tuple(found.nth))


def month_of(day: date) -> int:
    """Return which month a day is in, counted from January of year 0."""
    return day.year * 12 + day.month - 1
