"""New class: one call, one change in the outbox, on screen at once, online or not."""

import os
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from desktop_app.domain import lesson as rules
from desktop_app.domain.access_code import new_code
from desktop_app.domain.change import Change, Draft
from desktop_app.domain.errors import NotConnectedError, UsageError
from desktop_app.domain.event import NO_MEETING, Guest, Timed, guest_value, when_value
from desktop_app.domain.event_form import LONGEST
from desktop_app.domain.free_slots import busy_times, next_free
from desktop_app.domain.occurrence import ChangeSet
from desktop_app.domain.ports import Account, Reader, Store
from desktop_app.domain.text import N_, sentence
from desktop_app.domain.zones import known
from desktop_app.usecases.defaults import Defaults

if TYPE_CHECKING:  # the roster is not on the way to a first paint
    from desktop_app.domain.student import Student

LOOK_AHEAD = 15 * 86_400


class Wish(NamedTuple):
    """What is known of the class to make; None = the teacher's default.

    `start`, `end`: UTC epoch seconds; without a start the next free slot is taken. `length`:
    minutes, where no end is given. `students`: ids of the roster. `recurrence`: RFC 5545 lines.
    `guests`: addresses to invite; `send_updates`: whom of them Google mails (`all`, `none`).
    """

    start: int | None = None
    end: int | None = None
    length: int | None = None
    summary: str | None = None
    class_type: str | None = None
    max_participants: int | None = None
    focus: str | None = None
    price: str | None = None
    meeting: bool = True
    color_id: str = ""
    students: tuple[str, ...] = ()
    recurrence: tuple[str, ...] = ()
    guests: tuple[str, ...] = ()
    send_updates: str = "none"


class Made(NamedTuple):
    """The class as recorded: its change, what to read again, and its time in epoch seconds."""

    change: Change
    changed: ChangeSet
    start: int
    end: int


def new_lesson(
    store: Store, reader: Reader | None, wish: Wish, defaults: Defaults, now: float
) -> Made:
    """Record a class in the outbox and return it.

    Raises NotConnectedError before any account was ever connected, UsageError for a time that
    ends before it starts, an unknown type or what is too long, StorageError.
    """
    account = store.account()
    if account is None:
        raise NotConnectedError
    start, end = times(reader, wish, defaults, now)
    class_type = wish.class_type or defaults.class_type
    if class_type not in rules.CLASS_TYPES:
        raise UsageError(sentence(N_("There is no class type “{type}”."), type=class_type))
    wanted = defaults.max_participants if wish.max_participants is None else wish.max_participants
    many = rules.participants(wanted)
    event_id = new_id()
    fields: dict[str, object] = {
        "summary": defaults.summary if wish.summary is None else wish.summary,
        "description": rules.description(defaults.description, class_type, many),
        "when": when_value(Timed(start, end, defaults.zone)),
        "transparency": "opaque",
        "lesson.access_code": new_code(store.access_codes(int(now))),
        "lesson.class_type": class_type,
        "lesson.max_participants": many,
        "lesson.focus": defaults.focus if wish.focus is None else wish.focus,
        "lesson.price": defaults.price if wish.price is None else wish.price,
    }
    _check_lengths(fields)
    if wish.recurrence:
        fields["recurrence"] = list(wish.recurrence)
    if wish.students:
        fields["lesson.students"] = list(wish.students)
    if wish.guests:
        fields["guests"] = [guest_value(Guest(address)) for address in wish.guests]
    if wish.color_id:
        fields["color_id"] = wish.color_id
    if wish.meeting:
        fields["meeting_request"] = new_id()
    draft = replace(creation(account, event_id, fields, now), send_updates=wish.send_updates)
    changes, changed = store.record([draft], now)
    return Made(changes[0], changed, start, end)


def _check_lengths(fields: Mapping[str, object]) -> None:
    for name, most in LONGEST.items():
        if len(str(fields.get(name) or fields.get(f"lesson.{name}") or "")) > most:
            raise UsageError(
                sentence(
                    N_("That is too long: at most {most} characters fit in one detail of a class."),
                    most=most,
                )
            )


def with_student(wish: Wish, student: "Student") -> Wish:
    """Return `wish` as a class with `student`, by her own habits where she has any."""
    return wish._replace(
        summary=student.name,
        length=student.length or None,
        class_type=student.class_type or None,
        price=student.price or None,
        meeting=wish.meeting and student.provider != NO_MEETING,
        color_id=student.color_id,
        students=(student.id,),
    )


def creation(account: Account, event_id: str, fields: dict[str, object], now: float) -> Draft:
    """Return the draft that makes the event `event_id`, with an operation id of its own."""
    return Draft(
        account=account.sub,
        calendar_id=account.calendar_id,
        family=event_id,
        event_id=event_id,
        kind="create",
        operation=new_id(),
        fields=fields,
        created=now,
    )


def again(draft: Draft) -> Draft:
    """Return `draft` as the creation of another event: an id once used is burnt, even when gone."""
    event_id = new_id()
    fields = dict(draft.fields)
    if "meeting_request" in fields:
        fields["meeting_request"] = new_id()
    return replace(draft, family=event_id, event_id=event_id, operation=new_id(), fields=fields)


def new_id() -> str:
    """Return a fresh id for an event, an operation or a meeting request.

    32 of [0-9a-f]: within Calendar v3's alphabet for client ids. `uuid` would say which machine and
    system this is first, on the way to the first paint.
    """
    return os.urandom(16).hex()


def free_start(reader: Reader | None, defaults: Defaults, length: int, since: int) -> int:
    """Return where the next free slot of `length` minutes starts, from `since` on (epoch seconds)."""
    # The view's own days and no more: the slot that she sees as free is the one taken.
    hidden, until = defaults.hidden_busy, since + LOOK_AHEAD
    rows = reader.occurrences(since, until, defaults.zone, hidden=hidden) if reader else ()
    return next_free(since, busy_times(rows), defaults.hours, length, defaults.zone, defaults.step)


def times(reader: Reader | None, wish: Wish, defaults: Defaults, now: float) -> tuple[int, int]:
    """Return start and end of the wished class, epoch seconds; raises UsageError."""
    if not known(defaults.zone):
        raise UsageError(sentence(N_("There is no time zone “{zone}”."), zone=defaults.zone))
    length = defaults.length if wish.length is None else wish.length
    start = wish.start
    if length <= 0:
        raise UsageError(sentence(N_("A class must end after it starts.")))
    if start is None:
        start = free_start(reader, defaults, length, int(now))
    end = start + length * 60 if wish.end is None else wish.end
    if end <= start:
        raise UsageError(sentence(N_("A class must end after it starts.")))
    return start, end
