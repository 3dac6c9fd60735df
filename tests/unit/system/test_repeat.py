"""How a class repeats, in words, in both languages; and the holidays that it may skip."""

from datetime import date

import pytest

from desktop_app.domain.rule import Rule
from desktop_app.system import holidays
from desktop_app.system.repeat import describe
from desktop_app.system.translations import install
from tests.unit.domain.build import timed

TUESDAY = timed("2026-12-01 10:00", "2026-12-01 11:00")


@pytest.mark.parametrize(
    ("rule", "es", "en"),
    [
        (Rule(), "cada semana, los martes", "every week, on Tuesday"),
        (Rule(weekdays=(5,)), "cada semana, los sábados", "every week, on Saturday"),
        (
            Rule(weekdays=(0, 2), until=date(2026, 12, 18)),
            "cada semana, lun y mié, hasta el 18/12",
            "every week, Mon and Wed, until 18/12",
        ),
        (
            Rule(interval=2, weekdays=(0, 1, 2, 3, 4), count=10),
            "cada 2 semanas, de lunes a viernes, 10 veces",
            "every 2 weeks, Monday to Friday, 10 times",
        ),
        (Rule("DAILY", count=1), "todos los días, 1 vez", "every day, 1 time"),
        (Rule("DAILY", 3), "cada 3 días", "every 3 days"),
        (Rule("MONTHLY", nth=1), "cada mes, el primer martes", "every month, on the first Tuesday"),
        (Rule("MONTHLY", 2), "cada 2 meses, el día 1", "every 2 months, on day 1"),
        (
            Rule("YEARLY", until=date(2030, 1, 1)),
            "cada año, el 1 de diciembre, hasta el 1/1/2030",
            "every year, on 1 December, until 1/1/2030",
        ),
        (
            Rule(left_out=frozenset({date(2026, 12, 8)})),
            "cada semana, los martes, sin 1 fecha",
            "every week, on Tuesday, without 1 date",
        ),
        (None, "se repite por una regla propia", "repeats by a rule of its own"),
    ],
)
def test_a_rule_in_words(rule: Rule | None, es: str, en: str) -> None:
    assert describe(rule, TUESDAY, install("es")) == es
    assert describe(rule, TUESDAY, install("en")) == en


def test_argentina_s_holidays_have_names_in_her_language() -> None:
    found = holidays.of((2026, 2027), "es")
    around = [day for day in found if date(2026, 12, 1) <= day <= date(2027, 1, 31)]
    assert around == [date(2026, 12, 8), date(2026, 12, 25), date(2027, 1, 1)]
    assert found[date(2026, 12, 25)] == "Navidad"
    assert holidays.of((2026,), "en")[date(2026, 12, 25)] == "Christmas Day"
