"""Threads beside the window's: each owns something and is asked by a queue; answers come back
on the window's thread."""

import itertools
import logging
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from desktop_app.domain.errors import AulaError, EndedError

log = logging.getLogger(__name__)
T = TypeVar("T")

TEACHER, SYNC, IDLE = 0, 5, 9
"""Priorities: what the teacher does overtakes what sync does, and that what can wait."""
IN_STEP = 0.5
"""Seconds that a thread beside waits until what is being written stands in both files."""


class Post(QObject):
    """Runs callables on the thread that made it: the window's."""

    _posted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._guard = threading.Lock()
        self._over = False
        self._posted.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def __call__(self, task: Callable[[], None]) -> None:
        """Have `task` run on the window's thread soon. Safe from any thread."""
        with self._guard:
            if not self._over:
                self._posted.emit(task)

    def stop(self) -> None:
        """Run nothing any more: the program ends. No other thread is in Qt by way of this then."""
        with self._guard:
            self._over = True

    @Slot(object)
    def _run(self, task: Callable[[], None]) -> None:
        if not self._over:
            task()


class Worker:
    """One daemon thread with a queue of tasks by priority.

    Known errors (AulaError) go to `failed`; anything else is a bug: it is logged with its
    traceback and given to `failed` as a plain AulaError, so that nothing is lost in a thread.
    """

    def __init__(self, name: str, post: Post) -> None:
        self._post = post
        self._order = itertools.count()
        self._guard = threading.Lock()
        self._over = False
        self._tasks: queue.PriorityQueue[tuple[int, int, Callable[[], None] | None]] = (
            queue.PriorityQueue()
        )
        self._waited: set[Future[Any]] = set()
        self._thread = threading.Thread(target=self._loop, name=name, daemon=True)
        self._thread.start()

    def run(
        self,
        task: Callable[[], T],
        then: Callable[[T], None] | None = None,
        failed: Callable[[AulaError], None] | None = None,
        priority: int = TEACHER,
    ) -> None:
        """Do `task` on this thread; `then(result)` or `failed(error)` follow on the window's."""

        def do() -> None:
            try:
                result = task()
            except AulaError as error:
                self._answer(failed, error)
            except Exception:  # the thread's edge: a bug is logged whole and told, never lost
                log.exception("a task of thread %s failed", self._thread.name)
                self._answer(failed, AulaError())
            else:
                self._answer(then, result)

        self._tasks.put((priority, next(self._order), do))

    def call(self, task: Callable[[], T], priority: int = SYNC) -> T:
        """Do `task` on this thread and wait for it. Never from the window's thread.

        Raises EndedError when this thread has ended, or ends without having done it.
        """
        done: Future[T] = Future()

        def do() -> None:
            try:
                done.set_result(task())
            except BaseException as error:  # noqa: BLE001 - handed to whoever waits, as it is
                done.set_exception(error)

        with self._guard:
            if self._over:
                raise EndedError
            self._waited.add(done)
            self._tasks.put((priority, next(self._order), do))
        try:
            return done.result()
        finally:
            self._waited.discard(done)

    def stop(self, seconds: float) -> bool:
        """Let what is queued be done, end the thread, wait `seconds` at most; whether it ended."""
        self._tasks.put((1_000, next(self._order), None))
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _answer(self, callback: Callable[[Any], None] | None, value: object) -> None:
        if callback is not None:
            self._post(lambda: callback(value))

    def _loop(self) -> None:
        while True:
            _, _, task = self._tasks.get()
            if task is None:
                break
            task()
        with self._guard:
            self._over = True
            for done in list(self._waited):
                # Asked between the last task and now: whoever waits would wait for ever.
                if not done.done():
                    done.set_exception(EndedError())
