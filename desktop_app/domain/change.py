"""A change: an edit made here that Google has not confirmed yet."""

from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["create", "patch", "delete"]
State = Literal["queued", "sending", "waiting", "attention"]


@dataclass(frozen=True, slots=True)
class Draft:
    """What the outbox is asked to record; `Change` is the same once it stands there.

    `original` names one occurrence of the series `event_id` ("" = the event itself). `base` is
    what each of `fields` was when the teacher edited it. `operation` is this edit's own id; that
    of a creation is written into the event and never overwritten. `not_before`: epoch seconds
    before which it must not be sent (a removal waits for its toast).
    """

    account: str
    calendar_id: str
    family: str
    event_id: str
    kind: Kind
    operation: str
    original: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    base: dict[str, Any] = field(default_factory=dict)
    send_updates: str = "none"
    not_before: float = 0.0
    created: float = 0.0


@dataclass(frozen=True, slots=True)
class Change:
    """One row of the outbox. `seq` is its place; `attempts` counts the requests that left.

    Only a change that is queued and was never attempted may be removed, merged or undone in place.
    `error_*` is what was said the last time it failed; `wait_until` is epoch seconds.
    """

    seq: int
    draft: Draft
    state: State = "queued"
    attempts: int = 0
    wait_until: float = 0.0
    error_code: str = ""
    error_status: int = 0
    error_detail: str = ""
    since: float = 0.0

    @property
    def unsent(self) -> bool:
        """Whether no request for it has ever left."""
        return self.state == "queued" and self.attempts == 0
