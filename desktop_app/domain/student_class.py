"""What a student brings into a class: the fields that choosing her sets. Pure."""

from collections.abc import Sequence
from typing import Any

from desktop_app.domain.event import Event, Timed, when_value
from desktop_app.domain.student import MOST_OF_A_CLASS, Student


def usual(student: Student) -> dict[str, Any]:
    """Return the fields of a class that the student's own habits set; no time and no title."""
    fields: dict[str, Any] = {
        "color_id": student.color_id,
        "lesson.class_type": student.class_type,
        "lesson.price": student.price,
    }
    return {name: value for name, value in fields.items() if value}


def chosen(event: Event, student: Student, title: str) -> dict[str, Any]:
    """Return the fields that choosing `student` as the name of `event` sets.

    Where she is the first one her usual type, length, price and colour come along; in a class that
    has others already they were decided before.
    """
    fields: dict[str, Any] = {"summary": title}
    if event.lesson is None:
        return fields
    before = event.lesson.students
    fields["lesson.students"] = with_student(before, student.id)
    if not before:
        fields |= usual(student)
        when = event.when
        if student.length and isinstance(when, Timed):
            end = when.start + student.length * 60
            fields["when"] = when_value(Timed(when.start, end, when.zone))
    return fields


def with_student(ids: Sequence[str], student_id: str) -> list[str]:
    """Return `ids` and `student_id`, once; as many as a class can hold."""
    return list(dict.fromkeys([*ids, student_id]))[:MOST_OF_A_CLASS]
