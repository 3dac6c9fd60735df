"""Edit and remove: field-level changes with what the fields were when the teacher edited them."""

from typing import Any, NamedTuple

from desktop_app.domain.change import Change, Draft
from desktop_app.domain.errors import NotConnectedError, NotFoundError, UsageError
from desktop_app.domain.event import Event, field, when_of
from desktop_app.domain.event import bounds as bounds_of
from desktop_app.domain.occurrence import ChangeSet
from desktop_app.domain.ports import Account, Store
from desktop_app.domain.projection import occurrence_event
from desktop_app.domain.text import N_, sentence
from desktop_app.usecases.new_lesson import new_id


class Edited(NamedTuple):
    """What an edit did: the event `before`, the change (None: nothing to send is left), and what
    to read again. `base` holds what the edited fields were."""

    before: Event
    change: Change | None
    changed: ChangeSet
    base: dict[str, Any]


def edit(store: Store, family: str, original: str, fields: dict[str, Any], now: float) -> Edited:
    """Set `fields` of one event or occurrence.

    An edit of a class that was never sent is merged into its creation. Raises NotFoundError,
    UsageError (read-only, an end before its start), NotConnectedError, StorageError.
    """
    account, event = _editable(store, family, original)
    if fields.get("when") is not None:
        start, end = bounds_of(when_of(fields["when"]))
        if end <= start:
            raise UsageError(sentence(N_("A class must end after it starts.")))
    fields = {name: value for name, value in fields.items() if field(event, name) != value}
    base = {name: field(event, name) for name in fields}
    if not fields:
        return Edited(event, None, ChangeSet(), base)
    if not original:
        for change in store.changes(account.sub, family):
            if change.draft.kind == "create" and change.unsent:
                changed = store.amend(change.seq, fields, now)
                if changed is not None:
                    return Edited(event, change, changed, base)
    draft = _draft(account, family, original, "patch", now, fields, base)
    changes, changed = store.record([draft], now)
    return Edited(event, changes[0], changed, base)


class Removed(NamedTuple):
    """What a removal did; `change` None: it was never sent, and nothing is left of it."""

    before: Event
    change: Change | None
    changed: ChangeSet


def remove(
    store: Store, family: str, original: str, now: float, not_before: float = 0.0
) -> Removed:
    """Remove one event or one occurrence of a series; sent at `not_before` (epoch) at the earliest.

    What was never sent leaves no trace. Raises NotFoundError, UsageError, StorageError.
    """
    account, event = _editable(store, family, original)
    if not original:
        changes = store.changes(account.sub, family)
        if any(c.draft.kind == "create" for c in changes):
            withdrawn = store.withdraw([c.seq for c in changes])
            if withdrawn is not None:
                return Removed(event, None, withdrawn)
    seen = ("summary", "when", "description", "location")
    base = {name: field(event, name) for name in seen}
    draft = _draft(account, family, original, "delete", now, {}, base, not_before)
    recorded, changed = store.record([draft], now)
    return Removed(event, recorded[0], changed)


def ask_meeting(store: Store, family: str, original: str, now: float) -> Edited:
    """Ask for a meeting again: a new request, for one with the same id would be ignored."""
    return edit(store, family, original, {"meeting_request": new_id()}, now)


def _editable(store: Store, family: str, original: str) -> tuple[Account, Event]:
    account = store.account()
    if account is None:
        raise NotConnectedError
    event = occurrence_event(store.family(account.calendar_id, family), original)
    if event is None or event.cancelled:
        raise NotFoundError
    if not event.editable:
        raise UsageError(sentence(N_("This event cannot be changed from here.")), code="read_only")
    return account, event


def _draft(
    account: Account,
    family: str,
    original: str,
    kind: Any,
    now: float,
    fields: dict[str, Any],
    base: dict[str, Any],
    not_before: float = 0.0,
) -> Draft:
    return Draft(
        account=account.sub,
        calendar_id=account.calendar_id,
        family=family,
        event_id=family,
        kind=kind,
        operation=new_id(),
        original=original,
        fields=fields,
        base=base,
        not_before=not_before,
        created=now,
    )
