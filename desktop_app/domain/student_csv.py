"""The roster as CSV: read whatever a spreadsheet wrote, write what every spreadsheet reads. Pure."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from desktop_app.domain.errors import UsageError
from desktop_app.domain.lesson import CLASS_TYPES
from desktop_app.domain.student import NAMES, Student, merged, plain, problems, same
from desktop_app.domain.text import N_, Sentence, sentence

BIGGEST = 5_000_000
COLUMNS = tuple(name for name in NAMES if name != "id")
"""The fields of a student that a file has, in the order it is written in."""

# Headings, plain, in both languages and as contact lists name them.
_HEADINGS = {
    "name": "name|nombre|alumno|alumna|student|estudiante|nombre y apellido|full name|first name",
    "surname": "surname|apellido|apellidos|last name|family name",
    "phone": "phone|whatsapp|telefono|celular|movil|tel|number|numero|whatsapp number"
    "|numero de whatsapp|phone number|mobile phone|phone 1 - value",
    "email": "email|e-mail|mail|correo|correo electronico|e-mail address|e-mail 1 - value",
    "city": "city|ciudad|location",
    "zone": "zone|zona|timezone|time zone|zona horaria|huso|huso horario",
    "color_id": "colour|color",
    "class_type": "type|tipo|class type|tipo de clase|usual type|tipo habitual",
    "length": "length|duracion|minutes|minutos|usual length|duracion habitual",
    "price": "price|precio|valor|tarifa|usual price|precio habitual",
    "provider": "provider|proveedor|video call|videollamada",
    "notes": "notes|notas|observaciones|comentarios",
}
_FIELD = {heading: name for name, text in _HEADINGS.items() for heading in text.split("|")}
_TYPES = {"group": "grupal", "grupo": "grupal", "individual": "individual", "grupal": "grupal"}

What = Literal["new", "same", "wrong"]


class Row(NamedTuple):
    """One line of a file, 1 being the headings: the student it means and what is to be done of it.

    `same` is who it is already (`by` email, phone or name), `told` what is wrong with it.
    """

    line: int
    student: Student
    what: What
    same: Student | None = None
    by: str = ""
    told: Sentence | None = None


def read(
    data: bytes, known: Iterable[Student], new_id: Callable[[], str], colors: Mapping[str, str]
) -> list[Row]:
    """Return what the file `data` says, each line held against `known` and the lines before it.

    `colors`: plain names of colours to Google's ids. Raises UsageError, with a sentence for the
    teacher, for a file that is no table of students.
    """
    rows = _rows(_text(data))
    heads, body = _headings(rows)
    seen = list(known)
    found: list[Row] = []
    for line, cells in body:
        values = {name: _bare(cell) for name, cell in zip(heads, cells, strict=False) if name}
        if not any(values.values()):
            continue
        row = _row(line, values, seen, new_id, colors)
        found.append(row)
        if row.what == "new":
            seen.append(row.student)
    if not found:
        raise UsageError(sentence(N_("There are headings in that file, and no students.")))
    return found


def _row(
    line: int,
    values: dict[str, str],
    seen: Sequence[Student],
    new_id: Callable[[], str],
    colors: Mapping[str, str],
) -> Row:
    name = f"{values.get('name', '')} {values.get('surname', '')}".strip()
    texts = {field: text for field, text in values.items() if field in COLUMNS}
    length = texts.pop("length", "")
    kind = plain(texts.pop("class_type", ""))
    color = texts.pop("color_id", "")
    minutes = "".join(c for c in length if c in "0123456789")[:5]
    said: dict[str, Any] = {
        **texts,
        "name": name or values.get("email", ""),
        "class_type": _TYPES.get(kind, kind),
        "color_id": colors.get(plain(color), ""),
        "length": int(minutes or 0),
    }
    student = Student(new_id(), **said)
    wrong = problems(student)
    if wrong:
        return Row(line, student, "wrong", told=next(iter(wrong.values())))
    who = same(student, seen)
    if who is not None:
        return Row(line, student, "same", *who)
    return Row(line, student, "new")


def apply(rows: Iterable[Row], apart: Callable[[Row], bool]) -> list[Student]:
    """Return the students to keep: new ones, and known ones merged with what the file says.

    `apart` says which lines the teacher wants as students of their own though somebody is the same.
    """
    kept: dict[str, Student] = {}
    for row in rows:
        if row.what == "wrong":
            continue
        if row.same is not None and not apart(row):
            known = kept.get(row.same.id, row.same)
            kept[known.id] = merged(known, row.student)
        else:
            kept[row.student.id] = row.student
    return list(kept.values())


def write(
    students: Iterable[Student],
    headings: Mapping[str, str],
    words: Mapping[str, str],
    separator: str,
) -> bytes:
    """Return the roster as CSV: UTF-8 with a byte-order mark, which Excel needs to see accents.

    `headings` names the columns, `words` what stands for a class type or a colour's id in a cell.
    """
    out = io.StringIO()
    table = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    table.writerow([headings[name] for name in COLUMNS])
    for one in students:
        cells = []
        for name in COLUMNS:
            value = getattr(one, name)
            text = str(value) if value else ""
            if name in ("class_type", "color_id"):
                text = words.get(text, text)
            cells.append(_guarded(text))
        table.writerow(cells)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _guarded(text: str) -> str:
    # A spreadsheet runs what begins so as a formula; a name may come from a stranger's invitation.
    number = text[:1] in "+-" and all(c in "+- .()/0123456789" for c in text)
    return f"'{text}" if text[:1] and text[0] in "=@+-\t\r" and not number else text


def _bare(cell: str) -> str:
    cell = cell.strip()
    return cell[1:].strip() if cell[:1] == "'" and cell[1:2] and cell[1] in "=@+-" else cell


def _text(data: bytes) -> str:
    if len(data) > BIGGEST:
        raise UsageError(sentence(N_("That file is too big to be a list of students.")))
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        codecs: tuple[str, ...] = ("utf-16",)
    else:
        # What is not UTF-8 was saved by a spreadsheet on Windows.
        codecs = ("utf-8-sig", "cp1252")
    for codec in codecs:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
        break
    raise UsageError(
        sentence(N_("That file is no CSV. In the spreadsheet, save it as CSV (UTF-8)."))
    )


def _rows(text: str) -> list[tuple[int, list[str]]]:
    first = text.lstrip("\r\n").split("\n", 1)[0]
    separator = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    found = []
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found.append((reader.line_num, cells))
    except csv.Error as error:
        told = sentence(
            N_("Line {line} of that file cannot be read: a quote is not closed or out of place."),
            line=reader.line_num,
        )
        raise UsageError(told) from error
    if not found:
        raise UsageError(sentence(N_("That file is empty.")))
    return found


def _headings(
    rows: list[tuple[int, list[str]]],
) -> tuple[list[str], list[tuple[int, list[str]]]]:
    heads = [_FIELD.get(plain(cell.strip(" *:")), "") for cell in rows[0][1]]
    # A name twice (two numbers, say): the first is meant.
    heads = [name if name not in heads[:i] else "" for i, name in enumerate(heads)]
    if "name" not in heads and "email" not in heads:
        raise UsageError(
            sentence(
                N_(
                    "That file has no column “Name” in its first line. It needs one; others are "
                    "WhatsApp, E-mail, City, Time zone, Type, Length, Price and Notes."
                )
            )
        )
    return heads, rows[1:]


assert set(_TYPES.values()) == set(CLASS_TYPES)
