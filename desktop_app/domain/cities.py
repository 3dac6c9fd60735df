"""From a city as a teacher writes it to its time zone. Pure; the zones themselves are handed in."""

from collections.abc import Iterable

from desktop_app.domain import zones
from desktop_app.domain.fold import fold

# Cities that name no zone of their own, and Spanish names of those that do.
_ZONES = {
    "argentina": "America/Argentina/Buenos_Aires",
    "asuncion": "America/Asuncion",
    "barcelona": "Europe/Madrid",
    "berlin": "Europe/Berlin",
    "boston": "America/New_York",
    "brasilia": "America/Sao_Paulo",
    "caba": "America/Argentina/Buenos_Aires",
    "cdmx": "America/Mexico_City",
    "ciudad de mexico": "America/Mexico_City",
    "copenhague": "Europe/Copenhagen",
    "edimburgo": "Europe/London",
    "florianopolis": "America/Sao_Paulo",
    "ginebra": "Europe/Zurich",
    "guadalajara": "America/Mexico_City",
    "la habana": "America/Havana",
    "la plata": "America/Argentina/Buenos_Aires",
    "lisboa": "Europe/Lisbon",
    "londres": "Europe/London",
    "mar del plata": "America/Argentina/Buenos_Aires",
    "medellin": "America/Bogota",
    "miami": "America/New_York",
    "milan": "Europe/Rome",
    "montreal": "America/Toronto",
    "munich": "Europe/Berlin",
    "nueva york": "America/New_York",
    "paris": "Europe/Paris",
    "pekin": "Asia/Shanghai",
    "punta del este": "America/Montevideo",
    "quito": "America/Guayaquil",
    "rio de janeiro": "America/Sao_Paulo",
    "roma": "Europe/Rome",
    "rosario": "America/Argentina/Cordoba",
    "san francisco": "America/Los_Angeles",
    "santiago de chile": "America/Santiago",
    "sevilla": "Europe/Madrid",
    "sidney": "Australia/Sydney",
    "tel aviv": "Asia/Jerusalem",
    "tokio": "Asia/Tokyo",
    "valencia": "Europe/Madrid",
    "viena": "Europe/Vienna",
    "washington": "America/New_York",
    "zurich": "Europe/Zurich",
}


def zone_of(city: str, names: Iterable[str]) -> str:
    """Return the zone of `city` out of the zones `names`, "" where it is not known.

    What follows a comma is left away: `Madrid, España`.
    """
    name = city.partition(",")[0].strip()
    return _ZONES.get(fold(name)) or (zones.named(name, names) if name else "")
