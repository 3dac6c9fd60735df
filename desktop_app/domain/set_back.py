"""What a series that is set back leaves to be done to its classes. Pure."""

from collections.abc import Collection
from typing import Any

from desktop_app.domain.change import Draft
from desktop_app.domain.event import differs, with_fields
from desktop_app.domain.projection import Family
from desktop_app.domain.series import has_place


def left_to_do(before: Family, back: Draft, known: Collection[str]) -> dict[str, dict[str, Any]]:
    """Return by place what is to be set of the classes of a series once `back` has set it back.

    `before`: the series and its exceptions as they are until then; `known`: places that the act
    which is taken back sees to itself. A class that became an exception after the act got from it
    what its series got, and gives that back; one that lost its place meanwhile stands again: what
    is to stay removed is left out of the rule that is set back.
    """
    master = before.master
    if master is None:
        return {}
    after = with_fields(master, back.fields)
    names = back.fields.keys() - {"when", "recurrence", "meeting_request", "status"}
    found: dict[str, dict[str, Any]] = {}
    for place, one in before.exceptions.items():
        if place in known or not has_place(after, place):
            continue
        if not one.cancelled:
            taken = [name for name in names if not differs(one, master, name)]
            found[place] = {name: back.fields[name] for name in taken}
        elif not has_place(master, place):
            found[place] = {"status": "confirmed"}
    return {place: fields for place, fields in sorted(found.items()) if fields}
