"""Care for the files: the copies of what only this machine knows, and damage while running."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.errors import AulaError, StorageError
from desktop_app.domain.text import N_, Sentence, sentence
from desktop_app.services.parts import Parts
from desktop_app.services.store_thread import TAKEN_IN, StoreThread
from desktop_app.services.values import Toast, ToastAction

if TYPE_CHECKING:  # not on the way to the first paint
    from desktop_app.domain.copies import Copy


class FileCare(QObject):
    """Lists and restores copies; tells what is wrong with the files, each trouble once."""

    copies_wanted = Signal()
    renewed = Signal()  # the files are others than before: restored, put back, made anew

    def __init__(self, parts: Parts, store: StoreThread, toast: Callable[[Toast], None]) -> None:
        super().__init__()
        self._parts = parts
        self._store = store
        self._toast = toast
        self._told: Sentence | None = None

    def copies(
        self, then: "Callable[[Sequence[Copy]], None]", failed: Callable[[AulaError], None]
    ) -> None:
        """Read what copies there are."""
        self._store.beside(self._parts.copies, then, failed)

    def restore(self, copy: "Copy", failed: Callable[[AulaError], None]) -> None:
        """Put `copy` in the place of desk.db; what stands there now becomes a copy itself."""
        self._store.apart(
            lambda: self._parts.restore(copy.name), lambda _: self._restored(), failed
        )

    def reading_failed(self, error: StorageError) -> None:
        """Tell that the window could not read, and have the files looked at."""
        if error.told == self._told:
            return
        self._told = error.told
        if error.code == "damaged":
            self._store.suspect(self.tell)
        else:
            self.tell(error)

    def reading_works(self) -> None:
        """Forget what was told: should it come again, it is news."""
        self._told = None

    def tell(self, error: AulaError) -> None:
        """Show trouble with the files; it stays in sight, with the way out where there is one."""
        seconds = 0.0 if isinstance(error, StorageError) else 10.0
        self._tell(error.told, error.code == "damaged", seconds)

    def mended(self, told: Sentence) -> None:
        """Tell what was mended while the program runs."""
        self._told = None
        self._tell(told, told == TAKEN_IN)
        self.renewed.emit()

    def _tell(self, told: Sentence, copies: bool, seconds: float = 0.0) -> None:
        """Show `told`, with the way to the copies if that is a way out; 0 s: until it is closed."""
        restore = ToastAction(sentence(N_("Restore a copy…")), self.copies_wanted.emit)
        self._toast(Toast(told, (restore,) if copies else (), seconds))

    def _restored(self) -> None:
        text = N_("The copy is restored. What stood there before is in the list of copies.")
        self._toast(Toast(sentence(text), (), 0))
        self.renewed.emit()
