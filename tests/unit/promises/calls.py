"""The calls that Aula makes: how each comes to be made, and how it is known to have been done once."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from desktop_app.domain.change import Draft
from desktop_app.domain.event import field
from desktop_app.domain.projection import occurrence_event
from desktop_app.usecases import edit
from desktop_app.usecases.new_lesson import creation, new_id
from tests.unit.promises.desk import LAURA, Desk

BUENOS_AIRES = "America/Argentina/Buenos_Aires"
OTHER = "other@group.calendar.google.com"
GUEST = "ana@example.org"
START = 1_795_618_800  # 2026-11-25 10:00 in Buenos Aires, a Wednesday
WHEN = ["timed", START, START + 3600, BUENOS_AIRES]
SECOND = "20261202T150000Z"
"""The second occurrence of the series that a case may be about."""


@dataclass
class Case:
    """A desk that is at rest, and an event of this case's own, `id`."""

    desk: Desk
    id: str

    def on_the_phone(self, **more: Any) -> None:
        """Make the event on another device, and read it here."""
        times = {"timeZone": BUENOS_AIRES, "dateTime": "2026-11-25T12:00:00-03:00"}
        body: dict[str, Any] = {"id": self.id, "summary": "before"}
        body["attendees"] = [{"email": GUEST}]
        body |= {"start": times, "end": times | {"dateTime": "2026-11-25T13:00:00-03:00"}}
        self.desk.server.calendar().insert(body | more)
        assert self.desk.run().error is None

    def record(self, kind: Any, original: str = "", **fields: Any) -> None:
        """Record a change of the event, of which its guest is told."""
        event = occurrence_event(self.desk.store.family(LAURA, self.id), original)
        assert event is not None
        draft = Draft(
            account=self.desk.account.sub,
            calendar_id=LAURA,
            family=self.id,
            event_id=self.id,
            kind=kind,
            operation=new_id(),
            original=original,
            fields=fields,
            base={name: field(event, name) for name in fields or ("summary", "when")},
            send_updates="all",
        )
        self.desk.store.record([draft], self.desk.clock())

    def create(self, **fields: Any) -> None:
        """Record the event as a new one, to which a guest is invited."""
        fields = {"summary": "after", "when": WHEN, "guests": [[GUEST, "", "needsAction"]]} | fields
        draft = creation(self.desk.account, self.id, fields, self.desk.clock())
        self.desk.store.record([replace(draft, send_updates="all")], self.desk.clock())

    def summaries(self) -> list[str]:
        """Return the names of what Google has of the event and its exceptions, cancelled left out."""
        live = self.desk.server.calendar().live
        return sorted(one["summary"] for one in live if one["id"].startswith(self.id))

    def mails(self) -> list[str]:
        """Return the kinds of mails that the guest was sent of it."""
        return [m["kind"] for m in self.desk.server.mails if m["eventId"].startswith(self.id)]


class Call(NamedTuple):
    """One call: `begin` leads up to it, `match` finds its request ({id}: the case's event), and
    `done` says whether it was done, once."""

    title: str
    match: str
    begin: Callable[[Case], None]
    done: Callable[[Case], bool]


def _new(case: Case) -> None:
    case.create()


def _new_with_a_meeting(case: Case) -> None:
    case.desk.server.conference_polls = 3
    case.create(meeting_request=new_id())
    assert case.desk.run().next_poll is not None


def _edited(case: Case) -> None:
    case.on_the_phone()
    case.record("patch", summary="after")


def _removed(case: Case) -> None:
    case.on_the_phone()
    case.record("delete")


def _one_edited(case: Case) -> None:
    case.on_the_phone(recurrence=["RRULE:FREQ=WEEKLY;COUNT=5"])
    case.record("patch", SECOND, summary="after")


def _moved(case: Case) -> None:
    case.on_the_phone()
    desk = case.desk
    if OTHER not in desk.server.store.calendars:
        desk.server.add_calendar(OTHER, "Other")
    edit.move(desk.store, case.id, OTHER, desk.clock(), "all")


def _is_there_now(case: Case) -> bool:
    found = [one["id"] for one in case.desk.server.calendar(OTHER).live]
    return found.count(case.id) == 1 and _told(mails=("update",))(case)


def _made_on_the_phone(case: Case) -> None:
    times = {"timeZone": BUENOS_AIRES, "dateTime": "2026-11-25T12:00:00-03:00"}
    end = times | {"dateTime": "2026-11-25T13:00:00-03:00"}
    body = {"id": case.id, "summary": "after", "start": times, "end": end}
    case.desk.server.calendar().insert(body)


def _made_on_the_phone_and_no_token_here(case: Case) -> None:
    _made_on_the_phone(case)
    case.desk.store.begin_generation(LAURA)


def _nothing(case: Case) -> None:
    """A sign-in asks for the calendars, whatever there is."""


def _told(*summaries: str, mails: tuple[str, ...]) -> Callable[[Case], bool]:
    return lambda case: (case.summaries(), case.mails()) == (list(summaries), list(mails))


def _has_its_link(case: Case) -> bool:
    said = case.desk.store.said(LAURA, case.id)
    linked = said is not None and said.event.meeting.state == "ready"
    return linked and _told("after", mails=("invitation",))(case)


def _read(case: Case) -> bool:
    said = case.desk.store.said(LAURA, case.id)
    return said is not None and said.event.summary == "after"


def _always(case: Case) -> bool:
    return True


CALLS = {
    "insert": Call(
        "`events.insert`: a new class",
        "POST .*/events\\?",
        _new,
        _told("after", mails=("invitation",)),
    ),
    "patch": Call(
        "`events.patch`: an edit", "PATCH .*/{id}", _edited, _told("after", mails=("update",))
    ),
    "delete": Call(
        "`events.delete`: a removal", "DELETE .*/{id}", _removed, _told(mails=("cancellation",))
    ),
    "move": Call("`events.move`: to another calendar", "POST .*/{id}/move", _moved, _is_there_now),
    "instances": Call(
        "`events.instances`: the first edit of one class of a series",
        "GET .*/{id}/instances",
        _one_edited,
        _told("after", "before", mails=("update",)),
    ),
    "get": Call(
        "`events.get`: is the link there", "GET .*/{id}\\?", _new_with_a_meeting, _has_its_link
    ),
    "list with a token": Call(
        "`events.list` with a sync token: what is new",
        "GET .*/events\\?.*syncToken",
        _made_on_the_phone,
        _read,
    ),
    "list": Call(
        "`events.list` without a token: the whole calendar",
        "GET .*/events\\?(?!.*syncToken)",
        _made_on_the_phone_and_no_token_here,
        _read,
    ),
    "renewal": Call(
        "The token endpoint: a new access token, on the way to `events.insert`",
        "POST /token",
        _new,
        _told("after", mails=("invitation",)),
    ),
    "calendars": Call(
        "`calendarList.list`: which calendar is the account's own, while signing in",
        "GET .*/calendarList",
        _nothing,
        _always,
    ),
}
