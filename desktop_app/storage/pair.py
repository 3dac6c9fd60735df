"""Both files as one: written together, kept in step, and what a view reads derived from both."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from desktop_app.domain.change import Change
from desktop_app.domain.errors import StorageError
from desktop_app.domain.event import DAY, Event
from desktop_app.domain.occurrence import ChangeSet, Occurrence
from desktop_app.domain.ports import Said
from desktop_app.domain.projection import Family, led_to
from desktop_app.domain.recurrence import AHEAD, BACK, occurrence
from desktop_app.storage import backup
from desktop_app.storage.cache import Cache
from desktop_app.storage.connection import atomic
from desktop_app.storage.desk import Desk
from desktop_app.storage.occurrences import FEW, Occurrences
from desktop_app.storage.outbox import Outbox
from desktop_app.storage.restore import take_in
from desktop_app.storage.rows import Key
from desktop_app.storage.tzdata import tzdata_version

log = logging.getLogger(__name__)
FAR = 4 * 366 * DAY
"""How far from now series stay expanded over a start: each year that was looked at would make every
edit of a series cost more, for good."""
CHUNK = 20
"""Families expanded at a time when all of them are."""
TELLING = 2
"""Raised when an occurrence comes to tell more of the same event: all are expanded anew."""


class Pair:
    """The two open files and the rule that holds between them.

    desk.db's revision rises with each commit to the outbox; cache.db keeps the revision that its
    occurrences were projected with (DESIGN, Two files).
    """

    def __init__(
        self, desk: Desk, cache: Cache, occurrences: Occurrences, now: Callable[[], float]
    ) -> None:
        self.desk = desk
        self.cache = cache
        self.outbox = Outbox(desk.db)
        self.occurrences = occurrences
        self.now = now
        self._growing: _Growing | None = None

    def close(self) -> None:
        """Close both files."""
        self.cache.close()
        self.desk.close()

    def put_back(self) -> bool:
        """See FileStore.put_back."""
        another = not self.desk.db.is_there() and self.desk.path.exists()
        if another:
            decode, now = self.occurrences.decode, self.now()
            take_in(self.desk.path, self.desk.db.conn, self.cache.path, decode, now)
            log.warning("another desk.db stood in the place of the open one: it is taken in")
        elif not self.desk.db.is_there():
            backup.put_back(self.desk.db.conn, self.desk.path)
            log.warning("desk.db was gone from its folder: it is put back")
        if not self.cache.db.is_there():
            backup.put_back(self.cache.db.conn, self.cache.path)
        return another

    def keep_copy(self) -> None:
        """See FileStore.keep_copy."""
        backup.before_restore(self.desk.db.conn, self.desk.path, self.now())

    @contextmanager
    def both(self) -> Iterator[None]:
        """One write to both files, that of the cache committed first.

        A crash between the two leaves the revisions apart: the outbox is as it was, and `mend`
        projects it again. So a reply is never lost, and an edit is there wholly or not at all.
        Raises StorageError, and then nothing has changed.
        """
        self.mend()  # a failure before may have left them apart: nothing on a phantom
        try:
            with atomic(self.desk.db), atomic(self.cache.db):
                yield
        except StorageError:
            self._after_failure()
            raise

    def _after_failure(self) -> None:
        try:
            self.mend()
        except StorageError as error:
            log.warning("the files are out of step until the next start: %s", error)

    def show(self, changes: Iterable[Change]) -> ChangeSet:
        """Project again what `changes` name, as desk.db has them (or has them no more) by now.

        Within `both`.
        """
        owner = self.cache.get("owner")
        drafts = [change.draft for change in changes if change.draft.account == owner]
        keys = {(draft.calendar_id, draft.event_id) for draft in drafts}
        keys |= {(draft.destination, draft.event_id) for draft in drafts}
        self.project(keys)
        self.in_step()
        return ChangeSet(frozenset(family for _, family in keys), outbox=True)

    def keep(self, events: Iterable[Said], calendar_id: str) -> set[str]:
        """Store events as the server sent them, and their occurrences; return the families.

        Single events with no changes, most of any calendar, go straight to rows. The others are
        gathered and done once each. Within a transaction of the cache.
        """
        events = list(events)
        kept = self.cache.keep(calendar_id, events, self.now())
        # Of a page's events few are named by the outbox; of some it is quicker to ask one by one.
        few = len(events) < FEW
        targets = set() if few else self.outbox.targets(self.cache.get("owner"))
        gather = set(kept.families)
        alone: list[Key] = []
        found: list[Occurrence] = []
        for event in kept.singles:
            key = (calendar_id, event.id)
            # A meeting that is pending may have been given up.
            if few or key in targets or event.meeting.state == "pending":
                gather.add(key)
                continue
            alone.append(key)
            if event.when is not None and event.status != "cancelled":
                found.append(occurrence(event, event.when, "", event.id))
        self.occurrences.replace(alone, found, [])
        self.project(gather, {said.event.id: said.event for said in events})
        return {family for _, family in gather} | {family for _, family in alone}

    def project(self, keys: Iterable[Key], known: Mapping[str, Event] | None = None) -> None:
        """Write the occurrences of these families anew; `known`: events just decoded, by id."""
        covered = self._growing.span if self._growing else self.cache.covered()
        self.occurrences.project(keys, self.changes_of, covered, known)

    def changes_of(self, key: Key) -> Sequence[Change]:
        """Return the changes of a family's event, in whatever calendar they find it."""
        return self.outbox.changes(self.cache.get("owner"), key[1])

    def family(self, key: Key) -> Family:
        """Return a family as projected: what the teacher sees."""
        return self.occurrences.projected(key, self.changes_of(key))

    def where(self, family: str) -> str:
        """Return the calendar in which an event or series stands for the teacher, "" where that is
        not known. One with no occurrence in the expanded range is where its moves take it."""
        found = self.cache.where(family)
        return led_to(found, self.changes_of(("", family))) if found else ""

    def in_step(self) -> None:
        """Keep in the cache that it shows the outbox as it is now."""
        self.cache.put("revision", str(self.desk.revision()))

    def mend(self) -> None:
        """Start anew where the cache is another account's; project the outbox again where the cache
        shows another state of it. Raises StorageError.
        """
        account = self.desk.account()
        if account is not None and account.sub != self.cache.get("owner"):
            self.start_empty(account.sub)
            self.cache.shrink()
        elif self.cache.get("revision") != str(self.desk.revision()):
            with atomic(self.cache.db):
                targets = self.outbox.targets(self.cache.get("owner"))
                self.project(targets | self.occurrences.with_changes())
                self.in_step()

    def heal(self) -> None:
        """Bring both files in step after a start, a crash or a rebuild. Raises StorageError."""
        self.outbox.recover()
        if not self.cache.get("covered"):
            account = self.desk.account()
            self.start_empty(account.sub if account else self.cache.get("owner"))
            return
        self.mend()
        now = int(self.now())
        low, high = self.cache.covered()
        if low < now - FAR or high > now + FAR:
            self.cache.narrow(now - BACK, now + AHEAD)
        version = _expanded_with()
        if self.cache.get("tzdata") != version:
            keys = self.cache.families()
            for first in range(0, len(keys), CHUNK):
                self.project(keys[first : first + CHUNK])
            self.cache.put("tzdata", version)
        if self.cache.covered()[1] < now + AHEAD // 2:
            while self.cover(now - BACK, now + AHEAD, CHUNK)[0]:
                pass

    def start_empty(self, owner: str) -> None:
        """Forget what the server said; what comes now is the account `owner`'s."""
        now = int(self.now())
        self._growing = None
        with atomic(self.cache.db):
            self.cache.empty(owner)
            self.cache.set_covered(now - BACK, now + AHEAD)
            self.cache.put("tzdata", _expanded_with())
            self.project(self.outbox.targets(owner))
            self.in_step()

    def cover(self, start: int, end: int, most: int) -> tuple[bool, ChangeSet]:
        """Expand the next `most` series at least over [start, end), epoch seconds; return whether
        there are more. With the last ones the range is covered, and the ChangeSet names them all.

        What is written meanwhile is so over the whole of it already.
        """
        low, high = self._growing.span if self._growing else self.cache.covered()
        inside = low <= start and end <= high
        if inside and self._growing is None:
            return False, ChangeSet()
        if not inside or self._growing is None:
            named = self.outbox.targets(self.cache.get("owner")).union(self.cache.recurring())
            self._growing = _Growing((min(low, start), max(high, end)), sorted(named))
        span, keys, done = self._growing
        self.project(keys[done : done + most])
        if done + most < len(keys):
            self._growing = _Growing(span, keys, done + most)
            return True, ChangeSet()
        # Only now: after a crash before it they are expanded again.
        self.cache.set_covered(*span)
        self._growing = None
        return False, ChangeSet(frozenset(family for _, family in keys))


class _Growing(NamedTuple):
    """The range that series are being expanded over, which of them, and how many are done."""

    span: tuple[int, int]
    keys: list[Key]
    done: int = 0


def _expanded_with() -> str:
    """Return what the occurrences depend on beside the events themselves."""
    return f"{tzdata_version()} {TELLING}"
