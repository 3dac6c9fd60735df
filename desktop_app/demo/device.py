"""A second device: somebody else who edits a calendar, without HTTP."""

import json
import threading
from copy import deepcopy
from typing import Any

from desktop_app.demo import events_list, events_write
from desktop_app.demo.model import Calendar, Resource, Store


class Device:
    """Edits one calendar as its owner's phone would."""

    def __init__(self, store: Store, calendar: Calendar, lock: threading.RLock) -> None:
        self._store = store
        self._calendar = calendar
        self._lock = lock

    @property
    def raw(self) -> Calendar:
        """The calendar itself."""
        return self._calendar

    @property
    def events(self) -> dict[str, Resource]:
        """A copy of all events as stored, the cancelled ones too, by id."""
        with self._lock:
            return deepcopy(self._calendar.events)

    @property
    def live(self) -> list[Resource]:
        """A copy of the events that are not cancelled."""
        return [event for event in self.events.values() if event["status"] != "cancelled"]

    def get(self, event_id: str) -> Resource:
        """Return a copy of an event or occurrence; raises ApiError 404."""
        with self._lock:
            return deepcopy(events_write.lookup(self._calendar, event_id))

    def between(self, low: str, high: str) -> list[Resource]:
        """Return what a listing of single events gives from the date `low` to before `high`."""
        query = {
            "timeMin": [f"{low}T00:00:00-03:00"],
            "timeMax": [f"{high}T00:00:00-03:00"],
            "singleEvents": ["true"],
            "orderBy": ["startTime"],
            "maxResults": ["2500"],
        }
        with self._lock:
            page = events_list.list_events(self._store, self._calendar, query, "owner")
        found: list[Resource] = json.loads(page)["items"]
        return found

    def move(self, event_id: str, target: str, **query: Any) -> Resource:
        """Move an event to another calendar."""
        with self._lock:
            calendar = self._store.calendars[target]
            return deepcopy(
                events_write.move(self._store, self._calendar, event_id, calendar, _said(query))
            )

    def insert(self, body: Resource, **query: Any) -> Resource:
        """Make an event; `query` as the parameters of the call."""
        asked = _said(query)
        with self._lock:
            return deepcopy(events_write.insert(self._store, self._calendar, body, asked))

    def patch(self, event_id: str, body: Resource, **query: Any) -> Resource:
        """Change an event or one occurrence."""
        with self._lock:
            return deepcopy(
                events_write.change(
                    self._store, self._calendar, event_id, body, _said(query), "", whole=False
                )
            )

    def delete(self, event_id: str, **query: Any) -> None:
        """Delete an event or one occurrence."""
        with self._lock:
            events_write.delete(self._store, self._calendar, event_id, _said(query), "")

    def put(self, event: Resource) -> Resource:
        """Store an event with no rule looked at, such as one of another kind."""
        with self._lock:
            return deepcopy(self._calendar.put(dict(event)))


def _said(query: dict[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in query.items()}
