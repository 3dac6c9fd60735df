"""What changes become on the wire."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import googleapiclient
import pytest

from desktop_app.domain.change import Draft
from desktop_app.domain.errors import UsageError
from desktop_app.domain.event import Timed, field, when_value
from desktop_app.domain.zones import BUENOS_AIRES
from desktop_app.google.encode import encode_insert, encode_patch, needs_conference
from desktop_app.google.properties import KEYS
from desktop_app.google.wire import decode

START = 1795543200  # 2026-11-24 15:00 in Buenos Aires


def draft(**fields: Any) -> Draft:
    return Draft("sub", "cal", "abc123", "abc123", "create", "op1", fields=fields)


def timed(start: int = START, zone: str = BUENOS_AIRES) -> Any:
    return when_value(Timed(start, start + 3600, zone))


def test_a_new_class_is_written_as_the_platform_wrote_it() -> None:
    fields = {
        "summary": "Clase de Inglés",
        "description": "La clase sera individual con x1 participantes",
        "when": timed(),
        "transparency": "opaque",
        "lesson.access_code": "K7M4",
        "lesson.class_type": "individual",
        "lesson.max_participants": 1,
        "lesson.focus": "",
        "meeting_request": "r1",
    }
    assert encode_insert(draft(**fields)) == {
        "id": "abc123",
        "summary": "Clase de Inglés",
        "description": "La clase sera individual con x1 participantes",
        "start": {"dateTime": "2026-11-24T15:00:00-03:00", "timeZone": BUENOS_AIRES},
        "end": {"dateTime": "2026-11-24T16:00:00-03:00", "timeZone": BUENOS_AIRES},
        "transparency": "opaque",
        "conferenceData": {
            "createRequest": {
                "requestId": "r1",
                "conferenceSolutionKey": {"type": "hangoutsMeet"},
            }
        },
        "extendedProperties": {
            "private": {
                "aulaAccessCode": "K7M4",
                "aulaClassType": "individual",
                "aulaMaxParticipants": "1",
                "aulaOperation": "op1",
            }
        },
    }


def test_what_is_inserted_reads_back_as_what_was_set() -> None:
    fields = {
        "summary": "Inglés",
        "when": timed(),
        "recurrence": ["RRULE:FREQ=WEEKLY"],
        "color_id": "5",
        "reminders": [["popup", 10]],
        "guests": [["juana@example.com", "Juana", "needsAction"]],
        "location": "Zoom",
        **{f"lesson.{name}": "3" for name in KEYS},
        "lesson.max_participants": 3,
        "lesson.current_participants": 2,
        "lesson.students": ["a1", "b2"],
    }
    event = decode(encode_insert(draft(**fields)), "cal")
    assert {name: field(event, name) for name in fields} == fields
    assert event.operation == "op1"


def test_the_operation_is_written_by_an_insert_only() -> None:
    body = encode_patch({"lesson.focus": "speaking"})
    assert body == {"extendedProperties": {"private": {"aulaFocus": "speaking"}}}


def test_a_patch_holds_what_it_sets_and_nothing_else() -> None:
    assert encode_patch({"summary": "Otra"}) == {"summary": "Otra"}


def test_a_timed_event_that_becomes_all_day_loses_its_times() -> None:
    body = encode_patch({"when": ["all_day", "2026-12-25", "2026-12-26"]})
    assert body["start"] == {"date": "2026-12-25", "dateTime": None, "timeZone": None}
    assert body["end"] == {"date": "2026-12-26", "dateTime": None, "timeZone": None}


def test_an_all_day_event_that_becomes_timed_loses_its_dates() -> None:
    body = encode_patch({"when": timed()})
    assert body["start"]["date"] is None
    assert body["end"]["dateTime"] == "2026-11-24T16:00:00-03:00"


def test_an_insert_holds_no_nulls() -> None:
    body = encode_insert(
        draft(when=timed(), color_id="", reminders=None, meeting_request="", **{"lesson.price": ""})
    )
    assert "null" not in json.dumps(body)
    assert not body.keys() & {"colorId", "conferenceData"}


def test_summer_time_of_the_zone_is_in_the_offset() -> None:
    body = encode_patch({"when": timed(1782896400, "Europe/Madrid")})
    assert body["start"]["dateTime"] == "2026-07-01T11:00:00+02:00"
    assert body["start"]["timeZone"] == "Europe/Madrid"


def test_an_emptied_detail_is_taken_away() -> None:
    body = encode_patch({"lesson.price": "", "color_id": ""})
    assert body == {"colorId": None, "extendedProperties": {"private": {"aulaPrice": None}}}


def test_lists_go_whole_and_can_be_emptied() -> None:
    body = encode_patch({"guests": [], "recurrence": []})
    assert body == {"attendees": [], "recurrence": []}


def test_the_calendars_own_reminders_leave_none_of_the_events() -> None:
    assert encode_patch({"reminders": None})["reminders"] == {"useDefault": True, "overrides": []}


def test_a_meeting_is_taken_away_by_an_empty_request() -> None:
    assert encode_patch({"meeting_request": ""}) == {"conferenceData": None}


def test_only_a_meeting_needs_the_conference_version() -> None:
    assert needs_conference({"meeting_request": "r1", "summary": "x"})
    assert not needs_conference({"summary": "x"})


def test_a_detail_that_google_would_cut_is_refused() -> None:
    assert encode_patch({"lesson.focus": "á" * 1024})
    with pytest.raises(UsageError) as caught:
        encode_patch({"lesson.focus": "á" * 1025})
    assert caught.value.code == "too_long"


def test_a_field_that_no_event_has_is_refused() -> None:
    with pytest.raises(UsageError):
        encode_patch({"colour": "red"})
    with pytest.raises(UsageError):
        encode_patch({"lesson.shoe_size": "44"})


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(UsageError):
        encode_patch({"when": ["timed", START, START + 60, "Mars/Olympus"]})


def test_a_time_that_is_elsewhere_in_a_year_that_is_none_is_refused() -> None:
    first = int(datetime(1, 1, 1, tzinfo=UTC).timestamp())
    last = int(datetime(9999, 12, 31, 23, 30, tzinfo=UTC).timestamp())
    with pytest.raises(UsageError):
        encode_patch({"when": timed(first)})
    with pytest.raises(UsageError):
        encode_patch({"when": timed(last, "Asia/Tokyo")})


def test_every_key_is_short_enough_to_be_kept() -> None:
    assert max(map(len, KEYS.values())) <= 44


def test_every_name_in_a_body_is_in_googles_discovery_document() -> None:
    path = Path(googleapiclient.__file__).parent / "discovery_cache/documents/calendar.v3.json"
    known = json.loads(path.read_text(encoding="utf-8"))["schemas"]["Event"]["properties"]
    body = encode_insert(
        draft(
            summary="a", description="b", location="c", color_id="1", transparency="opaque",
            recurrence=[], when=timed(), reminders=[], guests=[["a@example.com", "", "accepted"]],
            meeting_request="r1",
        )
    )  # fmt: skip
    assert body.keys() <= known.keys()
