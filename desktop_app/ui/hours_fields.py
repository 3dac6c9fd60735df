"""Day and hours as fields: which day, from when to when, and until which day; laid out by others."""

from datetime import UTC, date, datetime, time, timedelta

from PySide6.QtCore import QObject, QTime, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain import zones
from desktop_app.domain.event import AllDay, Timed, When
from desktop_app.domain.text import N_
from desktop_app.ui.context import Context
from desktop_app.ui.fields import Day, Hours

NIGHT = 86_400
"""Seconds. What lasts as long as a day and longer needs its last day said."""


class HoursFields(QObject):
    """Moving the start moves the end with it; `changed` follows once they all agree."""

    changed = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        tr = context.tr
        self.day = Day(context, parent)
        self.start = Hours(context, parent)
        self.end = Hours(context, parent)
        self.last = Day(context, parent)
        for field, name in (
            (self.day, N_("Day")),
            (self.start, N_("Starts at")),
            (self.end, N_("Ends at")),
            (self.last, N_("Last day")),
        ):
            field.setAccessibleName(tr(name))
        self.whole_days = False
        self._long = False
        self._length = timedelta(hours=1)
        self._filling = False
        self.start.timeChanged.connect(lambda _: self._start_moved())
        self.day.dateChanged.connect(lambda _: self._start_moved())
        for edge in (self.end, self.last):
            edge.dateTimeChanged.connect(lambda _: self._told())

    def fill(self, when: When, zone: str) -> None:
        """Show `when`, its hours in `zone`. `changed` is not emitted."""
        self._filling = True
        self.whole_days = isinstance(when, AllDay)
        if isinstance(when, AllDay):
            first, last = when.start, when.end - timedelta(days=1)
            begin, end = QTime(9, 0), QTime(10, 0)
        else:
            low, high = (zones.local(s, zone) for s in (when.start, when.end))
            first, last = low.date(), high.date()
            begin, end = QTime(low.hour, low.minute), QTime(high.hour, high.minute)
        self._long = isinstance(when, Timed) and when.end - when.start >= NIGHT
        self.day.show_day(first)
        self.last.show_day(last)
        self.start.setTime(begin)
        self.end.setTime(end)
        self._length = self._span()
        self._filling = False
        self._show()

    def value(self, zone: str) -> When:
        """Return the time, hours meant in `zone`; an end before its start is the next day's."""
        if self.whole_days:
            return AllDay(self.day.value, self.last.value + timedelta(days=1))
        start = _wall(self.day.value, self.start.time())
        return Timed(zones.epoch(start, zone), zones.epoch(start + self._span(), zone), zone)

    def be_whole_days(self, whole: bool) -> None:
        """Be about whole days, or about hours."""
        self.whole_days = whole
        if whole and self.last.value < self.day.value:
            self.last.show_day(self.day.value)
        self._show()
        self._told()

    def set_length(self, minutes: int) -> None:
        """Have it last `minutes`; whole days stay as they are."""
        if not self.whole_days:
            end = _wall(self.day.value, self.start.time()) + timedelta(minutes=minutes)
            self.end.setTime(QTime(end.hour, end.minute))

    def _span(self) -> timedelta:
        if self.whole_days:
            return self.last.value - self.day.value
        start = _wall(self.day.value, self.start.time())
        end = _wall(self.last.value if self._long else self.day.value, self.end.time())
        return end - start if self._long or end > start else end - start + timedelta(days=1)

    def _start_moved(self) -> None:
        if self._filling:
            return
        self._filling = True
        if self.whole_days:
            self.last.show_day(self.day.value + self._length)
        else:
            end = _wall(self.day.value, self.start.time()) + self._length
            self.end.setTime(QTime(end.hour, end.minute))
            self.last.show_day(end.date())
        self._filling = False
        self._told()

    def _show(self) -> None:
        self.start.setVisible(not self.whole_days)
        self.end.setVisible(not self.whole_days)
        self.last.setVisible(self.whole_days or self._long)

    def _told(self) -> None:
        if not self._filling:
            self._length = self._span()
            self.changed.emit()


def _wall(day: date, at: QTime) -> datetime:
    moment = datetime.combine(day, time(at.hour(), at.minute()), tzinfo=UTC)
    return moment.replace(tzinfo=None)
