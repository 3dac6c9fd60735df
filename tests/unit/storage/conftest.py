"""A store in a folder of its own, with a decoder as small as the tests need."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.change import Draft
from desktop_app.domain.event import DAY, Event, Meeting, Timed, when_of
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
    values["when"] = when_of(values["when"]) if values.get("when") else None
    values["recurrence"] = tuple(values.get("recurrence", ()))
    values["meeting"] = Meeting(**values.get("meeting", {}))
    if "lesson" in values:
        values["lesson"] = Lesson(**values["lesson"])
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


def draft(event_id: str, kind: str = "patch", **values: Any) -> Draft:
    """Return a draft of Ana's."""
    values = {"operation": f"op-{event_id}", "family": event_id} | values
    return Draft(account="ana", calendar_id="cal", event_id=event_id, kind=kind, **values)  # type: ignore[arg-type]


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


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """A data folder with nothing in it."""
    return Files(tmp_path / "data")


@pytest.fixture
def store(files: Files) -> Iterator[FileStore]:
    """A new store that Ana is connected to."""
    opened = files.open()
    opened.set_account(ANA)
    yield opened
    opened.close()


@pytest.fixture
def reader(files: Files, store: FileStore) -> Iterator[FileReader]:
    """A reader of the same files."""
    opened = files.reader()
    assert opened is not None
    yield opened
    opened.close()


Seen = Callable[[], list[tuple[str, int]]]


@pytest.fixture
def seen(reader: FileReader) -> Seen:
    """What the teacher sees of the months around NOW: summary and start, seconds from NOW."""

    def look() -> list[tuple[str, int]]:
        found = reader.occurrences(NOW - 60 * DAY, NOW + 60 * DAY, BA)
        return [(o.summary, o.start - NOW) for o in found]

    return look


def timed(start: int, end: int) -> Timed:
    """Return a time in Buenos Aires, epoch seconds."""
    return Timed(start, end, BA)
