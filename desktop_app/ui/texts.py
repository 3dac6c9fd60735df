"""What is said of an occurrence in words: its title, its marks, its name for a screen reader."""

from datetime import UTC, datetime, timedelta

from desktop_app.domain import zones
from desktop_app.domain.occurrence import Occurrence
from desktop_app.domain.text import N_, one_line
from desktop_app.system.dates import clock, long_day, short_day, time_span
from desktop_app.ui.bits import Bit
from desktop_app.ui.context import Context
from desktop_app.ui.view import View

KINDS = (
    (Bit.FOCUS_TIME, N_("focus time")),
    (Bit.OUT_OF_OFFICE, N_("out of office")),
    (Bit.BIRTHDAY, N_("birthday")),
    (Bit.WORKING_LOCATION, N_("working location")),
)


def escaped(text: str) -> str:
    """Return calendar text for a tooltip, which Qt reads as HTML: it stays what it says.

    Not html.escape: its module brings a table of all entities to the start.
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def tip(text: str) -> str:
    """Return `text` as a tooltip that says it as it is, whoever wrote it."""
    return f"<span>{escaped(text)}</span>" if text else ""


def title(context: Context, occurrence: Occurrence) -> str:
    """Return what the chip is called."""
    return one_line(occurrence.summary) or context.tr(N_("(No title)"))


def day_and_hours(context: Context, occurrence: Occurrence) -> str:
    """Return `mar 24/11 · 15–16`, with the year where it is not this one."""
    if occurrence.flags & Bit.ALL_DAY:
        day, hours = occurrence.first_day, context.tr(N_("all day"))
    else:
        day = zones.day_of(occurrence.start, context.zone)
        hours = time_span(occurrence.start, occurrence.end, context.zone)
    when = short_day(day, context.language)
    if day.year != context.today().year:
        when += f"/{day.year}"
    return f"{when} · {hours}"


def marks(context: Context, flags: int) -> list[str]:
    """Return in words what is no class, and what is not as it should be."""
    said = [context.tr(words) for bit, words in KINDS if flags & bit]
    if flags & Bit.CANCELLED:
        said.append(context.tr(N_("cancelled")))
    if flags & Bit.ATTENTION:
        said.append(context.tr(N_("needs attention")))
    elif flags & Bit.UNSENT:
        said.append(context.tr(N_("not sent yet")))
    if flags & Bit.LINK_PENDING:
        said.append(context.tr(N_("link on its way")))
    elif flags & Bit.LINK_FAILED:
        said.append(context.tr(N_("no link")))
    elif flags & Bit.LINK_READY and flags & Bit.LESSON:
        said.append(context.tr(N_("link ready")))
    return said


def spoken(context: Context, occurrence: Occurrence) -> str:
    """Return the occurrence's name for a screen reader: title, day, hours, marks."""
    language, zone = context.language, context.zone
    if occurrence.flags & Bit.ALL_DAY:
        last = datetime.fromtimestamp(occurrence.end, UTC).date() - timedelta(days=1)
        day = long_day(occurrence.first_day, language)
        if last > occurrence.first_day:
            when = context.tr(N_("{day} to {last}"), day=day, last=long_day(last, language))
        else:
            when = context.tr(N_("{day}, all day"), day=day)
    else:
        when = context.tr(
            N_("{day}, {start} to {end}"),
            day=long_day(zones.day_of(occurrence.start, zone), language),
            start=clock(occurrence.start, zone),
            end=clock(occurrence.end, zone),
        )
    return ", ".join([title(context, occurrence), when, *marks(context, occurrence.flags)])


def span_told(context: Context, view: View) -> str:
    """Return which days a view shows and how much stands in them, for a screen reader."""
    shown, language = view.span, context.language
    days = long_day(shown.first, language)
    if shown.days > 1:
        last = long_day(shown.end - timedelta(days=1), language)
        days = context.tr(N_("{day} to {last}"), day=days, last=last)
    count = len(set(view.order()))
    return days + ". " + context.translator.ngettext("{number} event", "{number} events", count)


def in_minutes(context: Context, seconds: int) -> str:
    """Return a length of time as `40 min` or `2 h 05`."""
    minutes = max(0, -(-seconds // 60))
    if minutes < 60:
        return context.tr(N_("{minutes} min"), minutes=minutes)
    if minutes % 60 == 0:
        return context.tr(N_("{hours} h"), hours=minutes // 60)
    return context.tr(N_("{hours} h {minutes}"), hours=minutes // 60, minutes=f"{minutes % 60:02}")
