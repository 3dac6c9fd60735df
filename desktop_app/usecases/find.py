"""Find the event that is to be shared."""

from desktop_app.domain.errors import NotFoundError
from desktop_app.domain.event import Event
from desktop_app.domain.ports import Reader


def find(reader: Reader | None, family: str, original: str) -> Event:
    """Return the event named; raises NotFoundError when it is not there (any more)."""
    event = reader.event(family, original) if reader else None
    if event is None or event.cancelled:
        raise NotFoundError
    return event
