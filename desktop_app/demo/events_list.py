"""Reading events: list with its filters, pages and sync tokens, and the instances of a series."""

import base64
import binascii
import json
from collections.abc import Iterator
from datetime import datetime

from desktop_app.demo import conference, recurrence
from desktop_app.demo.errors import invalid, sync_token_gone
from desktop_app.demo.events_write import lookup
from desktop_app.demo.fields import Mask, apply, parse
from desktop_app.demo.model import Calendar, Resource, Store
from desktop_app.demo.times import instant, moment

Query = dict[str, list[str]]

FORBIDDEN_WITH_SYNC = (
    "iCalUID",
    "orderBy",
    "privateExtendedProperty",
    "q",
    "sharedExtendedProperty",
    "timeMin",
    "timeMax",
    "updatedMin",
)
# What a sync token does not depend on.
_FREE = frozenset(
    {"syncToken", "pageToken", "maxResults", "alt", "prettyPrint", "key", "quotaUser"}
)
_text = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode


class Listing:
    """The parameters of one `events.list` or `events.instances`, read and checked."""

    def __init__(self, query: Query, calendar: Calendar) -> None:
        one = {name: values[-1] for name, values in query.items()}
        self.most = number(one, "maxResults", 250, 1, 2500)
        self.single = one.get("singleEvents") == "true"
        self.show_deleted = one.get("showDeleted") == "true"
        self.order = one.get("orderBy", "")
        self.words = one.get("q", "").casefold().split()
        self.uid = one.get("iCalUID", "")
        self.types = query.get("eventTypes", [])
        self.private = [pair(text) for text in query.get("privateExtendedProperty", [])]
        self.shared = [pair(text) for text in query.get("sharedExtendedProperty", [])]
        self.after = moment(one["timeMin"], "timeMin") if "timeMin" in one else None
        self.before = moment(one["timeMax"], "timeMax") if "timeMax" in one else None
        self.updated = moment(one["updatedMin"], "updatedMin") if "updatedMin" in one else None
        self.sync = one.get("syncToken", "")
        self.zone = calendar.zone
        self.fingerprint = _fingerprint(query)
        if self.order not in ("", "startTime", "updated"):
            raise invalid("Invalid value for: orderBy", "orderBy", "invalidParameter")
        if self.order == "startTime" and not self.single:
            raise invalid(
                "The requested ordering is not available for the particular query.", "orderBy"
            )
        if self.after and self.before and self.after >= self.before:
            raise invalid("The specified time range is empty.", "timeMax", "timeRangeEmpty")
        if self.sync:
            for name in FORBIDDEN_WITH_SYNC:
                if name in one:
                    raise invalid(f"Sync token cannot be used with {name}.", "syncToken")
            if one.get("showDeleted") == "false":
                raise invalid("Sync token cannot be used with showDeleted=false.", "syncToken")

    @property
    def gives_sync_token(self) -> bool:
        """Whether the last page of this listing brings a token: none does after a filter."""
        return not (
            self.order or self.words or self.uid or self.private or self.shared or self.updated
        )

    @property
    def plain(self) -> bool:
        """Whether stored events are what is listed, with nothing to compute."""
        return self.gives_sync_token and not (
            self.single or self.after or self.before or self.types
        )

    def wants(self, event: Resource, calendar: Calendar) -> bool:
        """Return whether the filters let a stored or computed event through."""
        if event["status"] == "cancelled" and not self.sync and not self._shows(event, calendar):
            return False
        if self.types and event["eventType"] not in self.types:
            return False
        if self.uid and event.get("iCalUID") != self.uid:
            return False
        extended = event.get("extendedProperties") or {}
        for kind, pairs in (("private", self.private), ("shared", self.shared)):
            have = extended.get(kind) or {}
            if any(have.get(key) != value for key, value in pairs):
                return False
        if self.updated and datetime.fromisoformat(event["updated"]) < self.updated:
            return False
        if self.words:
            hay = _searched(event)
            if not all(word in hay for word in self.words):
                return False
        return not (self.after or self.before) or self._within(event)

    def _shows(self, event: Resource, calendar: Calendar) -> bool:
        if self.show_deleted or self.updated:
            return True
        # Cancelled occurrences are needed to know a series, so they come all the same.
        master = calendar.events.get(event.get("recurringEventId") or "")
        return not self.single and master is not None and master["status"] != "cancelled"

    def _within(self, event: Resource) -> bool:
        if event.get("recurrence"):
            return any(
                self._overlaps(recurrence.instance(event, at, self.zone))
                for at in recurrence.starts(
                    event, self.zone, self.after and self._reach(event), self.before
                )
            )
        return self._overlaps(event)

    def _reach(self, event: Resource) -> datetime:
        from_ = self.after
        assert from_ is not None
        return from_ - (instant(event["end"], self.zone) - instant(event["start"], self.zone))

    def _overlaps(self, event: Resource) -> bool:
        if self.after and instant(event["end"], self.zone) <= self.after:
            return False
        return not (self.before and instant(event["start"], self.zone) >= self.before)

    def occurrences(self, calendar: Calendar, stored: Iterator[Resource]) -> Iterator[Resource]:
        """Yield what `singleEvents=true` lists: series as their occurrences."""
        for event in stored:
            if not event.get("recurrence"):
                if event.get("recurringEventId") or self.wants(event, calendar):
                    if self.wants(event, calendar):
                        yield event
                continue
            if event["status"] == "cancelled":
                if self.sync or self.show_deleted:
                    yield event
                continue
            yield from self.instances(calendar, event)

    def instances(
        self, calendar: Calendar, master: Resource, near: datetime | None = None
    ) -> Iterator[Resource]:
        """Yield the occurrences of a series that no exception stands in for; `near`: only those
        within a day or two of that moment, however far off it is."""
        after = near or (self._reach(master) if self.after else None)
        changed = calendar.exceptions.get(master["id"], set())
        for at in recurrence.starts(master, self.zone, after, near or self.before):
            if recurrence.instance_id(master, at, self.zone) in changed:
                continue
            found = recurrence.instance(master, at, self.zone)
            if self.wants(found, calendar):
                yield found


def list_events(store: Store, calendar: Calendar, query: Query, role: str) -> bytes:
    """Return the JSON of one page. Raises ApiError 400 and 410."""
    conference.settle(store, calendar)
    for name in list(calendar.pending):
        conference.settle(store, calendar, name)
    listing = Listing(query, calendar)
    state = _state(query, listing, calendar)
    page, following = _page(listing, calendar, state)
    envelope = {
        "kind": "calendar#events",
        "etag": f'"p{calendar.change:014d}"',
        "summary": calendar.summary,
        "updated": calendar.now_text(),
        "timeZone": calendar.zone,
        "accessRole": role,
        "defaultReminders": calendar.reminders if role in ("owner", "writer") else [],
    }
    if following is not None:
        envelope["nextPageToken"] = _token(following)
    elif listing.gives_sync_token:
        envelope["nextSyncToken"] = _token(
            {
                "s": state["seq"],
                "g": calendar.generation,
                "f": listing.fingerprint,
                "c": calendar.id,
            }
        )
    return _written(query, envelope, page, calendar)


def list_instances(
    store: Store, calendar: Calendar, event_id: str, query: Query, role: str
) -> bytes:
    """Return the JSON of one page of the occurrences of a series."""
    conference.settle(store, calendar)
    listing = Listing(query, calendar)
    listing.single = True
    master = lookup(calendar, event_id)
    near: datetime | None = None
    if "originalStart" in query:
        text = query["originalStart"][-1]
        near = instant({"date": text} if len(text) == 10 else {"dateTime": text}, calendar.zone)
    found = list(listing.instances(calendar, master, near)) if master.get("recurrence") else []
    if master["status"] == "cancelled":
        found = []
    for name in sorted(calendar.exceptions.get(event_id, ())):
        if listing.wants(calendar.events[name], calendar):
            found.append(calendar.events[name])
    if "originalStart" in query:
        found = [one for one in found if _starts_at(one, query["originalStart"][-1], calendar)]
    found.sort(key=lambda one: instant(one["originalStartTime"], calendar.zone))
    offset = int(_read(query["pageToken"][-1])["o"]) if "pageToken" in query else 0
    envelope = {
        "kind": "calendar#events",
        "etag": f'"p{calendar.change:014d}"',
        "summary": calendar.summary,
        "updated": calendar.now_text(),
        "timeZone": calendar.zone,
        "accessRole": role,
        "defaultReminders": calendar.reminders,
    }
    if offset + listing.most < len(found):
        envelope["nextPageToken"] = _token({"o": offset + listing.most})
    return _written(query, envelope, found[offset : offset + listing.most], calendar)


def minimal(event: Resource) -> Resource:
    """Return all that Google promises of a cancelled event."""
    names = ("kind", "etag", "id", "status", "recurringEventId", "originalStartTime")
    return {name: event[name] for name in names if name in event}


def number(query: dict[str, str], name: str, default: int, low: int, high: int) -> int:
    """Return a whole-number parameter, cut to `high`; raises ApiError 400."""
    text = query.get(name)
    if text is None:
        return default
    if not text.isdigit() or int(text) < low:
        raise invalid(f"Invalid value '{text}'.", name, "invalidParameter")
    return min(int(text), high)


def pair(text: str) -> tuple[str, str]:
    """Return name and value of a property constraint; raises ApiError 400."""
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise invalid("Invalid property constraint.", "privateExtendedProperty")
    return name, value


def _page(
    listing: Listing, calendar: Calendar, state: Resource
) -> tuple[list[Resource], Resource | None]:
    if listing.plain:
        page: list[Resource] = []
        last = state["at"]
        for stamp, event in calendar.changed_since(state["at"]):
            if stamp > state["seq"]:
                break
            if not listing.wants(event, calendar):
                continue
            if len(page) == listing.most:
                return page, state | {"at": last}
            page.append(event)
            last = stamp
        return page, None
    stored = (
        event for stamp, event in calendar.changed_since(state["from"]) if stamp <= state["seq"]
    )
    if listing.single:
        found = list(listing.occurrences(calendar, stored))
    else:
        found = [event for event in stored if listing.wants(event, calendar)]
    if listing.order == "startTime":
        found.sort(key=lambda one: instant(one["start"], calendar.zone))
    elif listing.order == "updated":
        found.sort(key=lambda one: str(one["updated"]))
    offset = state["o"]
    following = offset + listing.most
    rest = state | {"o": following} if following < len(found) else None
    return found[offset:following], rest


def _state(query: Query, listing: Listing, calendar: Calendar) -> Resource:
    """Return where a listing stands: at its start, after a sync token, or within its pages."""
    if "pageToken" in query:
        state = _read(query["pageToken"][-1])
        if "seq" not in state:
            raise invalid("Invalid page token value.", "pageToken")
        if listing.sync and state["g"] != calendar.generation:
            raise sync_token_gone(calendar.gone_reason)
        return state
    start = 0
    if listing.sync:
        token = _read(listing.sync, "syncToken")
        if token.get("c") != calendar.id:
            raise invalid("Invalid sync token value.", "syncToken")
        if token["g"] != calendar.generation:
            raise sync_token_gone(calendar.gone_reason)
        if token["f"] != listing.fingerprint:
            raise sync_token_gone("fullSyncRequired")
        start = int(token["s"])
    return {
        "seq": calendar.change,
        "at": start,
        "from": start,
        "o": 0,
        "g": calendar.generation,
    }


def _written(query: Query, envelope: Resource, page: list[Resource], calendar: Calendar) -> bytes:
    mask_text = query["fields"][-1] if "fields" in query else ""
    mask = parse(mask_text)
    whole = not mask or "*" in mask
    items: Mask = {} if whole else mask.get("items", {})
    head = envelope if whole else {key: envelope[key] for key in mask if key in envelope}
    if not whole and "items" not in mask:
        return _text(apply(head, mask)).encode()
    item_text = mask_text if items else ""
    rows: list[bytes] = []
    for event in page:
        if event["status"] == "cancelled":
            rows.append(_text(apply(minimal(event), items)).encode())
        elif calendar.events.get(event["id"]) is event:
            rows.append(calendar.wire(event, item_text, items))
        else:
            rows.append(_text(apply(event, items)).encode())
    top = _text(head if whole else apply(head, mask)).encode()
    comma = b"," if len(top) > 2 else b""
    return top[:-1] + comma + b'"items":[' + b",".join(rows) + b"]}"


def _fingerprint(query: Query) -> str:
    kept = {
        name: values
        for name, values in sorted(query.items())
        if name not in _FREE and name != "showDeleted"
    }
    kept.setdefault("singleEvents", ["false"])
    for name in FORBIDDEN_WITH_SYNC:
        kept.pop(name, None)
    return json.dumps(kept)


def _searched(event: Resource) -> str:
    people = [event.get("organizer") or {}, *(event.get("attendees") or ())]
    texts = [event.get(name) or "" for name in ("summary", "description", "location")]
    texts += [str(one.get(key) or "") for one in people for key in ("displayName", "email")]
    return " ".join(texts).casefold()


def _starts_at(event: Resource, text: str, calendar: Calendar) -> bool:
    original = event["originalStartTime"]
    if "date" in original:
        return bool(original["date"] == text[:10])
    return instant(original, calendar.zone) == moment(text, "originalStart")


def _token(state: Resource) -> str:
    return base64.urlsafe_b64encode(json.dumps(state).encode()).decode().rstrip("=")


def _read(text: str, which: str = "pageToken") -> Resource:
    try:
        state = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, binascii.Error):
        state = None
    if not isinstance(state, dict):
        word = "sync" if which == "syncToken" else "page"
        raise invalid(f"Invalid {word} token value.", which)
    return state
