"""The parts of the port Store that have little to do with the outbox. All raise StorageError."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from desktop_app.domain.calendars import Calendar
from desktop_app.domain.occurrence import ChangeSet
from desktop_app.domain.ports.values import CalendarInfo, Said, Unlisted
from desktop_app.domain.reminders import Mark

if TYPE_CHECKING:  # the roster is not on the way to a first paint
    from desktop_app.domain.student import Student


class Roster(Protocol):
    """The students, in desk.db."""

    def all(self) -> "Sequence[Student]":
        """Return the roster by name."""
        ...

    def change(self, keep: "Sequence[Student]", remove: Sequence[str]) -> ChangeSet:
        """Keep students, new or changed, and remove those of the ids `remove`, all or nothing."""
        ...


class Reminders(Protocol):
    """Which reminders were told, in desk.db."""

    def told(self) -> Mapping[Mark, int]:
        """Return the reminders that were told, each with until when it is put off (0: not)."""
        ...

    def keep(self, mark: Mark, until: int, now: float) -> None:
        """Keep that a reminder was told, and until when (epoch seconds; 0) it is put off."""
        ...


class CalendarList(Protocol):
    """The calendars, in cache.db, and which of them the teacher shows, in desk.db."""

    def known(self) -> Sequence[Calendar]:
        """Return the calendars in the order they are listed, that of the classes first."""
        ...

    def listed_at(self) -> float:
        """Return when (epoch seconds) the calendar list was read last, 0 for never."""
        ...

    def keep(self, found: Sequence[CalendarInfo] | None, now: float) -> ChangeSet:
        """Keep the calendar list (None: it may not be read)."""
        ...

    def forget_some(self, most: int) -> tuple[bool, ChangeSet]:
        """Forget `most` families of a calendar that the list has no more; whether there is more."""
        ...

    def show(self, calendar_id: str, shown: bool) -> ChangeSet:
        """Keep that the teacher shows or hides a calendar."""
        ...

    def trouble(self, calendar_id: str, code: str) -> ChangeSet:
        """Keep why a calendar could not be brought up to date, "" when it could."""
        ...


class Listings(Protocol):
    """The series whose occurrences the server lists, for it alone can expand them; in cache.db."""

    def known(self, calendar_id: str) -> frozenset[str]:
        """Return the series that the server once listed; it goes on so."""
        ...

    def keep(self, calendar_id: str, series: str, instances: Iterable[Said]) -> ChangeSet:
        """Store the occurrences of a series, in place of all that was known of them."""
        ...

    def refused(self, calendar_id: str) -> Mapping[str, Unlisted]:
        """Return the series that the server did not list."""
        ...

    def refuse(self, calendar_id: str, series: str, unlisted: Unlisted | None) -> None:
        """Keep that the server did not list a series; None: it did, or need not any more."""
        ...
