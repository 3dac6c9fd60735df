"""Make an event of any fields: what the form says of a new class, in one change."""

from dataclasses import replace
from typing import Any, NamedTuple

from desktop_app.domain.access_code import new_code
from desktop_app.domain.change import Change
from desktop_app.domain.errors import NotConnectedError, UsageError
from desktop_app.domain.event import bounds, when_of, when_value
from desktop_app.domain.occurrence import ChangeSet
from desktop_app.domain.ports import Store
from desktop_app.domain.series import begun
from desktop_app.domain.text import N_, sentence
from desktop_app.usecases.calendars import check_writable
from desktop_app.usecases.new_lesson import creation, new_id


class MadeEvent(NamedTuple):
    """The event as recorded, and what to read again."""

    change: Change
    changed: ChangeSet


def make(
    store: Store, fields: dict[str, Any], now: float, send_updates: str, calendar_id: str = ""
) -> MadeEvent:
    """Record an event with `fields` (a change's names); a class without a code gets one.

    `send_updates`: whom Google mails (`all`, `externalOnly`, `none`); `calendar_id`: where it goes,
    "" for where classes go. Raises NotConnectedError, UsageError for an end before its start and
    for a calendar that is not hers to write to, StorageError.
    """
    account = store.account()
    if account is None:
        raise NotConnectedError
    when = when_of(fields["when"])
    start, end = bounds(when)
    if end <= start:
        raise UsageError(sentence(N_("A class must end after it starts.")))
    if fields.get("recurrence"):
        fields = fields | {"when": when_value(begun(when, fields["recurrence"]))}
    is_class = any(name.startswith("lesson.") for name in fields)
    if is_class and not fields.get("lesson.access_code"):
        fields = fields | {"lesson.access_code": new_code(store.access_codes(int(now)))}
    draft = replace(creation(account, new_id(), fields, now), send_updates=send_updates)
    if calendar_id not in ("", account.calendar_id):
        check_writable(store, calendar_id)
        draft = replace(draft, calendar_id=calendar_id)
    changes, changed = store.record([draft], now)
    return MadeEvent(changes[0], changed)
