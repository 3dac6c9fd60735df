"""Search and quick add over the events of a test, answered at once."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop_app.domain import zones
from desktop_app.domain.event import Event, Timed
from desktop_app.domain.fold import fold
from desktop_app.domain.lesson import Lesson
from desktop_app.domain.occurrence import ChangeSet, Occurrence
from desktop_app.domain.quick.add import Planned, Unclear
from desktop_app.domain.search import Found
from desktop_app.services.values import Ended
from desktop_app.usecases import quick_add
from desktop_app.usecases.defaults import Defaults

NOW = zones.epoch(datetime(2026, 11, 24, 11, 19), zones.BUENOS_AIRES)


class FakeSearch(QObject):
    """Looks through titles and descriptions; answers at once."""

    found = Signal(str, object)

    def __init__(self, calendar: Any, row: Callable[[Event], Occurrence]) -> None:
        super().__init__(calendar)
        self._calendar = calendar
        self._row = row
        self.now = NOW

    def ask(self, text: str) -> None:
        """Answer."""
        found: list[Found] = []
        for event in self._calendar.reader.events.values():
            o = self._row(event)
            said = fold(f"{event.summary} {event.description}")
            if text.strip() and all(word in said for word in fold(text).split()):
                in_title = fold(text).split()[0] in fold(event.summary)
                found.append(Found(o, o.end > self.now, "" if in_title else event.description))
        found.sort(
            key=lambda f: (not f.coming, f.occurrence.start if f.coming else -f.occurrence.start)
        )
        self.found.emit(text, found)


class FakeQuick(QObject):
    """Plans as the program does; makes at once."""

    made = Signal(object)

    def __init__(self, calendar: Any) -> None:
        super().__init__(calendar)
        self._calendar = calendar
        self.now = NOW

    def plan(self, text: str) -> Planned | Unclear:
        """Return what the line would make."""
        return quick_add.plan(self._calendar.reader, text, Defaults(), self.now)

    def make(
        self, planned: Planned, ended: Ended = lambda error: None, send_updates: str = "none"
    ) -> None:
        """Make it."""
        how = () if send_updates == "none" else (send_updates,)
        self._calendar.asked.append(("quick", planned, *how))
        ended(self._calendar.trouble)
        if self._calendar.trouble is not None:
            return
        when = Timed(planned.start, planned.end, zones.BUENOS_AIRES)
        key = (f"quick{len(self._calendar.asked)}", "")
        self._calendar.reader.put(
            Event(key[0], "cal", when, summary=planned.title, lesson=Lesson("AAA-CCC"))
        )
        self._calendar.changed.emit(ChangeSet(frozenset({key[0]})))
        self.made.emit(key)
