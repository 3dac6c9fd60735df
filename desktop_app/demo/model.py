"""The state of the server: accounts, calendars and their events, in memory."""

import json
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from desktop_app.demo.fields import Mask, apply

Resource = dict[str, Any]

ZONE = "America/Argentina/Buenos_Aires"
_text = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False, check_circular=False).encode


@dataclass(slots=True)
class Account:
    """A person who can sign in."""

    email: str
    name: str
    sub: str
    can_meet: bool = True
    verified: bool = True


@dataclass(slots=True)
class Pending:
    """A conference request that is not answered yet."""

    ready_at: float
    polls_left: int
    outcome: str


class Calendar:
    """One calendar: its events as stored, each with the number of its last change.

    Order of change is the order of listing, so that a sync token is just a number.
    """

    def __init__(
        self, calendar_id: str, summary: str, owner: str, clock: Callable[[], float]
    ) -> None:
        self.id = calendar_id
        self.summary = summary
        self.owner = owner
        self.zone = ZONE
        self.color = "14"
        self.selected = True
        self.access: dict[str, str] = {owner: "owner"}
        self.reminders: list[Resource] = [{"method": "popup", "minutes": 10}]
        self.events: dict[str, Resource] = {}
        self.exceptions: dict[str, set[str]] = {}
        self.pending: dict[str, Pending] = {}
        self.generation = 0
        self.gone_reason = "fullSyncRequired"
        self.change = 0
        self._clock = clock
        self._stamps: dict[str, int] = {}
        self._log: list[tuple[int, str]] = []
        self._wire: dict[tuple[str, str], bytes] = {}
        self._masks: dict[str, set[str]] = {}

    def now_text(self) -> str:
        """Return the moment as Google writes `created` and `updated`."""
        moment = datetime.fromtimestamp(self._clock(), UTC)
        return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"

    def put(self, event: Resource) -> Resource:
        """Store `event` as changed now: a new etag, a new `updated`, a new place in the order."""
        self.change += 1
        event["etag"] = f'"{int(self._clock() * 1000) * 1000 + self.change}"'
        event["updated"] = self.now_text()
        self.load(event)
        return event

    def load(self, event: Resource) -> None:
        """Store `event` as it is; `put` is what changes an event."""
        name = event["id"]
        self.events[name] = event
        self._stamps[name] = self.change
        self._log.append((self.change, name))
        for mask in self._masks.pop(name, ()):
            del self._wire[name, mask]
        if event.get("recurringEventId"):
            self.exceptions.setdefault(event["recurringEventId"], set()).add(name)
        if len(self._log) > 2 * len(self.events) + 1000:
            self._log = [pair for pair in self._log if self._stamps[pair[1]] == pair[0]]

    def load_all(self, events: Iterator[Resource]) -> None:
        """Store events that carry an etag already, each as a change of its own."""
        for event in events:
            self.change += 1
            self.load(event)

    def changed_since(self, change: int) -> Iterator[tuple[int, Resource]]:
        """Yield the events changed after change number `change`, in order of change."""
        for stamp, name in self._log[bisect_right(self._log, (change, "\uffff")) :]:
            if self._stamps[name] == stamp:
                yield stamp, self.events[name]

    def wire(self, event: Resource, mask_text: str, mask: Mask) -> bytes:
        """Return the JSON of a stored event under a mask, kept until the event changes."""
        key = (event["id"], mask_text)
        found = self._wire.get(key)
        if found is None:
            found = self._wire[key] = _text(apply(event, mask)).encode()
            self._masks.setdefault(event["id"], set()).add(mask_text)
        return found

    def role(self, email: str) -> str:
        """Return the access role of an account, "" for none."""
        return self.access.get(email, "")


@dataclass(slots=True)
class Store:
    """All accounts and calendars."""

    clock: Callable[[], float]
    accounts: dict[str, Account] = field(default_factory=dict)
    calendars: dict[str, Calendar] = field(default_factory=dict)
    mails: list[Resource] = field(default_factory=list)
    conference_delay: float = 0.0
    conference_polls: int = 0
    conference_outcome: str = "success"

    def add_account(
        self, email: str, name: str, can_meet: bool = True, verified: bool = True
    ) -> Account:
        """Add a person with a primary calendar."""
        sub = str(10**20 + 7919 * (len(self.accounts) + 1))
        account = self.accounts[email] = Account(email, name, sub, can_meet, verified)
        self.add_calendar(email, email, email)
        return account

    def add_calendar(self, calendar_id: str, summary: str, owner: str) -> Calendar:
        """Add an empty calendar of `owner`."""
        calendar = self.calendars[calendar_id] = Calendar(calendar_id, summary, owner, self.clock)
        return calendar

    def of(self, email: str) -> list[Calendar]:
        """Return the calendars in the list of an account, the primary one first."""
        mine = [one for one in self.calendars.values() if one.role(email)]
        return sorted(mine, key=lambda one: one.id != email)
