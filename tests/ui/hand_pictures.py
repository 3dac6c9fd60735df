"""What the hand does, in pictures: a drag of each kind under way."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.domain.copying import plan_week
from desktop_app.domain.reschedule import Spot
from desktop_app.domain.text import N_, sentence
from desktop_app.services.values import Toast, ToastAction
from desktop_app.ui.month_view import MonthView
from desktop_app.ui.window import MainWindow
from tests.ui.fake_around import FakeAround

WEEK = 7 * 86_400
LEFT = Qt.MouseButton.LeftButton
Keep = Callable[[MainWindow, str], None]


def send(widget: QWidget, kind: QEvent.Type, point: QPoint) -> None:
    """Send one mouse event at a point of the screen."""
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else LEFT
    event = QMouseEvent(
        kind, QPointF(widget.mapFromGlobal(point)), QPointF(point),
        button, LEFT, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def point(window: MainWindow, day: int, minute: int) -> QPoint:
    """Return the screen's point at a minute of a day, in the middle of its column."""
    grid = window.week.grid
    x = (grid.column(day) + grid.column(day + 1)) // 2
    return grid.mapToGlobal(QPoint(x, grid.y_of(minute)))


def drag(window: MainWindow, widget: QWidget, start: QPoint, to: QPoint) -> None:
    """Press and move, and keep the button down."""
    send(widget, QEvent.Type.MouseButtonPress, start)
    send(widget, QEvent.Type.MouseMove, to)
    window.week.drag._rolling.stop()


def drags(make: Callable[[], MainWindow], keep: Keep) -> None:
    """Write a picture of each kind of drag."""
    w = make()
    drag(w, w.week.grid, point(w, 2, 12 * 60), point(w, 2, 13 * 60 + 40))
    keep(w, "drag-new")
    w = make()
    chip = w.week.chip(("e11", ""))
    assert chip is not None
    drag(w, chip, chip.mapToGlobal(chip.rect().center()), point(w, 3, 12 * 60 + 10))
    keep(w, "drag-move")
    w = make()
    chip = w.week.chip(("e17", ""))
    assert chip is not None
    foot = chip.mapToGlobal(QPoint(chip.width() // 2, chip.height() - 2))
    drag(w, chip, foot, point(w, 4, 11 * 60 + 45))
    keep(w, "drag-resize")
    w = make()
    chip = w.week.chip(("e11", ""))
    assert chip is not None
    heads = w.week.heads
    top = heads.mapToGlobal(QPoint(heads.width() * 5 // 7, heads.height() - 6))
    drag(w, chip, chip.mapToGlobal(chip.rect().center()), top)
    keep(w, "drag-all-day")
    w = make()
    w.views.show_view("month")
    month = w.views.current
    assert isinstance(month, MonthView)
    QApplication.processEvents()
    chip = month.chip(("e11", ""))
    assert chip is not None
    there = month.grid.mapToGlobal(month.grid.box(18).center())
    send(chip, QEvent.Type.MouseButtonPress, chip.mapToGlobal(chip.rect().center()))
    send(chip, QEvent.Type.MouseMove, there)
    keep(w, "drag-month")


def menus(make: Callable[[], MainWindow], folder: Path, end: str) -> None:
    """Write the menus of a class, of another event and of an empty place, and what is around."""

    def popup(name: str) -> None:
        QApplication.processEvents()
        shown = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        assert shown is not None
        shown.grab().save(str(folder / f"{name}-{end}"))
        shown.close()
        QApplication.processEvents()

    w = make()
    w.menus.of_class(("e11", ""), QPoint(400, 300))
    popup("menu-class")
    w.menus.of_class(("i", ""), QPoint(400, 300))
    popup("menu-event")
    w.menus.of_place(Spot(date(2026, 11, 25), 600), QPoint(400, 300))
    popup("menu-hour")
    w.menus.of_place(Spot(date(2026, 11, 25), None), QPoint(400, 300))
    popup("menu-day")
    around = w.context.calendar.around
    zone = w.context.zone
    rows = list(w.week.occurrences)
    before = [row._replace(start=row.start - WEEK, end=row.end - WEEK) for row in rows]
    there = [row for row in rows if row.summary in ("Lucas Pérez", "Grupo C1 · lectura y debate")]
    other = [row._replace(summary="Dentista") for row in rows if row.summary == "Sofía Ruiz"]
    assert isinstance(around, FakeAround)
    around.plans = plan_week(before, [*there, *other], 7, zone)
    w.dialogs.copy_week(date(2026, 11, 25))
    popup("copy-week")
    w.hide()
    w.deleteLater()


def overlap(make: Callable[[], MainWindow], keep: Keep) -> None:
    """Write the toast of a move that overlaps with something."""
    w = make()
    told = sentence(
        N_("Moved: {title}, {before} → {after}"), title="Ana", before="mar 15:00", after="jue 10:00"
    )
    warning = sentence(N_("Overlaps with {title} {span}"), title="Sofía Ruiz", span="10–11")
    undo = ToastAction(sentence(N_("Undo")), lambda: None)
    w.toasts.show(Toast(told, (undo,), 6.0, warning))
    keep(w, "toast-overlap")
