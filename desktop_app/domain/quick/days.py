"""Days as they are said: “jueves 15”, “15/12”, “pasado mañana”, “next monday”, “en 3 semanas”."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from desktop_app.domain.quick.scan import Scan, rule

_WEEKDAYS = (
    ("lunes", "lun", "monday", "mon"),
    ("martes", "mar", "tuesday", "tues", "tue"),
    ("miercoles", "mier", "mie", "wednesday", "wed"),
    ("jueves", "jue", "thursday", "thurs", "thur", "thu"),
    ("viernes", "vie", "friday", "fri"),
    ("sabado", "sabados", "sab", "saturday", "sat"),
    ("domingo", "domingos", "dom", "sunday", "sun"),
)
_MONTHS = (
    ("enero", "ene", "january", "jan"),
    ("febrero", "feb", "february"),
    ("marzo", "mar", "march"),
    ("abril", "abr", "april", "apr"),
    ("mayo", "may"),
    ("junio", "jun", "june"),
    ("julio", "jul", "july"),
    ("agosto", "ago", "august", "aug"),
    ("septiembre", "setiembre", "sept", "sep", "set", "september"),
    ("octubre", "oct", "october"),
    ("noviembre", "nov", "november"),
    ("diciembre", "dic", "december", "dec"),
)
_NUMBERS = {
    "un": 1, "una": 1, "a": 1, "an": 1, "one": 1, "dos": 2, "two": 2, "tres": 3, "three": 3,
    "cuatro": 4, "four": 4, "cinco": 5, "five": 5, "seis": 6, "six": 6, "siete": 7, "seven": 7,
    "ocho": 8, "eight": 8, "nueve": 9, "nine": 9, "diez": 10, "ten": 10,
}  # fmt: skip
WEEKDAY = {name: day for day, names in enumerate(_WEEKDAYS) for name in names}
_MONTH = {name: month for month, names in enumerate(_MONTHS, 1) for name in names}
WORDS = "|".join(_NUMBERS)
NUMBER = rf"(?:\d{{1,3}}|{WORDS})"
WEEKDAY_NAMES = "|".join(sorted(WEEKDAY, key=len, reverse=True))
_MO = "|".join(sorted(_MONTH, key=len, reverse=True))
_NEXT = r"que viene|proximo|siguiente"
_AND = r"(?:,| y| e|,? and| &|/)"
FAR = 366 * 5
"""Days; what lies further away than this was not meant."""

_ISO = r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"
_SLASHED = r"(?:el |on )?(?P<d>\d{1,2})/(?P<m>\d{1,2})(?:/(?P<y>\d{4}|\d{2}))?"
_NAMED = (
    rf"(?:el |the |on )?(?P<d>\d{{1,2}})(?:st|nd|rd|th|ro|º|°)?(?: de| of)? (?P<m>{_MO})"
    rf"(?:,?(?: de| del)? (?P<y>\d{{4}}))?"
)
_ENGLISH = rf"(?:on )?(?P<m>{_MO}) (?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<y>\d{{4}}))?"
_DATES = [rule(date_said) for date_said in (_ISO, _SLASHED, _NAMED, _ENGLISH)]
_UNTIL = [
    rule(rf"(?:hasta|until|till) {date_said}") for date_said in (_ISO, _SLASHED, _NAMED, _ENGLISH)
]
_IN = rule(
    rf"(?:en|in|dentro de) (?P<n>{NUMBER}) (?P<unit>dia|dias|day|days|semana|semanas|week|weeks|"
    r"mes|meses|month|months)"
)
_NEXT_WEEK = rule(
    r"(?:en |de |of )?(?:la )?(?:semana que viene|(?:proxima|siguiente) semana|next week)"
)
_AFTER_TOMORROW = rule(r"pasado manana|(?:the )?day after tomorrow")
_TOMORROW = rule(r"tomorrow|tmrw|manana")
_OF_MORNING = re.compile(r"la\s$")
_TODAY = rule(r"hoy|today|tonight|esta tarde|esta noche|this (?:afternoon|evening)")
_DAY = rule(
    rf"(?P<before>(?:el|los|las|on|this|este|proximo|next|cada|every|todos los) )*"
    rf"(?P<days>(?:{WEEKDAY_NAMES})(?:{_AND} (?:el |los )?(?:{WEEKDAY_NAMES}))*)(?P<after> (?:{_NEXT}))?"
)
_NAMES = re.compile(WEEKDAY_NAMES)
_NUMBER_AFTER = rule(r"(?:el |the )?(?P<d>\d{1,2})(?:st|nd|rd|th|º|°)?")
_ORDINAL = rule(
    r"(?:(?:on )?the (?P<a>\d{1,2})(?:st|nd|rd|th)?|(?P<b>\d{1,2})(?:st|nd|rd|th)|el (?P<c>\d{1,2}))"
)


class Said(NamedTuple):
    """What was said of a day.

    `day`: a date; `weekdays`: 0 = Monday, in the order of the week, where a date is not said.
    `later`: that day of next week, not this one. `end`: where in the line it ended. `wrong`: a
    date that there is not, as it was typed.
    """

    day: date | None = None
    weekdays: tuple[int, ...] = ()
    later: bool = False
    end: int = -1
    wrong: str = ""


def number(text: str) -> int:
    """Return the number written as digits or as a word up to ten."""
    return _NUMBERS[text] if text in _NUMBERS else int(text)


def read_day(scan: Scan, today: date) -> Said:
    """Return what the line says of a day, taken out of it. Numbers alone stay: see `day_of_month`."""
    for pattern in _DATES:
        found = scan.take(pattern)
        if found is not None:
            return _with_weekday(scan, _date(found, today))
    found = scan.take(_IN)
    if found is not None:
        return Said(_ahead(today, number(found["n"]), found["unit"]), end=found.end())
    if (found := scan.take(_AFTER_TOMORROW)) is not None:
        return Said(today + timedelta(days=2), end=found.end())
    for found in scan.each(_TOMORROW):
        # “a la mañana” is the morning, not tomorrow.
        if not _OF_MORNING.search(scan.text[: found.start()]):
            scan.remove(found.start(), found.end())
            return Said(today + timedelta(days=1), end=found.end())
    if (found := scan.take(_TODAY)) is not None:
        return Said(today, end=found.end())
    return _weekdays(scan, today)


def read_until(scan: Scan, today: date) -> Said:
    """Return the last day of what repeats, where the line says “hasta el 18/12”."""
    for pattern in _UNTIL:
        found = scan.take(pattern)
        if found is not None:
            return _date(found, today)
    return Said()


def _weekdays(scan: Scan, today: date) -> Said:
    week = scan.take(_NEXT_WEEK)
    found = _best(list(scan.each(_DAY)))
    if found is None:
        if week is None:
            return Said()
        return Said(today + timedelta(days=7 - today.weekday()), end=week.end())
    scan.remove(found.start(), found.end())
    named = sorted({WEEKDAY[name] for name in _NAMES.findall(found["days"])})
    before = found["before"] or ""
    later = week is not None or "next" in before
    skip_today = bool(found["after"]) or "proximo" in before
    if skip_today and not later and named == [today.weekday()]:
        later = True
    end = max(found.end(), week.end() if week is not None else -1)
    return Said(weekdays=tuple(named), later=later, end=end)


def _best(found: list[re.Match[str]]) -> re.Match[str] | None:
    """Return the one that is meant: “Mar Sosa martes” has a name before its day, “Sol lun” too."""
    if not found:
        return None
    return max(found, key=lambda m: (max(map(len, _NAMES.findall(m["days"]))) > 4, m.start()))


def _with_weekday(scan: Scan, said: Said) -> Said:
    """Take the day's name too where a date says it all: “jueves 3 de diciembre”."""
    found = scan.take(_DAY)
    return said if found is None else said._replace(end=max(said.end, found.end()))


def _date(found: re.Match[str], today: date) -> Said:
    values = found.groupdict()
    day, year = int(values["d"]), values["y"]
    month = _MONTH.get(values["m"]) or int(values["m"])
    if month > 12 >= day:  # as it is written elsewhere: 12/15
        day, month = month, day
    typed = found.group().strip()
    try:
        if year is not None:
            full = int(year) + (2000 if len(year) == 2 else 0)
            made = date(full, month, day)
        else:
            made = _next_date(today, month, day)
    except ValueError:
        return Said(end=found.end(), wrong=typed)
    if abs((made - today).days) > FAR:
        return Said(end=found.end(), wrong=typed)
    return Said(made, end=found.end())


def _next_date(today: date, month: int, day: int) -> date:
    """Return the next such day, today counted; raises ValueError where there is none for years."""
    for year in range(today.year, today.year + 5):
        try:
            made = date(year, month, day)
        except ValueError:
            continue
        if made >= today:
            return made
    raise ValueError(day)


def _ahead(today: date, count: int, unit: str) -> date | None:
    if unit.startswith(("mes", "month")):
        month = today.month - 1 + count
        year, month = today.year + month // 12, month % 12 + 1
        day = min(today.day, _length(year, month))
        return date(year, month, day)
    days = count * (7 if unit.startswith(("semana", "week")) else 1)
    return today + timedelta(days=days)


def _length(year: int, month: int) -> int:
    return (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day


def day_of_month(scan: Scan, said: Said, today: date, far: int) -> Said:
    """Read a number as the day of a month: “jueves 3”, “el 15”, “the 3rd”.

    After a weekday only where that date falls on it within `far` days; else the number stays.
    """
    if said.weekdays and said.day is None:
        found = _NUMBER_AFTER.match(scan.text, said.end + 1) if said.end < len(scan.text) else None
        if found is None:
            return said
        day = _falling_on(today, int(found["d"]), said.weekdays, far)
        if day is None:
            return said
        scan.remove(found.start(), found.end())
        return said._replace(day=day, weekdays=(), end=found.end())
    if said.day is None and not said.wrong:
        found = scan.take(_ORDINAL)
        if found is not None:
            typed = next(filter(None, found.groups()))
            day = _falling_on(today, int(typed), range(7), 62)
            if day is None:
                return Said(end=found.end(), wrong=found.group().strip())
            return Said(day, end=found.end())
    return said


def _falling_on(today: date, day: int, weekdays: Sequence[int], far: int) -> date | None:
    """Return the next date with that day of the month on one of `weekdays`, within `far` days."""
    for ahead in range(far):
        made = today + timedelta(days=ahead)
        if made.day == day and made.weekday() in weekdays:
            return made
    return None


def coming(said: Said, today: date, skip_today: bool) -> date | None:
    """Return the date that is meant: of weekdays the next one, today counted unless it is over."""
    if said.day is not None or not said.weekdays:
        return said.day
    first = today + timedelta(days=7 - today.weekday()) if said.later else today
    if skip_today and not said.later:
        first += timedelta(days=1)
    return min(first + timedelta(days=(day - first.weekday()) % 7) for day in said.weekdays)


def find_day(text: str, today: date) -> date | None:
    """Return the day that `text` names and nothing else; None when it says anything more."""
    scan = Scan(text)
    said = day_of_month(scan, read_day(scan, today), today, 366)
    if scan.rest or said.wrong:
        return None
    return coming(said, today, skip_today=False)
