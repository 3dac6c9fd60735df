"""All of an event as a form holds it: from an event, to the fields of a change, checked. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from desktop_app.domain import zones
from desktop_app.domain.event import (
    MEET,
    NO_MEETING,
    Event,
    Guest,
    When,
    bounds,
    guest_value,
    when_value,
)
from desktop_app.domain.student import is_address
from desktop_app.domain.text import N_, Sentence, sentence

MOST_REMINDERS = 5
LONGEST_REMINDER = 40_320
"""Minutes, four weeks: what Calendar v3 takes at most."""
LONGEST = {"summary": 1024, "focus": 300, "price": 60, "location": 1024, "description": 8000}
MOST_PLACES = 500
LIMITED = (*LONGEST, "when", "reminders", "guests")


@dataclass(frozen=True, slots=True)
class FormValues:
    """What the form's fields say. `is_class`: whether there are class details.

    `provider`: who makes the link (MEET), or NO_MEETING. `reminders` None: the calendar's own.
    `recurrence`: lines as RFC 5545 has them, of the whole series. `calendar_id`: where it stands,
    "" for where classes go; another one is a move, and no field of a change.
    """

    when: When
    summary: str = ""
    recurrence: tuple[str, ...] = ()
    provider: str = MEET
    is_class: bool = True
    class_type: str = "individual"
    max_participants: int = 1
    focus: str = ""
    price: str = ""
    code: str = ""
    students: tuple[str, ...] = ()
    guests: tuple[Guest, ...] = ()
    color_id: str = ""
    reminders: tuple[tuple[str, int], ...] | None = None
    location: str = ""
    description: str = ""
    calendar_id: str = ""


def of_event(event: Event, recurrence: tuple[str, ...]) -> FormValues:
    """Return the form's values for `event`, an occurrence of a series that has `recurrence`.

    Raises ValueError for an event without a time, which is none to edit.
    """
    if event.when is None:
        raise ValueError(event.id)
    values = FormValues(
        when=event.when,
        summary=event.summary,
        recurrence=recurrence,
        provider=NO_MEETING if event.meeting.state == "none" else event.meeting.provider or MEET,
        is_class=event.lesson is not None,
        guests=event.guests,
        color_id=event.color_id,
        reminders=event.reminders,
        location=event.location,
        description=event.description,
        calendar_id=event.calendar_id,
    )
    lesson = event.lesson
    if lesson is None:
        return values
    return replace(
        values,
        class_type=lesson.class_type,
        max_participants=lesson.max_participants,
        focus=lesson.focus,
        price=lesson.price,
        code=lesson.access_code,
        students=lesson.students,
    )


def touched(shown: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a hand changed: what the fields of a screen say now, where it differs from what
    they were made to show.

    A field may hold less than an event does (lengths, ranges, blanks at the ends): what it only
    shows is never sent, nor held against her.
    """
    return {name: value for name, value in said.items() if shown[name] != value}


def problems(values: FormValues, zone: str, given: FormValues | None = None) -> dict[str, Sentence]:
    """Return what is wrong, by field of FormValues; `zone` is what was typed for one.

    What is as in `given`, the event before, is taken as it is: another program's doing.
    """
    found = _wrong(values, zone)
    if given is None:
        return found
    same = {name for name in LIMITED if getattr(values, name) == getattr(given, name)}
    return {name: told for name, told in found.items() if name not in same}


def _wrong(values: FormValues, zone: str) -> dict[str, Sentence]:
    found: dict[str, Sentence] = {}
    if not zones.known(zone):
        told = N_("There is no time zone of that name. Write a city, such as Madrid.")
        found["zone"] = sentence(told)
    start, end = bounds(values.when)
    if end <= start:
        found["when"] = sentence(N_("A class must end after it starts."))
    for name, most in LONGEST.items():
        if len(getattr(values, name)) > most:
            found[name] = sentence(N_("That is too long: {most} at most."), most=most)
    if values.reminders is not None:
        if len(values.reminders) > MOST_REMINDERS:
            found["reminders"] = sentence(N_("An event has five reminders at most."))
        elif any(not 0 <= minutes <= LONGEST_REMINDER for _, minutes in values.reminders):
            found["reminders"] = sentence(N_("A reminder comes four weeks before at the earliest."))
    wrong = [guest.email for guest in values.guests if not is_address(guest.email)]
    if wrong:
        found["guests"] = sentence(N_("“{text}” is no e-mail address."), text=wrong[0][:60])
    return found


def fields_of(values: FormValues) -> dict[str, Any]:
    """Return all fields of a change that the form decides, but for the link."""
    fields: dict[str, Any] = {
        "summary": values.summary,
        "when": when_value(values.when),
        "recurrence": list(values.recurrence),
        "guests": [guest_value(guest) for guest in values.guests],
        "color_id": values.color_id,
        "reminders": None if values.reminders is None else [list(one) for one in values.reminders],
        "location": values.location,
        "description": values.description,
    }
    if values.is_class:
        fields |= {
            "lesson.class_type": values.class_type,
            "lesson.max_participants": values.max_participants,
            "lesson.focus": values.focus,
            "lesson.price": values.price,
            "lesson.access_code": values.code,
            "lesson.students": list(values.students),
        }
    return fields


def creation(values: FormValues, new_request: Callable[[], str]) -> dict[str, Any]:
    """Return the fields of a new event: those that are not empty, and the request for a link."""
    fields = {
        name: value
        for name, value in fields_of(values).items()
        if value not in (None, "", []) or name == "summary"
    }
    if values.provider == MEET:
        fields["meeting_request"] = new_request()
    return fields


def changed(
    before: FormValues, after: FormValues, new_request: Callable[[], str]
) -> dict[str, Any]:
    """Return the fields by which `after` differs from `before`: one patch, nothing else touched.

    An event that becomes a class gets all its details. A link is asked for anew, or given up.
    """
    was = fields_of(before)
    fields = {name: value for name, value in fields_of(after).items() if was.get(name) != value}
    if before.provider != after.provider:
        fields["meeting_request"] = new_request() if after.provider == MEET else ""
    return fields
