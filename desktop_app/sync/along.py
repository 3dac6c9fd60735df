"""What was done to single classes elsewhere goes along with an edit of their series that waits here."""

import logging
from collections.abc import Sequence

from desktop_app.domain.carrying import unheard
from desktop_app.domain.change import Change
from desktop_app.domain.ports import Store
from desktop_app.domain.projection import Family, project

log = logging.getLogger(__name__)


def take(store: Store, account: str, calendar_id: str, event_id: str, now: float) -> None:
    """Let the edits of a series that wait for `calendar_id` take along the exceptions that were
    heard of since. Raises StorageError."""
    family = store.server_family(calendar_id, event_id)
    done = 0
    while True:
        changes = store.changes(account, event_id)
        change = next((one for one in changes if one.seq > done), None)
        if change is None or change.state == "attention" or change.draft.kind == "move":
            return  # from here on all depends on what becomes of it
        if change.draft.calendar_id != calendar_id:
            return
        if change.draft.moves_series:
            change = _taken(store, account, family, change, changes, now)
        family, done = project(family, [change]), change.seq


def _taken(
    store: Store,
    account: str,
    family: Family,
    change: Change,
    changes: Sequence[Change],
    now: float,
) -> Change:
    """Return `change` as it is once it takes along what she did not know of."""
    draft = change.draft
    there = str(draft.carry.get("to", ""))
    rest = store.family(draft.calendar_id, there) if there else Family(None, {})
    left = unheard(family, rest, change, store.steps(change), changes)
    if not left.settings and not left.drafts:
        return change
    log.info("the edit of %s takes along what was heard of since", draft.event_id)
    store.carry(change.seq, left, now)
    return next(one for one in store.changes(account, draft.event_id) if one.seq == change.seq)
