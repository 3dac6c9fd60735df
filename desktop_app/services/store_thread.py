"""The store thread: the only connections that write, opened, used and closed on one thread."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from desktop_app.domain.errors import AulaError
from desktop_app.domain.occurrence import ChangeSet
from desktop_app.domain.ports import Store
from desktop_app.services.workers import SYNC, TEACHER, Post, Worker

T = TypeVar("T")


class StoreThread:
    """Runs what is asked with the Store; every ChangeSet that comes of it goes to `changed`."""

    def __init__(
        self,
        open_store: Callable[[], Store],
        post: Post,
        changed: Callable[[ChangeSet], None],
    ) -> None:
        self._open = open_store
        self._post = post
        self._changed = changed
        self._store: Store | None = None
        self._worker = Worker("store", post)

    def run(
        self,
        task: Callable[[Store], T],
        then: Callable[[T], None] | None = None,
        failed: Callable[[AulaError], None] | None = None,
        priority: int = TEACHER,
    ) -> None:
        """Do `task(store)`; `then` or `failed` follow on the window's thread."""
        self._worker.run(lambda: task(self._opened()), then, failed, priority)

    def queued(self) -> Store:
        """Return the Store as other threads may use it: each call waits for its turn here."""
        return cast(Store, _QueuedStore(self))

    def call(self, name: str, *args: Any, **kwargs: Any) -> Any:
        """Do one Store method for another thread and tell what it changed."""
        result = self._worker.call(lambda: getattr(self._opened(), name)(*args, **kwargs), SYNC)
        self.tell(result)
        return result

    def tell(self, result: object) -> None:
        """Pass on the ChangeSet that a Store method returned, alone or with other values."""
        for part in result if type(result) is tuple else (result,):
            if isinstance(part, ChangeSet) and part != ChangeSet():
                self._post(lambda part=part: self._changed(part))  # type: ignore[misc]

    def stop(self, seconds: float) -> bool:
        """Finish what is queued, close the files, end the thread; whether it did in time."""
        self._worker.run(self._close, priority=999)
        return self._worker.stop(seconds)

    def _opened(self) -> Store:
        if self._store is None:
            self._store = self._open()
        return self._store

    def _close(self) -> None:
        if self._store is not None:
            self._store.close()
            self._store = None


class _QueuedStore:
    """Hands every method of Store to the store thread (the port has some thirty: no copy here)."""

    def __init__(self, thread: StoreThread) -> None:
        self._thread = thread

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_") or not hasattr(Store, name):
            raise AttributeError(name)

        def ask(*args: Any, **kwargs: Any) -> Any:
            return self._thread.call(name, *args, **kwargs)

        return ask
