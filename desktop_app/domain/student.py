"""A student of the teacher's roster, and the rules by which one is found, named and merged."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from desktop_app.domain import zones
from desktop_app.domain.fold import fold
from desktop_app.domain.lesson import CLASS_TYPES
from desktop_app.domain.phone import wa_digits
from desktop_app.domain.text import N_, Sentence, one_line, sentence

MOST_OF_A_CLASS = 60
"""Students that one class can name: their ids share one property of 1024 characters."""
LONGEST = 300
LONGEST_NOTES = 4000
# Enough to tell an address from a slip of the hand; whether it exists only a mail can tell.
_ADDRESS = re.compile(r"[^\s@<>,;:\"]+@[^\s@<>,;:\"]+\.[^\s@<>,;:\".]{2,}")


@dataclass(frozen=True, slots=True)
class Student:
    """What the teacher knows of a student. It stays on this machine: a class only holds the `id`.

    "" (0 for `length`, minutes) means the teacher's default. `color_id` is Google's, `zone` IANA's.
    """

    id: str
    name: str = ""
    phone: str = ""
    email: str = ""
    city: str = ""
    zone: str = ""
    color_id: str = ""
    class_type: str = ""
    length: int = 0
    price: str = ""
    provider: str = ""
    notes: str = ""


NAMES = tuple(field.name for field in fields(Student))


def plain(text: str) -> str:
    """Return a name as it is compared: no accents, no case, single blanks."""
    return " ".join(fold(text).split())


def is_address(text: str) -> bool:
    """Return whether `text` looks like an e-mail address."""
    return len(text) <= 254 and _ADDRESS.fullmatch(text) is not None


def in_order(students: Iterable[Student]) -> list[Student]:
    """Return `students` by name, accents ignored."""
    return sorted(students, key=lambda one: (plain(one.name), one.id))


def search(students: Iterable[Student], text: str) -> list[Student]:
    """Return the students in whose name, address, number, city or notes all words of `text` are."""
    words = plain(text).split()
    found = []
    for one in students:
        digits = "".join(c for c in one.phone if c.isdigit())
        where = plain(" ".join((one.name, one.email, one.phone, digits, one.city, one.notes)))
        if all(word in where for word in words):
            found.append(one)
    return found


def suggest(students: Iterable[Student], typed: str, most: int = 5) -> list[tuple[Student, str]]:
    """Return who may be meant while a title is typed, each with the title that choosing makes.

    A name is meant from the start of one of its words on. Where the whole text begins none, its
    last word may: `Clase con An` becomes `Clase con Ana`.
    """
    typed = one_line(typed)
    if not typed:
        return []
    students = list(students)
    found = [(one, one.name) for one in students if _begins(one.name, typed)]
    head, _, tail = typed.rpartition(" ")
    if not found and head and len(tail) > 1:
        found = [(one, f"{head} {one.name}") for one in students if _begins(one.name, tail)]
    found = [(one, title) for one, title in found if plain(title) != plain(typed)]
    # First those whose name itself begins so: Ana before Juliana Anaya.
    found.sort(key=lambda pair: (not plain(pair[0].name).startswith(plain(typed)),))
    return found[:most]


def _begins(name: str, typed: str) -> bool:
    wanted = plain(typed)
    words = plain(name).split()
    return any(" ".join(words[i:]).startswith(wanted) for i in range(len(words)))


def named_in(title: str, students: Iterable[Student]) -> list[Student]:
    """Return the students whose whole name stands in `title`; the longest names win.

    `Clase con Ana Fernández` is not a class of a student called Ana when there is an Ana Fernández.
    """
    return in_order(_found(_whole(title), _by_length(students)))


def names(student: Student, students: Iterable[Student]) -> Callable[[str], bool]:
    """Return what says whether a title names `student`, as `named_in` has it; for many titles."""
    whole, known = _whole(student.name), _by_length(students)

    def named(title: str) -> bool:
        text = _whole(title)
        return whole in text and any(one.id == student.id for one in _found(text, known))

    return named


def _by_length(students: Iterable[Student]) -> list[tuple[str, Student]]:
    longest = sorted(students, key=lambda s: -len(s.name))
    return [(name, one) for one in longest if (name := _whole(one.name)).strip()]


def _found(text: str, known: Iterable[tuple[str, Student]]) -> list[Student]:
    found = []
    for name, one in known:
        if name in text:
            found.append(one)
            text = text.replace(name, " | ")
    return found


def _whole(text: str) -> str:
    """Return the words of `text` with a blank before, between and after them."""
    return f" {' '.join(_words(text))} "


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", plain(text))


def changed(student: Student, values: dict[str, Any]) -> Student:
    """Return `student` with `values` set, texts without blanks around; raises TypeError on others."""
    tidy: dict[str, Any] = {
        name: value.strip() if isinstance(value, str) else value for name, value in values.items()
    }
    return replace(student, **tidy)


def problems(student: Student) -> dict[str, Sentence]:
    """Return what is wrong, by field; nothing for a student that can be kept."""
    found: dict[str, Sentence] = {}
    if not student.name:
        found["name"] = sentence(N_("A student needs a name."))
    if student.email and not is_address(student.email):
        found["email"] = sentence(N_("“{text}” is no e-mail address."), text=student.email[:60])
    if student.phone and not wa_digits(student.phone):
        found["phone"] = sentence(N_("“{text}” is no phone number."), text=student.phone[:60])
    if student.zone and not zones.known(student.zone):
        found["zone"] = sentence(N_("There is no time zone “{zone}”."), zone=student.zone[:60])
    if student.length and not 5 <= student.length <= 720:
        found["length"] = sentence(N_("A class lasts from 5 to 720 minutes."))
    if student.class_type and student.class_type not in CLASS_TYPES:
        found["class_type"] = sentence(
            N_("There is no class type “{type}”."), type=student.class_type[:60]
        )
    for name in NAMES:
        value = getattr(student, name)
        longest = LONGEST_NOTES if name == "notes" else LONGEST
        if isinstance(value, str) and len(value) > longest:
            found.setdefault(name, sentence(N_("That is too long: {most} at most."), most=longest))
    return found


def same(student: Student, others: Iterable[Student]) -> tuple[Student, str] | None:
    """Return who of `others` is the same person, and by what: `email`, `phone` or `name`.

    An address says more than a number, a number more than a name.
    """
    others = [one for one in others if one.id != student.id]
    email, phone, name = student.email.casefold(), wa_digits(student.phone), plain(student.name)
    for one in others:
        if email and one.email.casefold() == email:
            return one, "email"
    for one in others:
        if phone and wa_digits(one.phone) == phone:
            return one, "phone"
    for one in others:
        # Two people may have one name: then what else is known must not speak against it.
        apart = (email and one.email) or (phone and one.phone)
        if name and plain(one.name) == name and not apart:
            return one, "name"
    return None


def merged(known: Student, new: Student) -> Student:
    """Return `known` with what `new` says besides; notes of both are kept."""
    values = {
        name: getattr(new, name)
        for name in NAMES
        if name not in ("id", "notes") and getattr(new, name)
    }
    notes = known.notes
    if new.notes and new.notes not in notes:
        notes = f"{notes}\n{new.notes}".strip()
    return replace(known, **values, notes=notes)


def place(student: Student) -> str:
    """Return where the student is, in a word: the city, else what the zone is named after."""
    return student.city or zones.city(student.zone)


def by_id(students: Iterable[Student], ids: Sequence[str]) -> list[Student]:
    """Return those of `ids` that the roster still has, in that order."""
    known = {one.id: one for one in students}
    return [known[one] for one in ids if one in known]
