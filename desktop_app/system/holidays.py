"""Argentina's public holidays, by name; those that views show are kept in a file."""

import json
import logging
import sys
from collections.abc import Iterable
from datetime import date
from importlib.util import find_spec, module_from_spec
from pathlib import Path

from desktop_app.domain.errors import StorageError
from desktop_app.system.files import write_whole

log = logging.getLogger(__name__)

COUNTRIES = "holidays.countries"
LANGUAGES = {"es": "es", "en": "en_US"}
"""Aula's languages, and what the library calls them."""


def names(path: Path, year: int) -> dict[str, dict[date, str]]:
    """Return the holidays of `year` by language; slow where the file at `path` has them not.

    The library takes longer and more memory than the whole week: so its answers are kept, until
    it is of another version.
    """
    version = _version()
    kept = _kept(path, version)
    if str(year) not in kept:
        # The years around too: the file is then whole for a while.
        for one in range(year - 1, year + 2):
            kept[str(one)] = _worked_out(one)
        _keep(path, version, kept)
    return {
        language: {date.fromisoformat(day): name for day, name in kept[str(year)][language].items()}
        for language in LANGUAGES
    }


def _version() -> str:
    """Return the name of the library's own folder of facts, which has its version, "" for none.

    `importlib.metadata` would tell too, and loads all that reads mails: 1 MB.
    """
    for folder in map(Path, sys.path):
        for found in folder.glob("holidays-*.dist-info"):
            return found.name
    return ""


def _worked_out(year: int) -> dict[str, dict[str, str]]:
    return {
        language: {day.isoformat(): name for day, name in of((year,), language).items()}
        for language in LANGUAGES
    }


def of(years: Iterable[int], language: str) -> dict[date, str]:
    """Return the public holidays of Argentina in these years, with their names, in order. Slow.

    Days that only banks or an office have off are left out.
    """
    import holidays  # not part of a start: 50 ms and 6 MB

    # To load it from its package would load all other countries: 6 MB more.
    if COUNTRIES not in sys.modules:
        spec = find_spec(COUNTRIES)
        assert spec is not None
        sys.modules[COUNTRIES] = module_from_spec(spec)
    found = holidays.country_holidays("AR", years=years, language=LANGUAGES[language])
    return {day: found[day] for day in sorted(found)}


def _kept(path: Path, version: str) -> dict[str, dict[str, dict[str, str]]]:
    try:
        data = json.loads(path.read_bytes())
        if data["version"] == version and all(
            set(LANGUAGES) <= set(year) for year in data["years"].values()
        ):
            years: dict[str, dict[str, dict[str, str]]] = data["years"]
            return years
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass  # not there yet, or not ours: it is made again
    return {}


def _keep(path: Path, version: str, years: dict[str, dict[str, dict[str, str]]]) -> None:
    data = json.dumps({"version": version, "years": years}, ensure_ascii=False).encode()
    try:
        write_whole(path, data)
    except StorageError as error:
        log.info("holidays are not kept and will be worked out again: %s", error.code)
