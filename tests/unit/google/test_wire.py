"""Event resources as Google sends them, read into events."""

import logging
import subprocess
import sys
from datetime import date
from typing import Any

import pytest

from desktop_app.domain.event import AllDay, Event, Timed, original_key
from desktop_app.domain.zones import BUENOS_AIRES, local
from desktop_app.google.wire import EVENT_FIELDS, decode


def timed(start: str, end: str, zone: str = BUENOS_AIRES, **more: Any) -> dict[str, Any]:
    return {
        "id": "e1",
        "status": "confirmed",
        "start": {"dateTime": start, "timeZone": zone},
        "end": {"dateTime": end, "timeZone": zone},
        **more,
    }


def read(raw: dict[str, Any]) -> Event:
    return decode(raw, "ana@example.com")


def wall(event: Event) -> list[str]:
    assert isinstance(event.when, Timed)
    zone = event.when.zone
    return [
        local(event.when.start, zone).isoformat(),
        local(event.when.end, zone).isoformat(),
    ]


def test_a_class_over_midnight_keeps_both_its_days() -> None:
    event = read(timed("2026-11-30T23:30:00-03:00", "2026-12-01T00:30:00-03:00"))
    assert wall(event) == ["2026-11-30T23:30:00-03:00", "2026-12-01T00:30:00-03:00"]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("1999-12-31T22:00:00-03:00", "1999-12-31T23:00:00-03:00"),
        ("2008-12-24T18:00:00-02:00", "2008-12-24T19:00:00-02:00"),
        ("2008-07-09T18:00:00-03:00", "2008-07-09T19:00:00-03:00"),
    ],
)
def test_old_classes_in_buenos_aires_stand_at_the_wall_time_of_their_day(
    start: str, end: str
) -> None:
    assert wall(read(timed(start, end))) == [start, end]


def test_a_time_in_utc_with_a_named_zone_is_the_same_moment() -> None:
    a = read(timed("2026-11-24T18:00:00Z", "2026-11-24T19:00:00Z"))
    b = read(timed("2026-11-24T15:00:00-03:00", "2026-11-24T16:00:00-03:00"))
    assert a.when == b.when


def test_a_time_without_an_offset_is_wall_time_of_its_zone() -> None:
    event = read(timed("2026-07-01T10:00:00", "2026-07-01T11:00:00", "Europe/Madrid"))
    assert wall(event) == ["2026-07-01T10:00:00+02:00", "2026-07-01T11:00:00+02:00"]


def test_an_older_name_of_the_zone_is_read_as_the_one_name() -> None:
    raw = timed("2026-11-24T15:00:00-03:00", "2026-11-24T16:00:00-03:00", "America/Buenos_Aires")
    event = read(raw)
    assert isinstance(event.when, Timed)
    assert event.when.zone == BUENOS_AIRES


@pytest.mark.expects_log
def test_an_unknown_zone_is_utc_and_the_moment_stays() -> None:
    event = read(timed("2026-11-24T15:00:00-03:00", "2026-11-24T16:00:00-03:00", "Mars/Olympus"))
    assert wall(event) == ["2026-11-24T18:00:00+00:00", "2026-11-24T19:00:00+00:00"]


def test_an_all_day_event_is_dates_and_its_end_is_exclusive() -> None:
    raw = {"id": "e1", "start": {"date": "2026-12-25"}, "end": {"date": "2026-12-26"}}
    assert read(raw).when == AllDay(date(2026, 12, 25), date(2026, 12, 26))


@pytest.mark.parametrize("end", [None, {}, {"date": "2026-12-24"}, {"date": "2026-12-25"}])
def test_an_all_day_event_with_an_odd_end_is_one_day(end: Any) -> None:
    raw = {"id": "e1", "start": {"date": "2026-12-25"}, "end": end}
    assert read(raw).when == AllDay(date(2026, 12, 25), date(2026, 12, 26))


@pytest.mark.parametrize(
    "end",
    [None, {}, {"dateTime": "2026-11-24T14:00:00-03:00"}, {"date": "2026-11-25"}],
)
def test_a_timed_event_that_ends_nowhere_or_before_it_starts_ends_at_its_start(end: Any) -> None:
    raw = timed("2026-11-24T15:00:00-03:00", "")
    raw["end"] = end
    when = read(raw).when
    assert isinstance(when, Timed)
    assert when.end == when.start


@pytest.mark.expects_log
@pytest.mark.parametrize(
    "start",
    [
        {"dateTime": "next tuesday"},
        {"dateTime": None},
        {"dateTime": 5},
        {"dateTime": "0001-01-01T00:00:00"},
        {"dateTime": "0001-01-01T00:00:00+14:00"},
        {"dateTime": "9999-12-31T23:59:59-12:00"},
        {"date": "2026-13-01"},
        {"unknown": 1},
        "2026-11-24",
    ],
)
def test_a_time_that_is_none_leaves_the_event_without_one_and_is_logged_by_id_only(
    start: Any, caplog: pytest.LogCaptureFixture
) -> None:
    raw = {"id": "e1", "summary": "Clase de Juana", "start": start, "end": start}
    with caplog.at_level(logging.WARNING):
        assert read(raw).when is None
    assert "e1" in caplog.text
    assert "Juana" not in caplog.text


def test_a_cancelled_stub_has_an_id_and_nothing_else() -> None:
    event = read({"id": "gone", "status": "cancelled"})
    assert event.cancelled
    assert event.when is None
    assert event.summary == ""
    assert event.lesson is None


def test_a_cancelled_occurrence_names_its_series_and_its_original_start() -> None:
    event = read(
        {
            "id": "s1_20261124T180000Z",
            "status": "cancelled",
            "recurringEventId": "s1",
            "originalStartTime": {
                "dateTime": "2026-11-24T15:00:00-03:00",
                "timeZone": BUENOS_AIRES,
            },
        }
    )
    assert (event.family, event.original) == ("s1", "20261124T180000Z")


def test_an_all_day_occurrence_is_named_by_its_date() -> None:
    raw = {
        "id": "s1_20261124",
        "recurringEventId": "s1",
        "originalStartTime": {"date": "2026-11-24"},
    }
    assert read(raw).original == original_key(date(2026, 11, 24))


@pytest.mark.expects_log
def test_an_original_start_that_is_none_is_taken_from_the_id() -> None:
    raw = {"id": "s1_20261124", "recurringEventId": "s1", "originalStartTime": {"date": "?"}}
    assert read(raw).original == "20261124"


def test_a_series_keeps_its_lines() -> None:
    lines = ["RRULE:FREQ=WEEKLY;BYDAY=TU", "EXDATE;VALUE=DATE:20261208"]
    assert read({"id": "s1", "recurrence": lines}).recurrence == tuple(lines)


def test_private_properties_make_a_class() -> None:
    private = {
        "aulaAccessCode": "K7M4",
        "aulaClassType": "grupal",
        "aulaMaxParticipants": "6",
        "aulaCurrentParticipants": "many",
        "aulaOperation": "op1",
    }
    event = read({"id": "e1", "extendedProperties": {"private": private}})
    assert event.lesson is not None
    assert event.lesson.access_code == "K7M4"
    assert event.lesson.class_type == "grupal"
    assert event.lesson.max_participants == 6
    assert event.lesson.current_participants == 0
    assert event.operation == "op1"


def test_private_properties_of_others_make_no_class() -> None:
    assert read({"id": "e1", "extendedProperties": {"private": {"other": "1"}}}).lesson is None
    assert read({"id": "e1", "extendedProperties": {"shared": {"a": "1"}}}).lesson is None


def conference(**data: Any) -> dict[str, Any]:
    return {"id": "e1", "conferenceData": data}


def created(code: str) -> dict[str, Any]:
    return {
        "requestId": "r1",
        "conferenceSolutionKey": {"type": "hangoutsMeet"},
        "status": {"statusCode": code},
    }


@pytest.mark.parametrize(
    ("code", "state"), [("pending", "pending"), ("failure", "failed"), ("success", "ready")]
)
def test_a_meeting_without_entry_points_is_told_by_its_status_code(code: str, state: str) -> None:
    meeting = read(conference(createRequest=created(code))).meeting
    assert (meeting.state, meeting.request_id, meeting.link) == (state, "r1", "")
    assert meeting.provider == "google-meet"


def test_the_link_is_the_video_entry_point_wherever_it_stands() -> None:
    meeting = read(
        conference(
            createRequest=created("success"),
            conferenceSolution={"key": {"type": "hangoutsMeet"}},
            entryPoints=[
                {"entryPointType": "phone", "uri": "tel:+54-11-5555-0001"},
                {"entryPointType": "more", "uri": "https://tel.meet/abc"},
                {"entryPointType": "sip", "uri": "sip:123@meet.example.com"},
                {"entryPointType": "video", "uri": "https://meet.google.com/abc-defg-hij"},
                {"entryPointType": "phone", "uri": "tel:+54-11-5555-0002"},
            ],
        )
    ).meeting
    assert meeting.link == "https://meet.google.com/abc-defg-hij"
    assert meeting.phone == "+54-11-5555-0001"
    assert meeting.sip == "123@meet.example.com"
    assert (meeting.state, meeting.provider) == ("ready", "google-meet")


def test_the_hangout_link_stands_in_for_a_missing_entry_point() -> None:
    meeting = read({"id": "e1", "hangoutLink": "https://meet.google.com/abc-defg-hij"}).meeting
    assert meeting.link == "https://meet.google.com/abc-defg-hij"
    assert (meeting.state, meeting.provider) == ("ready", "google-meet")


def test_a_meeting_of_another_maker_is_ready_and_named_by_its_kind() -> None:
    meeting = read(
        conference(
            conferenceSolution={"key": {"type": "addOn"}},
            entryPoints=[{"entryPointType": "video", "uri": "https://zoom.us/j/1"}],
        )
    ).meeting
    assert (meeting.state, meeting.link, meeting.provider) == (
        "ready",
        "https://zoom.us/j/1",
        "addOn",
    )


@pytest.mark.parametrize(
    ("more", "editable"),
    [
        ({}, True),
        ({"organizer": {"self": True}}, True),
        ({"organizer": {"email": "x@example.com"}}, False),
        ({"organizer": {"email": "x@example.com"}, "guestsCanModify": True}, True),
        ({"locked": True}, False),
        ({"eventType": "birthday"}, False),
        ({"eventType": "focusTime", "organizer": {"self": True}}, False),
        ({"eventType": "default"}, True),
    ],
)
def test_only_plain_events_of_ones_own_can_be_edited(more: dict[str, Any], editable: bool) -> None:
    assert read({"id": "e1", **more}).editable is editable


def test_an_invitation_that_she_declined_is_marked_so() -> None:
    others = [{"email": "b@example.com", "responseStatus": "declined"}]
    mine = [{"email": "a@example.com", "self": True, "responseStatus": "declined"}]
    assert not read({"id": "e1", "attendees": others}).declined
    assert read({"id": "e1", "attendees": others + mine}).declined


def test_reminders_are_the_calendars_own_or_a_list() -> None:
    assert read({"id": "e1", "reminders": {"useDefault": True}}).reminders is None
    own = {"useDefault": False, "overrides": [{"method": "popup", "minutes": 10}]}
    assert read({"id": "e1", "reminders": own}).reminders == (("popup", 10),)
    assert read({"id": "e1", "reminders": {"useDefault": False}}).reminders == ()


@pytest.mark.expects_log
@pytest.mark.parametrize(
    "odd",
    [{"attendees": [None]}, {"attendees": 3}, {"organizer": "x"}, {"conferenceData": [1]},
     {"extendedProperties": "x"}, {"reminders": 3}, {"recurrence": 5},
     {"reminders": {"overrides": [{"minutes": "soon"}]}}],
)  # fmt: skip
def test_parts_of_an_odd_shape_leave_an_event_to_look_at(odd: dict[str, Any]) -> None:
    raw = timed("2026-11-24T15:00:00-03:00", "2026-11-24T16:00:00-03:00", summary="Hola", **odd)
    event = read(raw)
    assert event.summary == "Hola"
    assert event.when is not None
    assert not event.editable


def test_reading_events_loads_no_network_library() -> None:
    code = (
        "import sys; import desktop_app.google.wire; "
        "print([m for m in ('googleapiclient', 'google', 'httplib2', 'requests', 'ssl', "
        "'oauthlib', 'PySide6') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_mask_keeps_an_organizer_that_is_somebody_else() -> None:
    # Google leaves out `self` where it is false: a mask of `self` alone would leave no organizer,
    # and an event without one counts as one's own.
    assert "organizer(email,self)" in EVENT_FIELDS
