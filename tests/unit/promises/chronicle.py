"""All that Google's side ever said of each event, and what a device's changes came to: the oracle."""

from typing import Any, NamedTuple

from desktop_app.demo import DemoServer
from desktop_app.demo.errors import ApiError
from desktop_app.domain.change import Change
from desktop_app.domain.event import Event, field
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

    def ever(self, change: Change, name: str, since: int) -> list[Any]:
        """Return all values that the field had on the change's target, from a version on.

        A class of a series that is no exception has what its series has, and no version.
        """
        draft = change.draft
        named = f"{draft.event_id}_{draft.original}" if draft.original else draft.event_id
        found = [version.event for version in self.versions[since:] if version.event.id == named]
        now = self.now(draft.event_id, draft.original)
        return [field(event, name) for event in (*found, now) if event is not None]


def in_place(chronicle: Chronicle, change: Change, since: int) -> bool:
    """Return whether what the change asks for came to be on Google's side."""
    draft = change.draft
    if draft.kind == "delete":
        return chronicle.now(draft.event_id, draft.original) is None
    if draft.kind == "create":
        return any(version.event.id == draft.event_id for version in chronicle.versions)
    return all(value in chronicle.ever(change, name, since) for name, value in draft.fields.items())


def why_stuck(chronicle: Chronicle, change: Change, seen: Event | None) -> set[str]:
    """Return the reasons for which the change may stand in the attention list now.

    `seen`: what the device last heard of the target. A clash with that is one too: the teacher
    is asked about what she could know, before Google is.
    """
    draft = change.draft
    there = chronicle.now(draft.event_id, draft.original)
    known = [event for event in (there, seen) if event is not None]
    found = set()
    if there is None:
        stands = draft.original and chronicle.now(draft.event_id) is not None
        found |= {"deleted_there", "series_changed"} if stands else {"deleted_there"}
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
