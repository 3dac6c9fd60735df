"""Conference requests: Meet links at once, later, failed, or not for this account."""

import random
import string
from typing import Any

from desktop_app.demo.errors import invalid
from desktop_app.demo.model import Calendar, Pending, Store

Resource = dict[str, Any]


def apply(
    store: Store, calendar: Calendar, event: Resource, before: Resource, body: Resource
) -> None:
    """Set the conference data of `event` from a body sent with `conferenceDataVersion=1`.

    Raises ApiError 400 when this account cannot make such a conference. A request with the id of
    the last one is ignored.
    """
    wanted = body["conferenceData"]
    old = before.get("conferenceData")
    event.pop("conferenceData", None)
    if wanted is None:
        event.pop("hangoutLink", None)
        calendar.pending.pop(event["id"], None)
        return
    if not isinstance(wanted, dict):
        raise invalid("Invalid conference data.")
    request = wanted.get("createRequest")
    if not request:
        _keep(event, wanted, old)
        return
    request_id = request.get("requestId")
    if not request_id:
        raise invalid("Missing conference request id.", reason="required")
    if old and (old.get("createRequest") or {}).get("requestId") == request_id:
        event["conferenceData"] = old
        return
    key = (request.get("conferenceSolutionKey") or {}).get("type") or "hangoutsMeet"
    owner = store.accounts.get(calendar.owner)
    if key != "hangoutsMeet" or (owner is not None and not owner.can_meet):
        raise invalid("Invalid conference type value.")
    event.pop("hangoutLink", None)
    _set(event, request_id, "pending")
    calendar.pending[event["id"]] = Pending(
        store.clock() + store.conference_delay, store.conference_polls, store.conference_outcome
    )
    if not store.conference_delay and not store.conference_polls:
        _finish(calendar, event)


def settle(store: Store, calendar: Calendar, event_id: str = "") -> None:
    """Answer the requests that are due; looking at an event (`event_id`) counts as one poll."""
    for name in list(calendar.pending):
        waiting = calendar.pending[name]
        due = store.clock() >= waiting.ready_at and waiting.polls_left <= 0
        if name == event_id:
            waiting.polls_left -= 1
        event = calendar.events.get(name)
        if not due or event is None:
            continue
        changed = dict(event)
        _finish(calendar, changed)
        calendar.put(changed)


def meet_data(request_id: str) -> tuple[Resource, str]:
    """Return the conference data of a Meet call that was made, and its link.

    The code follows from the request alone, so that a sample is the same every time.
    """
    chance = random.Random(request_id)
    letters = [chance.choice(string.ascii_lowercase) for _ in range(10)]
    code = "-".join(("".join(letters[:3]), "".join(letters[3:7]), "".join(letters[7:])))
    pin = str(chance.randrange(10**12, 10**13))
    link = f"https://meet.google.com/{code}"
    data = {
        "createRequest": {
            "requestId": request_id,
            "conferenceSolutionKey": {"type": "hangoutsMeet"},
            "status": {"statusCode": "success"},
        },
        # Google promises no order: clients must look for `video`.
        "entryPoints": [
            {
                "entryPointType": "phone",
                "uri": "tel:+54-11-3986-3700",
                "label": "+54 11 3986-3700",
                "pin": pin,
                "regionCode": "AR",
            },
            {
                "entryPointType": "video",
                "uri": link,
                "label": link.removeprefix("https://"),
            },
            {
                "entryPointType": "more",
                "uri": f"https://tel.meet/{code}?pin={pin}",
                "pin": pin,
            },
        ],
        "conferenceSolution": {
            "key": {"type": "hangoutsMeet"},
            "name": "Google Meet",
            "iconUri": "https://fonts.gstatic.com/s/i/productlogos/meet_2020q4/v6/web-512dp/"
            "logo_meet_2020q4_color_2x_web_512dp.png",
        },
        "conferenceId": code,
    }
    return data, link


def _set(event: Resource, request_id: str, status: str) -> None:
    event["conferenceData"] = {
        "createRequest": {
            "requestId": request_id,
            "conferenceSolutionKey": {"type": "hangoutsMeet"},
            "status": {"statusCode": status},
        }
    }


def _finish(calendar: Calendar, event: Resource) -> None:
    waiting = calendar.pending.pop(event["id"])
    request_id = event["conferenceData"]["createRequest"]["requestId"]
    if waiting.outcome == "success":
        event["conferenceData"], event["hangoutLink"] = meet_data(request_id)
    else:
        _set(event, request_id, "failure")


def _keep(event: Resource, wanted: Resource, old: Resource | None) -> None:
    # An echo of what is there changes nothing; another event's call may not be taken over.
    same = old is not None and wanted.get("conferenceId") == old.get("conferenceId")
    solution = ((wanted.get("conferenceSolution") or {}).get("key") or {}).get("type")
    if same:
        event["conferenceData"] = old
    elif solution == "addOn":
        event["conferenceData"] = wanted
    else:
        raise invalid("Invalid conference data.")
