"""A planned class in words: what quick add will make."""

from desktop_app.domain import zones
from desktop_app.domain.event import Timed
from desktop_app.domain.quick.add import Planned
from desktop_app.domain.text import N_, one_line
from desktop_app.system.dates import long_day, short_day, time_span
from desktop_app.system.repeat import describe
from desktop_app.ui.context import Context

FEW = 2


def when(context: Context, planned: Planned) -> str:
    """Return day and hours: `jueves 26 de noviembre, 15–16`, and how often on a second line."""
    day = zones.day_of(planned.start, context.zone)
    words = long_day(day, context.language)
    if day.year != context.today().year:
        words = f"{words} {day.year}"
    words = f"{words}, {time_span(planned.start, planned.end, context.zone)}"
    if planned.rule is not None:
        place = Timed(planned.start, planned.end, context.zone)
        words += "\n" + describe(planned.rule, place, context.translator)
    return words


def short(context: Context, planned: Planned) -> str:
    """Return title, day and hours in one short line."""
    day = short_day(zones.day_of(planned.start, context.zone), context.language)
    span = time_span(planned.start, planned.end, context.zone)
    return f"{one_line(planned.title)}, {day}, {span}"


def details(context: Context, planned: Planned) -> str:
    """Return type, seats, link, price and who is invited."""
    tr = context.tr
    kind = tr(N_("Group class")) if planned.class_type == "grupal" else tr(N_("Individual class"))
    parts = [kind]
    if planned.seats > 1 or planned.class_type == "grupal":
        parts.append(context.translator.ngettext("{number} seat", "{number} seats", planned.seats))
    parts.append(tr(N_("with a Meet link")) if planned.meeting else tr(N_("no link")))
    if planned.price:
        parts.append(planned.price)
    if planned.guests:
        parts.append(tr(N_("guest: {name}"), name=", ".join(planned.guests)))
    return "  ·  ".join(parts)


def remarks(context: Context, planned: Planned) -> list[str]:
    """Return what she should know before she makes it; nothing of it stands in the way."""
    tr = context.tr
    said = []
    if planned.read_as:
        at = f"{zones.local(planned.start, context.zone):%H:%M}"
        said.append(tr(N_("“{typed}” is read as {time}."), typed=planned.read_as, time=at))
    if planned.over:
        said.append(tr(N_("That time has gone by.")))
    if planned.clashes:
        names = [one_line(name) or tr(N_("(No title)")) for name in planned.clashes[:FEW]]
        more = len(planned.clashes) - FEW
        if more > 0:
            names.append(tr(N_("and {number} more"), number=more))
        said.append(tr(N_("At that time there is already: {names}"), names=", ".join(names)))
    return said


def spoken(context: Context, planned: Planned) -> str:
    """Return all of it, for a screen reader."""
    lines = [one_line(planned.title), when(context, planned), details(context, planned)]
    return ". ".join([*lines, *remarks(context, planned)])
