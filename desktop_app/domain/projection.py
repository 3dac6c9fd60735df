"""Projection: what Google said plus the changes not sent yet = what the teacher sees. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from desktop_app.domain.change import Change, Draft
from desktop_app.domain.event import (
    OWN,
    Event,
    Mark,
    Timed,
    differs,
    field,
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
    """Return the family as it will be once `changes` (in order, all of this family, none of them a
    move) are sent."""
    master, exceptions = said.master, dict(said.exceptions)
    for change in changes:
        draft = change.draft
        if draft.original:
            before = exceptions.get(draft.original)
            if before is None or (before.cancelled and revives(draft)):
                before = _occurrence_of(master, draft.original)
            after = _apply(before, change)
            if after is not None:
                exceptions[draft.original] = after
        else:
            before, master = master, _apply(master, change)
            if draft.kind == "patch" and not {"when", "recurrence"}.isdisjoint(draft.fields):
                exceptions = _still_there(before, master, exceptions)
    return Family(master, exceptions)


def revives(draft: Draft) -> bool:
    """Return whether `draft` brings a cancelled occurrence of a series back."""
    return draft.kind == "patch" and draft.fields.get("status") == "confirmed"


def brought_back(draft: Draft, gone: Event, master: Event | None) -> dict[str, Any]:
    """Return what `draft`, which revives the occurrence `gone` of a series, is to set of it: Google
    keeps what it was, and it is to be as its series says but for the fields of the draft."""
    plain = _occurrence_of(master, draft.original)
    if plain is None:
        return draft.fields
    names = [name for name in ("when", *OWN) if differs(gone, plain, name)]
    return {name: field(plain, name) for name in names} | draft.fields


def project_in(
    calendar_id: str, said_in: Callable[[str], Family], changes: Iterable[Change]
) -> Family:
    """Return what stands of one event in one calendar once `changes`, all of that event in
    whatever calendar, are sent. `said_in`: the family as the server said it, by calendar."""
    changes = list(changes)
    if not any(change.draft.kind == "move" for change in changes):
        here = [change for change in changes if change.draft.calendar_id == calendar_id]
        return project(said_in(calendar_id), here)
    places: dict[str, Family] = {calendar_id: said_in(calendar_id)}
    for change in changes:
        draft = change.draft
        home, away = draft.calendar_id, draft.destination
        for name in (home, away):
            if name not in places:
                places[name] = said_in(name)
        if draft.kind == "move":
            places[home], places[away] = _move(places[home], places[away], change)
        else:
            places[home] = project(places[home], [change])
    return places[calendar_id]


def led_to(calendar_id: str, changes: Iterable[Change]) -> str:
    """Return where the moves among `changes` take an event of `calendar_id`; a refused one does
    not."""
    for change in changes:
        draft = change.draft
        if draft.kind == "move" and draft.calendar_id == calendar_id:
            calendar_id = calendar_id if change.state == "attention" else draft.destination
    return calendar_id


def _move(home: Family, away: Family, change: Change) -> tuple[Family, Family]:
    """Return both families once `change` has moved the event; one that was refused has not."""
    master = home.master
    if master is None or master.cancelled:  # Google has done it: only the reply was not read
        return home, away
    if change.state == "attention":
        return Family(replace(master, mark="attention"), home.exceptions), away
    if away.master is not None and not away.master.cancelled:
        return Family(None, {}), away
    there = change.draft.destination
    exceptions = {
        original: replace(event, calendar_id=there) for original, event in home.exceptions.items()
    }
    moved_master = replace(master, calendar_id=there, mark=_mark(master, change))
    return Family(None, {}), Family(moved_master, exceptions)


def _still_there(
    before: Event | None, after: Event | None, exceptions: dict[str, Event]
) -> dict[str, Event]:
    """Return the exceptions as Google leaves them: those whose place the series lost are cancelled,
    and stay so should the place come back."""
    if before is None or after is None or not exceptions or not before.recurrence:
        return exceptions
    # Rules are needed here only: projecting single events must not load them.
    from desktop_app.domain.series import has_place

    return {
        original: one if has_place(after, original) else replace(one, status="cancelled")
        for original, one in exceptions.items()
    }


def _apply(event: Event | None, change: Change) -> Event | None:
    draft = change.draft
    if draft.kind == "create":
        mark: Mark = "attention" if change.state == "attention" else "unsent"
        if event is not None:  # Google has it already: only the reply has not been read
            return replace(event, mark=mark)
        blank = Event(draft.event_id, draft.calendar_id, None, operation=draft.operation)
        return replace(with_fields(blank, draft.fields), mark=mark)
    if event is None:
        return None
    if draft.kind == "delete":
        # A removal that Google refused is shown again: hiding it would be a silent loss.
        if change.state == "attention":
            return replace(event, mark="attention")
        return replace(event, status="cancelled", mark="unsent")
    if event.cancelled:
        return event
    return replace(with_fields(event, draft.fields), mark=_mark(event, change))


def _mark(event: Event, change: Change) -> Mark:
    return "attention" if "attention" in (event.mark, change.state) else "unsent"


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
