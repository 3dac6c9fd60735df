"""What is printed of a view: its days read, its title, its pages."""

from collections.abc import Sequence
from datetime import date, timedelta

from desktop_app.domain.occurrence import Occurrence
from desktop_app.domain.spans import Span, ViewName, span
from desktop_app.domain.text import N_
from desktop_app.system.dates import day_title, month_title, months_title, short_day
from desktop_app.ui.context import Context
from desktop_app.ui.pieces import day_range
from desktop_app.ui.printing.agenda_pages import agenda_pages
from desktop_app.ui.printing.hours_page import draw_hours
from desktop_app.ui.printing.month_page import draw_month
from desktop_app.ui.printing.paper import Job

AGENDA_DAYS = 28


def job(context: Context, view: ViewName, day: date) -> Job | None:
    """Return what is printed of `view` standing on `day`; a year is printed as its month.

    None while these days are still being read: an empty page would be a lie.
    """
    if view == "year":
        view = "month"
    shown = span(view, day, context.settings.settings.working_days)
    if view == "agenda":
        shown = Span(day, AGENDA_DAYS)
    found = _read(context, shown)
    if found is None:
        return None

    def number(page: int, pages: int) -> str:
        return context.tr(N_("Page {page} of {pages}"), page=page, pages=pages)

    if view == "agenda":
        title = context.tr(N_("Agenda"))
        return Job(
            title,
            _days(context, shown),
            False,
            lambda _, height: agenda_pages(context, shown, found, height),
            number,
        )
    if view == "month":
        return Job(
            month_title(day, context.language),
            _days(context, shown),
            True,
            lambda *_: [lambda paper: draw_month(paper, context, shown, day, found)],
            number,
        )
    if view == "day":
        title, days = day_title(day, context.language), ""
    else:
        last = shown.end - timedelta(days=1)
        title, days = months_title(shown.first, last, context.language), _days(context, shown)
    return Job(
        title,
        days,
        view != "day",
        lambda *_: [lambda paper: draw_hours(paper, context, shown, found)],
        number,
    )


def _read(context: Context, shown: Span) -> Sequence[Occurrence] | None:
    start, end = day_range(*shown, context.zone)
    covered = context.calendar.ensure_covered(start, end)
    reader = context.calendar.reader
    return reader.occurrences(start, end, context.zone) if covered and reader else None


def _days(context: Context, shown: Span) -> str:
    first, last = shown.first, shown.end - timedelta(days=1)
    return context.tr(
        N_("{first} to {last}"),
        first=f"{short_day(first, context.language)}/{first.year}",
        last=f"{short_day(last, context.language)}/{last.year}",
    )
