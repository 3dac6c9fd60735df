"""Diagnostics and crash reports for the window: gathered beside it, copied, sent nowhere."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, qVersion

from desktop_app.domain.errors import AulaError
from desktop_app.domain.text import N_, sentence
from desktop_app.services.parts import Parts
from desktop_app.services.store_thread import StoreThread
from desktop_app.services.values import Badge, Toast

if TYPE_CHECKING:
    from desktop_app.system.crash import CrashReport

log = logging.getLogger(__name__)


class Diagnostics(QObject):
    """Gathers on the store thread; the text goes to the clipboard when it is there."""

    crashed = Signal(object)  # CrashReport of the last run
    copied = Signal(str)

    def __init__(
        self,
        parts: Parts,
        store: StoreThread,
        badge: Callable[[], Badge],
        toast: Callable[[Toast], None],
    ) -> None:
        super().__init__()
        self._parts = parts
        self._store = store
        self._badge = badge
        self._toast = toast

    def copy(self, screen: str, report: "CrashReport | None" = None) -> None:
        """Copy the diagnostics, after `report` if there is one. `screen`: how it is shown."""
        badge = self._badge()
        facts = [
            ("Qt", qVersion()),
            ("screen", screen),
            ("badge", f"{badge.state}, {badge.number}"),
            ("trouble", badge.told.msgid if badge.told else "none"),
        ]

        def gather() -> str:
            told = self._parts.diagnostics(facts)
            return f"{report.text.rstrip()}\n\n{told}" if report else told

        self._store.beside(gather, self._gathered, self._failed)

    def look_for(self, left: Path | None) -> None:
        """Read what the last run left behind, if it left anything."""
        from desktop_app.system.crash import read_report  # not on the way to the first paint

        if left is not None:
            self._store.beside(lambda: read_report(left), self._read, self._failed)

    def _read(self, report: "CrashReport | None") -> None:
        if report is not None:
            log.warning("the last run left a crash report: %s", report.path.name)
            self.crashed.emit(report)

    def _gathered(self, text: str) -> None:
        self.copied.emit(text)
        told = N_(
            "Diagnostics copied: without names, codes and secrets. Paste them where you like."
        )
        self._toast(Toast(sentence(told)))

    def _failed(self, error: AulaError) -> None:
        self._toast(Toast(error.told, (), 10.0))
