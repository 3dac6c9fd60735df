"""Dated copies of what only this machine knows, and what becomes of the changes in one of them."""

from typing import Literal, NamedTuple

from desktop_app.domain.change import Change
from desktop_app.domain.event import Event, field

Why = Literal["day", "upgrade", "restore"]
RESTORED = "restored"
"""The `error_code` of a change that came back with a copy: the teacher says whether it is sent."""


class Copy(NamedTuple):
    """One copy of desk.db. `made`: epoch seconds; `why`: the copy of a day, before an upgrade, or
    of what stood there before another copy was restored.

    `students` is None for a form that knew none; `trouble` is "", damaged or newer_form: then
    nothing is known of what is in it, and it cannot be restored.
    """

    name: str
    made: float
    why: Why
    waiting: int = 0
    attention: int = 0
    students: int | None = None
    trouble: str = ""


def done_already(change: Change, server: Event | None) -> bool:
    """Return whether what Google said last shows that a change of an old copy has reached it.

    False where that cannot be known: then the teacher is asked, for the change may have been sent
    and taken back since, and nothing here remembers it.
    """
    draft = change.draft
    if server is None:
        return False
    if draft.kind == "create":
        return True  # its id was chosen here, for this change alone
    if draft.kind == "delete":
        return server.cancelled
    return not server.cancelled and all(
        field(server, name) == value for name, value in draft.fields.items()
    )
