"""What the hand does, in pictures: a drag of each kind under way."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.ui.window import MainWindow

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
