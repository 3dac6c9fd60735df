"""Two of the teacher's computers and Google, for stories of what may happen: how they begin, what can
go wrong, how they end."""

import json
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize

from desktop_app.demo import DemoServer
from desktop_app.demo.errors import ApiError, deleted, not_found, unauthorized
from desktop_app.demo.events_list import list_events
from desktop_app.demo.faults import Fault
from desktop_app.domain.event import DAY
from desktop_app.domain.occurrence import Occurrence
from desktop_app.google.wire import decode
from desktop_app.storage.reader import open_reader
from tests.unit.promises.desk import HOUR, LAURA, Clock, Desk
from tests.unit.promises.in_process import POINTS, InProcess, Points

MEMORY = "/dev/shm"
"""Where files are in memory, if the system has that: what ends in these stories is the program, not
the power, and to wait for the disk would take half their time."""
BUENOS_AIRES = "America/Argentina/Buenos_Aires"
START = 1_795_618_800  # 2026-11-25 12:00 in Buenos Aires, a Wednesday
GUEST = "ana@example.org"
FAULTS = {
    "cut before": Fault("", cut="before"),
    "cut after": Fault("", cut="after"),
    "cut in the reply": Fault("", cut="in_reply"),
    "page": Fault("", garbage="<html>Wi-Fi</html>"),
    "401": Fault("", status=401, body=unauthorized(missing=False).body),
    "quota": Fault("", status=403, body=ApiError(403, "quotaExceeded", "Limits exceeded.").body),
    "404": Fault("", status=404, body=not_found().body),
    "410": Fault("", status=410, body=deleted().body),
    "429": Fault("", status=429),
    "503": Fault("", status=503),
}
LIES = {"404": {"not_found", "deleted_there"}, "410": {"deleted", "deleted_there"}}
"""Faults that hit one request only, for what is said again is believed; what comes of them."""

Shown = list[tuple[str, int]]
"""Name and start of each class, in order."""
Step = tuple[str, dict[str, Any]]
"""What happens: the name of a method, and what it is called with."""


def often(
    times: int, name: str, **details: st.SearchStrategy[Any]
) -> list[st.SearchStrategy[Step]]:
    """Return a step as often as it is to happen among the others; `details`: what is drawn for it.

    For one rule whose step is drawn, not a rule a step: hypothesis leaves most rules out of most
    stories, and it is where they meet that something is found. Each a strategy of its own, for
    `one_of` takes the same one twice for one.
    """
    return [st.tuples(st.just(name), st.fixed_dictionaries(details)) for _ in range(times)]


class TwoDesks(RuleBasedStateMachine):
    """The two desks and the server; what happens at them is told by who inherits."""

    met: ClassVar[Counter[str]]
    """What happened in all stories together: nothing is proved by what never did."""

    @initialize()
    def start(self) -> None:
        self.folder = Path(tempfile.mkdtemp(dir=MEMORY if os.access(MEMORY, os.W_OK) else None))
        self.clock = Clock()
        self.server = DemoServer(clock=self.clock, check=True)
        self.desks: list[Desk] = []
        self.points: list[Points] = []
        self.wires: list[InProcess] = []
        for name in ("one", "two"):
            points = Points()
            wire = InProcess(self.server, points)
            desk = Desk(self.folder / name, self.server, self.clock, http=wire)
            points.watch(desk.store)
            self.desks.append(desk)
            self.points.append(points)
            self.wires.append(wire)
        self.begin()
        for device in (0, 1):
            self.watched_pass(device)

    def begin(self) -> None:
        """Have on the server and the desks what is there before the first pass."""
        raise NotImplementedError

    def watched_pass(
        self, device: int, cancelled: Callable[[], bool] = lambda: False, trouble: str = ""
    ) -> None:
        """Run a pass on a device, and hold what it did against what is promised; `trouble`: the
        fault that some of its requests meet, "" for none."""
        raise NotImplementedError

    def all_agree_in_the_end(self) -> None:
        """The network is back and she answers what she is asked: nothing is left, all agree."""
        raise NotImplementedError

    def pass_in_trouble(self, device: int, trouble: str, nth: int) -> None:
        """Run a pass whose `nth` request meets trouble, or in which the program does so at the
        `nth` time: one of FAULTS, of POINTS, or it is interrupted."""
        if trouble in FAULTS:
            with self.wires[device].broken(nth, FAULTS[trouble], once=trouble in LIES):
                self.watched_pass(device, trouble=trouble)
        elif trouble in POINTS:
            with self.points[device].crash_at(trouble, nth):
                self.watched_pass(device)
        else:
            before = len(self.server.requests)
            self.watched_pass(device, lambda: len(self.server.requests) - before > nth)

    def starts_again(self, device: int) -> None:
        """Aula ends on a device and starts."""
        self.desks[device].start_anew()
        self.points[device].watch(self.desks[device].store)

    def settle(self) -> None:
        """Let passes run on both devices until all that is left needs her."""
        for _ in range(10):
            self.each_passes()
            if all(only_needs_her(desk) for desk in self.desks):
                break
        else:
            raise AssertionError([desk.outbox for desk in self.desks])
        self.each_passes()  # once more: each has heard of what the other sent last

    def each_passes(self) -> None:
        """Let a pass run on each device, when nothing has to wait any more."""
        for device in (0, 1):
            self.clock.seconds += 2 * HOUR
            self.watched_pass(device)

    def no_event_is_doubled(self) -> None:
        """No class was made twice."""
        live = [
            event
            for calendar in self.server.store.calendars.values()
            for event in calendar.events.values()
            if event["status"] != "cancelled" and "recurringEventId" not in event
        ]
        made = Counter(decode(one, LAURA).operation for one in live)
        assert all(count == 1 for name, count in made.items() if name), made

    def teardown(self) -> None:
        if not hasattr(self, "desks"):
            return
        try:
            if sys.exc_info()[0] is None:
                self.all_agree_in_the_end()
        finally:
            for desk in self.desks:
                desk.close()
            self.server.stop()
            shutil.rmtree(self.folder)


def when(start: int) -> list[Any]:
    """Return an hour from `start` on, as the JSON of a change."""
    return ["timed", start, start + 3600, BUENOS_AIRES]


def only_needs_her(desk: Desk) -> bool:
    """Return whether all that waits stands behind something that needs her."""
    stuck = {change.draft.family for change in desk.outbox if change.state == "attention"}
    return all(change.draft.family in stuck for change in desk.outbox)


def rows_of(desk: Desk) -> list[Occurrence]:
    """Return all that a device's calendar shows, in an order that does not hang on ids."""
    reader = open_reader(desk.folder / "desk.db", desk.folder / "cache.db", lambda: decode)
    assert reader is not None
    rows = reader.occurrences(START - 30 * DAY, START + 200 * DAY, BUENOS_AIRES)
    reader.close()
    return sorted(rows, key=lambda row: (row.start, row.summary))


def shown(desk: Desk) -> Shown:
    """Return name and start of all that a device's calendar shows."""
    return sorted((row.summary, row.start) for row in rows_of(desk))


def expanded(server: DemoServer) -> Shown:
    """Return name and start of all that Google's own page shows, series expanded by Google."""
    query = {"singleEvents": ["true"], "maxResults": ["2500"]}
    found = []
    for calendar in server.store.calendars.values():
        for item in json.loads(list_events(server.store, calendar, query, "owner"))["items"]:
            start = datetime.fromisoformat(item["start"]["dateTime"])
            found.append((item["summary"], int(start.timestamp())))
    return sorted(found)
