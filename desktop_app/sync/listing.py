"""Series that only Google can expand: it is asked for their occurrences."""

import logging
from collections.abc import Callable, Sequence

from desktop_app.domain.errors import RemoteError
from desktop_app.domain.ports import Remote, Said, Store, Unlisted
from desktop_app.domain.recurrence import AHEAD, BACK
from desktop_app.domain.series import can_expand
from desktop_app.sync import retry

log = logging.getLogger(__name__)
REFUSED = frozenset({"not_found", "forbidden", "deleted", "rejected"})
"""What the occurrences of one series answer that Google does not list."""
LONGEST = 3600.0
"""Seconds between two questions for the same series, at most."""


def of_page(
    store: Store, remote: Remote, calendar_id: str, found: Sequence[Said], now: float
) -> None:
    """Ask for the occurrences of those of `found` that only Google can expand, and of those that it
    listed once. Before the page that tells of them counts: a pull that is cut asks again.

    Raises NetworkError, NotConnectedError, RemoteError (not what one series is refused with),
    StorageError.
    """
    series = [said.event for said in found if said.event.recurrence and not said.event.cancelled]
    known = store.listings.known(calendar_id) if series else frozenset()
    for event in series:
        if event.id in known or not can_expand(event):
            _ask(store, remote, calendar_id, event.id, 0, now)


def again(
    store: Store, remote: Remote, calendar_id: str, now: float, cancelled: Callable[[], bool]
) -> None:
    """Ask anew for what Google did not list, where it is time. Raises as `of_page`."""
    for series, (tries, next_time) in store.listings.refused(calendar_id).items():
        if cancelled():
            return
        if now < next_time <= now + LONGEST:  # further off only where the clock was set back
            continue
        said = store.said(calendar_id, series)
        if said is None or said.event.cancelled or can_expand(said.event):
            store.listings.refuse(calendar_id, series, None)
        else:
            _ask(store, remote, calendar_id, series, tries, now)


def _ask(
    store: Store, remote: Remote, calendar_id: str, series: str, tries: int, now: float
) -> None:
    start = int(now)
    try:
        those = remote.instances(calendar_id, series, start - BACK, start + AHEAD)
    except RemoteError as error:
        if error.code not in REFUSED:
            raise
        # One series that cannot be listed keeps no other event from coming.
        log.warning("series %s cannot be listed: %s", series, error.code)
        wait = retry.wait(error, tries + 1, longest=LONGEST)
        store.listings.refuse(calendar_id, series, Unlisted(tries + 1, now + wait))
    else:
        store.listings.keep(calendar_id, series, those)
