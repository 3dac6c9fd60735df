"""Chips reused from week to week: making a widget costs more than moving one."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from desktop_app.domain.occurrence import Occurrence
from desktop_app.services.values import Key
from desktop_app.ui.announce import Naming
from desktop_app.ui.chip import FIXED, Chip, Edges
from desktop_app.ui.chip_paint import Ink

BY_MOUSE = Qt.FocusReason.MouseFocusReason
"""A focus that no ring shows. (NoFocusReason tells neither the old nor the new one of it.)"""


class Placed(NamedTuple):
    """An occurrence at its place of a surface: how it is drawn, and where a hand can pull it."""

    occurrence: Occurrence
    ink: Ink
    box: QRect
    edges: Edges = FIXED


class ChipPool(QObject):
    """The chips of one surface. Signals carry the Key of the occurrence."""

    chosen = Signal(object)
    selected = Signal(object)  # come to with Tab, its panel not asked for
    opened = Signal(object)
    grabbed = Signal(object, QPoint)  # the chip, where on the screen
    menu_wanted = Signal(object, QPoint)

    def __init__(
        self,
        surface: QWidget,
        name: Callable[[Occurrence], str],
        walk: Callable[[Chip, int], None],
        held: bool = False,
    ) -> None:
        """`name`: what a screen reader says; `walk`: goes on from a chip, +1 or -1.

        `held`: a hand follows the mouse (ui/drag.py); else chips are plain buttons.
        """
        super().__init__(surface)
        self._held = held
        self._surface = surface
        self._name = name
        self._walk = walk
        self._chips: list[Chip] = []
        self.shown: list[Chip] = []
        self._naming = Naming(self.name_all, self)

    def show(self, wanted: Sequence[Placed]) -> None:
        """Show these, in this order (which is that of Tab); the focus stays with its occurrence."""
        # All of it is painted anew: else Qt adds up the place of each chip that moves.
        self._surface.setUpdatesEnabled(False)
        focused, again, ringed = self._focused()
        while len(self._chips) < len(wanted):
            self._chips.append(self._make())
        shown = self._chips[: len(wanted)]
        target: Chip | None = None
        for chip, placed in zip(shown, wanted, strict=True):
            chip.show_occurrence(*placed)
            if chip.key == focused and (target is None or again > 0):
                target, again = chip, again - (target is not None)
        for chip in shown:
            if chip.isHidden():
                chip.show()
        # Before any rests: Qt would hand its focus on to whatever comes next.
        if target is not None and not target.hasFocus():
            target.setFocus(Qt.FocusReason.PopupFocusReason if ringed else BY_MOUSE)
        elif focused is not None and target is None:
            self._surface.setFocus(Qt.FocusReason.OtherFocusReason)
        listens = QAccessible.isActive()  # a screen reader: it would find what only rests
        for chip in self._chips[len(wanted) :]:
            chip.rest()
            if listens and not chip.isHidden():
                chip.hide()
        self.shown = shown
        self._surface.setUpdatesEnabled(True)
        self._naming.plan()

    def _focused(self) -> tuple[Key | None, int, bool]:
        """Return the key that has the focus, how many of that key stand before it, and whether a
        ring shows it."""
        for index, chip in enumerate(self.shown):
            if chip.hasFocus():
                before = sum(c.key == chip.key for c in self.shown[:index])
                return chip.key, before, chip.ringed
        return None, 0, False

    def name_all(self) -> None:
        """Give every chip its name."""
        for chip in self.shown:
            if chip.occurrence is not None:
                chip.call(self._name(chip.occurrence))

    def find(self, key: Key) -> Chip | None:
        """Return the (first) chip of `key`."""
        return next((c for c in self.shown if c.key == key), None)

    def step_in(self, key: int) -> bool:
        """Give the focus to the first (Down) or last (Up) chip; return whether `key` did that."""
        if key not in (Qt.Key.Key_Down, Qt.Key.Key_Up) or not self.shown:
            return False
        chip = self.shown[0 if key == Qt.Key.Key_Down else -1]
        chip.setFocus(Qt.FocusReason.OtherFocusReason)
        chip.chosen.emit(chip.key)
        return True

    def _make(self) -> Chip:
        chip = Chip(self._surface, self._held)
        chip.hide()
        chip.chosen.connect(self.chosen)
        chip.selected.connect(self.selected)
        chip.opened.connect(self.opened)
        chip.grabbed.connect(self.grabbed)
        chip.menu_wanted.connect(self.menu_wanted)
        chip.walked.connect(self._walk)
        return chip
