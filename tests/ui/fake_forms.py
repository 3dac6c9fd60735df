"""The real form service, which makes events in memory."""

from typing import Any

from desktop_app.domain.event import Event, with_fields
from desktop_app.domain.occurrence import ChangeSet
from desktop_app.services.forms import Forms
from desktop_app.services.values import Ended
from desktop_app.usecases.defaults import Defaults


class FakeForms(Forms):
    """Records what is made, and does it."""

    def __init__(self, calendar: Any) -> None:
        no_thread: Any = None
        super().__init__(
            no_thread,
            lambda: calendar.reader,
            Defaults,
            lambda: calendar.now,
            lambda step, told, warning: None,
            lambda key, when: None,
            calendar.changed.emit,
            lambda key, meeting: calendar.selected.emit(key),
            lambda error: calendar.asked.append(("failed", error)),
        )
        self._calendar = calendar

    def make(
        self, fields: dict[str, Any], send_updates: str, ended: Ended, calendar_id: str = ""
    ) -> None:
        """Make one."""
        self.made_in = calendar_id
        self._calendar.asked.append(("make", fields, send_updates))
        ended(self._calendar.trouble)
        if self._calendar.trouble is not None:
            return
        key = (f"made{len(self._calendar.asked)}", "")
        event = with_fields(Event(key[0], "cal", None), fields)
        self._calendar.reader.put(event)
        self._calendar.changed.emit(ChangeSet(frozenset({key[0]})))
        self._calendar.selected.emit(key)
