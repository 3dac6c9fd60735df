"""What edits are called in toasts and in the menu."""

from datetime import date, datetime
from typing import Any

import pytest

from desktop_app.domain import zones
from desktop_app.domain.event import AllDay, Event, Timed, When, when_value
from desktop_app.services import labels
from desktop_app.system.translations import install

BA = zones.BUENOS_AIRES


def timed(start: str, end: str) -> Timed:
    at = [zones.epoch(datetime.fromisoformat(f"2026-{text}"), BA) for text in (start, end)]
    return Timed(at[0], at[1], BA)


ANA = Event("e", "c", timed("11-24 15:00", "11-24 16:00"), summary="Ana")


def told(fields: dict[str, Any], event: Event = ANA) -> tuple[str, str]:
    translator = install("es")
    label = labels.edited(event, fields, translator, BA)
    return translator.tell(label.told), translator.tell(label.name)


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (timed("11-26 10:00", "11-26 11:00"), "Movida: Ana, mar 15:00 → jue 10:00"),
        (timed("12-01 15:00", "12-01 16:00"), "Movida: Ana, mar 24/11 15:00 → mar 1/12 15:00"),
        (
            AllDay(date(2026, 11, 26), date(2026, 11, 27)),
            "Movida: Ana, mar 24/11 15:00 → jue 26/11",
        ),
        (
            timed("11-24 15:00", "11-24 16:45"),
            "Duración nueva: Ana, 15:00–16:00 → 15:00–16:45",
        ),
    ],
)
def test_a_move_tells_from_where_to_where(when: When, said: str) -> None:
    assert told({"when": when_value(when)})[0] == said


def test_the_menu_names_what_would_be_undone() -> None:
    moved = told({"when": when_value(timed("11-26 10:00", "11-26 11:00"))})
    assert moved[1] == "mover Ana"
    assert told({"summary": "Ana y Sol"}) == ("Renombrada: Ana y Sol", "renombrar Ana y Sol")
    assert told({"color_id": "3"}) == ("Cambiada: Ana", "cambiar Ana")


def test_a_title_of_many_lines_or_none_is_told_in_one() -> None:
    nameless = Event("e", "c", ANA.when, summary=" \n ")
    assert told({"color_id": "3"}, nameless)[0] == "Cambiada: (Sin título)"
    long = Event("e", "c", ANA.when, summary="Ana\n" * 40)
    assert len(told({"color_id": "3"}, long)[0]) < 60
