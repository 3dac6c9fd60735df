"""Quick add: what one line asks for, with everything that it leaves open filled in."""

from collections.abc import Sequence

from desktop_app.domain import zones
from desktop_app.domain.event import NO_MEETING, Timed
from desktop_app.domain.lesson import participants
from desktop_app.domain.occurrence import NOT_BUSY
from desktop_app.domain.ports import Reader
from desktop_app.domain.quick.add import Planned, Quick, Unclear, name_of, understand
from desktop_app.domain.rule import lines
from desktop_app.domain.student import Student, plain
from desktop_app.usecases.defaults import Defaults
from desktop_app.usecases.new_lesson import Wish, free_start


def plan(reader: Reader | None, text: str, defaults: Defaults, now: float) -> Planned | Unclear:
    """Return exactly the class that `text` would make at `now` (epoch seconds), or why none.

    A title that is a student's name, or the beginning of one student's alone, makes it a class
    with that student, by the student's own habits where the line says nothing else; and so does
    a student's address alone. Of a stranger it makes a name and a guest.
    """
    quick = understand(text, int(now), defaults.zone, defaults.hours, defaults.length)
    if isinstance(quick, Unclear):
        return quick
    student = _meant(quick, reader.students()) if reader else None
    if student is not None:
        defaults = _by_habit(defaults, student)
        # Once more, for how long she is used to.
        again = understand(text, int(now), defaults.zone, defaults.hours, defaults.length)
        quick = again if isinstance(again, Quick) else quick
    start, end = _times(reader, quick, defaults, int(now))
    seats = quick.seats
    if seats is None:
        seats = 1 if quick.class_type == "individual" else defaults.max_participants
    there = reader.occurrences(start, end, defaults.zone) if reader else ()
    return Planned(
        student.name if student is not None else quick.title or _named(quick) or defaults.summary,
        start,
        end,
        quick.class_type or defaults.class_type,
        participants(seats),
        defaults.price if quick.price is None else quick.price,
        quick.meeting and not (student is not None and student.provider == NO_MEETING),
        quick.read_as,
        quick.over,
        quick.day is not None or quick.start is not None,
        quick.rule,
        tuple(row.summary for row in there if not row.flags & NOT_BUSY),
        student.color_id if student is not None else "",
        (student.id,) if student is not None else (),
        quick.guests,
    )


def _named(quick: Quick) -> str:
    return ", ".join(map(name_of, quick.guests))


def _meant(quick: Quick, students: Sequence[Student]) -> Student | None:
    if not quick.title:
        known = [one for one in students if quick.guests == (one.email.lower(),)]
        return known[0] if len(known) == 1 else None
    typed = plain(quick.title)
    exact = [one for one in students if plain(one.name) == typed]
    found = exact or [one for one in students if plain(one.name).startswith(f"{typed} ")]
    return found[0] if len(found) == 1 else None


def _by_habit(defaults: Defaults, student: Student) -> Defaults:
    return defaults._replace(
        length=student.length or defaults.length,
        class_type=student.class_type or defaults.class_type,
        price=student.price or defaults.price,
    )


def _times(reader: Reader | None, quick: Quick, defaults: Defaults, now: int) -> tuple[int, int]:
    if quick.start is not None and quick.end is not None:
        return quick.start, quick.end
    length = quick.length or defaults.length
    since = now
    if quick.day is not None:
        since = max(now, zones.day_start(quick.day, defaults.zone))
        # A day that was said is meant, also one on which she does not work.
        only = defaults.hours._replace(days=frozenset({quick.day.weekday()}))
        defaults = defaults._replace(hours=only)
    start = free_start(reader, defaults, length, since)
    return start, start + length * 60


def wish(planned: Planned, zone: str) -> Wish:
    """Return what is to be made of a plan; a series keeps the wall time of `zone`."""
    when = Timed(planned.start, planned.end, zone)
    return Wish(
        start=planned.start,
        end=planned.end,
        summary=planned.title,
        class_type=planned.class_type,
        max_participants=planned.seats,
        price=planned.price,
        meeting=planned.meeting,
        color_id=planned.color_id,
        students=planned.students,
        guests=planned.guests,
        recurrence=lines(planned.rule, when) if planned.rule is not None else (),
    )
