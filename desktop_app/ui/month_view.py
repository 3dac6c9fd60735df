"""The month in whole weeks: heads, and the grid that says what stands on each day."""

from collections.abc import Generator, Sequence
from datetime import date

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop_app.domain.occurrence import Occurrence
from desktop_app.domain.reschedule import Spot
from desktop_app.domain.spans import WEEK, Span
from desktop_app.domain.text import N_
from desktop_app.services.values import Key
from desktop_app.system.dates import day_abbreviation, month_title
from desktop_app.ui.chip import Chip
from desktop_app.ui.context import Context
from desktop_app.ui.drag import Drag, Ghost
from desktop_app.ui.look import font
from desktop_app.ui.month_grid import MonthGrid
from desktop_app.ui.month_sheet import MonthSheet
from desktop_app.ui.notice import Notice
from desktop_app.ui.sheet_view import SheetView
from desktop_app.ui.swipe import Swipe
from desktop_app.ui.view import turns
from desktop_app.ui.wrap import Wrapper

SIDE = 14
"""Pixels at the view's sides where a hand turns the month."""


class MonthHeads(QWidget):
    """The names of the days over their columns."""

    def __init__(self, context: Context, view: "MonthView") -> None:
        super().__init__(view)
        self._context = context
        self._view = view
        self._names = Wrapper(font(11))
        self.setFixedHeight(28)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the seven names, today's in the accent, and the line below."""
        p = QPainter(self)
        c = self._context
        p.fillRect(event.rect(), c.q("surface"))
        p.setFont(self._names.font)
        today, shown = c.today(), self._view.span
        for i in range(WEEK):
            day = date.fromordinal(shown.first.toordinal() + i)
            here = today in shown and day.weekday() == today.weekday()
            p.setPen(c.q("accent" if here else "secondary"))
            x, end = self._view.grid.edge(i), self._view.grid.edge(i + 1)
            name = day_abbreviation(day, c.language)
            self._names.write(p, name, x + 12, 0, end - x - 12, self.height() - 2)
        p.fillRect(0, self.height() - 1, self.width(), 1, c.q("hour"))
        p.end()


class MonthView(SheetView[MonthSheet]):
    """Its day is the one under the cursor."""

    name = "month"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._swipe = Swipe()
        self.heads = MonthHeads(context, self)
        self.grid = MonthGrid(context, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heads)
        column.addWidget(self.grid, 1)
        self.notice = Notice(context, self)
        self.notice.pressed.connect(lambda: self.class_wanted.emit(None, None))
        self.grid.day_wanted.connect(lambda day: self.view_wanted.emit("day", day))
        self.grid.walked.connect(self.walk_to)
        self.drag = Drag(self)
        self.grid.grabbed.connect(self.drag.press)
        self.grid.pool.grabbed.connect(self.drag.take)
        self.grid.pool.chosen.connect(self.chosen)
        self.grid.pool.selected.connect(self.selected)
        self.grid.pool.opened.connect(self.opened)
        self.grid.pool.menu_wanted.connect(self.menu_wanted)

    @property
    def surface(self) -> MonthGrid:
        """The cells."""
        return self.grid

    def title(self) -> str:
        """Return the month of the cursor."""
        return month_title(self.day, self.context.language)

    def show_day(self, day: date) -> None:
        """Put the cursor on `day`; another month's days bring that month."""
        if self.pointed is not None and self.pointed.day != day:
            self.point(None)  # the cursor has walked on from there
        super().show_day(day)
        if self.grid.day != day:
            self.grid.stand_on(day)

    def look(self) -> object:
        """Return the room that the cells have."""
        return self.grid.width(), self.grid.height()

    def laid(
        self, shown: Span, occurrences: Sequence[Occurrence]
    ) -> Generator[None, None, MonthSheet]:
        """Return the sheet of `shown`; pauses."""
        return self.grid.laid(shown, occurrences)

    def drawn(self, sheet: MonthSheet) -> Generator[None, None, None]:
        """Draw its lines."""
        return self.grid.drawn(sheet)

    def show_sheet(self, sheet: MonthSheet) -> None:
        """Show the month."""
        self.grid.show_sheet(sheet, self.day)
        self.heads.update()
        self.tell()

    def tell(self) -> None:
        """Say why nothing is shown, where nothing is."""
        words = N_("No classes this month.") if self._covered else N_("Loading this month…")
        self.notice.tell(not self.occurrences, self._covered, words)
        self.notice.place(self.grid.geometry())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the notice in its place."""
        super().resizeEvent(event)
        self.notice.place(self.grid.geometry())

    def tick(self) -> None:
        """A minute has gone by: what is past is dimmed, and tomorrow may have come."""
        self.grid.place()
        self.heads.update()
        self.plan()

    def select(self, key: Key | None) -> None:
        """Show which occurrence is selected."""
        if key != self.grid.selected:
            self.grid.selected = key
            self.grid.update()

    def chip(self, key: Key) -> Chip | None:
        """Return the chip of `key`, if it is shown and not only counted."""
        return self.grid.pool.find(key)

    def order(self) -> list[Key]:
        """Return the keys shown, week by week and day by day."""
        return [chip.key for chip in self.grid.pool.shown]

    # --- what the hand needs (ui/drag.py, Ground)

    def spot(self, at: QPoint, rows: bool) -> Spot:
        """Return the day at a point of the screen, the nearest one outside the cells."""
        return Spot(self.grid.nearest(self.grid.mapFromGlobal(at)), None)

    def place(self, at: QPoint) -> Spot:
        """Return the day at a point of the screen."""
        return self.spot(at, True)

    def show_ghost(self, ghost: Ghost | None) -> None:
        """Draw what the hand makes of an event."""
        self.grid.show_ghost(ghost)

    def side(self, at: QPoint) -> int:
        """Return -1 or 1 at the edge that turns back or on."""
        x = self.mapFromGlobal(at).x()
        return -1 if x < SIDE else 1 if x >= self.width() - SIDE else 0

    def roll(self, at: QPoint, rows: bool) -> bool:
        """A month does not scroll."""
        return False

    def draw_days(self, first: date, end: date) -> None:
        """One day drawn is a class there, more an event of whole days."""
        if (end - first).days == 1:
            self.make_at(Spot(first, None))
        else:
            super().draw_days(first, end)

    def make_at(self, spot: Spot) -> None:
        """Ask for a class on a day, where it has room."""
        self.class_wanted.emit(self.context.calendar.around.free_on(spot.day), None)

    def hideEvent(self, event: QHideEvent) -> None:
        """A drag does not go on out of sight."""
        super().hideEvent(event)
        self.drag.give_up()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn the month, a notch or a swipe each."""
        turns(self, self._swipe, event, upright=True)
