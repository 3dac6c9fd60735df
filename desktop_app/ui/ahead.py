"""What comes next and what came before, made ready while nobody waits: a turn then only shows it."""

from collections.abc import Callable, Generator, Sequence
from typing import Generic, NamedTuple, TypeVar

from PySide6.QtCore import QObject, QTimer

from desktop_app.domain.spans import Span

REST_MS = 250
"""After what was read anew the days may change again soon: so long nothing is made ready."""

SOON_MS = 5
"""After a turn: once what was turned to is painted."""

S = TypeVar("S")


class _Ready(NamedTuple, Generic[S]):
    """`of`: all that the sheet was made of; where that is not so any more, the sheet is not right."""

    of: object
    sheet: S


class Ahead(Generic[S]):
    """Keeps the sheet that is shown and those of its neighbours, no others.

    They are made in steps, each when the window has nothing else to do.
    """

    def __init__(
        self,
        make: Callable[[Span], Generator[None, None, S | None]],
        made_of: Callable[[], object],
        parent: QObject,
    ) -> None:
        """`make`: makes a sheet in steps, None where it cannot; `made_of`: what one depends on."""
        self._make = make
        self._made_of = made_of
        self._ready: dict[Span, _Ready[S]] = {}
        self._around: frozenset[Span] = frozenset()
        self._wanted: Sequence[Span] = ()
        self._steps: Generator[None, None, S | None] | None = None
        self._span: Span | None = None
        self._of: object = None
        self._timer = QTimer(parent)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._step)

    def take(self, span: Span) -> S | None:
        """Return the sheet of `span` if it is ready and still right."""
        found = self._ready.get(span)
        return found.sheet if found is not None and found.of == self._made_of() else None

    def keep(self, span: Span, of: object, sheet: S) -> None:
        """Keep the sheet that is shown: soon it may be a neighbour. `of`: taken before it was made."""
        self._ready[span] = _Ready(of, sheet)

    def plan(self, shown: Span, neighbours: Sequence[Span], wait: int = REST_MS) -> None:
        """Make the neighbours of what is shown ready, in this order, in `wait` milliseconds."""
        self._around = frozenset((shown, *neighbours))
        self._wanted, self._steps = neighbours, None
        self._timer.start(wait)

    def drop(self) -> None:
        """Forget all of it."""
        self._ready = {}
        self._wanted, self._steps = (), None
        self._timer.stop()

    @property
    def resting(self) -> bool:
        """Whether nothing is left to be made ready."""
        return not self._timer.isActive()

    def _step(self) -> None:
        if self._steps is None and not self._begin():
            return
        assert self._steps is not None
        try:
            next(self._steps)
        except StopIteration as end:
            assert self._span is not None
            if end.value is not None:
                self._ready[self._span] = _Ready(self._of, end.value)
            self._steps = None
        self._timer.start(0)

    def _begin(self) -> bool:
        """Begin with the next sheet that is not ready; return whether there is one."""
        for span in self._ready.keys() - self._around:  # here: after the paint
            del self._ready[span]
        while self._wanted:
            self._span, *self._wanted = self._wanted
            if self.take(self._span) is None:
                self._of = self._made_of()
                self._steps = self._make(self._span)
                return True
        return False
