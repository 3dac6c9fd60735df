"""All that Google's side ever said of each event, and what a device's changes came to: the oracle."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from desktop_app.demo import DemoServer
from desktop_app.demo.errors import ApiError
from desktop_app.domain.change import Change, Draft
from desktop_app.domain.event import Event, field
from desktop_app.domain.projection import Family, occurrence_event
from desktop_app.domain.series import has_place
from desktop_app.google.wire import decode
from tests.unit.promises.desk import LAURA, Desk


class Version(NamedTuple):
    """One version of an event, what it was before (None: not there), and who wrote it."""

    writer: str
    before: Event | None
    event: Event


class Chronicle:
    """Writes down every version that the server's calendar stores, and who made it."""

    def __init__(self, server: DemoServer) -> None:
        self.server = server
        self.calendar = server.store.calendars[LAURA]
        self.versions: list[Version] = []
        self.writer = ""
        self._put = self.calendar.put
        self.calendar.put = self._written  # type: ignore[method-assign]

    def _written(self, event: dict[str, Any]) -> dict[str, Any]:
        before = self.now(event["id"])
        stored = self._put(event)
        self.versions.append(Version(self.writer, before, decode(stored, LAURA)))
        return stored

    def now(self, event_id: str, original: str = "") -> Event | None:
        """Return what Google has of an event or occurrence, None when it is gone."""
        named = f"{event_id}_{original}" if original else event_id
        try:
            event = decode(self.server.calendar().get(named), LAURA)
        except ApiError:
            return None
        return None if event.cancelled else event

    def that_day(self, draft: Draft) -> list[Event]:
        """Return what a class of a series was, as an exception at any hour of its day."""
        return [
            one.event
            for one in self.versions
            if one.event.recurring_event_id == draft.event_id
            and one.event.original[:8] == draft.original[:8]
            and not one.event.cancelled
        ]

    def ever(self, change: Change, name: str, since: int) -> list[Any]:
        """Return all values that the field had on the change's target, when `since` versions had
        been written and later. A class of a series is what the series says, unless it is an
        exception: then only what that says counts."""
        draft = change.draft
        named = f"{draft.event_id}_{draft.original}" if draft.original else draft.event_id
        own = series = None
        values: list[Any] = [None]
        for version in self.versions:
            if version.event.id == named:
                own = version.event
            elif version.event.id == draft.event_id:
                series = version.event
            there = own or place_of(series, draft.original)
            values.append(None if there is None else field(there, name))
        return values[since:]


def place_of(series: Event | None, original: str) -> Event | None:
    """Return a class of a series that is no exception, None where the series has no such place."""
    if series is None or series.cancelled or not has_place(series, original):
        return None
    return occurrence_event(Family(series, {}), original)


def in_place(chronicle: Chronicle, change: Change, since: int) -> bool:
    """Return whether what the change asks for came to be on Google's side."""
    draft = change.draft
    if draft.kind == "delete":
        return chronicle.now(draft.event_id, draft.original) is None
    if draft.kind == "create":
        return any(version.event.id == draft.event_id for version in chronicle.versions)
    return all(
        any(
            holds(name, value, draft.base.get(name), mine)
            for value in chronicle.ever(change, name, since)
        )
        for name, mine in draft.fields.items()
    )


def holds(name: str, value: Any, base: Any, mine: Any) -> bool:
    """Return whether `value` has in it what made `mine` of `base`: a rule with dates is joined with
    what the other side did to it, element by element (docs/changes.md, Both sides)."""
    if name != "recurrence" or None in (value, base):
        return bool(value == mine)
    now, was, hers = map(lines, (value, base, mine))
    return hers - was <= now and now.isdisjoint(was - hers)


def lines(recurrence: Iterable[str]) -> set[str]:
    """Return the rule of a series and the days that it leaves out: these go with it to other hours."""
    found = set()
    for line in recurrence:
        head, _, value = line.partition(":")
        dates = value.split(",") if head.startswith("EXDATE") else []
        found |= {f"not on {date[:8]}" for date in dates} or {line}
    return found


def why_stuck(chronicle: Chronicle, change: Change, seen: Event | None) -> set[str]:
    """Return the reasons for which the change may stand in the attention list now.

    `seen`: what the device last heard of the target. A clash with that is one too: the teacher
    is asked about what she could know, before Google is: also of a class whose series she moved,
    which goes along (docs/changes.md, Exceptions of a series).
    """
    draft = change.draft
    there = chronicle.now(draft.event_id, draft.original)
    known = [event for event in (there, seen, *chronicle.that_day(draft)) if event is not None]
    found = set()
    if there is None:
        series = chronicle.now(draft.event_id) if draft.original else None
        found |= {"deleted_there", "series_changed"} if series else {"deleted_there"}
        known += [series] if series else []
    for event in known:
        if any(
            field(event, name) not in (ours, draft.base.get(name))
            for name, ours in draft.fields.items()
        ):
            found.add("conflict")
        if any(field(event, name) != was for name, was in draft.base.items()):
            found.add("changed_there")
    if draft.kind == "delete":
        return found & {"changed_there"}
    return found - ({"conflict"} if draft.kind == "create" else {"changed_there"})


def last_heard(desk: Desk, change: Change) -> Event | None:
    """Return what the device last heard of the target of a change."""
    draft = change.draft
    name = f"{draft.event_id}_{draft.original}" if draft.original else draft.event_id
    said = desk.store.said(draft.calendar_id, name)
    return None if said is None else said.event


def follows(name: str, value: Any, was: Any, base: Any, mine: Any) -> bool:
    """Return whether `value` may be written over `was` for a change from `base` to `mine`: nobody
    else changed it, or it is a rule with dates that holds what both did (docs/changes.md)."""
    if value == mine and was == base:
        return True
    if name != "recurrence" or base is None:
        return False
    then, before, seen, hers = map(lines, (value, was, base, mine))
    return then == (before | hers) - (seen - before) - (seen - hers)


def changed_from(base: dict[str, Any], event: Event) -> bool:
    """Return whether the event differs from what she saw when she removed it."""
    return any(field(event, name) != was for name, was in base.items())


def there_is(server: DemoServer) -> dict[str, str]:
    """Return the etags of all events that Google has, cancelled ones left out, by id."""
    return {event["id"]: event["etag"] for event in server.calendar().live}


def held(desk: Desk, ids: set[str]) -> dict[str, str]:
    """Return the etags of all events that a device shows, by id."""
    found: dict[str, str] = {}
    for name in ids:
        family = desk.store.family(LAURA, name)
        if family.master is not None and not family.master.cancelled:
            events = [family.master, *family.exceptions.values()]
            found |= {event.id: event.etag for event in events if not event.cancelled}
    return found


def may_wait(change: Change, outbox: Iterable[Change], now: float) -> bool:
    """Return whether a change may be there after a pass that nothing disturbed: it, or one of its
    family before it, waits for a time or for her."""
    before = [
        one for one in outbox if one.draft.family == change.draft.family and one.seq <= change.seq
    ]
    return change.draft.not_before > now or any(
        one.state == "attention" or one.wait_until > now for one in before
    )
