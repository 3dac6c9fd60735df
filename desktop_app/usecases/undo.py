"""Undo: how each edit is taken back, in place while nothing has left, else by a new change."""

from typing import Any, NamedTuple

from desktop_app.domain.errors import NotConnectedError
from desktop_app.domain.event import FIELDS, Event, field
from desktop_app.domain.lesson import Lesson
from desktop_app.domain.occurrence import ChangeSet
from desktop_app.domain.ports import Store
from desktop_app.usecases import edit as edits
from desktop_app.usecases.new_lesson import creation, new_id

_DETAILS = tuple(Lesson.__dataclass_fields__)


class Undone(NamedTuple):
    """What to read again; `made_anew`: Google had removed it already, so this is a new event."""

    changed: ChangeSet
    family: str
    made_anew: bool = False


def undo_removal(store: Store, removed: edits.Removed, now: float) -> Undone:
    """Bring back what `remove` took: withdraw the removal, or make the class again.

    Made again it has a new id and link and keeps its code; an occurrence of a series comes back
    as an event by itself. Raises StorageError.
    """
    event = removed.before
    if removed.change is not None:
        changed = store.withdraw([removed.change.seq])
        if changed is not None:
            return Undone(changed, event.family)
    return _make_again(store, event, now)


def undo_edit(store: Store, edited: edits.Edited, now: float) -> Undone:
    """Set back the fields that an edit changed. Raises NotFoundError, StorageError."""
    event = edited.before
    base = {name: value for name, value in edited.base.items() if name != "meeting_request"}
    if edited.change is not None and edited.change.draft.kind == "patch":
        changed = store.withdraw([edited.change.seq])
        if changed is not None:
            return Undone(changed, event.family)
    back = edits.edit(store, event.family, event.original, base, now)
    return Undone(back.changed, event.family)


def _make_again(store: Store, event: Event, now: float) -> Undone:
    account = store.account()
    if account is None:
        raise NotConnectedError
    event_id = new_id()
    left_out = {"meeting_request", "guests", "recurrence" if event.original else ""}
    fields: dict[str, Any] = {
        name: field(event, name)
        for name in sorted(FIELDS - left_out)
        if field(event, name) not in (None, "", [])
    }
    if event.lesson is not None:
        fields |= {f"lesson.{name}": getattr(event.lesson, name) for name in _DETAILS}
    if event.meeting.state != "none":
        fields["meeting_request"] = new_id()  # a Meet link is never used for a second event
    draft = creation(account, event_id, fields, now)
    _, changed = store.record([draft], now)
    return Undone(changed, event_id, made_anew=True)
