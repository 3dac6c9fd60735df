"""Dragging on the hours: what a hand does to a class, and what it cannot do by accident."""

import time
from collections.abc import Callable
from datetime import date, datetime

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QCursor, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain import zones
from desktop_app.domain.event import AllDay, Event, Timed, when_of
from desktop_app.domain.occurrence import ChangeSet
from tests.ui.conftest import Stage
from tests.ui.fakes import ZONE, at, lesson

Build = Callable[..., Stage]
LEFT = Qt.MouseButton.LeftButton
ANA = ("e11", "")  # Wednesday 25, 15:00 to 16:00


class Hand:
    """A hand on the week: presses what lies somewhere and moves from there."""

    def __init__(self, qtbot: QtBot, stage: Stage) -> None:
        self.qtbot = qtbot
        self.stage = stage
        self.view = stage.window.week
        self.widget: QWidget = self.view.grid

    def point(self, day: int, minute: int) -> QPoint:
        """Return a point of the screen: the middle of a column, at a minute of the day."""
        grid = self.view.grid
        x = (grid.column(day) + grid.column(day + 1)) // 2
        return grid.mapToGlobal(QPoint(x, grid.y_of(minute)))

    def row(self, day: int) -> QPoint:
        """Return a point of the screen over the hours: the all-day row."""
        heads = self.view.heads
        x = (self.view.grid.column(day) + self.view.grid.column(day + 1)) // 2
        return heads.mapToGlobal(QPoint(x, heads.height() - 4))

    def press(self, key: tuple[str, str], at_: QPoint | None = None) -> None:
        """Press a chip, in its middle or at a point of it."""
        chip = self.view.chip(key)
        assert chip is not None
        self.view.grid.reveal(chip)
        self.widget = chip
        self.qtbot.mousePress(chip, LEFT, pos=at_ or chip.rect().center())

    def to(
        self, point: QPoint, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Move to a point of the screen in two steps."""
        for step in (point - QPoint(9, 9), point):
            send_move(self.widget, step, modifier)

    def drop(self, point: QPoint) -> None:
        """Let go there."""
        self.qtbot.mouseRelease(self.widget, LEFT, pos=self.widget.mapFromGlobal(point))

    def edited(self) -> list[object]:
        """Return the times that were asked for."""
        return [when_of(a[2]["when"]) for a in self.stage.calendar.asked if a[0] == "edit"]


def send_move(
    widget: QWidget,
    point: QPoint,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    buttons: Qt.MouseButton = LEFT,
) -> None:
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(widget.mapFromGlobal(point)), QPointF(point),
        Qt.MouseButton.NoButton, buttons, modifier,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


@pytest.fixture
def hand(stage: Build, qtbot: QtBot) -> Hand:
    """A hand on the sample week."""
    return Hand(qtbot, stage())


def span(start: str, end: str) -> Timed:
    return Timed(at(f"2026-11-{start}"), at(f"2026-11-{end}"), ZONE)


def test_a_class_is_dragged_to_another_day_and_hour(hand: Hand) -> None:
    """It keeps where it was grabbed: the pointer is in its middle all along."""
    hand.press(ANA)
    hand.to(hand.point(3, 11 * 60 + 30))
    hand.drop(hand.point(3, 11 * 60 + 30))
    assert hand.edited() == [span("26 11:00", "26 12:00")]
    assert QApplication.focusWidget() is hand.view.chip(ANA)


def test_the_ghost_follows_and_the_original_stays_where_it_was(hand: Hand) -> None:
    """Until the hand lets go."""
    hand.press(ANA)
    hand.to(hand.point(0, 12 * 60 + 30))
    assert hand.view.drag.ghost is not None
    assert hand.view.drag.ghost.when == span("23 12:00", "23 13:00")
    chip = hand.view.chip(ANA)
    assert chip is not None
    assert chip.geometry().left() > hand.view.grid.column(2)
    hand.drop(hand.point(0, 12 * 60 + 30))
    assert hand.view.drag.ghost is None


def test_alt_goes_by_five_minutes(hand: Hand) -> None:
    """The pointer at the middle, 10 minutes later."""
    hand.press(ANA)
    point = hand.point(2, 15 * 60 + 41)
    hand.to(point, Qt.KeyboardModifier.AltModifier)
    assert hand.view.drag.ghost is not None
    assert hand.view.drag.ghost.when == span("25 15:10", "25 16:10")
    hand.qtbot.keyClick(hand.widget, Qt.Key.Key_Escape)


@pytest.mark.parametrize(
    ("edge", "minute", "wanted"),
    [
        ("end", 16 * 60 + 47, ("25 15:00", "25 16:45")),
        ("end", 9 * 60, ("25 15:00", "25 15:15")),
        ("start", 14 * 60 + 16, ("25 14:15", "25 16:00")),
        ("start", 17 * 60, ("25 15:45", "25 16:00")),
    ],
)
def test_both_edges_stretch_a_class(
    hand: Hand, edge: str, minute: int, wanted: tuple[str, str]
) -> None:
    """The other edge stays; a quarter of an hour remains."""
    chip = hand.view.chip(ANA)
    assert chip is not None
    y = chip.height() - 2 if edge == "end" else 2
    hand.press(ANA, QPoint(chip.width() // 2, y))
    hand.to(hand.point(2, minute))
    hand.drop(hand.point(2, minute))
    assert hand.edited() == [span(*wanted)]


def test_the_cursor_shows_where_an_edge_can_be_pulled(hand: Hand) -> None:
    """And nowhere else, nor on what cannot be changed."""
    chip = hand.view.chip(ANA)
    fixed = hand.view.chip(("i", ""))
    assert chip is not None
    assert fixed is not None
    for widget, y, shape in (
        (chip, 2, Qt.CursorShape.SizeVerCursor),
        (chip, chip.height() // 2, Qt.CursorShape.PointingHandCursor),
        (chip, chip.height() - 2, Qt.CursorShape.SizeVerCursor),
        (fixed, 2, Qt.CursorShape.PointingHandCursor),
    ):
        send_move(widget, widget.mapToGlobal(QPoint(20, y)), buttons=Qt.MouseButton.NoButton)
        assert widget.cursor().shape() == shape


def test_esc_gives_a_drag_up(hand: Hand) -> None:
    """Nothing is asked for, and the class has the focus."""
    hand.press(ANA)
    hand.to(hand.point(4, 600))
    hand.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert hand.view.drag.ghost is None
    hand.drop(hand.point(4, 600))
    assert hand.edited() == []
    assert QApplication.focusWidget() is hand.view.chip(ANA)
    assert QApplication.overrideCursor() is None


def test_a_click_with_an_unsteady_hand_is_no_drag(hand: Hand) -> None:
    """It selects, and opens the panel."""
    hand.press(ANA)
    centre = hand.widget.rect().center()
    send_move(hand.widget, hand.widget.mapToGlobal(centre + QPoint(2, 2)))
    hand.drop(hand.widget.mapToGlobal(centre + QPoint(2, 2)))
    assert hand.edited() == []
    assert hand.stage.window.chosen == ANA
    assert hand.stage.window.panel is not None
    assert hand.stage.window.panel.isVisible()


def test_a_press_selects_and_a_drag_opens_no_panel(hand: Hand) -> None:
    """The columns would move below the hand."""
    hand.press(ANA)
    assert hand.stage.window.chosen == ANA
    hand.to(hand.point(3, 700))
    hand.drop(hand.point(3, 700))
    assert hand.stage.window.panel is None


def test_what_may_not_be_changed_does_not_move_and_says_so_once(hand: Hand) -> None:
    """A toast, not a dialog."""
    told: list[object] = []
    hand.stage.calendar.toast.connect(told.append)
    hand.press(("i", ""))
    hand.to(hand.point(3, 700))
    hand.to(hand.point(4, 700))
    assert hand.view.drag.ghost is None
    hand.drop(hand.point(4, 700))
    assert hand.edited() == []
    assert len(told) == 1
    assert QApplication.overrideCursor() is None


def test_a_class_dropped_on_the_all_day_row_is_all_day(hand: Hand) -> None:
    """And what is all day comes down to the hours with the usual length."""
    hand.press(ANA)
    hand.to(hand.row(4))
    hand.drop(hand.row(4))
    assert hand.edited() == [AllDay(date(2026, 11, 27), date(2026, 11, 28))]
    hand.press(ANA)
    hand.to(hand.point(1, 12 * 60 + 3))
    hand.drop(hand.point(1, 12 * 60 + 3))
    assert hand.edited()[1:] == [span("24 12:00", "24 13:00")]


def test_a_folded_all_day_row_stays_folded_under_a_ghost(hand: Hand) -> None:
    """And one of three rows grows by one for it."""
    for n in range(5):
        days = AllDay(date(2026, 11, 23), date(2026, 11, 30))
        hand.stage.reader.put(Event(f"d{n}", "cal", days, summary=f"Feria {n}"))
    hand.stage.calendar.changed.emit(ChangeSet(everything=True))
    row = hand.view.all_day
    height, shown = row.height(), len(row.pool.shown)
    hand.press(ANA)
    hand.to(hand.row(4))
    assert (row.height(), len(row.pool.shown)) == (height, shown)
    hand.drop(hand.row(4))
    assert hand.edited() == [AllDay(date(2026, 11, 27), date(2026, 11, 28))]


def test_bars_are_moved_and_stretched_by_days(hand: Hand) -> None:
    """From Thursday to Saturday; grabbed on its first day."""
    exams = ("x", "")
    chip = hand.view.chip(exams)
    assert chip is not None
    hand.press(exams, QPoint(20, chip.height() // 2))
    hand.to(hand.row(0))
    hand.drop(hand.row(0))
    assert hand.edited() == [AllDay(date(2026, 11, 23), date(2026, 11, 26))]
    chip = hand.view.chip(exams)
    assert chip is not None
    hand.press(exams, QPoint(chip.width() - 2, chip.height() // 2))
    hand.to(hand.row(4))
    hand.drop(hand.row(4))
    assert hand.edited()[1:] == [AllDay(date(2026, 11, 23), date(2026, 11, 28))]


def test_at_the_edge_of_the_view_the_week_turns_and_the_drag_goes_on(hand: Hand) -> None:
    """Dropped on next week's Monday; the chips of the old week are others by then."""
    hand.press(ANA)
    edge = hand.view.mapToGlobal(QPoint(hand.view.width() - 3, 300))
    hand.to(edge)
    hand.qtbot.waitUntil(lambda: hand.view.first_day == date(2026, 11, 30))
    hand.to(hand.point(0, 11 * 60 + 30))
    hand.drop(hand.point(0, 11 * 60 + 30))
    assert hand.edited() == [
        Timed(at("2026-11-30 11:00"), at("2026-11-30 12:00"), ZONE),
    ]


def test_the_weeks_turn_once_a_second_while_the_hand_rests_at_the_edge(hand: Hand) -> None:
    """The first after a shorter hold: she sees which week it is before the next one comes."""
    turned: list[float] = []
    hand.press(ANA)
    hand.view.turned.connect(lambda: turned.append(time.monotonic()))
    begun = time.monotonic()
    hand.to(hand.view.mapToGlobal(QPoint(hand.view.width() - 3, 300)))
    hand.qtbot.waitUntil(lambda: len(turned) == 2)
    hand.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert turned[0] - begun >= 0.6
    assert turned[1] - turned[0] >= 0.9


def test_esc_after_the_week_was_turned_comes_back(hand: Hand) -> None:
    """The view is where it was."""
    hand.press(ANA)
    hand.to(hand.view.mapToGlobal(QPoint(3, 300)))
    hand.qtbot.waitUntil(lambda: hand.view.first_day == date(2026, 11, 16))
    hand.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert hand.view.first_day == date(2026, 11, 23)
    hand.drop(hand.point(0, 300))
    assert hand.edited() == []


def test_near_the_bottom_the_hours_scroll(hand: Hand) -> None:
    """As long as the hand is there."""
    bar = hand.view.scroller.verticalScrollBar()
    hand.press(ANA)
    before = bar.value()
    viewport = hand.view.scroller.viewport()
    hand.to(viewport.mapToGlobal(QPoint(400, viewport.height() - 2)))
    hand.qtbot.waitUntil(lambda: bar.value() > before + 40)
    hand.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)


def test_a_refresh_in_the_middle_neither_ends_nor_moves_a_drag(hand: Hand) -> None:
    """Classes come and go, also the very one that is held."""
    hand.press(ANA)
    hand.to(hand.point(3, 11 * 60 + 30))
    drag = hand.view.drag
    ghost, scroll = drag.ghost, hand.view.scroller.verticalScrollBar().value()
    for n in range(3):
        hand.stage.reader.put(
            lesson(f"n{n}", "Nueva", f"2026-11-23 {7 + n:02}:00", f"2026-11-23 {8 + n:02}:00")
        )
        hand.stage.calendar.changed.emit(ChangeSet(everything=True))
    moved = lesson("e11", "Ana Fernández", "2026-11-25 08:00", "2026-11-25 09:00")
    hand.stage.reader.put(moved)
    hand.stage.calendar.changed.emit(ChangeSet(frozenset({"e11"})))
    assert drag.ghost == ghost
    assert hand.view.scroller.verticalScrollBar().value() == scroll
    hand.to(hand.point(3, 12 * 60 + 30))
    hand.drop(hand.point(3, 12 * 60 + 30))
    assert hand.edited() == [span("26 12:00", "26 13:00")]


def test_a_class_keeps_its_own_zone(hand: Hand) -> None:
    """A student's class that is meant in Madrid time."""
    start = at("2026-11-25 12:00")
    event = Event("m", "cal", Timed(start, start + 3600, "Europe/Madrid"), summary="Irene")
    hand.stage.reader.put(event)
    hand.stage.calendar.changed.emit(ChangeSet(frozenset({"m"})))
    hand.press(("m", ""))
    hand.to(hand.point(0, 12 * 60 + 30))
    hand.drop(hand.point(0, 12 * 60 + 30))
    assert hand.edited() == [
        Timed(at("2026-11-23 12:00"), at("2026-11-23 13:00"), "Europe/Madrid"),
    ]


def test_a_double_click_opens_even_where_the_panel_moved_the_columns(hand: Hand) -> None:
    """The second press may lie on another chip, or on none: no class is made by it."""
    chip = hand.view.chip(ANA)
    assert chip is not None
    point = chip.mapToGlobal(chip.rect().center())
    hand.qtbot.mouseClick(chip, LEFT)
    hand.qtbot.waitUntil(lambda: hand.stage.window.panel is not None)
    QApplication.processEvents()
    under = QApplication.widgetAt(point) or hand.view.grid
    asked = [a for a in hand.stage.calendar.asked if a[0] == "new_class"]
    hand.qtbot.mouseDClick(under, LEFT, pos=under.mapFromGlobal(point))
    panel = hand.stage.window.panel
    assert panel is not None
    focus = QApplication.focusWidget()
    assert focus is not None
    assert panel.isAncestorOf(focus)
    assert [a for a in hand.stage.calendar.asked if a[0] == "new_class"] == asked
    assert hand.stage.window.chosen == ANA


def test_a_double_click_on_nothing_makes_a_class_there(hand: Hand) -> None:
    """On the half hour, as long as usual."""
    grid = hand.view.grid
    spot = grid.mapFromGlobal(hand.point(4, 13 * 60 + 50))
    hand.qtbot.mouseClick(grid, LEFT, pos=spot)
    hand.qtbot.mouseDClick(grid, LEFT, pos=spot)
    assert ("new_class", at("2026-11-27 13:30"), None) in hand.stage.calendar.asked


def test_a_click_on_nothing_lets_go_of_the_selection(hand: Hand) -> None:
    """And closes the panel."""
    hand.stage.window.choose(ANA)
    grid = hand.view.grid
    hand.qtbot.mouseClick(grid, LEFT, pos=grid.mapFromGlobal(hand.point(4, 13 * 60 + 45)))
    assert hand.stage.window.chosen is None


def test_an_hour_that_a_clock_change_skips(stage: Build, qtbot: QtBot) -> None:
    """Madrid, 29 March 2026: a class dropped on 2:15 stands at 3:15, as Google shows it."""
    s = stage(filled=False)
    s.calendar.zone = "Europe/Madrid"
    start = zones.epoch(datetime(2026, 3, 28, 10), "Europe/Madrid")
    s.reader.put(Event("m", "cal", Timed(start, start + 3600, "Europe/Madrid"), summary="Irene"))
    s.window.show_day(date(2026, 3, 28))
    s.window.read()
    hand = Hand(qtbot, s)
    s.window.week.scroller.verticalScrollBar().setValue(0)
    hand.press(("m", ""))
    hand.to(hand.point(6, 2 * 60 + 45))
    hand.drop(hand.point(6, 2 * 60 + 45))
    (when,) = hand.edited()
    assert isinstance(when, Timed)
    assert when.end - when.start == 3600
    assert f"{zones.local(when.start, 'Europe/Madrid'):%d %H:%M}" == "29 03:15"


def test_the_right_button_in_the_middle_of_a_drag_does_nothing(hand: Hand) -> None:
    """No menu comes up over it, and it goes on."""
    hand.press(ANA)
    hand.to(hand.point(3, 700))
    at_ = QPoint(5, 5)
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, at_, hand.view.grid.mapToGlobal(at_),
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    hand.qtbot.mousePress(hand.view.grid, Qt.MouseButton.RightButton, pos=at_)
    QApplication.sendEvent(hand.view.grid, event)
    assert QApplication.activePopupWidget() is None
    assert hand.view.drag.ghost is not None
    hand.drop(hand.point(3, 700))
    assert len(hand.edited()) == 1


def test_the_cursor_is_given_back(hand: Hand) -> None:
    """After a drop as after Esc."""
    hand.press(ANA)
    hand.to(hand.point(3, 700))
    shape = QApplication.overrideCursor()
    assert isinstance(shape, QCursor)
    assert shape.shape() == Qt.CursorShape.ClosedHandCursor
    hand.drop(hand.point(3, 700))
    assert QApplication.overrideCursor() is None


def test_through_the_window_system_a_drag_goes_on_where_its_chip_is_gone(hand: Hand) -> None:
    """Qt picks the receiver here, as with a real mouse: the chip pressed is hidden by the turn."""
    window = hand.stage.window.windowHandle()
    assert window is not None
    chip = hand.view.chip(ANA)
    assert chip is not None

    def local(point: QPoint) -> QPoint:
        return window.mapFromGlobal(point)

    middle = chip.mapToGlobal(chip.rect().center())
    none = Qt.KeyboardModifier.NoModifier
    QTest.mousePress(window, LEFT, none, local(middle))
    QTest.mouseMove(window, local(middle + QPoint(20, 0)))
    edge = hand.view.mapToGlobal(QPoint(hand.view.width() - 3, 300))
    QTest.mouseMove(window, local(edge))
    hand.qtbot.waitUntil(lambda: hand.view.first_day == date(2026, 11, 30))
    target = hand.point(1, 11 * 60 + 30)
    QTest.mouseMove(window, local(target))
    assert hand.view.drag.ghost is not None
    QTest.mouseRelease(window, LEFT, none, local(target))
    hand.qtbot.waitUntil(lambda: hand.view.drag.ghost is None)
    assert hand.edited() == [Timed(at("2026-12-01 11:00"), at("2026-12-01 12:00"), ZONE)]


def test_through_the_window_system_a_double_click_opens_what_the_first_click_was_on(
    hand: Hand,
) -> None:
    """On a Saturday the second press lands on the panel that the first one opened."""
    window = hand.stage.window.windowHandle()
    chip = hand.view.chip(("e20", ""))
    assert window is not None
    assert chip is not None
    point = window.mapFromGlobal(chip.mapToGlobal(QPoint(chip.width() - 20, chip.height() // 2)))
    none = Qt.KeyboardModifier.NoModifier
    QTest.mousePress(window, LEFT, none, point)
    QTest.mouseRelease(window, LEFT, none, point)
    panel = hand.stage.window.panel
    assert panel is not None
    QApplication.processEvents()
    under = hand.stage.window.childAt(point)
    assert under is not None
    assert panel is under or panel.isAncestorOf(under)
    QTest.mouseDClick(window, LEFT, none, point)
    hand.qtbot.waitUntil(lambda: panel.isAncestorOf(QApplication.focusWidget() or panel))
    assert hand.stage.window.chosen == ("e20", "")
    focus = QApplication.focusWidget()
    assert focus is not None
    assert panel.isAncestorOf(focus)
    assert [a for a in hand.stage.calendar.asked if a[0] in ("new_class", "delete")] == []


def test_through_the_window_system_a_double_click_on_nothing_is_one_class(hand: Hand) -> None:
    """And a click alone none."""
    window = hand.stage.window.windowHandle()
    assert window is not None
    point = window.mapFromGlobal(hand.point(2, 13 * 60 + 10))
    none = Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(window, LEFT, none, point)
    assert [a for a in hand.stage.calendar.asked if a[0] == "new_class"] == []
    QTest.mouseDClick(window, LEFT, none, point)
    made = ("new_class", at("2026-11-25 13:00"), None)
    hand.qtbot.waitUntil(lambda: made in hand.stage.calendar.asked)
    assert [a for a in hand.stage.calendar.asked if a[0] == "new_class"] == [made]
