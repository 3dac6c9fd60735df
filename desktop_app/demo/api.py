"""Calendar v3: from a path to the rule that answers it."""

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from desktop_app.demo import calendar_list, conference, events_list, events_write
from desktop_app.demo.errors import (
    ApiError,
    invalid,
    not_found,
    scope_insufficient,
    unauthorized,
)
from desktop_app.demo.fields import apply, parse
from desktop_app.demo.grants import CALENDAR, CALENDAR_LIST, EVENTS, PREFIX, Grant, Grants
from desktop_app.demo.model import Calendar, Resource, Store
from desktop_app.demo.pace import Pace
from desktop_app.demo.wire import Reply, Request, json_reply, raw_json

BASE = "/calendar/v3/"
_READ = (CALENDAR, EVENTS, CALENDAR + ".readonly", EVENTS + ".readonly")
_WRITE = (CALENDAR, EVENTS)
_LIST = (CALENDAR, CALENDAR + ".readonly", PREFIX + "calendar.calendarlist", CALENDAR_LIST)

_EVENTS = r"calendars/(?P<calendar>[^/]+)/events"
_ONE = _EVENTS + r"/(?P<event>[^/]+)"
ROUTES: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("calendarList.list", "GET", r"users/me/calendarList", _LIST),
    ("calendarList.get", "GET", r"users/me/calendarList/(?P<calendar>[^/]+)", _LIST),
    ("events.list", "GET", _EVENTS, _READ),
    ("events.insert", "POST", _EVENTS, _WRITE),
    ("events.import", "POST", _EVENTS + "/import", _WRITE),
    ("events.quickAdd", "POST", _EVENTS + "/quickAdd", _WRITE),
    ("events.get", "GET", _ONE, _READ),
    ("events.patch", "PATCH", _ONE, _WRITE),
    ("events.update", "PUT", _ONE, _WRITE),
    ("events.delete", "DELETE", _ONE, _WRITE),
    ("events.instances", "GET", _ONE + "/instances", _READ),
    ("events.move", "POST", _ONE + "/move", _WRITE),
)
_COMPILED = tuple(
    (name, verb, re.compile(BASE + pattern), scopes) for name, verb, pattern, scopes in ROUTES
)


class Api:
    """The calls of the Calendar API that the server knows."""

    def __init__(self, store: Store, grants: Grants, pace: Pace) -> None:
        self._store = store
        self._grants = grants
        self._pace = pace

    def handle(self, request: Request) -> Reply:
        """Return the reply to a call, Google's error body where it fails."""
        try:
            return self._call(request)
        except ApiError as error:
            return json_reply(error.body, error.status, error.headers)

    def _call(self, request: Request) -> Reply:
        name, scopes, places = route(request)
        grant = self._grants.bearer(request.bearer)
        if grant is None:
            raise unauthorized(missing=not request.bearer)
        if grant.scopes.isdisjoint(scopes):
            raise scope_insufficient(f"calendar.v3.{name}")
        self._pace.check()
        one = {key: values[-1] for key, values in request.query.items()}
        if name == "calendarList.list":
            return _masked(calendar_list.list_calendars(self._store, grant.email, one), one)
        calendar = self._calendar(places["calendar"], grant)
        if name == "calendarList.get":
            return _masked(calendar_list.get_calendar(self._store, grant.email, calendar), one)
        role = calendar.role(grant.email)
        event_id = unquote(places.get("event", ""))
        match name:
            case "events.list":
                return raw_json(events_list.list_events(self._store, calendar, request.query, role))
            case "events.instances":
                return raw_json(
                    events_list.list_instances(self._store, calendar, event_id, request.query, role)
                )
            case "events.get":
                return self._get(calendar, event_id, request, one)
        if role not in ("owner", "writer"):
            raise ApiError(
                403,
                "requiredAccessLevel",
                "You need to have writer access to this calendar.",
                domain="calendar",
            )
        return self._write(name, calendar, event_id, request, one, grant)

    def _get(
        self, calendar: Calendar, event_id: str, request: Request, one: dict[str, str]
    ) -> Reply:
        conference.settle(self._store, calendar)
        conference.settle(self._store, calendar, event_id)
        event = events_write.lookup(calendar, event_id)
        known = request.headers.get("if-none-match", "")
        if known and known in (event["etag"], "*"):
            return Reply(304, b"", {"ETag": event["etag"]})
        return _event(event, one)

    def _write(
        self,
        name: str,
        calendar: Calendar,
        event_id: str,
        request: Request,
        one: dict[str, str],
        grant: Grant,
    ) -> Reply:
        store, if_match = self._store, request.headers.get("if-match", "")
        conference.settle(store, calendar)
        match name:
            case "events.delete":
                events_write.delete(store, calendar, event_id, one, if_match)
                return Reply(204, b"")
            case "events.quickAdd":
                return _event(events_write.quick_add(store, calendar, one), one)
            case "events.move":
                if not one.get("destination"):
                    raise invalid("Required parameter: destination", "destination", "required")
                target = self._calendar(one["destination"], grant)
                if target.role(grant.email) not in ("owner", "writer"):
                    raise ApiError(
                        403,
                        "requiredAccessLevel",
                        "You need to have writer access to this calendar.",
                        domain="calendar",
                    )
                return _event(events_write.move(store, calendar, event_id, target, one), one)
        body = _body(request)
        write: dict[str, Callable[[], Resource]] = {
            "events.insert": lambda: events_write.insert(store, calendar, body, one),
            "events.import": lambda: events_write.import_(store, calendar, body, one),
            "events.patch": lambda: events_write.change(
                store, calendar, event_id, body, one, if_match, whole=False
            ),
            "events.update": lambda: events_write.change(
                store, calendar, event_id, body, one, if_match, whole=True
            ),
        }
        return _event(write[name](), one)

    def _calendar(self, named: str, grant: Grant) -> Calendar:
        wanted = unquote(named)
        found = self._store.calendars.get(grant.email if wanted == "primary" else wanted)
        if found is None or not found.role(grant.email):
            raise not_found()
        return found


def route(request: Request) -> tuple[str, tuple[str, ...], dict[str, str]]:
    """Return the method's name, the scopes that allow it, and the places in its path.

    Raises ApiError 404 for what is no call of this API.
    """
    # `import` and `quickAdd` are words in an event's place, but no event is ever posted to.
    for name, verb, pattern, scopes in _COMPILED:
        if verb == request.method:
            found = pattern.fullmatch(request.path)
            if found:
                return name, scopes, found.groupdict()
    raise not_found()


def _body(request: Request) -> Resource:
    try:
        body = request.json()
    except json.JSONDecodeError:
        raise invalid("Parse Error", reason="parseError") from None
    if body is None:
        return {}
    if not isinstance(body, dict):
        raise invalid("Parse Error", reason="parseError")
    return body


def _event(event: Resource, one: dict[str, str]) -> Reply:
    most = one.get("maxAttendees", "")
    guests: list[Any] = event.get("attendees") or []
    if most.isdigit() and len(guests) > int(most):
        mine = [guest for guest in guests if guest.get("self")]
        event = event | {"attendees": mine, "attendeesOmitted": True}
    reply = _masked(event, one)
    return Reply(reply.status, reply.body, {**reply.headers, "ETag": event["etag"]})


def _masked(value: Resource, one: dict[str, str]) -> Reply:
    return json_reply(apply(value, parse(one.get("fields", ""))))
