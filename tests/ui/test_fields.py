"""Form fields in a real window: one look, arrows that work, a wheel that scrolls the panel."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QDate, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.day_popup import DayPopup
from desktop_app.ui.go_to import GoToDialog
from desktop_app.ui.palette import DARK, LIGHT, contrast
from desktop_app.ui.panel import Panel
from tests.ui.conftest import Stage
from tests.ui.fakes import lesson

Build = Callable[..., Stage]
LEFT = Qt.MouseButton.LeftButton
LONG = "María de los Ángeles Etchegaray Rodríguez de la Torre"


def open_panel(stage: Stage, key: str = "e11") -> Panel:
    """Open the panel on a class."""
    stage.window.choose((key, ""))
    panel = stage.window.panel
    assert panel is not None
    QApplication.processEvents()
    return panel


def inked(image: QImage, colour: str) -> int:
    """Return how many pixels have exactly `colour`."""
    return sum(
        image.pixelColor(x, y).name().upper() == colour
        for x in range(image.width())
        for y in range(image.height())
    )


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_fields_are_32_px_high_and_show_arrows_and_focus(stage: Build, theme: str) -> None:
    """In both palettes: the arrow in the text's colour, the ring in the accent's."""
    s = stage()
    s.settings.update(theme=theme)
    palette = DARK if theme == "dark" else LIGHT
    panel = open_panel(s)
    panel.edit_time()
    QApplication.processEvents()
    details, when = panel.details, panel.when
    fields: list[QWidget] = [
        details.kind, details.places, details.focus_text, details.price,
        when.day, when.start, when.end,
    ]  # fmt: skip
    for field in fields:
        assert field.height() == 32, field
        s.window.week.grid.setFocus()
        plain = field.grab().toImage()
        assert inked(plain, palette.edge) > 40, field
        field.setFocus()
        ringed = field.grab().toImage()
        assert inked(ringed, palette.accent) > 40, field
        if not isinstance(field, QLineEdit):
            arrows = plain.copy(plain.width() - 28, 3, 24, 26)
            assert inked(arrows, palette.surface) < 24 * 26 - 12, field


def test_written_from_right_to_left_the_arrows_stand_and_work_at_the_left(
    stage: Build, qtbot: QtBot
) -> None:
    panel = open_panel(stage())
    panel.edit_time()
    when, details = panel.when, panel.details
    fields: list[QWidget] = [details.kind, details.places, when.day, when.start]
    for field in fields:
        field.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    for field in fields:
        shown = field.grab().toImage()
        ground, high = LIGHT.surface, shown.height() - 6
        assert inked(shown.copy(3, 3, 24, high), ground) < 24 * high - 12, field
        assert inked(shown.copy(shown.width() - 9, 3, 6, high), ground) > 6 * high - 12, field
    before = details.places.value()
    qtbot.mouseClick(details.places, LEFT, pos=QPoint(10, 8))
    assert details.places.value() == before + 1
    qtbot.mouseClick(when.day, LEFT, pos=QPoint(12, 16))
    month_of(when.day).close()


def test_the_edge_of_a_field_stands_out() -> None:
    """3:1, as UX asks of edges."""
    for palette in (LIGHT, DARK):
        assert contrast(palette.edge, palette.surface) >= 3
        assert contrast(palette.edge, palette.sunken) >= 3


def test_a_long_name_is_shown_whole_in_the_panel(stage: Build) -> None:
    """Over two or three lines while it is read, in one while it is typed."""
    s = stage()
    s.reader.put(lesson("long", LONG, "2026-11-25 08:00", "2026-11-25 09:00"))
    name = open_panel(s).name
    one_line = name.height()
    name = open_panel(s, "long").name
    assert name.height() > 1.6 * one_line
    assert " ".join(name.lines()) == LONG
    name.setText("x" * 400)
    assert len(name.lines()) == 3
    assert name.lines()[-1].endswith("…")


def test_the_wheel_over_a_field_changes_nothing(stage: Build) -> None:
    """It scrolls the panel, unless she is at that field."""
    panel = open_panel(stage())
    places = panel.details.places
    middle = QPointF(20, 16)

    def wheel() -> None:
        QApplication.sendEvent(
            places,
            QWheelEvent(
                middle, places.mapToGlobal(middle), QPoint(), QPoint(0, 120),
                Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
                Qt.ScrollPhase.NoScrollPhase, False,
            ),
        )  # fmt: skip

    before = places.value()
    wheel()
    assert places.value() == before
    places.setFocus()
    wheel()
    assert places.value() == before + 1


def month_of(field: QWidget) -> DayPopup:
    """Return the month that is open below `field`."""
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, DayPopup)
    return popup


def test_the_day_is_picked_from_a_month(stage: Build, qtbot: QtBot) -> None:
    """By the arrow and a click, by Alt+Down and keys; Esc leaves it."""
    panel = open_panel(stage())
    panel.edit_time()
    day = panel.when.day
    qtbot.mouseClick(day, LEFT, pos=QPoint(day.width() - 12, 16))
    month = month_of(day).month
    # 2026-11-01 is a Sunday: the 27th stands in the fifth row, under Friday.
    box = month._box(4 * 7 + 4)
    qtbot.mouseClick(month, LEFT, pos=box.center())
    assert day.date() == QDate(2026, 11, 27)
    assert QApplication.activePopupWidget() is None
    alt = Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(day, Qt.Key.Key_Down, alt)
    month = month_of(day).month
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Return):
        qtbot.keyClick(month, key)
    assert day.date() == QDate(2026, 12, 3)
    qtbot.keyClick(day, Qt.Key.Key_F4)
    popup = month_of(day)
    qtbot.keyClick(popup, Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    assert day.date() == QDate(2026, 12, 3)


def test_g_goes_to_a_date_by_keys_and_by_the_month(stage: Build, qtbot: QtBot) -> None:
    """Typed and Enter; or a click on the day."""
    s = stage()

    def dialog() -> GoToDialog:
        qtbot.keyClick(s.window.week.grid, Qt.Key.Key_G)
        found = s.window.findChildren(GoToDialog)[-1]
        qtbot.waitUntil(found.isVisible)
        return found

    first = dialog()
    assert first.field.maximumDate() == QDate(2036, 12, 31)  # all that is so far is expanded
    first.field.setDate(QDate(2027, 3, 10))
    assert first.month._first == date(2027, 3, 1)
    qtbot.keyClick(first.field, Qt.Key.Key_Return)
    assert s.window.week.first_day == date(2027, 3, 8)
    second = dialog()
    qtbot.mouseClick(second.month, LEFT, pos=second.month._box(21).center())
    assert s.window.week.first_day == date(2027, 3, 22)
