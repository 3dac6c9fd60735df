"""The form's time: day and hours in the event's own zone, or whole days."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain import zones
from desktop_app.domain.event import AllDay, Timed, When
from desktop_app.domain.text import N_
from desktop_app.system.dates import short_day, time_span
from desktop_app.ui.context import Context
from desktop_app.ui.fields import Tick
from desktop_app.ui.hours_fields import HoursFields
from desktop_app.ui.plain_label import PlainLabel
from desktop_app.ui.zone_field import ZoneField


class WhenField(QWidget):
    """`value` is the time as the fields say it."""

    changed = Signal()

    def __init__(self, context: Context, when: When, zone: ZoneField, parent: QWidget) -> None:
        """`zone` is the field that says in which zone the hours are meant."""
        super().__init__(parent)
        self._context = context
        self._zone = zone
        self._hours = hours = HoursFields(context, self)
        self.day, self.start, self.end, self.last = hours.day, hours.start, hours.end, hours.last
        self.set_length = hours.set_length
        self.all_day = Tick(context, context.tr(N_("All day")), self)
        self.here = PlainLabel(self)
        self.here.setObjectName("secondary")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.day, 3)
        row.addWidget(self.start, 2)
        row.addWidget(PlainLabel(self, "–"))
        row.addWidget(self.end, 2)
        row.addWidget(self.last, 3)
        row.addWidget(self.all_day)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.here)
        hours.fill(when, when.zone if isinstance(when, Timed) else context.zone)
        self.all_day.setChecked(isinstance(when, AllDay))
        self.all_day.toggled.connect(hours.be_whole_days)
        hours.changed.connect(self._told)
        zone.textChanged.connect(lambda _: self._told())
        self._told()

    @property
    def value(self) -> When:
        """The time, its hours in the zone that is typed, else in the display zone."""
        return self._hours.value(self._zone.zone or self._context.zone)

    def _told(self) -> None:
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
