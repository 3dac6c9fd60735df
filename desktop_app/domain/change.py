"""A change: an edit made here that Google has not confirmed yet."""

from dataclasses import dataclass, field, replace
from typing import Any, Literal, NamedTuple

from desktop_app.domain.event import Event

Kind = Literal["create", "patch", "delete", "move"]
State = Literal["queued", "sending", "waiting", "attention", "done"]
"""`done`: Google has it, and it is kept until the rest of its group has gone as well."""

SET_BACK = 60.0
"""Seconds that the clock may go back without a wait being taken for made in the future."""
DESTINATION = "calendar"
"""The one field of a move: the id of the calendar that the event goes to."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What the outbox is asked to record; `Change` is the same once it stands there.

    `original` names one occurrence of the series `event_id` ("" = the event itself). `base` is
    what each of `fields` was when the teacher edited it. `operation` is this edit's own id; that
    of a creation is written into the event and never overwritten. `not_before`: epoch seconds
    before which it must not be sent (a removal waits for its toast). `group`: the steps of one
    act, taken back and given up as a whole ("" = alone); `back`: what takes this step back once
    Google has it, where that is more than its opposite. `carry`: how the places of a series go by
    it (Shift, as JSON) and, where it is cut in two, `to` which event those after the cut go, or
    `from` which they come back.
    """

    account: str
    calendar_id: str
    family: str
    event_id: str
    kind: Kind
    operation: str
    original: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    base: dict[str, Any] = field(default_factory=dict)
    send_updates: str = "none"
    not_before: float = 0.0
    created: float = 0.0
    group: str = ""
    back: tuple["Draft", ...] = ()
    carry: dict[str, Any] = field(default_factory=dict)

    @property
    def moves_series(self) -> bool:
        """Whether it gives an event another time or rule as a whole, by which Google may drop
        exceptions."""
        if self.kind != "patch" or self.original:
            return False
        return not {"when", "recurrence"}.isdisjoint(self.fields)

    @property
    def destination(self) -> str:
        """The calendar where the event stands once this is done."""
        return str(self.fields[DESTINATION]) if self.kind == "move" else self.calendar_id


@dataclass(frozen=True, slots=True)
class Change:
    """One row of the outbox. `seq` is its place; `attempts` counts how often it was taken to be sent.

    Only a change that is queued and was never attempted may be removed, merged or undone in place.
    `error_*` is what was said the last time it failed; `wait_until` is epoch seconds.
    """

    seq: int
    draft: Draft
    state: State = "queued"
    attempts: int = 0
    wait_until: float = 0.0
    error_code: str = ""
    error_status: int = 0
    error_detail: str = ""
    since: float = 0.0

    @property
    def unsent(self) -> bool:
        """Whether it was never taken to be sent."""
        return self.state == "queued" and self.attempts == 0

    @property
    def nothing_there(self) -> bool:
        """Whether Google has nothing of it: no request for it has left, or it needs her, and that
        by what Google said."""
        return self.unsent or self.state == "attention"


class Side(NamedTuple):
    """One field of a change: what it was, what she set, what Google has now."""

    name: str
    base: Any
    mine: Any
    theirs: Any


class Sides(NamedTuple):
    """A change beside what Google has: both versions whole, and each field that she set.

    `mine`: the event as she left it (None: she removed it); `theirs`: as Google has it (None: it
    is gone there). `clash`: the fields that differ and that both sides changed.
    """

    change: Change
    mine: Event | None
    theirs: Event | None
    fields: tuple[Side, ...]
    clash: tuple[str, ...]


def opposite(draft: Draft, operation: str) -> tuple[Draft, ...]:
    """Return the drafts that take `draft` back once it is done; `operation`: the id of the first.

    None for a removal: what is gone can only be made again.
    """
    back = replace(draft, operation=operation, group="", back=(), not_before=0.0, created=0.0)
    if draft.kind == "create":
        base = {name: draft.fields[name] for name in SEEN if name in draft.fields}
        return (replace(back, kind="delete", fields={}, base=base),)
    if draft.kind == "patch":
        # A meeting that was asked for stays: a link that somebody may have is not taken away.
        names = [name for name in draft.fields if name != "meeting_request"]
        fields = {name: draft.base.get(name) for name in names}
        base = {name: draft.fields[name] for name in names}
        carry = _carried_back(draft.carry) if draft.carry else {}
        return (replace(back, fields=fields, base=base, carry=carry),) if fields else ()
    if draft.kind == "move":
        home = {DESTINATION: draft.calendar_id}
        return (replace(back, calendar_id=draft.destination, fields=home, base=draft.fields),)
    return ()


def _carried_back(carry: dict[str, Any]) -> dict[str, Any]:
    # Rules are needed here only: reading the outbox for the first paint must not load them.
    from desktop_app.domain import shift

    home = shift.of_json(carry).back().as_json()
    return home | {"from": carry["to"]} if "to" in carry else home


SEEN = ("summary", "when", "description", "location", "recurrence")
"""What the teacher has seen of an event that she removes."""
