"""Reminders for the window: a class is told of at its time, once, also after a sleep."""

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from desktop_app.domain.ports import Reader
from desktop_app.domain.reminders import LOOK_BACK, Due, Mark, due, next_due
from desktop_app.services.settings import SettingsService
from desktop_app.services.store_thread import StoreThread

AHEAD = 26 * 3600
"""Seconds that are looked ahead; then it is looked anew."""
LONGEST = 6 * 3600
SNOOZE = 5 * 60


class Timer(Protocol):
    """A single-shot timer; a QTimer, or a simulated one."""

    @property
    def timeout(self) -> Any: ...
    def start(self, msec: int) -> None: ...
    def stop(self) -> None: ...


class Reminders(QObject):
    """Looks at the coming classes and sets one timer for the next moment that matters.

    What was told is written down before it is shown: a restart must not tell it again.
    """

    told = Signal(object)  # Due

    def __init__(
        self,
        store: StoreThread,
        reader: Callable[[], Reader | None],
        settings: SettingsService,
        now: Callable[[], float],
        timer: Timer | None = None,
    ) -> None:
        super().__init__()
        self._store = store
        self._reader = reader
        self._settings = settings
        self._now = now
        self._known: dict[Mark, int] | None = None
        self._over = False
        if timer is None:
            timer = QTimer(self)
            timer.setSingleShot(True)
            # A coarse timer is late by a twentieth of its time: half an hour in ten.
            timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer = timer
        self._timer.timeout.connect(self.look)
        settings.changed.connect(self.look)

    def begin(self) -> None:
        """Read what was told before, then look."""
        self._store.run(
            lambda store: store.reminders.told(), self._begun, lambda _: self._begun({})
        )

    def _begun(self, known: Any) -> None:
        self._known = dict(known)
        self.look()

    @Slot()
    def look(self) -> None:
        """Tell what is due, and wait for what comes next."""
        reader = self._reader()
        if self._over or self._known is None or reader is None:
            return
        self._timer.stop()
        settings = self._settings.settings
        minutes, now = settings.reminder_minutes, int(self._now())
        rows = reader.occurrences(now - LOOK_BACK, now + AHEAD, settings.zone)
        snoozed = {mark: until for mark, until in self._known.items() if until}
        for one in due(rows, minutes, now, self._known, snoozed):
            self._tell(one)
        snoozed = {mark: until for mark, until in self._known.items() if until}
        following = next_due(rows, minutes, now, snoozed)
        wait = LONGEST if following is None else min(LONGEST, following - self._now())
        self._timer.start(max(1, int(wait * 1000)))

    def snooze(self, one: Due) -> None:
        """Tell of it again in five minutes; where the program ends, in its next run."""
        self._keep(one.mark, int(self._now()) + SNOOZE, lambda: None)
        self.look()

    def stop(self) -> None:
        """Tell nothing more. What she still answers is written down."""
        self._timer.stop()
        self._over = True

    def _tell(self, one: Due) -> None:
        self._keep(one.mark, 0, lambda: self.told.emit(one))

    def _keep(self, mark: Mark, until: int, then: Callable[[], None]) -> None:
        if self._known is not None:
            self._known[mark] = until
        now = self._now()
        # Told even where it cannot be written down: twice is better than never.
        self._store.run(
            lambda store: store.reminders.keep(mark, until, now),
            lambda _: then(),
            lambda _: then(),
        )
