"""What arrives from the server is held against the changes that wait, before any is sent."""

import logging
from collections.abc import Callable, Collection

from desktop_app.domain.change import Change
from desktop_app.domain.conflict import trouble
from desktop_app.domain.ports import Remote, Store
from desktop_app.domain.projection import Family, occurrence_event, project, revives
from desktop_app.domain.series import has_place
from desktop_app.sync import along, moved

log = logging.getLogger(__name__)


def look(
    store: Store,
    remote: Remote,
    account: str,
    calendar_id: str,
    event_ids: Collection[str],
    now: float,
    cancelled: Callable[[], bool],
) -> None:
    """Put what can no longer be sent as it is before the teacher, but what was moved to another
    calendar, which is followed. Raises RemoteError, NotConnectedError, StorageError."""
    for event_id in event_ids:
        changes = [
            one for one in store.changes(account, event_id) if one.draft.calendar_id == calendar_id
        ]
        family = store.server_family(calendar_id, event_id)
        if changes and family.master is not None and family.master.cancelled:
            there = moved.follow(store, remote, changes[0], now, cancelled)
            if there is not None:
                away = there.event.calendar_id
                look(store, remote, account, away, [event_id], now, cancelled)
                continue
        if changes:
            along.take(store, account, calendar_id, event_id, now)
            changes = list(store.changes(account, event_id))
        found = _first(family, changes)
        if found is not None:
            change, code, fields = found
            log.warning("change %d (%s) needs attention: %s", change.seq, event_id, code)
            store.need_attention(change.seq, code, 0, ", ".join(fields))


def _first(family: Family, changes: list[Change]) -> tuple[Change, str, tuple[str, ...]] | None:
    """Return the first change in trouble; what comes after it waits for it anyway."""
    for change in changes:
        draft = change.draft
        if change.state == "attention" or draft.kind == "move":
            return None  # from here on all depends on what becomes of it
        if draft.kind == "patch" and draft.original and not revives(draft):
            master = family.master
            lost = master is not None and not master.cancelled and master.when is not None
            if lost and draft.original not in family.exceptions:
                assert master is not None
                if not has_place(master, draft.original):
                    return change, "series_changed", ()
        if not revives(draft):
            found = trouble(change, occurrence_event(family, draft.original))
            if found is not None:
                return (change, *found)
        family = project(family, [change])
    return None
