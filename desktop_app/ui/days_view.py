"""A day, a work week, a week: heads, all-day row and the hours that scroll."""

from collections.abc import Generator, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_app.domain import zones
from desktop_app.domain.occurrence import Occurrence
from desktop_app.domain.reschedule import DAY_MINUTES, Spot
from desktop_app.domain.spans import Span
from desktop_app.domain.text import N_
from desktop_app.services.values import Key
from desktop_app.system.dates import day_title
from desktop_app.ui.all_day import AllDay
from desktop_app.ui.bits import Bit
from desktop_app.ui.chip import Chip
from desktop_app.ui.columns import Columns
from desktop_app.ui.context import Context
from desktop_app.ui.day_heads import DayHeads
from desktop_app.ui.days_grid import USUAL, DaysGrid
from desktop_app.ui.days_sheet import DaysSheet
from desktop_app.ui.drag import Drag, Ghost
from desktop_app.ui.frameless import frameless
from desktop_app.ui.notice import Notice
from desktop_app.ui.pieces import cut
from desktop_app.ui.sheet_view import SheetView
from desktop_app.ui.swipe import Swipe
from desktop_app.ui.view import turns

ZOOM = 8
"""Pixels an hour grows or shrinks by in one step."""
SIDE = 14
"""Pixels at the view's sides where a hand turns the days."""
NEAR = 28
"""Pixels at the top and the bottom of the hours where a hand scrolls them."""
KEEP_MS = 500
"""A height is written down once the wheel has come to rest."""


class DaysView(SheetView[DaysSheet]):
    """Days side by side; how many is its span's."""

    loading = N_("Loading this week…")
    empty = N_("No classes this week.")

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        shown = self.span
        self._opening = True
        self.columns = Columns(shown.first, shown.days)
        self.heads = DayHeads(context, self.columns, self)
        self.all_day = AllDay(context, self.columns, self)
        self.grid = DaysGrid(context, self.columns)
        self.scroller = frameless(self.grid, self)
        self.scroller.viewport().installEventFilter(self)
        self._line = QFrame(self)
        self._line.setFixedHeight(1)
        self._line.setAutoFillBackground(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.heads, self.all_day, self._line):
            column.addWidget(part)
        column.addWidget(self.scroller, 1)
        self.notice = Notice(context, self)
        self.notice.pressed.connect(lambda: self.class_wanted.emit(None, None))
        self.drag = Drag(self)
        self.grid.reveal_wanted.connect(self._reveal)
        for surface in (self.grid, self.all_day):
            surface.grabbed.connect(self.drag.press)
            pool = surface.pool
            pool.grabbed.connect(self.drag.take)
            pool.chosen.connect(self.chosen)
            pool.selected.connect(self.selected)
            pool.opened.connect(self.opened)
            pool.menu_wanted.connect(self.menu_wanted)
        self._swipe = Swipe()
        self._keep_zoom = QTimer(self)
        self._keep_zoom.setSingleShot(True)
        self._keep_zoom.setInterval(KEEP_MS)
        self._keep_zoom.timeout.connect(self._write_zoom)

    # --- what it shows

    @property
    def surface(self) -> DaysGrid:
        """The hours."""
        return self.grid

    @property
    def first_day(self) -> date:
        """The first day shown."""
        return self.columns.first

    def stand(self, shown: Span) -> None:
        """Take the days, and room for the hours of a second zone."""
        self.columns.first, self.columns.days = shown
        second = self.context.settings.settings.second_zone
        self.columns.show_second(second if second != self.context.zone else "")

    def look(self) -> object:
        """Return the width of all days and the height of an hour."""
        return self.grid.width(), self.grid.hour

    def laid(
        self, shown: Span, occurrences: Sequence[Occurrence]
    ) -> Generator[None, None, DaysSheet]:
        """Return the sheet of `shown`; pauses."""
        pieces, bars = cut(occurrences, *shown, self.context.zone)
        pieces.sort(key=lambda piece: (piece.day, piece.start, -piece.end))
        yield
        placed = yield from self.grid.laid(pieces)
        return DaysSheet(shown, occurrences, pieces, bars, placed)

    def drawn(self, sheet: DaysSheet) -> Generator[None, None, None]:
        """Draw its chips."""
        return self.grid.drawn(sheet.placed)

    def show_sheet(self, sheet: DaysSheet) -> None:
        """Show heads, hours and the all-day row."""
        self.heads.read()
        self.grid.show_pieces(sheet.pieces, sheet.placed)
        self.all_day.show_bars(sheet.bars)
        self.tell()
        colour = self.context.q("hour")
        if self._line.palette().color(self._line.backgroundRole()) != colour:
            palette = self._line.palette()
            palette.setColor(self._line.backgroundRole(), colour)
            self._line.setPalette(palette)
        self.grid.update()
        if self._opening and self.height() > 200:
            self.scroll_to_start()

    def tell(self) -> None:
        """Say why nothing is shown, where nothing is."""
        words = self.loading if not self._covered else self.empty
        self.notice.tell(not self.occurrences, self._covered, words)
        self._place_notice()

    def tick(self) -> None:
        """A minute has gone by."""
        self.grid.tick()
        self.grid.place()
        self.grid.update()
        self.heads.update()
        self.plan()

    # --- selection

    def select(self, key: Key | None) -> None:
        """Show which class is selected."""
        if key != self.grid.selected:
            self.grid.selected = self.all_day.selected = key
            self.grid.update()
            self.all_day.update()

    def chip(self, key: Key) -> Chip | None:
        """Return the chip of `key`, if it is shown."""
        return self.grid.pool.find(key) or self.all_day.pool.find(key)

    def order(self) -> list[Key]:
        """Return the keys shown: the all-day row, then the hours."""
        return [chip.key for pool in (self.all_day.pool, self.grid.pool) for chip in pool.shown]

    # --- what the hand needs (ui/drag.py, Ground)

    def spot(self, at: QPoint, rows: bool) -> Spot:
        """Return the day and the minute at a point of the screen; above the hours a day as such."""
        x = self.heads.mapFromGlobal(at).x()
        columns = self.columns
        day = columns.day(columns.under(x, self.heads.width()) or 0)
        viewport = self.scroller.viewport()
        y = viewport.mapFromGlobal(at).y()
        if rows and y < 0:
            return Spot(day, None)
        shown = max(0, min(viewport.height(), y)) + self.scroller.verticalScrollBar().value()
        return Spot(day, max(0, min(DAY_MINUTES, shown * 60 // self.grid.hour)))

    def place(self, at: QPoint) -> Spot:
        """Return the hour or the day at a point of the screen."""
        return self.spot(at, True)

    def point(self, spot: Spot | None) -> None:
        """Show the place that was clicked, where something could be pasted there."""
        shown = self.context.calendar.around.can_paste
        self.grid.pointed = spot if shown else None
        super().point(spot)

    def show_ghost(self, ghost: Ghost | None) -> None:
        """Draw what the hand makes of an event."""
        self.grid.show_ghost(ghost)
        self.all_day.show_ghost(ghost)

    def side(self, at: QPoint) -> int:
        """Return -1 or 1 at the edge that turns back or on."""
        x = self.mapFromGlobal(at).x()
        return -1 if x < SIDE else 1 if x >= self.width() - SIDE else 0

    def roll(self, at: QPoint, rows: bool) -> bool:
        """Scroll where the hand is near the top or the bottom of the hours."""
        y = self.scroller.viewport().mapFromGlobal(at).y()
        low, high = NEAR - y, y - (self.scroller.viewport().height() - NEAR)
        if low > 0 and not (rows and y < 0):
            step = -(min(low, 2 * NEAR) // 4 + 1)
        elif high > 0:
            step = min(high, 2 * NEAR) // 4 + 1
        else:
            return False
        bar = self.scroller.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + step)
        return bar.value() != before

    # --- scrolling

    def scroll_to_start(self) -> None:
        """Put the first class, or now, in the upper third."""
        self._opening = False
        context = self.context
        minutes = [p.start for p in self.grid.pieces if not p.occurrence.flags & Bit.CANCELLED]
        first = min(minutes, default=context.settings.settings.working_start)
        if context.today() in self.span:
            wall = zones.local(context.now(), context.zone)
            now = wall.hour * 60 + wall.minute
            visible = self.scroller.viewport().height() * 60 // self.grid.hour
            if not first - 30 <= now <= first - 30 + visible * 2 // 3:
                first = now - 60
        self.scroller.verticalScrollBar().setValue(self.grid.y_of(max(0, first - 30)))

    def reveal(self, key: Key) -> None:
        """Scroll the hours to a class."""
        chip = self.grid.pool.find(key)
        if chip is not None:
            self._reveal(chip.geometry())

    def _reveal(self, box: QRect) -> None:
        self.scroller.ensureVisible(box.center().x(), box.top(), 0, 24)
        bar = self.scroller.verticalScrollBar()
        height = self.scroller.viewport().height()
        if box.bottom() > bar.value() + height:
            bar.setValue(min(box.top() - 24, box.bottom() - height + 24))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Zoom the hours with Ctrl and the wheel; with Shift or sideways it turns the days."""
        control = Qt.KeyboardModifier.ControlModifier
        if isinstance(event, QWheelEvent) and event.modifiers() & control:
            steps = event.angleDelta().y() / 120 or event.pixelDelta().y() / 40
            self._zoom(round(self.grid.hour + ZOOM * steps), event.position().y())
            return True
        if isinstance(event, QWheelEvent):
            return turns(self, self._swipe, event)
        if watched is self.scroller.viewport() and event.type() == QEvent.Type.Resize:
            if self._opening:
                self.scroll_to_start()
            self._place_notice()
        return False

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn the days also over their heads and the all-day row."""
        if not turns(self, self._swipe, event):
            event.ignore()

    def zoom(self, steps: int) -> None:
        """Make the hours higher or lower around the middle; 0: as usual."""
        height = self.grid.hour + ZOOM * steps if steps else USUAL
        self._zoom(height, self.scroller.viewport().height() / 2)

    def _zoom(self, hour: int, y: float) -> None:
        bar = self.scroller.verticalScrollBar()
        minute = (bar.value() + y) * 60 / self.grid.hour
        self.grid.zoom(hour)
        self.grid.adjustSize()
        bar.setValue(round(minute * self.grid.hour / 60 - y))
        self.plan()
        self._keep_zoom.start()

    def _write_zoom(self) -> None:
        self._keep_zoom.stop()
        self.context.settings.update(hour_height=self.grid.hour)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height of an hour from the view that was shown before."""
        super().showEvent(event)
        hour = self.context.settings.settings.hour_height
        if hour != self.grid.hour:
            self._zoom(hour, self.scroller.viewport().height() / 2)

    def hideEvent(self, event: QHideEvent) -> None:
        """Give a drag up, and leave the height of an hour to the view that is shown next."""
        super().hideEvent(event)
        self.drag.give_up()
        if self._keep_zoom.isActive():
            self._write_zoom()

    def _place_notice(self) -> None:
        over = self.scroller.geometry()
        over.setLeft(over.left() + self.columns.gutter)
        self.notice.place(over)


class DayView(DaysView):
    """One day."""

    name = "day"
    loading = N_("Loading this day…")
    empty = N_("No classes this day.")

    def title(self) -> str:
        """Return the day itself."""
        return day_title(self.day, self.context.language)


class WorkWeekView(DaysView):
    """The working days of a week."""

    name = "work_week"


class WeekView(DaysView):
    """Seven days from Monday on."""

    name = "week"
