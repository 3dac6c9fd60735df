"""The next class wherever she looks: card, title, tray, reminder; and leaving to the tray."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from desktop_app.domain.event import Meeting
from desktop_app.domain.reminders import Due, mark_of
from desktop_app.domain.text import Sentence
from desktop_app.services.values import Toast, ToastAction
from desktop_app.ui import reminder
from desktop_app.ui.minutes import Minutes
from desktop_app.ui.presence import Presence
from desktop_app.ui.reminder import ReminderCard
from tests.ui.conftest import NOW, Stage
from tests.ui.fakes import at, lesson, row
from tests.ui.pictures import READY

Build = Callable[..., Stage]
LEFT = Qt.MouseButton.LeftButton


def present(s: Stage) -> Presence:
    assert s.window.presence is not None
    return s.window.presence


def due(s: Stage, name: str = "Ana", start: str = "2026-11-24 11:29", **more: object) -> Due:
    """Return the reminder of a class that stands in the calendar."""
    more.setdefault("meeting", READY)
    event = lesson(name, name, start, "2026-11-24 13:00", **more)
    s.reader.put(event)
    o = row(event)
    return Due(o, mark_of(o, 10))


def remind(s: Stage, one: Due) -> ReminderCard:
    s.calendar.reminders.told.emit(one)
    return present(s).cards.shown[-1]


def test_the_card_says_when_and_has_what_she_needs(stage: Build, qtbot: QtBot) -> None:
    s = stage(language="en")
    one = due(s)
    card = remind(s, one)
    assert card.words == "Ana. 11:29–13:00 · Starts in 10 min"
    qtbot.mouseClick(card.code, LEFT)
    assert ("copy_code", one.occurrence.key) in s.calendar.asked
    qtbot.mouseClick(card.join, LEFT)
    assert ("join", one.occurrence.key) in s.calendar.asked
    assert present(s).cards.shown == []


def test_it_takes_no_focus_from_what_is_typed_and_a_key_goes_to_it(
    stage: Build, qtbot: QtBot
) -> None:
    s = stage()
    s.window.choose(("e11", ""))
    panel = s.window.panel
    assert panel is not None
    panel.name_it()
    field = QApplication.focusWidget()
    card = remind(s, due(s))
    assert QApplication.focusWidget() is field
    qtbot.keyClick(field, Qt.Key.Key_F8)
    assert card.join.hasFocus()
    qtbot.keyClick(card.join, Qt.Key.Key_Tab)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert present(s).cards.shown == []
    assert QApplication.focusWidget() is not None


def test_put_off_it_is_gone_until_it_comes_again(stage: Build, qtbot: QtBot) -> None:
    s = stage()
    one = due(s)
    qtbot.mouseClick(remind(s, one).later, LEFT)
    assert s.calendar.reminders.asked == [("snooze", one)]
    assert present(s).cards.shown == []
    remind(s, one)
    remind(s, one)
    assert len(present(s).cards.shown) == 1


def test_many_at_once_are_a_few_cards_inside_the_window(stage: Build) -> None:
    s = stage()
    s.window.resize(900, 600)
    for number in range(5):
        remind(s, due(s, f"Clase número {number} " + "muy larga " * 20))
    cards = present(s).cards.shown
    assert len(cards) == 3
    for card in cards:
        assert s.window.rect().contains(card.geometry())


def test_of_many_the_soonest_stand_there_and_the_others_when_there_is_room(
    stage: Build, qtbot: QtBot
) -> None:
    s = stage()
    names = {"Now": "11:21", "Soon": "11:25", "Begun": "11:00", "Later": "11:40", "Last": "11:50"}
    for name, start in names.items():
        remind(s, due(s, name, f"2026-11-24 {start}"))

    def shown() -> set[str]:
        return {card.due.occurrence.summary for card in present(s).cards.shown}

    assert shown() == {"Now", "Soon", "Later"}
    soon = next(c for c in present(s).cards.shown if c.due.occurrence.summary == "Soon")
    qtbot.mouseClick(soon.close_button, LEFT)
    assert shown() == {"Now", "Later", "Last"}
    qtbot.mouseClick(present(s).cards.shown[0].close_button, LEFT)
    assert "Begun" in shown() and "Soon" not in shown()


def test_the_cards_and_toasts_leave_the_open_panel_free(stage: Build) -> None:
    s = stage()
    s.window.resize(900, 600)
    s.window.choose(("e11", ""))
    panel = s.window.panel
    assert panel is not None and s.window.toasts.made is not None
    card = remind(s, due(s))
    s.window.toasts.show(Toast(Sentence("x" * 60), (ToastAction(Sentence("Undo"), lambda: None),)))
    toast = s.window.toasts.made.shown[0]
    assert not toast.geometry().intersects(card.geometry())
    for over in (card, toast):
        assert over.geometry().right() < s.window.width() - panel.width()
        assert s.window.rect().contains(over.geometry())
    s.window.close_panel()
    assert not toast.geometry().intersects(card.geometry())
    assert card.geometry().right() > s.window.width() - panel.width()


def test_without_link_or_code_there_is_no_button_for_them(stage: Build) -> None:
    s = stage()
    card = remind(s, due(s, meeting=Meeting(), code=""))
    assert card.join.isHidden() and card.code.isHidden() and not card.later.isHidden()


def test_it_counts_down_says_that_it_began_and_goes_when_the_class_is_over(
    stage: Build,
) -> None:
    s = stage(language="en")
    card = remind(s, due(s))
    cards = present(s).cards
    for away, words in ((540, "in 9 min"), (30, "now"), (-180, "Started 3 min ago")):
        s.window.context.clock = partial(float, at("2026-11-24 11:29") - away)
        cards.tick()
        assert words in card.words
    s.window.context.clock = lambda: float(at("2026-11-24 13:00"))
    cards.tick()
    assert cards.shown == []


def test_a_screen_reader_is_told(stage: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(reminder, "announce", lambda _, text: said.append(text))
    s = stage(language="en")
    remind(s, due(s))
    assert said == ["Ana. 11:29–13:00 · Starts in 10 min"]
    assert QAccessible.queryAccessibleInterface(present(s).cards.shown[0]) is not None


def test_the_title_tells_what_is_next_and_follows_it(stage: Build) -> None:
    s = stage(language="en", filled=False)
    assert s.window.windowTitle() == "Aula"
    due(s)
    s.window.read()
    assert s.window.windowTitle() == "11:29 Ana · in 10 min — Aula"
    s.window.context.clock = lambda: float(at("2026-11-24 12:20"))
    s.window.tick()
    assert s.window.windowTitle() == "Ana · 40 min left — Aula"
    s.settings.update(language="es")
    assert s.window.windowTitle() == "Ana · termina en 40 min — Aula"


def test_the_tray_s_menu_has_the_next_class_and_the_few_things_wanted_of_it(
    stage: Build,
) -> None:
    s = stage(language="en", filled=False)
    tray = present(s).tray
    assert not tray.join.isVisible() and not tray.head.isVisible()
    one = due(s)
    s.window.read()
    assert tray.head.text() == "11:29 Ana · in 10 min"
    assert "Ana" in tray.icon.toolTip()
    tray.join.trigger()
    tray.code.trigger()
    tray.new.trigger()
    asked = [what[0] for what in s.calendar.asked]
    assert ("join", one.occurrence.key) in s.calendar.asked
    assert "copy_code" in asked and "new_class" in asked


@pytest.fixture
def with_tray(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, str]]]:
    """A system that has a tray, and what it was told: Qt looks for one once in a process, and a
    real one stands in tests/e2e/test_tray.py."""
    said: list[tuple[str, str]] = []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))
    monkeypatch.setattr(QSystemTrayIcon, "isVisible", lambda _: True)
    monkeypatch.setattr(
        QSystemTrayIcon, "showMessage", lambda _, name, words, *more: said.append((name, words))
    )
    yield said
    QApplication.setQuitOnLastWindowClosed(True)


def test_out_of_sight_the_tray_tells_it_too_and_a_press_opens_the_window(
    stage: Build, with_tray: list[tuple[str, str]]
) -> None:
    s = stage(language="en")
    s.settings.update(close_to_tray=True)
    s.window.close()
    assert s.window.isHidden()
    assert ("close",) not in s.calendar.asked
    remind(s, due(s))
    assert with_tray == [
        ("Aula", "Aula stays here and reminds you of your classes."),
        ("Ana", "Starts in 10 min"),
    ]
    present(s).tray.message_pressed.emit()
    assert s.window.isVisible()
    assert len(present(s).cards.shown) == 1


def test_without_a_tray_closing_closes_whatever_was_chosen(stage: Build) -> None:
    s = stage()
    s.settings.update(close_to_tray=True)
    assert not QSystemTrayIcon.isSystemTrayAvailable()
    s.window.close()
    assert ("close",) in s.calendar.asked


def test_a_minute_is_waited_for_whole(qapp: QApplication) -> None:
    now = [NOW + 13.0]
    minutes = Minutes(lambda: now[0], qapp)
    minutes.start()
    assert 46_900 <= minutes._timer.interval() <= 47_100
    now[0] = NOW + 60.01
    minutes.start()
    assert 59_900 <= minutes._timer.interval() <= 60_100
