"""Reminders: which class is to be told of now, and when the next one is. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from desktop_app.domain.occurrence import Flag, Occurrence

LATE = 15 * 60
"""Seconds after its start for which a class that was slept through is still told of."""
LOOK_BACK = 12 * 3600
SILENT = Flag.ALL_DAY | Flag.CANCELLED | Flag.DECLINED


class Mark(NamedTuple):
    """One reminder of one class: told once. A class that is moved has new ones.

    `start`: UTC epoch seconds; `minutes`: how long before it.
    """

    family: str
    original: str
    start: int
    minutes: int


class Due(NamedTuple):
    """A class to be told of, and the reminder that it is told by."""

    occurrence: Occurrence
    mark: Mark


def due(
    occurrences: Iterable[Occurrence],
    minutes: Collection[int],
    now: int,
    told: Collection[Mark],
    snoozed: Mapping[Mark, int],
) -> Sequence[Due]:
    """Return the classes to be told of at `now` (UTC epoch seconds), by their start.

    `minutes`: how long before a class she wants to hear of it; `told`: what she has heard;
    `snoozed`: until when she does not want to hear of what she has heard. Each class once, however
    many of its reminders were slept through, and none that is over or began long ago.
    """
    found = []
    for o in occurrences:
        if not _of_interest(o) or now >= o.end or now >= o.start + LATE:
            continue
        latest = min((m for m in minutes if o.start - m * 60 <= now), default=None)
        again = [m for m, until in snoozed.items() if _same(m, o) and until <= now]
        if again:
            found.append(Due(o, min(again, key=lambda mark: mark.minutes)))
        elif latest is not None and mark_of(o, latest) not in told:
            if not any(_same(m, o) for m in snoozed):  # she asked to be left alone till then
                found.append(Due(o, mark_of(o, latest)))
    return sorted(found, key=lambda one: one.occurrence.start)


def next_due(
    occurrences: Iterable[Occurrence],
    minutes: Collection[int],
    now: int,
    snoozed: Mapping[Mark, int],
) -> int | None:
    """Return when (UTC epoch seconds, after `now`) something falls due next; None: nothing does."""
    at = [
        o.start - m * 60
        for o in occurrences
        if _of_interest(o)
        for m in minutes
        if o.start - m * 60 > now
    ]
    at += [until for until in snoozed.values() if until > now]
    return min(at, default=None)


def mark_of(o: Occurrence, minutes: int) -> Mark:
    """Return the reminder `minutes` before `o`."""
    return Mark(o.family, o.original, o.start, minutes)


def _of_interest(o: Occurrence) -> bool:
    return bool(o.flags & Flag.LESSON) and not o.flags & SILENT


def _same(mark: Mark, o: Occurrence) -> bool:
    return mark[:3] == (o.family, o.original, o.start)
