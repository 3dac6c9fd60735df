"""The agenda: day by day without end; only the weeks around what is seen are read."""

from datetime import date, timedelta

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.day_list import Empty, Item, Stand, day_list, joined
from desktop_app.domain.reschedule import Spot
from desktop_app.domain.text import N_
from desktop_app.services.values import Key
from desktop_app.system.dates import month_title
from desktop_app.ui.agenda_list import AgendaList
from desktop_app.ui.chip import Chip
from desktop_app.ui.context import Context
from desktop_app.ui.notice import Notice
from desktop_app.ui.pieces import day_range
from desktop_app.ui.view import View

DAY = timedelta(days=1)
BEFORE, AFTER = 2, 8
"""How many days are read around one that is gone to, at most."""
CHUNK = 4
"""How many are read on at an end; twice as many each time that they hold next to nothing."""
TRIES = 8
ENOUGH = timedelta(days=2 * 365)
"""Where nothing at all stands on so many days, no more are read."""
MARGIN = 900
"""Pixels left at an end when more is read."""
FAR = 6000
"""What is farther from sight than this is let go, in pixels."""


class AgendaView(View):
    """Its day is the one at the top."""

    name = "agenda"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._low = self.day - BEFORE * DAY
        self._high = self.day + AFTER * DAY
        self._items: list[Item] = []
        self.list = AgendaList(context, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)
        self.notice = Notice(context, self)
        self.notice.pressed.connect(lambda: self.class_wanted.emit(None, None))
        self.list.scrolled.connect(self._scrolled)
        self.list.day_wanted.connect(lambda day: self.view_wanted.emit("day", day))
        self.list.pool.chosen.connect(self.chosen)
        self.list.pool.selected.connect(self.selected)
        self.list.pool.opened.connect(self.opened)
        self.list.pool.menu_wanted.connect(self.menu_wanted)

    @property
    def surface(self) -> AgendaList:
        """The list."""
        return self.list

    def place(self, at: QPoint) -> Spot:
        """Return the day at a point of the screen."""
        day = self.list.day_at(self.list.top + self.list.mapFromGlobal(at).y())
        return Spot(day or self.day, None)

    def title(self) -> str:
        """Return the month of the day at the top."""
        return month_title(self.day, self.context.language)

    def show_day(self, day: date) -> None:
        """Bring `day` to the top; a far one is read with the days around it."""
        self.day = day
        if not self._items or not self._low <= day < self._high:
            self._low, self._high = day - self._days(0, BEFORE), day + self._days(1, AFTER)
            self._items = self._read(self._low, self._high)
            self._show()
        elif self._bare:
            self._show()
        self.list.go_to(day)
        self._extend()
        self.list.go_to(day)  # again: only now there may be enough below it
        self.list.place()
        self.tell()
        self.turned.emit()

    @property
    def _bare(self) -> bool:
        """Whether nothing stands on any day that was read."""
        return not any(isinstance(item, Stand) for item in self._items)

    def _show(self) -> None:
        """Show what was read; of nothing at all its own day is enough, however far was read."""
        self.list.show_items([Empty(self.day, self.day)] if self._bare else self._items)
        if self._bare:
            self.list.go_to(self.day)  # the month over it is in sight too

    def tell(self) -> None:
        """Say that days are still being read, or what to do where nothing stands far and wide."""
        covered = self.context.calendar.ensure_covered(*day_range(self.day, 7, self.context.zone))
        words = N_("Your classes will stand here, day by day.")
        if not covered:
            words = N_("Loading these days…")
        self.notice.tell(self._bare or not covered, covered, words)
        self.notice.place(self.list.geometry())

    def _days(self, screens: int, most: int) -> timedelta:
        """Return how many days fill so much and what is kept beyond, by what those shown take."""
        shown = self.list
        days = (self._high - self._low).days
        pixels = screens * shown.height() + MARGIN
        return DAY * min(most, 1 + pixels * days // max(1, shown.height_of_all))

    def scroll_to_start(self) -> None:
        """Bring the day to the top."""
        self.list.go_to(self.day)
        self.list.place()

    def read(self) -> None:
        """Read the days around what is seen anew; what is at the top stays there."""
        self._items = self._read(self._low, self._high)
        self._show()
        self._extend()
        self.list.place()
        self.tell()

    def _read(self, low: date, high: date) -> list[Item]:
        context, days = self.context, (high - low).days
        start, end = day_range(low, days, context.zone)
        context.calendar.ensure_covered(start, end)
        reader = context.calendar.reader
        found = reader.occurrences(start, end, context.zone) if reader is not None else ()
        return day_list(found, low, days, context.zone, context.today())

    def tick(self) -> None:
        """A minute has gone by."""
        self.list.place()

    def select(self, key: Key | None) -> None:
        """Show which occurrence is selected."""
        if key != self.list.selected:
            self.list.selected = key
            self.list.update()

    def chip(self, key: Key) -> Chip | None:
        """Return the row of `key`, if it is in sight or near."""
        return self.list.pool.find(key)

    def reveal(self, key: Key) -> None:
        """Scroll to the row of `key`."""
        chip = self.chip(key)
        if chip is not None:
            self.list.reveal(chip)

    def order(self) -> list[Key]:
        """Return the keys in sight and near, from top to bottom."""
        return [chip.key for chip in self.list.pool.shown]

    def focus_first(self, key: Key | None, step: int = 1) -> None:
        """Give the focus to the row of `key`, else to the first one in sight."""
        chip = self.chip(key) if key is not None else None
        seen = [c for c in self.list.pool.shown if c.y() >= 0]
        if chip is None and seen:
            chip = seen[0]
        if chip is None:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            chip.setFocus(Qt.FocusReason.OtherFocusReason)
            chip.chosen.emit(chip.key)

    def _scrolled(self) -> None:
        self._extend()
        self.list.place()
        day = self.list.day_at(self.list.top)
        if day is not None and day != self.day:
            self.day = day
            self.tell()
            self.turned.emit()

    def _extend(self) -> None:
        """Read on where an end is near, and let the far side go."""
        shown, today = self.list, self.context.today()
        for attempt in range(TRIES):
            if self._bare and self._high - self._low > ENOUGH:
                break
            below = shown.height_of_all - shown.top - shown.height()
            more = CHUNK * DAY * 2**attempt
            if below < MARGIN:
                after = self._high + more
                self._items = joined(self._items, self._read(self._high, after), today)
                self._high = after
                if shown.top > FAR:
                    self._low = shown.day_at(shown.top - FAR) or self._low
            elif shown.top < MARGIN:
                before = self._low - more
                self._items = joined(self._read(before, self._low), self._items, today)
                self._low = before
                if below > FAR:
                    self._high = shown.day_at(shown.top + shown.height() + FAR) or self._high
            else:
                break
            self._items = [i for i in self._items if self._low <= i.day < self._high]
            self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Read as much as there is to see."""
        self._extend()
        self.list.place()
        self.notice.place(self.list.geometry())
