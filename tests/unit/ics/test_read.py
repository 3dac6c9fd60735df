"""What comes in as .ics: from Google, Outlook, Apple, and broken ones."""

from contextlib import suppress
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.errors import UsageError
from desktop_app.domain.transfer import Incoming, Reading
from desktop_app.ics.read import read

BA = "America/Argentina/Buenos_Aires"
START = 1_795_543_200  # 2026-11-24 15:00 in Buenos Aires


def file(*events: str, head: str = "") -> bytes:
    """Return a calendar with these events, lines as RFC 5545 wants them."""
    body = "\n".join(f"BEGIN:VEVENT\n{dedent(event).strip()}\nEND:VEVENT" for event in events)
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//y//EN\n{head}{body}\nEND:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


def reading(*events: str, head: str = "") -> Reading:
    return read(file(*events, head=head), "a.ics", BA)


def one(event: str, head: str = "") -> Incoming:
    (found,) = reading(event, head=head).events
    return found


TIMES = {
    "DTSTART:20261124T180000Z\nDTEND:20261124T190000Z": ["timed", START, START + 3600, "UTC"],
    f"DTSTART;TZID={BA}:20261124T150000\nDURATION:PT90M": ["timed", START, START + 5400, BA],
    # Floating: whatever zone she is in.
    "DTSTART:20261124T150000\nDTEND:20261124T160000": ["timed", START, START + 3600, BA],
    "DTSTART:20261124T180000Z": ["timed", START, START, "UTC"],
    "DTSTART;TZID=America/Buenos_Aires:20261124T150000\nDURATION:PT1H": [
        "timed", START, START + 3600, BA
    ],
    # As Outlook names it.
    "DTSTART;TZID=Argentina Standard Time:20261124T150000\nDURATION:PT1H": [
        "timed", START, START + 3600, BA
    ],
    "DTSTART;VALUE=DATE:20261124": ["all_day", "2026-11-24", "2026-11-25"],
    "DTSTART;VALUE=DATE:20261124\nDTEND;VALUE=DATE:20261127": [
        "all_day", "2026-11-24", "2026-11-27"
    ],
    "DTSTART;VALUE=DATE:20261124\nDTEND;VALUE=DATE:20261124": [
        "all_day", "2026-11-24", "2026-11-25"
    ],
}  # fmt: skip


@pytest.mark.parametrize("lines", TIMES)
def test_times(lines: str) -> None:
    found = one(f"UID:1\nSUMMARY:Ana\n{lines}")
    assert found.fields["when"] == TIMES[lines]
    assert found.doubt is None


OWN_ZONE = dedent(
    """\
    BEGIN:VTIMEZONE
    TZID:My zone
    BEGIN:STANDARD
    DTSTART:19700101T000000
    TZOFFSETFROM:+0100
    TZOFFSETTO:+0100
    END:STANDARD
    END:VTIMEZONE
    """
)


def test_a_zone_of_the_file_s_own_keeps_its_time_and_is_told() -> None:
    found = one("UID:1\nDTSTART;TZID=My zone:20261124T190000\nDURATION:PT1H", head=OWN_ZONE)
    assert found.fields["when"] == ["timed", START, START + 3600, BA]
    assert found.doubt is not None
    assert dict(found.doubt.places) == {"zone": "My zone", "assumed": BA}


def test_a_series_with_exceptions() -> None:
    (found,) = reading(
        f"""
        UID:s
        SUMMARY:Serie
        DTSTART;TZID={BA}:20261124T150000
        DTEND;TZID={BA}:20261124T160000
        RRULE:FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20270301T025959Z
        EXDATE;TZID={BA}:20261126T150000,20261201T150000
        EXDATE;TZID={BA}:20261203T150000
        """,
        f"""
        UID:s
        SUMMARY:Movida
        RECURRENCE-ID;TZID={BA}:20261208T150000
        DTSTART;TZID={BA}:20261208T170000
        DTEND;TZID={BA}:20261208T180000
        """,
        """
        UID:s
        RECURRENCE-ID:20261210T180000Z
        DTSTART:20261210T180000Z
        STATUS:CANCELLED
        """,
    ).events
    lines = found.fields["recurrence"]
    assert lines[0].startswith("RRULE:FREQ=WEEKLY;")
    assert set(lines[0][6:].split(";")) == {
        "FREQ=WEEKLY", "BYDAY=TU,TH", "UNTIL=20270301T025959Z"
    }  # fmt: skip
    assert lines[1:] == [
        f"EXDATE;TZID={BA}:20261126T150000,20261201T150000",
        f"EXDATE;TZID={BA}:20261203T150000",
    ]
    moved, gone = found.exceptions
    assert moved[0] == "20261208T180000Z"
    assert moved[1] is not None and moved[1]["summary"] == "Movida"
    assert gone == ("20261210T180000Z", None)


def test_what_a_meeting_and_a_class_carry() -> None:
    found = one(
        """
        UID:1
        DTSTART:20261124T180000Z
        SUMMARY:Ana
        ATTENDEE:mailto:ana@example.com
        X-GOOGLE-CONFERENCE:https://meet.google.com/abc-defg-hij
        X-AULA-CLASS-TYPE:grupal
        X-AULA-MAX-PARTICIPANTS:x
        X-AULA-ACCESS-CODE:<script>
        """
    )
    assert found.fields["location"] == "https://meet.google.com/abc-defg-hij"
    assert found.fields["lesson.class_type"] == "grupal"
    assert found.fields["lesson.max_participants"] == 1
    assert "lesson.access_code" not in found.fields
    assert "guests" not in found.fields  # nobody is invited by reading a file


BAD = {
    "UID:1\nSUMMARY:Sin hora": "Its time cannot be read.",
    "UID:1\nSUMMARY:Sin hora\nDTSTART:manana": "Its time cannot be read.",
    "UID:1\nSUMMARY:Al revés\nDTSTART:20261124T180000Z\nDTEND:20261124T170000Z": (
        "Its time cannot be read."
    ),
    "UID:1\nDTSTART:20261124T180000Z\nRRULE:FREQ=SOMETIMES": (
        "The rule by which it repeats cannot be read."
    ),
    "UID:1\nDTSTART:20261124T180000Z\nRRULE:FREQ=SECONDLY": (
        "The rule by which it repeats cannot be read."
    ),
    "UID:1\nDTSTART:20261124T180000Z\nRECURRENCE-ID:20261124T180000Z": (
        "It is one occurrence of a series that is not in the file."
    ),
}


@pytest.mark.parametrize("lines", BAD)
def test_one_bad_event_is_told_and_spoils_no_other(lines: str) -> None:
    found = reading(lines, "UID:2\nSUMMARY:Bien\nDTSTART:20261124T180000Z")
    assert [event.title for event in found.events] == ["Bien"]
    assert [one.why.msgid for one in found.unreadable] == [BAD[lines]]


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04 a zip", b"BEGIN:VCARD\r\nEND:VCARD\r\n", b"BEGIN:VCALENDAR\r\nBEGIN"]
)
def test_what_is_no_calendar_has_a_sentence(data: bytes) -> None:
    with pytest.raises(UsageError) as raised:
        read(data, "libro.ics", BA)
    assert raised.value.code == "not_a_calendar"
    assert dict(raised.value.told.places) == {"name": "libro.ics"}


def test_several_calendars_and_no_uids() -> None:
    data = file("SUMMARY:A\nDTSTART:20261124T180000Z") + file("SUMMARY:B\nDTSTART:20261124T180000Z")
    found = read(data, "a.ics", BA).events
    assert [event.title for event in found] == ["A", "B"]
    assert len({event.uid for event in found}) == 2


@given(st.binary(max_size=400))
def test_no_file_breaks_the_reader(tail: bytes) -> None:
    good = file("UID:1\nSUMMARY:Ana\nDTSTART:20261124T180000Z")
    for data in (good + tail, good[:-16] + tail, good.replace(b"UID:1", tail)):
        with suppress(UsageError):  # nothing else may come out of it
            read(data, "a.ics", BA)
