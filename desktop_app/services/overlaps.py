"""Overlaps: a quiet word, never a block, where two things take place at the same time."""

from collections.abc import Callable, Sequence

from desktop_app.domain.copying import in_the_way
from desktop_app.domain.event import AllDay, When
from desktop_app.domain.occurrence import Occurrence
from desktop_app.domain.ports import Reader
from desktop_app.domain.text import N_, Sentence, sentence
from desktop_app.services.labels import titled
from desktop_app.services.settings import SettingsService
from desktop_app.services.values import Key
from desktop_app.system.dates import time_span
from desktop_app.system.translations import Translator


class Overlaps:
    """Looks on the window's own connection: what she sees is what is compared."""

    def __init__(
        self,
        reader: Callable[[], Reader | None],
        settings: SettingsService,
        translator: Callable[[], Translator],
    ) -> None:
        self._reader = reader
        self._settings = settings
        self._translator = translator

    def rows(self, start: int, end: int) -> Sequence[Occurrence]:
        """Return what stands in [start, end), epoch seconds."""
        reader = self._reader()
        if reader is None:
            return ()
        return reader.occurrences(start, end, self._settings.settings.zone)

    def warning(self, key: Key, when: When) -> Sentence | None:
        """Return what to say of something else at the time of `key`; None: nothing is."""
        if isinstance(when, AllDay):
            return None
        rows = [row for row in self.rows(when.start, when.end) if row.key != key]
        found = in_the_way(when, rows)
        if not found:
            return None
        first = found[0]
        places = {
            "title": titled(first.summary, self._translator()),
            "span": time_span(first.start, first.end, self._settings.settings.zone),
        }
        if len(found) == 1:
            return sentence(N_("Overlaps with {title} {span}"), **places)
        more = len(found) - 1
        return sentence(N_("Overlaps with {title} {span} and {number} more"), number=more, **places)
