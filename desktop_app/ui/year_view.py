"""The year at a glance: twelve months that scroll where they do not fit."""

from datetime import date

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.reschedule import Spot
from desktop_app.domain.text import N_
from desktop_app.services.values import Key
from desktop_app.ui.context import Context
from desktop_app.ui.frameless import frameless
from desktop_app.ui.notice import Notice
from desktop_app.ui.pieces import day_range
from desktop_app.ui.view import View
from desktop_app.ui.year_grid import YearGrid


class YearView(View):
    """Shows how much stands on each day; what it is, the other views show."""

    name = "year"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.grid = YearGrid(context)
        self.scroller = frameless(self.grid, self)
        # Once the months have their places, and when they get others.
        self.scroller.verticalScrollBar().rangeChanged.connect(lambda *_: self.scroll_to_start())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.scroller)
        self.notice = Notice(context, self)
        self.grid.day_wanted.connect(lambda day: self.view_wanted.emit("day", day))
        self.grid.month_wanted.connect(lambda day: self.view_wanted.emit("month", day))
        self.grid.walked.connect(self.walk_to)

    @property
    def surface(self) -> QWidget:
        """The day under the cursor."""
        return self.grid.cell

    def place(self, at: QPoint) -> Spot:
        """Return the day at a point of the screen, the cursor's where there is none."""
        return Spot(self.grid.at(self.grid.mapFromGlobal(at)) or self.day, None)

    def title(self) -> str:
        """Return the year."""
        return str(self.day.year)

    def show_day(self, day: date) -> None:
        """Put the cursor on `day`; another year's days bring that year."""
        super().show_day(day)
        self.grid.stand_on(day)
        self.scroll_to_start()

    def scroll_to_start(self) -> None:
        """Bring the day's month into sight."""
        box = self.grid.month_box(self.day.month)
        self.scroller.ensureVisible(box.center().x(), box.top(), 0, 0)
        self.scroller.ensureVisible(box.center().x(), box.bottom(), 0, 8)

    def read(self) -> None:
        """Count the days anew."""
        context, shown = self.context, self.span
        start, end = day_range(*shown, context.zone)
        covered = context.calendar.ensure_covered(start, end)
        reader = context.calendar.reader
        counts = reader.day_counts(start, end, context.zone) if reader is not None else {}
        self.grid.show_year(self.day, counts)
        self.notice.tell(not covered, covered, N_("Loading this year…"))
        self.notice.place(self.scroller.geometry())

    def tick(self) -> None:
        """A minute has gone by: tomorrow may have come."""
        self.grid.update()

    def select(self, key: Key | None) -> None:
        """Nothing: no occurrence is shown by itself."""

    def chip(self, key: Key) -> QWidget | None:
        """Return None: no occurrence is shown by itself."""
        return None

    def order(self) -> list[Key]:
        """Return nothing: no occurrence is shown by itself."""
        return []
