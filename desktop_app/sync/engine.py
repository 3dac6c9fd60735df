"""One pass: push, pull, look after the meetings; what came of it is a value."""

import logging
from collections.abc import Callable

from desktop_app.domain.errors import NotConnectedError, RemoteError
from desktop_app.domain.ports import Account, Progress, Remote, Store
from desktop_app.sync import calendars, meetings, push
from desktop_app.sync.pull import pull_all
from desktop_app.sync.report import Report

log = logging.getLogger(__name__)


def run_pass(
    store: Store,
    remote: Remote,
    account: Account,
    now: Callable[[], float],
    progress: Progress = lambda brought: None,
    cancelled: Callable[[], bool] = lambda: False,
    sending: Progress = lambda sent: None,
    hold: bool = False,
    asked: bool = False,
) -> Report:
    """Drain the outbox (unless `hold`), pull what is new, poll pending meetings.

    `asked`: she wants this pass herself, so what is else read now and then is read anew.
    A quota that is used up keeps changes here, not what others do from coming in. Raises
    StorageError only.
    """
    pushed = push.Pushed()
    if not hold:
        pushed = push.push(store, remote, account.sub, now, cancelled, sending)
    refused = tuple(pushed.without_meeting)
    held = pushed.stopped_by
    if held is not None and held.code != "quota":
        return Report(pushed.sent, 0, held, None, refused)
    brought, polled = 0, meetings.Polled(None)
    try:
        calendars.refresh(store, remote, now(), asked, cancelled)
        brought, lost = pull_all(store, remote, account, now(), progress, cancelled)
        if lost:
            calendars.read(store, remote, now(), cancelled)
        polled = meetings.poll(store, remote, now(), cancelled)
    except (RemoteError, NotConnectedError) as error:
        log.info("the pass ended early: %s", error)
        return Report(pushed.sent, brought, error, polled.next_in, refused, held)
    if not cancelled():
        store.synced(now())
    return Report(pushed.sent, brought, None, polled.next_in, refused, held)
