"""Sync now: one pass for the account that is connected."""

from collections.abc import Callable

from desktop_app.domain.errors import NotConnectedError
from desktop_app.domain.ports import Progress, Remote, Store
from desktop_app.sync.pacing import Pacer, Wake
from desktop_app.sync.report import Report

# Imports inside functions here: the window's rhythm is set up at the start, a pass runs later.


def sync_now(
    store: Store,
    remote: Remote,
    now: Callable[[], float],
    progress: Progress = lambda brought: None,
    cancelled: Callable[[], bool] = lambda: False,
    sending: Progress = lambda sent: None,
    hold: bool = False,
    asked: bool = False,
) -> Report:
    """Run one pass and return what it did; see `run_pass`.

    Raises NotConnectedError, StorageError.
    """
    from desktop_app.sync.engine import run_pass

    account = store.account()
    if account is None:
        raise NotConnectedError
    return run_pass(store, remote, account, now, progress, cancelled, sending, hold, asked)


def send_now(
    store: Store, remote: Remote, now: Callable[[], float], cancelled: Callable[[], bool]
) -> int:
    """Send what is ready and pull nothing; return how many changes went. Raises StorageError."""
    from desktop_app.sync.push import push

    account = store.account()
    return push(store, remote, account.sub, now, cancelled).sent if account else 0


__all__ = ["Pacer", "Report", "Wake", "send_now", "sync_now"]
