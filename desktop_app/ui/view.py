"""What every view of the calendar is to the window: the same signals, the same few methods."""

from datetime import date, datetime, time, timedelta
from typing import ClassVar

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from desktop_app.domain import zones
from desktop_app.domain.reschedule import DAY_MINUTES, Spot
from desktop_app.domain.spans import Span, ViewName, span, turned, within
from desktop_app.services.values import Key
from desktop_app.system.dates import months_title
from desktop_app.ui.context import Context
from desktop_app.ui.swipe import Swipe


def turns(view: "View", swipe: Swipe, event: QWheelEvent, upright: bool = False) -> bool:
    """Turn `view` by what a wheel or a touchpad does sideways; return whether it was that.

    `upright`: what goes up and down turns it too, where there is nothing to scroll.
    """
    angle, pixels = event.angleDelta(), event.pixelDelta()
    shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    sideways = abs(angle.x()) > abs(angle.y())
    if not (sideways or shift or upright):
        return False
    phase = event.phase()
    steps = swipe.steps(
        angle.x() if sideways else angle.y(),
        pixels.x() if sideways else pixels.y(),
        event.timestamp() / 1000,
        phase == Qt.ScrollPhase.ScrollBegin,
        phase == Qt.ScrollPhase.ScrollMomentum,
    )
    if steps:
        view.turn(-steps)
    event.accept()
    return True


class View(QWidget):
    """A view stands on one `day`, and shows the span of days around it. Keys name occurrences."""

    name: ClassVar[ViewName] = "week"

    chosen = Signal(object)  # Key
    selected = Signal(object)  # Key: pressed, its panel not asked for
    opened = Signal(object)  # Key
    emptied = Signal()  # a click on nothing
    menu_wanted = Signal(object, QPoint)  # Key, where on the screen
    class_wanted = Signal(object, object)  # from, to: epoch seconds, or None
    place_menu_wanted = Signal(object, QPoint)  # Spot, where on the screen
    days_wanted = Signal(object, object)  # an all-day event from … up to …: dates
    view_wanted = Signal(str, object)  # a view, on a date
    turned = Signal()  # other days are shown

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.day = context.today()
        self.pointed: Spot | None = None

    @property
    def aim(self) -> Spot:
        """Where what is pasted by key goes: the empty place clicked last, else the day."""
        if self.pointed is not None and self.pointed.day in self.span:
            return self.pointed
        return Spot(self.day, None)

    def point(self, spot: Spot | None) -> None:
        """Take the place that was clicked; None: something else was."""
        self.pointed = spot
        self.surface.update()

    @property
    def surface(self) -> QWidget:
        """What is painted, and takes the focus where no occurrence has it."""
        return self

    @property
    def span(self) -> Span:
        """The days shown."""
        return span(self.name, self.day, self.context.settings.settings.working_days)

    def title(self) -> str:
        """Return what stands in the header: the month of the days shown, or the two."""
        first, end = self.span.first, self.span.end
        return months_title(first, end - timedelta(days=1), self.context.language)

    def show_day(self, day: date) -> None:
        """Stand on `day`; the days around it are read if they are not shown yet."""
        before, self.day = self.span, day
        if self.span != before:
            self.show_span()
        self.turned.emit()

    def turn(self, steps: int) -> None:
        """Go on by `steps` of what the view shows, or back."""
        self.walk_to(turned(self.name, self.day, steps))

    def walk_to(self, day: date) -> None:
        """Stand on `day`, as far as one gets by turning and by the arrows."""
        self.show_day(within(day, self.day, self.context.today()))

    def show_span(self) -> None:
        """Show the days that are others now."""
        self.read()

    def read(self) -> None:
        """Read what is shown anew. Focus, selection and scrolling stay."""
        raise NotImplementedError

    def tick(self) -> None:
        """A minute has gone by."""
        raise NotImplementedError

    def select(self, key: Key | None) -> None:
        """Show which occurrence is selected."""
        raise NotImplementedError

    def chip(self, key: Key) -> QWidget | None:
        """Return the widget that stands for `key`, if it is shown."""
        raise NotImplementedError

    def order(self) -> list[Key]:
        """Return the keys shown, in the order of Tab."""
        raise NotImplementedError

    def tell(self) -> None:
        """Say why nothing is shown, where nothing is."""

    def scroll_to_start(self) -> None:
        """Bring what matters first into sight."""

    def reveal(self, key: Key) -> None:
        """Bring an occurrence into sight, where the view scrolls."""

    def zoom(self, steps: int) -> None:
        """Make the hours higher or lower by `steps`; 0: as usual."""

    def place(self, at: QPoint) -> Spot:
        """Return the place at a point of the screen; where a view has none, its day."""
        return Spot(self.day, None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of what lies there; by key that of the day."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self.place_menu_wanted.emit(self.place(event.globalPos()), event.globalPos())
        else:
            middle = self.mapToGlobal(self.rect().center())
            self.place_menu_wanted.emit(Spot(self.day, None), middle)
        event.accept()

    def draw_days(self, first: date, end: date) -> None:
        """Ask for what was drawn over whole days, from `first` up to `end`."""
        self.days_wanted.emit(first, end)

    def make_at(self, spot: Spot) -> None:
        """Ask for a class at a place that was double-clicked: on the half hour, as long as usual."""
        if spot.minute is None:
            self.days_wanted.emit(spot.day, spot.day + timedelta(days=1))
        else:
            step = self.context.settings.settings.round_minutes
            start = datetime.combine(spot.day, time()) + timedelta(
                minutes=min(spot.minute, DAY_MINUTES - 1) // step * step
            )
            self.class_wanted.emit(zones.epoch(start, self.context.zone), None)

    def focus_first(self, key: Key | None, step: int = 1) -> None:
        """Give the focus to the chip of `key`, or to the first (last) one; none: to the surface."""
        keys = self.order()
        if keys and (key is None or self.chip(key) is None):
            key = keys[0 if step > 0 else -1]
        chip = self.chip(key) if key is not None else None
        if chip is None or key is None:
            self.surface.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            chip.setFocus(Qt.FocusReason.OtherFocusReason)
            self.chosen.emit(key)
