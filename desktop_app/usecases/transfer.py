"""Calendars as files: taking one in through the outbox, and choosing what goes out."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from desktop_app.domain.access_code import new_code
from desktop_app.domain.change import Change, Draft
from desktop_app.domain.errors import NotConnectedError
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
    """What came of taking a file in: the changes recorded, and what to read again."""

    changes: Sequence[Change]
    changed: ChangeSet


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

    Cut short it is taken in again: what is there already stays. Raises StorageError.
    """
    account = _account(store)
    codes = set(store.access_codes(int(now)))
    taken: list[Change] = []
    changed, drafts = ChangeSet(), list[Draft]()
    for event_id, incoming in wanted.new:
        fields = dict(incoming.fields)
        if "lesson.class_type" in fields and not fields.get("lesson.access_code"):
            fields["lesson.access_code"] = new_code(codes)
            codes.add(str(fields["lesson.access_code"]))
        drafts.append(creation(account, event_id, fields, now))
        drafts += _exceptions(account, event_id, fields, incoming, now)
        if len(drafts) >= CHUNK or event_id == wanted.new[-1][0]:
            changes, what = store.record(drafts, now)
            taken += changes
            changed, drafts = changed | what, []
    return Taken(taken, changed)


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
