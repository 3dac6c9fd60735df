"""What each edit is called: a sentence for its toast, a name for "Undo: …" in the menu."""

from datetime import timedelta
from typing import Any, NamedTuple

from desktop_app.domain import zones
from desktop_app.domain.change import Change
from desktop_app.domain.event import AllDay, Event, Timed, When, when_of
from desktop_app.domain.text import N_, Sentence, one_line, sentence
from desktop_app.system.dates import clock, day_abbreviation, short_day
from desktop_app.system.translations import Translator

WEEK = 7 * 86_400


class Label(NamedTuple):
    """`told`: what the toast says was done; `name`: what the menu says can be undone."""

    told: Sentence
    name: Sentence


def edited(
    event: Event, fields: dict[str, Any], translator: Translator, zone: str, change: Change | None
) -> Label:
    """Return how an edit that set `fields` of `event` (as it was before) is called; `change`: the
    first that it made."""
    title = titled(event.summary, translator)
    if change is not None and change.draft.group:
        return _of_series(title, change, event.meeting.state != "none")
    if set(fields) == {"when"} and event.when is not None:
        return _moved(title, event.when, when_of(fields["when"]), translator.language, zone)
    if set(fields) == {"summary"}:
        title = titled(fields["summary"], translator)
        renamed = sentence(N_("Renamed: {title}"), title=title)
        return Label(renamed, sentence(N_("rename {title}"), title=title))
    changed = sentence(N_("Changed: {title}"), title=title)
    return Label(changed, sentence(N_("change {title}"), title=title))


def _of_series(title: str, change: Change, meeting: bool) -> Label:
    if change.draft.kind != "create":
        told = sentence(N_("Changed the whole series: {title}"), title=title)
        return Label(told, sentence(N_("change the series {title}"), title=title))
    told = sentence(N_("Changed from here on: {title}"), title=title)
    if meeting:
        told = sentence(
            N_("Changed from here on: {title}. It has a new link: send it again."), title=title
        )
    return Label(told, sentence(N_("change {title} from here on"), title=title))


def elsewhere(event: Event, translator: Translator) -> Label:
    """Return how the move of `event` to another calendar is called."""
    title = titled(event.summary, translator)
    told = sentence(N_("Moved to another calendar: {title}"), title=title)
    return Label(told, sentence(N_("move {title} to another calendar"), title=title))


def removed(event: Event, translator: Translator, change: Change | None) -> Label:
    """Return how the removal of `event` is called; `change`: the one that it made, if any."""
    title = titled(event.summary, translator)
    if change is not None and change.draft.kind == "patch":
        told = sentence(N_("Removed from here on: {title}"), title=title)
        return Label(told, sentence(N_("remove {title} from here on"), title=title))
    if event.recurrence:
        told = sentence(N_("Removed the whole series: {title}"), title=title)
        return Label(told, sentence(N_("remove the series {title}"), title=title))
    told = sentence(N_("Removed: {title}"), title=title)
    return Label(told, sentence(N_("remove {title}"), title=title))


def titled(summary: str, translator: Translator) -> str:
    """Return a title as one line short enough for a toast and a menu: it may hold anything."""
    line = one_line(summary) or translator.gettext(N_("(No title)"))
    return line if len(line) <= 40 else line[:39] + "…"


def _moved(title: str, before: When, after: When, language: str, zone: str) -> Label:
    stretched = isinstance(before, Timed) and isinstance(after, Timed)
    stretched = stretched and (before.start == after.start or before.end == after.end)
    if stretched:
        places = {"before": _hours(before, zone), "after": _hours(after, zone)}
        told = sentence(N_("New length: {title}, {before} → {after}"), title=title, **places)
        return Label(told, sentence(N_("change the length of {title}"), title=title))
    far = _far(before, after)
    places = {
        "before": when_text(before, language, zone, far),
        "after": when_text(after, language, zone, far),
    }
    told = sentence(N_("Moved: {title}, {before} → {after}"), title=title, **places)
    return Label(told, sentence(N_("move {title}"), title=title))


def when_text(when: When, language: str, zone: str, dated: bool = True) -> str:
    """Return `jue 10:00`, or `dated` `jue 26/11 10:00`; of whole days their dates."""
    if isinstance(when, AllDay):
        first, last = when.start, when.end - timedelta(days=1)
        text = short_day(first, language)
        return text if first == last else f"{text}–{short_day(last, language)}"
    day = zones.day_of(when.start, zone)
    name = short_day(day, language) if dated else day_abbreviation(day, language)
    return f"{name} {clock(when.start, zone)}"


def _hours(when: When, zone: str) -> str:
    assert isinstance(when, Timed)
    return f"{clock(when.start, zone)}–{clock(when.end, zone)}"


def _far(before: When, after: When) -> bool:
    """Return whether the name of the day alone would not tell which day is meant."""
    if isinstance(before, AllDay) or isinstance(after, AllDay):
        return True
    return abs(before.start - after.start) >= WEEK - 86_400
