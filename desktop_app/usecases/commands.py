"""What the command line asks, as values: the same for a command with the lock and for the window
that a command hands its wish to."""

from collections.abc import Callable
from typing import Any, NamedTuple

from desktop_app.domain import zones
from desktop_app.domain.errors import NotConnectedError, NotFoundError, UsageError
from desktop_app.domain.event import AllDay, Event, Timed
from desktop_app.domain.occurrence import Flag, Occurrence
from desktop_app.domain.ports import Reader, Store
from desktop_app.domain.quick.add import Unclear
from desktop_app.domain.text import N_, sentence
from desktop_app.domain.transfer import Reading
from desktop_app.usecases import edit, quick_add, transfer
from desktop_app.usecases.defaults import Defaults
from desktop_app.usecases.new_lesson import Wish, new_lesson


class Standing(NamedTuple):
    """How a recorded class stands: `sent`: nothing of it waits; `settled`: its link is there,
    failed, or was not asked for."""

    event: Event | None
    sent: bool
    settled: bool


class Desk(NamedTuple):
    """What a command works on: `advance` lets things go on (runs a pass, or waits for the
    window's) and says whether it is worth asking again; `invite` writes the invitation."""

    store: Store
    reader: Reader | None
    defaults: Defaults
    now: Callable[[], float]
    advance: Callable[[], bool]
    invite: Callable[[Event], str]


def new_class(desk: Desk, wish: dict[str, Any], seconds: float) -> dict[str, Any]:
    """Make the class that `wish` (fields of Wish, as JSON) describes; return it as JSON.

    `quick` in it is a line of quick add; what is said beside it counts before the line. Waits
    `seconds` at most for Google's answer and the link. Raises UsageError, NotConnectedError,
    StorageError.
    """
    if "quick" in wish:
        wish = _of_line(desk, dict(wish))
    unknown = set(wish) - set(Wish._fields)
    if unknown:
        raise UsageError(sentence(N_("Unknown option: {name}"), name=", ".join(sorted(unknown))))
    made = new_lesson(desk.store, desk.reader, Wish(**wish), desk.defaults, desk.now())
    state = _wait_settled(desk, made.change.draft.event_id, seconds)
    if state.event is None:
        raise NotFoundError
    value = class_value(state.event, desk.defaults.zone, state.sent)
    return value | {"invitation": desk.invite(state.event)}


def _of_line(desk: Desk, wish: dict[str, Any]) -> dict[str, Any]:
    plan = quick_add.plan(desk.reader, str(wish.pop("quick")), desk.defaults, desk.now())
    if isinstance(plan, Unclear):
        raise UsageError(plan.told)
    return quick_add.wish(plan, desk.defaults.zone)._asdict() | wish


def cancel_class(desk: Desk, named: str, seconds: float) -> dict[str, Any]:
    """Remove the class `named` (an id as agenda prints it); return whether Google knows.

    Raises NotFoundError, UsageError, NotConnectedError, StorageError.
    """
    event_id, original = split_id(named)
    edit.remove(desk.store, event_id, original, desk.now())
    return {"id": named, "sent": _wait_settled(desk, event_id, seconds).sent}


def take_in_file(store: Store, reading: Reading, now: float, only_look: bool) -> dict[str, Any]:
    """Take an .ics file in, or with `only_look` say what that would do; return it as JSON.

    Raises NotConnectedError, StorageError.
    """
    wanted = transfer.plan(store, reading)
    if not only_look:
        taken = transfer.take_in(store, wanted, now)
        if taken.error is not None:
            raise taken.error
    return {
        "new": [{"id": event_id, "title": event.title} for event_id, event in wanted.new],
        "there": [event.title for event in wanted.there],
        "unreadable": [{"title": one.title, "why": one.why.msgid} for one in wanted.unreadable],
        "taken_in": not only_look,
        "unsent": 0 if only_look else len(wanted.new),
    }


def split_id(text: str) -> tuple[str, str]:
    """Return event id and `original` of an id as agenda prints it (`id` or `id/original`)."""
    event_id, _, original = text.partition("/")
    if not event_id:
        raise NotFoundError
    return event_id, original


def standing(store: Store, event_id: str) -> Standing:
    """Return how the class `event_id` stands between here and Google. Raises StorageError."""
    account = store.account()
    if account is None:
        raise NotConnectedError
    changes = store.changes(account.sub, event_id)
    stuck = any(change.state == "attention" for change in changes)
    event = store.family(store.calendar_of(event_id), event_id).master
    waits = event is not None and event.meeting.state == "pending"
    return Standing(event, not changes, stuck or (not changes and not waits))


def _wait_settled(desk: Desk, event_id: str, seconds: float) -> Standing:
    deadline = desk.now() + seconds
    while True:
        state = standing(desk.store, event_id)
        if state.settled or desk.now() >= deadline or not desk.advance():
            return standing(desk.store, event_id)


def class_value(event: Event, zone: str, sent: bool) -> dict[str, Any]:
    """Return a class as the JSON that commands print; times are ISO 8601 in `zone`."""
    return {
        "id": event.id,
        "title": event.summary,
        **_when(event, zone),
        "link": event.meeting.link or None,
        "link_state": event.meeting.state,
        "access_code": event.lesson.access_code if event.lesson else None,
        "class_type": event.lesson.class_type if event.lesson else None,
        "max_participants": event.lesson.max_participants if event.lesson else None,
        "sent": sent,
    }


def _when(event: Event, zone: str) -> dict[str, Any]:
    if isinstance(event.when, Timed):
        return {
            "start": zones.local(event.when.start, zone).isoformat(),
            "end": zones.local(event.when.end, zone).isoformat(),
            "all_day": False,
        }
    if isinstance(event.when, AllDay):
        return {
            "start": event.when.start.isoformat(),
            "end": event.when.end.isoformat(),
            "all_day": True,
        }
    return {"start": None, "end": None, "all_day": False}


def row_value(row: Occurrence, zone: str) -> dict[str, Any]:
    """Return an occurrence as the JSON that agenda prints; times are ISO 8601 in `zone`."""
    all_day = row.has(Flag.ALL_DAY)
    return {
        "id": f"{row.family}/{row.original}" if row.original else row.family,
        "title": row.summary,
        "start": row.first_day.isoformat() if all_day else iso(row.start, zone),
        "end": row.end_day.isoformat() if all_day else iso(row.end, zone),
        "all_day": all_day,
        "class": row.has(Flag.LESSON),
        "calendar": row.calendar_id,
        "link": row.link or None,
        "access_code": row.access_code or None,
        "sent": not row.flags & (Flag.UNSENT | Flag.ATTENTION),
    }


def iso(seconds: int, zone: str) -> str:
    """Return epoch seconds as ISO 8601 in `zone`."""
    return zones.local(seconds, zone).isoformat()
