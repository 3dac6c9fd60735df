"""The ports: what storage, Google's side and the system must offer to sync and usecases."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from desktop_app.domain.calendars import Calendar
from desktop_app.domain.change import Change, Draft, Sides
from desktop_app.domain.event import Event, Guest
from desktop_app.domain.occurrence import ChangeSet, Occurrence
from desktop_app.domain.projection import Family
from desktop_app.domain.reminders import Mark
from desktop_app.domain.search import Found

if TYPE_CHECKING:  # the roster is not on the way to a first paint
    from desktop_app.domain.student import Student


class Account(NamedTuple):
    """Who is connected: `sub` is Google's stable id of the account."""

    sub: str
    email: str
    name: str = ""
    calendar_id: str = ""  # resolved id of the calendar that classes go to, never `primary`


class Said(NamedTuple):
    """One event as the server sent it: its JSON text, and what it means."""

    raw: str
    event: Event


class Page(NamedTuple):
    """One page of `events.list`. `sync_token` comes with the last page only."""

    events: Sequence[Said]
    next_page: str
    sync_token: str
    calendar_summary: str = ""
    zone: str = ""


class CalendarInfo(NamedTuple):
    """One calendar of the account, as Google's list has it; `color`: `#RRGGBB`."""

    id: str
    summary: str
    color: str = ""
    access_role: str = "owner"
    primary: bool = False
    zone: str = ""
    selected: bool = True


class Remote(Protocol):
    """Calendar v3, one request a call (sign-in renewal aside). Raises RemoteError,
    NotConnectedError (code `reconnect`: the grant is gone) and NetworkError; no HTTP status
    escapes."""

    @property
    def fingerprint(self) -> str:
        """All parameters a sync token is made with, as text."""
        ...

    def close(self) -> None: ...
    def list_events(self, calendar_id: str, sync_token: str, page_token: str) -> Page:
        """Return a page of all events, or with `sync_token` of what changed since."""
        ...

    def get(self, calendar_id: str, event_id: str) -> Said: ...

    def instance(self, calendar_id: str, event_id: str, original: str) -> Said | None:
        """Return one occurrence of a series by its `original`, as Google addresses it."""
        ...

    def instances(self, calendar_id: str, event_id: str, low: int, high: int) -> Sequence[Said]:
        """Return all occurrences of a series within [low, high), epoch seconds; removed ones too."""
        ...

    def insert(self, calendar_id: str, draft: Draft) -> Said:
        """Make the event with the id and operation of `draft`; RemoteError `exists` on 409."""
        ...

    def patch(
        self,
        calendar_id: str,
        event_id: str,
        fields: dict[str, Any],
        etag: str,
        draft: Draft,
    ) -> Said:
        """Set `fields` if the event still has `etag` ("" = whatever it has); `changed` on 412."""
        ...

    def delete(self, calendar_id: str, event_id: str, etag: str, send_updates: str) -> None: ...

    def move(self, calendar_id: str, event_id: str, destination: str, send_updates: str) -> Said:
        """Move the event to another calendar; its id stays."""
        ...

    def calendars(self) -> Sequence[CalendarInfo]:
        """Return the calendar list; RemoteError `scope` when the teacher unticked that."""
        ...


class SyncState(NamedTuple):
    """Where a calendar's pull stands. `token` is "" before the first whole pull."""

    token: str
    fingerprint: str


class PendingMeeting(NamedTuple):
    """An event whose meeting Google still prepares; `since`: epoch seconds, first seen so."""

    calendar_id: str
    event_id: str
    since: float


class OutboxCounts(NamedTuple):
    """How many changes wait to be sent, and how many need the teacher."""

    unsent: int
    attention: int


class Store(Protocol):
    """Both files, on the one connection that writes. Every method is one short transaction a file.

    Whoever records or settles a change gets the ChangeSet of what to read again. Raises
    StorageError.
    """

    def close(self) -> None: ...
    def put_back(self) -> None:
        """Write files that were removed while they are open to their places again."""
        ...

    # --- account
    def account(self) -> Account | None: ...
    def set_account(self, account: Account | None) -> ChangeSet:
        """Keep who is connected; another `sub` starts an empty cache, the outbox stays."""
        ...

    # --- outbox (desk.db)
    def record(self, drafts: Sequence[Draft], now: float) -> tuple[Sequence[Change], ChangeSet]: ...
    def amend(
        self,
        seq: int,
        fields: dict[str, Any],
        now: float,
        base: dict[str, Any] | None = None,
        send_updates: str = "none",
    ) -> ChangeSet | None:
        """Merge `fields` into a change of which no request has left; None when one has, or when
        it is a patch and neither it nor `base` says what one of them was."""
        ...

    def withdraw(self, seqs: Sequence[int]) -> ChangeSet | None:
        """Remove changes of which no request has left, all or none; None when one has."""
        ...

    def release(self, seqs: Sequence[int]) -> None:
        """Let changes that wait for their toast be sent now."""
        ...

    def take_back(self, changes: Sequence[Change], now: float) -> ChangeSet:
        """Take changes back: what never left is removed, for the rest its undoing is recorded."""
        ...

    def discard(self, seq: int, now: float | None = None) -> ChangeSet:
        """Remove a change that needs attention: with all the steps of its act, of which those
        that Google has are undone there, and with what builds on an event that is never made."""
        ...

    def retry(self, seq: int, now: float) -> ChangeSet:
        """Queue a change that waits or needs attention again."""
        ...

    def keep_mine(self, seq: int, now: float) -> ChangeSet:
        """Let hers count over what Google has; where the event is gone there, as a new event.

        Raises NotFoundError where too little is known of the event to make it again.
        """
        ...

    def keep_theirs(self, seq: int, now: float) -> ChangeSet:
        """Let what Google has count: the change is given up with its whole act."""
        ...

    def changes(self, account: str, event_id: str = "") -> Sequence[Change]:
        """Return the account's changes in order (of one family with `event_id`)."""
        ...

    def targets(self, account: str) -> frozenset[str]:
        """Return the ids of the events and series that changes of the account are about."""
        ...

    def counts(self, account: str) -> OutboxCounts:
        """Return how many of the account's changes wait, and how many need the teacher."""
        ...

    def next_ready(self, account: str, now: float) -> Change | None:
        """Return the first change that may be sent at `now`: the head of its family, and due."""
        ...

    def next_due(self, account: str) -> float | None:
        """Return when (epoch seconds) the next waiting head of a family may be sent."""
        ...

    def mark_sending(self, seq: int, now: float) -> None: ...
    def settle(self, seq: int, said: Said | None) -> ChangeSet:
        """The change is done: `said` (None: nothing left to keep, delete) goes to the cache
        first, the change leaves the outbox second."""
        ...

    def postpone(
        self, seq: int, until: float, code: str, status: int, detail: str
    ) -> ChangeSet: ...
    def need_attention(self, seq: int, code: str, status: int, detail: str) -> ChangeSet: ...

    # --- roster (desk.db)
    def students(self) -> "Sequence[Student]":
        """Return the roster by name."""
        ...

    def change_students(self, keep: "Sequence[Student]", remove: Sequence[str]) -> ChangeSet:
        """Keep students, new or changed, and remove those of the ids `remove`, all or nothing."""
        ...

    # --- reminders (desk.db)
    def reminders_told(self) -> Mapping[Mark, int]:
        """Return the reminders that were told, each with until when it is put off (0: not)."""
        ...

    def keep_reminder(self, mark: Mark, until: int, now: float) -> None:
        """Keep that a reminder was told, and until when (epoch seconds; 0) it is put off."""
        ...

    # --- calendars
    def calendars(self) -> Sequence[Calendar]:
        """Return the calendars in the order they are listed, that of the classes first."""
        ...

    def calendars_listed(self) -> float:
        """Return when (epoch seconds) the calendar list was read last, 0 for never."""
        ...

    def keep_calendars(self, found: Sequence[CalendarInfo] | None, now: float) -> ChangeSet:
        """Keep the calendar list (None: it may not be read); forget what is not in it any more."""
        ...

    def show_calendar(self, calendar_id: str, shown: bool) -> ChangeSet:
        """Keep that the teacher shows or hides a calendar."""
        ...

    def calendar_trouble(self, calendar_id: str, code: str) -> ChangeSet:
        """Keep why a calendar could not be brought up to date, "" when it could."""
        ...

    # --- cache (cache.db)
    def sync_state(self, calendar_id: str) -> SyncState: ...
    def begin_generation(self, calendar_id: str) -> None:
        """Start a whole pull: what it does not bring is swept by its last page."""
        ...

    def apply_page(
        self,
        calendar_id: str,
        events: Iterable[Said],
        sync_token: str,
        fingerprint: str,
    ) -> ChangeSet:
        """Store a page; with a `sync_token` (the last page) also sweep and keep the token."""
        ...

    def listed(self, calendar_id: str) -> frozenset[str]:
        """Return the series of which the server once listed the occurrences; it goes on so."""
        ...

    def apply_instances(
        self, calendar_id: str, series: str, instances: Iterable[Said]
    ) -> ChangeSet:
        """Store the occurrences of a series that only the server can list, in place of all that
        was known of them."""
        ...

    def apply(self, said: Said) -> ChangeSet:
        """Store one event that was asked for by itself."""
        ...

    def synced(self, now: float) -> ChangeSet:
        """Keep that all calendars were in step with Google at `now`."""
        ...

    def said(self, calendar_id: str, event_id: str) -> Said | None:
        """Return what the server last said of an event."""
        ...

    def family(self, calendar_id: str, family: str) -> Family:
        """Return a family as projected: what the teacher sees."""
        ...

    def server_family(self, calendar_id: str, family: str) -> Family:
        """Return a family as the server said it, without the changes that wait."""
        ...

    def calendar_of(self, family: str) -> str:
        """Return the id of the calendar in which an event or series stands for the teacher."""
        ...

    def pending_meetings(self) -> Sequence[PendingMeeting]: ...
    def give_up_meeting(self, calendar_id: str, event_id: str) -> ChangeSet:
        """Show a meeting that never came as failed, until the server says otherwise."""
        ...

    def cover(self, start: int, end: int) -> ChangeSet:
        """Expand series at least over [start, end), epoch seconds."""
        ...

    def index_words(self, most: int) -> int:
        """Make `most` families whose words changed findable; return how many are left."""
        ...

    def access_codes(self, now: int) -> frozenset[str]:
        """Return the codes of the classes that end after `now`."""
        ...


class Reader(Protocol):
    """What the window and read-only commands read, over read-only connections of their own."""

    def reopen(self) -> None:
        """Look at the files anew: one was replaced. Raises StorageError."""
        ...

    def close(self) -> None: ...
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


class Secrets(Protocol):
    """Where secrets are kept: the system's keyring, or memory for this session only."""

    def get(self, name: str) -> str | None: ...
    def set(self, name: str, value: str) -> None: ...
    def delete(self, name: str) -> None: ...


Progress = Callable[[int], None]
"""Told how many events a pull has brought so far."""
