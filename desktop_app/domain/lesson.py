"""A class (`Lesson`, for `class` is taken): the details that make an event one the teacher gives."""

from typing import Literal

from desktop_app.domain.frozen import frozen

ClassType = Literal["individual", "grupal"]
CLASS_TYPES: tuple[ClassType, ...] = ("individual", "grupal")


@frozen
class Lesson:
    """The class details. They live in private extended properties, never in the description.

    `students` are ids of the teacher's roster, which stays on her machine.
    """

    access_code: str = ""
    class_type: str = "individual"
    max_participants: int = 1
    current_participants: int = 0
    focus: str = ""
    price: str = ""
    host_type: str = ""
    booked_by: str = ""
    payment_reference: str = ""
    status: str = "scheduled"
    students: tuple[str, ...] = ()


def participants(wanted: int) -> int:
    """Return how many may take part: nothing less than one, as the platform counted."""
    return max(1, wanted)


def description(template: str, class_type: str, max_participants: int) -> str:
    """Return the description of a class from the teacher's template.

    Plain replacement, not str.format: a template is the teacher's text and may hold any brace.
    """
    return template.replace("{class_type}", class_type).replace(
        "{max_participants}", str(max_participants)
    )
