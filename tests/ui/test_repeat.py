"""How a class repeats, seen from one far into its series: what is left out stays left out."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.domain.event import Timed
from desktop_app.ui.form.repeat import RepeatField
from tests.ui.conftest import Stage
from tests.ui.fakes import ZONE, at

RULE = "RRULE:FREQ=WEEKLY;BYDAY=TU"
LATER = Timed(at("2027-03-02 15:00"), at("2027-03-02 16:00"), ZONE)
TWO_YEARS = ("20261208", "20270209", "20270525", "20280229", "20280620")
"""The holidays on a Tuesday in the two years from the series' start, 2026-11-24."""


@pytest.fixture
def s(stage: Callable[..., Stage]) -> Stage:
    return stage(language="en")


def lines(*days: str, rule: str = RULE) -> tuple[str, ...]:
    times = [f"{day}T150000" for day in days]
    return (rule, f"EXDATE;TZID={ZONE}:{','.join(times)}") if days else (rule,)


def repeat(s: Stage, qtbot: QtBot, given: tuple[str, ...]) -> RepeatField:
    made = RepeatField(s.window.context, given, LATER, s.window)
    qtbot.addWidget(made)
    return made


def test_a_later_class_brings_back_none_on_holidays(s: Stage, qtbot: QtBot) -> None:
    """Two years ahead of it there are more holidays than were left out when it was made."""
    r = repeat(s, qtbot, lines(*TWO_YEARS))
    assert r.skip.isChecked() and r.lines == lines(*TWO_YEARS)


def test_one_holiday_that_another_program_left_out_stays_left_out(s: Stage, qtbot: QtBot) -> None:
    """The tick stays off: it is no rule that she chose."""
    r = repeat(s, qtbot, lines("20280620"))
    assert not r.skip.isChecked() and r.lines == lines("20280620")
    r.interval.setValue(2)
    assert "20280620T150000" in r.lines[1]


def test_the_tick_still_takes_holidays_out_and_brings_them_back(s: Stage, qtbot: QtBot) -> None:
    r = repeat(s, qtbot, lines(*TWO_YEARS))
    r.skip.setChecked(False)
    assert r.lines == lines("20261208", "20270209")  # before this class: as they were
    r.skip.setChecked(True)
    assert r.lines == lines(*TWO_YEARS)
    r.interval.setValue(2)
    assert set(TWO_YEARS) <= {day[:8] for day in r.lines[1].partition(":")[2].split(",")}


def test_the_choices_are_worded_as_they_repeat(s: Stage, qtbot: QtBot) -> None:
    """For the day it starts on, the weekdays and how often; the line below only adds to that."""
    r = repeat(s, qtbot, (RULE,))
    assert [r.often.itemText(i) for i in range(r.often.count())] == [
        "Does not repeat",
        "Every day",
        "Every week, on Tuesday",
        "Every month, on day 2",
        "Every month, on the first Tuesday",
        "Every year, on 2 March",
    ]
    assert r.words.isHidden()
    r.days[3].setChecked(True)
    r.interval.setValue(2)
    assert r.often.currentText() == "Every 2 weeks, Tue and Thu"
    r.ends.setCurrentIndex(2)
    assert not r.words.isHidden() and r.words.text() == "every 2 weeks, Tue and Thu, 10 times"
    r.often.setCurrentIndex(1)
    assert r.often.currentText() == "Every 2 days"
