"""Undo and redo: the teacher's edits of this session, each with how it is taken back."""

from collections.abc import Callable
from typing import Any, NamedTuple

from desktop_app.domain.errors import AulaError
from desktop_app.domain.occurrence import ChangeSet
from desktop_app.domain.ports import Store
from desktop_app.domain.text import Sentence
from desktop_app.services.values import Key
from desktop_app.usecases.undo import Undone

DEPTH = 100
Failed = Callable[[AulaError], None]


class Step(NamedTuple):
    """One edit: its name, and what takes it back (on the store thread).

    `redo` does it again; it gives the step that takes that back, and what to read again. `held`:
    the places in the outbox of removals that wait for the toast of this edit. `made`: the id of the
    event that it made, if that is what it did. `run`: does `undo` or `redo` in several turns of the
    store thread, where one would keep others waiting; told what StoreThread.run is told. `about`:
    the Key of the event, where it is an edit of one.
    """

    label: Sentence
    undo: Callable[[Store], Undone]
    redo: "Callable[[Store], tuple[Step, ChangeSet]]"
    held: tuple[int, ...] = ()
    made: str = ""
    run: Callable[[Callable[[Store], Any], Callable[[Any], None], Failed], None] | None = None
    about: Key | None = None


class UndoStack:
    """Two stacks; a new edit empties the second."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []

    @property
    def label(self) -> Sentence | None:
        """The name of what undo would take back."""
        return self._done[-1].label if self._done else None

    @property
    def redo_label(self) -> Sentence | None:
        """The name of what redo would do again."""
        return self._undone[-1].label if self._undone else None

    def making(self, family: str) -> Step | None:
        """Return the edit that made an event, None when it can not be taken back any more."""
        return next((step for step in self._done if step.made == family), None)

    def push(self, step: Step) -> None:
        """Remember an edit."""
        self._done = [*self._done[-DEPTH + 1 :], step]
        self._undone.clear()

    def take(self, step: Step | None = None) -> Step | None:
        """Return the edit to take back (the last, or `step` if still there), moved to redo."""
        chosen = step if step is not None else (self._done[-1] if self._done else None)
        if chosen is None or chosen not in self._done:
            return None
        self._done.remove(chosen)
        self._undone.append(chosen)
        return chosen

    def not_undone(self, step: Step, again: bool) -> None:
        """Tell that taking `step` back failed: redone it would be there twice. `again`: it may be
        taken back yet."""
        if step in self._undone:
            self._undone.remove(step)
            if again:
                self._done.append(step)

    def not_redone(self, step: Step) -> None:
        """Tell that doing `step` again failed: it may be tried once more."""
        self._undone.append(step)

    def clear(self) -> None:
        """Forget all edits."""
        self._done.clear()
        self._undone.clear()

    def take_redo(self) -> Step | None:
        """Return the edit to do again."""
        return self._undone.pop() if self._undone else None

    def put_back(self, step: Step) -> None:
        """Remember an edit that was done again; other redos stay."""
        self._done.append(step)
