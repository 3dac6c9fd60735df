"""The roster in desk.db, and which classes are a student's."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from desktop_app.domain.errors import UsageError
from desktop_app.domain.event import Guest
from desktop_app.domain.student import Student
from desktop_app.storage.reader import FileReader
from desktop_app.storage.store import FileStore
from desktop_app.usecases import students as roster
from tests.unit.storage.parts import HOUR, NOW, Files, at, create, draft, said

ANA = Student("a", "Ana", "11 5555-1234", notes="B2")
EVA = Student("e", "Éva")
IDA = Student("i", "ida")


def test_the_roster_is_kept_by_name_and_outlives_the_program(
    files: Files, store: FileStore, reader: FileReader
) -> None:
    changed = store.roster.change([IDA, EVA, ANA], [])
    assert changed.students and not changed.families
    assert list(reader.students()) == [ANA, EVA, IDA]
    store.roster.change([], ["e"])
    store.close()
    again = files.open()
    assert list(again.roster.all()) == [ANA, IDA]
    again.close()


def test_a_change_of_the_roster_is_taken_back_whole(store: FileStore) -> None:
    roster.change(store.roster, [ANA, EVA])
    done = roster.change(store.roster, [Student("a", "Ana F."), IDA], ["e"])
    assert [one.name for one in store.roster.all()] == ["Ana F.", "ida"]
    roster.take_back(store.roster, done)
    assert list(store.roster.all()) == [ANA, EVA]


def test_a_student_that_makes_no_sense_is_not_kept(store: FileStore) -> None:
    with pytest.raises(UsageError):
        roster.change(store.roster, [ANA, Student("x")])
    assert list(store.roster.all()) == []


def test_her_classes_are_the_linked_ones_and_those_that_carry_her_name(
    store: FileStore, reader: FileReader
) -> None:
    other = Student("f", "Ana Fernández")
    store.roster.change([ANA, other], [])
    lesson = {"access_code": "AAA-CCC"}
    store.apply(said("named", at(HOUR), summary="Clase con ANA", lesson=lesson))
    store.apply(
        said("linked", at(-30 * HOUR), summary="Grupo", lesson=lesson | {"students": ["a", "f"]})
    )
    store.apply(said("longer", at(HOUR), summary="Ana Fernández", lesson=lesson))
    store.apply(said("taken", at(HOUR), summary="Ana", lesson=lesson | {"students": ["f"]}))
    store.apply(said("no class", at(HOUR), summary="Ana"))
    store.record([create("new", 2 * HOUR, summary="Hoy", **{"lesson.students": ["a"]})], NOW)
    found = roster.classes(reader, ANA, reader.students(), NOW)
    assert [row.event_id for row in found.coming] == ["named", "new"]
    assert [row.event_id for row in found.past] == ["linked"]


def test_a_link_made_here_and_not_sent_counts_at_once(store: FileStore, reader: FileReader) -> None:
    lesson = {"access_code": "AAA-CCC"}
    series = said(
        "s", at(HOUR), summary="S", recurrence=["RRULE:FREQ=DAILY;COUNT=3"], lesson=lesson
    )
    store.apply(series)
    patch = draft("s", fields={"lesson.students": ["a"]}, base={"lesson.students": []})
    store.record([patch], NOW)
    assert len(reader.classes_of("a", lambda title: False)) == 3


def test_guests_of_classes_who_are_nobody_yet_are_offered_once(
    store: FileStore, reader: FileReader
) -> None:
    lesson = {"access_code": "AAA-CCC"}
    guests = [["eva@x.com", ""], ["me@x.com", "Me", "accepted", False, True]]
    more = [["EVA@x.com", "Eva R."], ["ana@x.com", "Ana"]]
    store.apply(said("1", at(0), lesson=lesson, guests=guests, attendees=True))
    store.apply(said("2", at(0), lesson=lesson, guests=more, attendees=True))
    store.apply(said("3", at(0), guests=[["boss@x.com"]], attendees=True))
    known = [Student("a", "Ana", email="ANA@X.com")]
    found = roster.strangers(reader.past_guests(), known)
    assert [(one.email, one.name) for one in found] == [("EVA@x.com", "Eva R.")]
    made = roster.of_guest(Guest("luz.diaz@x.com"))
    assert (made.name, made.email) == ("luz.diaz", "luz.diaz@x.com")


def test_codes_in_use_are_known_to_the_reader(store: FileStore, reader: FileReader) -> None:
    store.apply(said("1", at(HOUR), lesson={"access_code": "AAA-CCC"}))
    store.apply(said("2", at(-9 * HOUR), lesson={"access_code": "DDD-EEE"}))
    assert reader.access_codes(NOW) == {"AAA-CCC"}


def test_a_cache_without_the_column_is_expanded_anew(tmp_path: Path) -> None:
    """Form 1 and 2 know no students of an occurrence; what the events say is read again."""
    files = Files(tmp_path / "data")
    shutil.copytree(Path(__file__).parents[2] / "data" / "desk-1-cache-2", files.folder)
    with sqlite3.connect(files.cache) as cache:
        raw = {"id": "single", "when": at(0), "lesson": {"students": ["a"]}}
        cache.execute("UPDATE events SET raw = ? WHERE id = 'single'", (json.dumps(raw),))
    cache.close()
    store = files.open()
    reader = files.reader()
    assert reader is not None
    assert [row.event_id for row in reader.classes_of("a", lambda title: False)] == ["single"]
    reader.close()
    store.close()
