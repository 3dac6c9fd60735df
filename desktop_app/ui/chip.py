"""A chip: one occurrence on the week as a real widget, found by keyboard and screen reader.

The chip takes clicks, keys and focus; the surface it lies on paints all chips in one pass, for
sixty painters cost more than the week may take.
"""

from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
)  # fmt: skip
from PySide6.QtWidgets import QWidget

from desktop_app.domain.occurrence import Occurrence
from desktop_app.domain.reschedule import Grip
from desktop_app.services.values import Key
from desktop_app.ui.chip_paint import Ink
from desktop_app.ui.ringed import ENTER, Ringed
from desktop_app.ui.texts import tip

EDGE = 7
"""Pixels at an edge that a hand takes hold of; a quarter of what is smaller."""
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class Edges(NamedTuple):
    """Which edges can be pulled; `across`: its left and right ones, else top and bottom."""

    start: bool
    end: bool
    across: bool = False


FIXED = Edges(False, False)


class Chip(Ringed):
    """Reused from week to week: `show_occurrence` makes it another one."""

    chosen = Signal(object)  # Key
    selected = Signal(object)  # Key: Tab came to it, its panel not asked for
    opened = Signal(object)  # Key
    grabbed = Signal(object, QPoint)  # the chip, where on the screen
    walked = Signal(object, int)  # the chip, +1 or -1
    menu_wanted = Signal(object, QPoint)  # Key, where on the screen

    def __init__(self, parent: QWidget, held: bool = False) -> None:
        super().__init__(parent)
        self._held = held
        self.occurrence: Occurrence | None = None
        self.key: Key = ("", "")
        self.ink: Ink | None = None
        self.place = QRect()
        self.edges = FIXED
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # The surface below paints it: Qt need not ask a chip to paint, nor look what lies under it.
        self.setUpdatesEnabled(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda: self.chosen.emit(self.key))

    def show_occurrence(self, occurrence: Occurrence, ink: Ink, place: QRect, edges: Edges) -> None:
        """Stand for `occurrence`, drawn with `ink` at `place` of the surface."""
        if self.occurrence is None:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.occurrence = occurrence
        self.key = (occurrence.family, occurrence.original)
        self.ink = ink
        self.edges = edges
        if place != self.place:
            self.place = place
            self.setGeometry(place)

    def rest(self) -> None:
        """Stand for nothing, where no hand and no key comes, until it is another one.

        To be shown again would cost more than all else: Qt asks each time where the pointer is.
        """
        if self.occurrence is not None:
            self.occurrence = self.ink = None
            self.key = ("", "")
            self.edges = FIXED
            self.hovered = False
            self.place = QRect()
            self.setGeometry(self.place)
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def call(self, spoken: str) -> None:
        """Be called `spoken` by a screen reader."""
        if spoken != self.accessibleName():
            self.setAccessibleName(spoken)
            self.setToolTip(self._told() if self.hovered else "")

    def sizeHint(self) -> QSize:
        """Return the usual size; the surface decides."""
        return QSize(96, 48)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrows, open with Enter."""
        key = Qt.Key(event.key())
        if key in STEPS and not event.modifiers():
            self.walked.emit(self, STEPS[key])
        elif key in ENTER and not event.modifiers():
            self.opened.emit(self.key)
        else:
            super().keyPressEvent(event)

    def grip_at(self, at: QPoint) -> Grip:
        """Return what a hand takes hold of at a point of the chip."""
        size = self.width() if self.edges.across else self.height()
        place = at.x() if self.edges.across else at.y()
        reach = min(EDGE, size // 4)
        if self.edges.end and place >= size - reach:
            return "end"
        if self.edges.start and place < reach:
            return "start"
        return "whole"

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Leave to the hand what becomes of it, a click or a drag; without one it is a button."""
        if not self._held:
            super().mousePressEvent(event)
        elif event.button() == Qt.MouseButton.LeftButton:
            self.grabbed.emit(self, event.globalPosition().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second press of a double click opens; where a hand follows, it knows."""
        if not self._held:
            self.opened.emit(self.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show at an edge that it can be pulled."""
        shape = Qt.CursorShape.PointingHandCursor
        if self.grip_at(event.position().toPoint()) != "whole":
            across = self.edges.across
            shape = Qt.CursorShape.SizeHorCursor if across else Qt.CursorShape.SizeVerCursor
        if self.cursor().shape() != shape:
            self.setCursor(shape)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Come into sight; what Tab comes to is what every key acts on."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selected.emit(self.key)
        if event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
            Qt.FocusReason.OtherFocusReason,
        ):
            surface = self.parentWidget()
            reveal = getattr(surface, "reveal", None)
            if reveal is not None:
                reveal(self)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Light up a little; the whole name is in the tooltip."""
        self.setToolTip(self._told())
        super().enterEvent(event)

    def redraw(self) -> None:
        """Let the surface paint it anew: it paints all chips."""
        surface = self.parentWidget()
        if surface is not None:
            surface.update(self.place)

    def _told(self) -> str:
        """Return the whole name for the eye too, where the chip is too small for it."""
        return tip(self.accessibleName())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the class's actions."""
        self.menu_wanted.emit(self.key, event.globalPos())
