"""Hours as they are said: “15 a 16”, “3pm-4pm”, “a las 3 y media”, “10:30”, “45 min”."""

import re
from typing import NamedTuple

from desktop_app.domain.quick.days import NUMBER, WORDS, number
from desktop_app.domain.quick.scan import GAP, Scan, rule

DAY = 24 * 60
LONGEST = 12 * 60
OVER_MIDNIGHT = 6 * 60
"""Minutes; a span longer than this, by day or over midnight, was not meant as one."""

_CLOCK = (
    r"(?P<h{n}>\d{{1,2}})(?:[:.h](?P<m{n}>\d{{2}}))?(?: ?(?P<x{n}>am|pm|a\.m\.?|p\.m\.?|hs?|hrs))?"
)
_TO = r"(?: ?[-–—] ?| a | to | till? | until | hasta(?: las?)? )"
_AT = r"(?:desde |from |de |entre |between )?(?:a )?(?:las? |at |@ ?)?"
_MORNING = rule(r"(?:de|por|a|en) la manana|in the morning")
_EVENING = rule(r"(?:de|por|a|en) la (?:tarde|noche)|in the (?:afternoon|evening)|at night")
_SPAN = rule(_AT + _CLOCK.format(n=1) + _TO + _CLOCK.format(n=2))
_FULL = rule(_AT + r"(?P<h1>\d{1,2})(?:[:.h](?P<m1>\d{2}))(?: ?(?P<x1>am|pm|hs?|hrs))?")
_TWELVE = rule(_AT + r"(?P<h1>\d{1,2})(?:[:.](?P<m1>\d{2}))? ?(?P<x1>am|pm|a\.m\.?|p\.m\.?)")
_SAID = rule(
    r"(?:a )?(?:las?|at|@) ?" + _CLOCK.format(n=1)
    + r"(?P<part> y media| y cuarto| menos cuarto)?"
)  # fmt: skip
_WITH_HS = rule(r"(?P<h1>\d{1,2}) ?(?P<x1>hs?|hrs|horas?|hours?)")
_NOON = rule(r"(?:al? )?mediodia|(?:at )?(?:noon|midday)")
_MIDNIGHT = rule(r"(?:a )?medianoche|(?:at )?midnight")
_HOUR_AND_HALF = rule(r"(?:de |por |for )?(?:una )?hora y media|(?:for )?an hour and a half")
_HALF_HOUR = rule(r"(?:de |por |for )?media hora|(?:for )?half an hour")
_MINUTES = rule(rf"(?:de |por |durante |for )?(?P<n>{NUMBER}) ?(?:min|mins|minutos|minutes|m|'|’)")
_HOURS = rule(
    rf"(?:de |por |durante |for )?(?P<n>[1-8]|{WORDS})(?:[.,](?P<half>5))? (?:horas?|hours?)"
)
# “1h30”, “2 hs”: how long, where an hour is said too; else an hour itself.
_SHORT = rule(r"(?P<n>[1-4])(?:[.,](?P<half>5))? ?(?:hs?|hrs?)(?: ?(?P<min>\d{2})(?:min|m)?)?")
_ANY_HOUR = rule(r"\d{1,2}(?:[:.]\d{2})?(?: ?(?:am|pm|hs?|hrs))?")
_IN = rule(
    rf"(?:en|in|dentro de) (?P<n>{NUMBER}|media|half an?) "
    r"(?P<unit>horas?|hours?|hs?|mins?|minutos|minutes)"
)
_NOW = rule(r"ahora|ya|now")
_AFTER_DAY = re.compile(r"[\s,]{1,2}(?P<h1>\d{1,2})(?=[,;.]?(?:[\s\0]|$))")


class Hours(NamedTuple):
    """What was said of the hours: minutes of the day, 0 to 1440; `end` may lie on the next day.

    `length`: minutes, where it was said by itself. `ahead`: minutes from now instead. `read_as`:
    the hour as typed where she may have meant another one. `wrong`: an hour that there is not,
    `no_span`: two that a class cannot begin and end at.
    """

    start: int | None = None
    end: int | None = None
    length: int | None = None
    ahead: int | None = None
    read_as: str = ""
    wrong: str = ""
    no_span: str = ""


def read_hours(scan: Scan, day_end: int, work: tuple[int, int]) -> Hours:
    """Return what the line says of hours, taken out of it.

    `day_end`: where in the line a day was named (-1: nowhere): a number after it is an hour. An
    hour that may be two is the one within `work`, minutes of the day.
    """
    ahead = _read_ahead(scan)
    half = _half_of_day(scan)
    length = _read_length(scan)
    said = _read_times(scan, day_end, half, work)
    return said._replace(length=length, ahead=ahead)


def _read_ahead(scan: Scan) -> int | None:
    if scan.take(_NOW) is not None:
        return 0
    found = scan.take(_IN)
    if found is None:
        return None
    minutes = found["unit"].startswith("m")
    if found["n"].startswith(("media", "half")):
        return None if minutes else 30
    return number(found["n"]) * (1 if minutes else 60)


def _half_of_day(scan: Scan) -> str:
    if not any(c.isdigit() for c in scan.text):
        return ""  # half a day and no hour: it stays in the title, to be seen
    if scan.take(_MORNING) is not None:
        return "am"
    return "pm" if scan.take(_EVENING) is not None else ""


def _read_length(scan: Scan) -> int | None:
    if scan.take(_HOUR_AND_HALF) is not None:
        return 90
    if scan.take(_HALF_HOUR) is not None:
        return 30
    minutes = scan.take(_MINUTES)
    if minutes is not None:
        return number(minutes["n"])
    for found in (*scan.each(_HOURS), *scan.each(_SHORT)):
        others = scan.text[: found.start()] + GAP + scan.text[found.end() :]
        if found.re is _HOURS or _ANY_HOUR.search(others):
            scan.remove(found.start(), found.end())
            more = int(found.groupdict().get("min") or 0)
            return number(found["n"]) * 60 + (30 if found["half"] else more)
    return None


def _read_times(scan: Scan, day_end: int, half: str, work: tuple[int, int]) -> Hours:
    for pair in scan.each(_SPAN):
        said = _span(pair, half, work)
        if said is not None:
            scan.remove(pair.start(), pair.end())
            return said
        if _meant(pair):
            return Hours(no_span=pair.group().strip())
    for pattern in (_SAID, _FULL, _TWELVE, _WITH_HS):
        found = scan.take(pattern)
        if found is not None:
            return _one(found, half, work)
    if scan.take(_NOON) is not None:
        return Hours(12 * 60)
    if scan.take(_MIDNIGHT) is not None:
        return Hours(0)
    after = _AFTER_DAY.match(scan.text, day_end) if day_end >= 0 else None
    if after is not None and int(after["h1"]) <= 24:
        scan.remove(after.start("h1"), after.end())
        return _one(after, half, work)
    return Hours()


def _one(found: re.Match[str], half: str, work: tuple[int, int]) -> Hours:
    parts = found.groupdict()
    minute = _minute(parts["h1"], parts.get("m1"))
    if minute is None:
        return Hours(wrong=found.group().strip())
    extra = {"y media": 30, "y cuarto": 15, "menos cuarto": -15}
    minute += extra.get((parts.get("part") or "").strip(), 0)
    if minute < 0:
        minute += DAY
    start, guessed = _settle(minute, parts["h1"], _meridiem(parts.get("x1")) or half, work)
    return Hours(start, read_as=parts["h1"] if guessed else "")


def _span(found: re.Match[str], half: str, work: tuple[int, int]) -> Hours | None:
    """Return a span, None where the two numbers make no sense as one (“B2-34”, a date)."""
    first, last = _minute(found["h1"], found["m1"]), _minute(found["h2"], found["m2"])
    if first is None or last is None:
        return None
    said1, said2 = _meridiem(found["x1"]), _meridiem(found["x2"])
    start, guessed = _settle(first, found["h1"], said1 or said2 or half, work)
    if not said1 and said2 == "pm" and first < DAY // 2 and start > _noon(last, "pm"):
        start = first  # 11-1pm begins in the morning
    end = _noon(last, said2 or ("" if said2 or not half else half))
    if not said2 and end <= start and last <= DAY // 2:
        end = last + DAY // 2 if last + DAY // 2 > start else last
    if end - start > LONGEST or (end <= start and end + DAY - start > OVER_MIDNIGHT):
        return None
    end += DAY if end <= start else 0
    return Hours(start, end, read_as=found["h1"] if guessed else "")


def _meant(found: re.Match[str]) -> bool:
    """Return whether two hours that make no span were said as one all the same: “15 a 14”."""
    between = found.string[found.end("h1") : found.start("h2")]
    hours = (_minute(found["h1"], found["m1"]), _minute(found["h2"], found["m2"]))
    return None not in hours and re.search(r" (?:a|to|hasta|till?|until) ", between) is not None


def _minute(hour: str, minute: str | None) -> int | None:
    """Return the minute of the day, None for an hour that there is not; 24:00 is midnight."""
    value = int(hour) * 60 + int(minute or 0)
    return value if value <= DAY and int(minute or 0) < 60 else None


def _meridiem(text: str | None) -> str:
    return text.replace(".", "") if text and text[0] in "ap" else ""


def _noon(minute: int, half: str) -> int:
    """Return the minute with am or pm said of it."""
    if half == "pm" and minute < DAY // 2:
        return minute + DAY // 2
    if half == "am" and DAY // 2 <= minute < DAY // 2 + 60:
        return minute - DAY // 2
    return minute


def _settle(minute: int, typed: str, half: str, work: tuple[int, int]) -> tuple[int, bool]:
    """Return the minute that is meant, and whether another could have been.

    A bare hour up to 12 may be two: that within the working hours is taken, else the nearer one.
    """
    if half:
        return _noon(minute, half), False
    if minute >= DAY // 2 or typed.startswith("0") or minute < 60:
        return minute % DAY if minute == DAY else minute, False
    later = minute + DAY // 2
    early, late = _outside(minute, work), _outside(later, work)
    return (later, True) if late < early else (minute, False)


def _outside(minute: int, work: tuple[int, int]) -> int:
    """Return how far an hour that begins at `minute` lies outside the working hours, minutes."""
    start, end = work
    return max(start - minute, minute + 60 - end, 0)
