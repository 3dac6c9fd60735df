"""The port to both files, for whoever reads."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from desktop_app.domain.calendars import Calendar
from desktop_app.domain.change import Change, Sides
from desktop_app.domain.event import Event, Guest
from desktop_app.domain.occurrence import Occurrence
from desktop_app.domain.ports.values import Account, OutboxCounts
from desktop_app.domain.projection import Family
from desktop_app.domain.search import Found

if TYPE_CHECKING:  # the roster is not on the way to a first paint
    from desktop_app.domain.student import Student


class Reader(Protocol):
    """What the window and read-only commands read, over read-only connections of their own."""

    def reopen(self) -> None:
        """Look at the files anew: one was replaced. Raises StorageError."""
        ...

    def close(self) -> None: ...
    def version(self) -> object:
        """Return what equals an earlier answer only if no view can read anything else since."""
        ...

    def occurrences(
        self, start: int, end: int, zone: str, *, hidden: bool = False
    ) -> Sequence[Occurrence]:
        """Return what stands in [start, end) (epoch seconds), sorted by start, longer first.

        All-day ones are compared by their dates in `zone`. What hidden calendars have comes with
        `hidden` only.
        """
        ...

    def calendars(self) -> Sequence[Calendar]:
        """Return the calendars in the order they are listed, that of the classes first."""
        ...

    def calendar_list_refused(self) -> bool:
        """Return whether Google gave no leave to read the list of calendars."""
        ...

    def search(self, text: str, now: int, limit: int) -> Sequence[Found]:
        """Return what has all words of `text`: what is not over at `now` first, by time.

        The beginning of a word is enough, accents do not count; a series comes once.
        """
        ...

    def covered(self) -> tuple[int, int]:
        """Return the range (epoch seconds) over which series are expanded."""
        ...

    def event(self, family: str, original: str) -> Event | None:
        """Return one event as projected, with all its fields."""
        ...

    def family(self, family: str) -> Family | None:
        """Return an event or a series with its exceptions as projected; None when it is gone."""
        ...

    def account(self) -> Account | None: ...
    def outbox(self) -> OutboxCounts: ...
    def attention(self) -> Sequence[Change]: ...
    def waiting_for_others(self) -> int:
        """Return how many changes are of accounts that are not the connected one."""
        ...

    def sides(self, seq: int) -> Sides | None:
        """Return a change beside what Google has, None when it is not there any more."""
        ...

    def last_synced(self) -> float | None: ...
    def day_counts(self, start: int, end: int, zone: str) -> dict[int, int]:
        """Return how many stand on each day of the range, by day number (days since 1970-01-01).

        Days with nothing are left out.
        """
        ...

    def access_codes(self, now: int) -> frozenset[str]:
        """Return the codes of the classes that end after `now`."""
        ...

    def students(self) -> "Sequence[Student]":
        """Return the roster by name."""
        ...

    def classes_of(self, student_id: str, named: Callable[[str], bool]) -> Sequence[Occurrence]:
        """Return the classes that hold the student's id, or nobody's and a title that is `named`.

        In the range over which series are expanded, by start.
        """
        ...

    def past_guests(self) -> Sequence[Guest]:
        """Return the guests of classes, each address once."""
        ...
