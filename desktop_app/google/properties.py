"""Class details on the wire: private extended properties of an event, by name."""

from collections.abc import Mapping
from typing import Any

from desktop_app.domain.errors import UsageError
from desktop_app.domain.lesson import Lesson
from desktop_app.domain.text import N_, sentence

OPERATION = "aulaOperation"
"""The operation id of the change that made the event; written by the insert and never again."""

CUT_BY = "aulaCutBy"
"""The operation id of the change that ended a series where another goes on: two devices may do so
at the same class, and a reply may be lost."""

LONGEST = 1024
"""Calendar v3 cuts a longer value silently."""

KEYS = {
    "access_code": "aulaAccessCode",
    "class_type": "aulaClassType",
    "max_participants": "aulaMaxParticipants",
    "current_participants": "aulaCurrentParticipants",
    "focus": "aulaFocus",
    "price": "aulaPrice",
    "host_type": "aulaHostType",
    "booked_by": "aulaBookedBy",
    "payment_reference": "aulaPaymentReference",
    "status": "aulaStatus",
    "students": "aulaStudents",
}
"""Names of `Lesson` to keys; each shorter than the 44 characters that Google keeps of a key."""

_PLAIN = Lesson()


def lesson_of(private: Mapping[str, Any]) -> Lesson | None:
    """Return the class that the private properties of an event describe, None for any other event.

    What is missing or is no number counts as Lesson's default: the properties are text that other
    programs can write.
    """
    if "aulaAccessCode" not in private and "aulaClassType" not in private:
        return None
    get = private.get
    return Lesson(
        str(get("aulaAccessCode") or ""),
        str(get("aulaClassType") or _PLAIN.class_type),
        _number(get("aulaMaxParticipants"), _PLAIN.max_participants),
        _number(get("aulaCurrentParticipants"), _PLAIN.current_participants),
        str(get("aulaFocus") or ""),
        str(get("aulaPrice") or ""),
        str(get("aulaHostType") or ""),
        str(get("aulaBookedBy") or ""),
        str(get("aulaPaymentReference") or ""),
        str(get("aulaStatus") or _PLAIN.status),
        tuple(str(get("aulaStudents") or "").split()),
    )


def property_value(name: str, value: object) -> str | None:
    """Return what the property of the class detail `name` is set to, None for nothing at all.

    Raises UsageError when Google would cut the value.
    """
    if isinstance(value, list | tuple):
        value = " ".join(value)
    text = "" if value is None else str(value)
    if len(text) > LONGEST:
        raise UsageError(
            sentence(
                N_("That is too long: at most {most} characters fit in one detail of a class."),
                most=LONGEST,
            ),
            code="too_long",
            detail=name,
        )
    return text or None


def _number(text: object, default: int) -> int:
    if text is None:
        return default
    try:
        return int(str(text))
    except ValueError:
        return default
