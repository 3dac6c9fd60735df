"""Sync for the window: when a pass runs, and what the badge says of it."""

import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop_app.domain.errors import AulaError
from desktop_app.domain.ports import OutboxCounts, Remote, Store
from desktop_app.services.store_thread import StoreThread
from desktop_app.services.values import Badge, BadgeState
from desktop_app.services.workers import Post, Worker
from desktop_app.usecases.sync_now import Pacer, Report, Wake, send_now, sync_now

SHOW_WORKING_MS = 400  # a pass with nothing new is over before: the badge must not flicker


class Timer(Protocol):
    """A single-shot timer; a QTimer, or a simulated one."""

    @property
    def timeout(self) -> Any: ...
    def start(self, msec: int) -> None: ...
    def stop(self) -> None: ...
    def remainingTime(self) -> int: ...


class _Passed(NamedTuple):
    report: Report
    due: float | None
    counts: OutboxCounts


class SyncService(QObject):
    """Runs one pass at a time on the network thread; wake-ups while one runs become one more."""

    badge_changed = Signal(object)  # Badge
    finished = Signal(object)  # Report
    no_grant = Signal()  # a pass was asked for, and there is no account to run it for

    def __init__(
        self,
        store: StoreThread,
        post: Post,
        connect: Callable[[str], Remote],
        now: Callable[[], float],
        timer: Timer | None = None,
        pacer: Pacer | None = None,
    ) -> None:
        super().__init__()
        self._store = store
        self._post = post
        self._connect = connect
        self._now = now
        self._network = Worker("network", post)
        self._pacer = pacer or Pacer()
        self._account = self._token = ""
        self._remote: Remote | None = None
        self._running = False
        self._again: set[Wake] = set()
        self._cancelled = threading.Event()
        self._visible = True
        self._badge = Badge("starting")
        if timer is None:
            timer = QTimer(self)
            timer.setSingleShot(True)
        self._timer = timer
        self._timer.timeout.connect(self._timed)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SHOW_WORKING_MS)
        self._slow.timeout.connect(self._show_working)

    @property
    def badge(self) -> Badge:
        """The badge as it stands."""
        return self._badge

    @property
    def running(self) -> bool:
        """Whether a pass is under way."""
        return self._running

    def start(self, account: str, refresh_token: str) -> None:
        """Begin to sync for `account` (its sub) with this grant; a pass for another one ends."""
        self._cancelled.set()
        self._cancelled = threading.Event()
        self._account, self._token = account, refresh_token
        self._network.run(self._drop_remote)
        self._pacer.reset()
        self.wake(Wake.START)

    def stop(self) -> None:
        """Stop syncing: no account, or the program ends. What is under way gives up soon."""
        self._token = ""
        self._cancelled.set()
        self._again.clear()
        self._timer.stop()
        self._network.run(self._drop_remote)

    def send_last(self, seconds: float) -> None:
        """Send what is ready and wait `seconds` at most for that: the program ends.

        Nothing is tried where Google did not answer last time: it goes at the next start.
        """
        if not self._token or self._badge.state not in _ANSWERED:
            return
        deadline = time.monotonic() + seconds
        store = self._store.queued(self._account)
        done = threading.Event()

        def send() -> None:
            try:
                if self._remote is not None:
                    send_now(store, self._remote, self._now, partial(_past, deadline))
            finally:
                done.set()

        self._timer.stop()
        self._network.run(send)
        done.wait(seconds)

    def end(self, seconds: float) -> bool:
        """Stop for good and wait `seconds` at most for the thread; whether it ended."""
        self.stop()
        self._slow.stop()
        return self._network.stop(seconds)

    def show(self, badge: Badge) -> None:
        """Let the badge say something that no pass found out (no account, no keyring)."""
        self._set(badge)

    def set_visible(self, visible: bool) -> None:
        """Sync every minute in sight, every five hidden; coming into sight syncs at once."""
        before, self._visible = self._visible, visible
        if visible and not before:
            self.wake(Wake.FOCUS)

    def came_to_front(self) -> None:
        """She is back at Aula: show her how things are now."""
        self.wake(Wake.FOCUS)

    @Slot()
    def edited(self) -> None:
        """There is something to send."""
        self.wake(Wake.EDIT)

    @Slot(object)
    def wake(self, why: Wake) -> None:
        """Run a pass now if `why` is reason enough, or once more after the one that runs."""
        now = self._now()
        if not self._token:
            if why in (Wake.ASKED, Wake.NETWORK, Wake.SLEEP):
                self.no_grant.emit()
        elif self._running:
            self._again.add(why)
        elif self._pacer.may_start(why, now):
            if why is Wake.ASKED:
                self._pacer.asked(now)
            self._begin(why is Wake.ASKED)
        elif why is Wake.FOCUS:
            # Hidden, the next pass was further off than it may be in sight.
            soon = int(self._pacer.latest(now, self._visible) * 1000)
            if self._timer.remainingTime() > soon:
                self._timer.start(soon)

    @Slot()
    def _timed(self) -> None:
        self.wake(Wake.TIMER)

    def _begin(self, asked: bool) -> None:
        self._running = True
        self._again.clear()
        self._timer.stop()
        self._slow.start()
        hold = self._pacer.held(self._now()) is not None
        cancelled = self._cancelled
        task = partial(self._pass, self._account, self._token, cancelled, hold, asked)
        self._network.run(task, partial(self._done, cancelled), partial(self._broken, cancelled))

    def _drop_remote(self) -> None:
        if self._remote is not None:
            self._remote.close()
            self._remote = None

    def _pass(
        self, sub: str, token: str, cancelled: threading.Event, hold: bool, asked: bool
    ) -> _Passed:
        store: Store = self._store.queued(sub)
        if self._remote is None:
            self._remote = self._connect(token)
        account = store.account()
        waiting = store.counts(account.sub).unsent if account else 0
        report = sync_now(
            store,
            self._remote,
            self._now,
            lambda brought: self._post(lambda: self._show_brought(brought)),
            cancelled.is_set,
            lambda sent: self._post(lambda: self._show_left(waiting - sent)),
            hold,
            asked,
        )
        if account is None:
            return _Passed(report, None, OutboxCounts(0, 0))
        return _Passed(report, store.next_due(account.sub), store.counts(account.sub))

    def _show_brought(self, brought: int) -> None:
        if self._running and not self._slow.isActive():
            self._set(Badge("working", self._badge.since, brought))

    def _show_left(self, left: int) -> None:
        if self._running and not self._slow.isActive() and left > 0:
            self._set(Badge("working", self._badge.since, left, sending=True))

    @Slot()
    def _show_working(self) -> None:
        if self._running:
            self._set(Badge("working", self._badge.since))

    def _ended(self, cancelled: threading.Event) -> bool:
        """A pass is over; return whether its grant is too: what came of it concerns nobody."""
        self._running = False
        self._slow.stop()
        if not cancelled.is_set():
            return False
        self._go_on()
        return True

    def _done(self, cancelled: threading.Event, passed: _Passed) -> None:
        if self._ended(cancelled):
            return
        report, due, counts = passed
        now = self._now()
        if report.next_poll is not None:
            poll = now + report.next_poll
            due = poll if due is None else min(due, poll)
        wait = self._pacer.ended(now, report.error, report.held, due, self._visible)
        since = now if report.error is None else self._badge.since
        # What came is on screen before the badge says that it is.
        self.finished.emit(report)
        self._set(badge_of(report.error or self._pacer.held(now), since, counts))
        self._plan(wait)

    def _broken(self, cancelled: threading.Event, error: AulaError) -> None:
        """The pass itself could not be run: no credentials, a file that cannot be used, a bug."""
        if self._ended(cancelled):
            return
        wait = self._pacer.ended(self._now(), error, in_sight=self._visible)
        self.finished.emit(Report(error=error))
        self._set(badge_of(error, self._badge.since, OutboxCounts(0, 0)))
        self._plan(wait)

    def _plan(self, wait: float) -> None:
        self._timer.start(int(wait * 1000))
        self._go_on()

    def _go_on(self) -> None:
        """Run the pass that was asked for while one ran."""
        again, self._again = self._again, set()
        for why in again:
            if not self._running:
                self.wake(why)

    def _set(self, badge: Badge) -> None:
        if badge != self._badge:
            self._badge = badge
            self.badge_changed.emit(badge)


_ANSWERED = frozenset({"synced", "working", "attention"})


def _past(deadline: float) -> bool:
    return time.monotonic() >= deadline


def badge_of(trouble: AulaError | None, since: float | None, counts: OutboxCounts) -> Badge:
    """Return the badge after a pass: what she must do first, then what is wrong, then all well."""
    told = None if trouble is None else trouble.told
    if trouble is not None and trouble.code in {"reconnect", "scope", "not_connected"}:
        return Badge("reconnect", since, counts.unsent, told=told)
    if counts.attention:
        return Badge("attention", since, counts.attention, told=told)
    if trouble is None:
        return Badge("synced", since, counts.unsent)
    state: BadgeState = "offline" if trouble.code == "network" else "trouble"
    return Badge(state, since, counts.unsent, told=told)
