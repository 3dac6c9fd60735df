"""Sync for the window: when a pass runs, and what the badge says of it."""

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop_app.domain.errors import AulaError
from desktop_app.domain.ports import Remote, Store
from desktop_app.services.store_thread import StoreThread
from desktop_app.services.values import Badge
from desktop_app.services.workers import Post, Worker
from desktop_app.usecases.sync_now import Report, sync_now

IN_SIGHT, HIDDEN = 60.0, 300.0
FIRST_BACKOFF, LONGEST_BACKOFF = 5.0, 60.0
SHOW_WORKING_MS = 400  # a pass with nothing new is over before: the badge must not flicker


class SyncService(QObject):
    """Runs one pass at a time on the network thread; wake-ups while one runs become one more."""

    badge_changed = Signal(object)  # Badge
    finished = Signal(object)  # Report
    _progressed = Signal(int)

    def __init__(
        self,
        store: StoreThread,
        post: Post,
        connect: Callable[[str], Remote],
        now: Callable[[], float],
    ) -> None:
        super().__init__()
        self._store = store
        self._connect = connect
        self._now = now
        self._network = Worker("network", post)
        self._token = ""
        self._remote: Remote | None = None
        self._running = self._again = False
        self._cancelled = threading.Event()
        self._visible = True
        self._failures = 0
        self._badge = Badge("disconnected")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.wake)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SHOW_WORKING_MS)
        self._slow.timeout.connect(self._show_working)
        self._progressed.connect(self._show_progress)

    @property
    def badge(self) -> Badge:
        """The badge as it stands."""
        return self._badge

    def start(self, refresh_token: str) -> None:
        """Begin to sync with this grant."""
        self._token = refresh_token
        self._network.run(self._drop_remote)
        self._cancelled.clear()
        self.wake()

    def stop(self) -> None:
        """Stop syncing: no account, or the program ends. What is under way gives up soon."""
        self._token = ""
        self._cancelled.set()
        self._timer.stop()
        self._network.run(self._drop_remote)

    def show(self, badge: Badge) -> None:
        """Let the badge say something that no pass found out (no account, no keyring)."""
        self._set(badge)

    def set_visible(self, visible: bool) -> None:
        """Sync every minute in sight, every five hidden; coming into sight syncs at once."""
        if visible and not self._visible:
            self.wake()
        self._visible = visible

    @Slot()
    def wake(self) -> None:
        """Run a pass now, or once more after the one that runs."""
        if not self._token:
            return
        if self._running:
            self._again = True
            return
        self._running, self._again = True, False
        self._timer.stop()
        self._slow.start()
        self._network.run(self._pass, self._done, self._broken)

    def use_network(
        self,
        task: Callable[[], object],
        then: Callable[[object], None] | None = None,
        failed: Callable[[AulaError], None] | None = None,
    ) -> None:
        """Do something else on the network thread (revoking a grant)."""
        self._network.run(task, then, failed)

    def _drop_remote(self) -> None:
        if self._remote is not None:
            self._remote.close()
            self._remote = None

    def _pass(self) -> tuple[Report, float | None, tuple[int, int]]:
        store: Store = self._store.queued()
        if self._remote is None:
            self._remote = self._connect(self._token)
        report = sync_now(
            store,
            self._remote,
            self._now,
            self._progressed.emit,
            self._cancelled.is_set,
        )
        account = store.account()
        changes = store.changes(account.sub) if account else ()
        stuck = sum(1 for change in changes if change.state == "attention")
        due = store.next_due(account.sub) if account else None
        return report, due, (len(changes) - stuck, stuck)

    @Slot(int)
    def _show_progress(self, brought: int) -> None:
        if self._running and not self._slow.isActive():
            self._set(Badge("working", self._badge.since, brought))

    @Slot()
    def _show_working(self) -> None:
        if self._running:
            self._set(Badge("working", self._badge.since))

    def _done(self, result: tuple[Report, float | None, tuple[int, int]]) -> None:
        report, due, (unsent, stuck) = result
        self._running = False
        self._slow.stop()
        if not self._token:
            return
        since = self._now() if report.error is None else self._badge.since
        self._failures = 0 if report.error is None else self._failures + 1
        # What came is on screen before the badge says that it is.
        self.finished.emit(report)
        self._set(self._badge_of(report, since, unsent, stuck))
        self._plan(report, due)

    def _badge_of(self, report: Report, since: float | None, unsent: int, stuck: int) -> Badge:
        if report.error is not None and report.error.code in {"reconnect", "scope"}:
            return Badge("reconnect", since, unsent)
        if stuck:
            return Badge("attention", since, stuck)
        if report.error is not None:
            return Badge("offline", since, unsent)
        return Badge("synced", since, unsent)

    def _broken(self, error: AulaError) -> None:
        self._running = False
        self._slow.stop()
        self._failures += 1
        state = "reconnect" if error.code in {"reconnect", "not_connected"} else "offline"
        self.finished.emit(Report(error=error))
        self._set(Badge(state, self._badge.since))  # type: ignore[arg-type]
        self._plan(Report(error=error), None)

    def _plan(self, report: Report, due: float | None) -> None:
        if self._again:
            self.wake()
            return
        wait = IN_SIGHT if self._visible else HIDDEN
        if report.error is not None:
            wait = min(LONGEST_BACKOFF, FIRST_BACKOFF * 2 ** min(self._failures - 1, 8))
            if report.error.retry_after is not None:
                wait = max(wait, report.error.retry_after)
            if report.error.code in {"quota", "reconnect"}:
                wait = HIDDEN
        else:
            if report.next_poll is not None:
                wait = min(wait, report.next_poll)
            if due is not None:
                wait = min(wait, max(0.0, due - self._now()))
        self._timer.start(int(wait * 1000))

    def _set(self, badge: Badge) -> None:
        if badge != self._badge:
            self._badge = badge
            self.badge_changed.emit(badge)
