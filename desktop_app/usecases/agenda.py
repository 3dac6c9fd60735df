"""Agenda: the occurrences of a range."""

from collections.abc import Sequence

from desktop_app.domain.occurrence import Occurrence
from desktop_app.domain.ports import Reader


def agenda(reader: Reader, start: int, end: int, zone: str) -> Sequence[Occurrence]:
    """Return what stands in [start, end), epoch seconds, in the order it takes place."""
    return reader.occurrences(start, end, zone)
