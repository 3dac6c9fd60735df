"""Each key of UX.md in the whole program, from the hand to the server, the screen, the clipboard."""

from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.app import Program
from desktop_app.demo import DemoServer
from desktop_app.domain import zones
from desktop_app.domain.occurrence import Flag
from desktop_app.services.values import Key
from desktop_app.ui.go_to import GoToDialog
from desktop_app.ui.keys_dialog import KeysDialog
from tests.e2e.conftest import Start
from tests.e2e.test_window import clipboard, mine

Keys = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    qtbot.keyClick(focus(), key, modifier=modifiers)


def ready(program: Program, qtbot: QtBot) -> Program:
    qtbot.waitUntil(lambda: program.window.keys is not None)
    program.window.views.setFocus(Qt.FocusReason.OtherFocusReason)
    return program


def with_class(program: Program, qtbot: QtBot, server: DemoServer, summary: str = "Teclas") -> Key:
    """Put a class of today on the server, select it by keyboard, return its key."""
    day = zones.day_of(int(program.aula.now()), program.aula.zone)
    event: dict[str, Any] = server.calendar().insert(
        {
            "summary": summary,
            "start": {"dateTime": f"{day}T07:00:00-03:00"},
            "end": {"dateTime": f"{day}T08:00:00-03:00"},
            "extendedProperties": {
                "private": {"aulaAccessCode": "K7M-4QX", "aulaClassType": "individual"}
            },
        }
    )
    ready(program, qtbot)
    press(qtbot, Keys.Key_F5)
    key = (str(event["id"]), "")
    qtbot.waitUntil(lambda: program.window.week.chip(key) is not None, timeout=15_000)
    chip = program.window.week.chip(key)
    assert chip is not None
    chip.setFocus(Qt.FocusReason.TabFocusReason)
    press(qtbot, Keys.Key_Down)
    press(qtbot, Keys.Key_Up)
    qtbot.waitUntil(lambda: program.window.chosen == key)
    return key


@pytest.fixture(autouse=True)
def empty_clipboard(qapp: QApplication) -> None:
    QGuiApplication.clipboard().clear()


def test_c_makes_a_class_and_ctrl_z_takes_it_back(
    qtbot: QtBot, start: Start, demo_server: DemoServer
) -> None:
    ready(start(), qtbot)
    press(qtbot, Keys.Key_C)
    qtbot.waitUntil(lambda: len(mine(demo_server)) == 1, timeout=10_000)
    qtbot.waitUntil(lambda: "meet.google.com" in clipboard(), timeout=15_000)
    press(qtbot, Keys.Key_Return)  # out of the name
    window = QApplication.activeWindow()
    assert window is not None
    window.setFocus()
    press(qtbot, Keys.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: mine(demo_server) == [], timeout=15_000)


def test_e_edits_the_name_and_the_server_gets_it(
    qtbot: QtBot, start: Start, demo_server: DemoServer
) -> None:
    key = with_class(start(), qtbot, demo_server)
    press(qtbot, Keys.Key_E)
    qtbot.keyClicks(focus(), "Renombrada")
    press(qtbot, Keys.Key_Return)
    qtbot.waitUntil(
        lambda: demo_server.calendar().get(key[0])["summary"] == "Renombrada", timeout=10_000
    )


def test_del_removes_and_ctrl_z_brings_back_and_ctrl_shift_z_removes_again(
    qtbot: QtBot, start: Start, demo_server: DemoServer
) -> None:
    program = start()
    key = with_class(program, qtbot, demo_server)
    press(qtbot, Keys.Key_Delete)
    qtbot.waitUntil(lambda: program.window.week.chip(key) is None)
    press(qtbot, Keys.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: program.window.week.chip(key) is not None)
    press(qtbot, Keys.Key_Z, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: program.window.week.chip(key) is None)


def test_del_reaches_the_server_when_its_toast_is_gone(
    qtbot: QtBot, start: Start, demo_server: DemoServer
) -> None:
    program = start()
    program.settings.update(undo_seconds=1)
    key = with_class(program, qtbot, demo_server)
    press(qtbot, Keys.Key_Delete)
    qtbot.waitUntil(
        lambda: demo_server.calendar().get(key[0])["status"] == "cancelled", timeout=15_000
    )


def test_the_clipboard_keys_and_join(
    qtbot: QtBot, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        "desktop_app.ui.links.QDesktopServices.openUrl", lambda url: opened.append(url.toString())
    )
    program = ready(start(), qtbot)
    chips = program.window.week.grid.pool.shown
    chip = next(c for c in chips if c.occurrence and c.occurrence.has(Flag.LINK_READY))
    chip.setFocus(Qt.FocusReason.TabFocusReason)
    row = chip.occurrence
    assert row is not None
    assert row.access_code
    program.window.choose(row.key)
    press(qtbot, Keys.Key_C, CONTROL)
    qtbot.waitUntil(lambda: row.access_code in clipboard() and row.link in clipboard())
    press(qtbot, Keys.Key_C, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: clipboard() == row.access_code)
    press(qtbot, Keys.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: len(opened) == 1)
    assert opened[0].startswith(row.link)


def test_enter_opens_the_panel_and_esc_gives_the_focus_back(
    qtbot: QtBot, start: Start, demo_server: DemoServer
) -> None:
    program = start()
    key = with_class(program, qtbot, demo_server)
    chip = program.window.week.chip(key)
    press(qtbot, Keys.Key_Return)
    panel = program.window.panel
    assert panel is not None
    assert panel.isAncestorOf(focus())
    program.window.header.more.setFocus(Qt.FocusReason.TabFocusReason)
    press(qtbot, Keys.Key_Escape)
    assert panel.isHidden()
    assert program.window.chosen is None
    assert chip is not None


@pytest.mark.parametrize(
    ("key", "days"),
    [(Keys.Key_Right, 7), (Keys.Key_J, 7), (Keys.Key_N, 7), (Keys.Key_Left, -7), (Keys.Key_K, -7),
     (Keys.Key_P, -7)],
)  # fmt: skip
def test_the_week_is_turned_and_t_comes_back(
    qtbot: QtBot, start: Start, key: Qt.Key, days: int
) -> None:
    program = ready(start(), qtbot)
    views = program.window.views
    first = views.current.span.first
    press(qtbot, key)
    assert views.current.span.first - first == timedelta(days=days)
    press(qtbot, Keys.Key_T)
    assert views.current.span.first == first


def test_the_views_go_to_date_and_the_lists(qtbot: QtBot, start: Start) -> None:
    program = ready(start(), qtbot)
    window = program.window
    for key, name in (
        (Keys.Key_D, "day"), (Keys.Key_M, "month"), (Keys.Key_A, "agenda"), (Keys.Key_Y, "year"),
        (Keys.Key_X, "work_week"), (Keys.Key_W, "week"),
    ):  # fmt: skip
        press(qtbot, key)
        assert window.views.name == name
    press(qtbot, Keys.Key_G)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, GoToDialog)
    field = dialog.field
    today = window.views.day
    wanted = date(today.year + 1, 2, 3)
    field.setDate(QDate(wanted.year, wanted.month, wanted.day))  # what typing sets
    qtbot.keyClick(field, Keys.Key_Return)
    assert window.views.day == wanted
    window.views.setFocus(Qt.FocusReason.OtherFocusReason)
    press(qtbot, Keys.Key_Question)
    listed = QApplication.activeModalWidget()
    assert isinstance(listed, KeysDialog)
    assert len(listed.shown) > 20
    listed.close()


def test_arrows_and_tab_walk_the_classes(
    qtbot: QtBot, start: Start, demo_server: DemoServer
) -> None:
    program = start()
    with_class(program, qtbot, demo_server)
    week = program.window.week
    order = [chip.key for chip in week.grid.pool.shown]
    ready(program, qtbot)
    press(qtbot, Keys.Key_Down)
    assert program.window.chosen == order[0]
    press(qtbot, Keys.Key_Down)
    assert program.window.chosen == order[1]
    press(qtbot, Keys.Key_Up)
    assert program.window.chosen == order[0]
    press(qtbot, Keys.Key_Tab)
    second = week.chip(order[1])
    assert second is not None
    assert second.hasFocus()


def test_f5_brings_what_is_new(qtbot: QtBot, start: Start, demo_server: DemoServer) -> None:
    program = start()
    key = with_class(program, qtbot, demo_server, "Recién llegada")
    reader = program.calendar.reader
    assert reader is not None
    event = reader.event(*key)
    assert event is not None
    assert event.summary == "Recién llegada"


def test_alt_and_arrows_move_a_class_by_quarters_and_days_and_ctrl_z_takes_each_back(
    qtbot: QtBot, start: Start, demo_server: DemoServer
) -> None:
    program = start()
    key = with_class(program, qtbot, demo_server)

    def there() -> datetime:
        return datetime.fromisoformat(demo_server.calendar().get(key[0])["start"]["dateTime"])

    before = there()
    quarter, day = timedelta(minutes=15), timedelta(days=1)
    for arrow, by in (
        (Keys.Key_Down, quarter), (Keys.Key_Right, day), (Keys.Key_Up, -quarter),
        (Keys.Key_Left, -day),
    ):  # fmt: skip
        wanted = there() + by
        press(qtbot, arrow, Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(partial(lambda at: there() == at, wanted), timeout=15_000)
        assert program.window.chosen == key
    assert there() == before
    press(qtbot, Keys.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: there() == before + day, timeout=15_000)
