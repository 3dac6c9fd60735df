"""The settings: each field applied at once, what makes no sense told beside it."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTime
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.calendars import Calendar
from desktop_app.domain.occurrence import ChangeSet
from desktop_app.system.settings import INVITATIONS, RANGES, Settings
from desktop_app.ui.fields import Choice, Hours, Line, Number, Tick
from desktop_app.ui.settings_dialog import SettingsDialog
from desktop_app.ui.settings_row import Row
from desktop_app.ui.settings_rows import Rows
from desktop_app.ui.settings_sections import SECTIONS
from tests.ui.conftest import Stage

# Kept in the settings file and not a choice of hers: the OAuth client that she dropped in.
NOT_CHOSEN = {"client_id", "client_auth_uri", "client_token_uri", "unknown"}
# Set together with another field, in one row.
ELSEWHERE = {"working_end"}
# What the window remembers by itself: how she left it.
REMEMBERED = {"calendars_open", "view", "hour_height"}

HERS = Calendar("cal", "profe@example.com", primary=True, for_classes=True)
SCHOOL = Calendar("school", "Instituto del Sur")

Opened = Callable[..., tuple[Stage, SettingsDialog]]


@pytest.fixture
def opened(stage: Callable[..., Stage], qtbot: QtBot) -> Opened:
    def build(**options: Any) -> tuple[Stage, SettingsDialog]:
        s = stage(**options)
        s.window.dialogs.show_settings()
        dialog = s.window.findChild(SettingsDialog)
        assert isinstance(dialog, SettingsDialog)
        qtbot.waitUntil(dialog.isActiveWindow)
        return s, dialog

    return build


def field(dialog: SettingsDialog, name: str) -> Any:
    return dialog.rows[name].field


def go(dialog: SettingsDialog, section: str) -> None:
    dialog.names.setCurrentRow([one.name for one in SECTIONS].index(section))


def typed(qtbot: QtBot, widget: QWidget, text: str, *, then: Qt.Key = Qt.Key.Key_Return) -> None:
    widget.setFocus()
    qtbot.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(widget, text)
    qtbot.keyClick(widget, then)


def row(dialog: SettingsDialog, name: str) -> Row:
    found = dialog.rows[name]
    assert isinstance(found, Row)
    return found


def test_every_setting_has_a_row_with_a_name_and_a_sentence(opened: Opened) -> None:
    _, dialog = opened()
    without = set(Settings._fields) - NOT_CHOSEN - ELSEWHERE - REMEMBERED - set(dialog.rows)
    without -= set(INVITATIONS)  # in a dialog of their own (test_sharing)
    assert without == set(), "a row is one call in ui/settings_sections.py"
    for name, one in dialog.rows.items():
        assert one.field.accessibleDescription().endswith("."), name
        assert one.field.accessibleName() or one.field.focusProxy() is not None, name


def test_each_kind_of_row_sets_its_field_at_once(opened: Opened, qtbot: QtBot) -> None:
    s, dialog = opened()
    go(dialog, "New classes")
    length = field(dialog, "default_length_minutes")
    assert isinstance(length, Number)
    typed(qtbot, length.lineEdit(), "45")
    assert s.settings.settings.default_length_minutes == 45
    price = field(dialog, "price")
    assert isinstance(price, Line)
    typed(qtbot, price, "$ 9.000", then=Qt.Key.Key_Tab)
    assert s.settings.settings.price == "$ 9.000"
    kind = field(dialog, "class_type")
    assert isinstance(kind, Choice)
    kind.setFocus()
    qtbot.keyClick(kind, Qt.Key.Key_Down)
    assert s.settings.settings.class_type == "grupal"


def test_a_number_keeps_to_what_the_settings_file_allows(opened: Opened) -> None:
    _, dialog = opened()
    for name, (low, high) in RANGES.items():
        box = dialog.rows[name].field if name in dialog.rows else None
        if isinstance(box, Number):
            assert (box.minimum(), box.maximum()) == (low, high), name


def test_a_zone_is_found_by_its_city_and_a_wrong_one_is_told_and_not_kept(
    opened: Opened, qtbot: QtBot
) -> None:
    s, dialog = opened(language="en")
    go(dialog, "Hours and zone")
    zone = field(dialog, "second_zone")
    typed(qtbot, zone, "Atlantis")
    assert s.settings.settings.second_zone == ""
    assert row(dialog, "second_zone").trouble.startswith("There is no time zone")
    assert zone.accessibleDescription() == row(dialog, "second_zone").trouble
    typed(qtbot, zone, "madrid")
    assert s.settings.settings.second_zone == "Europe/Madrid"
    assert row(dialog, "second_zone").trouble == ""
    assert zone.text() == "Madrid (Europe)"
    zone.selectAll()
    qtbot.keyClick(zone, Qt.Key.Key_Delete)
    qtbot.keyClick(zone, Qt.Key.Key_Return)
    assert s.settings.settings.second_zone == ""


def test_a_day_that_ends_before_it_starts_is_told_and_not_kept(
    opened: Opened, qtbot: QtBot
) -> None:
    s, dialog = opened(language="en")
    go(dialog, "Hours and zone")
    first, last = field(dialog, "working_start").findChildren(Hours)
    first.setTime(QTime(21, 0))
    first.editingFinished.emit()
    assert row(dialog, "working_start").trouble == "The day must end after it starts."
    assert s.settings.settings.working_start == 9 * 60
    last.setTime(QTime(0, 0))  # midnight: the end of the day
    last.editingFinished.emit()
    assert row(dialog, "working_start").trouble == ""
    said = s.settings.settings
    assert (said.working_start, said.working_end) == (21 * 60, 24 * 60)


def test_one_working_day_at_least(opened: Opened, qtbot: QtBot) -> None:
    s, dialog = opened()
    go(dialog, "Hours and zone")
    days = field(dialog, "working_days").children()
    buttons = [one for one in days if isinstance(one, QWidget)]
    qtbot.mouseClick(buttons[5], Qt.MouseButton.LeftButton)
    assert list(s.settings.settings.working_days) == [0, 1, 2, 3, 4, 5]
    for button in buttons[:6]:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert list(s.settings.settings.working_days) == [5]
    assert row(dialog, "working_days").trouble


def test_search_shows_rows_of_every_section_without_accents(opened: Opened, qtbot: QtBot) -> None:
    _, dialog = opened(language="es")
    qtbot.keyClick(dialog.names, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert dialog.search.hasFocus()
    qtbot.keyClicks(dialog.search, "dias trabajo")
    shown = [name for name, one in dialog.rows.items() if one.isVisible()]
    assert shown == ["working_days"]
    qtbot.keyClicks(dialog.search, "zzz")
    assert not any(one.isVisible() for one in dialog.rows.values())
    assert dialog._nothing.isVisible()
    dialog.search.clear()
    assert dialog.rows["account"].isVisible() and not dialog._nothing.isVisible()


def test_the_arrows_walk_the_sections(opened: Opened, qtbot: QtBot) -> None:
    _, dialog = opened()
    assert dialog.names.hasFocus() and dialog.rows["account"].isVisible()
    qtbot.keyClick(dialog.names, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.names, Qt.Key.Key_Down)
    assert dialog.rows["zone"].isVisible() and not dialog.rows["account"].isVisible()


def test_another_language_is_spoken_at_once_at_the_same_place(opened: Opened, qtbot: QtBot) -> None:
    s, dialog = opened(language="es")
    go(dialog, "Look")
    language = field(dialog, "language")
    language.setFocus()
    qtbot.keyClick(language, Qt.Key.Key_End)
    assert s.settings.settings.language == "en"
    qtbot.waitUntil(lambda: dialog.windowTitle() == "Settings")
    assert dialog.names.currentItem().text() == "Look"
    qtbot.waitUntil(lambda: QApplication.focusWidget() is field(dialog, "language"))


def test_what_is_being_typed_is_kept_when_the_dialog_is_closed(
    opened: Opened, qtbot: QtBot
) -> None:
    s, dialog = opened()
    go(dialog, "New classes")
    text = field(dialog, "summary")
    text.setFocus()
    text.selectAll()
    qtbot.keyClicks(text, "Clase de piano")
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(text, Qt.Key.Key_Escape)
    assert s.settings.settings.summary == "Clase de piano"


def test_nothing_is_wider_than_the_smallest_window(opened: Opened) -> None:
    _, dialog = opened()
    dialog.resize(dialog.minimumSize())
    for index, section in enumerate(SECTIONS):
        dialog.names.setCurrentRow(index)
        inner = dialog.page_scroll.widget()
        assert inner is not None
        assert inner.minimumSizeHint().width() <= dialog.page_scroll.viewport().width(), (
            section.name
        )


def test_without_an_account_the_section_connects(opened: Opened, qtbot: QtBot) -> None:
    s, dialog = opened(connected=False)
    qtbot.mouseClick(field(dialog, "account"), Qt.MouseButton.LeftButton)
    assert s.account.asked == [("connect_google",)]


def test_only_another_account_is_other_rows(opened: Opened, qtbot: QtBot) -> None:
    s, dialog = opened()
    dialog.search.setText("zone")
    s.account.account_changed.emit(s.account.account)  # as each half minute without a network
    assert dialog.search.text() == "zone"
    s.account.account = None
    s.account.account_changed.emit(None)
    qtbot.mouseClick(field(dialog, "account"), Qt.MouseButton.LeftButton)
    assert s.account.asked == [("connect_google",)]


def listed(s: Stage, *found: Calendar) -> None:
    s.calendar.calendars.found = list(found)
    s.calendar.changed.emit(ChangeSet(everything=True))


def test_the_rows_of_the_calendars_follow_their_list(opened: Opened, qtbot: QtBot) -> None:
    s, dialog = opened(language="en")
    go(dialog, "Calendars")
    listed(s, HERS, SCHOOL)
    assert "school" in dialog.rows and dialog.names.currentItem().text() == "Calendars"
    tick = field(dialog, "school")
    tick.setFocus()
    listed(s, HERS, SCHOOL._replace(shown=False))  # hidden by the other hand: the same row
    assert field(dialog, "school") is tick and not tick.isChecked() and tick.hasFocus()
    assert not [one for one in s.calendar.calendars.asked if one[0] == "show"]
    listed(s, HERS, SCHOOL._replace(name="Instituto"))
    assert field(dialog, "school").text() == "Instituto"
    assert field(dialog, "school").hasFocus()
    listed(s, HERS)
    assert "school" not in dialog.rows
    dialog.close()
    qtbot.waitUntil(lambda: not s.window.findChildren(SettingsDialog))
    listed(s, HERS, SCHOOL)  # nobody is left to follow


@pytest.mark.parametrize("name", ["summary", "reminder_minutes", "default_length_minutes"])
def test_what_is_half_typed_stays_so_when_the_rows_are_made_anew(
    opened: Opened, qtbot: QtBot, name: str
) -> None:
    s, dialog = opened(language="en")
    before = s.settings.settings
    text = field(dialog, name)
    for part, rows in dialog._parts:
        if name in rows.made:
            dialog.names.setCurrentRow(dialog._parts.index((part, rows)))
    text.setFocus()
    text.selectAll()
    qtbot.keyClicks(text, "2")
    listed(s, HERS, SCHOOL)
    assert field(dialog, name) is not text and field(dialog, name).hasFocus()
    assert s.settings.settings == before
    qtbot.keyClicks(field(dialog, name), "5")
    qtbot.keyClick(field(dialog, name), Qt.Key.Key_Return)
    kept = {"summary": "25", "reminder_minutes": (25,), "default_length_minutes": 25}
    assert getattr(s.settings.settings, name) == kept[name]


def test_a_search_and_the_place_stay_when_the_rows_are_made_anew(
    opened: Opened, qtbot: QtBot
) -> None:
    s, dialog = opened(language="en")
    dialog.search.setFocus()
    qtbot.keyClicks(dialog.search, "class")
    bar = dialog.page_scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 60)
    bar.setValue(60)
    listed(s, HERS, SCHOOL)
    assert dialog.search.text() == "class" and dialog.search.hasFocus()
    assert not dialog.rows["theme"].isVisible()
    bar = dialog.page_scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() == 60)


def test_a_box_to_tick_is_one_line(opened: Opened, qtbot: QtBot) -> None:
    """The row that others add: what it takes and what it does."""
    s, dialog = opened()
    part = QWidget(dialog)
    column = QVBoxLayout(part)
    s.settings.settings = Settings(undo_seconds=1)  # any number stands for a box here
    tick = Rows(dialog.context, part, column).tick("undo_seconds", "A", "B.")
    assert isinstance(tick, Tick) and tick.isChecked()
    tick.click()
    assert not s.settings.settings.undo_seconds
