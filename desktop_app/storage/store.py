"""Both files on the one connection each that writes: the port `Store`."""

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from desktop_app.domain.carrying import Unheard
from desktop_app.domain.change import Change, Draft
from desktop_app.domain.errors import StorageError
from desktop_app.domain.occurrence import ChangeSet
from desktop_app.domain.ports import (
    Account,
    OutboxCounts,
    PendingMeeting,
    Said,
    SyncState,
)
from desktop_app.domain.projection import Family
from desktop_app.domain.series import has_place
from desktop_app.domain.text import N_, Sentence
from desktop_app.storage import backup, damage, errors, rows
from desktop_app.storage.cache import open_cache
from desktop_app.storage.calendars import Calendars
from desktop_app.storage.connection import atomic
from desktop_app.storage.deciding import Deciding
from desktop_app.storage.desk import open_desk
from desktop_app.storage.listings import Listings
from desktop_app.storage.occurrences import Occurrences
from desktop_app.storage.pair import Pair
from desktop_app.storage.reminders import Told
from desktop_app.storage.roster import Roster
from desktop_app.storage.rows import Key

log = logging.getLogger(__name__)

# The cache may be made again: what is wrong with it stops nobody.
_SET_ASIDE = {
    "damaged": N_("The saved copy of the calendar was damaged. It is downloaded again."),
    "newer_form": N_("The saved copy of the calendar is a newer Aula's. It is downloaded again."),
}

STATIC_GRANT = "static_grant"


@errors.tells
class FileStore:
    """The port Store; made by `open_store`, used on one thread."""

    def __init__(self, pair: Pair, decode: rows.Decode, notices: Sequence[Sentence]) -> None:
        self._pair = pair
        self._desk = pair.desk
        self._cache = pair.cache
        self._outbox = pair.outbox
        self._deciding = Deciding(pair, decode)
        self._decode = decode
        self.roster = Roster(pair.desk)
        self.reminders = Told(pair.desk)
        self.calendars = Calendars(pair)
        self.calendars.arrange()
        self.listings = Listings(pair)
        self.notices = list(notices)

    def close(self) -> None:
        """Close both files."""
        self._pair.close()

    def put_back(self) -> bool:
        """Write files that were removed while they are open to their places again, before they are
        closed.

        Return whether another desk.db stood there: it is used from now on, with what waited in
        the open one, of which a copy is kept (docs/storage.md). Raises StorageError.
        """
        return self._pair.put_back()

    def keep_copy(self) -> None:
        """Keep what is open as a copy: another program has its place. Raises StorageError."""
        self._pair.keep_copy()

    # --- account
    def account(self) -> Account | None:
        """Return who is connected."""
        return self._desk.account()

    def set_account(self, account: Account | None) -> ChangeSet:
        """Keep who is connected; another `sub` starts an empty cache, the outbox stays."""
        another = account is not None and account.sub != self._cache.get("owner")
        with self._pair.both():
            self._desk.set_account(account)
            if account is not None and another:
                self._pair.start_empty(account.sub)
            self.calendars.arrange()
        if another:
            self._cache.shrink()
        if another or account is None:
            damage.forget_aside(self._cache.path)
        return ChangeSet(everything=True, outbox=True, sync=True)

    def static_grant(self) -> str:
        """Return what was kept of whose a static token is, "" for nothing."""
        return self._desk.get(STATIC_GRANT)

    def keep_static_grant(self, mark: str) -> None:
        """Keep whose a static token is; `mark` must not give the token away."""
        self._desk.put(STATIC_GRANT, mark)

    # --- outbox
    def record(self, drafts: Sequence[Draft], now: float) -> tuple[Sequence[Change], ChangeSet]:
        """Record the drafts, all or none, and show them. Raises StorageError."""
        with self._pair.both():
            changes = self._outbox.add(drafts, now, map(self._seen, drafts))
            return changes, self._pair.show(changes)

    def _seen(self, draft: Draft) -> str:
        if draft.kind == "create":
            return ""
        name = draft.event_id
        if draft.original:
            name = self._cache.exception_id(draft.calendar_id, name, draft.original)
        found = self._cache.raw(draft.calendar_id, name)
        return found or self._cache.raw(draft.calendar_id, draft.event_id)

    def amend(
        self,
        seq: int,
        fields: dict[str, Any],
        now: float,
        base: dict[str, Any] | None = None,
        send_updates: str = "none",
    ) -> ChangeSet | None:
        """Merge `fields` into a change of which no request has left; None when one has."""
        with self._pair.both():
            change = self._outbox.amend(seq, fields, base, send_updates)
            return None if change is None else self._pair.show([change])

    def withdraw(self, seqs: Sequence[int]) -> ChangeSet | None:
        """Remove changes of which Google has nothing, all or none; None when it may have one."""
        with self._pair.both():
            changes = self._outbox.withdraw(seqs)
            return None if changes is None else self._pair.show(changes)

    def release(self, seqs: Sequence[int]) -> None:
        """Let changes that wait for their toast be sent now."""
        self._outbox.release(seqs)

    def take_back(self, changes: Sequence[Change], now: float) -> ChangeSet:
        """Take changes back: what never left is removed, for the rest its undoing is recorded."""
        with self._pair.both():
            return self._deciding.take_back(changes, now)

    def discard(self, seq: int, now: float | None = None) -> ChangeSet:
        """Remove a change that needs attention, with its act and what builds on it."""
        with self._pair.both():
            return self._deciding.discard(seq, self._pair.now() if now is None else now)

    def retry(self, seq: int, now: float) -> ChangeSet:
        """Queue a change that waits or needs attention again; after a conflict hers counts."""
        with self._pair.both():
            return self._deciding.retry(seq, now)

    def keep_mine(self, seq: int, now: float) -> ChangeSet:
        """Let hers count over what Google has, whatever that is by now. Raises NotFoundError
        where the event is gone and too little is known of it to make it again."""
        with self._pair.both():
            return self._deciding.keep_mine(seq, now)

    def changes(self, account: str, event_id: str = "") -> Sequence[Change]:
        """Return the account's changes in order, with `event_id` those of that event or series."""
        return self._outbox.changes(account, event_id)

    def steps(self, change: Change) -> Sequence[Change]:
        """Return the steps of the act that a change is of, done ones too, in order."""
        return self._outbox.group(change)

    def targets(self, account: str) -> frozenset[str]:
        """Return the ids of the events and series that changes of the account are about."""
        return frozenset(event_id for _, event_id in self._outbox.targets(account))

    def carry(self, seq: int, left: Unheard, now: float) -> ChangeSet:
        """Let an edit of a series take along what was heard of since; see domain's carrying."""
        with self._pair.both():
            change = self._outbox.get(seq)
            if change is None:
                return ChangeSet()
            self._outbox.carry(change, left, now, map(self._seen, left.drafts))
            return self._pair.show([change, *(Change(seq, one) for one in left.drafts)])

    def counts(self, account: str) -> OutboxCounts:
        """Return how many of the account's changes wait, and how many need the teacher."""
        return self._outbox.counts(account)

    def next_ready(self, account: str, now: float) -> Change | None:
        """Return the first change that may be sent at `now`: the head of its family, and due."""
        return self._outbox.next_ready(account, now)

    def next_due(self, account: str) -> float | None:
        """Return when (epoch seconds) the next waiting head of a family may be sent."""
        return self._outbox.next_due(account)

    def mark_sending(self, seq: int, now: float) -> Change | None:
        """Take a change for sending, and return it as it is by now; None: it is gone."""
        return self._outbox.mark_sending(seq, now)

    def settle(self, seq: int, said: Said | None) -> ChangeSet:
        """The change is done: what was said goes to the cache first, the change leaves second.

        A crash between the two sends it again, which is harmless; the other order would lose it.
        """
        change = self._outbox.get(seq)
        if change is None:
            return self.apply(said) if said is not None else ChangeSet(outbox=True)
        with self._pair.both():
            self._outbox.finish(change)
            if change.draft.account == self._cache.get("owner"):
                self._keep_reply(change, said)
            return self._pair.show([change])

    def _keep_reply(self, change: Change, said: Said | None) -> None:
        draft = change.draft
        key = (draft.calendar_id, draft.event_id)
        if draft.kind == "move":
            self._cache.move_exceptions(draft.event_id, draft.calendar_id, draft.destination)
            self._cache.gone(*key, "", "")
        if said is not None:
            self._outbox.see(change, said.raw)
            self._pair.keep([said], said.event.calendar_id)
            self._drop_exceptions(key, draft)
        elif draft.kind == "delete" and draft.original:
            family = self._pair.occurrences.said(key)
            master, known = family.master, draft.original in family.exceptions
            if master is None or known or has_place(master, draft.original):
                name = self._cache.exception_id(*key, draft.original)
                self._cache.gone(draft.calendar_id, name, draft.event_id, draft.original)
        elif draft.kind == "delete":
            self._cache.gone(*key, "", "")

    def _drop_exceptions(self, key: Key, draft: Draft) -> None:
        """Forget the exceptions that Google drops when their series gets another time."""
        if draft.original or {"when", "recurrence"}.isdisjoint(draft.fields):
            return
        family = self._pair.occurrences.said(key)
        if family.master is not None and family.exceptions:
            gone = [one for one in family.exceptions if not has_place(family.master, one)]
            self._cache.drop_exceptions(*key, gone)

    def postpone(self, seq: int, until: float, code: str, status: int, detail: str) -> ChangeSet:
        """Leave the change alone until `until` (epoch seconds)."""
        return self._set_state(seq, "waiting", code, status, detail, wait_until=until)

    def need_attention(self, seq: int, code: str, status: int, detail: str) -> ChangeSet:
        """Show the change to the teacher; its family waits for her."""
        return self._set_state(seq, "attention", code, status, detail)

    def follow(self, account: str, home: str, said: Said) -> ChangeSet:
        """Let what waits for an event that left `home`, and its exceptions, go where `said` is of."""
        event = said.event
        with self._pair.both():
            changes = self._outbox.follow(account, event.id, home, event.calendar_id)
            if account == self._cache.get("owner"):
                self._cache.move_exceptions(event.id, home, event.calendar_id)
                self._cache.gone(home, event.id, "", "")
                self._pair.keep([said], event.calendar_id)
            self._pair.project({(home, event.id)})
            return self._pair.show(changes)

    def _set_state(
        self, seq: int, state: str, code: str, status: int, detail: str, **columns: float
    ) -> ChangeSet:
        with self._pair.both():
            change = self._outbox.set_state(
                seq,
                state,
                self._pair.now(),
                error_code=code,
                error_status=status,
                error_detail=detail,
                **columns,
            )
            return self._pair.show([change] if change else [])

    # --- cache
    def sync_state(self, calendar_id: str) -> SyncState:
        """Return where the pull of a calendar stands."""
        return self._cache.sync_state(calendar_id)

    def begin_generation(self, calendar_id: str) -> None:
        """Start a whole pull: what it does not bring is swept by its last page."""
        self._cache.begin_generation(calendar_id)

    def apply_page(
        self, calendar_id: str, events: Iterable[Said], sync_token: str, fingerprint: str
    ) -> ChangeSet:
        """Store a page; with a `sync_token` (the last page) also sweep and keep the token."""
        with atomic(self._cache.db):
            families = self._pair.keep(events, calendar_id)
            if sync_token:
                swept = self._cache.finish(calendar_id, sync_token, fingerprint)
                self._pair.project(swept)
                families |= {family for _, family in swept}
        return ChangeSet(frozenset(families), sync=bool(sync_token))

    def apply(self, said: Said) -> ChangeSet:
        """Store one event that was asked for by itself."""
        with atomic(self._cache.db):
            families = self._pair.keep([said], said.event.calendar_id)
        return ChangeSet(frozenset(families))

    def synced(self, now: float) -> ChangeSet:
        """Keep that all calendars were in step with Google at `now`."""
        self._cache.put("synced", repr(now))
        backup.of_the_day(self._desk.db.conn, self._desk.path, now)
        damage.forget_aside(self._cache.path)  # all of it has been downloaded again
        return ChangeSet(sync=True)

    def said(self, calendar_id: str, event_id: str) -> Said | None:
        """Return what the server last said of an event."""
        return self._cache.said(calendar_id, event_id, self._decode)

    def family(self, calendar_id: str, family: str) -> Family:
        """Return a family as projected: what the teacher sees."""
        return self.calendars.allowed(self._pair.family((calendar_id, family)))

    def server_family(self, calendar_id: str, family: str) -> Family:
        """Return a family as the server said it, without the changes that wait."""
        return self._pair.occurrences.said((calendar_id, family))

    def calendar_of(self, family: str) -> str:
        """Return the id of the calendar in which an event or series stands for the teacher."""
        found = self._pair.where(family)
        if not found:
            changes = self._pair.changes_of(("", family))
            account = self.account()
            known = account.calendar_id if account else ""
            found = changes[-1].draft.destination if changes else known
        return found

    def pending_meetings(self) -> Sequence[PendingMeeting]:
        """Return the events whose meeting Google still prepares, oldest first."""
        return self._cache.pending_meetings()

    def give_up_meeting(self, calendar_id: str, event_id: str) -> ChangeSet:
        """Show a meeting that never came as failed, until the server says otherwise."""
        with atomic(self._cache.db):
            key = self._cache.give_up_meeting(calendar_id, event_id)
            if key is None:
                return ChangeSet()
            self._pair.project({key})
        return ChangeSet(frozenset({key[1]}))

    def cover(self, start: int, end: int, most: int) -> tuple[bool, ChangeSet]:
        """Expand `most` series at least over [start, end); return whether there are more."""
        return self._pair.cover(start, end, most)

    def index_words(self, most: int) -> int:
        """Make `most` families whose words changed findable; return how many are left."""
        return self._pair.occurrences.words.catch_up(self._pair.family, most)

    def access_codes(self, now: int) -> frozenset[str]:
        """Return the codes of the classes that end after `now`."""
        return self._cache.access_codes(now)


def open_store(
    desk_path: Path,
    cache_path: Path,
    decode: rows.Decode,
    now: Callable[[], float] = time.time,
) -> FileStore:
    """Open both files for writing and bring them in step; `notices` says what had to be mended.

    A cache that is damaged or newer is set aside and made anew. Raises StorageError: damaged or
    newer_form (desk.db, untouched), read_only, unreadable, locked, disk_full.
    """
    desk = open_desk(desk_path, now())
    notices = []
    with errors.closed_on_failure(desk):
        try:
            cache = open_cache(cache_path)
        except StorageError as error:
            if error.code not in _SET_ASIDE:
                raise
            aside = damage.set_aside(cache_path, now())
            log.warning("cache.db is set aside as %s: %s", aside.name, error)
            notices.append(Sentence(_SET_ASIDE[error.code]))
            cache = open_cache(cache_path)
    pair = Pair(desk, cache, Occurrences(cache.db, decode), now)
    with errors.closed_on_failure(pair):
        pair.heal()
    return FileStore(pair, decode, notices)
