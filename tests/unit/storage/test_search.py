"""Search over what is cached, as projected: words, accents, order, series, what is not sent yet."""

import sqlite3
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.event import DAY
from desktop_app.domain.fold import fold, plain
from desktop_app.domain.search import Found
from desktop_app.storage import search
from desktop_app.storage.reader import FileReader
from desktop_app.storage.store import FileStore
from tests.unit.storage.parts import ANA, BA, HOUR, NOW, Files, at, create, draft, said


def page(store: FileStore, *events: Any) -> None:
    store.apply_page("cal", events, "token", "fields")


def found(store: FileStore, reader: FileReader, text: str, limit: int = 50) -> list[Found]:
    while store.index_words(3):
        pass
    return list(reader.search(text, NOW, limit))


def titles(store: FileStore, reader: FileReader, text: str) -> list[str]:
    return [one.occurrence.summary for one in found(store, reader, text)]


def test_accents_case_and_the_ends_of_words_do_not_count(
    store: FileStore, reader: FileReader
) -> None:
    page(store, said("a", at(0), summary="Reunión con Íñigo"), said("b", at(0), summary="Ana"))
    for text in ("reunion", "REUNIÓN", "reun inig", "con  reu", "íñi"):
        assert titles(store, reader, text) == ["Reunión con Íñigo"], text
    assert titles(store, reader, "union") == []
    assert titles(store, reader, "reunion ana") == []


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("biblioteca", {"location": "Biblioteca Nacional"}),
        ("cuaderno", {"description": "Traer el <b>cuaderno</b>&nbsp;rojo"}),
        ("entrevistas", {"lesson": {"focus": "Entrevistas de trabajo"}}),
        ("K7M-4QX", {"lesson": {"access_code": "K7M-4QX"}}),
        ("k7m4qx", {"lesson": {"access_code": "K7M-4QX"}}),
        ("lucas", {"lesson": {"booked_by": "Lucas Pérez"}}),
        ("MP-77", {"lesson": {"payment_reference": "MP-77"}}),
    ],
)
def test_every_text_of_a_class_is_looked_at(
    store: FileStore, reader: FileReader, text: str, fields: dict[str, Any]
) -> None:
    page(store, said("a", at(0), summary="Clase", **fields), said("b", at(0), summary="Otra"))
    assert titles(store, reader, text) == ["Clase"]


def test_guests_are_found_by_name_and_by_address(store: FileStore, reader: FileReader) -> None:
    store.record([create("a", guests=[["mora@example.org", "Mora Gil", "accepted"]])], NOW)
    assert titles(store, reader, "mora gil") == ["Clase"]
    assert titles(store, reader, "mora@exam") == ["Clase"]


def test_what_is_not_sent_is_found_and_what_it_replaced_is_not(
    store: FileStore, reader: FileReader
) -> None:
    page(store, said("a", at(0), summary="Vieja"), said("b", at(0), summary="Borrada"))
    assert titles(store, reader, "vieja") == ["Vieja"]
    changes, _ = store.record(
        [
            create("new", summary="Sin enviar"),
            draft("a", fields={"summary": "Mía"}, base={"summary": "Vieja"}),
            draft("b", "delete"),
        ],
        NOW,
    )
    assert titles(store, reader, "enviar") == ["Sin enviar"]
    assert titles(store, reader, "mia") == ["Mía"]
    assert titles(store, reader, "vieja") == []
    assert titles(store, reader, "borrada") == []
    store.withdraw([change.seq for change in changes])
    assert titles(store, reader, "enviar") == []
    assert titles(store, reader, "vieja") == ["Vieja"]
    assert titles(store, reader, "borrada") == ["Borrada"]


def test_coming_first_by_time_then_past_the_latest_first_titles_before_the_rest(
    store: FileStore, reader: FileReader
) -> None:
    page(
        store,
        said("1", at(-3 * DAY), summary="Ana 1"),
        said("2", at(-1 * DAY), summary="Ana 2"),
        said("3", at(2 * DAY), summary="Ana 3"),
        said("4", at(-1800), summary="Ana 4"),  # goes on
        said("5", at(DAY), summary="Grupo", description="con Ana"),
        said("6", at(3 * DAY), summary="Ana 6"),
    )
    answer = found(store, reader, "ana")
    assert [f.occurrence.event_id for f in answer] == ["4", "3", "6", "5", "2", "1"]
    assert [f.coming for f in answer] == [True] * 4 + [False] * 2
    assert [f.excerpt for f in answer] == ["", "", "", "con Ana", "", ""]
    assert [f.occurrence.event_id for f in found(store, reader, "ana", 2)] == ["4", "3"]


def test_a_series_is_told_once_by_its_next_time_and_a_renamed_one_by_itself(
    store: FileStore, reader: FileReader
) -> None:
    exam = {"recurring_event_id": "s", "original": "20261120T110640Z"}
    page(
        store,
        said("s", at(-2 * DAY), summary="Sofía", recurrence=["RRULE:FREQ=DAILY;COUNT=9"]),
        said("s_2", at(2 * DAY), summary="Examen de Sofía", **exam),
    )
    (sofia,) = found(store, reader, "sofia")
    assert (sofia.occurrence.start, sofia.occurrence.summary) == (NOW, "Sofía")
    (examen,) = found(store, reader, "examen")
    assert (examen.occurrence.start, examen.occurrence.original) == (
        NOW + 2 * DAY,
        "20261120T110640Z",
    )
    page(store, said("s_2", None, status="cancelled", **exam))
    assert titles(store, reader, "examen") == []
    page(store, said("s", None, status="cancelled"))
    assert titles(store, reader, "sofia") == []


def test_a_series_that_is_over_is_told_by_its_last_time(
    store: FileStore, reader: FileReader
) -> None:
    rule = ["RRULE:FREQ=DAILY;COUNT=3"]
    page(store, said("s", at(-9 * DAY), summary="Tomás", recurrence=rule))
    (tomas,) = found(store, reader, "tomas")
    assert (tomas.occurrence.start, tomas.coming) == (NOW - 7 * DAY, False)


def test_a_series_that_was_over_years_ago_is_found_at_its_first_time(
    store: FileStore, reader: FileReader
) -> None:
    start = NOW - 3000 * DAY
    when = ["timed", start, start + HOUR, BA]
    rule = ["RRULE:FREQ=DAILY;COUNT=3"]
    page(store, said("s", when, summary="Irene", recurrence=rule), said("a", at(0), summary="Ana"))
    (irene,) = found(store, reader, "irene")
    assert (irene.occurrence.start, irene.coming) == (start, False)
    assert reader.event(*irene.occurrence.key) is not None
    page(store, said("s", None, status="cancelled"))
    assert found(store, reader, "irene") == []


def test_another_account_finds_nothing_of_the_first(store: FileStore, reader: FileReader) -> None:
    page(store, said("a", at(0), summary="Secreta"))
    assert titles(store, reader, "secreta") == ["Secreta"]
    store.set_account(ANA._replace(sub="eva"))
    assert titles(store, reader, "secreta") == []
    page(store, said("b", at(0), summary="De Eva"))
    assert titles(store, reader, "eva") == ["De Eva"]


def test_words_wait_over_a_restart(files: Files, store: FileStore) -> None:
    page(store, *(said(f"e{i}", at(i * HOUR), summary=f"Clase {i}") for i in range(5)))
    assert store.index_words(2) == 3
    store.close()
    again = files.open()
    reader = files.reader()
    assert reader is not None
    assert len(reader.search("clase", NOW, 9)) == 2
    assert again.index_words(9) == 0
    assert len(reader.search("clase", NOW, 9)) == 5
    reader.close()
    again.close()


@settings(max_examples=300)
@given(st.text(max_size=40))
def test_no_text_is_read_as_a_query_of_its_own(text: str) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute(search.TABLE)
    connection.execute("INSERT INTO search (title) VALUES (?)", (text.replace("\0", " "),))
    asked = search.query(text)
    if asked:
        connection.execute("SELECT count(*) FROM search WHERE search MATCH ?", (asked,)).fetchone()
    connection.close()


@pytest.mark.parametrize("text", ['ana" OR "lucas', "NEAR(ana lucas)", "title:ana", "-ana", "a*b"])
def test_operators_are_words(store: FileStore, reader: FileReader, text: str) -> None:
    page(store, said("a", at(0), summary="Ana"), said("b", at(0), summary=f"x {text} y"))
    assert f"x {text} y" in titles(store, reader, text)


def test_text_of_nothing_but_signs_finds_nothing(store: FileStore, reader: FileReader) -> None:
    page(store, said("a", at(0), summary="Ana · ¡hola!"))
    for text in ("", "  ", "·", '"', "¡!"):
        assert found(store, reader, text) == []
    assert titles(store, reader, "· ana") == ["Ana · ¡hola!"]


def test_words_are_compared_in_their_simplest_form() -> None:
    assert [fold(text) for text in ("Reunión", "ÑANDÚ", "Straße", "Plain")] == [
        "reunion",
        "nandu",
        "strasse",
        "plain",
    ]
    assert plain("<p>Hola&nbsp;<b>Ana</b> &amp; 2 < 3</p>").split() == [
        "Hola",
        "Ana",
        "&",
        "2",
        "<",
        "3",
    ]


def test_what_stands_far_outside_the_week_is_found(store: FileStore, reader: FileReader) -> None:
    page(store, said("old", ["timed", NOW - 4000 * DAY, NOW - 4000 * DAY + HOUR, BA], summary="Eo"))
    assert titles(store, reader, "eo") == ["Eo"]
