"""The outbox of mails: what Google would send to the guests of an event."""

from typing import Any

from desktop_app.demo.errors import invalid
from desktop_app.demo.model import Calendar, Store

Resource = dict[str, Any]


def wanted(query: dict[str, str]) -> str:
    """Return who is told: `all`, `externalOnly` or `none`; raises ApiError 400."""
    said = query.get("sendUpdates")
    if said is None:
        return "all" if query.get("sendNotifications") == "true" else "none"
    if said not in ("all", "externalOnly", "none"):
        raise invalid("Invalid value for: sendUpdates", "sendUpdates", "invalidParameter")
    return said


def send(
    store: Store, calendar: Calendar, event: Resource, kind: str, who: str, before: Resource
) -> None:
    """Write the mails of one change: `kind` is `invitation`, `update` or `cancellation`.

    A guest added by an update is invited, one taken off is told so.
    """
    if who == "none":
        return
    now = _guests(event, calendar)
    earlier = _guests(before, calendar)
    for email in sorted(now | earlier):
        if who == "externalOnly" and email in store.accounts:
            continue
        told = kind
        if kind == "update" and email not in earlier:
            told = "invitation"
        elif kind == "update" and email not in now:
            told = "cancellation"
        store.mails.append(
            {
                "to": email,
                "kind": told,
                "eventId": event["id"],
                "summary": event.get("summary", ""),
                "start": event.get("start"),
            }
        )


def reply(store: Store, event: Resource, who: str) -> None:
    """Write the mail of an answer: it goes to whoever invites, and to nobody else."""
    host = (event.get("organizer") or {}).get("email")
    if who == "none" or not host or (who == "externalOnly" and host in store.accounts):
        return
    told = {"to": host, "kind": "reply", "eventId": event["id"]}
    store.mails.append(told | {"summary": event.get("summary", ""), "start": event.get("start")})


def _guests(event: Resource, calendar: Calendar) -> set[str]:
    return {
        guest["email"]
        for guest in event.get("attendees") or ()
        if guest.get("email") and guest["email"] != calendar.owner
    }
