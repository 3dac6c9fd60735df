"""Undo: how each edit is taken back, in place while nothing has left, else by a new change."""

from dataclasses import replace
from typing import NamedTuple

from desktop_app.domain.act import Act
from desktop_app.domain.change import Draft
from desktop_app.domain.errors import NotConnectedError
from desktop_app.domain.event import Event, contents
from desktop_app.domain.occurrence import ChangeSet
from desktop_app.domain.ports import Store
from desktop_app.domain.projection import Family
from desktop_app.usecases import edit as edits
from desktop_app.usecases import series
from desktop_app.usecases.new_lesson import creation, new_id


class Undone(NamedTuple):
    """What to read again; `made_anew`: Google had removed it already, so this is a new event."""

    changed: ChangeSet
    family: str
    made_anew: bool = False


def undo_removal(store: Store, removed: edits.Removed, now: float) -> Undone:
    """Bring back what `remove` took: withdraw the removal, or make the class again.

    Made again it has a new id and link and keeps its code; an occurrence of a series comes back
    as an event by itself, a series with its exceptions, the rest of one by undoing the cut.
    Guests who were told that it is off are invited again. Raises StorageError.
    """
    event = removed.before
    if removed.changes:
        changed = store.withdraw([change.seq for change in removed.changes])
        if changed is not None:
            return Undone(changed, event.family)
        if removed.changes[0].draft.kind == "patch":
            return Undone(store.take_back(removed.changes, now), event.family)
    told = removed.changes[0].draft.send_updates if removed.changes else "none"
    return _make_again(store, event, removed.family, now, told)


def undo_edit(store: Store, edited: edits.Edited, now: float) -> Undone:
    """Set back what an edit changed: what never left is removed, the steps of one act together.
    Guests who were told of the edit are told of this.

    Raises NotFoundError, StorageError.
    """
    event = edited.before
    first = edited.change
    if first is not None and (first.draft.group or first.draft.kind == "move"):
        return Undone(store.take_back(edited.changes, now), event.family)
    base = {name: value for name, value in edited.base.items() if name != "meeting_request"}
    if "meeting_request" in edited.base and event.meeting.state in ("ready", "pending"):
        # The link was given up: it is there again while Google has it, else one is asked for.
        said = store.said(event.calendar_id, event.id)
        there = said is not None and said.event.meeting.state != "none"
        base["meeting_request"] = edited.base["meeting_request"] if there else new_id()
    told = edited.send_updates
    back = edits.edit(store, event.family, event.original, base, now, send_updates=told)
    return Undone(back.changed, event.family)


def _make_again(store: Store, event: Event, family: Family, now: float, told: str) -> Undone:
    account = store.account()
    if account is None:
        raise NotConnectedError
    if event.recurrence:
        act = Act(account.sub, event.calendar_id, event.id, now, told)
        drafts = series.make_again(act, family)
    else:
        fields = contents(event)
        if event.meeting.state != "none":
            fields["meeting_request"] = new_id()  # a link is never used for a second event
        draft = creation(account, new_id(), fields, now)
        if event.original:
            draft = _of_its_place(store, draft, event)
        drafts = [replace(draft, calendar_id=event.calendar_id, send_updates=told)]
    changes, changed = store.record(drafts, now)
    return Undone(changed, changes[0].draft.event_id, made_anew=True)


def _of_its_place(store: Store, draft: Draft, event: Event) -> Draft:
    """Return the creation by an id that any device makes of the same class of a series: removed
    and brought back on two of them, it is there once. One that was ever used is burnt."""
    # Here and not above: it says which machine this is first, on the way to the first paint.
    import uuid

    event_id = uuid.uuid5(uuid.NAMESPACE_URL, f"{event.family} {event.original}").hex
    used = store.said(event.calendar_id, event_id) or store.changes(draft.account, event_id)
    if used:
        return draft
    return replace(draft, family=event_id, event_id=event_id, operation=event_id)
