"""Quick add: what one line asks for, with everything that it leaves open filled in."""

from desktop_app.domain import zones
from desktop_app.domain.lesson import participants
from desktop_app.domain.ports import Reader
from desktop_app.domain.quick.add import Planned, Quick, Unclear, understand
from desktop_app.usecases.defaults import Defaults
from desktop_app.usecases.new_lesson import NOT_BUSY, Wish, free_start


def plan(reader: Reader | None, text: str, defaults: Defaults, now: float) -> Planned | Unclear:
    """Return exactly the class that `text` would make at `now` (epoch seconds), or why none."""
    quick = understand(text, int(now), defaults.zone, defaults.hours, defaults.length)
    if isinstance(quick, Unclear):
        return quick
    start, end = _times(reader, quick, defaults, int(now))
    kind = quick.class_type or defaults.class_type
    seats = quick.seats
    if seats is None:
        seats = 1 if quick.class_type == "individual" else defaults.max_participants
    there = reader.occurrences(start, end, defaults.zone) if reader else ()
    return Planned(
        quick.title or defaults.summary,
        start,
        end,
        kind,
        participants(seats),
        defaults.price if quick.price is None else quick.price,
        quick.meeting,
        quick.read_as,
        quick.over,
        tuple(row.summary for row in there if not row.flags & NOT_BUSY),
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


def wish(planned: Planned) -> Wish:
    """Return what is to be made of a plan."""
    return Wish(
        start=planned.start,
        end=planned.end,
        summary=planned.title,
        class_type=planned.class_type,
        max_participants=planned.seats,
        price=planned.price,
        meeting=planned.meeting,
    )
