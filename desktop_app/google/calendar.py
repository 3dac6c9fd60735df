"""Calendar v3 as the port `Remote`: one request a call, on one thread."""

import gc
import json
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from google_auth_httplib2 import AuthorizedHttp
from googleapiclient.discovery import build

from desktop_app.domain.change import Draft
from desktop_app.domain.errors import NetworkError, RemoteError
from desktop_app.domain.event import original_start
from desktop_app.domain.ports import CalendarInfo, Page, Said
from desktop_app.domain.zones import utc
from desktop_app.google.client import GOOGLE_API
from desktop_app.google.colours import calendar_colour
from desktop_app.google.encode import encode_insert, encode_patch, needs_conference
from desktop_app.google.errors import PROVIDER, translated
from desktop_app.google.http import OneRequestHttp
from desktop_app.google.json_model import FastJsonModel, text_of
from desktop_app.google.wire import EVENT_FIELDS, FIELDS, decode

log = logging.getLogger(__name__)

PAGE = 250
ONE = f"kind,{EVENT_FIELDS}"
# Masters and exceptions, and the whole calendar: a window with single events would never hear of
# what time moves into it. `showDeleted` is left out: a sync token refuses it said with false.
LIST = {"maxResults": PAGE, "singleEvents": False, "fields": FIELDS}
CALENDARS = (
    "kind,nextPageToken,items(id,summary,summaryOverride,backgroundColor,accessRole,primary,"
    "selected,timeZone)"
)


class CalendarRemote:
    """The Remote over google-api-python-client. Make and use it on one thread: httplib2 is not
    safe for several."""

    def __init__(
        self, credentials: Any, api: str = GOOGLE_API, http: OneRequestHttp | None = None
    ) -> None:
        """`credentials`: google-auth's; `api`: the base address of Calendar v3."""
        self._http = AuthorizedHttp(credentials, http=http or OneRequestHttp())
        # The library carries Calendar's discovery document: nothing is fetched here.
        api_client = build(
            "calendar",
            "v3",
            http=self._http,
            static_discovery=True,
            cache_discovery=False,
            client_options={"api_endpoint": api},
            model=FastJsonModel(),
        )
        # Kept: the library builds every method of a resource anew whenever one is asked for,
        # which costs as much as parsing a page does.
        self._events, self._calendar_list = api_client.events(), api_client.calendarList()

    @property
    def fingerprint(self) -> str:
        """All parameters of `events.list` that a sync token is made with."""
        return json.dumps(LIST, sort_keys=True)

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def list_events(self, calendar_id: str, sync_token: str, page_token: str) -> Page:
        """Return one page; see Remote."""
        options: dict[str, Any] = dict(LIST)
        if sync_token:
            options["syncToken"] = sync_token
        if page_token:
            options["pageToken"] = page_token
        request = self._events.list(calendarId=calendar_id, **options)
        with _no_search():
            reply = _ask(request, "calendar#events", with_sync_token=bool(sync_token))
            found = [_said(item, calendar_id) for item in _items(reply)]
        return Page(found, reply.get("nextPageToken") or "", reply.get("nextSyncToken") or "")

    def get(self, calendar_id: str, event_id: str) -> Said:
        """Return one event; a deleted one comes as cancelled or as RemoteError `not_found`."""
        request = self._events.get(calendarId=calendar_id, eventId=event_id, fields=ONE)
        return _event(request, calendar_id)

    def instance(self, calendar_id: str, event_id: str, original: str) -> Said | None:
        """Return one occurrence by its original start, None when the series has none there."""
        start = original_start(original)
        named = utc(start).isoformat() if isinstance(start, int) else start.isoformat()
        request = self._events.instances(
            calendarId=calendar_id,
            eventId=event_id,
            originalStart=named,
            showDeleted=True,
            fields=FIELDS,
        )
        reply = _ask(request, "calendar#events")
        found = [_said(item, calendar_id) for item in _items(reply)]
        return next((said for said in found if said.event.original == original), None)

    def instances(self, calendar_id: str, event_id: str, low: int, high: int) -> Sequence[Said]:
        """Return the occurrences that stand in [low, high), epoch seconds, cancelled ones too."""
        found: list[Said] = []
        page = ""
        while True:
            more = {"pageToken": page} if page else {}
            request = self._events.instances(
                calendarId=calendar_id,
                eventId=event_id,
                timeMin=utc(low).isoformat(),
                timeMax=utc(high).isoformat(),
                showDeleted=True,
                maxResults=PAGE,
                fields=FIELDS,
                **more,
            )
            reply = _ask(request, "calendar#events")
            found += [_said(item, calendar_id) for item in _items(reply)]
            page = reply.get("nextPageToken") or ""
            if not page:
                return found

    def insert(self, calendar_id: str, draft: Draft) -> Said:
        """Make the event of `draft`; RemoteError `exists` when the id is taken or burnt."""
        request = self._events.insert(
            calendarId=calendar_id,
            body=encode_insert(draft),
            conferenceDataVersion=int(needs_conference(draft.fields)),
            sendUpdates=draft.send_updates,
            fields=ONE,
        )
        return _event(request, calendar_id)

    def patch(
        self, calendar_id: str, event_id: str, fields: dict[str, Any], etag: str, draft: Draft
    ) -> Said:
        """Set `fields`; RemoteError `changed` when the event has another etag than `etag`."""
        request = self._events.patch(
            calendarId=calendar_id,
            eventId=event_id,
            body=encode_patch(fields),
            conferenceDataVersion=int(needs_conference(fields)),
            sendUpdates=draft.send_updates,
            fields=ONE,
        )
        return _event(_if_match(request, etag), calendar_id)

    def delete(self, calendar_id: str, event_id: str, etag: str, send_updates: str) -> None:
        """Delete an event; RemoteError `deleted` when that was done before."""
        request = self._events.delete(
            calendarId=calendar_id, eventId=event_id, sendUpdates=send_updates
        )
        statuses: list[int] = []
        request.add_response_callback(lambda reply: statuses.append(reply.status))
        with translated():
            _if_match(request, etag).execute(num_retries=0)
        if statuses != [204]:  # a 200, empty or a page, is a captive portal's
            raise _strange()

    def move(self, calendar_id: str, event_id: str, destination: str, send_updates: str) -> Said:
        """Move the event; RemoteError `not_found` or `deleted` when it is not there (any more)."""
        request = self._events.move(
            calendarId=calendar_id,
            eventId=event_id,
            destination=destination,
            sendUpdates=send_updates,
            fields=ONE,
        )
        return _event(request, destination)

    def calendars(self) -> Sequence[CalendarInfo]:
        """Return the calendar list; RemoteError `scope` when the teacher unticked it."""
        found: list[CalendarInfo] = []
        page = ""
        while True:
            more = {"pageToken": page} if page else {}
            request = self._calendar_list.list(maxResults=250, fields=CALENDARS, **more)
            reply = _ask(request, "calendar#calendarList")
            found += [_calendar(item) for item in _items(reply)]
            page = reply.get("nextPageToken") or ""
            if not page:
                return found

    def resolve(self, wanted: str, email: str) -> str:
        """Return the id of the calendar that classes go to, never `primary`.

        `wanted` where one is configured, else the primary one by the calendar list; without that
        permission the account's address, which is what Google calls a primary calendar.
        """
        if wanted and wanted != "primary":
            return wanted
        try:
            return next((one.id for one in self.calendars() if one.primary), email)
        except RemoteError as error:
            if error.code not in {"scope", "forbidden"}:
                raise
            return email


@contextmanager
def _no_search() -> Iterator[None]:
    """Let the collector rest: a page is thousands of new objects, none of which is garbage."""
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()


def _ask(request: Any, kind: str, *, with_sync_token: bool = False) -> dict[str, Any]:
    """Do `request` once and return its reply; what is not of `kind` did not come from Google."""
    with translated(with_sync_token=with_sync_token):
        reply = request.execute(num_retries=0)
    if not isinstance(reply, dict) or reply.get("kind") != kind:
        raise _strange()
    return reply


def _strange() -> NetworkError:
    return NetworkError(provider=PROVIDER, detail="the answer is not Google's")


def _event(request: Any, calendar_id: str) -> Said:
    reply = _ask(request, "calendar#event")
    del reply["kind"]  # so that it is the same text as in a page
    if not isinstance(reply.get("id"), str):
        raise RemoteError(code="server", retryable=True, detail="an event without an id")
    return _said(reply, calendar_id)


def _items(reply: dict[str, Any]) -> list[dict[str, Any]]:
    items = reply.get("items")
    if not isinstance(items, list):
        return []
    return [item for item in items if isinstance(item, dict) and isinstance(item.get("id"), str)]


def _said(raw: dict[str, Any], calendar_id: str) -> Said:
    return Said(text_of(raw), decode(raw, calendar_id))


def _if_match(request: Any, etag: str) -> Any:
    if etag:
        request.headers["If-Match"] = etag
    return request


def _calendar(raw: dict[str, Any]) -> CalendarInfo:
    get = raw.get
    return CalendarInfo(
        raw["id"],
        get("summaryOverride") or get("summary") or raw["id"],
        calendar_colour(get("backgroundColor") or ""),
        get("accessRole") or "",
        bool(get("primary")),
        get("timeZone") or "",
        bool(get("selected")),
    )
