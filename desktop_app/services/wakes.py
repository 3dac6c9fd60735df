"""What wakes sync beside its own timer: the network's return, the end of a sleep."""

import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from desktop_app.usecases.sync_now import Wake

log = logging.getLogger(__name__)
BEAT = 20.0
LATE = 40.0
"""Seconds by which a beat must miss the clock to mean a sleep, not a busy computer."""


class Wakes(QObject):
    """Tells why a pass is wanted. Watches nothing until `watch` is called."""

    woken = Signal(object)  # Wake

    def __init__(self, now: Callable[[], float]) -> None:
        super().__init__()
        self._now = now
        self._last = now()
        self._network: Any = None
        self._beat = QTimer(self)
        self._beat.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._beat.setInterval(int(BEAT * 1000))
        self._beat.timeout.connect(self.beat)

    @Slot()
    def watch(self) -> None:
        """Begin to watch; after the first pass, for it loads Qt's network library."""
        if self._beat.isActive():
            return
        self._last = self._now()
        self._beat.start()
        self._network = network_information()
        if self._network is not None:
            self._network.reachabilityChanged.connect(self._reachability_changed)

    def stop(self) -> None:
        """Watch no more."""
        self._beat.stop()
        if self._network is not None:
            self._network.reachabilityChanged.disconnect(self._reachability_changed)
            self._network = None

    @Slot()
    def beat(self) -> None:
        """Compare the clock with the beat: where they differ the computer slept, or the clock was
        set. A timer alone sleeps too, and would wait on for what was left of its time."""
        now = self._now()
        passed, self._last = now - self._last, now
        if not 0 <= passed <= BEAT + LATE:
            log.info("the clock jumped by %.0f s", passed - BEAT)
            self.woken.emit(Wake.SLEEP)

    @Slot(object)
    def _reachability_changed(self, reachability: Any) -> None:
        if reachability.name in ("Online", "Unknown"):
            self.woken.emit(Wake.NETWORK)


def network_information() -> Any:
    """Return Qt's QNetworkInformation, None where this system has no source for it."""
    # QtNetwork is not on the way to the first paint.
    try:
        from PySide6.QtNetwork import QNetworkInformation
    except ImportError:  # a packager may have left it out
        log.warning("Qt's network library is missing: the network's return is not noticed")
        return None
    if not QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.Reachability):
        log.info("nothing here tells when the network comes back: tried by the clock alone")
        return None
    return QNetworkInformation.instance()
