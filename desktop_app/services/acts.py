"""The teacher's acts: each recorded on the store thread, each with its toast and its undo."""

from collections.abc import Callable
from typing import Any

from desktop_app.domain.change import Change
from desktop_app.domain.errors import AulaError, NotConnectedError, StorageError
from desktop_app.domain.event import Timed, when_of
from desktop_app.domain.occurrence import ChangeSet
from desktop_app.domain.ports import Reader, Store
from desktop_app.domain.scope import Scope
from desktop_app.domain.series import made_key
from desktop_app.domain.text import N_, Sentence, sentence
from desktop_app.services import labels
from desktop_app.services.overlaps import Overlaps
from desktop_app.services.settings import SettingsService
from desktop_app.services.store_thread import StoreThread
from desktop_app.services.undo_stack import Step, UndoStack
from desktop_app.services.values import Ended, Key, Toast, ToastAction
from desktop_app.system.translations import Translator
from desktop_app.usecases import edit as edits
from desktop_app.usecases import undo as undoing
from desktop_app.usecases.defaults import Defaults
from desktop_app.usecases.new_lesson import Made, Wish, again, new_lesson, times

GRACE = 60.0
"""Seconds that a removal waits longer than its toast lasts: the pointer may rest on the toast. It goes
as soon as the toast is gone; this is for a crash before that."""

_PASSES = (StorageError, NotConnectedError)
"""What may be over the next time: an undo that met it is still to be had."""


class Acts:
    """New class, edit, remove, undo, redo; all on the store thread, told on the window's."""

    def __init__(
        self,
        store: StoreThread,
        settings: SettingsService,
        defaults: Callable[[], Defaults],
        now: Callable[[], float],
        acted: Callable[[ChangeSet], None],
        toast: Callable[[Toast], None],
        failed: Callable[[AulaError], None],
        online: Callable[[], bool],
        translator: Callable[[], Translator],
        overlaps: Overlaps,
    ) -> None:
        self._store = store
        self._settings = settings
        self._defaults = defaults
        self._now = now
        self._acted = acted
        self._toast = toast
        self._failed = failed
        self._online = online
        self._translator = translator
        self._overlaps = overlaps
        self._held: set[int] = set()
        self.stack = UndoStack()

    @property
    def defaults(self) -> Defaults:
        """What the settings in force say of a new class."""
        return self._defaults()

    def make(
        self,
        reader: Reader | None,
        wish: Wish,
        made: Callable[[Key], None],
        ended: Ended = lambda error: None,
    ) -> None:
        """Make a class. The slot is found here, on the window's own connection: 2 ms."""
        defaults = self._defaults()
        try:
            start, end = times(reader, wish, defaults, self._now())
        except AulaError as error:
            self._ended(error, ended)
            return
        placed = wish._replace(start=start, end=end)

        def then(result: Made) -> None:
            ended(None)
            key = made_key(result.change.draft.family, result.change.draft.fields)
            self._acted(result.changed)
            made(key)
            step = made_step(result.change, self._now)
            at = Timed(result.start, result.end, defaults.zone)
            self.did(step, self._made_text(wish), self._overlaps.warning(key, at))

        self._store.run(
            lambda store: new_lesson(store, None, placed, defaults, self._now()),
            then,
            lambda error: self._ended(error, ended),
        )

    def _ended(self, error: AulaError, ended: Ended) -> None:
        """Say what went wrong, in general and to who waits for it."""
        self._failed(error)
        ended(error)

    def _made_text(self, wish: Wish) -> Sentence:
        if not self._online():
            return sentence(N_("Class made here · it is sent when the network is back"))
        if not wish.meeting:
            return sentence(N_("Class made"))
        return sentence(N_("Class made · the link comes once Google answers"))

    def edit(
        self,
        key: Key,
        fields: dict[str, Any],
        scope: Scope = "this",
        send_updates: str = "none",
        followed: Callable[[Key, Key], None] = lambda old, new: None,
        ended: Ended = lambda error: None,
    ) -> None:
        """Set fields of an event, of the rest of its series, or of all of it.

        `followed` is told where what she edited stands now, if that has another name.
        """

        def act(store: Store) -> edits.Edited:
            return edits.edit(store, *key, fields, self._now(), scope, send_updates)

        def then(result: edits.Edited) -> None:
            ended(None)
            if result.change is None:
                return
            self._acted(result.changed)
            new = (result.family, result.original)
            if new != key:
                followed(key, new)
            zone = self._settings.settings.zone
            label = labels.edited(result.before, fields, self._translator(), zone, result.change)
            when = fields.get("when")
            warning = self._overlaps.warning(new, when_of(when)) if when else None
            step = _edited_step(label.name, result, act, self._now)
            self.did(step, label.told, warning)

        self._store.run(act, then, lambda error: self._ended(error, ended))

    def move(self, key: Key, calendar_id: str, send_updates: str = "none") -> None:
        """Move an event, or its whole series, to another calendar."""

        def act(store: Store) -> edits.Edited:
            return edits.move(store, key[0], calendar_id, self._now(), send_updates)

        def then(result: edits.Edited) -> None:
            if result.change is not None:
                self._acted(result.changed)
                label = labels.elsewhere(result.before, self._translator())
                step = _edited_step(label.name, result, act, self._now)
                self.did(step, label.told)

        self._store.run(act, then, self._failed)

    def ask_meeting(self, key: Key, asked: Callable[[], None]) -> None:
        """Ask for a link again; `asked` follows once that is recorded."""

        def then(result: edits.Edited) -> None:
            asked()
            self._acted(result.changed)

        self._store.run(
            lambda store: edits.ask_meeting(store, *key, self._now()), then, self._failed
        )

    def remove(self, key: Key, scope: Scope = "this", send_updates: str = "none") -> None:
        """Remove an event, the rest of its series, or all of it; what Google has is removed there
        when the toast is gone."""

        def act(store: Store) -> edits.Removed:
            now = self._now()
            until = now + self._settings.settings.undo_seconds + GRACE
            return edits.remove(store, *key, now, until, scope, send_updates)

        def then(result: edits.Removed) -> None:
            self._acted(result.changed)
            label = labels.removed(result.before, self._translator(), result.change)
            step = _removed_step(label.name, result, act, self._now)
            self.did(step, label.told)

        self._store.run(act, then, self._failed)

    def _release(self, seqs: tuple[int, ...]) -> None:
        """Let removals go whose toast is gone before its time."""
        if self._held.intersection(seqs):
            self._held.difference_update(seqs)
            self._store.run(
                lambda store: store.release(seqs), lambda _: self._acted(ChangeSet(outbox=True))
            )

    def release_all(self) -> bool:
        """End the wait of every removal, Aula is closing; return whether there was any."""
        held, self._held = tuple(self._held), set()
        if held:
            self._store.run(lambda store: store.release(held))
        return bool(held)

    def undo(self, step: Step | None = None) -> None:
        """Take back the last edit, or `step`."""
        taken = self.stack.take(step)
        if taken is None:
            if step is None:
                self._toast(Toast(sentence(N_("There is nothing to undo.")), (), 2.5))
            return

        def then(result: undoing.Undone) -> None:
            self._acted(result.changed)
            if result.made_anew:
                told = N_("It is back as a new event: same code, new link. Send it again.")
                self._toast(Toast(sentence(told), about=taken.about))
            else:
                name = self._translator().tell(taken.label)
                undone = sentence(N_("Undone: {what}"), what=name)
                self._toast(Toast(undone, (), 4.0, about=taken.about))

        def failed(error: AulaError) -> None:
            self.stack.not_undone(taken, again=isinstance(error, _PASSES))
            self._failed(error)

        (taken.run or self._store.run)(taken.undo, then, failed)

    def undo_making(self, family: str) -> None:
        """Take back the making of an event, whatever was done since."""
        step = self.stack.making(family)
        if step is not None:
            self.undo(step)

    def redo(self) -> None:
        """Do again what was taken back."""
        step = self.stack.take_redo()
        if step is None:
            self._toast(Toast(sentence(N_("There is nothing to redo.")), (), 2.5))
            return

        def then(result: tuple[Step, ChangeSet]) -> None:
            self.stack.put_back(result[0])
            self._acted(result[1])
            name = self._translator().tell(step.label)
            self._say(result[0], sentence(N_("Done again: {what}"), what=name))

        def failed(error: AulaError) -> None:
            if isinstance(error, _PASSES):
                self.stack.not_redone(step)
            self._failed(error)

        (step.run or self._store.run)(step.redo, then, failed)

    def did(self, step: Step, text: Sentence, warning: Sentence | None = None) -> None:
        """Remember an edit for undo, and say it with the button that takes it back.

        `warning` stands below in small.
        """
        self.stack.push(step)
        self._say(step, text, warning)

    def _say(self, step: Step, text: Sentence, warning: Sentence | None = None) -> None:
        """Say what was done; a removal is held as long as that can be read."""
        self._held.update(step.held)
        undo = ToastAction(sentence(N_("Undo")), lambda: self.undo(step))
        closed = (lambda: self._release(step.held)) if step.held else None
        seconds = float(self._settings.settings.undo_seconds)
        making = bool(step.made)
        self._toast(Toast(text, (undo,), seconds, warning, closed, step.about, making))


def made_step(made: Change, now: Callable[[], float]) -> Step:
    """Return the step of an event just made: taken back it is removed, done again it is another."""
    family = made.draft.family

    def undo(store: Store) -> undoing.Undone:
        told = made.draft.send_updates  # who was invited is told that it is off
        removed = edits.remove(store, family, "", now(), send_updates=told)
        return undoing.Undone(removed.changed, family)

    def redo(store: Store) -> tuple[Step, ChangeSet]:
        changes, changed = store.record([again(made.draft)], now())
        return made_step(changes[0], now), changed

    about = made_key(family, made.draft.fields)
    return Step(sentence(N_("new class")), undo, redo, made=family, about=about)


def _edited_step(
    label: Sentence,
    edited: edits.Edited,
    act: Callable[[Store], edits.Edited],
    now: Callable[[], float],
) -> Step:
    def redo(store: Store) -> tuple[Step, ChangeSet]:
        again = act(store)
        return _edited_step(label, again, act, now), again.changed

    about = (edited.family, edited.original)
    return Step(label, lambda store: undoing.undo_edit(store, edited, now()), redo, about=about)


def _removed_step(
    label: Sentence,
    removed: edits.Removed,
    act: Callable[[Store], edits.Removed],
    now: Callable[[], float],
) -> Step:
    def redo(store: Store) -> tuple[Step, ChangeSet]:
        again = act(store)
        return _removed_step(label, again, act, now), again.changed

    held = tuple(change.seq for change in removed.changes)
    return Step(
        label,
        lambda store: undoing.undo_removal(store, removed, now()),
        redo,
        held,
        about=(removed.before.family, removed.before.original),
    )
