"""Three-way comparison: what the teacher saw, what she set, what the server says now. Pure."""

from collections.abc import Hashable, Iterable
from itertools import chain
from typing import Any, NamedTuple

from desktop_app.domain.change import Change, Draft, Side, Sides
from desktop_app.domain.event import Event, field, with_fields
from desktop_app.domain.projection import Family, occurrence_event, project


class Comparison(NamedTuple):
    """`send`: fields still to be sent; `clash`: fields that somebody else changed meanwhile."""

    send: dict[str, Any]
    clash: tuple[str, ...]


def compare(draft: Draft, server: Event) -> Comparison:
    """Return what of `draft` is left to do against `server`.

    server = base: send; server = ours: done; anything else: a conflict for the teacher. Lists are
    compared by element, and what is sent holds what both sides did: a patch replaces them whole.
    Dates that a series leaves out are so at the hours that it then has.
    """
    draft, there = _at_one_time(draft, server)
    send = {}
    clash = []
    for name, ours in draft.fields.items():
        now = field(there, name)
        if _same(name, now, ours):
            continue
        base = draft.base.get(name)
        if name == "meeting_request" or _same(name, now, base):
            # A link asked for anew replaces whatever request there was: nothing of hers is lost.
            send[name] = ours
            continue
        both = merged(name, base, ours, now)
        if both is None:
            clash.append(name)
        elif not _same(name, now, both):
            send[name] = both
    if "when" in send and there.recurrence != server.recurrence and "recurrence" not in clash:
        send.setdefault("recurrence", list(there.recurrence))
    return Comparison(send, tuple(clash))


def _at_one_time(draft: Draft, server: Event) -> tuple[Draft, Event]:
    """Return both with the dates that a series leaves out at the hours that it is to have."""
    hers = [one.get("recurrence") or () for one in (draft.fields, draft.base)]
    leaves_out = any(line.startswith("EXDATE") for line in chain(server.recurrence, *hers))
    if server.when is None or not leaves_out:
        return draft, server
    # Rules are needed here only: what a first paint shows must not load them.
    from desktop_app.domain.left_out import at_one_time

    return at_one_time(draft, server)


def changed_since(draft: Draft, server: Event) -> tuple[str, ...]:
    """Return the fields of `draft.base` that `server` does not have any more (for a removal)."""
    return tuple(
        name for name, value in draft.base.items() if not _same(name, field(server, name), value)
    )


def insisted(draft: Draft, server: Event) -> dict[str, Any]:
    """Return the base with which `draft` is sent though both sides changed the same: what she saw,
    but where they clash what `server` has. What else was done there stands."""
    clash = compare(draft, server).clash
    if draft.kind == "delete" or not clash:  # what she was shown is all of it
        return {name: field(server, name) for name in draft.base}
    return dict(draft.base) | {
        name: _insisted(name, draft.base.get(name), draft.fields[name], field(server, name))
        for name in clash
    }


def _insisted(name: str, base: Any, ours: Any, theirs: Any) -> Any:
    if not _joined(name, base, ours, theirs):
        return theirs
    was, mine, now = (_ELEMENTS[name](one) for one in (base, ours, theirs))
    found = {
        key: now.get(key)
        if _contradict(was.get(key), mine.get(key), now.get(key))
        else was.get(key)
        for key in was | mine | now
    }
    return [value for value in found.values() if value is not None]


def trouble(change: Change, server: Event | None) -> tuple[str, tuple[str, ...]] | None:
    """Return why the teacher must decide on `change`, and the fields it is about; None if not.

    `server`: its target as the server has it, None where it does not know it.
    """
    draft = change.draft
    if server is None or draft.kind == "create":
        return None
    if draft.kind == "delete":
        changed = () if server.cancelled else changed_since(draft, server)
        return ("changed_there", changed) if changed else None
    if draft.kind == "move":
        return None  # that it has left this calendar may be this move's own doing
    if server.cancelled:
        return "deleted_there", ()
    clash = compare(draft, server).clash
    return ("conflict", clash) if clash else None


def sides(change: Change, base: Event | None, theirs: Event | None) -> Sides:
    """Return both versions of what `change` is about. `base`: the event as she saw it, where that
    is still known; `theirs`: as Google has it, None when it is gone there."""
    draft = change.draft
    if theirs is not None and theirs.cancelled:
        theirs = None
    if base is not None and draft.original and not base.original:
        base = occurrence_event(Family(base, {}), draft.original)  # of a series, as it was then
    seen = base or theirs
    mine: Event | None = None
    if draft.kind == "create":
        mine = project(Family(None, {}), [change]).master
    elif draft.kind != "delete" and seen is not None:
        mine = with_fields(seen, draft.fields) if draft.kind == "patch" else seen
    names = draft.base if draft.kind == "delete" else draft.fields
    rows = tuple(
        Side(
            name,
            draft.base.get(name),
            None if draft.kind == "delete" else draft.fields[name],
            None if theirs is None else field(theirs, name),
        )
        for name in names
        if draft.kind != "move"
    )
    clash: tuple[str, ...] = ()
    if theirs is not None and draft.kind == "patch":
        clash = compare(draft, theirs).clash
    elif theirs is not None and draft.kind == "delete":
        clash = changed_since(draft, theirs)
    return Sides(change, mine, theirs, rows, clash)


def merged(name: str, base: Any, ours: Any, theirs: Any) -> Any:
    """Return the list that holds what both sides did to `base`; None where they contradict.

    None also for what is no list: a reminder list that was the calendar's own, any plain field.
    """
    if not _joined(name, base, ours, theirs):
        return None
    was, mine, now = (_ELEMENTS[name](one) for one in (base, ours, theirs))
    found: dict[Hashable, Any] = {}
    for key in [*now, *(key for key in mine if key not in now)]:
        b, m, n = was.get(key), mine.get(key), now.get(key)
        if _contradict(b, m, n):
            return None
        value = m if n == b else n
        if value is not None:
            found[key] = value
    return list(found.values())


def _joined(name: str, *sides: Any) -> bool:
    """Return whether the field is joined element by element, as all sides have it."""
    return name in _ELEMENTS and all(isinstance(one, list) for one in sides)


def _contradict(base: Any, ours: Any, theirs: Any) -> bool:
    return bool(theirs != base and ours not in (base, theirs))


def _same(name: str, one: Any, other: Any) -> bool:
    if name in _ELEMENTS and isinstance(one, list) and isinstance(other, list):
        return bool(_ELEMENTS[name](one) == _ELEMENTS[name](other))
    return bool(one == other)


def _guests(value: Iterable[Any]) -> dict[Hashable, Any]:
    return {str(guest[0]).lower(): list(guest) for guest in value}


def _reminders(value: Iterable[Any]) -> dict[Hashable, Any]:
    return {tuple(one): list(one) for one in value}


def _lines(value: Iterable[Any]) -> dict[Hashable, Any]:
    """Lines of a recurrence: the rule as one, each date that is left out or added by itself."""
    found: dict[Hashable, Any] = {}
    for line in value:
        head, _, dates = str(line).partition(":")
        if head.startswith(("EXDATE", "RDATE")):
            found |= {(head, one): f"{head}:{one}" for one in dates.split(",")}
        else:
            found[head] = str(line)
    return found


_ELEMENTS = {"guests": _guests, "reminders": _reminders, "recurrence": _lines}
