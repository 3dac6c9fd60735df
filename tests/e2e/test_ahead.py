"""Days made ready ahead of the key, in the program itself: what is written meanwhile is in them."""

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.demo import DemoServer
from tests.e2e.conftest import Start
from tests.e2e.test_hand import Hand

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def hand(qtbot: QtBot, start: Start, demo_server: DemoServer) -> Hand:
    return Hand(qtbot, start(), demo_server)


def ready(hand: Hand) -> None:
    """Wait until both neighbours of the week shown are ready."""
    view = hand.view

    def both() -> bool:
        return all(view.ahead.take(view._beside(step)) is not None for step in (1, -1))

    hand.qtbot.waitUntil(both, timeout=10_000)


def written(true: Callable[[], bool]) -> None:
    """Wait until something is in the files, while the window hears of nothing."""
    deadline = time.monotonic() + 10
    while not true():
        assert time.monotonic() < deadline


def test_an_edit_and_its_undo_are_in_the_week_that_was_ready(hand: Hand) -> None:
    """By key, before the window was told that they are written."""
    key = hand.make(0, "20:00", "21:00")
    reader = hand.program.calendar.reader
    assert reader is not None

    def name() -> str:
        event = reader.event(*key)
        return event.summary if event is not None else ""

    def shown() -> str:
        chip = hand.view.chip(key)
        assert chip is not None and chip.ink is not None
        return chip.ink.title

    before = name()
    hand.view.turn(-1)
    ready(hand)
    hand.program.calendar.edit(key, {"summary": "Otra"})
    written(lambda: name() == "Otra")
    hand.qtbot.keyClick(hand.view.surface, Qt.Key.Key_Right)
    assert shown() == "Otra"
    hand.settle(lambda: hand.on_server(key)["summary"] == "Otra")
    hand.view.turn(-1)
    ready(hand)
    hand.program.calendar.undo()
    written(lambda: name() == before)
    hand.qtbot.keyClick(hand.view.surface, Qt.Key.Key_Right)
    assert shown() == before
    hand.settle(lambda: hand.on_server(key)["summary"] == before)


def test_a_week_that_was_ready_is_shown_with_what_google_brought(hand: Hand) -> None:
    hand.view.turn(-1)
    ready(hand)
    hand.server.calendar().insert(
        {
            "summary": "From the phone",
            "start": {"dateTime": f"{hand.day(0)}T07:00:00-03:00"},
            "end": {"dateTime": f"{hand.day(0)}T08:00:00-03:00"},
        }
    )
    hand.program.calendar.sync_now()
    reader = hand.program.calendar.reader
    assert reader is not None
    low, high = hand.seconds(0, "07:00"), hand.seconds(0, "08:00")
    seen = lambda: [o.summary for o in reader.occurrences(low, high, hand.zone)]  # noqa: E731
    written(lambda: seen() == ["From the phone"])
    hand.view.turn(1)
    assert "From the phone" in [o.summary for o in hand.view.occurrences]


def test_a_hidden_calendar_is_not_in_a_week_that_was_ready(hand: Hand) -> None:
    hand.make(0, "20:00", "21:00")
    hand.view.turn(-1)
    ready(hand)
    reader, calendars = hand.program.calendar.reader, hand.program.calendar.calendars
    assert reader is not None
    own = next(one for one in calendars.listed() if one.for_classes)
    calendars.show(own.id, False)
    written(lambda: not next(o for o in reader.calendars() if o.id == own.id).shown)
    hand.view.turn(1)
    assert own.id not in {o.calendar_id for o in hand.view.occurrences}
    QApplication.processEvents()
    assert own.id not in {o.calendar_id for o in hand.view.occurrences}
