"""Tells when a minute of the clock begins: one wake a minute, for what says “in 12 min”."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

MINUTE = 60.0
SLACK = 0.05
"""Seconds after the full minute: a timer that is a trifle early must not show the old one."""


class Minutes(QObject):
    """Begins with `start`; every minute is waited for anew, so that a clock set is noticed."""

    passed = Signal()

    def __init__(self, clock: Callable[[], float], parent: QObject) -> None:
        super().__init__(parent)
        self._clock = clock
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """Wait for the next full minute."""
        self._timer.start(int((MINUTE - self._clock() % MINUTE + SLACK) * 1000))

    @Slot()
    def _tick(self) -> None:
        self.start()
        self.passed.emit()
