"""Calendars as files: taking one in through the outbox, and choosing what goes out."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from desktop_app.domain.access_code import new_code
from desktop_app.domain.change import Change, Draft
from desktop_app.domain.errors import NotConnectedError, NotFoundError, StorageError
from desktop_app.domain.event import Event, field, with_fields
from desktop_app.domain.fold import fold
from desktop_app.domain.occurrence import ChangeSet
from desktop_app.domain.ports import Account, Reader, Store
from desktop_app.domain.projection import Family, occurrence_event
from desktop_app.domain.transfer import Incoming, Plan, Reading, ids_of, is_about, own_id
from desktop_app.usecases.new_lesson import creation, new_id

CHUNK = 20
"""Changes that are recorded in one transaction, at least."""


class Taken(NamedTuple):
    """What came of taking a file in: the changes recorded, and what to read again.

    `events`: how many of the plan's are recorded, its first ones; `error`: why not all of them.
    """

    changes: Sequence[Change]
    changed: ChangeSet
    events: int = 0
    error: StorageError | None = None


def plan(store: Store, reading: Reading) -> Plan:
    """Return what taking `reading` in would do. Raises NotConnectedError, StorageError."""
    _account(store)
    new, there = [], []
    for incoming in reading.events:
        event_id = _free_id(store, incoming.uid)
        if event_id:
            new.append((event_id, incoming))
        else:
            there.append(incoming)
    return Plan(tuple(new), tuple(there), reading.unreadable)


def take_in(store: Store, wanted: Plan, now: float) -> Taken:
    """Record what is new in `wanted`, some events in a transaction, to let others in.

    Cut short (a full disk) it tells what is recorded and why it ended; taken in again, what is
    there already stays. Raises NotConnectedError, StorageError (nothing is recorded).
    """
    account = _account(store)
    codes = set(store.access_codes(int(now)))
    taken: list[Change] = []
    changed, drafts = ChangeSet(), list[Draft]()
    events = 0
    for number, (event_id, incoming) in enumerate(wanted.new, 1):
        fields = dict(incoming.fields)
        if "lesson.class_type" in fields and not fields.get("lesson.access_code"):
            fields["lesson.access_code"] = new_code(codes)
            codes.add(str(fields["lesson.access_code"]))
        drafts.append(creation(account, event_id, fields, now))
        drafts += _exceptions(account, event_id, fields, incoming, now)
        if len(drafts) >= CHUNK or number == len(wanted.new):
            try:
                changes, what = store.record(drafts, now)
            except StorageError as error:
                if not taken:
                    raise
                return Taken(taken, changed, events, error)
            taken += changes
            changed, drafts, events = changed | what, [], number
    return Taken(taken, changed, events)


def take_in_again(store: Store, wanted: Plan, now: float) -> Taken:
    """Take in once more what was taken back: ids that Google has seen are burnt. Raises as both."""
    events = tuple(incoming for _, incoming in wanted.new)
    return take_in(store, plan(store, Reading(events)), now)


def take_back(store: Store, left: list[Change], now: float) -> ChangeSet:
    """Take back what was taken in, the last first, some whole events in a transaction.

    `left` is what is still to be taken back, also when this is cut short: then the same call goes
    on. What somebody removed meanwhile is gone as wanted. Raises StorageError.
    """
    changed = ChangeSet()
    while left:
        first = max(0, len(left) - CHUNK)
        while first and left[first - 1].draft.family == left[first].draft.family:
            first -= 1
        with suppress(NotFoundError):
            changed |= store.take_back(left[first:], now)
        del left[first:]
    return changed


def outgoing(
    reader: Reader, start: int, end: int, zone: str, student: str = ""
) -> Sequence[Family]:
    """Return the families that have something in [start, end), epoch seconds, each whole.

    With `student` only those of her or him, by the roster, or by a title or guest of that name.
    """
    names = dict.fromkeys(row.family for row in reader.occurrences(start, end, zone))
    found = [family for name in names if (family := reader.family(name)) is not None]
    if not student:
        return found
    ids = {one.id for one in reader.students() if fold(student) in fold(one.name)}
    return [family for family in found if any(is_about(e, student, ids) for e in _events(family))]


def _events(family: Family) -> Iterator[Event]:
    if family.master is not None:
        yield family.master
    yield from family.exceptions.values()


def _account(store: Store) -> Account:
    account = store.account()
    if account is None:
        raise NotConnectedError
    return account


def _free_id(store: Store, uid: str) -> str:
    """Return the id under which the event is to be made, "" when it is there already.

    In whatever calendar: what was written out from one of somebody else's must not come twice.
    """
    if own_id(uid) and _lives(_master(store, own_id(uid))):
        return ""
    for name in ids_of(uid):
        master = _master(store, name)
        if _lives(master):
            return ""
        if master is None:
            return name
    return new_id()


def _master(store: Store, name: str) -> Event | None:
    return store.family(store.calendar_of(name), name).master


def _lives(event: Event | None) -> bool:
    return event is not None and not event.cancelled


def _exceptions(
    account: Account, event_id: str, fields: dict[str, Any], incoming: Incoming, now: float
) -> Iterator[Draft]:
    """Yield what makes single occurrences differ, as edits of the series just made."""
    master = with_fields(Event(event_id, account.calendar_id, None), fields)
    for original, differs in incoming.exceptions:
        before = occurrence_event(Family(master, {}), original)
        if before is None:
            continue
        kind: Any = "delete" if differs is None else "patch"
        changes = {
            name: value
            for name, value in (differs or {}).items()
            if name != "recurrence" and field(before, name) != value
        }
        if differs is not None and not changes:
            continue
        seen = changes if differs is not None else ("summary", "when")
        yield Draft(
            account=account.sub,
            calendar_id=account.calendar_id,
            family=event_id,
            event_id=event_id,
            kind=kind,
            operation=new_id(),
            original=original,
            fields=changes,
            base={name: field(before, name) for name in seen},
            created=now,
        )
