"""The hand on the calendar: each gesture from the mouse to what the server got."""

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.app import Program
from desktop_app.demo import DemoServer
from desktop_app.domain import zones
from desktop_app.services.values import Key, Toast
from desktop_app.ui.copy_week import CopyWeekDialog
from desktop_app.ui.days_view import DaysView
from desktop_app.ui.month_view import MonthView
from tests.e2e.conftest import Start
from tests.e2e.test_window import mine

ALT = Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton


class Hand:
    """A hand on the week after next, where the sample term leaves the evenings free."""

    def __init__(self, qtbot: QtBot, program: Program, server: DemoServer) -> None:
        self.qtbot = qtbot
        self.program = program
        self.server = server
        program.window.views.show_view("week")
        program.window.views.turn(2)
        self.view: DaysView = program.window.week
        self.zone = program.calendar.zone
        self.monday = self.view.first_day
        self.view.scroller.verticalScrollBar().setValue(10_000)

    def seconds(self, day: int, clock: str) -> int:
        """Return the epoch seconds of a wall time of the week."""
        hour, minute = clock.split(":")
        start = zones.day_start(self.monday + timedelta(days=day), self.zone)
        return start + int(hour) * 3600 + int(minute) * 60

    def day(self, day: int) -> str:
        """Return a day of the week as the server writes it."""
        return (self.monday + timedelta(days=day)).isoformat()

    def make(self, day: int, start: str, end: str) -> Key:
        """Make a class and wait until the server has it and its link is here."""
        before = {e["id"] for e in mine(self.server)}
        self.program.calendar.new_class(self.seconds(day, start), self.seconds(day, end))
        self.settle(lambda: len(mine(self.server)) == len(before) + 1)
        (made,) = (str(e["id"]) for e in mine(self.server) if e["id"] not in before)
        self.program.window.close_panel()
        QApplication.processEvents()
        self.settle(lambda: "hangoutLink" in self.on_server((made, "")))
        self.server.requests.clear()
        return made, ""

    def settle(self, true: Any) -> None:
        """Wait until something is so, and nothing waits to be sent."""
        reader = self.program.calendar.reader
        assert reader is not None
        self.qtbot.waitUntil(lambda: true() and reader.outbox() == (0, 0), timeout=10_000)

    def on_server(self, key: Key) -> Any:
        """Return the event as the server has it."""
        return next(e for e in mine(self.server) if e["id"] == key[0])

    def times(self, key: Key) -> tuple[str, str]:
        """Return start and end as the server has them, without their offset."""
        event = self.on_server(key)
        start, end = (event[side] for side in ("start", "end"))
        return str(start.get("dateTime") or start["date"])[:16], str(
            end.get("dateTime") or end["date"]
        )[:16]

    def point(self, day: int, clock: str) -> QPoint:
        """Return the point of the screen at a time."""
        hour, minute = clock.split(":")
        grid = self.view.grid
        x = (grid.column(day) + grid.column(day + 1)) // 2
        return grid.mapToGlobal(QPoint(x, grid.y_of(int(hour) * 60 + int(minute))))

    def row(self, day: int) -> QPoint:
        """Return a point of the screen over the hours."""
        grid, heads = self.view.grid, self.view.heads
        x = (grid.column(day) + grid.column(day + 1)) // 2
        return heads.mapToGlobal(QPoint(x, heads.height() - 3))

    def chip(self, key: Key) -> QWidget:
        """Return the chip of a class."""
        self.qtbot.waitUntil(lambda: self.view.chip(key) is not None)
        chip = self.view.chip(key)
        assert chip is not None
        return chip

    def press(self, widget: QWidget, point: QPoint) -> None:
        """Put the button down."""
        send(widget, QEvent.Type.MouseButtonPress, point)

    def move(self, point: QPoint) -> None:
        """Move with the button down."""
        send(self.view.grid, QEvent.Type.MouseMove, point - QPoint(8, 8))
        send(self.view.grid, QEvent.Type.MouseMove, point)

    def drop(self, point: QPoint) -> None:
        """Let go."""
        send(self.view.grid, QEvent.Type.MouseButtonRelease, point)

    def drag(self, widget: QWidget, start: QPoint, *way: QPoint) -> None:
        """Press, go along, let go."""
        self.press(widget, start)
        for point in way:
            self.move(point)
        self.drop(way[-1])


def send(
    widget: QWidget,
    kind: QEvent.Type,
    point: QPoint,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    moving = kind == QEvent.Type.MouseMove
    event = QMouseEvent(
        kind, QPointF(widget.mapFromGlobal(point)), QPointF(point),
        Qt.MouseButton.NoButton if moving else LEFT,
        Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else LEFT,
        modifier,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def middle(chip: QWidget) -> QPoint:
    return chip.mapToGlobal(chip.rect().center())


@pytest.fixture
def hand(qtbot: QtBot, start: Start, demo_server: DemoServer) -> Hand:
    return Hand(qtbot, start(), demo_server)


def test_a_class_moved_to_another_day_keeps_its_link_and_length(hand: Hand) -> None:
    key = hand.make(0, "20:00", "21:00")
    link = hand.on_server(key)["hangoutLink"]
    chip = hand.chip(key)
    hand.drag(chip, middle(chip), hand.point(3, "22:00"))
    wanted = (f"{hand.day(3)}T21:30", f"{hand.day(3)}T22:30")
    hand.settle(lambda: hand.times(key) == wanted)
    assert hand.on_server(key)["hangoutLink"] == link
    assert hand.server.count("PATCH") == 1


def test_both_edges_reach_the_server(hand: Hand) -> None:
    key = hand.make(0, "20:00", "21:00")
    chip = hand.chip(key)
    foot = chip.mapToGlobal(QPoint(20, chip.height() - 2))
    hand.drag(chip, foot, hand.point(0, "21:45"))
    hand.settle(lambda: hand.times(key)[1] == f"{hand.day(0)}T21:45")
    chip = hand.chip(key)
    hand.drag(chip, chip.mapToGlobal(QPoint(20, 2)), hand.point(0, "19:30"))
    wanted = (f"{hand.day(0)}T19:30", f"{hand.day(0)}T21:45")
    hand.settle(lambda: hand.times(key) == wanted)


def test_a_class_goes_to_the_all_day_row_and_back_to_the_hours(hand: Hand) -> None:
    key = hand.make(1, "20:00", "21:00")
    chip = hand.chip(key)
    hand.drag(chip, middle(chip), hand.row(4))
    hand.settle(lambda: hand.times(key) == (hand.day(4), hand.day(5)))
    chip = hand.chip(key)
    hand.drag(chip, middle(chip), hand.point(2, "21:00"))
    wanted = (f"{hand.day(2)}T21:00", f"{hand.day(2)}T22:00")
    hand.settle(lambda: hand.times(key) == wanted)
    assert "date" not in hand.on_server(key)["start"]


def test_days_drawn_on_the_all_day_row_are_an_event_and_no_class(hand: Hand) -> None:
    day = {"start": {"date": hand.day(0)}, "end": {"date": hand.day(1)}}
    hand.server.calendar().insert({"summary": "Exams", **day})
    hand.program.calendar.sync_now()
    row = hand.view.all_day
    hand.qtbot.waitUntil(lambda: row.height() > 0, timeout=10_000)
    before = len(hand.server.calendar().live)
    hand.drag(row, hand.row(2) + QPoint(0, 12), hand.row(4))
    hand.settle(lambda: len(hand.server.calendar().live) == before + 1)
    event = next(e for e in hand.server.calendar().live if not e.get("summary"))
    assert (event["start"]["date"], event["end"]["date"]) == (hand.day(2), hand.day(5))
    assert "conferenceData" not in event


def test_the_edge_of_the_view_carries_a_class_into_another_week(hand: Hand) -> None:
    key = hand.make(4, "20:00", "21:00")
    chip = hand.chip(key)
    hand.press(chip, middle(chip))
    hand.move(hand.view.mapToGlobal(QPoint(hand.view.width() - 2, 400)))
    hand.qtbot.waitUntil(lambda: hand.view.first_day == hand.monday + timedelta(days=7))
    hand.move(hand.point(0, "20:30"))
    hand.drop(hand.point(0, "20:30"))
    wanted = (f"{hand.day(7)}T20:00", f"{hand.day(7)}T21:00")
    hand.settle(lambda: hand.times(key) == wanted)


def test_alt_goes_by_five_minutes(hand: Hand) -> None:
    key = hand.make(0, "20:00", "21:00")
    chip = hand.chip(key)
    foot = chip.mapToGlobal(QPoint(20, chip.height() - 2))
    hand.press(chip, foot)
    send(hand.view.grid, QEvent.Type.MouseMove, hand.point(0, "21:34"), ALT)
    send(hand.view.grid, QEvent.Type.MouseButtonRelease, hand.point(0, "21:34"), ALT)
    hand.settle(lambda: hand.times(key)[1] == f"{hand.day(0)}T21:35")


def test_the_right_button_removes_a_class(hand: Hand) -> None:
    key = hand.make(0, "20:00", "21:00")
    hand.program.settings.update(undo_seconds=1)
    chip = hand.chip(key)
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, QPoint(20, 20), chip.mapToGlobal(QPoint(20, 20)),
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(chip, event)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    next(a for a in menu.actions() if a.text() == "Delete").trigger()
    menu.close()
    hand.settle(lambda: mine(hand.server) == [])


def test_esc_sends_nothing(hand: Hand) -> None:
    key = hand.make(0, "20:00", "21:00")
    before = hand.times(key)
    chip = hand.chip(key)
    hand.press(chip, middle(chip))
    hand.move(hand.point(3, "22:00"))
    hand.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    hand.drop(hand.point(3, "22:00"))
    hand.program.calendar.sync_now()
    hand.settle(lambda: hand.times(key) == before)
    assert hand.server.count("PATCH") == 0
    assert QApplication.focusWidget() is hand.chip(key)


def test_undo_and_redo_of_a_move_reach_the_server_also_from_another_view(hand: Hand) -> None:
    key = hand.make(0, "20:00", "21:00")
    first = hand.times(key)
    chip = hand.chip(key)
    hand.drag(chip, middle(chip), hand.point(3, "22:00"))
    moved = (f"{hand.day(3)}T21:30", f"{hand.day(3)}T22:30")
    hand.settle(lambda: hand.times(key) == moved)
    hand.program.window.views.show_view("day")
    focus = QApplication.focusWidget()
    hand.qtbot.keyClick(focus, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    hand.settle(lambda: hand.times(key) == first)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    hand.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, both)
    hand.settle(lambda: hand.times(key) == moved)


def test_a_sync_in_the_middle_of_a_drag_neither_ends_nor_moves_it(hand: Hand) -> None:
    key = hand.make(0, "20:00", "21:00")
    chip = hand.chip(key)
    hand.press(chip, middle(chip))
    hand.move(hand.point(3, "22:00"))
    ghost = hand.view.drag.ghost
    scroll = hand.view.scroller.verticalScrollBar().value()
    body = {
        "summary": "From the phone",
        "start": {"dateTime": f"{hand.day(0)}T07:00:00-03:00"},
        "end": {"dateTime": f"{hand.day(0)}T08:00:00-03:00"},
    }
    hand.server.calendar().insert(body)
    hand.program.calendar.sync_now()
    hand.qtbot.waitUntil(
        lambda: "From the phone" in [o.summary for o in hand.view.occurrences], timeout=10_000
    )
    assert hand.view.drag.ghost == ghost
    assert hand.view.scroller.verticalScrollBar().value() == scroll
    hand.drop(hand.point(3, "22:00"))
    wanted = (f"{hand.day(3)}T21:30", f"{hand.day(3)}T22:30")
    hand.settle(lambda: hand.times(key) == wanted)


def test_a_double_click_on_nothing_is_a_class_there(hand: Hand) -> None:
    point = hand.point(6, "21:40")
    grid = hand.view.grid
    hand.press(grid, point)
    hand.drop(point)
    send(grid, QEvent.Type.MouseButtonDblClick, point)
    hand.settle(lambda: len(mine(hand.server)) == 1)
    (event,) = mine(hand.server)
    assert hand.times((str(event["id"]), "")) == (f"{hand.day(6)}T21:30", f"{hand.day(6)}T22:30")


def test_what_overlaps_is_said_beside_and_never_hinders(
    qtbot: QtBot, start: Start, demo_server: DemoServer
) -> None:
    program = start()
    hand = Hand(qtbot, program, demo_server)
    one, two = hand.make(0, "20:00", "21:00"), hand.make(2, "20:00", "21:00")
    warned: list[str] = []

    def take(toast: Toast) -> None:
        if toast.warning is not None:
            warned.append(program.translator.tell(toast.warning))

    program.calendar.toast.connect(take)
    chip = hand.chip(two)
    hand.drag(chip, middle(chip), hand.point(0, "21:00"))
    hand.settle(lambda: hand.times(two)[0] == f"{hand.day(0)}T20:30")
    assert warned == ["Overlaps with Clase de Inglés 20–21"]  # once, though its link came too
    assert hand.times(one)[0] == f"{hand.day(0)}T20:00"


def test_a_duplicate_has_an_id_a_code_and_a_link_of_its_own(hand: Hand) -> None:
    key = hand.make(0, "20:00", "21:00")
    hand.program.window.choose(key)
    hand.qtbot.keyClick(hand.view.grid, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    hand.settle(lambda: len(mine(hand.server)) == 2)
    (other,) = (e for e in mine(hand.server) if e["id"] != key[0])
    twin = (str(other["id"]), "")
    assert hand.times(twin) == (f"{hand.day(1)}T20:00", f"{hand.day(1)}T21:00")
    hand.settle(lambda: "hangoutLink" in hand.on_server(twin))
    one, two = hand.on_server(key), hand.on_server(twin)
    assert one["hangoutLink"] != two["hangoutLink"]
    codes = {e["extendedProperties"]["private"]["aulaAccessCode"] for e in (one, two)}
    assert len(codes) == 2
    assert hand.program.window.chosen == twin


def test_a_class_copied_and_pasted_where_the_hand_points(hand: Hand) -> None:
    key = hand.make(0, "20:00", "21:00")
    hand.program.window.choose(key)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    hand.qtbot.keyClick(hand.view.grid, Qt.Key.Key_C, both)
    hand.program.window.close_panel()
    QApplication.processEvents()
    point = hand.point(3, "22:05")
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, hand.view.grid.mapFromGlobal(point), point,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(hand.view.grid, event)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    next(a for a in menu.actions() if a.text() == "Paste here").trigger()
    menu.close()
    hand.settle(lambda: len(mine(hand.server)) == 2)
    (twin,) = (str(e["id"]) for e in mine(hand.server) if e["id"] != key[0])
    assert hand.times((twin, "")) == (f"{hand.day(3)}T22:00", f"{hand.day(3)}T23:00")


def test_a_week_is_copied_and_one_undo_takes_all_of_it_back(hand: Hand) -> None:
    first, second = hand.make(0, "20:00", "21:00"), hand.make(2, "20:00", "21:00")
    hand.program.window.views.turn(1)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    hand.qtbot.keyClick(hand.view.grid, Qt.Key.Key_V, both)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, CopyWeekDialog)
    ours = {key[0] for key in (first, second)}
    for plan, tick in zip(dialog.plans, dialog.ticks, strict=True):
        tick.setChecked(plan.source.family in ours)
    dialog.accept()
    hand.settle(lambda: len(mine(hand.server)) == 4)
    made = [e for e in mine(hand.server) if e["id"] not in ours]
    starts = sorted(str(e["start"]["dateTime"])[:16] for e in made)
    assert starts == [f"{hand.day(7)}T20:00", f"{hand.day(9)}T20:00"]
    hand.qtbot.keyClick(hand.view.grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    hand.settle(lambda: {e["id"] for e in mine(hand.server)} == ours)


def test_a_class_dragged_in_the_month_keeps_its_hours(hand: Hand) -> None:
    key = hand.make(2, "06:00", "07:00")
    hand.program.window.views.show_view("month")
    month = hand.program.window.views.current
    assert isinstance(month, MonthView)
    hand.qtbot.waitUntil(lambda: month.chip(key) is not None)
    chip = month.chip(key)
    assert chip is not None
    index = (hand.monday - month.grid.shown.first).days + 4
    box = month.grid.box(index)
    there = month.grid.mapToGlobal(QPoint(box.center().x(), box.bottom() - 3))
    hand.drag(chip, middle(chip), there)
    wanted = (f"{hand.day(4)}T06:00", f"{hand.day(4)}T07:00")
    hand.settle(lambda: hand.times(key) == wanted)


def test_a_drag_of_one_class_of_a_series_asks_and_moves_that_one_alone(hand: Hand) -> None:
    start = f"{hand.day(0)}T06:00:00-03:00"
    master = hand.server.calendar().insert(
        {
            "summary": "Ana",
            "start": {"dateTime": start, "timeZone": hand.zone},
            "end": {"dateTime": f"{hand.day(0)}T07:00:00-03:00", "timeZone": hand.zone},
            "recurrence": ["RRULE:FREQ=WEEKLY;COUNT=6"],
            "extendedProperties": {"private": {"aulaAccessCode": "K7M-4QX"}},
        }
    )
    hand.program.calendar.sync_now()
    hand.view.scroller.verticalScrollBar().setValue(0)
    first = hand.monday

    def of_series() -> list[Key]:
        return [c.key for c in hand.view.grid.pool.shown if c.key[0] == master["id"]]

    hand.qtbot.waitUntil(lambda: bool(of_series()), timeout=10_000)
    (key,) = of_series()
    chip = hand.chip(key)
    hand.server.requests.clear()
    hand.drag(chip, middle(chip), hand.point(2, "08:30"))
    question = hand.program.window.context.editor.asking
    assert question is not None
    hand.qtbot.keyClick(question, Qt.Key.Key_Return)
    event: Any = None

    def moved() -> bool:
        nonlocal event
        found = [
            e for e in hand.server.calendar().live if e.get("recurringEventId") == master["id"]
        ]
        event = found[0] if found else None
        return event is not None

    hand.settle(moved)
    assert event["start"]["dateTime"][:16] == f"{(first + timedelta(days=2)).isoformat()}T08:00"
    whole = next(e for e in hand.server.calendar().live if e["id"] == master["id"])
    assert whole["start"]["dateTime"] == start


def test_esc_at_the_question_about_a_series_leaves_it_where_it_was(hand: Hand) -> None:
    day = {"dateTime": f"{hand.day(0)}T06:00:00-03:00", "timeZone": hand.zone}
    end = {"dateTime": f"{hand.day(0)}T07:00:00-03:00", "timeZone": hand.zone}
    weekly = ["RRULE:FREQ=WEEKLY;COUNT=6"]
    master = hand.server.calendar().insert(
        {"summary": "Ana", "start": day, "end": end, "recurrence": weekly}
    )
    hand.program.calendar.sync_now()
    hand.view.scroller.verticalScrollBar().setValue(0)

    def of_series() -> list[Key]:
        return [c.key for c in hand.view.grid.pool.shown if c.key[0] == master["id"]]

    hand.qtbot.waitUntil(lambda: bool(of_series()), timeout=10_000)
    (key,) = of_series()
    chip = hand.chip(key)
    box = chip.geometry()
    hand.drag(chip, middle(chip), hand.point(2, "08:30"))
    question = hand.program.window.context.editor.asking
    assert question is not None
    hand.qtbot.keyClick(question, Qt.Key.Key_Escape)
    hand.qtbot.waitUntil(lambda: hand.program.window.context.editor.asking is None)
    assert hand.chip(key).geometry() == box
    reader = hand.program.calendar.reader
    assert reader is not None
    assert reader.outbox() == (0, 0)
