"""Whatever happens in whatever order: what is stored to be seen is what follows from the rest."""

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from desktop_app.domain.change import Kind
from desktop_app.domain.event import DAY
from desktop_app.domain.occurrence import Occurrence
from desktop_app.domain.ports import Account, Said
from desktop_app.domain.projection import Family, project
from desktop_app.domain.recurrence import expand
from tests.unit.storage.parts import ANA, HOUR, NOW, Files, at, create, decode, draft, said

SINGLES = st.sampled_from(["a", "b", "c"])
SERIES = st.sampled_from(["s", "t"])
ORIGINALS = st.sampled_from(["20261118T110640Z", "20261125T110640Z", "20261202T110640Z"])
NAMES = st.sampled_from(["", "uno", "dos"])
HOURS = st.integers(-3, 3).map(lambda hours: at(hours * HOUR))
MEETING = st.sampled_from([{}, {"state": "pending", "request_id": "r"}])


@st.composite
def events(draw: st.DrawFn) -> Said:
    """One event that a page may bring: single, series or exception, perhaps cancelled."""
    kind = draw(st.sampled_from(["single", "series", "exception"]))
    status = draw(st.sampled_from(["confirmed", "confirmed", "cancelled"]))
    raw: dict[str, Any] = {"status": status, "summary": draw(NAMES), "meeting": draw(MEETING)}
    when = draw(HOURS)
    if kind == "single":
        if status == "cancelled":
            return said(draw(SINGLES), None, status=status)
        return said(draw(SINGLES), when, **raw)
    if kind == "series":
        if status == "cancelled":
            return said(draw(SERIES), None, status=status)
        if draw(st.booleans()):
            return said(draw(SERIES), at(0), **raw)  # it recurs no more
        rule = draw(st.sampled_from(["RRULE:FREQ=WEEKLY;COUNT=3", "RRULE:FREQ=WEEKLY"]))
        return said(draw(SERIES), at(0), recurrence=[rule], **raw)
    series, original = draw(SERIES), draw(ORIGINALS)
    raw |= {"recurring_event_id": series, "original": original}
    return said(f"{series}_{original}", None if status == "cancelled" else when, **raw)


class Ring(RuleBasedStateMachine):
    """The store beside a model: what the server said, by id, in a dictionary."""

    @initialize()
    def start(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.files = Files(self.folder)
        self.store = self.files.open()
        self.store.set_account(ANA)
        self.server: dict[str, Said] = {}
        self.given_up: set[str] = set()
        self.seen: set[str] | None = None
        self.made = 0

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            shutil.rmtree(self.folder)

    def keep(self, one: Said) -> None:
        before = self.server.get(one.event.id)
        pending = one.event.meeting.state == "pending" and not one.event.cancelled
        if not (pending and before is not None and before.event.meeting.state == "pending"):
            self.given_up.discard(one.event.id)
        self.server[one.event.id] = one
        if self.seen is not None:
            self.seen.add(one.event.id)

    @rule(page=st.lists(events(), max_size=4), last=st.booleans())
    def pull(self, page: list[Said], last: bool) -> None:
        self.store.apply_page("cal", page, "token" if last else "", "f")
        for one in page:
            self.keep(one)
        if last and self.seen is not None:
            self.server = {name: one for name, one in self.server.items() if name in self.seen}
            self.given_up &= self.server.keys()
            self.seen = None

    @rule()
    def begin_generation(self) -> None:
        self.store.begin_generation("cal")
        self.seen = set()

    @rule(one=events())
    def apply(self, one: Said) -> None:
        self.store.apply(one)
        self.keep(one)

    @rule(when=HOURS, name=NAMES)
    def create(self, when: list[Any], name: str) -> None:
        self.made += 1
        self.store.record([create(f"n{self.made}", when=when, summary=name)], NOW)

    @rule(event_id=SINGLES | SERIES, name=NAMES, delete=st.booleans())
    def edit(self, event_id: str, name: str, delete: bool) -> None:
        kind: Kind = "delete" if delete else "patch"
        self.store.record([draft(event_id, kind, fields={} if delete else {"summary": name})], NOW)

    @rule(event_id=SERIES, original=ORIGINALS, when=HOURS, delete=st.booleans())
    def edit_one(self, event_id: str, original: str, when: list[Any], delete: bool) -> None:
        kind: Kind = "delete" if delete else "patch"
        fields = {} if delete else {"when": when}
        self.store.record([draft(event_id, kind, original=original, fields=fields)], NOW)

    def pick(self, number: int) -> int:
        changes = self.store.changes("ana")
        return changes[number % len(changes)].seq if changes else 0

    @rule(number=st.integers(0, 9), name=NAMES)
    def amend(self, number: int, name: str) -> None:
        self.store.amend(self.pick(number), {"summary": name}, NOW)

    @rule(numbers=st.lists(st.integers(0, 9), min_size=1, max_size=2))
    def withdraw(self, numbers: list[int]) -> None:
        self.store.withdraw([self.pick(number) for number in numbers])

    @rule(number=st.integers(0, 9), what=st.sampled_from(["attention", "wait", "retry", "send"]))
    def trouble(self, number: int, what: str) -> None:
        seq = self.pick(number)
        if what == "attention":
            self.store.need_attention(seq, "conflict", 0, "")
        elif what == "wait":
            self.store.postpone(seq, NOW + 60, "server", 503, "")
        elif what == "retry":
            self.store.retry(seq, NOW)
        elif (change := self.store.next_ready("ana", NOW)) is not None:
            self.store.mark_sending(change.seq, NOW)

    @rule(number=st.integers(0, 9))
    def discard(self, number: int) -> None:
        self.store.discard(self.pick(number))

    @rule(name=NAMES)
    def settle(self, name: str) -> None:
        change = self.store.next_ready("ana", NOW)
        if change is None:
            return
        draft = change.draft
        self.store.mark_sending(change.seq, NOW)
        if draft.kind == "delete":
            self.store.settle(change.seq, None)
            if draft.original:
                raw = {"recurring_event_id": draft.event_id, "original": draft.original}
                gone = said(f"{draft.event_id}_{draft.original}", None, status="cancelled", **raw)
            else:
                gone = said(draft.event_id, None, status="cancelled")
            self.keep(gone)
            return
        when = draft.fields.get("when", at(0))
        if draft.original:
            raw = {"recurring_event_id": draft.event_id, "original": draft.original}
            reply = said(f"{draft.event_id}_{draft.original}", when, summary=name, **raw)
        else:
            reply = said(draft.event_id, when, summary=name)
        self.store.settle(change.seq, reply)
        self.keep(reply)

    @rule()
    def give_up(self) -> None:
        for pending in self.store.pending_meetings():
            self.store.give_up_meeting("cal", pending.event_id)
            self.given_up.add(pending.event_id)

    @rule(days=st.integers(300, 1500))
    def cover(self, days: int) -> None:
        while self.store.cover(NOW - days * DAY, NOW + days * DAY, 2)[0]:
            pass

    @rule()
    def start_anew(self) -> None:
        self.store.close()
        self.store = self.files.open()

    @rule()
    def another_account_and_back(self) -> None:
        self.store.set_account(Account("eva", "eva@example.com"))
        self.store.set_account(ANA)
        self.server, self.given_up, self.seen = {}, set(), None

    @invariant()
    def what_is_seen_follows_from_what_was_said_and_what_waits(self) -> None:
        if not hasattr(self, "store"):
            return
        reader = self.files.reader()
        assert reader is not None
        covered = reader.covered()
        stored = [Occurrence(*row) for row in reader._cache.execute("SELECT * FROM occurrences")]
        reader.close()
        changes = self.store.changes("ana")
        names = {one.event.family for one in self.server.values()}
        expected = []
        for name in names | {change.draft.event_id for change in changes}:
            master, exceptions = None, {}
            for one in self.server.values():
                event = one.event
                if event.id in self.given_up:
                    raw = {"meeting": {"state": "failed", "request_id": "r"}}
                    event = _with(one, raw)
                if event.family == name:
                    if event.recurring_event_id:
                        exceptions[event.original] = event
                    else:
                        master = event
            mine = [change for change in changes if change.draft.event_id == name]
            expected += expand(project(Family(master, exceptions), mine), *covered)
        assert sorted(stored) == sorted(expected)


def _with(one: Said, raw: dict[str, Any]) -> Any:
    return decode(json.loads(one.raw) | raw, "cal")


def test_a_class_of_a_series_that_is_none_any_more_goes_when_it_is_removed() -> None:
    ring = Ring()
    ring.start()
    ring.edit("t", "", False)
    ring.settle("")
    ring.edit_one("t", "20261125T110640Z", at(0), False)
    ring.settle("")
    ring.edit_one("t", "20261125T110640Z", at(0), True)
    ring.settle("")
    ring.what_is_seen_follows_from_what_was_said_and_what_waits()
    ring.teardown()


TestRing = Ring.TestCase
TestRing.settings = settings(
    max_examples=60,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
