"""Writing events: ids, etags, limits, merging, who may change what, mails."""

from typing import Any
from uuid import uuid4

import pytest

from desktop_app.demo import DemoServer
from tests.unit.demo.conftest import Client, timed

ME = "laura.gimenez@example.com"


def test_an_insert_gives_what_google_gives(client: Client) -> None:
    event = client.insert(timed()).json
    assert event["status"] == "confirmed"
    assert event["organizer"] == {"email": ME, "self": True}
    assert event["eventType"] == "default"
    assert event["etag"].startswith('"')
    assert event["start"]["dateTime"] == "2026-03-16T10:00:00-03:00"
    assert client.event(event["id"]).json == event


def test_a_client_may_choose_the_id_and_a_used_one_is_burnt(client: Client) -> None:
    chosen = uuid4().hex
    assert client.insert(timed(id=chosen)).json["id"] == chosen
    again = client.insert(timed(id=chosen))
    assert (again.status, again.reason) == (409, "duplicate")
    assert client.delete(chosen).status == 204
    assert client.insert(timed(id=chosen)).status == 409
    assert client.event(chosen).json["status"] == "cancelled"


@pytest.mark.parametrize("chosen", ["abc", "has-dash-in-it", "wxyz12345", "UPPER12345"])
def test_an_id_outside_the_alphabet_is_refused(client: Client, chosen: str) -> None:
    assert client.insert(timed(id=chosen)).status == 400


def test_deleting_twice_is_410_deleted(client: Client) -> None:
    event = client.insert(timed()).json
    assert client.delete(event["id"]).status == 204
    again = client.delete(event["id"])
    assert (again.status, again.reason) == (410, "deleted")
    assert client.delete("never0there").status == 404


def test_an_old_etag_is_refused_on_patch_update_and_delete(
    server: DemoServer, client: Client
) -> None:
    event = client.insert(timed()).json
    old = {"If-Match": event["etag"]}
    new = server.calendar().patch(event["id"], {"summary": "Beto"})
    path = f"calendars/primary/events/{event['id']}"
    for answer in (
        client.patch(event["id"], {"summary": "Caro"}, old),
        client.ask("PUT", path, timed(), old),
        client.delete(event["id"], old),
    ):
        assert (answer.status, answer.reason) == (412, "conditionNotMet")
    assert client.patch(event["id"], {"summary": "Caro"}, {"If-Match": new["etag"]}).status == 200


def test_an_event_that_has_not_changed_is_not_sent_again(client: Client) -> None:
    event = client.insert(timed()).json
    path = f"calendars/primary/events/{event['id']}"
    same = client.ask("GET", path, headers={"If-None-Match": event["etag"]})
    assert (same.status, same.body) == (304, b"")
    client.patch(event["id"], {"summary": "Beto"})
    assert client.ask("GET", path, headers={"If-None-Match": event["etag"]}).status == 200


def test_a_patch_merges_objects_removes_null_and_replaces_lists(client: Client) -> None:
    guests = [{"email": "a@example.org"}, {"email": "b@example.org"}]
    private = {"aulaFocus": "IELTS", "aulaPrice": "12000"}
    event = client.insert(
        timed(attendees=guests, location="Casa", extendedProperties={"private": private})
    ).json
    patched = client.patch(
        event["id"],
        {
            "attendees": guests[:1],
            "location": None,
            "extendedProperties": {"private": {"aulaPrice": None, "aulaStatus": "paid"}},
        },
    ).json
    assert [guest["email"] for guest in patched["attendees"]] == ["a@example.org"]
    assert "location" not in patched
    assert patched["extendedProperties"]["private"] == {"aulaFocus": "IELTS", "aulaStatus": "paid"}
    assert patched["summary"] == "Ana"


def test_an_update_replaces_all_but_what_the_server_decides(client: Client) -> None:
    event = client.insert(timed(location="Casa")).json
    path = f"calendars/primary/events/{event['id']}"
    updated = client.ask("PUT", path, timed(17)).json
    assert "location" not in updated
    assert (updated["id"], updated["created"]) == (event["id"], event["created"])
    assert updated["etag"] != event["etag"]


def test_timed_to_all_day_must_null_the_other_kind(client: Client) -> None:
    event = client.insert(timed()).json
    half = {"start": {"date": "2026-03-16"}, "end": {"date": "2026-03-17"}}
    assert client.patch(event["id"], half).status == 400
    whole = {name: {**value, "dateTime": None, "timeZone": None} for name, value in half.items()}
    assert client.patch(event["id"], whole).json["start"] == {"date": "2026-03-16"}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"end": None}, "required"),
        ({"end": {"date": "2026-03-17"}}, "invalid"),
        ({"end": {"dateTime": "2026-03-16T09:00:00-03:00"}}, "timeRangeEmpty"),
        ({"start": {"dateTime": "2026-03-16T10:00:00"}}, "required"),
        ({"start": {"dateTime": "2026-03-16T10:00:00", "timeZone": "Mars/Base"}}, "invalid"),
        ({"recurrence": ["RRULE:FREQ=SOMETIMES"]}, "invalid"),
        ({"recurrence": ["DTSTART:20260316T100000Z"]}, "invalid"),
        ({"colorId": "99"}, "invalid"),
        ({"attendees": [{"email": "nobody"}]}, "invalid"),
        ({"eventType": "fromGmail"}, "eventTypeRestriction"),
    ],
)
def test_an_event_that_means_nothing_is_refused(
    client: Client, change: dict[str, Any], reason: str
) -> None:
    answer = client.insert(timed() | change)
    assert (answer.status, answer.reason) == (400, reason)


def test_a_recurring_insert_needs_a_zone(client: Client) -> None:
    body = timed(recurrence=["RRULE:FREQ=WEEKLY"])
    del body["start"]["timeZone"], body["end"]["timeZone"]
    answer = client.insert(body)
    assert (answer.status, answer.reason) == (400, "required")


def test_a_body_that_is_no_json_is_a_parse_error(client: Client) -> None:
    answer = client.ask("POST", "calendars/primary/events", "{")
    assert (answer.status, answer.reason) == (400, "parseError")


def test_a_long_key_is_dropped_and_a_long_value_cut_silently(client: Client) -> None:
    private = {"k" * 45: "x", "k" * 44: "y", "long": "z" * 2000}
    event = client.insert(timed(extendedProperties={"private": private})).json
    assert event["extendedProperties"]["private"] == {"k" * 44: "y", "long": "z" * 1024}


@pytest.mark.parametrize(
    "private",
    [{f"k{n}": "x" for n in range(301)}, {f"k{n}": "x" * 1024 for n in range(33)}],
    ids=["too many", "too large"],
)
def test_too_many_or_too_large_properties_are_refused(
    client: Client, private: dict[str, str]
) -> None:
    assert client.insert(timed(extendedProperties={"private": private})).status == 400


def test_an_event_of_somebody_else_can_be_coloured_but_not_moved(
    server: DemoServer, client: Client
) -> None:
    phone = server.calendar()
    event = phone.get(phone.insert(timed())["id"])
    phone.put(event | {"organizer": {"email": "jefa@example.org"}})
    assert client.patch(event["id"], {"colorId": "3"}).status == 200
    answer = client.patch(event["id"], {"summary": "Mine now"})
    assert (answer.status, answer.reason) == (403, "forbiddenForNonOrganizer")
    phone.put(phone.get(event["id"]) | {"guestsCanModify": True})
    assert client.patch(event["id"], {"summary": "Ours"}).status == 200


def test_a_calendar_that_may_only_be_read_refuses_writes(
    server: DemoServer, client: Client
) -> None:
    server.add_account("ana@example.com", "Ana")
    server.store.calendars["ana@example.com"].access[ME] = "reader"
    path = "calendars/ana%40example.com/events"
    assert client.ask("GET", path).json["accessRole"] == "reader"
    answer = client.ask("POST", path, timed())
    assert (answer.status, answer.reason) == (403, "requiredAccessLevel")


def test_a_calendar_of_a_stranger_is_not_found(server: DemoServer, client: Client) -> None:
    server.add_account("ana@example.com", "Ana")
    assert client.ask("GET", "calendars/ana%40example.com/events").reason == "notFound"


def test_the_type_of_an_event_cannot_change(client: Client) -> None:
    event = client.insert(timed()).json
    assert client.patch(event["id"], {"eventType": "focusTime"}).reason == "eventTypeRestriction"


def test_mails_go_to_whom_send_updates_says(server: DemoServer, client: Client) -> None:
    server.add_account("ana@example.com", "Ana")
    guests = [{"email": "ana@example.com"}, {"email": "out@example.org"}, {"email": ME}]
    client.insert(timed(attendees=guests), sendUpdates="none")
    assert server.mails == []
    event = client.insert(timed(attendees=guests), sendUpdates="all").json
    assert [mail["to"] for mail in server.mails] == ["ana@example.com", "out@example.org"]
    server.mails.clear()
    client.patch(event["id"], {"summary": "Beto"}, sendUpdates="externalOnly")
    assert [(mail["to"], mail["kind"]) for mail in server.mails] == [("out@example.org", "update")]
    server.mails.clear()
    client.patch(event["id"], {"attendees": guests[:1]}, sendUpdates="all")
    assert {mail["to"]: mail["kind"] for mail in server.mails} == {
        "ana@example.com": "update",
        "out@example.org": "cancellation",
    }
    server.mails.clear()
    client.delete(event["id"], sendUpdates="all")
    assert [mail["kind"] for mail in server.mails] == ["cancellation"]


def test_a_moved_event_leaves_one_calendar_for_the_other(
    server: DemoServer, client: Client
) -> None:
    other = server.add_calendar("taller@group.calendar.google.com", "Taller")
    event = client.insert(timed()).json
    moved = client.ask(
        "POST",
        f"calendars/primary/events/{event['id']}/move",
        destination="taller@group.calendar.google.com",
    ).json
    assert moved["organizer"]["email"] == "taller@group.calendar.google.com"
    assert client.event(event["id"]).json["status"] == "cancelled"
    assert other.get(event["id"])["status"] == "confirmed"


def test_an_imported_event_is_known_by_its_uid(client: Client) -> None:
    body = timed(iCalUID="abc@elsewhere.example", organizer={"email": "jefa@example.org"})
    first = client.ask("POST", "calendars/primary/events/import", body).json
    second = client.ask("POST", "calendars/primary/events/import", body | {"summary": "Again"}).json
    assert first["organizer"] == {"email": "jefa@example.org"}
    assert (second["id"], second["summary"]) == (first["id"], "Again")
    assert len(client.list(iCalUID="abc@elsewhere.example")["items"]) == 1
    missing = client.ask("POST", "calendars/primary/events/import", timed())
    assert (missing.status, missing.reason) == (400, "required")


def test_a_quick_event_is_an_hour_from_the_next_one(client: Client) -> None:
    event = client.ask("POST", "calendars/primary/events/quickAdd", text="Café con Ana").json
    assert event["summary"] == "Café con Ana"
    assert event["start"]["dateTime"] == "2026-03-14T13:00:00-03:00"


def test_what_is_no_call_is_404_in_googles_words(client: Client) -> None:
    answer = client.ask("GET", "calendars/primary/nothing")
    assert (answer.status, answer.reason) == (404, "notFound")
