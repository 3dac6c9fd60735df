"""Two of the teacher's computers, her phone and Google: whatever happens in whatever order, each
edit arrives once or stands among what needs her, and in the end all agree."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import rule

from desktop_app.domain.change import Change, Draft
from desktop_app.domain.event import DAY, Event, field
from desktop_app.domain.projection import occurrence_event
from desktop_app.domain.recurrence import expand
from desktop_app.domain.zones import local
from desktop_app.usecases import edit
from desktop_app.usecases.new_lesson import creation, new_id
from tests.unit.promises.chronicle import (
    Chronicle,
    held,
    there_is,
)
from tests.unit.promises.desk import HOUR, LAURA
from tests.unit.promises.in_process import POINTS, Crash
from tests.unit.promises.judged import FIELDS, Judged
from tests.unit.promises.two_desks import (
    BUENOS_AIRES,
    FAULTS,
    GUEST,
    START,
    expanded,
    often,
    shown,
    when,
)

WEEKLY = "RRULE:FREQ=WEEKLY;COUNT=3"

DEVICES = st.integers(0, 1)
EVENTS = st.integers(0, 5)
"""Which of the events that there are: few, so that edits meet."""
WHOLE = -1
WHICH = st.sampled_from([WHOLE, WHOLE, 0, 1, 2])
"""The event itself, or which of the classes that a series has by now."""
ACTS = st.sampled_from(["make", "make", *FIELDS, *FIELDS, "tell", "remove", "remove and tell"])
KINDS = st.integers(0, 3)
"""Bit 0: a series; bit 1: with a guest."""
NTH = st.sampled_from([0, 0, 0, 0, 1, 1, 2, 3])
GONE = ("fullSyncRequired", "updatedMinTooLongAgo")
TROUBLE = st.sampled_from([*FAULTS, *POINTS, "interrupted", *4 * ["cut after"]])

AGAIN = ("deleted_there", "series_changed")
DECIDED = ("conflict", "changed_there", *AGAIN)
"""Why hers can be let count; for any other reason she can try again."""

TARGET = {"event": EVENTS, "which": WHICH, "act": ACTS}
STEPS = [
    *often(4, "acts", device=DEVICES, kind=KINDS, **TARGET),
    *often(1, "acts_and_it_crashes", device=DEVICES, point=st.sampled_from(POINTS[2:]), **TARGET),
    *often(1, "decides", device=DEVICES, nth=st.integers(0, 3), again=st.booleans()),
    *often(2, "phone_acts", kind=KINDS, **TARGET),
    *often(2, "syncs", device=DEVICES, later=st.sampled_from([1, 60, 2 * HOUR])),
    *often(
        5,
        "acts_and_it_goes_wrong",
        device=DEVICES,
        trouble=TROUBLE,
        nth=NTH,
        later=st.booleans(),
        **TARGET,
    ),
    *often(1, "starts_anew", device=DEVICES),
    *often(1, "tokens_expire", what=st.sampled_from(["access", *GONE])),
]


class TwoDevices(Judged):
    """The two desks, the server, and the chronicle of what the server ever said."""

    met: ClassVar[Counter[str]] = Counter()

    def begin(self) -> None:
        self.chronicle = Chronicle(self.server)
        self.ids: list[str] = []
        self.insisted: set[str] = set()
        self.born: dict[tuple[int, int], int] = {}
        self.steps = 0
        for kind in range(4):
            self.phone_acts(0, WHOLE, "make", kind)

    @rule(what=st.one_of(*STEPS))
    def happens(self, what: tuple[str, dict[str, Any]]) -> None:
        name, details = what
        getattr(self, name)(**details)

    # --- the teacher, at one of her computers

    def acts(self, device: int, event: int, which: int, act: str, kind: int) -> None:
        self.act(device, event, which, act, kind)

    def acts_and_it_crashes(
        self, device: int, event: int, which: int, act: str, point: str
    ) -> None:
        with self.points[device].crash_at(point, 0):
            self.act(device, event, which, act, 0)

    def decides(self, device: int, nth: int, again: bool) -> None:
        """She answers one of what needs her: hers counts, or is discarded."""
        stuck = [c for c in self.desks[device].outbox if c.state == "attention"]
        if nth < len(stuck):
            with self.acting(device):
                if again:
                    self.insists(device, stuck[nth])
                else:
                    self.desks[device].store.discard(stuck[nth].seq)

    # --- the phone, or a colleague

    def phone_acts(self, event: int, which: int, act: str, kind: int) -> None:
        phone = self.server.calendar()
        self.clock.seconds += 1
        if act == "make" or not self.ids:
            body: dict[str, Any] = {"id": self.new_id(), "summary": self.unique("phone")}
            body |= self.times(0) | ({"recurrence": [WEEKLY]} if kind % 2 else {})
            phone.insert(body | ({"attendees": [{"email": GUEST}]} if kind > 1 else {}))
            return
        live = [one for one in phone.live if "recurringEventId" not in one]
        if not live:
            return
        family = live[event % len(live)]
        named = family["id"]
        if which != WHOLE and "recurrence" in family:
            listed = phone.between("2026-11-01", "2027-02-01")
            classes = [one["id"] for one in listed if one.get("recurringEventId") == named]
            if not classes:
                return
            named = classes[which % len(classes)]
        if act.startswith("remove"):
            phone.delete(named)
        elif act == "when":
            phone.patch(named, self.times(self.steps))
        else:
            phone.patch(named, {act.replace("tell", "summary"): self.unique("phone")})

    # --- the world

    def syncs(self, device: int, later: float) -> None:
        self.clock.seconds += later
        self.watched_pass(device)

    def acts_and_it_goes_wrong(
        self, device: int, trouble: str, nth: int, later: bool, **target: Any
    ) -> None:
        """She acts; the `nth` request of the pass meets it, or the program at the `nth` time."""
        self.act(device, kind=nth, **target)
        self.clock.seconds += 2 * HOUR if later else 1
        self.pass_in_trouble(device, trouble, nth)

    def starts_anew(self, device: int) -> None:
        self.starts_again(device)

    def tokens_expire(self, what: str) -> None:
        if what == "access":
            self.server.expire_access_tokens()
        else:
            self.server.expire_sync_tokens(what)

    # --- how it is done

    def new_id(self) -> str:
        """Return the id of one event more."""
        self.ids.append(f"event{len(self.ids)}")
        return self.ids[-1]

    def unique(self, word: str) -> str:
        """Return a text that nothing else is called by: what is found can be traced."""
        self.steps += 1
        return f"{word} {self.steps}"

    def when(self, number: int) -> list[Any]:
        """Return a time that no other number gives, as the JSON of a change."""
        return when(START + number * 60)

    def times(self, number: int) -> dict[str, Any]:
        """Return the same as `start` and `end` of an Event resource."""
        return {
            name: {
                "dateTime": local(moment, BUENOS_AIRES).isoformat(),
                "timeZone": BUENOS_AIRES,
            }
            for name, moment in zip(("start", "end"), self.when(number)[1:3], strict=True)
        }

    def sees(self, device: int, event: int, which: int) -> Event | None:
        """Return one of the events that she sees on a device, or one class of it if it is a
        series; None when there is nothing to edit."""
        shown = self.shown(device)
        there = [name for name in self.ids if name in shown]
        if not there:
            return None
        family = self.desks[device].store.family(LAURA, there[event % len(there)])
        assert family.master is not None
        original = ""
        if which != WHOLE and family.master.recurrence:
            listed = expand(family, START - 7 * DAY, START + 60 * DAY)
            if not listed:
                return None
            original = sorted(one.original for one in listed)[which % len(listed)]
        found = occurrence_event(family, original)
        return None if found is None or found.cancelled or not found.editable else found

    def act(self, device: int, event: int, which: int, act: str, kind: int) -> None:
        """She makes, edits or removes something, as far as she sees it."""
        desk = self.desks[device]
        if act == "make" or not self.ids:
            fields: dict[str, Any] = {"summary": self.unique("made"), "when": self.when(0)}
            fields |= {"recurrence": [WEEKLY]} if kind % 2 else {}
            fields |= {"guests": [[GUEST, "", "needsAction"]]} if kind > 1 else {}
            draft = creation(desk.account, self.new_id(), fields, self.clock())
            self.record(device, replace(draft, send_updates="all"))
            return
        found = self.sees(device, event, which)
        if found is None:
            return
        if act in FIELDS:
            text = self.unique("edit")
            value = self.when(self.steps) if act == "when" else text
            with self.acting(device):
                edit.edit(desk.store, found.family, found.original, {act: value}, self.clock())
        elif act == "tell":
            text = self.unique("told")
            self.record(device, self.draft(device, found, "patch", summary=text))
        elif act == "remove":
            with self.acting(device):
                edit.remove(desk.store, found.family, found.original, self.clock())
        else:
            self.record(device, self.draft(device, found, "delete"))

    def draft(self, device: int, event: Event, kind: Any, **fields: Any) -> Draft:
        """Return the draft of a change of which the guests are told."""
        return Draft(
            account=self.desks[device].account.sub,
            calendar_id=LAURA,
            family=event.family,
            event_id=event.family,
            kind=kind,
            operation=new_id(),
            original=event.original,
            fields=fields,
            base={name: field(event, name) for name in fields or ("summary", "when")},
            send_updates="all",
        )

    def record(self, device: int, draft: Draft) -> None:
        """Record a draft."""
        with self.acting(device):
            self.desks[device].store.record([draft], self.clock())

    @contextmanager
    def acting(self, device: int) -> Iterator[None]:
        """She acts; when Aula crashes meanwhile she starts it again."""
        self.clock.seconds += 1
        try:
            yield
        except Crash:
            self.starts_again(device)
        for change in self.desks[device].outbox:
            self.born.setdefault((device, change.seq), len(self.chronicle.versions))
            if change.draft.kind == "create" and change.draft.event_id not in self.ids:
                self.ids.append(change.draft.event_id)  # she had it made again

    def insists(self, device: int, change: Change) -> None:
        """She wants hers all the same, and its guests told again if they were."""
        self.insisted.add(change.draft.fields.get("summary", ""))
        desk, draft = self.desks[device], change.draft
        if change.error_code not in DECIDED:
            desk.store.retry(change.seq, self.clock())
            return
        waiting = [c for c in desk.outbox if c.draft.event_id == draft.event_id]
        desk.store.keep_mine(change.seq, self.clock())
        if change.error_code in AGAIN and draft.kind == "patch" and waiting == [change]:
            self.met["made again"] += 1
            made = [c.draft.fields for c in desk.outbox if c.draft.kind == "create"]
            assert any(draft.fields.items() <= one.items() for one in made), f"lost: {change}"

    def all_agree_in_the_end(self) -> None:
        """All that can go goes; she answers the rest; then all agree."""
        self.settle()
        for device, desk in enumerate(self.desks):
            for change in desk.outbox:
                if change.state == "attention" and change.seq % 2:
                    with self.acting(device):
                        self.insists(device, change)
        self.settle()
        while any(desk.outbox for desk in self.desks):
            for desk in self.desks:
                for change in desk.outbox:
                    if change.state == "attention":
                        desk.store.discard(change.seq)
            self.settle()
        there = there_is(self.server)
        for desk in self.desks:
            assert held(desk, set(self.ids)) == there
            assert shown(desk) == expanded(self.server)
