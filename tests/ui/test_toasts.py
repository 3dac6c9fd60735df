"""Toasts in a real window: what waits for an answer stays, and time stands still under the hand."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QCursor, QEnterEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.domain.text import Sentence
from desktop_app.services.values import Toast, ToastAction
from desktop_app.ui.plain_label import PlainLabel
from desktop_app.ui.toasts import MOST, ToastBox, Toasts
from tests.ui.conftest import Stage

Build = Callable[..., Stage]
LEFT = Qt.MouseButton.LeftButton


def stack(stage: Stage) -> Toasts:
    """Return the window's toasts."""
    toasts = stage.window.toasts.made
    assert toasts is not None
    return toasts


def close(qtbot: QtBot, box: ToastBox) -> None:
    """Press the cross."""
    qtbot.mouseClick(box.close_button, LEFT)


def test_what_waits_for_an_answer_is_not_pushed_out(stage: Build, qtbot: QtBot) -> None:
    """Whatever comes after it: with a button, without, and others that wait."""
    s = stage()
    send = s.calendar.toast.emit
    undo = (ToastAction(Sentence("Undo"), lambda: None),)
    send(Toast(Sentence("stays"), (), 0))
    for i in range(8):
        send(Toast(Sentence(f"timed {i}"), undo))
        send(Toast(Sentence(f"bare {i}")))
    shown = stack(s).shown
    assert len(shown) == MOST
    assert shown[0].text == "stays"
    assert shown[-1].text == "bare 7"
    close(qtbot, shown[0])
    assert "stays" not in [box.text for box in stack(s).shown]


def test_bare_words_make_room_before_an_undo(stage: Build) -> None:
    """Undo can be pressed for its whole time while there is anything else to drop."""
    s = stage()
    undo = (ToastAction(Sentence("Undo"), lambda: None),)
    s.calendar.toast.emit(Toast(Sentence("undo me"), undo))
    for i in range(4):
        s.calendar.toast.emit(Toast(Sentence(f"bare {i}")))
    assert [box.text for box in stack(s).shown] == ["undo me", "bare 2", "bare 3"]


def test_a_newer_one_of_the_same_event_takes_its_place(stage: Build) -> None:
    s = stage()
    send = s.calendar.toast.emit
    gone: list[str] = []
    send(Toast(Sentence("made"), closed=lambda: gone.append("made"), about=("a", "")))
    send(Toast(Sentence("another"), about=("b", "")))
    send(Toast(Sentence("no event's")))
    send(Toast(Sentence("with a link"), about=("a", "")))
    assert [box.text for box in stack(s).shown] == ["another", "no event's", "with a link"]
    assert gone == ["made"]


def test_the_link_of_a_class_keeps_its_warning_in_sight_and_says_it_once(
    stage: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    s = stage(language="en")
    said: list[str] = []
    monkeypatch.setattr("desktop_app.ui.toasts.announce", lambda box, text: said.append(text))
    warning = Sentence("Overlaps with Ana 15–16")
    send, key = s.calendar.toast.emit, ("a", "")
    send(Toast(Sentence("made"), (), 6.0, warning, about=key, making=True))
    send(Toast(Sentence("with a link"), about=key, making=True))
    (box,) = stack(s).shown
    assert [label.text() for label in box.findChildren(PlainLabel)] == [
        "with a link",
        "⚠ Overlaps with Ana 15–16",
    ]
    assert said == ["made. Overlaps with Ana 15–16", "with a link"]


def test_the_link_of_a_class_stands_beside_what_was_edited_meanwhile(stage: Build) -> None:
    """Its overlap can be read and its move taken back."""
    s = stage(language="en")
    send, key = s.calendar.toast.emit, ("a", "")
    send(Toast(Sentence("made"), about=key, making=True))
    send(Toast(Sentence("moved"), (), 6.0, Sentence("Overlaps with Ana 15–16"), about=key))
    send(Toast(Sentence("with a link"), about=key, making=True))
    assert [(box.text, box.warning) for box in stack(s).shown] == [
        ("moved", "Overlaps with Ana 15–16"),
        ("with a link", ""),
    ]


def test_more_than_fit_wait_for_their_turn(stage: Build, qtbot: QtBot) -> None:
    """Each that must be read is read; a passing one is shown all the same."""
    s = stage()
    for i in range(MOST + 2):
        s.calendar.toast.emit(Toast(Sentence(f"must {i}"), (), 0))
        s.calendar.toast.emit(Toast(Sentence(f"must {i}"), (), 0))
    s.calendar.toast.emit(Toast(Sentence("passing")))
    assert [b.text for b in stack(s).shown] == ["must 0", "must 1", "must 2", "passing"]
    seen = []
    while stack(s).shown:
        seen.append(stack(s).shown[0].text)
        close(qtbot, stack(s).shown[0])
    assert seen == [*(f"must {i}" for i in range(MOST)), "passing", "must 3", "must 4"]


def test_the_pointer_holds_a_toast(stage: Build, qtbot: QtBot) -> None:
    """It comes and the time stands still; it goes and the time runs out."""
    s = stage()
    QCursor.setPos(s.window.mapToGlobal(QPoint(400, 200)))
    s.calendar.toast.emit(Toast(Sentence("Code copied"), (), 0.3))
    box = stack(s).shown[0]
    QCursor.setPos(box.mapToGlobal(QPoint(20, box.height() // 2)))
    qtbot.waitUntil(lambda: box.paused)
    assert box in stack(s).shown
    QCursor.setPos(s.window.mapToGlobal(QPoint(400, 200)))
    qtbot.waitUntil(lambda: not box.paused)
    qtbot.waitUntil(lambda: not stack(s).shown, timeout=5000)


def test_the_focus_holds_a_toast(stage: Build) -> None:
    """For those who come to its button by Tab."""
    s = stage()
    undo = (ToastAction(Sentence("Undo"), lambda: None),)
    s.calendar.toast.emit(Toast(Sentence("Code copied"), undo))
    box = stack(s).shown[0]
    box.actions_shown[0].setFocus(Qt.FocusReason.TabFocusReason)
    assert QApplication.focusWidget() is box.actions_shown[0]
    assert box.paused
    s.window.week.grid.setFocus()
    assert not box.paused


def test_a_toast_with_the_focus_waits_for_it_when_the_pointer_goes_and_enter_presses_it(
    stage: Build, qtbot: QtBot
) -> None:
    s = stage()
    done: list[int] = []
    undo = ToastAction(Sentence("Undo"), lambda: done.append(1))
    s.calendar.toast.emit(Toast(Sentence("Moved"), (undo,)))
    (box,) = stack(s).shown
    box.actions_shown[0].setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.sendEvent(box, enter_event())
    QApplication.sendEvent(box, QEvent(QEvent.Type.Leave))
    assert box.paused
    qtbot.keyClick(box.actions_shown[0], Qt.Key.Key_Return)
    assert done == [1] and not stack(s).shown
    focus = QApplication.focusWidget()
    assert focus is not None and s.window.views.isAncestorOf(focus)


def test_a_toast_that_stays_takes_the_colours_of_a_new_theme(stage: Build) -> None:
    s = stage()
    s.calendar.toast.emit(Toast(Sentence("stays"), (), 0))
    (box,) = stack(s).shown
    label = box.findChild(PlainLabel)
    assert label is not None
    before = label.palette().color(label.foregroundRole()).name()
    s.settings.update(theme="dark")
    assert label.palette().color(label.foregroundRole()).name() != before
    s.settings.update(theme="light")


def enter_event() -> QEnterEvent:
    """Return what tells a widget that the pointer came."""
    at = QPointF(2, 2)
    return QEnterEvent(at, at, at)
