"""An act of several steps: who does it and where, and the drafts that it is made of. Pure."""

import os
from dataclasses import dataclass, replace
from typing import Any

from desktop_app.domain.change import Draft
from desktop_app.domain.event import Event, field


@dataclass(frozen=True, slots=True)
class Act:
    """Who does it, where, and by which mails; its drafts share one group."""

    account: str
    calendar_id: str
    family: str
    now: float
    send_updates: str = "none"
    not_before: float = 0.0
    group: str = ""

    def draft(self, event_id: str, kind: Any, **values: Any) -> Draft:
        """Return one step."""
        return Draft(
            self.account,
            self.calendar_id,
            self.family,
            event_id,
            kind,
            os.urandom(16).hex(),
            send_updates=self.send_updates,
            not_before=self.not_before,
            created=self.now,
            group=self.group,
            **values,
        )

    def patch(self, event: Event, fields: dict[str, Any], base: Event | None = None) -> Draft:
        """Return the step that sets `fields` of `event`; `base`: as it is seen by then."""
        was = {name: field(base or event, name) for name in fields}
        target = event.recurring_event_id or event.id
        step = self.draft(target, "patch", original=event.original, fields=fields, base=was)
        # What the mail of its series says is not said once more for each exception.
        again = self.group and event.original and "when" not in fields
        return replace(step, send_updates="none") if again else step
