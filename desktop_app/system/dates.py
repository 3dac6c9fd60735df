"""Days, months and times in the teacher's words: 24-hour clock, `mar 24/11`."""

from datetime import date, datetime

from desktop_app.domain import zones

_DAYS = {
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = {
    "es": (
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto",
        "septiembre", "octubre", "noviembre", "diciembre",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August",
        "September", "October", "November", "December",
    ),
}  # fmt: skip


def day_name(day: date, language: str) -> str:
    """Return the name of the day of the week."""
    return day_name_of(day.weekday(), language)


def day_name_of(weekday: int, language: str) -> str:
    """Return the name of a day of the week; 0 = Monday."""
    return _DAYS[language][weekday]


def days_name_of(weekday: int, language: str) -> str:
    """Return the name of a day of the week as of many of them: `los sábados`; 0 = Monday."""
    name = day_name_of(weekday, language)
    return f"{name}s" if language == "es" and not name.endswith("s") else name


def day_abbreviation(day: date, language: str) -> str:
    """Return the first three letters of the day's name, as a column head has them."""
    return day_abbreviation_of(day.weekday(), language)


def day_abbreviation_of(weekday: int, language: str) -> str:
    """Return the first three letters of the name of a day of the week; 0 = Monday."""
    return day_name_of(weekday, language)[:3]


def day_letter(weekday: int, language: str) -> str:
    """Return the one letter of the mini month's head; 0 = Monday."""
    return _DAYS[language][weekday][0].upper()


def month_name(month: int, language: str) -> str:
    """Return the name of the month, 1 = January."""
    return _MONTHS[language][month - 1]


def short_day(day: date, language: str) -> str:
    """Return `mar 24/11`, in English `Tue 24/11`."""
    return f"{day_abbreviation(day, language)} {day.day}/{day.month}"


def long_day(day: date, language: str) -> str:
    """Return `martes 24 de noviembre`, in English `Tuesday 24 November`."""
    month = month_name(day.month, language)
    joint = " de " if language == "es" else " "
    return f"{day_name(day, language)} {day.day}{joint}{month}"


def month_title(day: date, language: str) -> str:
    """Return `Noviembre 2026`."""
    return f"{month_name(day.month, language).capitalize()} {day.year}"


def months_title(first: date, last: date, language: str) -> str:
    """Return the title of the days from `first` to `last`: `Noviembre 2026`, `Nov – dic 2026`,
    `Dic 2026 – ene 2027`."""
    if (first.year, first.month) == (last.year, last.month):
        return month_title(first, language)
    early, late = month_name(first.month, language)[:3], month_name(last.month, language)[:3]
    year = f" {first.year}" if first.year != last.year else ""
    if language == "en":
        late = late.capitalize()
    return f"{early.capitalize()}{year} – {late} {last.year}"


def day_title(day: date, language: str) -> str:
    """Return `Martes 24 de noviembre de 2026`, in English `Tuesday 24 November 2026`."""
    joint = " de " if language == "es" else " "
    text = f"{long_day(day, language)}{joint}{day.year}"
    return text[0].upper() + text[1:]


def clock(seconds: int, zone: str) -> str:
    """Return `15:00`: the time in `zone` at `seconds` (epoch)."""
    return _clock(zones.local(seconds, zone))


def time_span(start: int, end: int, zone: str) -> str:
    """Return `15–16` or `10:30–11:30`: minutes on both sides as soon as one has them."""
    return wall_span(zones.local(start, zone), zones.local(end, zone))


def wall_span(low: datetime, high: datetime) -> str:
    """Return the same of two times on the clock; of one alone where they are the same."""
    if low == high:
        return _clock(low)  # a moment: calendar files have such
    if low.minute or high.minute:
        return f"{low.hour}:{low.minute:02}–{high.hour}:{high.minute:02}"
    return f"{low.hour}–{high.hour}"


def hour_labels(day: date, zone: str, second: str) -> tuple[str, ...]:
    """Return for each hour of `day` in `zone` what the clock says in the zone `second`."""
    midnight = zones.day_start(day, zone)
    walls = (zones.local(midnight + hour * 3600, second) for hour in range(24))
    return tuple(f"{wall.hour}:{wall.minute:02}" for wall in walls)


def _clock(wall: datetime) -> str:
    # Not strftime: it imports `time` at each call, which Qt's import hook makes dear.
    return f"{wall.hour}:{wall.minute:02}"
