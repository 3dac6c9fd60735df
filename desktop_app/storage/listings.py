"""The series whose occurrences the server lists, for it alone can expand them; in cache.db."""

import json
from collections.abc import Iterable, Mapping

from desktop_app.domain.occurrence import ChangeSet
from desktop_app.domain.ports import Said, Unlisted
from desktop_app.storage import errors
from desktop_app.storage.connection import atomic
from desktop_app.storage.pair import Pair


@errors.tells
class Listings:
    """The port Listings."""

    def __init__(self, pair: Pair) -> None:
        self._pair = pair
        self._cache = pair.cache

    def known(self, calendar_id: str) -> frozenset[str]:
        """Return the series that the server once listed: their occurrences stand as exceptions."""
        return frozenset(json.loads(self._cache.get(f"listed {calendar_id}") or "[]"))

    def keep(self, calendar_id: str, series: str, instances: Iterable[Said]) -> ChangeSet:
        """Store the occurrences of a series, in place of what was known of them."""
        with atomic(self._cache.db) as connection:
            known = sorted(self.known(calendar_id) | {series})
            self._cache.put(f"listed {calendar_id}", json.dumps(known))
            self.refuse(calendar_id, series, None)
            connection.execute(
                "DELETE FROM events WHERE calendar_id = ? AND series = ?", (calendar_id, series)
            )
            return ChangeSet(frozenset(self._pair.keep(instances, calendar_id)))

    def refused(self, calendar_id: str) -> Mapping[str, Unlisted]:
        """Return the series that the server did not list."""
        found = json.loads(self._cache.get(f"unlisted {calendar_id}") or "{}")
        return {series: Unlisted(*said) for series, said in found.items()}

    def refuse(self, calendar_id: str, series: str, unlisted: Unlisted | None) -> None:
        """Keep that the server did not list a series; None: it did, or need not any more."""
        found = {**self.refused(calendar_id)}
        if found.pop(series, None) == unlisted:
            return
        if unlisted is not None:
            found[series] = unlisted
        self._cache.put(f"unlisted {calendar_id}", json.dumps(found))
