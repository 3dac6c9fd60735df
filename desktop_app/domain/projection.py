"""Projection: what Google said plus the changes not sent yet = what the teacher sees. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from desktop_app.domain.change import Change
from desktop_app.domain.event import (
    Event,
    Mark,
    Timed,
    moved,
    original_start,
    with_fields,
)


@dataclass(frozen=True, slots=True)
class Family:
    """A single event or a series' master, and the exceptions by their `original`."""

    master: Event | None
    exceptions: dict[str, Event]


def project(said: Family, changes: Iterable[Change]) -> Family:
    """Return the family as it will be once `changes` (in order, all of this family) are sent."""
    master, exceptions = said.master, dict(said.exceptions)
    for change in changes:
        draft = change.draft
        if draft.original:
            before = exceptions.get(draft.original) or _occurrence_of(master, draft.original)
            after = _apply(before, change)
            if after is not None:
                exceptions[draft.original] = after
        else:
            master = _apply(master, change)
    return Family(master, exceptions)


def _apply(event: Event | None, change: Change) -> Event | None:
    draft = change.draft
    mark: Mark = "attention" if change.state == "attention" else "unsent"
    if draft.kind == "create":
        if event is not None:  # Google has it already: only the reply has not been read
            return replace(event, mark=mark)
        blank = Event(draft.event_id, draft.calendar_id, None, operation=draft.operation)
        return replace(with_fields(blank, draft.fields), mark=mark)
    if event is None:
        return None
    if draft.kind == "delete":
        # A removal that Google refused is shown again: hiding it would be a silent loss.
        if change.state == "attention":
            return replace(event, mark=mark)
        return replace(event, status="cancelled", mark=mark)
    if event.cancelled:
        return event
    marked = mark if event.mark != "attention" else event.mark
    return replace(with_fields(event, draft.fields), mark=marked)


def _occurrence_of(master: Event | None, original: str) -> Event | None:
    """Return the exception that `original` would be, were it edited now; None without a series."""
    if master is None or master.when is None or not master.recurrence:
        return None
    start = original_start(original)
    if isinstance(start, int) != isinstance(master.when, Timed):
        return None
    return replace(
        master,
        id=f"{master.id}_{original}",
        when=moved(master.when, start),
        recurrence=(),
        recurring_event_id=master.id,
        original=original,
        etag="",
    )


def occurrence_event(family: Family, original: str) -> Event | None:
    """Return the event behind one occurrence: exception, derived occurrence, or the single event."""
    if not original:
        return family.master
    return family.exceptions.get(original) or _occurrence_of(family.master, original)
