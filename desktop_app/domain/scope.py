"""How much of a series an act is about, and whom it is to be told: what must be asked. Pure."""

from collections.abc import Collection, Iterable
from typing import Any, Literal

from desktop_app.domain.event import Event

Scope = Literal["this", "following", "all"]
SCOPES: tuple[Scope, ...] = ("this", "following", "all")

OF_ONE = frozenset(
    {"lesson.status", "lesson.current_participants", "lesson.payment_reference", "response"}
)
"""Fields that are about one class of a series whatever she does."""

_OWN = OF_ONE | {"color_id", "transparency", "reminders", "status"}
"""Fields that are hers alone, or that change nothing for guests."""


def choices(master: Event | None, original: str, fields: Collection[str]) -> tuple[Scope, ...]:
    """Return the scopes between which she must choose, the likeliest first; none where it does
    not matter.

    `master`: of the series that the occurrence `original` is of; `fields`: what she edits, none
    for a removal. How a series repeats cannot be said of one class alone, and where the rest of it
    begins only where its places are known here.
    """
    # Rules are needed here only: what is no series must not load them.
    from desktop_app.domain.series import can_expand, is_first, places

    if not original or master is None or not master.recurrence:
        return ()
    if fields and OF_ONE.issuperset(fields):
        return ()
    known = can_expand(master)
    if known and places(master, 2) < 2:
        return ()
    first = not known or is_first(master, original)
    if "recurrence" in fields:
        return () if first else ("following", "all")
    return ("this", "all") if first else SCOPES


def guests_to_tell(event: Event, fields: dict[str, Any] | None) -> int:
    """Return how many guests an act is news for; `fields`: what she edits, None for a removal."""
    if fields is not None and _OWN.issuperset(fields):
        return 0
    found = {guest.email for guest in event.guests if not (guest.is_self or guest.organizer)}
    invited: Iterable[Any] = (fields or {}).get("guests") or ()
    mine = {guest.email for guest in event.guests} - found
    return len(found | {str(one[0]) for one in invited} - mine)
