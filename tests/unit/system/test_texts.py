"""Days, times, translations and the invitation in the teacher's words."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.event import Event, Meeting, Timed
from desktop_app.domain.lesson import Lesson
from desktop_app.domain.student import Student
from desktop_app.domain.text import sentence
from desktop_app.domain.zones import BUENOS_AIRES
from desktop_app.system import dates
from desktop_app.system.settings import Settings
from desktop_app.system.translations import fill, install, system_language
from desktop_app.system.wording import elsewhere, free_times, in_words, invitation
from tests.unit.domain.build import at

DAY = date(2026, 11, 24)


def test_days_and_months_in_both_languages() -> None:
    assert dates.short_day(DAY, "es") == "mar 24/11"
    assert dates.short_day(DAY, "en") == "Tue 24/11"
    assert dates.long_day(DAY, "es") == "martes 24 de noviembre"
    assert dates.long_day(DAY, "en") == "Tuesday 24 November"
    assert dates.month_title(DAY, "es") == "Noviembre 2026"
    assert dates.months_title(DAY, DAY, "es") == "Noviembre 2026"
    assert dates.months_title(DAY, date(2026, 12, 1), "es") == "Nov – dic 2026"
    assert dates.months_title(DAY, date(2027, 1, 1), "en") == "Nov 2026 – Jan 2027"


def test_an_hour_is_written_without_a_nought_before_it() -> None:
    assert dates.clock(at("2026-11-24 09:05"), BUENOS_AIRES) == "9:05"
    assert dates.clock(at("2026-11-24 00:30"), BUENOS_AIRES) == "0:30"


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ("15:00", "16:00", "15–16"),
        ("10:30", "11:30", "10:30–11:30"),
        ("9:00", "9:50", "9:00–9:50"),
        ("12:00", "12:00", "12:00"),
    ],
)
def test_a_span_names_minutes_as_soon_as_one_side_has_them(start: str, end: str, text: str) -> None:
    low, high = (at(f"2026-11-24 {clock:0>5}") for clock in (start, end))
    assert dates.time_span(low, high, BUENOS_AIRES) == text


def test_places_are_filled_once_and_values_stay_what_they_are() -> None:
    assert fill("{a} {b} {c", {"a": "{b} <b>🙂</b>", "b": "2"}) == "{b} <b>🙂</b> 2 {c"


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({"LANG": "es_AR.UTF-8"}, "es"),
        ({"LANGUAGE": "en:es", "LANG": "es_AR"}, "en"),
        ({"LC_ALL": "es", "LANG": "C"}, "es"),
        ({"LANG": "fr_FR"}, "en"),
        ({}, "en"),
    ],
)
def test_the_system_s_language_is_taken(environ: dict[str, str], language: str) -> None:
    assert system_language(environ) == language


def test_a_missing_catalogue_leaves_english(tmp_path: Path) -> None:
    translator = install("es", folder=tmp_path)
    assert translator.language == "es"
    assert translator.gettext("Undo") == "Undo"


def test_a_sentence_is_told_in_spanish() -> None:
    told = install("es").tell(sentence("Connected as {email}", email="a@b.c"))
    assert told == "Conectada como a@b.c"


def test_the_invitation_carries_day_time_link_and_code() -> None:
    when = Timed(at("2026-11-24 15:00"), at("2026-11-24 16:00"), BUENOS_AIRES)
    event = Event("e", "cal", when, summary="Ana {code}", lesson=Lesson(access_code="K7M-4QX"))
    text = invitation(event, Settings(), install("es"))
    assert "martes 24 de noviembre, 15–16 (hora de Buenos Aires)" in text
    assert "Código de acceso: K7M-4QX" in text
    assert "Ana {code}" in text
    assert "Enlace" not in text
    own = Settings(invitation_es_individual="{title}: {code}", invitation_en_grupal="Group!")
    assert invitation(event, own, install("es")) == "Ana {code}: K7M-4QX"
    assert invitation(event, own, install("en")).startswith("Hi! This is your class")
    group = replace(event, lesson=Lesson(class_type="grupal"))
    assert invitation(group, own, install("en")) == "Group!"


def test_the_hours_of_a_second_zone_stand_beside_the_first() -> None:
    """Half an hour apart where the zone is; another day's where the clock was changed there."""
    november, july = date(2026, 11, 23), date(2026, 7, 1)
    assert dates.hour_labels(november, BUENOS_AIRES, "Europe/Madrid")[9] == "13:00"
    assert dates.hour_labels(july, BUENOS_AIRES, "Europe/Madrid")[9] == "14:00"
    assert dates.hour_labels(november, BUENOS_AIRES, "Asia/Kolkata")[21] == "5:30"


def student(city: str, zone: str) -> Student:
    return Student("1", "Ana", city=city, zone=zone)


@pytest.mark.parametrize(
    ("students", "told"),
    [
        ([], ""),
        ([student("", BUENOS_AIRES), student("Asunción", "America/Asuncion")], ""),
        ([student("", "Europe/Madrid")], "in Madrid 19–20"),
        ([student("Alcalá, España", "Europe/Madrid")], "in Alcalá 19–20"),
        ([student("", "Asia/Tokyo")], "in Tokyo Wed 25/11 3–4"),
        (
            [student("", "Europe/Madrid"), student("", "Europe/Madrid"), student("", "Asia/Tokyo")],
            "in Madrid 19–20 · in Tokyo Wed 25/11 3–4",
        ),
        ([student("Nowhere", "Europe/Nowhere")], ""),
    ],
)
def test_the_hours_where_a_student_is_are_told_where_they_differ(
    students: list[Student], told: str
) -> None:
    when = Timed(at("2026-11-24 15:00"), at("2026-11-24 16:00"), BUENOS_AIRES)
    assert elsewhere(when, BUENOS_AIRES, students, install("en")) == told


def test_an_event_in_words_holds_no_code() -> None:
    when = Timed(at("2026-11-24 15:00"), at("2026-11-24 16:00"), BUENOS_AIRES)
    meeting = Meeting("ready", "https://meet.google.com/abc")
    event = Event("e", "cal", when, summary="Ana", meeting=meeting, lesson=Lesson("K7M-4QX"))
    assert in_words(event, BUENOS_AIRES, install("en")).splitlines() == [
        "Ana", "Tuesday 24 November, 15–16", "https://meet.google.com/abc",
    ]  # fmt: skip


def test_free_times_are_a_line_a_day_on_the_student_s_clock() -> None:
    spans = [
        (at("2026-11-24 09:00"), at("2026-11-24 11:00")),
        (at("2026-11-24 21:00"), at("2026-11-24 22:30")),
    ]
    assert free_times(spans, BUENOS_AIRES, "Buenos Aires", install("es")).splitlines() == [
        "Mis horarios libres (hora de Buenos Aires):",
        "mar 24/11: 9–11, 21:00–22:30",
    ]
    assert free_times(spans, "Europe/Madrid", "Madrid", install("en")).splitlines()[1:] == [
        "Tue 24/11: 13–15",
        "Wed 25/11: 1:00–2:30",
    ]
    assert free_times([], BUENOS_AIRES, "", install("en")) == "I have no free times then."
