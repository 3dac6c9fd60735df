"""Events put into the teacher's words: the invitation that goes to a student."""

from desktop_app.domain import zones
from desktop_app.domain.event import Event, Timed
from desktop_app.domain.invitation import DEFAULT_TEMPLATE, Places, fill
from desktop_app.system.dates import long_day, time_span
from desktop_app.system.translations import Translator


def invitation(event: Event, template: str, zone: str, translator: Translator) -> str:
    """Return the invitation of `event` by `template` ("": the default), times in `zone`."""
    day = span = ""
    if isinstance(event.when, Timed):
        day = long_day(zones.day_of(event.when.start, zone), translator.language)
        span = time_span(event.when.start, event.when.end, zone)
    elif event.when is not None:
        day = long_day(event.when.start, translator.language)
    places = Places(
        title=event.summary,
        day=day,
        time=span,
        link=event.meeting.link,
        code=event.lesson.access_code if event.lesson else "",
        city=zones.city(zone),
    )
    return fill(template or translator.gettext(DEFAULT_TEMPLATE), places)
