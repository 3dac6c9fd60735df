"""A field of an event in words: its name, and what it holds, for lists that set values side by side."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from desktop_app.domain import zones
from desktop_app.domain.event import AllDay, When, when_of
from desktop_app.domain.rule import parse
from desktop_app.domain.text import N_, one_line
from desktop_app.system.dates import short_day, time_span
from desktop_app.system.repeat import describe
from desktop_app.ui.context import Context
from desktop_app.ui.panel_details import STATES, TYPES

NAMES = {
    "summary": N_("Name"),
    "when": N_("Day and hours"),
    "description": N_("Notes"),
    "location": N_("Place"),
    "color_id": N_("Colour"),
    "transparency": N_("Shown as"),
    "recurrence": N_("Repeats"),
    "reminders": N_("Reminders"),
    "guests": N_("Guests"),
    "meeting_request": N_("Link"),
    "calendar": N_("Calendar"),
    "lesson.access_code": N_("Access code"),
    "lesson.class_type": N_("Type"),
    "lesson.max_participants": N_("Places"),
    "lesson.current_participants": N_("Taking part"),
    "lesson.focus": N_("Focus"),
    "lesson.price": N_("Price"),
    "lesson.status": N_("State"),
    "lesson.students": N_("Students"),
}
LONGEST = 240


def name(context: Context, field: str) -> str:
    """Return what the field is called."""
    return context.tr(NAMES[field]) if field in NAMES else field.removeprefix("lesson.")


def value(context: Context, field: str, held: Any, when: When | None = None) -> str:
    """Return what a change or an event holds of the field (domain.event.field) in words.

    `when`: the event's own time, without which a rule cannot be told.
    """
    tr = context.tr
    if field == "recurrence" and when is not None:
        return rule_words(context, held or (), when)
    if held is None or held == "" or held == []:
        return tr(N_("Nothing"))
    if field == "when":
        return when_words(context, when_of(held))
    if field == "meeting_request":
        return tr(N_("A link of its own"))
    if field == "guests":
        return ", ".join(guest[1] or guest[0] for guest in held)
    if field == "reminders":
        return ", ".join(tr(N_("{minutes} min"), minutes=minutes) for _, minutes in held)
    if field == "transparency":
        return tr(N_("Free") if held == "transparent" else N_("Busy"))
    if field == "lesson.class_type":
        return tr(TYPES.get(held, held))
    if field == "lesson.status":
        return tr(STATES.get(held, held))
    text = "\n".join(map(str, held)) if isinstance(held, list) else str(held)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def when_words(context: Context, when: When) -> str:
    """Return day and hours in the display zone: `mar 24/11 · 15–16`."""
    language = context.language
    if isinstance(when, AllDay):
        last = when.end - timedelta(days=1)
        first = short_day(when.start, language)
        if last <= when.start:
            return context.tr(N_("{day}, all day"), day=first)
        return context.tr(N_("{day} to {last}"), day=first, last=short_day(last, language))
    day = zones.day_of(when.start, context.zone)
    return f"{short_day(day, language)} · {time_span(when.start, when.end, context.zone)}"


def rule_words(context: Context, lines: Iterable[str], when: When) -> str:
    """Return how a series that starts at `when` repeats: `every week, on Tuesday`."""
    found = tuple(lines)
    if not found:
        return context.tr(N_("Nothing"))
    return describe(parse(found, when), when, context.translator)


def title_words(context: Context, text: object) -> str:
    """Return a title on one line, not too long, never empty."""
    return one_line(str(text or ""))[:80] or context.tr(N_("(No title)"))
