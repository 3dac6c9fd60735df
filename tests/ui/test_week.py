"""The week in a real window: what is shown, and what hands can do."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.occurrence import ChangeSet
from desktop_app.domain.ports import Account
from desktop_app.domain.text import Sentence
from desktop_app.services.values import Badge, SignIn, Toast, ToastAction
from tests.ui.conftest import Stage
from tests.ui.fakes import at, lesson

Build = Callable[..., Stage]
LEFT = Qt.MouseButton.LeftButton


def spot(stage: Stage, day: int, minute: int) -> QPoint:
    """Return a point of the grid that no chip covers: at the column's right edge."""
    grid = stage.window.week.grid
    return QPoint(grid.column(day + 1) - 3, grid.y_of(minute))


def drag(qtbot: QtBot, stage: Stage, start: QPoint, end: QPoint) -> None:
    """Press, move and leave the button down."""
    grid = stage.window.week.grid
    qtbot.mousePress(grid, LEFT, pos=start)
    qtbot.mouseMove(grid, start + QPoint(0, 6))
    qtbot.mouseMove(grid, end)


def test_each_class_is_a_widget_that_a_screen_reader_can_name(stage: Build, qtbot: QtBot) -> None:
    """Title, day, hours, state; with a button's role."""
    chip = stage().window.week.chip(("e11", ""))
    assert chip is not None
    expected = "Ana Fernández, miércoles 25 de noviembre, 15:00 a 16:00, enlace listo"
    qtbot.waitUntil(lambda: chip.accessibleName() == expected)
    spoken = QAccessible.queryAccessibleInterface(chip)
    assert spoken.role() == QAccessible.Role.Button
    assert spoken.text(QAccessible.Text.Name) == expected


def test_chips_of_one_time_all_show_their_names(stage: Build) -> None:
    """Side by side where there is room; else over each other, each name above what covers it."""
    s = stage()
    shown = s.window.week.grid.pool.shown
    for i, one in enumerate(shown):
        for two in shown[:i]:
            assert not one.geometry().intersects(two.geometry()) or one.y() - two.y() >= 20
    # Two that begin together have nothing to lie above: side by side, however narrow.
    s.reader.put(lesson("t", "Tres", "2026-11-24 16:00", "2026-11-24 17:00"))
    s.calendar.changed.emit(ChangeSet(frozenset({"t"})))
    shown = s.window.week.grid.pool.shown
    for i, one in enumerate(shown):
        for two in shown[:i]:
            assert not one.geometry().intersects(two.geometry())


def test_c_makes_a_class_and_puts_the_focus_into_its_name(stage: Build, qtbot: QtBot) -> None:
    """All of the name is selected, so that typing replaces it."""
    s = stage()
    qtbot.keyClick(s.window.week.grid, Qt.Key.Key_C)
    assert ("new_class", None, None) in s.calendar.asked
    assert s.window.panel is not None
    name = s.window.panel.name
    assert QApplication.focusWidget() is name
    assert name.selectedText() == "Clase de Inglés"


def test_the_button_makes_a_class(stage: Build, qtbot: QtBot) -> None:
    """One click, no dialog."""
    s = stage()
    qtbot.mouseClick(s.window.sidebar.new, LEFT)
    assert ("new_class", None, None) in s.calendar.asked


def test_single_keys_rest_while_a_text_field_has_the_focus(stage: Build, qtbot: QtBot) -> None:
    """They are letters there, and the arrows and Del are the field's own."""
    s = stage()
    qtbot.keyClick(s.window.week.grid, Qt.Key.Key_C)
    asked = len(s.calendar.asked)
    assert s.window.panel is not None
    qtbot.keyClicks(s.window.panel.name, "Cata jknt")
    qtbot.keyClick(s.window.panel.name, Qt.Key.Key_Left)
    qtbot.keyClick(s.window.panel.name, Qt.Key.Key_Delete)
    assert s.window.panel.name.text() == "Cata jkn"
    assert len(s.calendar.asked) == asked
    assert s.window.week.first_day == date(2026, 11, 23)


def test_a_drag_on_empty_time_makes_a_class_in_steps_of_a_quarter(
    stage: Build, qtbot: QtBot
) -> None:
    """From 12:00 to 13:20 is until 13:30."""
    s = stage()
    drag(qtbot, s, spot(s, 2, 12 * 60), spot(s, 2, 13 * 60 + 20))
    qtbot.mouseRelease(s.window.week.grid, LEFT, pos=spot(s, 2, 13 * 60 + 20))
    made = ("new_class", at("2026-11-25 12:00"), at("2026-11-25 13:30"))
    assert made in s.calendar.asked


def test_esc_gives_a_drag_up(stage: Build, qtbot: QtBot) -> None:
    """Nothing is made when the button is let go."""
    s = stage()
    drag(qtbot, s, spot(s, 2, 720), spot(s, 2, 800))
    assert s.window.week.drag.ghost is not None
    qtbot.keyClick(s.window.week.grid, Qt.Key.Key_Escape)
    qtbot.mouseRelease(s.window.week.grid, LEFT, pos=spot(s, 2, 800))
    assert not [a for a in s.calendar.asked if a[0] == "new_class"]


def test_a_click_selects_and_opens_the_panel(stage: Build, qtbot: QtBot) -> None:
    """Escape closes it and the focus is back on the class."""
    s = stage()
    chip = s.window.week.chip(("e11", ""))
    assert chip is not None
    qtbot.mouseClick(chip, LEFT)
    assert s.window.chosen == ("e11", "")
    assert s.window.panel is not None
    assert s.window.panel.isVisible()
    assert s.window.panel.code.text() == "K7M-4QX"
    qtbot.keyClick(s.window.panel, Qt.Key.Key_Escape)
    assert s.window.chosen is None
    assert not s.window.panel.isVisible()


def test_arrows_walk_the_classes(stage: Build, qtbot: QtBot) -> None:
    """Down from the grid is the first, and on from there in the order of time."""
    s = stage()
    qtbot.keyClick(s.window.week.grid, Qt.Key.Key_Down)
    assert s.window.chosen == ("e1", "")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert s.window.chosen == ("e2", "")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up)
    assert s.window.chosen == ("e1", "")


@pytest.mark.parametrize(
    ("key", "monday"),
    [
        (Qt.Key.Key_Right, 30), (Qt.Key.Key_J, 30), (Qt.Key.Key_N, 30),
        (Qt.Key.Key_Left, 16), (Qt.Key.Key_K, 16), (Qt.Key.Key_P, 16),
    ],
)  # fmt: skip
def test_keys_turn_the_week_and_t_comes_back(
    stage: Build, qtbot: QtBot, key: Qt.Key, monday: int
) -> None:
    """Arrows and letters."""
    s = stage()
    qtbot.keyClick(s.window.week.grid, key)
    assert s.window.week.first_day == date(2026, 11, monday)
    qtbot.keyClick(s.window.week.grid, Qt.Key.Key_T)
    assert s.window.week.first_day == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("key", "modifier", "asked"),
    [
        (Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier, "copy_invitation"),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier, "join"),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier, "delete"),
    ],
)
def test_keys_act_on_the_chosen_class(
    stage: Build, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier, asked: str
) -> None:
    """And only where one is chosen."""
    s = stage()
    qtbot.keyClick(s.window.week.grid, key, modifier)
    assert asked not in [a[0] for a in s.calendar.asked]
    s.window.choose(("e11", ""))
    qtbot.keyClick(s.window.week.grid, key, modifier)
    assert (asked, ("e11", "")) in s.calendar.asked


@pytest.mark.parametrize(
    ("key", "modifier", "asked"),
    [
        (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier, "undo"),
        (
            Qt.Key.Key_Z,
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
            "redo",
        ),
        (Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier, "sync_now"),
    ],
)
def test_keys_act_on_the_calendar(
    stage: Build, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier, asked: str
) -> None:
    """Undo, redo, sync."""
    s = stage()
    qtbot.keyClick(s.window.week.grid, key, modifier)
    assert (asked,) in s.calendar.asked


def test_the_focus_stays_with_its_class_when_the_week_is_read_again(
    stage: Build, qtbot: QtBot
) -> None:
    """A class that comes before it takes its place among the widgets, not its focus."""
    s = stage()
    chip = s.window.week.chip(("e11", ""))
    assert chip is not None
    chip.setFocus()
    s.reader.put(lesson("zz", "Otra", "2026-11-23 07:00", "2026-11-23 08:00"))
    s.calendar.changed.emit(ChangeSet(frozenset({"zz"})))
    focused = QApplication.focusWidget()
    assert getattr(focused, "key", None) == ("e11", "")


def test_ctrl_and_the_wheel_zoom_within_bounds(stage: Build) -> None:
    """From 32 to 96 pixels an hour."""
    s = stage()
    view = s.window.week.scroller.viewport()
    for steps, wanted in ((30, 96), (-60, 32)):
        at_point = QPointF(200, 100)
        event = QWheelEvent(
            at_point, view.mapToGlobal(at_point), QPoint(), QPoint(0, 120 * steps),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(view, event)
        assert s.window.week.grid.hour == wanted


def test_a_name_is_changed_where_it_stands(stage: Build, qtbot: QtBot) -> None:
    """Enter sends it."""
    s = stage()
    s.window.choose(("e11", ""))
    qtbot.keyClick(s.window.week.grid, Qt.Key.Key_E)
    assert s.window.panel is not None
    qtbot.keyClicks(s.window.panel.name, "Ana y Sol")
    qtbot.keyClick(s.window.panel.name, Qt.Key.Key_Return)
    assert ("edit", ("e11", ""), {"summary": "Ana y Sol"}) in s.calendar.asked


def test_the_hours_are_changed_in_the_panel(stage: Build, qtbot: QtBot) -> None:
    """Moving the start keeps the length."""
    s = stage()
    s.window.choose(("e11", ""))
    assert s.window.panel is not None
    when = s.window.panel.when
    when.edit()
    when.start.setTime(when.start.time().addSecs(-3600))
    qtbot.mouseClick(when.save, LEFT)
    fields = next(a[2] for a in s.calendar.asked if a[0] == "edit")
    assert fields["when"][1:3] == [at("2026-11-25 14:00"), at("2026-11-25 15:00")]


def test_what_cannot_be_changed_says_so(stage: Build) -> None:
    """And offers no Delete."""
    s = stage()
    s.window.choose(("i", ""))
    assert s.window.panel is not None
    assert s.window.panel.name.isReadOnly()
    assert not s.window.panel.remove.isVisible()
    assert "no se puede" in s.window.panel.marks.words.text().casefold()


def test_a_failed_link_is_told_and_asked_for_again(stage: Build, qtbot: QtBot) -> None:
    """Reintentar stands beside the sentence."""
    s = stage()
    s.window.choose(("e16", ""))
    assert s.window.panel is not None
    qtbot.mouseClick(s.window.panel.marks.again, LEFT)
    assert ("retry_meeting", ("e16", "")) in s.calendar.asked


def test_calendar_text_is_plain_text(stage: Build) -> None:
    """Markup in a title or a note is shown, never obeyed."""
    s = stage()
    nasty = "<b>x</b> & <img src=http://x>"
    s.reader.put(lesson("n", nasty, "2026-11-25 08:00", "2026-11-25 09:00", description=nasty))
    s.calendar.changed.emit(ChangeSet(frozenset({"n"})))
    s.window.choose(("n", ""))
    assert s.window.panel is not None
    assert s.window.panel.notes.textFormat() == Qt.TextFormat.PlainText
    assert s.window.panel.name.text() == nasty


def test_a_toast_does_what_its_button_says(stage: Build, qtbot: QtBot) -> None:
    """And is gone then."""
    s = stage()
    done: list[int] = []
    undo = ToastAction(Sentence("Undo"), lambda: done.append(1))
    s.calendar.toast.emit(Toast(Sentence("Code copied"), (undo,)))
    toasts = s.window.toasts.made
    assert toasts is not None
    qtbot.mouseClick(toasts.shown[0].actions_shown[0], LEFT)
    assert done == [1]
    assert not toasts.shown


def test_a_toast_waits_while_it_is_pointed_at(stage: Build) -> None:
    """Its time stands still."""
    s = stage()
    s.calendar.toast.emit(Toast(Sentence("Code copied")))
    toasts = s.window.toasts.made
    assert toasts is not None
    toasts.shown[0].hold("pointer")
    assert toasts.shown[0].paused
    toasts.shown[0].let_go("pointer")
    assert not toasts.shown[0].paused


def test_an_empty_week_says_so_and_helps(stage: Build) -> None:
    """A sentence and a button, never a blank."""
    s = stage(filled=False)
    assert s.window.week.notice.isVisible()


def test_a_week_that_is_not_expanded_yet_says_that_it_loads(stage: Build) -> None:
    """It is not called empty."""
    s = stage(filled=False)
    s.calendar.is_covered = False
    s.window.week.turn(1)
    assert "Cargando" in s.window.week.notice._words.text()


def test_with_no_account_the_first_run_page_shows_three_ways(stage: Build, qtbot: QtBot) -> None:
    """Sample data is one of them."""
    s = stage(connected=False, filled=False)
    pages = s.window.page_host.shown
    assert pages is not None
    assert pages.first.isVisible()
    qtbot.mouseClick(pages.first.demo_button, LEFT)
    assert ("request_demo",) in s.account.asked


def test_signing_in_can_be_cancelled_at_once(stage: Build, qtbot: QtBot) -> None:
    """The page says what it waits for."""
    s = stage(connected=False, filled=False)
    s.account.show(SignIn("waiting", "https://accounts.google.com/x"))
    pages = s.window.page_host.shown
    assert pages is not None
    assert pages.shown is pages.signing
    qtbot.mouseClick(pages.signing.copy, LEFT)
    qtbot.mouseClick(pages.signing.cancel, LEFT)
    assert [a[0] for a in s.account.asked] == ["copy_link", "cancel"]
    assert pages.first.isVisible()


def test_no_key_of_the_week_works_below_a_page_and_esc_leaves_it(
    stage: Build, qtbot: QtBot
) -> None:
    s = stage(connected=False)
    pages = s.window.page_host.shown
    assert pages is not None

    def press(*keys: Qt.Key) -> QWidget | None:
        assert pages is not None
        for key in keys:
            focus = QApplication.focusWidget()
            assert focus is not None and pages.isAncestorOf(focus)
            qtbot.keyClick(focus, key)
        return pages.shown

    press(Qt.Key.Key_C, Qt.Key.Key_Delete, Qt.Key.Key_A, Qt.Key.Key_Q)
    pages.first.guide_wanted.emit()
    assert pages.shown is pages.guide
    assert press(Qt.Key.Key_C, Qt.Key.Key_Escape) is pages.first
    s.account.show(SignIn("waiting", "https://accounts.google.com/x"))
    assert press(Qt.Key.Key_C, Qt.Key.Key_Escape) is pages.first
    assert [asked[0] for asked in s.calendar.asked] == ["window_visible"]
    assert s.window.views.name == "week"
    assert [asked[0] for asked in s.account.asked] == ["cancel"]


def test_every_action_stands_in_the_menu_with_its_key(stage: Build, qtbot: QtBot) -> None:
    """What is often wanted at once, the rest in menus named as the list of keys is."""
    s = stage()
    qtbot.mouseClick(s.window.header.more, LEFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    inner = [m for action in menu.actions() if isinstance(m := action.menu(), QMenu)]
    assert len(inner) >= 5
    found = {action for part in (menu, *inner) for action in part.actions()}
    with_keys = {action for action in s.window.actions() if action.shortcuts()}
    assert with_keys and with_keys <= found
    menu.close()


def test_the_sidebar_folds_where_the_week_would_be_too_narrow(stage: Build) -> None:
    """At 900 pixels with the panel open, new class is in the header."""
    s = stage()
    s.window.resize(900, 600)
    s.window.choose(("e11", ""))
    QApplication.processEvents()
    assert not s.window.sidebar.isVisible()
    assert s.window.header.new.isVisible()
    assert s.window.week.width() >= 500


def test_switching_language_and_theme_keeps_the_week(stage: Build) -> None:
    """Every text is said anew."""
    s = stage()
    s.window.week.turn(1)
    s.settings.update(language="en", theme="dark")
    assert s.window.week.first_day == date(2026, 11, 30)
    assert s.window.header.to_today.text() == "Today"
    assert s.window.context.palette.dark


def test_every_field_and_button_of_the_panel_has_a_name(stage: Build) -> None:
    """For a screen reader."""
    s = stage()
    s.window.choose(("e11", ""))
    assert s.window.panel is not None
    for field in s.window.panel.findChildren(QLineEdit):
        around = field.parentWidget()
        own = field.accessibleName() or (around.accessibleName() if around else "")
        assert own, field.objectName()


def test_when_the_account_comes_the_page_goes_and_the_week_has_the_focus(stage: Build) -> None:
    """Not the first button of the sidebar."""
    s = stage(connected=False, filled=False)
    s.account.show(SignIn("waiting", "https://accounts.google.com/x"))
    s.account.account = Account("1", "profe@example.com")
    s.calendar.badge = Badge("synced", 0.0)
    s.account.show(SignIn("connected"))
    s.account.account_changed.emit(s.account.account)
    pages = s.window.page_host.shown
    assert pages is not None
    assert pages.shown is None
    assert QApplication.focusWidget() is s.window.week.grid
