"""An event as Google stores it, made without a request: for the sample term and for bulk."""

from datetime import date, datetime
from typing import Any

from desktop_app.demo.model import ZONE
from desktop_app.demo.times import written


def stored_event(
    event_id: str,
    owner: str,
    summary: str,
    start: datetime | date,
    end: datetime | date,
    *,
    changed: int = 0,
    organizer: dict[str, Any] | None = None,
    **more: Any,
) -> dict[str, Any]:
    """Return an Event resource of the calendar `owner`, at naive Buenos Aires time or on dates.

    `changed` tells etags apart.
    """
    mine = {"email": owner, "self": True}
    when = written(start, ZONE), written(end, ZONE)
    return {
        "kind": "calendar#event",
        "etag": f'"{3400000000000000 + changed * 2}"',
        "id": event_id,
        "status": "confirmed",
        "htmlLink": f"https://www.google.com/calendar/event?eid={event_id}",
        "created": "2025-02-10T12:00:00.000Z",
        "updated": "2025-02-10T12:00:00.000Z",
        "summary": summary,
        "creator": organizer or mine,
        "organizer": organizer or mine,
        "start": when[0],
        "end": when[1],
        "iCalUID": f"{event_id.partition('_')[0]}@google.com",
        "sequence": 0,
        "reminders": {"useDefault": True},
        "eventType": "default",
        **more,
    }
