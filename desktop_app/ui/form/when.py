"""The form's time: day and hours in the event's own zone, or whole days."""

from datetime import UTC, date, datetime, timedelta

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain import zones
from desktop_app.domain.event import AllDay, Timed, When
from desktop_app.domain.text import N_
from desktop_app.system.dates import short_day, time_span
from desktop_app.ui.context import Context
from desktop_app.ui.fields import Day, Hours, Tick
from desktop_app.ui.plain_label import PlainLabel
from desktop_app.ui.zone_field import ZoneField


class WhenField(QWidget):
    """`value` is the time as the fields say it; moving the start moves the end with it."""

    changed = Signal()

    def __init__(self, context: Context, when: When, zone: ZoneField, parent: QWidget) -> None:
        """`zone` is the field that says in which zone the hours are meant."""
        super().__init__(parent)
        self._context = context
        self._zone = zone
        self._filling = True
        tr = context.tr
        self.day = Day(context, self)
        self.start = Hours(context, self)
        self.end = Hours(context, self)
        self.last = Day(context, self)
        self.all_day = Tick(context, tr(N_("All day")), self)
        for field, name in (
            (self.day, N_("Day")),
            (self.start, N_("Starts at")),
            (self.end, N_("Ends at")),
            (self.last, N_("Last day")),
        ):
            field.setAccessibleName(tr(name))
        self._dash = PlainLabel(self, "–")
        self.here = PlainLabel(self)
        self.here.setObjectName("secondary")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.day, 3)
        row.addWidget(self.start, 2)
        row.addWidget(self._dash)
        row.addWidget(self.end, 2)
        row.addWidget(self.last, 3)
        row.addWidget(self.all_day)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.here)
        self._fill(when)
        self.all_day.toggled.connect(lambda _: self._show())
        self.start.timeChanged.connect(lambda _: self._start_moved())
        self.day.dateChanged.connect(lambda _: self._start_moved())
        for field in (self.end, self.last):
            field.dateTimeChanged.connect(lambda _: self._told())
        zone.textChanged.connect(lambda _: self._told())
        self._filling = False
        self._show()

    def _fill(self, when: When) -> None:
        if isinstance(when, AllDay):
            first, last = when.start, when.end - timedelta(days=1)
            begin, end = QTime(9, 0), QTime(10, 0)
        else:
            low, high = (zones.local(s, when.zone) for s in (when.start, when.end))
            first, last = low.date(), high.date()
            begin, end = QTime(low.hour, low.minute), QTime(high.hour, high.minute)
        self.day.show_day(first)
        self.last.show_day(last)
        self.start.setTime(begin)
        self.end.setTime(end)
        self.all_day.setChecked(isinstance(when, AllDay))
        # Longer than a night: the day it ends on is shown too.
        self._days = isinstance(when, Timed) and when.end - when.start >= 86_400
        self._length = self._span()

    @property
    def value(self) -> When:
        """The time; an end before its start on one day is the next day's (over midnight)."""
        first = self.day.value
        if self.all_day.isChecked():
            return AllDay(first, self.last.value + timedelta(days=1))
        zone = self._zone.zone or self._context.zone
        last = self.last.value if self._days else first
        start, end = _wall(first, self.start.time()), _wall(last, self.end.time())
        if not self._days and end <= start:
            end += timedelta(days=1)
        return Timed(zones.epoch(start, zone), zones.epoch(end, zone), zone)

    def set_length(self, minutes: int) -> None:
        """Have it last `minutes`; whole days stay as they are."""
        if not self.all_day.isChecked():
            first = self.day.value
            end = _wall(first, self.start.time()) + timedelta(minutes=minutes)
            self.end.setTime(QTime(end.hour, end.minute))

    def _span(self) -> timedelta:
        first = self.day.value
        if self.all_day.isChecked():
            return self.last.value - first
        last = self.last.value if self._days else first
        span = _wall(last, self.end.time()) - _wall(first, self.start.time())
        return span if span > timedelta() else span + timedelta(days=1)

    def _start_moved(self) -> None:
        if self._filling:
            return
        self._filling = True
        first = self.day.value
        if self.all_day.isChecked():
            self.last.show_day(first + self._length)
        else:
            end = _wall(first, self.start.time()) + self._length
            self.end.setTime(QTime(end.hour, end.minute))
            self.last.show_day(end.date())
        self._filling = False
        self._told()

    def _show(self) -> None:
        whole = self.all_day.isChecked()
        self.start.setVisible(not whole)
        self.end.setVisible(not whole)
        self.last.setVisible(whole or self._days)
        if whole and self.last.value < self.day.value:
            self.last.show_day(self.day.value)
        self._told()

    def _told(self) -> None:
        if self._filling:
            return
        self._length = self._span()
        when, context = self.value, self._context
        text = ""
        if isinstance(when, Timed) and when.zone != context.zone:
            hours = time_span(when.start, when.end, context.zone)
            day = short_day(zones.day_of(when.start, context.zone), context.language)
            city = zones.city(context.zone)
            text = context.tr(N_("In {city}: {day} · {hours}"), city=city, day=day, hours=hours)
        self.here.setText(text)
        self.here.setVisible(bool(text))
        self.changed.emit()


def _wall(day: date, at: QTime) -> datetime:
    moment = datetime(day.year, day.month, day.day, at.hour(), at.minute(), tzinfo=UTC)
    return moment.replace(tzinfo=None)
