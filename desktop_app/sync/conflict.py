"""Three-way comparison: what the teacher saw, what she set, what the server says now. Pure."""

from typing import Any, NamedTuple

from desktop_app.domain.change import Draft
from desktop_app.domain.event import Event, field


class Comparison(NamedTuple):
    """`send`: fields still to be sent; `clash`: fields that somebody else changed meanwhile."""

    send: dict[str, Any]
    clash: tuple[str, ...]


def compare(draft: Draft, server: Event) -> Comparison:
    """Return what of `draft` is left to do against `server`.

    server = base: send; server = ours: done; anything else: a conflict for the teacher.
    """
    send = {}
    clash = []
    for name, ours in draft.fields.items():
        now = field(server, name)
        if now == ours:
            continue
        if name == "meeting_request" or now == draft.base.get(name):
            # A link asked for anew replaces whatever request there was: nothing of hers is lost.
            send[name] = ours
        else:
            clash.append(name)
    return Comparison(send, tuple(clash))


def changed_since(draft: Draft, server: Event) -> tuple[str, ...]:
    """Return the fields of `draft.base` that `server` does not have any more (for a removal)."""
    return tuple(name for name, value in draft.base.items() if field(server, name) != value)
