"""Changes that need the teacher, as tests and pictures show them."""

from typing import Any

from desktop_app.domain.change import Change, Draft, Side, Sides
from desktop_app.services.attention import Stuck
from tests.ui.fakes import ZONE, at, lesson


def when(start: str, end: str) -> list[Any]:
    return ["timed", at(start), at(end), ZONE]


def stuck(
    seq: int,
    code: str,
    kind: Any = "patch",
    name: str = "Ana Fernández",
    event_id: str = "e11",
    detail: str = "",
    group: str = "",
    sides: tuple[Side, ...] = (),
    theirs: bool = True,
) -> Stuck:
    """Return one thing to decide, about the class `event_id` of the pictures' week."""
    fields = {side.name: side.mine for side in sides} or {"summary": name}
    base = {side.name: side.base for side in sides}
    draft = Draft("1", "cal", event_id, event_id, kind, f"op{seq}", "", fields, base, group=group)
    change = Change(seq, draft, "attention", 1, error_code=code, error_detail=detail)
    event = lesson(event_id, name, "2026-11-25 15:00", "2026-11-25 16:00")
    mine = None if kind == "delete" else event
    there = Sides(change, mine, event if theirs else None, sides, tuple(s.name for s in sides))
    return Stuck(change, there, name)


CONFLICT = stuck(
    1,
    "conflict",
    sides=(
        Side(
            "when",
            when("2026-11-25 15:00", "2026-11-25 16:00"),
            when("2026-11-26 10:00", "2026-11-26 11:00"),
            when("2026-11-25 17:00", "2026-11-25 18:30"),
        ),
        Side("summary", "Ana", "Ana Fernández", "Ana F. (First)"),
        Side(
            "description",
            "",
            "Traer el libro de lectura y el cuaderno.",
            "Traer el libro, capítulo 3: las páginas 40 a 52, con los ejercicios hechos, y una "
            "lista de las palabras que no entendió para verlas juntas.",
        ),
    ),
)
LIST = [
    CONFLICT,
    stuck(2, "deleted_there", name="Lucas Pérez", theirs=False, sides=(
        Side("lesson.price", "$ 10.000", "$ 12.000", None),
    )),
    stuck(3, "changed_there", "delete", "Valentina Sosa", sides=(
        Side("when", when("2026-11-25 17:00", "2026-11-25 18:00"), None,
             when("2026-11-25 18:00", "2026-11-25 19:00")),
    )),
    stuck(4, "forbidden", "create", "Reunión instituto", detail="You need to have writer access "
          "to this calendar."),
    stuck(5, "restored", "create", "Club de lectura"),
    stuck(6, "rejected", name="Grupo B1", group="g1", detail="Invalid recurrence rule."),
]  # fmt: skip
