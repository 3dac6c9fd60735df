"""The calendars of an account: which there are, which are shown, what may be done in them. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

WRITERS = frozenset({"owner", "writer"})
READERS = WRITERS | {"reader"}
"""Calendar v3's accessRole with which events can be read; `freeBusyReader` sees none."""

_HOLIDAYS = re.compile(r"\.ar(\.official)?#holiday@")
"""`es.ar#holiday@group.v.calendar.google.com` and its like in other languages."""


class Calendar(NamedTuple):
    """One calendar as the teacher sees it.

    `colour`: `#RRGGBB`, "" = none of its own. `access`: Calendar v3's accessRole. `selected`:
    whether Google's own page shows it. `shown`: whether Aula does. `for_classes`: new classes go
    there. `trouble`: code of what keeps it from being brought up to date, "" = nothing.
    """

    id: str
    name: str = ""
    colour: str = ""
    access: str = "owner"
    primary: bool = False
    selected: bool = True
    shown: bool = True
    for_classes: bool = False
    trouble: str = ""

    @property
    def writable(self) -> bool:
        """Whether events in it can be made and changed."""
        return self.access in WRITERS


def tells_holidays(one: Calendar) -> bool:
    """Return whether Google's calendar of Argentina's public holidays is shown with `one`."""
    return one.shown and not one.trouble and _HOLIDAYS.search(one.id) is not None


def arranged(
    found: Iterable[Calendar], choices: Mapping[str, bool], for_classes: str
) -> Sequence[Calendar]:
    """Return the calendars in the order they are listed: that of the classes, hers, the others.

    `choices`: which the teacher showed or hid herself; the others are as on Google's page, but
    for that of the classes, which is shown until she hides it.
    """
    made = []
    for one in found:
        mine = one.id == for_classes
        shown = choices.get(one.id, one.selected or mine)
        made.append(one._replace(for_classes=mine, shown=shown))
    return sorted(made, key=_place)  # a stable sort: Google's order within each kind


def _place(one: Calendar) -> tuple[bool, bool, bool]:
    return not one.for_classes, not one.primary, not one.writable


def to_pull(calendars: Iterable[Calendar], for_classes: str) -> Sequence[str]:
    """Return the ids of the calendars to bring up to date, that of the classes first.

    Hidden ones are left alone; that of the classes never is.
    """
    shown = [c.id for c in calendars if c.shown and c.access in READERS and c.id != for_classes]
    return [for_classes, *shown]
