"""Quick add for the window: what a line would make, shown as she types, and then made."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.ports import Reader
from desktop_app.services.values import Ended, Key
from desktop_app.usecases.defaults import Defaults

if TYPE_CHECKING:
    from desktop_app.domain.quick.add import Planned, Unclear
    from desktop_app.services.acts import Acts

# Imports inside functions here: no line is understood before the first paint.


class QuickAdd(QObject):
    """`made` carries the Key of a class that a line made."""

    made = Signal(object)

    def __init__(
        self,
        reader: Callable[[], Reader | None],
        acts: "Callable[[], Acts]",
        defaults: Callable[[], Defaults],
        now: Callable[[], float],
        link_wanted: Callable[[Key], None],
    ) -> None:
        super().__init__()
        self._reader = reader
        self._acts = acts
        self._defaults = defaults
        self._now = now
        self._link_wanted = link_wanted

    def plan(self, text: str) -> "Planned | Unclear":
        """Return the class that `text` would make now, or why none. Two milliseconds."""
        from desktop_app.usecases import quick_add

        return quick_add.plan(self._reader(), text, self._defaults(), self._now())

    def make(
        self, planned: "Planned", ended: Ended = lambda error: None, send_updates: str = "none"
    ) -> None:
        """Make the class; `send_updates`: whether Google mails its guests (`all`, `none`)."""
        from desktop_app.usecases import quick_add

        def done(key: Key) -> None:
            if planned.meeting:
                self._link_wanted(key)
            self.made.emit(key)

        wish = quick_add.wish(planned, self._defaults().zone)
        self._acts().make(self._reader(), wish._replace(send_updates=send_updates), done, ended)
