"""Both files on the one connection each that writes: the port `Store`."""

import importlib.metadata
import logging
import time
import zoneinfo
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from desktop_app.domain.change import Change, Draft
from desktop_app.domain.errors import StorageError
from desktop_app.domain.event import DAY, Event, field
from desktop_app.domain.occurrence import ChangeSet, Occurrence
from desktop_app.domain.ports import Account, PendingMeeting, Said, SyncState
from desktop_app.domain.projection import Family, occurrence_event, project
from desktop_app.domain.recurrence import occurrence
from desktop_app.domain.text import N_, Sentence
from desktop_app.storage import backup, damage, rows
from desktop_app.storage.cache import Cache, open_cache
from desktop_app.storage.connection import atomic
from desktop_app.storage.desk import Desk, open_desk
from desktop_app.storage.occurrences import Key, Occurrences
from desktop_app.storage.outbox import Outbox

log = logging.getLogger(__name__)
BACK, AHEAD = 366 * DAY, 731 * DAY
"""How far series are expanded at first, seconds."""
CHUNK = 20
"""Families expanded in one transaction when all of them are: short ones, to let others in."""


class FileStore:
    """The port Store; made by `open_store`, used on one thread."""

    def __init__(
        self, desk: Desk, cache: Cache, decode: rows.Decode, now: Callable[[], float]
    ) -> None:
        self._desk = desk
        self._cache = cache
        self._outbox = Outbox(desk.db)
        self._occurrences = Occurrences(cache.db, decode)
        self._decode = decode
        self._now = now
        self.notices: list[Sentence] = []

    def close(self) -> None:
        """Close both files."""
        self._cache.close()
        self._desk.close()

    # --- account
    def account(self) -> Account | None:
        """Return who is connected."""
        return self._desk.account()

    def set_account(self, account: Account | None) -> ChangeSet:
        """Keep who is connected; another `sub` starts an empty cache, the outbox stays.

        A crash between the two files is made good when they are opened.
        """
        self._desk.set_account(account)
        if account is None or account.sub == self._cache.get("owner"):
            return ChangeSet(outbox=True, sync=True)
        self._start_empty(account.sub)
        return ChangeSet(everything=True, outbox=True, sync=True)

    def _start_empty(self, owner: str) -> None:
        now = int(self._now())
        with atomic(self._cache.db):
            self._cache.empty(owner)
            self._cache.set_covered(now - BACK, now + AHEAD)
            self._cache.put("tzdata", tzdata_version())
            self._project(self._outbox.targets(owner))
            self._in_step()

    # --- outbox
    def record(self, drafts: Sequence[Draft], now: float) -> tuple[Sequence[Change], ChangeSet]:
        """Record the drafts, all or none, and show them. Raises StorageError."""
        with self._both():
            changes = self._outbox.add(drafts, now)
            return changes, self._show(changes)

    def amend(self, seq: int, fields: dict[str, Any], now: float) -> ChangeSet | None:
        """Merge `fields` into a change of which no request has left; None when one has."""
        with self._both():
            change = self._outbox.amend(seq, fields)
            return None if change is None else self._show([change])

    def withdraw(self, seqs: Sequence[int]) -> ChangeSet | None:
        """Remove changes of which no request has left, all or none; None when one has."""
        with self._both():
            changes = self._outbox.withdraw(seqs)
            return None if changes is None else self._show(changes)

    def release(self, seqs: Sequence[int]) -> None:
        """Let changes that wait for their toast be sent now."""
        self._outbox.release(seqs)

    def discard(self, seq: int) -> ChangeSet:
        """Remove a change that needs attention; with a creation, what was to follow it."""
        change = self._outbox.get(seq)
        if change is None:
            return ChangeSet(outbox=True)
        draft = change.draft
        gone = [change]
        if draft.kind == "create":
            later = self._outbox.changes(draft.account, draft.event_id)
            gone += [other for other in later if other.seq > seq]
        with self._both():
            self._outbox.remove(one.seq for one in gone)
            return self._show(gone)

    def retry(self, seq: int, now: float) -> ChangeSet:
        """Queue a change that waits or needs attention again.

        After a conflict the teacher has seen what the server says and wants hers: that is its new
        base, else the same comparison would stop it again.
        """
        change = self._outbox.get(seq)
        if change is None:
            return ChangeSet(outbox=True)
        with self._both():
            self._outbox.queue_again(seq, now, self._base_now(change))
            return self._show([change])

    def _base_now(self, change: Change) -> dict[str, Any]:
        draft = change.draft
        if change.error_code not in ("conflict", "changed_there"):
            return draft.base
        said = self._occurrences.said((draft.calendar_id, draft.event_id))
        event = occurrence_event(said, draft.original)
        if event is None:
            return draft.base
        return {name: field(event, name) for name in draft.base}

    def changes(self, account: str, event_id: str = "") -> Sequence[Change]:
        """Return the account's changes in order, with `event_id` those of that event or series."""
        return self._outbox.changes(account, event_id)

    def next_ready(self, account: str, now: float) -> Change | None:
        """Return the first change that may be sent at `now`: the head of its family, and due."""
        return self._outbox.next_ready(account, now)

    def next_due(self, account: str) -> float | None:
        """Return when (epoch seconds) the next waiting head of a family may be sent."""
        return self._outbox.next_due(account)

    def mark_sending(self, seq: int, now: float) -> None:
        """Keep that a request is about to leave."""
        self._outbox.mark_sending(seq, now)

    def settle(self, seq: int, said: Said | None) -> ChangeSet:
        """The change is done: what was said goes to the cache first, the change leaves second.

        A crash between the two sends it again, which is harmless; the other order would lose it.
        """
        change = self._outbox.get(seq)
        if change is None:
            return self.apply(said) if said is not None else ChangeSet(outbox=True)
        draft = change.draft
        key = (draft.calendar_id, draft.event_id)
        with self._both():
            self._outbox.remove([seq])
            if said is not None:
                self._keep([said], draft.calendar_id)
            elif draft.original:
                name = self._cache.exception_id(*key, draft.original)
                self._cache.gone(draft.calendar_id, name, draft.event_id, draft.original)
            else:
                self._cache.gone(draft.calendar_id, draft.event_id, "", "")
            return self._show([change])

    def postpone(self, seq: int, until: float, code: str, status: int, detail: str) -> ChangeSet:
        """Leave the change alone until `until` (epoch seconds)."""
        return self._set_state(seq, "waiting", code, status, detail, wait_until=until)

    def need_attention(self, seq: int, code: str, status: int, detail: str) -> ChangeSet:
        """Show the change to the teacher; its family waits for her."""
        return self._set_state(seq, "attention", code, status, detail)

    def _set_state(
        self, seq: int, state: str, code: str, status: int, detail: str, **columns: float
    ) -> ChangeSet:
        with self._both():
            change = self._outbox.set_state(
                seq,
                state,
                self._now(),
                error_code=code,
                error_status=status,
                error_detail=detail,
                **columns,
            )
            return self._show([change] if change else [])

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
            families = self._keep(events, calendar_id)
            if sync_token:
                swept = self._cache.finish(calendar_id, sync_token, fingerprint)
                self._project(swept)
                families |= {family for _, family in swept}
        return ChangeSet(frozenset(families), sync=bool(sync_token))

    def apply(self, said: Said) -> ChangeSet:
        """Store one event that was asked for by itself."""
        with atomic(self._cache.db):
            families = self._keep([said], said.event.calendar_id)
        return ChangeSet(frozenset(families))

    def synced(self, now: float) -> ChangeSet:
        """Keep that all calendars were in step with Google at `now`."""
        self._cache.put("synced", repr(now))
        backup.of_the_day(self._desk.db.conn, self._desk.path, now)
        return ChangeSet(sync=True)

    def said(self, calendar_id: str, event_id: str) -> Said | None:
        """Return what the server last said of an event."""
        return self._cache.said(calendar_id, event_id, self._decode)

    def family(self, calendar_id: str, family: str) -> Family:
        """Return a family as projected: what the teacher sees."""
        said = self._occurrences.said((calendar_id, family))
        return project(said, self._outbox.changes(self._cache.get("owner"), family))

    def pending_meetings(self) -> Sequence[PendingMeeting]:
        """Return the events whose meeting Google still prepares, oldest first."""
        return self._cache.pending_meetings()

    def give_up_meeting(self, calendar_id: str, event_id: str) -> ChangeSet:
        """Show a meeting that never came as failed, until the server says otherwise."""
        with atomic(self._cache.db):
            key = self._cache.give_up_meeting(calendar_id, event_id)
            if key is None:
                return ChangeSet()
            self._project({key})
        return ChangeSet(frozenset({key[1]}))

    def cover(self, start: int, end: int) -> ChangeSet:
        """Expand series at least over [start, end), epoch seconds."""
        low, high = self._cache.covered()
        if low <= start and end <= high:
            return ChangeSet()
        keys = [*self._cache.recurring(), *self._outbox.targets(self._cache.get("owner"))]
        return self._expand_all(keys, (min(low, start), max(high, end)))

    def access_codes(self, now: int) -> frozenset[str]:
        """Return the codes of the classes that end after `now`."""
        return self._cache.access_codes(now)

    # --- inside
    @contextmanager
    def _both(self) -> Iterator[None]:
        """One write to both files, that of the cache committed first.

        A crash between the two leaves the revisions apart: the outbox is as it was, and `heal`
        projects it again. So a reply is never lost, and an edit is there wholly or not at all.
        """
        try:
            with atomic(self._desk.db), atomic(self._cache.db):
                yield
        except StorageError:
            self._after_failure()
            raise

    def _after_failure(self) -> None:
        try:
            self._in_step_again()
        except StorageError as error:
            log.warning("the files are out of step until the next start: %s", error)

    def _show(self, changes: Iterable[Change]) -> ChangeSet:
        """Project again what `changes` name, now that desk.db has them (or has them no more)."""
        owner = self._cache.get("owner")
        keys = {
            (change.draft.calendar_id, change.draft.event_id)
            for change in changes
            if change.draft.account == owner
        }
        self._project(keys)
        self._in_step()
        return ChangeSet(frozenset(family for _, family in keys), outbox=True)

    def _keep(self, events: Iterable[Said], calendar_id: str) -> set[str]:
        events = list(events)
        kept = self._cache.keep(calendar_id, events, self._now())
        targets = self._outbox.targets(self._cache.get("owner"))
        gather = set(kept.families)
        alone: list[Key] = []
        found: list[Occurrence] = []
        for event in kept.singles:
            key = (calendar_id, event.id)
            if key in targets:
                gather.add(key)
                continue
            alone.append(key)
            if event.when is not None and event.status != "cancelled":
                if event.meeting.state == "pending":
                    gather.add(key)  # it may have been given up
                    alone.pop()
                else:
                    found.append(occurrence(event, event.when, "", event.id))
        self._occurrences.replace(alone, found, [])
        self._project(gather, {said.event.id: said.event for said in events})
        return {family for _, family in gather} | {family for _, family in alone}

    def _project(self, keys: Iterable[Key], known: Mapping[str, Event] | None = None) -> None:
        self._occurrences.project(keys, self._changes_of, self._cache.covered(), known)

    def _changes_of(self, family: str) -> Sequence[Change]:
        return self._outbox.changes(self._cache.get("owner"), family)

    def _in_step(self) -> None:
        """Keep in the cache that it shows the outbox as it is now."""
        self._cache.put("revision", str(self._desk.revision()))

    def _expand_all(self, keys: Sequence[Key], covered: tuple[int, int]) -> ChangeSet:
        for first in range(0, len(keys), CHUNK):
            self._occurrences.project(keys[first : first + CHUNK], self._changes_of, covered)
        # Only now: a crash before it expands again.
        self._cache.set_covered(*covered)
        return ChangeSet(frozenset(family for _, family in keys))

    def _in_step_again(self) -> None:
        if self._cache.get("revision") != str(self._desk.revision()):
            with atomic(self._cache.db):
                targets = self._outbox.targets(self._cache.get("owner"))
                self._project(targets | self._occurrences.with_changes())
                self._in_step()

    def heal(self) -> None:
        """Bring both files in step after a start, a crash or a rebuild. Raises StorageError."""
        self._outbox.recover()
        account = self._desk.account()
        owner = self._cache.get("owner")
        if not self._cache.get("covered") or (account is not None and account.sub != owner):
            self._start_empty(account.sub if account else owner)
            return
        self._in_step_again()
        now = int(self._now())
        version = tzdata_version()
        if self._cache.get("tzdata") != version:
            self._expand_all(self._cache.families(), self._cache.covered())
            self._cache.put("tzdata", version)
        if self._cache.covered()[1] < now + AHEAD // 2:
            self.cover(now - BACK, now + AHEAD)


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
    try:
        try:
            wrong = damage.check(cache_path) if cache_path.exists() else ""
            if wrong:
                raise StorageError(code="damaged", detail=wrong)
            cache = open_cache(cache_path)
        except StorageError as error:
            if error.code not in ("damaged", "newer_form"):
                raise
            aside = damage.set_aside(cache_path, now())
            log.warning("cache.db is set aside as %s: %s", aside.name, error)
            notices.append(
                Sentence(N_("The saved copy of the calendar was damaged. It is downloaded again."))
                if error.code == "damaged"
                else Sentence(
                    N_(
                        "The saved copy of the calendar is from a newer Aula. It is downloaded again."
                    )
                )
            )
            cache = open_cache(cache_path)
    except BaseException:
        desk.close()
        raise
    store = FileStore(desk, cache, decode, now)
    store.notices += notices
    try:
        store.heal()
    except BaseException:
        store.close()
        raise
    return store


def tzdata_version() -> str:
    """Return which tzdata zoneinfo reads: the system's where there is one, else the package's."""
    for folder in zoneinfo.TZPATH:
        for name in ("tzdata.zi", "+VERSION"):
            try:
                with (Path(folder) / name).open(encoding="ascii") as file:
                    return file.readline().strip()
            except OSError:
                continue
    return importlib.metadata.version("tzdata")
