"""Pull: what is new on the server, by sync token; the whole calendar where there is no token."""

import logging
from collections.abc import Callable, Sequence
from typing import NamedTuple

from desktop_app.domain.calendars import to_pull
from desktop_app.domain.errors import RemoteError
from desktop_app.domain.ports import Account, Progress, Remote, Said, Store
from desktop_app.sync import calendars, clashes, listing

log = logging.getLogger(__name__)
# 410, whatever its reason: with a token it can only mean the token, and to read anew is harmless.
# A refused token may also come as a plain 400 from servers that forgot its format.
START_OVER = frozenset({"sync_token_gone", "updated_min_gone", "deleted"})
LOST = frozenset({"not_found", "forbidden", "deleted"})
"""What a calendar answers that is gone, or no longer shared."""


class Pulled(NamedTuple):
    """How many events came; `lost`: whether a calendar answers since now that it is not hers."""

    brought: int
    lost: bool


def pull_all(
    store: Store,
    remote: Remote,
    account: Account,
    now: float,
    progress: Progress,
    cancelled: Callable[[], bool],
) -> Pulled:
    """Bring the calendar of the classes and those that are shown up to date.

    One that fails by itself keeps its trouble and stops none of the others, but that of the
    classes: its error is the pass's. Raises as `pull`.
    """
    known = {one.id: one for one in store.calendars.known()}
    brought, lost = 0, False
    failed: RemoteError | None = None
    for calendar_id in to_pull(known.values(), account.calendar_id):

        def counted(count: int, before: int = brought) -> None:
            progress(before + count)

        trouble = ""
        try:
            brought += pull(store, remote, account.sub, calendar_id, now, counted, cancelled)
        except RemoteError as error:
            if error.code in calendars.EVERYBODY:
                raise
            log.info("a calendar cannot be brought up to date: %s", error.code)
            trouble = error.code
            if calendar_id == account.calendar_id:
                failed = error
        if calendar_id in known and trouble != known[calendar_id].trouble:
            lost = lost or trouble in LOST
            store.calendars.trouble(calendar_id, trouble)
    if failed is not None:
        raise failed
    return Pulled(brought, lost)


def pull(
    store: Store,
    remote: Remote,
    account: str,
    calendar_id: str,
    now: float,
    progress: Progress,
    cancelled: Callable[[], bool],
) -> int:
    """Bring one calendar up to date; return how many events came.

    What comes is held against the changes that the account `account` (its sub) has waiting for it.

    A pull that is cut or cancelled keeps the pages it stored and begins anew next time: the token
    is kept with the last page only. Raises RemoteError, NotConnectedError, StorageError.
    """
    state = store.sync_state(calendar_id)
    token = state.token if state.fingerprint == remote.fingerprint else ""
    wait_for = store.targets(account)

    def strange(found: Sequence[Said]) -> None:
        listing.of_page(store, remote, calendar_id, found, now)

    def arrived(found: Sequence[Said]) -> None:
        families = {said.event.family for said in found} & wait_for
        clashes.look(store, remote, account, calendar_id, families, now, cancelled)

    try:
        brought = _pages(store, remote, calendar_id, token, progress, cancelled, strange, arrived)
    except RemoteError as error:
        if error.code not in START_OVER or not token:
            raise
        log.info("the sync token is gone (%s): pulling the calendar anew", error.code)
        brought = _pages(store, remote, calendar_id, "", progress, cancelled, strange, arrived)
    listing.again(store, remote, calendar_id, now, cancelled)
    return brought


def _pages(
    store: Store,
    remote: Remote,
    calendar_id: str,
    token: str,
    progress: Progress,
    cancelled: Callable[[], bool],
    before: Callable[[Sequence[Said]], None],
    after: Callable[[Sequence[Said]], None],
) -> int:
    if not token:
        store.begin_generation(calendar_id)
    brought, page_token = 0, ""
    while not cancelled():
        page = remote.list_events(calendar_id, token, page_token)
        if not page.next_page and not page.sync_token:
            raise RemoteError(code="server", retryable=True, detail="last page without a token")
        if cancelled():  # she may have signed out meanwhile: this is not for who comes next
            break
        before(page.events)
        store.apply_page(
            calendar_id,
            page.events,
            "" if page.next_page else page.sync_token,
            remote.fingerprint,
        )
        after(page.events)
        brought += len(page.events)
        progress(brought)
        page_token = page.next_page
        if not page_token:
            break
    return brought
