"""What the calendars make of the rows that a view reads: hidden, read-only, in their colours.

Rows stay as the events are, so that to show, hide or lend a calendar writes none of them anew.
Imports nothing slow, for it is on the way to first paint.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from desktop_app.domain.calendars import Calendar
from desktop_app.domain.event import Event
from desktop_app.domain.occurrence import Flag, Occurrence
from desktop_app.domain.projection import Family
from desktop_app.domain.search import Found

REFUSED = "calendars_refused"
"""In cache.db's meta: `yes` while Google gives no leave to read the list."""

_READ_ONLY, _LESSON = int(Flag.READ_ONLY), int(Flag.LESSON)
_COLUMNS = "id, name, colour, access, is_primary, selected, shown, for_classes, trouble"


class Lens(NamedTuple):
    """`places`: in which order calendars stand; of an event in several, the first is shown."""

    hidden: frozenset[str]
    read_only: frozenset[str]
    colours: Mapping[str, str]
    places: Mapping[str, int]

    def through(self, rows: Iterable[tuple[object, ...]]) -> list[Occurrence]:
        """Return the occurrences of `rows` that are to be seen, in the same order."""
        found = list(map(Occurrence._make, rows))
        if len(self.places) < 2:
            return found if not self.hidden else [o for o in found if o[5] not in self.hidden]
        seen: dict[tuple[str, str], int] = {}
        shown: list[Occurrence] = []
        for o in found:
            if o.calendar_id in self.hidden:
                continue
            o = self._coloured(o)
            at = seen.setdefault(o.key, len(shown))
            if at == len(shown):
                shown.append(o)
            elif self._place(o) < self._place(shown[at]):
                shown[at] = o
        return shown

    def found(self, hits: Iterable[Found]) -> list[Found]:
        """Return what a search found that is to be seen, each event once."""
        kept: dict[str, Found] = {}
        for hit in hits:
            o = hit.occurrence
            if o.calendar_id in self.hidden:
                continue
            other = kept.get(o.family)
            if other is None or self._place(o) < self._place(other.occurrence):
                kept[o.family] = hit._replace(occurrence=self._coloured(o))
        return list(kept.values())

    def allowed(self, event: Event) -> Event:
        """Return `event` as what it may be changed to here: not at all in a read-only calendar."""
        if event.calendar_id in self.read_only and event.editable:
            return replace(event, editable=False)
        return event

    def allowed_all(self, family: Family) -> Family:
        """Return `family` with each event as `allowed` has it."""
        master = family.master and self.allowed(family.master)
        return Family(master, {k: self.allowed(e) for k, e in family.exceptions.items()})

    def _coloured(self, o: Occurrence) -> Occurrence:
        if o.calendar_id in self.read_only:
            o = o._replace(flags=o.flags | _READ_ONLY)
        if not o.color_id and not o.flags & _LESSON:
            colour = self.colours.get(o.calendar_id, "")
            if colour:
                o = o._replace(color_id=colour)
        return o

    def _place(self, o: Occurrence) -> int:
        return self.places.get(o.calendar_id, len(self.places))


def calendars(connection: sqlite3.Connection, order: str = "place") -> Sequence[Calendar]:
    """Return the calendars of cache.db; `order`: a column of them."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM calendars ORDER BY {order}")
    return [Calendar._make((*row[:4], *map(bool, row[4:8]), row[8])) for row in rows]


def read(connection: sqlite3.Connection) -> Lens:
    """Return the lens of the calendars as they stand now."""
    found = calendars(connection)
    return Lens(
        frozenset(one.id for one in found if not one.shown),
        frozenset(one.id for one in found if not one.writable),
        # Colour is for classes: what else stands in their own calendar stays quiet.
        {one.id: one.colour for one in found if one.colour and not one.for_classes},
        {one.id: place for place, one in enumerate(found)},
    )
