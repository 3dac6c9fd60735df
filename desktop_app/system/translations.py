"""Translations: gettext catalogues, one for window, command line and errors."""

import gettext
import locale
import os
import re
from collections.abc import Mapping
from pathlib import Path

from desktop_app.domain.text import Sentence
from desktop_app.system.paths import resources_dir

LANGUAGES = {"es": "Español", "en": "English"}
"""What Aula speaks, each by its own name."""
_PLACE = re.compile(r"\{(\w+)\}")


class Translator:
    """One language. English is what stands in the code; a missing catalogue is English too."""

    def __init__(self, language: str, catalogue: gettext.NullTranslations) -> None:
        self.language = language
        self._catalogue = catalogue

    def gettext(self, msgid: str, **places: object) -> str:
        """Return `msgid` in this language with its named places filled."""
        text = self._catalogue.gettext(msgid) if msgid else ""
        return fill(text, places) if places else text

    def ngettext(self, one: str, many: str, number: int, **places: object) -> str:
        """Return the form for `number`, which is also the place `{number}`."""
        return fill(self._catalogue.ngettext(one, many, number), {"number": number, **places})

    def tell(self, told: Sentence) -> str:
        """Return a sentence of the domain in this language."""
        return self.gettext(told.msgid, **dict(told.places))


def fill(text: str, places: Mapping[str, object]) -> str:
    """Return `text` with its places filled in one pass; an unknown place stays as it is."""
    return _PLACE.sub(lambda m: str(places[m[1]]) if m[1] in places else m[0], text)


def install(
    language: str = "system",
    environ: Mapping[str, str] = os.environ,
    folder: Path | None = None,
) -> Translator:
    """Return the Translator for `language`: `es`, `en`, or what the system speaks."""
    chosen = language if language in LANGUAGES else system_language(environ)
    where = (folder or resources_dir()) / "translations" / chosen / "LC_MESSAGES" / "aula.mo"
    try:
        with where.open("rb") as file:
            return Translator(chosen, gettext.GNUTranslations(file))
    except (OSError, ValueError, UnicodeDecodeError):
        return Translator(chosen, gettext.NullTranslations())


def system_language(environ: Mapping[str, str] = os.environ) -> str:
    """Return the system's language if Aula speaks it, else English."""
    said = ""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        said = environ.get(name, "").split(":")[0]
        if said:
            break
    if not said and os.name == "nt":
        said = locale.getlocale()[0] or ""
    # Windows says "Spanish_Argentina" where others say "es_AR".
    return "es" if said.lower().startswith(("es", "spanish")) else "en"
