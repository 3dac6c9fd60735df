"""What the tests of storage are made of: a small decoder, events, drafts, and the two files."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop_app.domain.change import Draft, Kind
from desktop_app.domain.event import Event, Guest, Meeting, when_of
from desktop_app.domain.lesson import Lesson
from desktop_app.domain.ports import Account, Said
from desktop_app.storage.reader import FileReader, open_reader
from desktop_app.storage.store import FileStore, open_store

BA = "America/Argentina/Buenos_Aires"
NOW = 1_795_000_000  # 2026-11-18T11:06:40Z, a Wednesday
HOUR = 3600
ANA = Account("ana", "ana@example.com", "Ana", "cal")


def decode(raw: dict[str, Any], calendar_id: str) -> Event:
    """Return the event in this test's own plain form: keyword arguments of Event as JSON."""
    values = dict(raw)
    values.pop("attendees", None)  # Calendar v3's name, by which guests are looked for
    values["when"] = when_of(values["when"]) if values.get("when") else None
    values["recurrence"] = tuple(values.get("recurrence", ()))
    values["meeting"] = Meeting(**values.get("meeting", {}))
    if "lesson" in values:
        details = dict(values["lesson"])
        details["students"] = tuple(details.get("students", ()))
        values["lesson"] = Lesson(**details)
    values["guests"] = tuple(Guest(*guest) for guest in values.get("guests", ()))
    return Event(calendar_id=calendar_id, **values)


def said(event_id: str, when: list[Any] | None = None, calendar: str = "cal", **raw: Any) -> Said:
    """Return an event as the server would say it."""
    raw = {"id": event_id, "when": when} | raw
    return Said(json.dumps(raw), decode(raw, calendar))


def at(start: int, minutes: int = 60) -> list[Any]:
    """Return the time from `start`, seconds from NOW's hour, as the JSON of a change."""
    return ["timed", NOW + start, NOW + start + minutes * 60, BA]


def days(first: str, after: str) -> list[Any]:
    """Return whole days as the JSON of a change."""
    return ["all_day", first, after]


def draft(event_id: str, kind: Kind = "patch", **values: Any) -> Draft:
    """Return a draft of Ana's."""
    values = {"operation": f"op-{event_id}", "family": event_id} | values
    return Draft(account="ana", calendar_id="cal", event_id=event_id, kind=kind, **values)


def create(event_id: str, start: int = 0, **fields: Any) -> Draft:
    """Return the draft that makes a class."""
    fields = {"summary": "Clase", "when": at(start)} | fields
    return draft(event_id, "create", fields=fields)


@dataclass
class Files:
    """The two files of a test, opened and closed at will; `now` is the store's clock."""

    folder: Path
    now: float = NOW

    @property
    def desk(self) -> Path:
        return self.folder / "desk.db"

    @property
    def cache(self) -> Path:
        return self.folder / "cache.db"

    def open(self) -> FileStore:
        return open_store(self.desk, self.cache, decode, lambda: self.now)

    def reader(self) -> FileReader | None:
        return open_reader(self.desk, self.cache, lambda: decode)


Seen = Callable[[], list[tuple[str, int]]]
