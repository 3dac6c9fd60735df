"""The program without its window, living by a simulated clock: the real services, threads, files
and HTTP; only time is not waited for."""

import random
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal

from desktop_app.demo import DemoServer
from desktop_app.domain.ports import Store
from desktop_app.services.store_thread import StoreThread
from desktop_app.services.sync_service import SyncService
from desktop_app.services.values import Badge, BadgeState
from desktop_app.services.workers import Post
from desktop_app.usecases import connect
from desktop_app.usecases.new_lesson import Wish, new_lesson
from desktop_app.usecases.sync_now import Pacer, Report, Wake
from desktop_app.wiring import configure
from tests.e2e.run import environment

MONDAY = 1_795_428_000.0  # 2026-11-23 10:00 UTC
PATIENCE = 30.0


class Clock:
    """Epoch seconds that move when told to."""

    def __init__(self, start: float = MONDAY) -> None:
        self.seconds = start

    def __call__(self) -> float:
        return self.seconds


class SimulatedTimer(QObject):
    """A single-shot timer on a simulated clock; who moves the clock fires it."""

    timeout = Signal()

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self.due: float | None = None

    def start(self, msec: int) -> None:
        self.due = self._clock() + msec / 1000

    def stop(self) -> None:
        self.due = None

    def remainingTime(self) -> int:
        return -1 if self.due is None else int((self.due - self._clock()) * 1000)

    def fire(self) -> None:
        self.due = None
        self.timeout.emit()


class Life:
    """Sync as the window runs it, from one simulated moment to the next."""

    def __init__(self, server: DemoServer, folder: Path, clock: Clock, seed: int = 1) -> None:
        self.clock = clock
        self.server = server
        self.aula = configure(environ=environment(server, folder), now=clock)
        self.post = Post()
        self.store = StoreThread(self.aula.open_store, self.post, lambda changed: None)
        self.timer = SimulatedTimer(clock)
        self.sync = SyncService(
            self.store,
            self.post,
            self.aula.remote,
            clock,
            self.timer,
            Pacer(random.Random(seed).uniform),
        )
        self.reports: list[Report] = []
        self.badges: list[Badge] = []
        self.sync.finished.connect(self.reports.append)
        self.sync.badge_changed.connect(self.badges.append)

    def begin(self) -> None:
        """Take up the account and run the first pass."""
        self.account, token = connect.take_up(self.files, self.aula)
        self.sync.start(self.account.sub, token)
        self.settle()

    @property
    def files(self) -> Store:
        """The files, asked as other threads ask them."""
        return self.store.queued()

    def make(self, count: int = 1) -> list[str]:
        """Make classes as the window does, without telling sync."""
        made = []
        for _ in range(count):
            wish = Wish(start=int(self.clock()) + 86_400, summary="Ana", meeting=False)
            lesson = new_lesson(self.files, None, wish, self.aula.defaults, self.clock())
            made.append(lesson.change.draft.event_id)
        return made

    def wake(self, why: Wake) -> None:
        """Wake sync and let what comes of it end."""
        self.sync.wake(why)
        self.settle()

    def settle(self) -> None:
        """Let the threads do what they have, until no pass runs."""
        end = time.monotonic() + PATIENCE
        QCoreApplication.processEvents()
        while self.sync.running:
            assert time.monotonic() < end, "a pass does not end"
            # Python's threads get the interpreter while this one waits in the event loop.
            time.sleep(0)
            QCoreApplication.processEvents()

    def live_until(self, when: float) -> None:
        """Let time go by until `when`, firing the timer whenever it is due."""
        while self.timer.due is not None and self.timer.due <= when:
            self.clock.seconds = max(self.clock.seconds, self.timer.due)
            self.timer.fire()
            self.settle()
        self.clock.seconds = when

    def live(self, seconds: float) -> None:
        """Let `seconds` go by."""
        self.live_until(self.clock() + seconds)

    def state(self) -> BadgeState:
        """Return the state of the badge."""
        return self.sync.badge.state

    def here(self) -> list[str]:
        """Return the state of each change."""
        account = self.files.account()
        assert account is not None
        return [change.state for change in self.files.changes(account.sub)]

    def there(self, summary: str = "Ana") -> list[str]:
        """Return the ids of the server's live events of that name."""
        return [e["id"] for e in self.server.calendar().live if e.get("summary") == summary]

    def end(self) -> None:
        """End as the program does."""
        assert self.sync.end(10)
        assert self.store.stop(10)
        QCoreApplication.processEvents()
