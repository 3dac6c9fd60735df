"""The roster's rules: who is found, meant, the same; what comes into a class."""

import pytest

from desktop_app.domain import zones
from desktop_app.domain.cities import zone_of
from desktop_app.domain.event import Event, Timed
from desktop_app.domain.lesson import Lesson
from desktop_app.domain.student import (
    Student,
    merged,
    named_in,
    names,
    problems,
    same,
    search,
    suggest,
)
from desktop_app.domain.student_class import chosen, with_student

ANA = Student("1", "Ana Fernández", "11 5555-1234", "ana@example.com", "La Plata", notes="B2")
ANA_ALONE = Student("2", "Ana")
LUCAS = Student("3", "Lucas Pérez", length=45, price="$ 9", color_id="10", class_type="grupal")
JULIANA = Student("4", "Juliana Anaya")
ROSTER = [ANA, ANA_ALONE, LUCAS, JULIANA]


def titles(typed: str) -> list[str]:
    return [title for _, title in suggest(ROSTER, typed)]


def test_accents_case_and_order_of_words_do_not_matter_in_a_search() -> None:
    assert search(ROSTER, "FERNANDEZ ana") == [ANA]
    assert search(ROSTER, "55551234") == [ANA]
    assert search(ROSTER, "la plata") == [ANA]
    assert search(ROSTER, "zzz") == []


def test_a_name_is_suggested_from_any_of_its_words() -> None:
    assert titles("an") == ["Ana Fernández", "Ana", "Juliana Anaya"]
    assert titles("pér") == ["Lucas Pérez"]
    assert titles("") == []


def test_after_other_words_the_last_one_is_completed() -> None:
    assert titles("Clase con Luc") == ["Clase con Lucas Pérez"]
    assert titles("Clase con L") == []  # one letter says too little there


def test_nothing_is_suggested_for_a_name_that_is_there_already() -> None:
    assert "Lucas Pérez" not in titles("lucas perez")


def test_the_longest_name_in_a_title_wins() -> None:
    assert named_in("Clase con ANA FERNANDEZ", ROSTER) == [ANA]
    assert named_in("Ana y Lucas Pérez", ROSTER) == [ANA_ALONE, LUCAS]
    assert named_in("Analía", ROSTER) == []
    assert named_in("", [Student("5", "")]) == []


@pytest.mark.parametrize("one", ROSTER)
def test_a_title_names_the_same_students_however_many_titles_there_are(one: Student) -> None:
    named = names(one, ROSTER)
    for title in ("Clase con ANA FERNANDEZ", "Ana y Lucas Pérez", "Ana, Ana Fernández", "Analía"):
        assert named(title) == (one in named_in(title, ROSTER))
    assert not names(Student("5", ""), ROSTER)("Ana  Fernández")


@pytest.mark.parametrize(
    ("new", "by"),
    [
        (Student("9", "Otra", email="ANA@example.com"), "email"),
        (Student("9", "Otra", "+54 9 11 5555 1234"), "phone"),
        (Student("9", "ana fernandez"), "name"),
    ],
)
def test_the_same_person_is_known_by_address_number_or_name(new: Student, by: str) -> None:
    assert same(new, ROSTER) == (ANA, by)


def test_one_name_and_two_addresses_are_two_people() -> None:
    assert same(Student("9", "Ana Fernández", email="otra@example.com"), ROSTER) is None
    assert same(ANA, ROSTER) is None  # nobody is the same as herself


def test_merging_keeps_what_only_one_knows_and_the_notes_of_both() -> None:
    both = merged(ANA, Student("9", "Ana F.", city="Madrid", notes="C1"))
    assert both == Student(
        "1", "Ana F.", "11 5555-1234", "ana@example.com", "Madrid", notes="B2\nC1"
    )
    assert merged(both, Student("9", notes="C1")).notes == "B2\nC1"


def test_what_is_wrong_is_told_by_field() -> None:
    wrong = Student("1", "", "abc", "a@b", zone="Europe/Nowhere", length=3, class_type="duo")
    assert set(problems(wrong)) == {"name", "phone", "email", "zone", "length", "class_type"}
    assert set(problems(Student("1", "x" * 301, notes="y" * 4001))) == {"name", "notes"}
    assert problems(ANA) == {}


def event(*students: str) -> Event:
    when = Timed(1_000_000, 1_003_600, zones.BUENOS_AIRES)
    return Event("e", "cal", when, summary="Clase", lesson=Lesson("AAA-CCC", students=students))


def test_the_first_student_of_a_class_brings_her_habits() -> None:
    assert chosen(event(), LUCAS, "Lucas Pérez") == {
        "summary": "Lucas Pérez",
        "lesson.students": ["3"],
        "color_id": "10",
        "lesson.class_type": "grupal",
        "lesson.price": "$ 9",
        "when": ["timed", 1_000_000, 1_002_700, zones.BUENOS_AIRES],
    }


def test_another_one_joins_without_changing_what_was_decided() -> None:
    assert chosen(event("1"), LUCAS, "Clase") == {
        "summary": "Clase",
        "lesson.students": ["1", "3"],
    }
    assert with_student(["1", "3"], "3") == ["1", "3"]
    assert len(with_student([str(n) for n in range(60)], "x")) == 60


def test_what_is_no_class_gets_the_name_alone() -> None:
    plain = Event("e", "cal", None)
    assert chosen(plain, LUCAS, "Lucas Pérez") == {"summary": "Lucas Pérez"}


@pytest.mark.parametrize(
    ("city", "zone"),
    [
        ("Madrid, España", "Europe/Madrid"),
        ("nueva york", "America/New_York"),
        ("CÓRDOBA", "America/Argentina/Cordoba"),
        ("Ciudad de México", "America/Mexico_City"),
        ("Tokyo", "Asia/Tokyo"),
        ("Villa Carlos Paz", ""),
        ("", ""),
    ],
)
def test_a_city_tells_its_zone(city: str, zone: str) -> None:
    assert zone_of(city, zones.choices()) == zone
