"""The hand on a view: from a press to a click, a drag or a drawing, given up with Esc.

While a button is down the whole program's mouse is followed, not one widget's: chips are reused when
the week turns or is read anew, and neither may end what the hand is at.
"""

from typing import NamedTuple, Protocol, cast

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.domain.event import AllDay, Timed, When, when_value
from desktop_app.domain.occurrence import Occurrence
from desktop_app.domain.reschedule import FINE, STEP, Grip, Spot, dragged, drawn
from desktop_app.services.values import Key
from desktop_app.ui.bits import Bit
from desktop_app.ui.chip import Chip
from desktop_app.ui.view import View

START = 5
"""Pixels before a press becomes a drag: a click is never one by accident."""
HOLD_MS = 700
"""So long the hand rests at the view's edge before the days turn first."""
TURN_MS = 1000
"""And so long between two turns: she must see which days these are before they are gone."""
ROLL_MS = 16


class Ghost(NamedTuple):
    """What is being made of a time: an occurrence as it would stand, None while one is drawn."""

    occurrence: Occurrence | None
    when: When


class Ground(Protocol):
    """What a view offers to the hand."""

    def spot(self, at: QPoint, rows: bool) -> Spot:
        """Return what lies at a point of the screen; `rows`: a day as a whole may be meant."""
        ...

    def show_ghost(self, ghost: Ghost | None) -> None:
        """Draw what is being made."""
        ...

    def side(self, at: QPoint) -> int:
        """Return -1 or 1 where a point is at the edge that turns the view back or on, else 0."""
        ...

    def roll(self, at: QPoint, rows: bool) -> bool:
        """Scroll a little where a point is near the top or the bottom; return whether it did."""
        ...


class _Pressed(NamedTuple):
    at: QPoint
    spot: Spot
    occurrence: Occurrence | None
    grip: Grip


def when_of_occurrence(occurrence: Occurrence) -> When:
    """Return when an occurrence takes place."""
    if occurrence.flags & Bit.ALL_DAY:
        return AllDay(occurrence.first_day, occurrence.end_day)
    return Timed(occurrence.start, occurrence.end, occurrence.zone)


def movable(occurrence: Occurrence) -> bool:
    """Return whether a hand may move it."""
    return not occurrence.flags & (Bit.READ_ONLY | Bit.CANCELLED)


class Drag(QObject):
    """One gesture at a time on one view, which is also its ground."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._view = view
        self._ground = cast(Ground, view)
        self._pressed: _Pressed | None = None
        self._clicked: Key | None = None
        self._day = view.day
        self._at = QPoint()
        self._step = STEP
        self._refused = False
        self.ghost: Ghost | None = None
        self._turning = QTimer(self)
        self._turning.timeout.connect(self._turn)
        self._second = QTimer(self)
        self._second.setSingleShot(True)
        self._second.timeout.connect(lambda: self._follow(self._pressed is not None))
        self._rolling = QTimer(self)
        self._rolling.setInterval(ROLL_MS)
        self._rolling.timeout.connect(self._roll)

    # --- from the view's widgets

    def press(self, at: QPoint, occurrence: Occurrence | None = None, grip: Grip = "whole") -> None:
        """Begin: the left button went down at `at` (of the screen)."""
        self.give_up()
        self._at = at
        self._pressed = _Pressed(at, self._ground.spot(at, True), occurrence, grip)
        self._day = self._view.day
        self._refused = False
        if occurrence is not None:
            self._view.selected.emit(occurrence.key)
        self._follow(True)

    def take(self, chip: Chip, at: QPoint) -> None:
        """Begin on a chip: its edge or the whole of it, by where it was pressed."""
        self.press(at, chip.occurrence, chip.grip_at(chip.mapFromGlobal(at)))

    def give_up(self) -> None:
        """Forget what the hand is at; nothing is changed and the view is where it was."""
        if self._pressed is None:
            return
        begun = self.ghost is not None
        self._end()
        if begun and self._view.day != self._day:
            self._view.show_day(self._day)

    # --- while a button is down

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take every move, the release and Esc, wherever they go."""
        widget = isinstance(watched, QWidget)
        kind = event.type()
        if kind == QEvent.Type.MouseButtonDblClick and isinstance(event, QMouseEvent) and widget:
            return self._second_click(event.globalPosition().toPoint())
        if self._pressed is None or not (widget or isinstance(watched, QWindow)):
            return False
        if isinstance(event, QMouseEvent):
            # The window hears of it first, and alone once the chip that was pressed is hidden; it
            # must itself learn of the release, to know that no button is down.
            self._mouse(event)
            return widget
        if not widget:
            return False
        if kind == QEvent.Type.ContextMenu:
            return True  # the right button while the left one is down
        if isinstance(event, QKeyEvent):
            return self._key(event)
        return False

    def _second_click(self, at: QPoint) -> bool:
        """Open what the first click was on, or make a class where it was on nothing.

        Where the panel opened in between, something else lies under the pointer by now: another
        chip, or a button of the panel.
        """
        near = (at - self._at).manhattanLength() <= 2 * START
        if not self._second.isActive() or not near:
            return False
        self._second.stop()
        self._follow(False)
        if self._clicked is not None:
            self._view.opened.emit(self._clicked)
        else:
            self._view.make_at(self._ground.spot(at, True))
        return True

    def _mouse(self, event: QMouseEvent) -> None:
        if event.type() == QEvent.Type.MouseMove:
            if event.buttons() & Qt.MouseButton.LeftButton:
                self._move(event.globalPosition().toPoint(), event.modifiers())
            else:  # let go where nobody saw it
                self.give_up()
        elif event.type() == QEvent.Type.MouseButtonRelease:
            if event.button() == Qt.MouseButton.LeftButton:
                self._release(event.globalPosition().toPoint(), event.modifiers())

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            if self.ghost is None and self._pressed is not None and not self._refused:
                return False  # nothing to give up yet
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                pressed = self._pressed
                self.give_up()
                self._focus(pressed.occurrence.key if pressed and pressed.occurrence else None)
            return True
        if event.key() == Qt.Key.Key_Alt and self.ghost is not None:
            fine = event.type() != QEvent.Type.KeyRelease
            self._step = FINE if fine else STEP
            self._show()
            return True
        return False

    def _move(self, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        assert self._pressed is not None
        self._at = at
        self._step = FINE if modifiers & Qt.KeyboardModifier.AltModifier else STEP
        if self.ghost is None:
            if (at - self._pressed.at).manhattanLength() < START or self._refused:
                return
            if self._pressed.occurrence is not None and not movable(self._pressed.occurrence):
                self._refuse()
                return
            self._cursor()
        self._show()
        side = self._ground.side(at)
        if not side:
            self._turning.stop()
        elif not self._turning.isActive():
            self._turning.start(HOLD_MS)
        self._rolling.start()

    def _show(self) -> None:
        assert self._pressed is not None
        pressed = self._pressed
        settings = self._view.context.settings.settings
        zone = self._view.context.zone
        rows = pressed.spot.minute is None or pressed.occurrence is not None
        to = self._ground.spot(self._at, rows and pressed.grip == "whole")
        if pressed.spot.minute is None and (pressed.grip != "whole" or pressed.occurrence is None):
            to = Spot(to.day, None)  # days are drawn or stretched by days
        if pressed.occurrence is None:
            when = drawn(pressed.spot, to, zone, self._step)
        else:
            when = dragged(
                when_of_occurrence(pressed.occurrence), pressed.grip, pressed.spot, to,
                zone, self._step, settings.default_length_minutes,
            )  # fmt: skip
        ghost = Ghost(pressed.occurrence, when)
        if ghost != self.ghost:
            self.ghost = ghost
            self._ground.show_ghost(ghost)

    def _release(self, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        assert self._pressed is not None
        if self.ghost is not None:
            self._move(at, modifiers)
        pressed, ghost, refused = self._pressed, self.ghost, self._refused
        self._end()
        key = pressed.occurrence.key if pressed.occurrence is not None else None
        if ghost is None:
            if not refused:
                self._click(key, pressed.spot)
        elif pressed.occurrence is not None:
            if ghost.when != when_of_occurrence(pressed.occurrence):
                context = self._view.context
                context.editor.edit(pressed.occurrence.key, {"when": when_value(ghost.when)})
            self._focus(key)
        elif isinstance(ghost.when, Timed):
            self._view.class_wanted.emit(ghost.when.start, ghost.when.end)
        else:
            self._view.draw_days(ghost.when.start, ghost.when.end)

    def _click(self, key: Key | None, spot: Spot) -> None:
        self._clicked = key
        self._follow(True)
        self._second.start(QGuiApplication.styleHints().mouseDoubleClickInterval())
        self._view.point(spot if key is None else None)
        if key is not None:
            self._view.chosen.emit(key)
        else:
            self._view.surface.setFocus(Qt.FocusReason.MouseFocusReason)
            self._view.emptied.emit()

    def _refuse(self) -> None:
        """Say once in a drag why this cannot be moved."""
        self._refused = True
        QGuiApplication.setOverrideCursor(Qt.CursorShape.ForbiddenCursor)
        if self._pressed is not None and self._pressed.occurrence is not None:
            self._view.context.editor.tell_kept(self._pressed.occurrence.key)

    def _cursor(self) -> None:
        assert self._pressed is not None
        shape = Qt.CursorShape.ClosedHandCursor
        if self._pressed.grip != "whole":
            upright = self._pressed.spot.minute is not None
            shape = Qt.CursorShape.SizeVerCursor if upright else Qt.CursorShape.SizeHorCursor
        elif self._pressed.occurrence is None:
            shape = Qt.CursorShape.CrossCursor
        QGuiApplication.setOverrideCursor(shape)

    # --- at the edges

    def _turn(self) -> None:
        side = self._ground.side(self._at)
        if self.ghost is None or not side:
            self._turning.stop()
            return
        self._turning.start(TURN_MS)
        self._view.turn(side)
        self._show()
        self._ground.show_ghost(self.ghost)

    def _roll(self) -> None:
        pressed = self._pressed
        if pressed is None or (pressed.spot.minute is None and pressed.occurrence is None):
            self._rolling.stop()
        elif self._ground.roll(
            self._at, pressed.occurrence is not None and pressed.grip == "whole"
        ):
            self._show()
        else:
            self._rolling.stop()

    # --- the end

    def _end(self) -> None:
        self._follow(False)
        if self.ghost is not None or self._refused:
            QGuiApplication.restoreOverrideCursor()
        self._pressed = None
        self._refused = False
        self._turning.stop()
        self._rolling.stop()
        if self.ghost is not None:
            self.ghost = None
            self._ground.show_ghost(None)

    def _focus(self, key: Key | None) -> None:
        chip = self._view.chip(key) if key is not None else None
        (chip or self._view.surface).setFocus(Qt.FocusReason.MouseFocusReason)

    def _follow(self, on: bool) -> None:
        app = QApplication.instance()
        assert app is not None
        if on:
            app.installEventFilter(self)
        else:
            app.removeEventFilter(self)
