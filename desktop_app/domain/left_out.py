"""Dates that a series leaves out stay left out where one side moved it and the other knew nothing of
that. Pure.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from desktop_app.domain import placing
from desktop_app.domain import rule as rules
from desktop_app.domain.change import Draft
from desktop_app.domain.event import Event, When, original_key, when_of
from desktop_app.domain.recurrence import CannotExpandError, dates_of
from desktop_app.domain.series import (
    CannotMoveError,
    first_wall,
    heads,
    on_day,
    wall_of,
    zone_of,
)


def at_one_time(draft: Draft, server: Event) -> tuple[Draft, Event]:
    """Return both with the dates left out at the time that the series has once `draft` is sent.

    As they stand they may be of other hours or days, and would then leave out nothing: of those
    that the series had when one side left them out. Dates that leave out nothing of `server` are
    dropped: they would where the series came to their hours.
    """
    was = server.when
    assert was is not None
    when = when_of(draft.fields["when"]) if draft.fields.get("when") else was
    try:
        idle = _idle(server.recurrence, was)
        lines = _moved(server.recurrence, was, when, idle, _step(draft, server, when))
        fields, base = (
            _with_moved(values, was, when, idle) for values in (draft.fields, draft.base)
        )
    except CannotExpandError:
        return draft, server
    return replace(draft, fields=fields, base=base), replace(server, recurrence=tuple(lines))


def _step(draft: Draft, server: Event, when: When) -> Callable[[date], date]:
    """Return on which day a place of `server` stands at `when`: another one only where she moved the
    series by days, and did not choose its days anew."""
    was = server.when
    assert was is not None
    lines = draft.fields.get("recurrence") or server.recurrence
    try:
        placed = placing.placed(server, original_key(was.start), was, when)
    except CannotMoveError:
        return lambda day: day
    if placed.when != when or _rules(placed.lines) != _rules(lines):
        return lambda day: day
    return lambda day: wall_of(when, placed.carried(original_key(on_day(was, day).start))).date()


def _rules(lines: Iterable[str]) -> list[str]:
    return [line for line in lines if not line.startswith("EXDATE")]


def _with_moved(
    values: dict[str, Any], was: When, when: When, idle: frozenset[str]
) -> dict[str, Any]:
    lines = values.get("recurrence")
    if not lines:
        return values
    return values | {"recurrence": _moved(lines, was, when, idle, lambda day: day)}


def _idle(lines: Iterable[str], when: When) -> frozenset[str]:
    """Return the dates in the `lines` of a series at `when` that name no place of it."""
    at = first_wall(when).time()
    return frozenset(
        f"{head}:{text}"
        for head, value in heads(lines)
        if head.startswith("EXDATE")
        for text in value.split(",")
        if dates_of(head, text, first_wall(when), zone_of(when))[0].time() != at
    )


def _moved(
    lines: Iterable[str],
    was: When,
    when: When,
    idle: frozenset[str],
    step: Callable[[date], date],
) -> list[str]:
    """Return `lines` for a series at `when`: what they leave out of one at `was` is left out on the
    day to which `step` takes it, and what is `idle` is in it no more."""
    found: list[str] = []
    days = set()
    for head, value in heads(lines):
        if not head.startswith("EXDATE"):
            found.append(f"{head}:{value}")
            continue
        stay = []
        for text in value.split(","):
            here, there = (
                dates_of(head, text, first_wall(one), zone_of(one))[0] for one in (when, was)
            )
            if f"{head}:{text}" in idle:
                continue
            day = step(there.date())
            if here == datetime.combine(day, first_wall(when).time()):
                stay.append(text)
            else:
                days.add(day)
        if stay:
            found.append(f"{head}:{','.join(stay)}")
    return [*found, *rules.left_out_lines(days, when)]
