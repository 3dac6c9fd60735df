"""Events put into the teacher's words: the invitation that goes to a student."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from desktop_app.domain import zones
from desktop_app.domain.event import Event, Timed, When
from desktop_app.domain.invitation import DEFAULT_TEMPLATE, Places, fill
from desktop_app.domain.text import N_
from desktop_app.system.dates import long_day, short_day, time_span
from desktop_app.system.settings import Settings
from desktop_app.system.translations import Translator

if TYPE_CHECKING:
    from desktop_app.domain.student import Student


def invitation(
    event: Event,
    settings: Settings,
    translator: Translator,
    students: "Sequence[Student]" = (),
) -> str:
    """Return the invitation of `event` in the translator's language, by the teacher's template.

    `students` are who it is for: their names, and the hours where they are.
    """
    kind = event.lesson.class_type if event.lesson else ""
    template = settings.invitation(translator.language, kind)
    return written(event, template, settings.zone, translator, students)


def written(
    event: Event,
    template: str,
    zone: str,
    translator: Translator,
    students: "Sequence[Student]" = (),
) -> str:
    """Return what `template` ("": the one that Aula brings along) says of `event`."""
    day = span = ""
    if isinstance(event.when, Timed):
        day = long_day(zones.day_of(event.when.start, zone), translator.language)
        span = time_span(event.when.start, event.when.end, zone)
    elif event.when is not None:
        day = long_day(event.when.start, translator.language)
    lesson = event.lesson
    places = Places(
        title=event.summary,
        day=day,
        time=span,
        city=zones.city(zone),
        elsewhere=elsewhere(event.when, zone, students, translator),
        student=", ".join(one.name for one in students),
        link=event.meeting.link,
        code=lesson.access_code if lesson else "",
        price=lesson.price if lesson else "",
    )
    return fill(template or translator.gettext(DEFAULT_TEMPLATE), places)


def elsewhere(
    when: When | None, zone: str, students: "Iterable[Student]", translator: Translator
) -> str:
    """Return `in Madrid 19–20` for those of `students` whose clock differs from `zone`'s then.

    Each place once; with its day where that is another one. "" where nothing differs.
    """
    if not isinstance(when, Timed):
        return ""
    told: list[str] = []
    here = zones.local(when.start, zone)
    for one in students:
        if not one.zone or not zones.known(one.zone):
            continue
        there = zones.local(when.start, one.zone)
        if there.utcoffset() == here.utcoffset():
            continue
        hours = time_span(when.start, when.end, one.zone)
        if there.date() != here.date():
            hours = f"{short_day(there.date(), translator.language)} {hours}"
        city = one.city.partition(",")[0].strip() or zones.city(one.zone)
        told.append(translator.gettext(N_("in {city} {hours}"), city=city, hours=hours))
    return " · ".join(dict.fromkeys(told))


def in_words(event: Event, zone: str, translator: Translator) -> str:
    """Return `event` as a few lines to paste anywhere: no code, which is the invitation's."""
    lines = [event.summary or translator.gettext(N_("(No title)"))]
    if isinstance(event.when, Timed):
        day = long_day(zones.day_of(event.when.start, zone), translator.language)
        lines.append(f"{day}, {time_span(event.when.start, event.when.end, zone)}")
    elif event.when is not None:
        lines.append(long_day(event.when.start, translator.language))
    lines += [event.location, event.meeting.link]
    return "\n".join(line for line in lines if line)


def free_times(
    spans: Iterable[tuple[int, int]], zone: str, city: str, translator: Translator
) -> str:
    """Return free times as a text to send: a line a day, days and hours as they are in `zone`."""
    by_day: dict[date, list[str]] = {}
    for start, end in spans:
        by_day.setdefault(zones.day_of(start, zone), []).append(time_span(start, end, zone))
    if not by_day:
        return translator.gettext(N_("I have no free times then."))
    head = translator.gettext(N_("My free times ({city} time):"), city=city)
    language = translator.language
    lines = [f"{short_day(day, language)}: {', '.join(hours)}" for day, hours in by_day.items()]
    return "\n".join([head, *lines])
