"""The port to Google: what its side must offer to sync and usecases."""

from collections.abc import Sequence
from typing import Any, Protocol

from desktop_app.domain.change import Draft
from desktop_app.domain.ports.values import CalendarInfo, Page, Said


class Remote(Protocol):
    """Calendar v3, one request a call (sign-in renewal aside). Raises RemoteError,
    NotConnectedError (code `reconnect`: the grant is gone) and NetworkError; no HTTP status
    escapes."""

    @property
    def fingerprint(self) -> str:
        """All parameters a sync token is made with, as text."""
        ...

    def close(self) -> None: ...
    def list_events(self, calendar_id: str, sync_token: str, page_token: str) -> Page:
        """Return a page of all events, or with `sync_token` of what changed since."""
        ...

    def get(self, calendar_id: str, event_id: str) -> Said: ...

    def instance(self, calendar_id: str, event_id: str, original: str) -> Said | None:
        """Return one occurrence of a series by its `original`, as Google addresses it."""
        ...

    def instances(self, calendar_id: str, event_id: str, low: int, high: int) -> Sequence[Said]:
        """Return all occurrences of a series within [low, high), epoch seconds; removed ones too."""
        ...

    def insert(self, calendar_id: str, draft: Draft) -> Said:
        """Make the event with the id and operation of `draft`; RemoteError `exists` on 409."""
        ...

    def patch(
        self,
        calendar_id: str,
        event_id: str,
        fields: dict[str, Any],
        etag: str,
        draft: Draft,
    ) -> Said:
        """Set `fields` if the event still has `etag` ("" = whatever it has); `changed` on 412."""
        ...

    def delete(self, calendar_id: str, event_id: str, etag: str, send_updates: str) -> None: ...

    def move(self, calendar_id: str, event_id: str, destination: str, send_updates: str) -> Said:
        """Move the event to another calendar; its id stays."""
        ...

    def calendars(self) -> Sequence[CalendarInfo]:
        """Return the calendar list; RemoteError `scope` when the teacher unticked that."""
        ...
