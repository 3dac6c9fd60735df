"""The window's title: which class goes on or comes, where the system's own list of windows has it."""

from desktop_app.domain.occurrence import Occurrence
from desktop_app.domain.text import N_
from desktop_app.system.dates import clock
from desktop_app.ui.context import Context
from desktop_app.ui.texts import in_minutes, title

SOON = 12 * 3600
LONGEST = 40


def window_title(context: Context, o: Occurrence | None) -> str:
    """Return `15:00 Ana · in 12 min — Aula`; `Aula` while nothing comes within half a day."""
    said = next_words(context, o)
    return f"{said} — Aula" if said else "Aula"


def next_words(context: Context, o: Occurrence | None) -> str:
    """Return which class goes on or comes, "" while nothing comes within half a day."""
    now = context.now()
    if o is None or o.start - now >= SOON:
        return ""
    name = title(context, o)
    name = name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"
    if o.start <= now:
        left = in_minutes(context, o.end - now)
        return context.tr(N_("{title} · {time} left"), title=name, time=left)
    return context.tr(
        N_("{hour} {title} · in {time}"),
        hour=clock(o.start, context.zone),
        title=name,
        time=in_minutes(context, o.start - now),
    )


def starts(context: Context, o: Occurrence) -> str:
    """Return how far its start is, as a reminder says it: `Starts in 10 min`."""
    away = o.start - context.now()
    if away >= 60:
        return context.tr(N_("Starts in {time}"), time=in_minutes(context, away))
    if away > -60:
        return context.tr(N_("Starts now"))
    return context.tr(N_("Started {time} ago"), time=in_minutes(context, -away // 60 * 60))
