"""Search: what was found in the calendar."""

from typing import NamedTuple

from desktop_app.domain.occurrence import Occurrence


class Found(NamedTuple):
    """One thing that a search found: a single event, or a series by one of its occurrences.

    `occurrence`: the one that goes on or comes next, else the last. `coming`: whether it is not
    over yet. `excerpt`: the words around what matched, where that was not the title.
    """

    occurrence: Occurrence
    coming: bool
    excerpt: str = ""


def words(text: str) -> list[str]:
    """Return the words of what she typed that have anything to look for in them."""
    return [word for word in text.split() if any(c.isalnum() for c in word)]
