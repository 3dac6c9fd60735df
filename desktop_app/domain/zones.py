"""Time zones: epoch seconds to wall time and back, in named zones only."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from desktop_app.domain.fold import fold

BUENOS_AIRES = "America/Argentina/Buenos_Aires"

# Older names of one and the same zone compare unequal as ZoneInfo: one name for each.
_SAME = {
    "America/Buenos_Aires": BUENOS_AIRES,
    "America/Cordoba": "America/Argentina/Cordoba",
    "America/Mendoza": "America/Argentina/Mendoza",
    "America/Jujuy": "America/Argentina/Jujuy",
    "America/Catamarca": "America/Argentina/Catamarca",
    "Asia/Calcutta": "Asia/Kolkata",
    "Asia/Katmandu": "Asia/Kathmandu",
    "Asia/Saigon": "Asia/Ho_Chi_Minh",
    "Europe/Kiev": "Europe/Kyiv",
    "Etc/UTC": "UTC",
    "Etc/GMT": "UTC",
    "GMT": "UTC",
    "Z": "UTC",
}

# Zones of places; the others are older names of these, or offsets without a place.
_REGIONS = frozenset(
    {
        "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe",
        "Indian", "Pacific", "UTC",
    }
)  # fmt: skip


def normal(name: str) -> str:
    """Return the one name Aula uses for the zone called `name`."""
    return _SAME.get(name, name)


@lru_cache(maxsize=64)
def zone(name: str) -> ZoneInfo:
    """Return the zone called `name`; raises KeyError when there is none of that name."""
    try:
        return ZoneInfo(normal(name))
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise KeyError(name) from error


def known(name: str) -> bool:
    """Return whether `name` is a zone that this machine's tzdata has."""
    try:
        zone(name)
    except KeyError:
        return False
    return True


def city(name: str) -> str:
    """Return the city that the zone `name` is called after."""
    return name.rpartition("/")[2].replace("_", " ")


def spoken(name: str) -> str:
    """Return the zone as it is chosen from a list: `Buenos Aires (America/Argentina)`."""
    region, _, _ = name.rpartition("/")
    return f"{city(name)} ({region})" if region else name


def choices() -> list[str]:
    """Return the names of all zones of a place, and UTC, by city. Reads the zones' folder."""
    found = {normal(name) for name in available_timezones() if name.split("/")[0] in _REGIONS}
    return sorted(found, key=lambda name: (city(name), name))


def named(text: str, names: Iterable[str]) -> str:
    """Return which of `names` is meant by `text`: a zone's name, as `spoken`, or a city alone.

    "" when it is none of them, or the city is not the only one of its name.
    """
    wanted = fold(text.strip())
    found = [n for n in names if wanted in (fold(n), fold(spoken(n)), fold(city(n)))]
    return found[0] if len(found) == 1 else ""


def local(seconds: int, name: str) -> datetime:
    """Return the wall time in zone `name` at `seconds` (UTC epoch)."""
    return datetime.fromtimestamp(seconds, zone(name))


def epoch(wall: datetime, name: str) -> int:
    """Return the UTC epoch seconds of the naive wall time `wall` in zone `name`.

    A wall time that a clock change skips is read with the offset before the change, one that
    happens twice is its first time (PEP 495, fold 0): what Google Calendar shows too.
    """
    return int(wall.replace(tzinfo=zone(name)).timestamp())


def day_start(day: date, name: str) -> int:
    """Return the UTC epoch seconds at which `day` begins in zone `name`."""
    return epoch(datetime.combine(day, time()), name)


def day_of(seconds: int, name: str) -> date:
    """Return the date in zone `name` at `seconds`."""
    return local(seconds, name).date()


def week_start(day: date) -> date:
    """Return the Monday of the week of `day`."""
    return day - timedelta(days=day.weekday())


def utc(seconds: int) -> datetime:
    """Return the aware UTC datetime at `seconds`."""
    return datetime.fromtimestamp(seconds, UTC)
