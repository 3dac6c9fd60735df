"""The store thread: the only connections that write, opened, used and closed on one thread."""

import logging
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from operator import attrgetter
from typing import Any, TypeVar, cast

from desktop_app.domain.errors import AulaError, NotConnectedError, StorageError
from desktop_app.domain.occurrence import ChangeSet
from desktop_app.domain.ports import CalendarList, Listings, Reminders, Roster, Store
from desktop_app.domain.text import N_, Sentence
from desktop_app.services.workers import SYNC, TEACHER, Post, Worker
from desktop_app.system.lock import IN_USE

log = logging.getLogger(__name__)
T = TypeVar("T")

PARTS: dict[str, type] = {
    "roster": Roster,
    "reminders": Reminders,
    "calendars": CalendarList,
    "listings": Listings,
}
"""The parts of a Store, each a port of its own."""
_OF_SENT = frozenset({"settle", "postpone", "need_attention"})
"""What a change is told when its request has left: it names the change, and so its account."""

PUT_BACK = Sentence(
    N_("Aula's folder was removed while Aula was open. It is put back, with all that was in it.")
)
TAKEN_IN = Sentence(
    N_(
        "Another desk.db was put in the place of the open one. It is used from here on, with what "
        "still had to be sent; what was open is in the list of copies."
    )
)
MENDED = Sentence(N_("The saved copy of the calendar was damaged. It is downloaded again."))


class StoreThread:
    """Runs what is asked with the Store; every ChangeSet that comes of it goes to `changed`.

    Files that were removed, or a cache that is found damaged, while they are open are mended and
    the task is done again: a Store method that raised has changed nothing. `mended` is told.
    """

    def __init__(
        self,
        open_store: Callable[[], Store],
        post: Post,
        changed: Callable[[ChangeSet], None],
        mend_cache: Callable[[], bool] = lambda: False,
        mended: Callable[[Sentence], None] = lambda told: None,
        renew_lock: Callable[[], bool] = lambda: True,
    ) -> None:
        """`mend_cache`: look at the closed cache thoroughly, set it aside if it is damaged.
        `renew_lock`: take the lock of a folder made anew; whether it is ours."""
        self._open = open_store
        self._post = post
        self._changed = changed
        self._mend_cache = mend_cache
        self._mended = mended
        self._renew_lock = renew_lock
        self._copied = False
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
        self._worker.run(lambda: self._do(task), then, failed, priority)

    def apart(
        self,
        task: Callable[[], T],
        then: Callable[[T], None] | None = None,
        failed: Callable[[AulaError], None] | None = None,
    ) -> None:
        """Do `task` with the files closed, and open them again."""

        def do() -> T:
            self._close()
            try:
                result = task()
            except AulaError:
                with suppress(AulaError):  # the first trouble is the one to be told
                    self._opened()
                raise
            self._opened()
            self.tell(ChangeSet(everything=True, outbox=True, sync=True))
            return result

        self._worker.run(do, then, failed)

    def beside(
        self,
        task: Callable[[], T],
        then: Callable[[T], None] | None = None,
        failed: Callable[[AulaError], None] | None = None,
    ) -> None:
        """Do on this thread what only reads files and needs no Store."""
        self._worker.run(task, then, failed)

    def worker(self, name: str) -> Worker:
        """Return one more thread, for what needs no Store; its answers come the same way."""
        return Worker(name, self._post)

    def suspect(self, failed: Callable[[AulaError], None]) -> None:
        """Look at the files: who reads them found damage. `failed` is told what cannot be mended."""

        def do() -> None:
            self._look_at_cache()
            self._opened()
            self.tell(ChangeSet(everything=True, outbox=True, sync=True))

        self._worker.run(do, None, failed)

    def queued(self, account: str | None = None) -> Store:
        """Return the Store as other threads may use it: each call waits for its turn here.

        With `account` (its sub) each raises NotConnectedError once another one is connected: what
        was asked for the one is not kept for the next. But what became of a request that has left.
        """
        return cast(Store, _Queued(self, Store, account))

    def call(self, account: str | None, name: str, *args: Any, **kwargs: Any) -> Any:
        """Do one Store method (of a part: `part.method`) for another thread and tell what it
        changed; `account` as for `queued`."""
        method = attrgetter(name)

        def do(store: Store) -> Any:
            if account is not None and name not in _OF_SENT:
                connected = store.account()
                if connected is None or connected.sub != account:
                    raise NotConnectedError
            return method(store)(*args, **kwargs)

        result = self._worker.call(lambda: self._do(do), SYNC)
        self.tell(result)
        return result

    def tell(self, result: object) -> None:
        """Pass on the ChangeSet that a Store method returned, alone or with other values."""
        for part in result if type(result) is tuple else (result,):
            if isinstance(part, ChangeSet) and part != ChangeSet():
                self._post(partial(self._changed, part))

    def stop(self, seconds: float) -> bool:
        """Finish what is queued, close the files, end the thread; whether it did in time."""
        self._worker.run(self._close, priority=999)
        return self._worker.stop(seconds)

    def _do(self, task: Callable[[Store], T]) -> T:
        try:
            return task(self._opened())
        except StorageError as error:
            log.warning("the files cannot be used: %s", error)
            if not self._mend(error):
                raise
        result = task(self._opened())
        self.tell(ChangeSet(everything=True, outbox=True, sync=True))
        return result

    def _mend(self, error: StorageError) -> bool:
        """Return whether the same task may work now. Raises StorageError."""
        if self._store is None or error.code not in ("gone", "damaged"):
            return False  # a file that never opened is mended, or named, by opening it
        if error.code == "gone":
            self._put_back(self._store)
        else:
            self._look_at_cache()
        return True

    def _put_back(self, store: Store) -> None:
        """Have the files stand where they were. Raises StorageError: `locked` while another Aula
        has their place; two that write would lose what either does."""
        if not self._renew_lock():
            if not self._copied:
                store.keep_copy()
                self._copied = True
            raise StorageError(IN_USE, code="locked")
        told = TAKEN_IN if store.put_back() else PUT_BACK
        self._copied = False
        self._post(lambda: self._mended(told))
        self._close()

    def _look_at_cache(self) -> None:
        self._close()
        if self._mend_cache():
            self._post(lambda: self._mended(MENDED))

    def _opened(self) -> Store:
        if self._store is None:
            self._store = self._open()
        return self._store

    def _close(self) -> None:
        if self._store is not None:
            self._store.close()
            self._store = None


class _Queued:
    """Hands every method of Store to the store thread (the port has some thirty: no copy here)."""

    def __init__(
        self, thread: StoreThread, port: type, account: str | None, prefix: str = ""
    ) -> None:
        self._thread = thread
        self._port = port
        self._account = account
        self._prefix = prefix

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or not hasattr(self._port, name):
            raise AttributeError(name)
        if self._port is Store and name in PARTS:
            return _Queued(self._thread, PARTS[name], self._account, f"{name}.")

        def ask(*args: Any, **kwargs: Any) -> Any:
            return self._thread.call(self._account, self._prefix + name, *args, **kwargs)

        return ask
