"""An occurrence: one time that an event takes place, with all that a view shows of it."""

from datetime import UTC, date, datetime
from enum import IntFlag
from typing import NamedTuple


class Flag(IntFlag):
    """What a view must know of an occurrence, in one stored number."""

    ALL_DAY = 1
    LESSON = 2
    SERIES = 4
    CANCELLED = 8
    LINK_READY = 16
    LINK_PENDING = 32
    LINK_FAILED = 64
    UNSENT = 128
    ATTENTION = 256
    READ_ONLY = 512
    DECLINED = 1024
    FREE = 2048
    FOCUS_TIME = 4096
    OUT_OF_OFFICE = 8192
    BIRTHDAY = 16384
    WORKING_LOCATION = 32768


NOT_BUSY = int(Flag.ALL_DAY | Flag.CANCELLED | Flag.DECLINED | Flag.FREE)
"""What leaves its time free for a class. A plain integer: a week tests hundreds."""


class Occurrence(NamedTuple):
    """One row of the occurrences table, in this order.

    `start`, `end`: UTC epoch seconds; for an all-day one the UTC midnights of its dates (see
    `first_day`). `original` names the occurrence within its series ("" for a single event),
    `event_id` is the exception's id where there is one, else the master's or the single event's.
    `students`: ids of the roster, with blanks between.
    `color_id`: Calendar v3's colorId, or `#RRGGBB` where a Reader has it from the calendar.
    """

    start: int
    end: int
    event_id: str
    original: str
    family: str
    calendar_id: str
    flags: int
    summary: str
    color_id: str
    link: str
    access_code: str
    class_type: str
    max_participants: int
    zone: str
    students: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What stays the same when the occurrence is edited: its family and original start."""
        return self.family, self.original

    @property
    def whose(self) -> str:
        """Whose colour it has where it has none of its own: its first student's, else its name's."""
        return self.students.partition(" ")[0] or self.summary

    def has(self, flag: Flag) -> bool:
        """Return whether `flag` is set."""
        return bool(self.flags & flag)

    @property
    def first_day(self) -> date:
        """The first date of an all-day occurrence."""
        return datetime.fromtimestamp(self.start, UTC).date()

    @property
    def end_day(self) -> date:
        """The date after the last one of an all-day occurrence."""
        return datetime.fromtimestamp(self.end, UTC).date()


class ChangeSet(NamedTuple):
    """What a write changed, so that only that is read again.

    `families`: those whose occurrences may differ; `everything`: read all anew; `outbox`: the
    outbox's counts or states differ; `sync`: the sync state (badge) differs; `students`: the
    roster differs.
    """

    families: frozenset[str] = frozenset()
    everything: bool = False
    outbox: bool = False
    sync: bool = False
    students: bool = False

    def __or__(self, other: object) -> "ChangeSet":
        assert isinstance(other, ChangeSet)
        return ChangeSet(
            self.families | other.families,
            self.everything or other.everything,
            self.outbox or other.outbox,
            self.sync or other.sync,
            self.students or other.students,
        )
