"""Waits for the links of classes just made, and says what becomes of them."""

from collections.abc import Callable
from typing import Literal, NamedTuple

from desktop_app.domain.event import Event
from desktop_app.services.values import Key

CLIPBOARD_SECONDS = 30.0
"""A link that comes later than this leaves the clipboard alone (UX.md)."""

Outcome = Literal["copy", "offer", "failed", "wait"]


class _Waiting(NamedTuple):
    made_at: float
    clipboard: int
    copy: bool


class LinkWatch:
    """Remembers which new classes wait for a link, and how often the clipboard was used since."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._uses = 0
        self._waiting: dict[Key, _Waiting] = {}

    def clipboard_used(self) -> None:
        """Somebody else has put something on the clipboard."""
        self._uses += 1

    def add(self, key: Key, copy: bool = True) -> None:
        """Begin to wait for the link of a class made now; without `copy` it is only offered."""
        self._waiting[key] = _Waiting(self._now(), self._uses, copy)

    def drop(self, key: Key) -> None:
        """Wait no more: the class was taken back."""
        self._waiting.pop(key, None)

    def waiting(self) -> tuple[Key, ...]:
        """Return the classes still waited for."""
        return tuple(self._waiting)

    def look(self, key: Key, event: Event | None) -> Outcome:
        """Return what to do about the class `key`, now that it is `event`."""
        waiting = self._waiting[key]
        if event is None or event.cancelled:
            self.drop(key)
            return "wait"
        state = event.meeting.state
        if state == "pending":
            return "wait"
        self.drop(key)
        if state != "ready":
            return "failed"
        fresh = self._now() - waiting.made_at <= CLIPBOARD_SECONDS
        free = waiting.clipboard == self._uses
        return "copy" if waiting.copy and fresh and free else "offer"
