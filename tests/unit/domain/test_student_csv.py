"""CSV of the roster: what spreadsheets write is read, what is written they read."""

import itertools
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.errors import UsageError
from desktop_app.domain.student import Student
from desktop_app.domain.student_csv import COLUMNS, Row, apply, read, write

ANA = Student("1", "Ana Fernández", "11 5555-1234", "ana@example.com", "La Plata", notes="B2")
TEXT = (
    'Nombre;WhatsApp;E-mail;Notas\r\nÉva Ríos;+34 612 345 678;eva@example.com;"dos\r\nlíneas"\r\n'
)


def ids() -> Callable[[], str]:
    numbers = itertools.count(100)
    return lambda: str(next(numbers))


def rows(data: bytes | str, *known: Student) -> list[Row]:
    data = data.encode() if isinstance(data, str) else data
    return read(data, known, ids(), {"arandano": "9"})


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_table_of_any_spreadsheet_is_read(codec: str) -> None:
    (row,) = rows(TEXT.encode(codec))
    assert row.what == "new"
    assert row.student == Student(
        "100", "Éva Ríos", "+34 612 345 678", "eva@example.com", notes="dos\r\nlíneas"
    )


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_any_separator_will_do(separator: str) -> None:
    text = separator.join(["Name", "Time zone", "Length (min)", "Colour", "Type"])
    text += "\n" + separator.join(["Eva", "Europe/Madrid", "45 min", "Arándano", "Grupo"])
    (row,) = rows(text.replace("Length (min)", "Length"))
    assert row.student == Student(
        "100", "Eva", zone="Europe/Madrid", length=45, color_id="9", class_type="grupal"
    )


def test_name_and_surname_are_put_together_and_unknown_columns_left_alone() -> None:
    (row,) = rows("First name,Last name,Shoe size\nEva,Ríos,38\n,,\n")
    assert row.student.name == "Eva Ríos"


def test_without_a_name_the_address_is_the_name() -> None:
    (row,) = rows("Name,E-mail\n,eva@example.com\n")
    assert row.student.name == "eva@example.com"


def test_who_is_known_is_offered_to_be_merged_also_within_the_file() -> None:
    found = rows("Name,Email\nA. F.,ANA@example.com\nEva,eva@x.com\nEva R.,eva@x.com\n", ANA)
    assert [(row.what, row.by) for row in found] == [
        ("same", "email"),
        ("new", ""),
        ("same", "email"),
    ]
    assert [one.name for one in apply(found, lambda row: False)] == ["A. F.", "Eva R."]
    assert [one.name for one in apply(found, lambda row: row.line == 4)] == [
        "A. F.",
        "Eva",
        "Eva R.",
    ]


def test_two_lines_of_one_person_are_both_merged_into_her() -> None:
    text = "Name,Email,City,Phone\nAna,ana@example.com,Madrid,\nAna,ana@example.com,,+34612345678\n"
    (one,) = apply(rows(text, ANA), lambda row: False)
    assert (one.id, one.city, one.phone, one.notes) == ("1", "Madrid", "+34612345678", "B2")


def test_a_line_that_is_wrong_says_why_and_is_left_out() -> None:
    found = rows("Name,Phone\nEva,abc\nLuz,\n")
    assert found[0].what == "wrong" and found[0].told is not None
    assert [one.name for one in apply(found, lambda row: False)] == ["Luz"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b"PK\x03\x04\0\0\0\0", "no CSV"),
        (b"\xff\xfe\0", "no CSV"),
        (b"Shoe,Hat\n1,2\n", "no column"),
        (b"Name,Phone\n", "no students"),
        (b'Name\n"Ana', "cannot be read"),
        (b"Name\n" + b"x" * 5_000_001, "too big"),
    ],
)
def test_a_broken_file_gets_a_clear_sentence(data: bytes, words: str) -> None:
    with pytest.raises(UsageError) as error:
        rows(data)
    assert words in error.value.told.msgid


HEADINGS = {name: name for name in COLUMNS} | {"class_type": "type", "color_id": "colour"}


def written(*students: Student, separator: str = ";") -> bytes:
    return write(students, HEADINGS, {"grupal": "Grupo", "9": "Arándano"}, separator)


def test_what_is_written_begins_with_the_mark_that_excel_needs() -> None:
    assert written(ANA).startswith(b"\xef\xbb\xbfname;phone;email")


def test_a_name_that_is_a_formula_does_nothing_in_a_spreadsheet() -> None:
    evil = Student("1", '=HYPERLINK("http://x")', "+34 612 345 678")
    text = written(evil).decode("utf-8-sig")
    assert "'=HYPERLINK" in text
    assert ";+34 612 345 678;" in text  # a number is no formula
    assert read(written(evil), (), ids(), {})[0].student.name == evil.name


TIDY = st.text(
    st.characters(blacklist_categories=["C"], blacklist_characters="'\u2028\u2029\x85"), max_size=20
).map(str.strip)


@given(st.text(alphabet='abcñÁ .,;"=@', min_size=1, max_size=20).map(str.strip).filter(bool), TIDY)
def test_what_is_written_is_read_again(name: str, notes: str) -> None:
    one = Student(
        "1", " ".join(name.split()), notes=notes, class_type="grupal", color_id="9", length=45
    )
    if name.startswith("'"):
        return
    for separator in ";,":
        (row,) = read(written(one, separator=separator), (), lambda: "1", {"arandano": "9"})
        assert row.student == one
