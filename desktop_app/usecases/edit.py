"""Edit and remove: field-level changes with what the fields were when the teacher edited them."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NamedTuple

from desktop_app.domain import series as places
from desktop_app.domain.act import Act
from desktop_app.domain.change import DESTINATION, SEEN, Change
from desktop_app.domain.errors import NotConnectedError, NotFoundError, UsageError
from desktop_app.domain.event import Event, field, invited, when_of, when_value, with_fields
from desktop_app.domain.event import bounds as bounds_of
from desktop_app.domain.occurrence import ChangeSet
from desktop_app.domain.ports import Store
from desktop_app.domain.projection import Family, occurrence_event
from desktop_app.domain.scope import Scope
from desktop_app.domain.text import N_, sentence
from desktop_app.usecases import series
from desktop_app.usecases.new_lesson import new_id


class Edited(NamedTuple):
    """What an edit did: the event `before`, the changes (none: nothing to send is left), and what
    to read again. `base` holds what the edited fields were; `family` and `original` name what she
    edited as it is now: the rest of a series is another one, and a new hour another place.
    `send_updates`: whom Google mails of it, and of taking it back."""

    before: Event
    changes: tuple[Change, ...]
    changed: ChangeSet
    base: dict[str, Any]
    family: str
    original: str = ""
    send_updates: str = "none"

    @property
    def change(self) -> Change | None:
        """The first of the changes."""
        return self.changes[0] if self.changes else None


def edit(
    store: Store,
    family: str,
    original: str,
    fields: dict[str, Any],
    now: float,
    scope: Scope = "this",
    send_updates: str = "none",
) -> Edited:
    """Set `fields` of one event or occurrence, of the rest of its series or of all of it.

    `send_updates`: whom Google mails (`all`, `externalOnly`, `none`). What was never sent is
    merged into what waits. Raises NotFoundError, UsageError (read-only, an end before its start),
    NotConnectedError, StorageError.
    """
    # An answer to an invitation is hers, whosever the event is.
    answer = set(fields) == {"response"}
    act, found, event = _editable(store, family, original, now, send_updates, answer)
    if fields.get("when") is not None:
        start, end = bounds_of(when_of(fields["when"]))
        if end <= start:
            raise UsageError(sentence(N_("A class must end after it starts.")))
    scope = _scope(found, original, scope)
    seen = occurrence_event(found, original)
    assert seen is not None
    whole = found.master if scope == "all" and "recurrence" in fields else None
    fields = {n: v for n, v in fields.items() if field(_of(n, seen, whole), n) != v}
    base = {name: field(_of(name, seen, whole), name) for name in fields}
    if not fields:
        return Edited(event, (), ChangeSet(), base, family, original)
    if scope == "this":
        return _edit_one(store, act, event, fields, base)
    plan = series.edit_all if scope == "all" else series.split
    drafts, place = plan(act, found, original, fields)
    if not drafts:
        return Edited(event, (), ChangeSet(), base, family, original)
    changes, changed = store.record(drafts, now)
    return Edited(event, tuple(changes), changed, base, changes[0].draft.event_id, place)


def _of(name: str, seen: Event, whole: Event | None) -> Event:
    return whole if whole is not None and name == "recurrence" else seen


def _scope(found: Family, original: str, scope: Scope) -> Scope:
    """Return the scope that is meant: the rest of a series from its first one on is all of it.

    Raises UsageError where its places are not known here.
    """
    master = found.master
    if master is None or not master.recurrence:
        return "this"
    if not original:
        return "all"
    if scope != "following":
        return scope
    if not places.can_expand(master):
        raise UsageError(
            sentence(N_("Aula cannot tell where the rest of this series begins.")),
            code="cannot_split",
        )
    return "all" if places.is_first(master, original) else scope


def _edit_one(
    store: Store, act: Act, event: Event, fields: dict[str, Any], base: dict[str, Any]
) -> Edited:
    family, original = act.family, event.original
    if original and "recurrence" in fields:
        raise UsageError(sentence(N_("One class of a series cannot repeat by itself.")))
    if fields.get("recurrence"):
        now = with_fields(event, fields)
        assert now.when is not None
        begun = places.begun(now.when, fields["recurrence"])
        if begun != event.when:
            fields = fields | {"when": when_value(begun)}
            base = base | {"when": when_value(event.when)}
    waiting = store.changes(act.account, family)
    into = [] if original or _set_later(waiting, fields) else [c for c in waiting if _unmade(c)]
    last = waiting[-1] if waiting else None
    if last is not None and last.draft.original == original and not last.draft.group:
        if last.draft.kind == "patch" and last.unsent:
            into.append(last)
    for change in into:
        changed = store.amend(change.seq, fields, act.now, base, act.send_updates)
        if changed is not None:
            return Edited(event, (change,), changed, base, family, original, act.send_updates)
    draft = act.patch(event, fields)
    draft = replace(draft, base=base)
    changes, changed = store.record([draft], act.now)
    return Edited(event, tuple(changes), changed, base, family, original, act.send_updates)


def _unmade(change: Change) -> bool:
    return change.draft.kind == "create" and change.unsent


def _set_later(waiting: Iterable[Change], fields: dict[str, Any]) -> bool:
    """Return whether the step of an act sets one of `fields` anew: below it, in the creation, the
    edit would be overwritten by it."""
    return any(
        c.draft.kind == "patch"
        and not c.draft.original
        and not fields.keys().isdisjoint(c.draft.fields)
        for c in waiting
    )


class Removed(NamedTuple):
    """What a removal did; `changes` empty: it was never sent, and nothing is left of it.

    `family`: all of the event or series as it was.
    """

    before: Event
    changes: tuple[Change, ...]
    changed: ChangeSet
    family: Family

    @property
    def change(self) -> Change | None:
        """The first of the changes."""
        return self.changes[0] if self.changes else None


def remove(
    store: Store,
    family: str,
    original: str,
    now: float,
    not_before: float = 0.0,
    scope: Scope = "this",
    send_updates: str = "none",
) -> Removed:
    """Remove an event, one occurrence of a series, its rest, or all of it.

    Sent at `not_before` (epoch) at the earliest. What was never sent leaves no trace. Raises
    NotFoundError, UsageError, NotConnectedError, StorageError.
    """
    act, found, event = _editable(store, family, original, now, send_updates)
    act = replace(act, not_before=not_before)
    scope = _scope(found, original, scope)
    if scope == "following":
        changes, changed = store.record(series.cut(act, found, original), now)
        return Removed(event, tuple(changes), changed, found)
    if scope == "all" and original:
        assert found.master is not None
        event, original = found.master, ""
    if not original:
        waiting = store.changes(act.account, family)
        if any(c.draft.kind == "create" for c in waiting):
            withdrawn = store.withdraw([c.seq for c in waiting])
            if withdrawn is not None:
                return Removed(event, (), withdrawn, found)
    base = {name: field(event, name) for name in SEEN if not original or name != "recurrence"}
    draft = act.draft(family, "delete", original=original, base=base)
    recorded, changed = store.record([draft], now)
    return Removed(event, tuple(recorded), changed, found)


def move(
    store: Store,
    family: str,
    destination: str,
    now: float,
    send_updates: str = "none",
) -> Edited:
    """Move an event, or a whole series, to another calendar of hers.

    Raises as `edit` does.
    """
    act, _, event = _editable(store, family, "", now, send_updates)
    if destination == act.calendar_id:
        return Edited(event, (), ChangeSet(), {}, family)
    base = {DESTINATION: act.calendar_id}
    draft = act.draft(family, "move", fields={DESTINATION: destination}, base=base)
    changes, changed = store.record([draft], now)
    return Edited(event, tuple(changes), changed, base, family)


def ask_meeting(store: Store, family: str, original: str, now: float) -> Edited:
    """Ask for a meeting again: a new request, for one with the same id would be ignored."""
    if original:
        _, found, _ = _editable(store, family, original, now, "none")
        if original not in found.exceptions:
            original = ""  # it has the meeting of its series
    return edit(store, family, original, {"meeting_request": new_id()}, now)


def _editable(
    store: Store,
    family: str,
    original: str,
    now: float,
    send_updates: str,
    answer: bool = False,
) -> tuple[Act, Family, Event]:
    account = store.account()
    if account is None:
        raise NotConnectedError
    calendar_id = store.calendar_of(family)
    found = store.family(calendar_id, family)
    event = occurrence_event(found, original)
    if event is None or event.cancelled:
        raise NotFoundError
    if not event.editable and not (answer and invited(event)):
        raise UsageError(sentence(N_("This event cannot be changed from here.")), code="read_only")
    return Act(account.sub, calendar_id, family, now, send_updates), found, event
