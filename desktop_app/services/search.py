"""Search for the window: asked on a thread of its own, which only reads; the newest question counts."""

import logging
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.domain.errors import AulaError
from desktop_app.domain.occurrence import ChangeSet
from desktop_app.domain.ports import Reader
from desktop_app.domain.search import Found, words
from desktop_app.services.store_thread import StoreThread
from desktop_app.services.workers import IDLE, IN_STEP, Worker

log = logging.getLogger(__name__)
MOST = 60
"""As many results as anybody walks through; another word makes them fewer."""
FEW = 25
"""Families whose words are read in one transaction: 5 ms, to let others in."""
REST_MS = 2_000
"""Words that changed are read this much later, or at once when a search begins."""


class Search(QObject):
    """Answers what is typed, over all that is cached and what is not sent yet.

    `found` carries the text that was asked for and a list of Found.
    """

    found = Signal(str, object)

    def __init__(
        self,
        open_reader: Callable[[float], Reader | None],
        store: StoreThread,
        now: Callable[[], float],
        busy: Callable[[], bool],
    ) -> None:
        super().__init__()
        self._open = open_reader
        self._store = store
        self._now = now
        self._busy = busy
        self._worker: Worker | None = None
        self._reader: Reader | None = None  # the worker's
        self._asked = ""
        self._answer: Sequence[Found] | None = None
        self._reading = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._when_idle)

    def ask(self, text: str) -> None:
        """Look for `text` ("" = rest); `found` follows, and again when more is known."""
        self._asked, self._answer = text, None
        if words(text):
            self._look()
            self._read_words()
        else:
            self.found.emit(text, [])

    def changed(self, changed: ChangeSet) -> None:
        """Tell what changed in the files: its words are read soon."""
        if changed.everything and self._worker is not None:
            self._worker.run(self._forget_reader)
        if not (changed.everything or changed.families):
            return
        if words(self._asked):
            self._read_words()
        elif not self._rest.isActive():
            self._rest.start()

    def stop(self) -> None:
        """Answer nothing more: what is being looked for is given up."""
        self._rest.stop()
        self._asked = ""

    def end(self, seconds: float) -> bool:
        """Stop, close the reader, wait `seconds` at most for the thread; whether it ended."""
        self.stop()
        if self._worker is None:
            return True
        self._worker.run(self._forget_reader)
        return self._worker.stop(seconds)

    # --- asking

    def _look(self) -> None:
        if self._worker is None:
            self._worker = self._store.worker("search")
        asked, now = self._asked, int(self._now())
        self._worker.run(
            lambda: self._find(asked, now), lambda found: self._take(asked, found), self._not_found
        )

    def _find(self, text: str, now: int) -> Sequence[Found] | None:
        if text != self._asked:
            return None  # she has typed on meanwhile
        if self._reader is None:
            self._reader = self._open(IN_STEP)
        return () if self._reader is None else self._reader.search(text, now, MOST)

    def _take(self, text: str, found: Sequence[Found] | None) -> None:
        if found is not None and text == self._asked and found != self._answer:
            self._answer = found
            self.found.emit(text, list(found))

    def _not_found(self, error: AulaError) -> None:
        # The store thread finds the same trouble with the file, says it and mends it.
        log.warning("a search failed: %s", error.code)
        if self._worker is not None:
            self._worker.run(self._forget_reader)

    def _forget_reader(self) -> None:
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    # --- reading words

    def _when_idle(self) -> None:
        if self._busy():
            self._rest.start()
        else:
            self._read_words()

    def _read_words(self) -> None:
        if not self._reading:
            self._reading = True
            self._store.run(lambda s: s.index_words(FEW), self._read_some, self._failed, IDLE)

    def _read_some(self, left: int) -> None:
        self._reading = False
        if words(self._asked):
            self._look()
        if left and (words(self._asked) or not self._busy()):
            self._read_words()
        elif left:
            self._rest.start()

    def _failed(self, error: AulaError) -> None:
        # The next change tries again; what is indexed is found meanwhile.
        self._reading = False
        log.warning("words could not be indexed: %s", error.code)
