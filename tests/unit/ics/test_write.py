"""What goes out as .ics: read back with the library, and by Aula itself."""

from datetime import UTC, date, datetime
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.event import AllDay, Event, Guest, Meeting, Timed, original_key
from desktop_app.domain.lesson import Lesson
from desktop_app.domain.projection import Family
from desktop_app.ics.read import read
from desktop_app.ics.write import write

BA = "America/Argentina/Buenos_Aires"
NOW = 1_795_000_000
START = 1_795_543_200  # 2026-11-24 15:00 in Buenos Aires


def one(**more: object) -> Event:
    values: dict[str, Any] = {
        "id": "abc12",
        "calendar_id": "cal",
        "when": Timed(START, START + 3600, BA),
        "summary": "Ana; B1, conversación",
    } | more
    return Event(**values)


def written(*events: Event, exceptions: tuple[Event, ...] = (), codes: bool = False) -> str:
    families = [
        Family(event, {e.original: e for e in exceptions if e.family == event.id})
        for event in events
    ]
    return write(families, NOW, codes=codes).decode()


def parts(text: str) -> list[Any]:
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


def test_an_event_is_there_with_its_zone() -> None:
    text = written(one(description="Traé el libro\nPágina 3", location="Zoom"))
    (event,) = parts(text)
    assert event["uid"] == "abc12@google.com"
    assert event["summary"] == "Ana; B1, conversación"
    assert event["description"] == "Traé el libro\nPágina 3"
    assert event["dtstart"].dt == datetime(2026, 11, 24, 18, tzinfo=UTC)
    assert event["dtstart"].params["TZID"] == BA
    assert f"TZID:{BA}" in text and "BEGIN:VTIMEZONE" in text
    assert max(len(line) for line in text.encode().split(b"\r\n")) <= 75


def test_access_codes_and_guests_stay_at_home() -> None:
    lesson = Lesson("K7M-4QX", "grupal", 4, focus="B1", price="$ 12.000")
    event = one(lesson=lesson, guests=(Guest("ana@example.com", "Ana"),))
    text = written(event)
    for part in ("K7M-4QX", "ana@example.com", "12.000"):
        assert part not in text
    assert "X-AULA-CLASS-TYPE:grupal" in text
    assert "X-AULA-ACCESS-CODE:K7M-4QX" in written(event, codes=True)


def test_a_link_goes_as_a_conference() -> None:
    (event,) = parts(written(one(meeting=Meeting("ready", "https://meet.google.com/abc"))))
    assert str(event["conference"]) == "https://meet.google.com/abc"
    assert event["conference"].params["FEATURE"] == "VIDEO"


def test_an_all_day_event_has_bare_dates() -> None:
    (event,) = parts(written(one(when=AllDay(date(2026, 11, 24), date(2026, 11, 26)))))
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2026, 11, 24), date(2026, 11, 26))


def test_a_series_goes_with_its_exceptions() -> None:
    week = 7 * 86_400
    master = one(recurrence=("RRULE:FREQ=WEEKLY;BYDAY=TU", f"EXDATE;TZID={BA}:20261208T150000"))
    moved = one(
        id="abc12_x", when=Timed(START + week + 3600, START + week + 7200, BA), summary="Movida",
        recurring_event_id="abc12", original=original_key(START + week),
    )  # fmt: skip
    gone = one(
        id="abc12_y", when=None, status="cancelled", recurring_event_id="abc12",
        original=original_key(START + 3 * week),
    )  # fmt: skip
    text = written(master, exceptions=(moved, gone))
    series, first, second = parts(text)
    assert series["rrule"].to_ical() == b"FREQ=WEEKLY;BYDAY=TU"
    assert f"EXDATE;TZID={BA}:20261208T150000" in text
    assert first["recurrence-id"].dt == datetime(2026, 12, 1, 18, tzinfo=UTC)
    assert first["uid"] == second["uid"] == series["uid"]
    assert second["status"] == "CANCELLED"


def test_text_that_rfc_5545_forbids_is_left_out() -> None:
    (event,) = parts(written(one(summary="A\x00na\x1b\r\nB")))
    assert event["summary"] == "Ana\nB"


@pytest.mark.parametrize("codes", [False, True])
def test_what_goes_out_comes_back(codes: bool) -> None:
    lesson = Lesson("K7M-4QX", "grupal", 4, focus="B1; verbos")
    event = one(lesson=lesson, description="x" * 300 + "ñ", transparency="transparent")
    (back,) = read(written(event, codes=codes).encode(), "a.ics", "UTC").events
    assert back.uid == "abc12@google.com"
    assert back.fields == {
        "summary": event.summary,
        "description": event.description,
        "transparency": "transparent",
        "when": ["timed", START, START + 3600, BA],
        "lesson.class_type": "grupal",
        "lesson.max_participants": 4,
        "lesson.focus": "B1; verbos",
    } | ({"lesson.access_code": "K7M-4QX"} if codes else {})


def test_an_empty_calendar_is_one() -> None:
    assert parts(write([], NOW).decode()) == []


TEXT = st.text(
    st.characters(blacklist_categories=("Cc", "Cs"), blacklist_characters="\u2028\u2029\x85"),
    max_size=120,
).map(str.strip)
ZONES = st.sampled_from([BA, "Europe/Madrid", "America/New_York", "Asia/Kathmandu", "UTC"])


@given(TEXT, TEXT, TEXT, ZONES, st.integers(0, 2_000_000_000), st.integers(0, 900_000))
def test_whatever_she_writes_comes_back_as_it_was(
    title: str, notes: str, place: str, zone: str, start: int, length: int
) -> None:
    when = Timed(start, start + length, zone)
    event = one(summary=title, description=notes, location=place, when=when)
    (back,) = read(written(event).encode(), "a.ics", BA).events
    assert back.fields["summary"] == title
    assert back.fields.get("description", "") == notes
    assert back.fields.get("location", "") == place
    assert back.fields["when"] == ["timed", start, start + length, zone]
