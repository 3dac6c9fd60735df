"""What needs the teacher: each change that is stuck, both sides of it, and what she decides."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from desktop_app.domain.change import Change, Draft, Sides
from desktop_app.domain.copies import RESTORED
from desktop_app.domain.errors import AulaError
from desktop_app.domain.occurrence import ChangeSet
from desktop_app.domain.ports import Reader, Store
from desktop_app.domain.projection import Family
from desktop_app.domain.text import N_, Sentence, one_line, sentence
from desktop_app.services.acts import Acts
from desktop_app.services.store_thread import StoreThread
from desktop_app.services.undo_stack import Step
from desktop_app.services.values import Toast
from desktop_app.usecases.undo import Undone


class Stuck(NamedTuple):
    """One thing to decide: a change, or an act of several steps, shown by the step that is stuck.

    `sides` is None where nothing is known beside the change itself.
    """

    change: Change
    sides: Sides | None
    title: str

    @property
    def is_act(self) -> bool:
        """Whether it is one step of several that are given up as a whole."""
        return bool(self.change.draft.group)


class Attention:
    """Reads on the window's thread, decides on the store's."""

    def __init__(
        self,
        reader: Callable[[], Reader | None],
        store: StoreThread,
        acts: Acts,
        now: Callable[[], float],
        acted: Callable[[ChangeSet], None],
        toast: Callable[[Toast], None],
        failed: Callable[[AulaError], None],
    ) -> None:
        self._reader = reader
        self._store = store
        self._acts = acts
        self._now = now
        self._acted = acted
        self._toast = toast
        self._failed = failed

    def items(self) -> Sequence[Stuck]:
        """Return what needs her, oldest first; the steps of one act as one."""
        reader = self._reader()
        if reader is None:
            return ()
        found: dict[object, Stuck] = {}
        for change in reader.attention():
            one = change.draft.group or change.seq
            if one not in found:
                sides = reader.sides(change.seq)
                found[one] = Stuck(change, sides, _title(reader, change, sides))
        return list(found.values())

    def others(self) -> int:
        """Return how many changes wait for accounts that are not connected now."""
        reader = self._reader()
        return reader.waiting_for_others() if reader is not None else 0

    def families(self) -> Sequence[Family]:
        """Return what is stuck as she left it, to be written into a file."""
        events = [one.sides.mine for one in self.items() if one.sides is not None]
        # An occurrence goes as an event by itself: its series is not what is stuck.
        return [Family(event, {}) for event in events if event is not None and event.when]

    def retry(self, stuck: Stuck) -> None:
        """Try again, as it stands."""
        seq = stuck.change.seq
        self._decide(lambda store: store.retry(seq, self._now()), None)

    def keep_mine(self, stuck: Stuck) -> None:
        """Let hers count over what Google has."""
        seq = stuck.change.seq
        text = sentence(N_("Yours counts: {title}"), title=stuck.title)
        self._decide(lambda store: store.keep_mine(seq, self._now()), text)

    def keep_theirs(self, stuck: Stuck) -> None:
        """Let what Google has count; *Undo* records her change again."""
        told, name = N_("Google's counts: {title}"), N_("let Google's count")
        self._give_up(stuck, sentence(told, title=stuck.title), Sentence(name))

    def discard(self, stuck: Stuck) -> None:
        """Give the change up; *Undo* records it again."""
        told, name = N_("Discarded: {title}"), N_("discard a change")
        self._give_up(stuck, sentence(told, title=stuck.title), Sentence(name))

    def _decide(self, task: Callable[[Store], ChangeSet], text: Sentence | None) -> None:
        def then(changed: ChangeSet) -> None:
            self._acted(changed)
            if text is not None:
                self._toast(Toast(text))

        self._store.run(task, then, self._failed)

    def _give_up(self, stuck: Stuck, text: Sentence, name: Sentence) -> None:
        def do(store: Store) -> tuple[list[Draft], ChangeSet]:
            again = _to_record_again(store, stuck.change)
            return again, store.discard(stuck.change.seq, self._now())

        def then(result: tuple[list[Draft], ChangeSet]) -> None:
            again, changed = result
            self._acted(changed)
            if again:
                self._acts.did(self._step(name, again), text)
            else:
                self._toast(Toast(text))

        self._store.run(do, then, self._failed)

    def _step(self, name: Sentence, drafts: list[Draft]) -> Step:
        recorded: list[Change] = []

        def undo(store: Store) -> Undone:
            changes, changed = store.record(drafts, self._now())
            recorded[:] = changes
            return Undone(changed, drafts[0].family)

        def redo(store: Store) -> tuple[Step, ChangeSet]:
            return self._step(name, drafts), store.take_back(recorded, self._now())

        return Step(name, undo, redo)


def _to_record_again(store: Store, change: Change) -> list[Draft]:
    """Return what brings a change back once it is given up, in order; nothing where it cannot be.

    An act is undone at Google when it is given up; what a later edit built on would come back in
    the wrong order; and what came with a restored copy must not be sent because of an *Undo*.
    """
    draft = change.draft
    if draft.group or change.error_code == RESTORED:
        return []
    later = [one for one in store.changes(draft.account, draft.event_id) if one.seq > change.seq]
    if draft.kind == "create":
        return [draft, *(one.draft for one in later)]
    return [] if any(one.draft.original == draft.original for one in later) else [draft]


def _title(reader: Reader, change: Change, sides: Sides | None) -> str:
    draft = change.draft
    said = draft.fields.get("summary") or draft.base.get("summary")
    for event in (sides.mine, sides.theirs) if sides is not None else ():
        if not said and event is not None:
            said = event.summary
    if not said:
        event = reader.event(draft.family, draft.original)
        said = event.summary if event is not None else ""
    return one_line(str(said))[:80]
