"""What a pass of one of two devices did, held against all that Google's side ever said."""

from collections import Counter
from collections.abc import Callable
from typing import ClassVar

from desktop_app.domain.change import Change
from desktop_app.domain.event import field
from desktop_app.domain.series import that_day
from tests.unit.promises.chronicle import (
    Chronicle,
    Version,
    changed_from,
    follows,
    in_place,
    last_heard,
    lines,
    may_wait,
    why_stuck,
)
from tests.unit.promises.desk import LAURA
from tests.unit.promises.in_process import Crash
from tests.unit.promises.two_desks import LIES, TwoDesks

FIELDS = ("summary", "location", "when")


class Judged(TwoDesks):
    """Two desks whose passes are judged: what left is in, and what stays does so for a reason.

    `ids`: of all events that were ever made; `insisted`: the names that are to be told again;
    `born`: how many versions there were when a change was recorded, by device and its seq.
    """

    met: ClassVar[Counter[str]]
    chronicle: Chronicle
    ids: list[str]
    insisted: set[str]
    born: dict[tuple[int, int], int]

    def watched_pass(
        self,
        device: int,
        cancelled: Callable[[], bool] = lambda: False,
        trouble: str = "",
    ) -> None:
        """Run a pass, and hold what came of each change against the chronicle."""
        desk, versions = self.desks[device], self.chronicle.versions
        before = desk.outbox
        heard = {change.seq: last_heard(desk, change) for change in before}
        first = len(versions)
        shown = self.shown(device)
        self.chronicle.writer = f"device {device}"
        clean = not trouble and desk.pacer.held(self.clock()) is None
        try:
            report = desk.run(cancelled)
            clean = clean and not cancelled() and report.error is None and report.held is None
        except Crash:
            self.starts_again(device)
            clean = False
            self.met["crash in a pass"] += 1
        finally:
            self.chronicle.writer = ""
        after = {change.seq: change for change in desk.outbox}
        for change in before:
            reasons = why_stuck(self.chronicle, change, heard[change.seq])
            reasons |= LIES.get(trouble, set())
            self.judge(device, change, after, reasons, clean, versions[first:])
        for version in versions[first:]:
            self.judge_version(version, before)
        self.nothing_is_doubled()
        there = {name for name in self.ids if self.chronicle.now(name) is not None}
        removed = {change.draft.event_id for change in after.values()}
        assert shown & there - removed <= self.shown(device), "gone from view, and there"

    def shown(self, device: int) -> set[str]:
        """Return the ids of the events that a device shows."""
        families = ((name, self.desks[device].store.family(LAURA, name)) for name in self.ids)
        return {name for name, one in families if one.master and not one.master.cancelled}

    def judge(
        self,
        device: int,
        change: Change,
        after: dict[int, Change],
        reasons: set[str],
        clean: bool,
        versions: list[Version],
    ) -> None:
        """A change that left is in; one that needs her does so for a reason; else it waits.
        `versions`: what the pass wrote."""
        now = after.get(change.seq)
        if now is None or now.state == "done":
            since = self.born.get((device, change.seq), 0)
            assert in_place(self.chronicle, change, since), f"lost: {change}"
            earlier = [
                one
                for one in after.values()
                if one.draft.family == change.draft.family and one.seq < change.seq
            ]
            assert not earlier, f"sent before what was recorded before it: {change}"
            there = self.chronicle.now(change.draft.event_id)
            said = self.desks[device].store.said(LAURA, change.draft.event_id)
            assert there is None or said is not None, f"sent, and not shown: {change}"
            moved = any(one.event.id == change.draft.event_id for one in versions)
            asked = moved or self.asked_if_still_there(change, after)
            assert asked, f"removed, and there: {change}"
            self.met[change.draft.kind + (" in two goes" if change.attempts else "")] += 1
        elif now.state == "attention" and change.state != "attention":
            assert now.error_code in reasons, f"{now.error_code}, not one of {reasons}: {now}"
            self.met[now.error_code] += 1
        elif clean:
            assert may_wait(now, after.values(), self.clock()), f"neither sent nor told: {now}"

    def asked_if_still_there(self, change: Change, after: dict[int, Change]) -> bool:
        """Return whether nothing stands on the day of a class that she removed from a series which
        others moved to other hours, or else she is asked about that."""
        draft, series = change.draft, self.chronicle.now(change.draft.event_id)
        if draft.kind != "delete" or not draft.original or series is None:
            return True
        place = that_day(series, draft.original)
        if not place or self.chronicle.now(draft.event_id, place) is None:
            return True
        asked = [one.draft for one in after.values() if one.draft.kind == "delete"]
        return any((one.event_id, one.original) == (draft.event_id, place) for one in asked)

    def judge_version(self, version: Version, before: list[Change]) -> None:
        """What a device wrote changed something, and nothing that she had not seen."""
        if version.before is None:
            return
        if version.event.cancelled:
            removals = [c.draft.base for c in before if c.draft.kind == "delete"]
            known = [base for base in removals if not changed_from(base, version.before)]
            assert known or version.event.recurring_event_id, f"removed unseen: {version.before}"
            return
        changed = {
            name: field(version.event, name)
            for name in (*FIELDS, "recurrence")
            if field(version.event, name) != field(version.before, name)
        }
        assert changed, f"sent twice: {version.event}"
        for name, value in changed.items():
            was = field(version.before, name)
            mine = [c.draft for c in before if name in c.draft.fields]
            fits = any(follows(name, value, was, d.base.get(name), d.fields[name]) for d in mine)
            fits = fits or self.goes_along(version, name, before)
            assert fits, f"{name} {was!r} of somebody else written over by {value!r}"

    def goes_along(self, version: Version, name: str, before: list[Change]) -> bool:
        """Return whether what was written is of an edit of the whole series, which takes its classes
        along: what is left out by its rule, or what a class of it was (docs/changes.md)."""
        event, value = version.event, field(version.event, name)
        its = [
            one.event
            for one in self.chronicle.versions
            if one.event.recurring_event_id == event.family
        ]
        if event.recurring_event_id:
            return any(field(one, name) == value for one in its if one is not event)
        if name != "recurrence" or version.before is None:
            return False
        gone = {f"not on {one.original[:8]}" for one in its if one.cancelled}

        def rule(recurrence: list[str] | None) -> list[str]:
            return sorted(lines(recurrence or ()) - gone)

        was = field(version.before, name)
        if rule(value) == rule(was):
            return True
        drafts = [c.draft for c in before if name in c.draft.fields]
        return any(
            follows(name, rule(value), rule(was), rule(d.base.get(name)), rule(d.fields[name]))
            for d in drafts
        )

    def nothing_is_doubled(self) -> None:
        """No class is there twice, and no guest got a mail twice."""
        self.no_event_is_doubled()
        mails = Counter(
            (m["to"], m["eventId"], m["kind"], m["summary"] if m["kind"] == "update" else "")
            for m in self.server.mails
            if m["summary"] not in self.insisted
        )
        assert all(count == 1 for count in mails.values()), mails
