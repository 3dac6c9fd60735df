"""Copies: events made from fields that another one had, each with its own id, code and meeting."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from desktop_app.domain.access_code import new_code
from desktop_app.domain.change import Change
from desktop_app.domain.copying import copied
from desktop_app.domain.errors import NotConnectedError, NotFoundError
from desktop_app.domain.event import AllDay, Event, When, when_value
from desktop_app.domain.occurrence import ChangeSet
from desktop_app.domain.ports import Store
from desktop_app.usecases import edit as edits
from desktop_app.usecases.new_lesson import again, creation, new_id
from desktop_app.usecases.undo import Undone


class Made(NamedTuple):
    """What was made, in the order asked for, and what to read again."""

    changes: Sequence[Change]
    changed: ChangeSet


def make_copies(store: Store, wanted: Sequence[tuple[Event, When]], now: float) -> Made:
    """Make a copy of each event at its time, all in one go.

    Raises NotConnectedError, StorageError.
    """
    codes = set(store.access_codes(int(now)))
    made = []
    for event, when in wanted:
        fields = copied(event, when)
        if event.lesson is not None:
            fields["lesson.access_code"] = code = new_code(codes)
            codes.add(code)
        if event.meeting.state != "none":
            fields["meeting_request"] = new_id()
        made.append(fields)
    return _record(store, made, now)


def make_days(store: Store, when: AllDay, now: float) -> Made:
    """Make an event of whole days, no class: holidays, exams. It blocks nothing."""
    fields = {"summary": "", "when": when_value(when), "transparency": "transparent"}
    return _record(store, [fields], now)


def make_again(store: Store, made: Made, now: float) -> Made:
    """Make anew what was taken back: ids once used are burnt."""
    changes, changed = store.record([again(change.draft) for change in made.changes], now)
    return Made(changes, changed)


def take_back(store: Store, made: Made, now: float) -> Undone:
    """Remove all that was made, also what Google has already. Raises StorageError.

    What somebody removed meanwhile is gone as wanted.
    """
    changed = ChangeSet()
    for change in made.changes:
        try:
            changed |= edits.remove(store, change.draft.family, "", now).changed
        except NotFoundError:
            continue
    return Undone(changed, made.changes[0].draft.family)


def _record(store: Store, made: Sequence[dict[str, Any]], now: float) -> Made:
    account = store.account()
    if account is None:
        raise NotConnectedError
    drafts = [creation(account, new_id(), fields, now) for fields in made]
    changes, changed = store.record(drafts, now)
    return Made(changes, changed)
