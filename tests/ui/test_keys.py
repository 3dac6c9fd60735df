"""Keys: their list, the panes they go round, and the focus that nothing takes away."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.occurrence import ChangeSet
from desktop_app.domain.text import Sentence
from desktop_app.services.values import Toast, ToastAction
from desktop_app.ui.chip import Chip
from desktop_app.ui.dialog import Dialog
from desktop_app.ui.entry import GROUPS
from desktop_app.ui.keys_dialog import KeysDialog
from tests.ui.conftest import Stage
from tests.ui.fakes import at, lesson

Open = Callable[..., Stage]


def keys_list(made: Stage, qtbot: QtBot) -> KeysDialog:
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Question)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, KeysDialog)
    qtbot.waitUntil(dialog.field.hasFocus)
    return dialog


def test_every_action_with_a_key_stands_in_the_list_under_its_group(
    stage: Open, qtbot: QtBot
) -> None:
    made = stage("es")
    dialog = keys_list(made, qtbot)
    assert made.window.keys is not None
    keyed = [entry for _, entry in made.window.keys._made if entry.keys]
    assert len(dialog.shown) == len(keyed) + 2  # walking and opening are the surface's own
    groups = list(dict.fromkeys(row.group for row in dialog.shown))
    assert groups == list(dict.fromkeys(made.window.context.tr(name) for name in GROUPS.values()))
    assert ("Buscar", ("/",)) in [(row.words, row.keys) for row in dialog.shown]
    dialog.close()


@pytest.mark.parametrize(
    ("typed", "first"),
    [("codigo", "Copiar código"), ("ctrl+k", "Caja de comandos"), ("f5", "Sincro")],
)
def test_the_list_is_searched_by_words_and_by_keys(
    stage: Open, qtbot: QtBot, typed: str, first: str
) -> None:
    dialog = keys_list(stage("es"), qtbot)
    qtbot.keyClicks(dialog.field, typed)
    assert dialog.shown[0].words.startswith(first)
    assert len(dialog.shown) <= 2
    qtbot.keyClicks(dialog.field, "zzz")
    assert dialog.shown == []
    assert dialog.nothing.isVisible()
    dialog.close()


def test_the_list_stands_in_the_middle_of_the_window_and_on_the_screen(
    stage: Open, qtbot: QtBot
) -> None:
    made = stage("es")
    dialog = keys_list(made, qtbot)
    screen = made.window.screen().availableGeometry()
    assert screen.contains(dialog.geometry())
    middle = dialog.geometry().center() - made.window.geometry().center()
    assert abs(middle.x()) < 60 and abs(middle.y()) < 60
    dialog.close()


def test_no_window_is_larger_than_the_screen(stage: Open, qtbot: QtBot) -> None:
    made = stage("es")
    room = made.window.screen().availableSize()
    dialog = Dialog(made.window.context, "", made.window)
    dialog.setMinimumSize(room * 2)
    dialog.resize(room * 3)
    dialog.show()
    qtbot.waitUntil(dialog.isVisible)
    assert dialog.size() == dialog.size().boundedTo(room)
    dialog.close()


def test_every_action_stands_in_the_menu_with_its_key(stage: Open) -> None:
    made = stage("en")
    keys = made.window.keys
    assert keys is not None
    menu = keys._fill(lambda entry: True)
    texts = {action.text() for action in menu.actions()}
    for action, entry in keys._made:
        assert action.text() in texts
        if entry.keys:
            assert action.shortcut().toString(), entry.text


def test_f6_goes_round_the_panes_and_each_keeps_its_place(stage: Open, qtbot: QtBot) -> None:
    made = stage("en")
    window = made.window
    window.choose(("e11", ""))
    chip = window.week.chip(("e11", ""))
    assert chip is not None
    chip.setFocus(Qt.FocusReason.OtherFocusReason)

    def press(key: Qt.Key = Qt.Key.Key_F6, *, back: bool = False) -> QWidget:
        shift = Qt.KeyboardModifier.ShiftModifier if back else Qt.KeyboardModifier.NoModifier
        qtbot.keyClick(QApplication.focusWidget(), key, modifier=shift)
        focus = QApplication.focusWidget()
        assert focus is not None
        return focus

    panel = window.panel
    assert panel is not None
    assert panel.isAncestorOf(press())
    assert press() is window.sidebar.new
    assert press() is chip
    assert press(back=True) is window.sidebar.new
    window.sidebar.month.setFocus(Qt.FocusReason.TabFocusReason)
    assert press() is chip
    assert press(back=True) is window.sidebar.month
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab, modifier=control)
    assert QApplication.focusWidget() is chip
    window.resize(900, 600)  # the sidebar is folded away
    assert panel.isAncestorOf(press())
    assert window.views.isAncestorOf(press())


def test_f6_takes_up_the_class_that_had_the_focus_though_none_is_chosen(
    stage: Open, qtbot: QtBot
) -> None:
    made = stage("en")
    window = made.window
    chip = window.week.chip(("e21", ""))
    assert chip is not None
    chip.setFocus(Qt.FocusReason.TabFocusReason)
    window.panel_host.close()
    for _ in range(2):  # sidebar, and back
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
    assert QApplication.focusWidget() is chip and chip.ringed
    assert window.chosen == chip.key  # what the ring is on is what keys act on
    window.week.grid.setFocus(Qt.FocusReason.MouseFocusReason)
    window.close_panel()
    for _ in range(2):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
    first = window.week.chip(window.week.order()[0])
    assert QApplication.focusWidget() is first  # never where no ring shows it


def test_esc_in_the_panel_hands_the_focus_to_its_class_and_to_nothing_else(
    stage: Open, qtbot: QtBot
) -> None:
    made = stage("en")
    window = made.window
    window.new_class(at("2026-11-26 18:00"), at("2026-11-26 19:00"))
    panel, key = window.panel, window.chosen
    assert panel is not None and key is not None
    window.toasts.show(Toast(Sentence("Undone"), (ToastAction(Sentence("Redo"), lambda: None),)))
    assert window.toasts.made is not None
    (toast,) = window.toasts.made.shown
    qtbot.waitUntil(panel.name.hasFocus)
    went: list[QWidget | None] = []
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    watch = app.focusChanged.connect(lambda _, new: went.append(new))
    qtbot.keyClick(panel.name, Qt.Key.Key_Escape)
    app.focusChanged.disconnect(watch)
    assert went == [window.week.chip(key)]
    assert panel.isHidden() and not window.sidebar.new.ringed and not toast.paused


@pytest.mark.parametrize("reason", [Qt.FocusReason.TabFocusReason, Qt.FocusReason.MouseFocusReason])
def test_the_ring_goes_along_with_the_class_when_another_chip_stands_for_it(
    stage: Open, reason: Qt.FocusReason
) -> None:
    made = stage("en")
    week, key = made.window.week, ("e21", "")
    before = week.chip(key)
    assert before is not None
    before.setFocus(reason)
    made.reader.put(lesson("early", "Early", "2026-11-23 06:00", "2026-11-23 07:00"))
    made.calendar.changed.emit(ChangeSet(frozenset({"early"})))
    after = week.chip(key)
    assert after is not None and after is not before
    by_key = reason == Qt.FocusReason.TabFocusReason
    assert after.hasFocus() and after.ringed == by_key
    assert [chip for chip in week.grid.pool.shown if chip.ringed] == [after] * by_key


def test_single_keys_rest_in_every_kind_of_text_field(stage: Open, qtbot: QtBot) -> None:
    made = stage("en")
    made.window.choose(("e11", ""))
    panel = made.window.panel
    assert panel is not None
    panel.name_it()
    field = QApplication.focusWidget()
    assert field is not None
    before = len(made.calendar.asked)
    qtbot.keyClicks(field, "cetqs/?1")
    assert len(made.calendar.asked) == before
    assert made.window.finders.search_box is None
    assert QApplication.focusWidget() is field
    assert field.property("text") == "cetqs/?1"


def stops(window: QWidget) -> list[QWidget]:
    """Return what Tab goes through, once round."""
    found: list[QWidget] = []
    widget = window.nextInFocusChain()
    while widget is not None and widget is not window:
        tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
        if tab and widget.isVisible() and widget.isEnabled() and widget.window() is window:
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def test_every_stop_of_tab_has_a_name_and_shows_that_it_has_the_focus(
    stage: Open, qtbot: QtBot
) -> None:
    made = stage("en")
    window = made.window
    window.choose(("e11", ""))
    # Classes last: the panel follows to each that Tab comes to.
    found = sorted(stops(window), key=lambda stop: isinstance(stop, Chip))
    assert len(found) > 30
    # Names come once the days have stopped turning.
    qtbot.waitUntil(lambda: all(c.accessibleName() for c in window.week.grid.pool.shown))

    def look(widget: QWidget) -> QImage:
        # A little more than itself: chips are painted by what they lie on.
        corner = widget.mapTo(window, widget.rect().topLeft())
        return window.grab(widget.rect().translated(corner).adjusted(-3, -3, 3, 3)).toImage()

    for widget in found:
        named = widget.accessibleName() or getattr(widget, "text", str)()
        assert named, widget
        rest = window.sidebar.new if widget is not window.sidebar.new else window.header.more
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        focus = QApplication.focusWidget()
        assert focus is not None
        if focus.property("cursorPosition") is not None:
            continue  # a line of text shows where it is by its cursor, and an accent edge
        with_focus = look(widget)
        rest.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        assert look(widget) != with_focus, (widget, named)


def test_a_refresh_takes_the_focus_from_nothing(stage: Open, qtbot: QtBot) -> None:
    made = stage("en")
    window = made.window
    window.choose(("e11", ""))
    for widget in stops(window):
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        before = QApplication.focusWidget()
        assert before is not None
        name = before.accessibleName()
        made.calendar.changed.emit(ChangeSet(frozenset({"e11", "e3"})))
        made.calendar.changed.emit(ChangeSet(everything=True))
        QApplication.processEvents()
        after = QApplication.focusWidget()
        assert after is not None, before
        assert after is before or after.accessibleName() == name


def test_the_arrows_walk_the_days_of_the_small_month_and_turn_no_view(
    stage: Open, qtbot: QtBot
) -> None:
    window = stage().window
    month, day = window.sidebar.month, window.views.day
    month.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(month, key)
    assert month.accessibleName() == "Mes: miércoles 25 de noviembre"
    assert window.views.day == day
    picked: list[date] = []
    month.picked.connect(picked.append)
    qtbot.keyClick(month, Qt.Key.Key_Return)
    assert picked == [day + timedelta(days=1)]
