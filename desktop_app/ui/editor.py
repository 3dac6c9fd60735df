"""The one way by which a widget asks for an edit or a removal."""

from typing import Any

from PySide6.QtWidgets import QWidget

from desktop_app.services.calendar import CalendarService
from desktop_app.services.values import Key


class Editor:
    """Hands edits and removals on; what must be asked first is asked over `window`."""

    def __init__(self, calendar: CalendarService, window: QWidget) -> None:
        self._calendar = calendar
        self._window = window

    def edit(self, key: Key, fields: dict[str, Any]) -> None:
        """Set fields of an event (names of domain.event.FIELDS and `lesson.…`)."""
        self._calendar.edit(key, fields)

    def remove(self, key: Key) -> None:
        """Remove an event; its toast takes it back."""
        self._calendar.delete(key)
