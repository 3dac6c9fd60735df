"""The calendars beside the teacher's own: her institute's, which she may write in, and holidays."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from desktop_app.demo.model import ZONE
from desktop_app.demo.sample import holidays
from desktop_app.demo.stored import stored_event
from desktop_app.demo.times import zone

Resource = dict[str, Any]
INSTITUTE = "c_instituto4k7m@group.calendar.google.com"
HOLIDAYS = "es.ar#holiday@group.v.calendar.google.com"


class Shared(NamedTuple):
    """A calendar of somebody else's: what it is called, the teacher's role, its events."""

    id: str
    name: str
    role: str
    color: str
    events: list[Resource]


def shared_calendars(now: datetime) -> list[Shared]:
    """Return the calendars that are shared with the teacher, around `now`."""
    local = now.astimezone(zone(ZONE)).replace(tzinfo=None)
    monday = datetime(local.year, local.month, local.day) - timedelta(days=local.weekday())
    return [
        Shared(INSTITUTE, "Instituto del Sur", "writer", "18", _institute(monday)),
        Shared(HOLIDAYS, "Feriados de Argentina", "reader", "8", _holidays(monday)),
    ]


def _institute(monday: datetime) -> list[Resource]:
    first = monday - timedelta(weeks=5)
    wednesday, friday = first + timedelta(days=2, hours=12), first + timedelta(days=4, hours=13)
    until = f"{monday + timedelta(weeks=9):%Y%m%d}T025959Z"
    exams = (monday + timedelta(weeks=1, days=3)).date()
    return _numbered(
        [
            stored_event(
                "deptoingles", INSTITUTE, "Reunión del departamento de Inglés",
                wednesday, wednesday + timedelta(hours=1), location="Sala de profesores",
                recurrence=[f"RRULE:FREQ=WEEKLY;UNTIL={until}"],
            ),
            stored_event(
                "guardiabiblioteca", INSTITUTE, "Guardia en biblioteca",
                friday, friday + timedelta(minutes=90),
                recurrence=[f"RRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL={until}"],
            ),
            stored_event(
                "mesasdeexamen", INSTITUTE, "Mesas de examen", exams, exams + timedelta(days=2)
            ),
        ]
    )  # fmt: skip


def _holidays(monday: datetime) -> list[Resource]:
    first, last = (monday - timedelta(weeks=26)).date(), (monday + timedelta(weeks=52)).date()
    return _numbered(
        [
            stored_event(
                f"feriado{day:%Y%m%d}", HOLIDAYS, name, day, day + timedelta(days=1),
                transparency="transparent", visibility="public", description="Día festivo",
            )
            for day, name in holidays(first, last)
        ]
    )  # fmt: skip


def _numbered(events: list[Resource]) -> list[Resource]:
    for number, event in enumerate(events):
        event["etag"] = f'"{3500000000000000 + number * 2}"'
    return events
