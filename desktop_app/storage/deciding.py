"""What becomes of changes that are taken back, given up, or decided on after a conflict.

Every method works within a transaction of both files (`Pair.both`).
"""

import json
import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

from desktop_app.domain import conflict
from desktop_app.domain.change import DESTINATION, SEEN, Change, Draft, opposite
from desktop_app.domain.errors import NotFoundError
from desktop_app.domain.event import Event, contents, field, with_fields
from desktop_app.domain.occurrence import ChangeSet
from desktop_app.domain.projection import Family, occurrence_event, project, revives
from desktop_app.domain.series import leave_out
from desktop_app.domain.set_back import Act, Source, coming_home
from desktop_app.storage import rows
from desktop_app.storage.pair import Pair

_GONE_THERE = frozenset({"deleted_there", "series_changed"})


class Deciding:
    """Decisions on what stands in the outbox."""

    def __init__(self, pair: Pair, decode: rows.Decode) -> None:
        self._pair = pair
        self._outbox = pair.outbox
        self._decode = decode

    def take_back(self, changes: Iterable[Change], now: float) -> ChangeSet:
        """Take changes back, the last one first: that of which Google has nothing is removed, with
        what builds on it, and for the rest what undoes it is recorded. Raises NotFoundError where
        there is nothing left to take back."""
        found: dict[int, Change] = {}
        settled: set[int] = set()
        for change in changes:
            here = self._outbox.get(change.seq)  # where its event is by now
            if here is None:
                found.setdefault(change.seq, change)
                settled.add(change.seq)
                continue
            whole = self._with_followers(here) if here.nothing_there else self._outbox.group(here)
            found |= {one.seq: one for one in whole}
        last_first = [found[seq] for seq in sorted(found, reverse=True)]
        gone = [one for one in last_first if one.nothing_there and one.seq not in settled]
        self._outbox.discard(gone)
        undone = self._undo([one for one in last_first if one not in gone], now)
        if not gone and not undone:
            raise NotFoundError
        return self._pair.show([*gone, *undone])

    def discard(self, seq: int, now: float) -> ChangeSet:
        """Give up a change with all the steps of its act, and whatever builds on an event that is
        then never made; steps that Google has are undone there."""
        change = self._outbox.get(seq)
        if change is None:
            return ChangeSet(outbox=True)
        gone = self._with_followers(change)
        done = [one for one in gone if one.state == "done"]
        self._outbox.discard(gone)
        return self._pair.show([*gone, *self._undo(done[::-1], now)])

    def retry(self, seq: int, now: float) -> ChangeSet:
        """Queue a change again; after a conflict hers counts where both sides changed the same."""
        change = self._outbox.get(seq)
        if change is None:
            return ChangeSet(outbox=True)
        base = change.draft.base
        if change.error_code in ("conflict", "changed_there"):
            event = self._said(change.draft)
            if event is not None:
                base = conflict.insisted(change.draft, event)
        self._outbox.queue_again(seq, now, base)
        return self._pair.show([change])

    def keep_mine(self, seq: int, now: float) -> ChangeSet:
        """Let hers count: over what Google has, or as an event of its own where that is gone."""
        change = self._outbox.get(seq)
        if change is None:
            return ChangeSet(outbox=True)
        if change.error_code not in _GONE_THERE:
            return self.retry(seq, now)
        draft = change.draft
        waiting = [c for c in self._outbox.changes(draft.account, draft.event_id) if c.seq >= seq]
        whole = next((c for c in waiting if not c.draft.original), None)
        if whole is None:
            waiting = [one for one in waiting if one.draft.original == draft.original]
        of = whole or change
        # All that she wants of it at once: twice made would be twice there.
        wanted = not any(
            one.draft.kind == "delete" and one.draft.original == of.draft.original
            for one in waiting
        )
        made = self._made_again(of) if wanted else None
        self._outbox.discard(waiting)
        added = self._outbox.add([made] if made else [], now)
        if made is not None and whole is not None:
            for one in waiting:
                if one.draft.original:
                    added += self._follow(one.draft, made, now)
        return self._pair.show([*waiting, *added])

    def _follow(self, draft: Draft, made: Draft, now: float) -> list[Change]:
        """Record a change of one occurrence for the series that is made again."""
        target = replace(
            draft,
            calendar_id=made.calendar_id,
            event_id=made.event_id,
            family=made.event_id,
            operation=uuid.uuid4().hex,
            group="",
            back=(),
        )
        fresh = self._rebased(target)
        return self._outbox.add([fresh], now) if fresh is not None else []

    def _made_again(self, change: Change) -> Draft:
        """Return the creation of the event that `change` is of, as she wants it: an id once used
        is burnt, so it is another event, with the same code and a link of its own."""
        draft = change.draft
        raw = self._outbox.seen(change.seq)
        seen = self._decode(json.loads(raw), draft.calendar_id) if raw else None
        if draft.kind == "create":
            seen = project(Family(None, {}), [change]).master
        if seen is not None and draft.original and not seen.original:
            seen = occurrence_event(Family(seen, {}), draft.original)
        if seen is None or seen.when is None:
            raise NotFoundError
        for one in self._outbox.changes(draft.account, draft.event_id):
            if one.seq >= change.seq and one.draft.original == draft.original:
                if one.draft.kind == "patch":
                    seen = with_fields(seen, one.draft.fields)
        fields = contents(seen)
        if seen.meeting.state != "none":
            fields["meeting_request"] = uuid.uuid4().hex
        event_id = uuid.uuid4().hex
        return Draft(
            draft.account,
            draft.destination,
            event_id,
            event_id,
            "create",
            uuid.uuid4().hex,
            fields=fields,
        )

    def _with_followers(self, change: Change) -> list[Change]:
        found: dict[int, Change] = {}
        look = [change]
        while look:
            one = look.pop()
            if one.seq in found:
                continue
            found[one.seq] = one
            look += self._outbox.group(one)
            if one.draft.kind == "create" and one.state != "done":
                later = self._outbox.changes(one.draft.account, one.draft.event_id)
                look += [other for other in later if other.seq > one.seq]
        return sorted(found.values(), key=lambda one: one.seq)

    def _undo(self, done: Iterable[Change], now: float) -> list[Change]:
        """Record what undoes each of `done`, in that order; its base is what is seen by then."""
        recorded: list[Change] = []
        done = list(done)
        for change in done:
            draft = change.draft
            back = draft.back if draft.group else opposite(draft, uuid.uuid4().hex)
            classes = {one.original: one for one in back if one.original}
            for one in back:
                if one.kind == "patch" and not one.original:
                    recorded += self._set_back(one, classes, [step.draft for step in done], now)
                elif not one.original:
                    recorded += self._record(self._rebased(one), now)
            for _, one in sorted(classes.items()):
                recorded += self._record(self._rebased(one), now)
        return recorded

    def _record(self, draft: Draft | None, now: float) -> list[Change]:
        return self._outbox.add([draft], now) if draft is not None else []

    def _set_back(
        self, back: Draft, classes: dict[str, Draft], steps: Sequence[Draft], now: float
    ) -> list[Change]:
        """Record what sets an event back; where it is a series, add to `classes` what that leaves
        to be done to them."""
        fresh = self._rebased(back)
        if fresh is None:
            return []
        before = self._pair.family((fresh.calendar_id, fresh.event_id))
        master = before.master
        if master is None or not master.recurrence:
            return self._record(fresh, now)
        home = coming_home(
            Source(before, back.base.get("recurrence", master.recurrence)),
            self._rest(fresh.calendar_id, back, steps),
            fresh,
            Act({one.original: one for one in steps if one.original}, classes),
        )
        for place, fields in home.classes.items():
            one = classes.get(place) or replace(back, original=place, base={}, carry={})
            classes[place] = replace(one, fields=fields, operation=uuid.uuid4().hex)
        for place in home.out & classes.keys():
            del classes[place]
        # What each class is by now stands with the draft: what is heard of later is news.
        plain = replace(back, fields={}, base={}, carry={})
        known = [
            replace(
                plain, original=place, kind="delete" if its is None else "patch", fields=its or {}
            )
            for place, its in home.known.items()
        ]
        fresh = replace(_without(fresh, master, home.out), back=tuple(known))
        lost = [
            replace(back, event_id=one.family, original=place, fields=its, base=was, carry={})
            for place, one, its, was in home.lost
        ]
        return self._outbox.add([fresh, *lost], now)

    def _rest(self, calendar_id: str, back: Draft, steps: Sequence[Draft]) -> Source:
        """Return the series that went on after the cut which `back` takes back, if it was one."""
        away = back.carry.get("from")
        made = next((one for one in steps if one.event_id == away and one.kind == "create"), None)
        if made is None:
            return Source(Family(None, {}), ())
        rest = self._pair.family((calendar_id, made.event_id))
        return Source(rest, made.fields.get("recurrence", ()))

    def _rebased(self, draft: Draft) -> Draft | None:
        """Return `draft` against the event as it is seen now, in whatever calendar; None where
        nothing is left to do."""
        family = self._pair.family((draft.calendar_id, draft.event_id))
        if family.master is None or family.master.cancelled:
            home = self._pair.where(draft.event_id) or draft.calendar_id
            family = self._pair.family((home, draft.event_id))
            draft = replace(draft, calendar_id=home)
        event = occurrence_event(family, draft.original)
        if event is None or (event.cancelled and not revives(draft)):
            return None
        if draft.kind == "move":
            moves = draft.destination != draft.calendar_id
            return replace(draft, base={DESTINATION: draft.calendar_id}) if moves else None
        names: Iterable[str] = SEEN if draft.kind == "delete" else draft.fields
        base: dict[str, Any] = {name: field(event, name) for name in names}
        if draft.kind == "delete":
            return replace(draft, base=base)
        # What was done since to other elements of a list stands: classes that were removed, guests.
        wanted = {
            name: conflict.merged(name, draft.base.get(name), value, base[name]) or value
            for name, value in draft.fields.items()
        }
        fields = {name: value for name, value in wanted.items() if value != base[name]}
        if fields and revives(draft):
            # Google may have dropped the place, whatever is known of that here.
            fields |= {"status": "confirmed"}
        return replace(draft, fields=fields, base=base) if fields else None

    def _said(self, draft: Draft) -> Event | None:
        said = self._pair.occurrences.said((draft.calendar_id, draft.event_id))
        return occurrence_event(said, draft.original)


def _without(draft: Draft, master: Event, places: Collection[str]) -> Draft:
    """Return `draft`, a patch of the series `master`, with these places left out of its rule."""
    after = with_fields(master, draft.fields)
    if not places or after.when is None:
        return draft
    lines = list(leave_out(after.recurrence, after.when, places))
    base = {"recurrence": list(master.recurrence)} | draft.base
    return replace(draft, fields=draft.fields | {"recurrence": lines}, base=base)
