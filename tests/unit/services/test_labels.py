"""What edits are called in toasts and in the menu."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from desktop_app.domain import zones
from desktop_app.domain.change import Change, Draft, Kind
from desktop_app.domain.event import AllDay, Event, Meeting, Timed, When, when_value
from desktop_app.services import labels
from desktop_app.system.translations import install

BA = zones.BUENOS_AIRES


def timed(start: str, end: str) -> Timed:
    at = [zones.epoch(datetime.fromisoformat(f"2026-{text}"), BA) for text in (start, end)]
    return Timed(at[0], at[1], BA)


ANA = Event("e", "c", timed("11-24 15:00", "11-24 16:00"), summary="Ana")


def told(
    fields: dict[str, Any], event: Event = ANA, change: Change | None = None
) -> tuple[str, str]:
    translator = install("es")
    label = labels.edited(event, fields, translator, BA, change)
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


def step(kind: Kind, group: str = "act") -> Change:
    return Change(1, Draft("ana", "c", "e", "e", kind, "op", group=group))


def test_what_is_done_to_a_series_is_called_so() -> None:
    assert told({"summary": "x"}, change=step("patch")) == (
        "Cambiada toda la serie: Ana",
        "cambiar la serie Ana",
    )
    assert told({"summary": "x"}, change=step("create"))[0] == "Cambiada de acá en adelante: Ana"
    met = Event("e", "c", ANA.when, summary="Ana", meeting=Meeting("ready"))
    assert "volvé a enviarlo" in told({"summary": "x"}, met, step("create"))[0]
    translator = install("es")
    rest = labels.removed(ANA, translator, step("patch"))
    assert translator.tell(rest.told) == "Eliminada de acá en adelante: Ana"
    series = replace(ANA, recurrence=("RRULE:FREQ=WEEKLY",))
    every = labels.removed(series, translator, step("delete", ""))
    assert translator.tell(every.told) == "Eliminada toda la serie: Ana"
    assert translator.tell(labels.removed(ANA, translator, None).told) == "Eliminada: Ana"
    assert translator.tell(labels.elsewhere(ANA, translator).name) == "pasar Ana a otro calendario"


def test_a_title_of_many_lines_or_none_is_told_in_one() -> None:
    nameless = Event("e", "c", ANA.when, summary=" \n ")
    assert told({"color_id": "3"}, nameless)[0] == "Cambiada: (Sin título)"
    long = Event("e", "c", ANA.when, summary="Ana\n" * 40)
    assert len(told({"color_id": "3"}, long)[0]) < 60
