"""An event as Aula understands it: anything on a Google calendar."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Any, Literal, NamedTuple

from desktop_app.domain import zones
from desktop_app.domain.frozen import frozen
from desktop_app.domain.lesson import Lesson

DAY = 86_400


class Timed(NamedTuple):
    """From `start` to `end`, UTC epoch seconds, meant in the wall time of `zone`."""

    start: int
    end: int
    zone: str


class AllDay(NamedTuple):
    """From `start` up to, not with, `end` (RFC 5545 DATE values: bare dates, no zone)."""

    start: date
    end: date


When = Timed | AllDay
Mark = Literal["sent", "unsent", "attention"]
MeetingState = Literal["none", "pending", "ready", "failed"]


MEET, NO_MEETING = "google-meet", "none"
"""Who makes the link of a class, and nobody."""


@frozen
class Meeting:
    """The video call of an event.

    `link` is the video entry point; `state` says whether the provider has made it; `request_id`
    is the createRequest that asked for it.
    """

    state: MeetingState = "none"
    link: str = ""
    provider: str = ""
    request_id: str = ""
    phone: str = ""
    sip: str = ""


@frozen
class Guest:
    """Somebody invited; `response` is Calendar v3's responseStatus.

    `optional`, `resource` (a room), `comment` and `additional` (people who come along) are kept
    for Google, for a list of guests is sent whole.
    """

    email: str
    name: str = ""
    response: str = "needsAction"
    organizer: bool = False
    is_self: bool = False
    optional: bool = False
    resource: bool = False
    comment: str = ""
    additional: int = 0


@frozen
class Event:
    """One event: single, a series' master (it has `recurrence`) or an exception.

    An exception has `recurring_event_id` and `original` (see `original_key`). `when` is None only
    where Google guarantees no times: cancelled events. `operation` is the creating operation id,
    `cut_by` that of the step which ended the series to let another one go on.
    """

    id: str
    calendar_id: str
    when: When | None
    status: str = "confirmed"
    summary: str = ""
    description: str = ""
    location: str = ""
    color_id: str = ""
    transparency: str = "opaque"
    recurrence: tuple[str, ...] = ()
    recurring_event_id: str = ""
    original: str = ""
    event_type: str = "default"
    editable: bool = True
    declined: bool = False
    guests: tuple[Guest, ...] = ()
    reminders: tuple[tuple[str, int], ...] | None = None
    meeting: Meeting = Meeting()
    lesson: Lesson | None = None
    operation: str = ""
    etag: str = ""
    html_link: str = ""
    mark: Mark = "sent"
    cut_by: str = ""

    @property
    def family(self) -> str:
        """The id under which a series and its exceptions stand together."""
        return self.recurring_event_id or self.id

    @property
    def cancelled(self) -> bool:
        """Whether the event is gone (Calendar v3 keeps cancelled ones as tombstones)."""
        return self.status == "cancelled"


def original_key(start: int | date) -> str:
    """Return the name of an occurrence within its series: its first start, as RFC 5545 UTC.

    `20261124T180000Z` for epoch seconds, `20261124` for a date: what Google appends to ids.
    """
    if isinstance(start, date):
        return start.strftime("%Y%m%d")
    return datetime.fromtimestamp(start, UTC).strftime("%Y%m%dT%H%M%SZ")


def original_start(key: str) -> int | date:
    """Return what `original_key` named: epoch seconds or a date; raises ValueError on neither."""
    if len(key) == 8:
        return datetime.strptime(key, "%Y%m%d").replace(tzinfo=UTC).date()
    return int(datetime.strptime(key, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).timestamp())


def bounds(when: When) -> tuple[int, int]:
    """Return start and end in epoch seconds, an all-day's dates read as UTC midnights.

    Only for ordering and indexes: an all-day event stands on its dates in every zone.
    """
    if isinstance(when, Timed):
        return when.start, when.end
    return day_number(when.start) * DAY, day_number(when.end) * DAY


def day_number(day: date) -> int:
    """Return the days from 1970-01-01 to `day`."""
    return day.toordinal() - 719_163


def moved(when: When, start: int | date) -> When:
    """Return `when` moved to begin at `start`, as long as it was, wall time kept for days."""
    if isinstance(when, Timed):
        assert isinstance(start, int)
        return Timed(start, start + when.end - when.start, when.zone)
    assert isinstance(start, date)
    return AllDay(start, start + (when.end - when.start))


# What a change may set on an event, beside the details of a class (`lesson.<name>`) and the
# teacher's own answer to an invitation (`response`).
FIELDS = frozenset(
    {
        "summary", "description", "location", "color_id", "transparency",
        "recurrence", "when", "reminders", "guests", "meeting_request", "status",
    }
)  # fmt: skip


def field(event: Event, name: str) -> Any:
    """Return the field `name` as the JSON value that a change holds of it."""
    if name.startswith("lesson."):
        detail = getattr(event.lesson, name[7:]) if event.lesson else None
        return list(detail) if isinstance(detail, tuple) else detail
    if name == "when":
        return when_value(event.when)
    if name == "meeting_request":
        # A link that was not asked for through the API has no request: it is named by itself.
        return event.meeting.request_id or event.meeting.link
    if name == "guests":
        return [guest_value(guest) for guest in event.guests]
    if name == "response":
        return own_response(event)
    if name == "reminders":
        return None if event.reminders is None else [list(r) for r in event.reminders]
    value = getattr(event, name)
    return list(value) if isinstance(value, tuple) else value


def with_fields(event: Event, values: dict[str, Any]) -> Event:
    """Return `event` with the fields of a change set; raises KeyError on a name it has not."""
    changed: dict[str, Any] = {}
    details: dict[str, Any] = {}
    for name, value in values.items():
        if name.startswith("lesson."):
            details[name[7:]] = tuple(value) if isinstance(value, list) else value
        elif name == "when":
            changed["when"] = when_of(value)
        elif name == "meeting_request":
            if not value:
                changed["meeting"] = Meeting()
            elif value != field(event, name):
                changed["meeting"] = Meeting("pending", request_id=value)
        elif name == "guests":
            changed |= _with_guests(tuple(guest_of(guest) for guest in value))
        elif name == "response":
            changed |= _with_guests(answered(event.guests, value))
        elif name == "reminders":
            changed["reminders"] = None if value is None else tuple((m, n) for m, n in value)
        elif name in FIELDS:
            changed[name] = tuple(value) if isinstance(value, list) else value
        else:
            raise KeyError(name)
    if details:
        known = {f.name for f in fields(Lesson)}
        if not known.issuperset(details):
            raise KeyError(*(set(details) - known))
        changed["lesson"] = replace(event.lesson or Lesson(), **details)
    return replace(event, **changed)


def contents(event: Event) -> dict[str, Any]:
    """Return all that another event is made of to be this one again, but for its meeting: a link
    is never used for a second event. Answers of guests are theirs and not copied."""
    left_out = {"meeting_request", "status"}
    found = {name: field(event, name) for name in sorted(FIELDS - left_out)}
    found = {name: value for name, value in found.items() if value not in (None, "", [])}
    if "guests" in found:
        found["guests"] = [[*one[:2], "needsAction", *one[3:]] for one in found["guests"]]
    if event.lesson is not None:
        details = (one.name for one in fields(Lesson))
        found |= {f"lesson.{name}": getattr(event.lesson, name) for name in details}
    return found


OWN = (
    *sorted(FIELDS - {"when", "recurrence", "meeting_request", "status"}),
    *(f"lesson.{one.name}" for one in fields(Lesson)),
)
"""What one class of a series may have of its own, beside its time; its meeting stays behind with
Google."""


def differs(one: Event, other: Event, name: str) -> bool:
    """Return whether two classes of a series differ in a field: by an answer of a guest they do
    not."""
    if name == "guests":
        return [guest[:2] for guest in field(one, name)] != [g[:2] for g in field(other, name)]
    return bool(field(one, name) != field(other, name))


_MORE = ("organizer", "is_self", "optional", "resource", "comment", "additional")


def guest_value(guest: Guest) -> list[Any]:
    """Return a guest as JSON: address, name, answer, and a dict of what else is known, if any."""
    more = {name: value for name in _MORE if (value := getattr(guest, name))}
    return [guest.email, guest.name, guest.response, *([more] if more else [])]


def guest_of(value: list[Any]) -> Guest:
    """Return what `guest_value` wrote."""
    more = value[3] if len(value) > 3 else {}
    return Guest(*value[:3], **{name: more[name] for name in _MORE if name in more})


def own_response(event: Event) -> str | None:
    """Return what the teacher answered to an invitation; None where she is no guest."""
    return next((guest.response for guest in event.guests if guest.is_self), None)


def invited(event: Event) -> bool:
    """Return whether somebody else invites the teacher: then she may answer."""
    return any(guest.is_self and not guest.organizer for guest in event.guests)


def answered(guests: tuple[Guest, ...], response: str) -> tuple[Guest, ...]:
    """Return `guests` with the teacher's own answer set."""
    return tuple(replace(one, response=response) if one.is_self else one for one in guests)


def sendable(event: Event, values: dict[str, Any]) -> dict[str, Any]:
    """Return `values` as they can be sent to change `event`, as the server has it now.

    Calendar v3 takes an answer as part of the whole list of guests: with nobody else's touched.
    """
    if "response" not in values:
        return values
    guests = [guest_value(guest) for guest in answered(event.guests, values["response"])]
    return {"guests": guests} | {k: v for k, v in values.items() if k != "response"}


def _with_guests(guests: tuple[Guest, ...]) -> dict[str, Any]:
    declined = any(guest.is_self and guest.response == "declined" for guest in guests)
    return {"guests": guests, "declined": declined}


def when_value(when: When | None) -> list[Any] | None:
    """Return `when` as JSON: `["timed", start, end, zone]` or `["all_day", date, date]`."""
    if when is None:
        return None
    if isinstance(when, Timed):
        return ["timed", when.start, when.end, zones.normal(when.zone)]
    return ["all_day", when.start.isoformat(), when.end.isoformat()]


def when_of(value: list[Any]) -> When:
    """Return what `when_value` wrote; raises ValueError on anything else."""
    if value and value[0] == "timed":
        _, start, end, zone = value
        return Timed(int(start), int(end), str(zone))
    if value and value[0] == "all_day":
        return AllDay(date.fromisoformat(value[1]), date.fromisoformat(value[2]))
    raise ValueError(value)
