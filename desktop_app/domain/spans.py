"""Spans: which days each view shows around a day, and how far one turn goes. Pure."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Literal, NamedTuple

from desktop_app.domain.zones import week_start

ViewName = Literal["day", "work_week", "week", "month", "agenda", "year"]
VIEWS: tuple[ViewName, ...] = ("day", "work_week", "week", "month", "agenda", "year")
WEEK = 7
FIRST = date(1970, 1, 1)
YEARS = 10
"""How far from this year she goes on: all series are expanded up to where she looks."""


class Span(NamedTuple):
    """`days` days from `first` on."""

    first: date
    days: int

    @property
    def end(self) -> date:
        """The day after the last one."""
        return self.first + timedelta(days=self.days)

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day < self.end


def span(view: ViewName, day: date, working_days: Collection[int]) -> Span:
    """Return the days that `view` shows around `day`.

    A work week goes from its first working day to its last (0 = Monday). A month is shown in whole
    weeks, an agenda begins with its day and has no end of its own: a week is what a turn passes.
    """
    if view == "day":
        return Span(day, 1)
    if view == "work_week" and working_days:
        first = week_start(day) + timedelta(days=min(working_days))
        return Span(first, max(working_days) - min(working_days) + 1)
    if view == "month":
        first = week_start(day.replace(day=1))
        return Span(first, (week_start(_last_of_month(day)) - first).days + WEEK)
    if view == "agenda":
        return Span(day, WEEK)
    if view == "year":
        first = date(day.year, 1, 1)
        return Span(first, (date(day.year, 12, 31) - first).days + 1)
    return Span(week_start(day), WEEK)


def reach(today: date) -> tuple[date, date]:
    """Return the first and the last day that one turns or goes to from `today`."""
    return FIRST, date(today.year + YEARS, 12, 31)


def within(day: date, here: date, today: date) -> date:
    """Return `day`, or the nearest day within reach of `today`; whoever stands on `here`, out
    there, where a search led to, gets no farther."""
    first, last = reach(today)
    return max(min(first, here), min(day, max(last, here)))


def turned(view: ViewName, day: date, steps: int) -> date:
    """Return the day that stands where `day` stood after `steps` turns of `view`.

    The day of the month is kept where the other month has it, else that month's last.
    """
    if view == "day":
        return day + timedelta(days=steps)
    if view in ("month", "year"):
        months = day.year * 12 + day.month - 1 + steps * (12 if view == "year" else 1)
        year, month = months // 12, months % 12 + 1
        last = _last_of_month(date(year, month, 1))
        return last.replace(day=min(day.day, last.day))
    return day + timedelta(days=WEEK * steps)


def _last_of_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
