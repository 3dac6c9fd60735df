"""An event that is gone from its calendar may stand in another of hers: what waits follows it."""

import logging
from collections.abc import Callable

from desktop_app.domain.change import Change
from desktop_app.domain.errors import RemoteError
from desktop_app.domain.ports import Remote, Said, Store
from desktop_app.sync import calendars

log = logging.getLogger(__name__)
GONE = frozenset({"not_found", "deleted"})


def follow(
    store: Store, remote: Remote, change: Change, now: float, cancelled: Callable[[], bool]
) -> Said | None:
    """Find the event of `change`, which is gone from its calendar, in the teacher's others, and
    let what waits for it follow; return what Google says of it there, None where it is nowhere.

    Not for an answer to an invitation: the event by that id in another calendar is its host's.
    Raises RemoteError, NotConnectedError, StorageError.
    """
    draft = change.draft
    if set(draft.fields) == {"response"}:
        return None
    calendars.refresh(store, remote, now, True, cancelled)
    for calendar in store.calendars.known():
        if calendar.id == draft.calendar_id or not calendar.writable:
            continue
        said = fresh(remote, calendar.id, draft.event_id)
        if said is None or said.event.cancelled or not said.event.editable:
            continue
        if draft.kind == "create" and said.event.operation != draft.operation:
            continue
        log.info("%s was moved meanwhile: its changes follow", draft.event_id)
        store.follow(draft.account, draft.calendar_id, said)
        return said
    return None


def fresh(remote: Remote, calendar_id: str, event_id: str) -> Said | None:
    """Return what Google says of an event in a calendar now, None where it is not there. Raises
    RemoteError."""
    try:
        return remote.get(calendar_id, event_id)
    except RemoteError as error:
        if error.code in GONE:
            return None
        raise


def lives(said: Said | None) -> bool:
    """Return whether `said` is of an event that is there."""
    return said is not None and not said.event.cancelled
