"""Reminders with the real files and threads; only the clock is simulated."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from desktop_app.domain.ports import Reader
from desktop_app.domain.reminders import Due
from desktop_app.services.reminders import LONGEST, SNOOZE, Reminders
from desktop_app.system.settings import Settings
from desktop_app.usecases import edit
from desktop_app.usecases.new_lesson import Wish, new_lesson
from tests.unit.services.life import Life, SimulatedTimer

HOUR, MINUTE = 3600, 60


class Chosen(QObject):
    """Settings that a test sets."""

    changed = Signal(object)

    def __init__(self, *minutes: int) -> None:
        super().__init__()
        self.settings = Settings(reminder_minutes=minutes)


class Desk:
    """Reminders on the files of a life, and what they told."""

    def __init__(self, life: Life, qtbot: QtBot, *minutes: int) -> None:
        self.life, self.qtbot = life, qtbot
        reader = life.aula.open_reader()
        assert reader is not None
        self.reader: Reader = reader
        self.timer = SimulatedTimer(life.clock)
        self.settings: Any = Chosen(*minutes)
        self.told: list[Due] = []
        self.reminders = self._start()

    def _start(self) -> Reminders:
        made = Reminders(
            self.life.store,
            lambda: self.reader,
            self.settings,
            self.life.clock,
            self.timer,
        )
        made.told.connect(self.told.append)
        made.begin()
        self.settle()
        return made

    def restart(self) -> None:
        """As after closing the program and opening it again."""
        self.reminders.stop()
        self.reminders = self._start()

    def settle(self) -> None:
        """Let the store thread do what it has."""
        done: list[object] = []
        self.life.store.run(lambda store: store.account(), done.append)
        self.qtbot.waitUntil(lambda: bool(done))

    def pass_time(self, seconds: float, *, asleep: bool = False) -> None:
        """Let time go by; awake the timer fires when it is due, asleep only afterwards."""
        clock, end = self.life.clock, self.life.clock.seconds + seconds
        while not asleep and self.timer.due is not None and self.timer.due <= end:
            clock.seconds = self.timer.due
            self.timer.fire()
            self.settle()
        clock.seconds = end
        if asleep:
            self.reminders.look()
            self.settle()

    def names(self) -> list[str]:
        return [one.occurrence.summary for one in self.told]


@pytest.fixture
def desk(life: Life, qtbot: QtBot) -> Iterator[Callable[..., Desk]]:
    made: list[Desk] = []

    def build(*minutes: int) -> Desk:
        made.append(Desk(life, qtbot, *minutes))
        return made[-1]

    yield build
    for one in made:
        one.reminders.stop()
        one.reader.close()


def lesson(life: Life, away: float, name: str = "Ana", minutes: int = 60) -> str:
    start = int(life.clock()) + int(away)
    wish = Wish(start=start, end=start + minutes * 60, summary=name, meeting=False)
    made = new_lesson(life.files, None, wish, life.aula.defaults, life.clock())
    return made.change.draft.event_id


def test_the_timer_waits_for_the_very_second_and_no_other(
    life: Life, desk: Callable[..., Desk]
) -> None:
    lesson(life, 2 * HOUR)
    d = desk(10)
    assert d.timer.due == pytest.approx(life.clock() + 2 * HOUR - 10 * MINUTE)
    d.pass_time(2 * HOUR)
    assert d.names() == ["Ana"]
    assert d.told[0].mark.minutes == 10


def test_with_nothing_to_come_it_looks_again_in_hours(
    life: Life, desk: Callable[..., Desk]
) -> None:
    d = desk(10)
    assert d.timer.due == pytest.approx(life.clock() + LONGEST)


def test_each_is_told_once_also_after_a_restart(life: Life, desk: Callable[..., Desk]) -> None:
    lesson(life, HOUR)
    d = desk(30, 5)
    d.pass_time(HOUR - 20 * MINUTE)
    d.reminders.look()
    d.restart()
    assert d.names() == ["Ana"]
    d.pass_time(20 * MINUTE)
    d.restart()
    assert [one.mark.minutes for one in d.told] == [30, 5]


def test_after_a_sleep_what_began_meanwhile_is_told_once_and_what_is_over_is_not(
    life: Life, desk: Callable[..., Desk]
) -> None:
    lesson(life, HOUR, "over", 30)
    lesson(life, 3 * HOUR - 3 * MINUTE, "began")
    lesson(life, 3 * HOUR + 8 * MINUTE, "soon")
    lesson(life, 5 * HOUR, "later")
    d = desk(45, 10, 5)
    d.pass_time(3 * HOUR, asleep=True)
    assert d.names() == ["began", "soon"]


def test_put_off_it_comes_again_in_five_minutes_also_after_a_restart(
    life: Life, desk: Callable[..., Desk]
) -> None:
    lesson(life, HOUR)
    d = desk(10)
    d.pass_time(51 * MINUTE)
    d.reminders.snooze(d.told[0])
    d.settle()
    d.restart()
    d.pass_time(SNOOZE - 2)
    assert d.names() == ["Ana"]
    d.pass_time(2)
    assert d.names() == ["Ana", "Ana"]
    d.pass_time(HOUR)
    assert d.names() == ["Ana", "Ana"]


def test_a_class_moved_or_removed_is_told_as_it_is_now(
    life: Life, desk: Callable[..., Desk]
) -> None:
    moved, gone = lesson(life, HOUR, "moved"), lesson(life, HOUR, "gone")
    d = desk(10)
    start = int(life.clock()) + 2 * HOUR
    when = ["timed", start, start + HOUR, "America/Argentina/Buenos_Aires"]
    edit.edit(life.files, moved, "", {"when": when}, life.clock())
    edit.remove(life.files, gone, "", life.clock())
    d.reminders.look()
    d.pass_time(HOUR)
    assert d.names() == []
    d.pass_time(HOUR)
    assert d.names() == ["moved"]


def test_what_a_hidden_calendar_has_is_not_told(life: Life, desk: Callable[..., Desk]) -> None:
    lesson(life, HOUR)
    account = life.files.account()
    assert account is not None
    life.files.calendars.show(account.calendar_id, False)
    d = desk(10)
    d.pass_time(HOUR)
    assert d.names() == []


def test_with_no_minutes_there_are_no_reminders(life: Life, desk: Callable[..., Desk]) -> None:
    lesson(life, HOUR)
    d = desk()
    d.pass_time(2 * HOUR)
    assert d.names() == []


def test_put_off_as_the_program_ends_it_comes_in_the_next_run(
    life: Life, desk: Callable[..., Desk]
) -> None:
    lesson(life, HOUR)
    d = desk(10)
    d.pass_time(50 * MINUTE)
    d.reminders.stop()
    d.reminders.snooze(d.told[0])
    d.reminders.look()
    assert d.names() == ["Ana"]
    d.restart()
    d.pass_time(SNOOZE)
    assert d.names() == ["Ana", "Ana"]
