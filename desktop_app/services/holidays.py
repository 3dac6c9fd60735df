"""Public holidays for the window: read on a thread of their own, told when they are there."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop_app.services.workers import IDLE, Post, Worker


class HolidayService(QObject):
    """Knows the holidays of the years that were asked for; silent until `start`."""

    changed = Signal()

    def __init__(self, path: Path, post: Post) -> None:
        super().__init__()
        self._path = path
        self._post = post
        self._worker: Worker | None = None
        self._years: dict[int, dict[str, dict[date, str]]] = {}
        self._wanted: set[int] = set()

    def start(self) -> None:
        """Begin to read what has been asked for: once the first paint is done."""
        if self._worker is None:
            self._worker = Worker("holidays", self._post)
            for year in self._wanted:
                self._read(year)

    def name(self, day: date, language: str) -> str:
        """Return the name of the holiday that `day` is, "" for none or not known yet.

        A year asked for the first time is read, and `changed` tells when it is there.
        """
        if day.year not in self._wanted:
            self._wanted.add(day.year)
            if self._worker is not None:
                self._read(day.year)
        return self._years.get(day.year, {}).get(language, {}).get(day, "")

    def between(self, first: date, last: date) -> frozenset[date] | None:
        """Return the holidays from `first` to `last`; None until all those years are read.

        `changed` tells when one more of them is there.
        """
        for year in range(first.year, last.year + 1):
            self.name(date(year, 1, 1), "es")
        years = [self._years.get(year) for year in range(first.year, last.year + 1)]
        if not all(years):
            return None
        days = {day for year in years if year is not None for day in year["es"]}
        return frozenset(day for day in days if first <= day <= last)

    def stop(self, seconds: float) -> bool:
        """End the thread; whether it ended in time."""
        return self._worker is None or self._worker.stop(seconds)

    def _read(self, year: int) -> None:
        assert self._worker is not None
        self._worker.run(
            lambda: _names(self._path, year),
            lambda names: self._take(year, names),
            None,
            IDLE,
        )

    def _take(self, year: int, names: dict[str, dict[date, str]]) -> None:
        self._years[year] = names
        self.changed.emit()


def _names(path: Path, year: int) -> dict[str, dict[date, str]]:
    # Loaded on the thread that needs it: no part of a start.
    from desktop_app.system import holidays

    return holidays.names(path, year)
