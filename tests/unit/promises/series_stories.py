"""Series, moves between calendars, acts of several steps, undo and redo, on two computers that know
nothing of each other until they sync: what only she did is what comes to be, whatever goes wrong on
the way, and what both did is there once, or she is asked."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar, NamedTuple

from hypothesis import strategies as st
from hypothesis.stateful import rule

from desktop_app.domain.errors import NotFoundError, UsageError
from desktop_app.domain.event import DAY
from desktop_app.domain.ports import Store
from desktop_app.domain.scope import SCOPES
from desktop_app.usecases import edit, undo
from desktop_app.usecases.new_lesson import creation, new_id
from tests.unit.promises.desk import HOUR, LAURA, Desk
from tests.unit.promises.in_process import POINTS, Crash
from tests.unit.promises.two_desks import (
    FAULTS,
    GUEST,
    LIES,
    START,
    Shown,
    TwoDesks,
    expanded,
    often,
    rows_of,
    shown,
    when,
)

OTHER = "c_second@group.calendar.google.com"
RULES = (
    ["RRULE:FREQ=WEEKLY;COUNT=4"],
    ["RRULE:FREQ=WEEKLY;UNTIL=20261224T025959Z"],
    ["RRULE:FREQ=WEEKLY;BYDAY=WE,FR;COUNT=5"],
    ["RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=3"],
)
ALLOWED = {"conflict", "changed_there", "deleted_there", "series_changed"}
"""What docs/changes.md lets her be asked when both sides did something."""

DEVICES = st.sampled_from([0, 0, 0, 1])
"""Mostly one of them: what only she did at one desk is promised more of."""
TROUBLE = st.sampled_from([*sorted(FAULTS.keys() - LIES.keys()), *POINTS, "interrupted"])
TARGET = {"device": DEVICES, "nth": st.integers(0, 30)}
ACT = TARGET | {
    "act": st.sampled_from(
        ["make", "summary", "location", "when", "day", "rule", "remove", "remove", "move"]
    ),
    "scope": st.sampled_from(SCOPES),
    "kind": st.integers(0, 2 * len(RULES)),
}
STEPS = [
    *often(8, "acts", **ACT),
    *often(2, "takes_back", device=DEVICES),
    *often(2, "does_again", device=DEVICES),
    *often(2, "syncs", device=DEVICES),
    *often(4, "goes_wrong", device=DEVICES, trouble=TROUBLE, nth=st.integers(0, 6)),
    *often(1, "crashes", **ACT, point=st.sampled_from(POINTS[2:])),
    *often(1, "starts_again", device=DEVICES),
]


class Done(NamedTuple):
    """An act: what takes it back, what does it again, the event that it is about ("": one that it
    makes), what she saw before and after it, and how much the others had written by then."""

    back: Callable[[Store, float], object]
    again: Callable[[], object]
    of: str
    before: Shown
    after: Shown
    others: int


class Written(NamedTuple):
    """A version that a calendar of the server stored: by whom, of which event, after what."""

    writer: int
    event_id: str
    before: dict[str, Any] | None
    event: dict[str, Any]


class SeriesStories(TwoDesks):
    """The two desks, the server, and what she could take back at each."""

    met: ClassVar[Counter[str]] = Counter()

    def begin(self) -> None:
        self.server.store.add_calendar(OTHER, "Second", LAURA)
        self.written: list[Written] = []
        self.writer = -1
        for calendar in self.server.store.calendars.values():
            calendar.put = partial(self._put, calendar.put)  # type: ignore[method-assign]
        self.heard = [0, 0]
        self.asked = [False, False]
        self.stacks: list[list[Done]] = [[], []]
        self.undone: list[list[Done]] = [[], []]
        self.steps = 0
        for kind in range(3):
            self.acts(0, 0, "make", "this", kind)

    def _put(self, put: Callable[[dict[str, Any]], dict[str, Any]], event: dict[str, Any]) -> Any:
        found = (c.events.get(event["id"]) for c in self.server.store.calendars.values())
        before = next((dict(one) for one in found if one is not None), None)
        stored = put(event)
        self.written.append(Written(self.writer, event["id"], before, dict(stored)))
        return stored

    @rule(what=st.one_of(*STEPS))
    def happens(self, what: tuple[str, dict[str, Any]]) -> None:
        name, details = what
        self.clock.seconds += 1
        getattr(self, name)(**details)

    # --- what happens

    def acts(self, device: int, nth: int, act: str, scope: Any, kind: int) -> None:
        """She does something, and it can be taken back."""
        doing = self.doing(device, nth, act, scope, kind)
        if doing is not None:
            self.do(device, f"{act} {scope}", doing)
            self.undone[device].clear()

    def crashes(self, device: int, nth: int, act: str, scope: Any, kind: int, point: str) -> None:
        """She does something and Aula ends in it: it is done as a whole, or not at all."""
        doing = self.doing(device, nth, act, scope, kind)
        if doing is None:
            return
        before = len(self.desks[device].outbox)
        with self.points[device].crash_at(point, 0):
            try:
                doing()
            except (Crash, UsageError, NotFoundError):
                self.met["crash in an act"] += 1
                self.starts_again(device)
        self.stacks[device].clear()
        self.undone[device].clear()
        groups = Counter(c.draft.group for c in self.desks[device].outbox if c.draft.group)
        assert before or len(groups) <= 1

    def takes_back(self, device: int) -> None:
        """She takes the last act back: all of it is as it was, wherever it had come to."""
        if not self.stacks[device]:
            return
        done = self.stacks[device].pop()
        alone = self.alone(device, done)
        try:
            made = done.back(self.desks[device].store, self.clock())
        except NotFoundError:
            assert not alone, "what she alone did cannot be taken back"
            return
        self.met["undo"] += 1
        if alone:
            assert self.shown(device) == done.before, "not as it was"
        if isinstance(made, undo.Undone) and made.made_anew:
            self.stacks[device].clear()  # what was done before was done to the event that is gone
            self.undone[device].clear()
        else:
            self.undone[device].append(done)

    def does_again(self, device: int) -> None:
        """She does again what she took back."""
        if not self.undone[device]:
            return
        done = self.undone[device].pop()
        if done.of and all(row.family != done.of for row in rows_of(self.desks[device])):
            # What made it was done again: that is another event, for an id may be burnt by then.
            self.undone[device].clear()
            return
        alone = self.alone(device, done)
        self.do(device, "redo", done.again)
        if alone:
            assert self.shown(device) == done.after, "not as it had been done"

    def syncs(self, device: int) -> None:
        self.clock.seconds += 2 * HOUR
        self.watched_pass(device)

    def goes_wrong(self, device: int, trouble: str, nth: int) -> None:
        """The `nth` request of a pass meets trouble, or the program does at the `nth` time."""
        self.clock.seconds += 2 * HOUR
        self.pass_in_trouble(device, trouble, nth)

    # --- how it is done

    def doing(
        self, device: int, nth: int, act: str, scope: Any, kind: int
    ) -> Callable[[], object] | None:
        """Return what does it to the `nth` class that she sees; None: there is none."""
        desk = self.desks[device]
        self.steps += 1
        rows = rows_of(desk)
        if act == "make" or not rows:
            fields: dict[str, Any] = {"summary": f"made {self.steps}", "when": when(START)}
            if kind % len(RULES) or kind == 0:
                fields["recurrence"] = RULES[kind % len(RULES)]
            if kind > len(RULES):
                fields["guests"] = [[GUEST, "", "needsAction"]]
            return lambda: self.make(desk, fields)
        row = rows[nth % len(rows)]
        store, family, original = desk.store, row.family, row.original
        if act == "move":
            to = OTHER if row.calendar_id == LAURA else LAURA
            return lambda: edit.move(desk.store, family, to, self.clock(), "all")
        if act == "remove":
            return lambda: edit.remove(
                desk.store, family, original, self.clock(), scope=scope, send_updates="all"
            )
        values: dict[str, Any] = {
            "summary": f"edit {self.steps}",
            "location": f"place {self.steps}",
            "when": when(row.start + self.steps * 60),
            "day": when(row.start + DAY),
            "rule": RULES[kind % len(RULES)],
        }
        name = {"day": "when", "rule": "recurrence"}.get(act, act)
        if name == "recurrence" and scope == "this":
            scope = "all"
        if name == "recurrence" and store.family(row.calendar_id, family).exceptions:
            self.met["rule with exceptions"] += 1
        return lambda: edit.edit(
            desk.store, family, original, {name: values[act]}, self.clock(), scope, "all"
        )

    def make(self, desk: Desk, fields: dict[str, Any]) -> edit.Edited | undo.Undone:
        """Make a class; what takes that back is its removal."""
        changes, changed = desk.store.record(
            [creation(desk.account, new_id(), fields, self.clock())], self.clock()
        )
        return undo.Undone(changed, changes[0].draft.event_id)

    def do(self, device: int, name: str, doing: Callable[[], object]) -> None:
        """Let her do it, and remember how it is taken back."""
        before = self.shown(device)
        try:
            did = doing()
        except (UsageError, NotFoundError) as refused:
            self.met[f"refused: {type(refused).__name__}"] += 1
            assert self.shown(device) == before
            return
        self.met[name] += 1
        back: Callable[[Store, float], object]
        if isinstance(did, edit.Edited):
            if not did.changes:
                return
            back = partial(_edit_back, did)
        elif isinstance(did, edit.Removed):
            back = partial(_removal_back, did)
        else:
            assert isinstance(did, undo.Undone)
            back = partial(_making_back, did.family)
        others = self.by_others(device)
        if others != self.heard[device]:
            others = -1  # what she saw is not all that there was
        of = "" if isinstance(did, undo.Undone) else did.before.family
        self.stacks[device].append(Done(back, doing, of, before, self.shown(device), others))

    def by_others(self, device: int) -> int:
        """Return how many versions somebody else has written by now."""
        return sum(one.writer != device for one in self.written)

    def alone(self, device: int, done: Done) -> bool:
        """Return whether nobody else did anything since `done`, and she was asked nothing."""
        return (
            not self.asked[device] and self.by_others(device) == done.others == self.heard[device]
        )

    def shown(self, device: int) -> Shown:
        """Return name and start of all that a device shows."""
        return shown(self.desks[device])

    def watched_pass(
        self, device: int, cancelled: Callable[[], bool] = lambda: False, trouble: str = ""
    ) -> None:
        """Run a pass: what only she did looks the same before it and after it, however it ends."""
        desk = self.desks[device]
        others, asked = self.by_others(device), self.asked[device]
        before, first, mails = self.shown(device), len(self.written), len(self.server.mails)
        self.writer = device
        try:
            report = desk.run(cancelled)
            clean = report.error is None and report.held is None and not cancelled()
        except Crash:
            self.met["crash in a pass"] += 1
            self.starts_again(device)
            clean = False
        self.writer = -1
        stuck = {c.error_code for c in desk.outbox if c.state == "attention"}
        assert stuck <= ALLOWED, stuck
        if others == 0:
            assert not stuck, f"nobody else did anything: {desk.outbox}"
        self.asked[device] = bool(stuck) or (self.asked[device] and bool(desk.outbox))
        if others == self.heard[device] and not self.asked[device] and not asked:
            now = self.shown(device)
            assert now == before, f"gone: {diff(before, now)}, come: {diff(now, before)}"
        if clean:
            self.heard[device] = others
        written = self.written[first:]
        ids = {one.event_id for one in written}
        for one in written:
            if one.event.get("recurringEventId") in ids:
                continue  # Google writes exceptions anew with their series
            assert one.before is None or plain(one.before) != plain(one.event), f"twice: {one}"
        told = Counter(mail["eventId"] for mail in self.server.mails[mails:])
        acts = Counter(one.event_id for one in written)
        assert all(count <= max(acts[name], 1) for name, count in told.items()), (told, acts)
        self.no_event_is_doubled()

    def all_agree_in_the_end(self) -> None:
        """The network is back: all goes; she takes back what she can; she lets Google's count
        where she is asked; then all agree."""
        self.settle()
        for device in (0, 1):
            while self.stacks[device]:
                self.clock.seconds += 1
                self.takes_back(device)
        self.settle()
        for _ in range(6):
            for desk in self.desks:
                for change in desk.outbox:
                    if change.state == "attention":
                        self.met[change.error_code] += 1
                        desk.store.discard(change.seq)
            self.settle()
            if not any(desk.outbox for desk in self.desks):
                break
        there = expanded(self.server)
        for device in (0, 1):
            assert self.desks[device].outbox == []
            now = self.shown(device)
            assert now == there, f"not there: {diff(now, there)}, not here: {diff(there, now)}"
        assert self.server.violations == []


def _edit_back(did: edit.Edited, store: Store, now: float) -> object:
    return undo.undo_edit(store, did, now)


def _removal_back(did: edit.Removed, store: Store, now: float) -> object:
    return undo.undo_removal(store, did, now)


def _making_back(family: str, store: Store, now: float) -> object:
    return edit.remove(store, family, "", now, scope="all")


def diff(some: Shown, others: Shown) -> Shown:
    """Return what is among `some` and not among `others`."""
    return sorted((Counter(some) - Counter(others)).elements())


def plain(event: dict[str, Any]) -> dict[str, Any]:
    """Return an Event resource without what every write changes."""
    return {k: v for k, v in event.items() if k not in ("etag", "updated", "sequence")}
