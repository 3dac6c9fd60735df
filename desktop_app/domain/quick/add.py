"""Quick add: “Ana jueves 15 a 16 grupal x4” to the class that it asks for. Pure."""

import re
from datetime import date, datetime, time, timedelta
from typing import Literal, NamedTuple

from desktop_app.domain import zones
from desktop_app.domain.free_slots import WorkingHours
from desktop_app.domain.lesson import ClassType
from desktop_app.domain.quick import days as day_words
from desktop_app.domain.quick.hours import Hours, read_hours
from desktop_app.domain.quick.repeat import Repeats, read_repeats, repeated
from desktop_app.domain.quick.scan import Scan, rule
from desktop_app.domain.rule import Rule
from desktop_app.domain.text import N_, Sentence, sentence

MOST_SEATS = 500
MOST_TEXT = 500

_NO_LINK = rule(
    r"(?:sin|no|without)(?: el| un| a| the)? (?:link|enlace|meet|meeting|videollamada|video)"
)
_SEATS = rule(r"[x×*] ?(?P<n>\d{1,4})")
_PEOPLE = rule(
    r"(?:para |for )?(?P<n>\d{1,4}) (?:alumnos|alumnas|estudiantes|personas|lugares|cupos|"
    r"participantes|students|people|seats|places|participants)"
)
_PRICE = rule(r"(?P<price>(?:us)?\$ ?\d[\d.,]*)")
_ADDRESS = rule(r"<?(?P<address>[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+)>?")
_GROUP = rule(r"(?:clase )?grupal|group class")
_ALONE = rule(r"(?:clase )?individual|one.to.one|1.a.1|1.on.1|private class")


class Quick(NamedTuple):
    """What a line asks for; None = the teacher's default.

    `start`, `end`: epoch seconds; without a start the next free slot, from `day` on when that was
    said. `length`: minutes, where there is no end. `read_as`: an hour as it was typed that could
    have been another one. `over`: the time has gone by, as it was asked for. `guests`: addresses.
    """

    title: str = ""
    day: date | None = None
    start: int | None = None
    end: int | None = None
    length: int | None = None
    class_type: ClassType | None = None
    seats: int | None = None
    price: str | None = None
    meeting: bool = True
    read_as: str = ""
    over: bool = False
    rule: Rule | None = None
    guests: tuple[str, ...] = ()


class Planned(NamedTuple):
    """Exactly the class that will be made.

    `dated`: the line said a day or an hour. `clashes`: titles of what stands at that time already.
    `students`: ids of the roster. `guests`: addresses to invite.
    """

    title: str
    start: int
    end: int
    class_type: str
    seats: int
    price: str
    meeting: bool
    read_as: str = ""
    over: bool = False
    dated: bool = False
    rule: Rule | None = None
    clashes: tuple[str, ...] = ()
    color_id: str = ""
    students: tuple[str, ...] = ()
    guests: tuple[str, ...] = ()


Why = Literal["empty", "long", "day", "hour", "length", "seats", "repeats"]


class Unclear(NamedTuple):
    """Why nothing can be made of a line: the reason, and what to tell the teacher."""

    why: Why
    told: Sentence


def understand(text: str, now: int, zone: str, hours: WorkingHours, length: int) -> Quick | Unclear:
    """Return the class that `text` asks for, or why it asks for none; never raises.

    `now`: epoch seconds; a day and an hour that have gone by mean the next such ones, unless
    today was said. `length`: minutes of a class where no end is said.
    """
    if not text.split():
        return Unclear(
            "empty", Sentence(N_("Write who and when, for example: Ana Thursday 15 to 16"))
        )
    if len(text) > MOST_TEXT:
        return Unclear("long", Sentence(N_("That is too long for one line.")))
    scan = Scan(text)
    guests = _addresses(scan)
    meeting = scan.take(_NO_LINK) is None
    wall = zones.local(now, zone).replace(tzinfo=None)
    repeats = read_repeats(scan, wall.date())
    found = scan.take(_SEATS) or scan.take(_PEOPLE)
    seats = int(found["n"]) if found is not None else None
    if seats is not None and not 1 <= seats <= MOST_SEATS:
        return Unclear("seats", sentence(N_("A class cannot have {number} seats."), number=seats))
    price = scan.take(_PRICE)
    kind = _kind(scan, seats)
    said, clock = _when(scan, wall.date(), (hours.start, hours.end), repeats)
    wrong = _wrong(said, clock, repeats)
    if wrong is not None:
        return wrong
    try:
        often = repeated(repeats, said)
    except ValueError:
        return Unclear("repeats", Sentence(N_("A class repeats up to 366 times.")))
    quick = Quick(
        scan.rest,
        length=clock.length,
        class_type=kind,
        seats=seats,
        price=price["price"].replace(" ", "") if price is not None else None,
        meeting=meeting,
        read_as=clock.read_as,
        rule=often,
        guests=guests,
    )
    placed = _placed(quick, said, clock, now, wall, zone, clock.length or length)
    if placed.rule is not None and placed.rule.until is not None:
        if placed.rule.until < (placed.day or wall.date()):
            return Unclear("repeats", Sentence(N_("The last day comes before the first.")))
    return placed


def _addresses(scan: Scan) -> tuple[str, ...]:
    """Take the e-mail addresses out of the line, before anything of them is read as a day."""
    found: dict[str, None] = {}
    while (one := scan.take(_ADDRESS)) is not None:
        found[one["address"]] = None
    return tuple(found)


def name_of(address: str) -> str:
    """Return what somebody may be called of whom only the e-mail address is known: `Ana Perez`."""
    words = re.split(r"[._%+-]+", address.partition("@")[0])
    return " ".join(word.capitalize() for word in words if word)


def _kind(scan: Scan, seats: int | None) -> ClassType | None:
    if scan.take(_GROUP) is not None:
        return "grupal"
    if scan.take(_ALONE) is not None:
        return "individual"
    return "grupal" if seats is not None and seats > 1 else None


def _when(
    scan: Scan, today: date, work: tuple[int, int], repeats: Repeats
) -> tuple[day_words.Said, Hours]:
    """Read day and hours. A number after a day's name is its hour, where no other hour is said."""
    said = day_words.read_day(scan, today)
    if repeats.workdays >= 0 and said.day is None and not said.weekdays:
        said = day_words.Said(weekdays=tuple(range(5)), end=repeats.workdays)
    named = scan.copy()
    clock = read_hours(named, -1, work)
    if clock.start is None and clock.ahead is None and not (clock.wrong or clock.no_span):
        numbered = scan.copy()
        after = read_hours(numbered, said.end, work)
        if after.start is not None or after.wrong or after.no_span:
            scan.text = numbered.text
            return said, after
    said = day_words.day_of_month(named, said, today, 366)
    scan.text = named.text
    return said, clock


def _wrong(said: day_words.Said, clock: Hours, repeats: Repeats) -> Unclear | None:
    day = said.wrong or repeats.wrong
    if day:
        return Unclear("day", sentence(N_("There is no day “{text}”."), text=day))
    if clock.wrong:
        return Unclear("hour", sentence(N_("There is no hour “{text}”."), text=clock.wrong))
    if clock.no_span:
        text = N_("A class ends after it begins and lasts up to 12 hours: “{text}” does not.")
        return Unclear("hour", sentence(text, text=clock.no_span))
    if clock.length is not None and not 5 <= clock.length <= 12 * 60:
        return Unclear("length", Sentence(N_("A class lasts from 5 minutes to 12 hours.")))
    return None


def _placed(
    quick: Quick,
    said: day_words.Said,
    clock: Hours,
    now: int,
    wall: datetime,
    zone: str,
    length: int,
) -> Quick:
    """Return `quick` with its time: of a bare weekday the next one that is still to come."""
    if clock.ahead is not None:
        start = -(-(now + clock.ahead * 60) // 300) * 300
        return quick._replace(start=start, end=start + length * 60)
    if clock.start is None:
        day = day_words.coming(said, wall.date(), skip_today=False)
        return quick._replace(day=day)
    gone = clock.start <= wall.hour * 60 + wall.minute
    day = day_words.coming(said, wall.date(), skip_today=gone)
    if day is None:
        day = wall.date() + timedelta(days=1 if gone else 0)
    start = _epoch(day, clock.start, zone)
    end = start + length * 60
    if clock.end is not None:
        end = _epoch(day, clock.end, zone)
        if end <= start:  # the clocks were set in between
            end = start + (clock.end - clock.start) * 60
    return quick._replace(day=day, start=start, end=end, length=None, over=end <= now)


def _epoch(day: date, minute: int, zone: str) -> int:
    return zones.epoch(datetime.combine(day, time()) + timedelta(minutes=minute), zone)
