"""Invite: the text that goes to a student, and the links that go with it."""

from collections.abc import Callable

from desktop_app.domain import invitation, zones
from desktop_app.domain.errors import NotFoundError
from desktop_app.domain.event import Event, Timed
from desktop_app.domain.ports import Reader


def find(reader: Reader | None, family: str, original: str) -> Event:
    """Return the event named; raises NotFoundError when it is not there (any more)."""
    event = reader.event(family, original) if reader else None
    if event is None or event.cancelled:
        raise NotFoundError
    return event


def invitation_text(
    event: Event,
    template: str,
    zone: str,
    long_day: Callable[[object], str],
    time_span: Callable[[int, int, str], str],
) -> str:
    """Return the invitation of `event` by `template`, times in `zone`."""
    day = span = ""
    if isinstance(event.when, Timed):
        day = long_day(zones.day_of(event.when.start, zone))
        span = time_span(event.when.start, event.when.end, zone)
    elif event.when is not None:
        day = long_day(event.when.start)
    places = invitation.Places(
        title=event.summary,
        day=day,
        time=span,
        link=event.meeting.link,
        code=event.lesson.access_code if event.lesson else "",
        city=zone.rsplit("/", 1)[-1].replace("_", " "),
    )
    return invitation.fill(template, places)
