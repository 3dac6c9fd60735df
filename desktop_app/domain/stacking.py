"""Stacking: which line of its days each bar or chip of a week row takes, and what does not fit. Pure."""

from collections.abc import Sequence
from typing import NamedTuple


class Stack(NamedTuple):
    """`lines`: each item's line, None where it is hidden; `hidden`: how many each day hides."""

    lines: list[int | None]
    hidden: list[int]


def stack(items: Sequence[tuple[int, int]], days: int, lines: int) -> Stack:
    """Return where items (first day, last day; both within `days`) stand on `lines` lines.

    In the order given, each on the first line that is free on all of its days. A day with more than
    fits keeps its last line free, to tell how many are hidden; what reaches into such a day on that
    line is hidden on all of its days.
    """
    taken: list[set[int]] = [set() for _ in range(days)]
    at = []
    for first, last in items:
        line = 0
        while any(line in taken[day] for day in range(first, last + 1)):
            line += 1
        for day in range(first, last + 1):
            taken[day].add(line)
        at.append(line)
    over = {day for day in range(days) if any(line >= lines for line in taken[day])}
    hidden = {i for i, line in enumerate(at) if line >= lines}
    while True:
        over |= {day for i in hidden for day in range(items[i][0], items[i][1] + 1)}
        more = {
            i
            for i, line in enumerate(at)
            if line == lines - 1
            and i not in hidden
            and any(day in over for day in range(items[i][0], items[i][1] + 1))
        }
        if not more:
            break
        hidden |= more
    counts = [0] * days
    for i in hidden:
        for day in range(items[i][0], items[i][1] + 1):
            counts[day] += 1
    return Stack([None if i in hidden else line for i, line in enumerate(at)], counts)
