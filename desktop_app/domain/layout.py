"""Overlap layout: which column of a day each chip stands in; a pure function over integers."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple


class Place(NamedTuple):
    """Columns [`column`, `column` + `span`) of `columns` equal ones."""

    column: int
    span: int
    columns: int


ALONE = 1 << 30


def lay_out(spans: Sequence[tuple[int, int]], minimum: int = 1) -> list[Place]:
    """Return the place of each (start, end), in the order given; any unit, `minimum` in it too.

    A chip is never shown shorter than `minimum`, so that is what is compared. By start, longer
    first; what overlaps makes a group; first free column; then wider to the right while free.
    """
    shown = _shown(spans, minimum)
    places = [Place(0, 1, 1)] * len(shown)
    for group in _groups(spans, shown):
        _place(group, shown, places)
    return places


def staggers(spans: Sequence[tuple[int, int]], minimum: int = 1) -> list[int]:
    """Return how far apart the starts are in the group of each span, at the least.

    In the order given, in the unit of `spans`; `ALONE` for what overlaps with nothing. Where it is
    enough for a line of words, chips may lie over each other and all still show their names.
    """
    shown = _shown(spans, minimum)
    found = [ALONE] * len(shown)
    for group in _groups(spans, shown):
        starts = [shown[i][0] for i in group]
        least = min((b - a for a, b in pairwise(starts)), default=ALONE)
        for i in group:
            found[i] = least
    return found


def _shown(spans: Sequence[tuple[int, int]], minimum: int) -> list[tuple[int, int]]:
    return [(start, max(end, start + max(1, minimum))) for start, end in spans]


def _groups(spans: Sequence[tuple[int, int]], shown: list[tuple[int, int]]) -> Iterator[list[int]]:
    """Yield what overlaps, each group by start, longer first."""
    order = sorted(range(len(shown)), key=lambda i: (shown[i][0], -shown[i][1], -spans[i][1], i))
    group: list[int] = []
    until = 0
    for i in order:
        if group and shown[i][0] >= until:
            yield group
            group = []
        until = max(until, shown[i][1]) if group else shown[i][1]
        group.append(i)
    if group:
        yield group


def _place(group: list[int], shown: list[tuple[int, int]], places: list[Place]) -> None:
    columns: list[list[int]] = []
    at: dict[int, int] = {}
    for i in group:
        for number, column in enumerate(columns):
            # By start, so only the last of a column can reach into this one.
            if shown[column[-1]][1] <= shown[i][0]:
                column.append(i)
                at[i] = number
                break
        else:
            at[i] = len(columns)
            columns.append([i])
    for i in group:
        start, end = shown[i]
        span = 1
        for column in columns[at[i] + 1 :]:
            # By start, and free of overlaps: of those that begin before it ends, only the last one
            # can reach past its start.
            before = bisect_left(column, end, key=lambda j: shown[j][0])
            if before and shown[column[before - 1]][1] > start:
                break
            span += 1
        places[i] = Place(at[i], span, len(columns))
