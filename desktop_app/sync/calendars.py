"""The calendar list: read now and then, for it costs a request and hardly ever differs."""

import logging
from collections.abc import Callable

from desktop_app.domain.errors import NetworkError, RemoteError
from desktop_app.domain.ports import Remote, Store

log = logging.getLogger(__name__)
OFTEN, SELDOM = 60.0, 3600.0
"""Seconds for which the list is new enough when she asked for a pass, and when nobody did."""
REFUSED = frozenset({"scope", "forbidden"})
FEW = 50
"""Families forgotten at a time of a calendar that is gone."""
EVERYBODY = frozenset(
    {"network", "reconnect", "api_disabled", "rate_limited", "quota", "not_connected"}
)
"""What no other calendar would fare better with: the pass ends."""


def refresh(
    store: Store, remote: Remote, now: float, asked: bool, cancelled: Callable[[], bool]
) -> None:
    """Read the calendar list if the one that is known is old; without leave go on as before.

    A list that cannot be had keeps nobody from the calendars that are known. Raises NetworkError,
    NotConnectedError, RemoteError (what would end any pass), StorageError.
    """
    age = now - store.calendars.listed_at()
    if 0 <= age < (OFTEN if asked else SELDOM):
        return
    read(store, remote, now, cancelled)


def read(store: Store, remote: Remote, now: float, cancelled: Callable[[], bool]) -> None:
    """Read the calendar list; see `refresh`."""
    try:
        found = remote.calendars()
    except NetworkError:
        raise
    except RemoteError as error:
        if error.code in EVERYBODY:
            raise
        log.info("the calendar list cannot be read: %s", error.code)
        if error.code in REFUSED and not cancelled():
            store.calendars.keep(None, now)
    else:
        if not cancelled():  # she may have signed out meanwhile: they are not the next one's
            store.calendars.keep(found, now)
            # Each a call of its own: what she does meanwhile comes first.
            while not cancelled() and store.calendars.forget_some(FEW)[0]:
                pass
