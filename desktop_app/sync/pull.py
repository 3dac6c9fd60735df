"""Pull: what is new on the server, by sync token; the whole calendar where there is no token."""

import logging
from collections.abc import Callable

from desktop_app.domain.errors import RemoteError
from desktop_app.domain.ports import Progress, Remote, Store

log = logging.getLogger(__name__)
# 410, whatever its reason: with a token it can only mean the token, and to read anew is harmless.
# A refused token may also come as a plain 400 from servers that forgot its format.
START_OVER = frozenset({"sync_token_gone", "updated_min_gone", "deleted"})


def pull(
    store: Store,
    remote: Remote,
    calendar_id: str,
    progress: Progress,
    cancelled: Callable[[], bool],
) -> int:
    """Bring one calendar up to date; return how many events came.

    A pull that is cut or cancelled keeps the pages it stored and begins anew next time: the token
    is kept with the last page only. Raises RemoteError, NotConnectedError, StorageError.
    """
    state = store.sync_state(calendar_id)
    token = state.token if state.fingerprint == remote.fingerprint else ""
    try:
        return _pages(store, remote, calendar_id, token, progress, cancelled)
    except RemoteError as error:
        if error.code not in START_OVER or not token:
            raise
        log.info("the sync token is gone (%s): pulling the calendar anew", error.code)
        return _pages(store, remote, calendar_id, "", progress, cancelled)


def _pages(
    store: Store,
    remote: Remote,
    calendar_id: str,
    token: str,
    progress: Progress,
    cancelled: Callable[[], bool],
) -> int:
    if not token:
        store.begin_generation(calendar_id)
    brought, page_token = 0, ""
    while not cancelled():
        page = remote.list_events(calendar_id, token, page_token)
        if not page.next_page and not page.sync_token:
            raise RemoteError(code="server", retryable=True, detail="last page without a token")
        store.apply_page(
            calendar_id,
            page.events,
            "" if page.next_page else page.sync_token,
            remote.fingerprint,
        )
        brought += len(page.events)
        progress(brought)
        page_token = page.next_page
        if not page_token:
            break
    return brought
