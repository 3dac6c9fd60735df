"""The sample term: a believable month or two of an English teacher in Buenos Aires."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from dateutil.easter import easter

from desktop_app.demo import recurrence
from desktop_app.demo.conference import meet_data
from desktop_app.demo.model import ZONE
from desktop_app.demo.sample_people import B1, CLUB, FCE, STUDENTS, WORKSHOP, Student
from desktop_app.demo.stored import stored_event
from desktop_app.demo.times import zone

Resource = dict[str, Any]
ACADEMY = {"email": "coordinacion@instituto.example.org", "displayName": "Instituto del Sur"}

# Weekday (Monday is 0), start, minutes, and who: the weekly frame, with gaps in it.
_WEEKLY: tuple[tuple[int, str, int, Student], ...] = (
    (0, "09:00", 60, STUDENTS[0]),
    (0, "10:30", 60, STUDENTS[1]),
    (0, "15:00", 45, STUDENTS[2]),
    (0, "17:30", 60, STUDENTS[3]),
    (0, "18:30", 90, B1),
    (1, "09:30", 60, STUDENTS[4]),
    (1, "11:00", 60, STUDENTS[5]),
    (1, "16:00", 60, STUDENTS[6]),
    (1, "18:00", 60, STUDENTS[7]),
    (2, "09:00", 60, STUDENTS[8]),
    (2, "10:00", 60, STUDENTS[9]),
    (2, "15:30", 60, STUDENTS[10]),
    (2, "17:00", 60, STUDENTS[11]),
    (2, "18:30", 90, B1),
    (3, "10:00", 60, STUDENTS[12]),
    (3, "11:30", 45, STUDENTS[13]),
    (3, "16:30", 60, STUDENTS[14]),
    (3, "18:00", 90, FCE),
    (3, "18:30", 60, STUDENTS[15]),
    (4, "09:00", 60, STUDENTS[16]),
    (4, "11:00", 60, STUDENTS[17]),
    (4, "15:00", 60, STUDENTS[18]),
    (4, "17:00", 60, CLUB),
    (5, "10:00", 120, WORKSHOP),
)
# Every second week, so that no two weeks look the same: weekday, start, minutes, who, which week.
_FORTNIGHTLY: tuple[tuple[int, str, int, Student, int], ...] = tuple(
    (
        number % 5,
        f"{(13, 14, 8, 12)[number % 4]:02d}:{(0, 30)[number % 2]:02d}",
        50,
        who,
        number % 2,
    )
    for number, who in enumerate(STUDENTS[19:])
)


def sample_term(now: datetime, owner: str) -> list[Resource]:
    """Return the events of the weeks around `now`, as Google stores them.

    The same for the same date, but for one class that begins within the hour of `now`.
    """
    local = now.replace(tzinfo=now.tzinfo or UTC).astimezone(zone(ZONE)).replace(tzinfo=None)
    monday = local.date() - timedelta(days=local.weekday())
    first, last = monday - timedelta(weeks=5), monday + timedelta(weeks=9)
    found = _series(first, last, owner)
    found += _exceptions(found, monday, owner)
    found += _singles(local, monday, owner)
    for number, event in enumerate(found):
        event["etag"] = f'"{3400000000000000 + number * 2}"'
    return found


def holidays(first: date, last: date) -> list[tuple[date, str]]:
    """Return Argentina's national holidays from `first` until before `last`, by the 2017 law."""
    found: list[tuple[date, str]] = []
    for year in range(first.year, last.year + 1):
        sunday = easter(year)
        found += [
            (date(year, 1, 1), "Año Nuevo"),
            (sunday - timedelta(days=48), "Carnaval"),
            (sunday - timedelta(days=47), "Carnaval"),
            (date(year, 3, 24), "Día de la Memoria"),
            (sunday - timedelta(days=2), "Viernes Santo"),
            (date(year, 4, 2), "Día del Veterano y de los Caídos en Malvinas"),
            (date(year, 5, 1), "Día del Trabajador"),
            (date(year, 5, 25), "Día de la Revolución de Mayo"),
            (_bridged(date(year, 6, 17)), "Paso a la Inmortalidad de Güemes"),
            (date(year, 6, 20), "Día de la Bandera"),
            (date(year, 7, 9), "Día de la Independencia"),
            (_bridged(date(year, 8, 17)), "Paso a la Inmortalidad de San Martín"),
            (_bridged(date(year, 10, 12)), "Día del Respeto a la Diversidad Cultural"),
            (_bridged(date(year, 11, 20)), "Día de la Soberanía Nacional"),
            (date(year, 12, 8), "Inmaculada Concepción"),
            (date(year, 12, 25), "Navidad"),
        ]
    return [(day, name) for day, name in found if first <= day < last]


def _bridged(day: date) -> date:
    """Return the Monday that a holiday that can be moved is kept on."""
    shift = {1: -1, 2: -2, 3: 4, 4: 3}.get(day.weekday(), 0)
    return day + timedelta(days=shift)


def _lesson(
    event_id: str, owner: str, who: Student, start: datetime, minutes: int, **more: Any
) -> Resource:
    data, link = meet_data(event_id)
    return stored_event(
        event_id,
        owner,
        who.name,
        start,
        start + timedelta(minutes=minutes),
        description=who.description,
        colorId=who.color,
        hangoutLink=link,
        conferenceData=data,
        extendedProperties={"private": who.details()},
        **more,
    )


def _series(first: date, last: date, owner: str) -> list[Resource]:
    until = f"{last:%Y%m%d}T025959Z"
    frame = [(*row, 1, 0) for row in _WEEKLY]
    frame += [(day, at, minutes, who, 2, week) for day, at, minutes, who, week in _FORTNIGHTLY]
    found: list[Resource] = []
    for number, (weekday, at, minutes, who, every, week) in enumerate(frame):
        # Weeks are counted from a fixed Monday, so that they keep their places as time goes on.
        odd = (first.toordinal() // 7 + week) % 2 if every == 2 else 0
        day = first + timedelta(days=weekday, weeks=odd)
        start = datetime.combine(day, time.fromisoformat(at))
        step = ";INTERVAL=2" if every == 2 else ""
        rule = f"RRULE:FREQ=WEEKLY{step};UNTIL={until}"
        found.append(_lesson(f"serie{number:03d}", owner, who, start, minutes, recurrence=[rule]))
    return found


def _exceptions(series: list[Resource], monday: date, owner: str) -> list[Resource]:
    """Return what became of some occurrences: moved by an hour or a day, or cancelled."""
    found: list[Resource] = []
    for master in series:
        start = datetime.fromisoformat(master["start"]["dateTime"]).replace(tzinfo=None)
        for week in range(-4, 6):
            day = monday + timedelta(weeks=week, days=start.weekday())
            turn = (int(master["id"][5:]) * 7 + week * 3) % 23
            if turn not in (3, 11):
                continue
            event_id = recurrence.instance_id(master, datetime.combine(day, start.time()), ZONE)
            untouched = recurrence.find(master, event_id, ZONE)
            if untouched is None:
                continue
            if turn == 3:
                found.append(untouched | {"status": "cancelled"})
                continue
            at = datetime.combine(day, start.time()) + timedelta(minutes=30)
            moved = stored_event(event_id, owner, "", at, at + timedelta(minutes=45))
            found.append(untouched | {"start": moved["start"], "end": moved["end"], "sequence": 1})
    return found


def _singles(local: datetime, monday: date, owner: str) -> list[Resource]:
    near = (local + timedelta(minutes=25)).replace(second=0, microsecond=0)
    near -= timedelta(minutes=near.minute % 5)
    wednesday, thursday = (datetime.combine(monday + timedelta(days=n), time()) for n in (2, 3))
    friday, saturday = (datetime.combine(monday + timedelta(days=n), time()) for n in (4, 5))
    guest = {"email": owner, "self": True, "responseStatus": "needsAction"}
    meeting = stored_event(
        "reunioninstituto",
        owner,
        "Reunión de docentes",
        thursday.replace(hour=14),
        thursday.replace(hour=15),
        organizer=ACADEMY,
        location="Instituto del Sur, Av. Corrientes 1234",
        description="Traer las planillas de notas.",
        attendees=[ACADEMY | {"organizer": True, "responseStatus": "accepted"}, guest],
    )
    return [
        _lesson("claseproxima", owner, STUDENTS[20], near, 50),
        meeting,
        stored_event(
            "dentista", owner, "Dentista",
            wednesday.replace(hour=11, minute=30), wednesday.replace(hour=12, minute=15),
            location="Av. Santa Fe 2450", visibility="private",
        ),
        stored_event(
            "mates", owner, "Mates con Sole",
            friday.replace(hour=19), friday.replace(hour=20, minute=30),
            transparency="transparent", location="Parque Centenario",
        ),
        stored_event(
            "feriadelibro", owner, "Feria del libro",
            (saturday + timedelta(weeks=1)).date(), (saturday + timedelta(weeks=1, days=2)).date(),
        ),
    ]  # fmt: skip
