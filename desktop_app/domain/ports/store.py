"""The port to both files, for whoever writes."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from desktop_app.domain.carrying import Unheard
from desktop_app.domain.change import Change, Draft
from desktop_app.domain.occurrence import ChangeSet
from desktop_app.domain.ports.parts import CalendarList, Listings, Reminders, Roster
from desktop_app.domain.ports.values import (
    Account,
    OutboxCounts,
    PendingMeeting,
    Said,
    SyncState,
)
from desktop_app.domain.projection import Family


class Store(Protocol):
    """Both files, on the one connection that writes. Every method is one short transaction a file.

    Whoever records or settles a change gets the ChangeSet of what to read again. Raises
    StorageError.
    """

    @property
    def roster(self) -> Roster: ...
    @property
    def reminders(self) -> Reminders: ...
    @property
    def calendars(self) -> CalendarList: ...
    @property
    def listings(self) -> Listings: ...
    def close(self) -> None: ...
    def put_back(self) -> bool:
        """Write files that were removed while they are open to their places again; return whether
        another desk.db stood there, which is used from now on."""
        ...

    def keep_copy(self) -> None:
        """Keep what is open as a copy: another program has its place."""
        ...

    # --- account
    def account(self) -> Account | None: ...
    def set_account(self, account: Account | None) -> ChangeSet:
        """Keep who is connected; another `sub` starts an empty cache, the outbox stays."""
        ...

    def static_grant(self) -> str:
        """Return what was kept of whose a static token is, "" for nothing."""
        ...

    def keep_static_grant(self, mark: str) -> None:
        """Keep whose a static token is; `mark` must not give the token away."""
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
        """Remove changes of which Google has nothing, all or none; None when it may have one."""
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

    def changes(self, account: str, event_id: str = "") -> Sequence[Change]:
        """Return the account's changes in order (of one family with `event_id`)."""
        ...

    def steps(self, change: Change) -> Sequence[Change]:
        """Return the steps of the act that a change is of, done ones too, in order."""
        ...

    def carry(self, seq: int, left: Unheard, now: float) -> ChangeSet:
        """Let an edit of a series, not at Google yet, take along what was heard of since."""
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

    def mark_sending(self, seq: int, now: float) -> Change | None:
        """Take a change for sending, and return it as it is by now: from here on nothing is merged
        into it. None when she took it back meanwhile."""
        ...

    def settle(self, seq: int, said: Said | None) -> ChangeSet:
        """The change is done: `said` (None: nothing to keep; what was deleted is gone) goes to the
        cache first, the change leaves the outbox second."""
        ...

    def postpone(
        self, seq: int, until: float, code: str, status: int, detail: str
    ) -> ChangeSet: ...
    def need_attention(self, seq: int, code: str, status: int, detail: str) -> ChangeSet: ...
    def follow(self, account: str, home: str, said: Said) -> ChangeSet:
        """Let what waits for an event that left the calendar `home` go where `said` is of."""
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

    def cover(self, start: int, end: int, most: int) -> tuple[bool, ChangeSet]:
        """Expand the next `most` series at least over [start, end), epoch seconds; return whether
        there are more. The ChangeSet names all of them once none is left."""
        ...

    def index_words(self, most: int) -> int:
        """Make `most` families whose words changed findable; return how many are left."""
        ...

    def access_codes(self, now: int) -> frozenset[str]:
        """Return the codes of the classes that end after `now`."""
        ...
