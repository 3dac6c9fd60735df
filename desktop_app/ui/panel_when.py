"""The panel's day and hours: a line of text that a click turns into three fields."""

from datetime import UTC, date, datetime, timedelta

from PySide6.QtCore import QDate, Qt, QTime, Signal
from PySide6.QtWidgets import QHBoxLayout, QTimeEdit, QVBoxLayout, QWidget

from desktop_app.domain import zones
from desktop_app.domain.event import AllDay, Event, Timed, when_value
from desktop_app.domain.rule import parse
from desktop_app.domain.text import N_
from desktop_app.system.dates import long_day, short_day, time_span
from desktop_app.system.repeat import describe
from desktop_app.system.wording import elsewhere
from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.fields import Day, Hours
from desktop_app.ui.look import font
from desktop_app.ui.plain_label import PlainLabel


class PanelWhen(QWidget):
    """Shows when; edits it in the display zone. `changed` carries the field `when`."""

    changed = Signal(object)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._when: Timed | AllDay | None = None
        self.line = Button(context, "", "flat", self, height=26, pad=8)
        self.line.setFont(font(14))
        self.line.setToolTip(context.tr(N_("Change day and hours")))
        self.elsewhere = PlainLabel(self)
        self.elsewhere.setObjectName("secondary")
        self.elsewhere.setIndent(8)
        self.repeats = PlainLabel(self)
        self.repeats.setObjectName("secondary")
        self.repeats.setIndent(8)
        self.repeats.setWordWrap(True)
        self.fields = QWidget(self)
        self.day = Day(context, self.fields)
        self.day.setAccessibleName(context.tr(N_("Day")))
        self.start = Hours(context, self.fields)
        self.end = Hours(context, self.fields)
        for field, name in ((self.start, N_("Starts at")), (self.end, N_("Ends at"))):
            field.setAccessibleName(context.tr(name))
        self.save = Button(context, context.tr(N_("Save")), "primary", self.fields)
        self.leave = Button(context, context.tr(N_("Cancel")), "plain", self.fields)
        hours = QHBoxLayout()
        hours.addWidget(self.start, 1)
        hours.addWidget(PlainLabel(self.fields, "–"))
        hours.addWidget(self.end, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.save)
        buttons.addWidget(self.leave)
        buttons.addStretch(1)
        inner = QVBoxLayout(self.fields)
        inner.setContentsMargins(8, 4, 0, 4)
        inner.setSpacing(8)
        inner.addWidget(self.day)
        inner.addLayout(hours)
        inner.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.line, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.elsewhere)
        column.addWidget(self.repeats)
        column.addWidget(self.fields)
        self.fields.hide()
        self.line.clicked.connect(self.edit)
        self.save.clicked.connect(self._save)
        self.leave.clicked.connect(self._leave)
        self.start.timeChanged.connect(self._keep_length)
        self._length = timedelta(hours=1)
        self._filling = False

    def show_event(self, event: Event) -> None:
        """Show when `event` is."""
        self._when = event.when
        context = self._context
        self.line.setEnabled(event.editable and isinstance(event.when, Timed))
        if isinstance(event.when, Timed):
            day = zones.day_of(event.when.start, context.zone)
            hours = time_span(event.when.start, event.when.end, context.zone)
            self.line.set_text(f"{short_day(day, context.language)} · {hours}")
            spoken = f"{long_day(day, context.language)}, {hours}"
            self.line.setAccessibleName(context.tr(N_("{when}. Change day and hours"), when=spoken))
        elif event.when is not None:
            first, last = event.when.start, event.when.end - timedelta(days=1)
            text = short_day(first, context.language)
            if last > first:
                text += f" – {short_day(last, context.language)}"
            self.line.set_text(f"{text} · {context.tr(N_('all day'))}")
        self._elsewhere(event)
        self._repeats(event)

    def _elsewhere(self, event: Event) -> None:
        """Show the hours where the students are, else where the event itself is meant."""
        when, context = event.when, self._context
        students = context.calendar.students.of_event(event)
        text = elsewhere(when, context.zone, students, context.translator)
        if not text and isinstance(when, Timed) and zones.known(when.zone):
            there = zones.local(when.start, when.zone).utcoffset()
            if there != zones.local(when.start, context.zone).utcoffset():
                city, hours = zones.city(when.zone), time_span(when.start, when.end, when.zone)
                text = context.tr(N_("in {city} {hours}"), city=city, hours=hours)
        self.elsewhere.setText(text)
        self.elsewhere.setVisible(bool(text))

    def _repeats(self, event: Event) -> None:
        reader = self._context.calendar.reader
        series: Event | None = event
        if event.recurring_event_id and reader is not None:
            series = reader.event(event.family, "")
        shown = series is not None and series.when is not None and bool(series.recurrence)
        if shown and series is not None and series.when is not None:
            rule = parse(series.recurrence, series.when)
            self.repeats.setText(describe(rule, series.when, self._context.translator))
        self.repeats.setVisible(shown)

    @property
    def editing(self) -> bool:
        """Whether its fields are open."""
        return not self.fields.isHidden()

    def edit(self) -> None:
        """Open the fields."""
        if not isinstance(self._when, Timed) or not self.line.isEnabled():
            return
        zone = self._context.zone
        low, high = zones.local(self._when.start, zone), zones.local(self._when.end, zone)
        self._filling = True
        self.day.setDate(QDate(low.year, low.month, low.day))
        self.start.setTime(QTime(low.hour, low.minute))
        self.end.setTime(QTime(high.hour, high.minute))
        self._filling = False
        self._length = timedelta(seconds=self._when.end - self._when.start)
        self.line.hide()
        self.fields.show()
        self.start.setFocus(Qt.FocusReason.OtherFocusReason)
        self.start.setSelectedSection(QTimeEdit.Section.HourSection)

    def _keep_length(self, start: QTime) -> None:
        """Moving the start moves the end with it."""
        if not self._filling:
            begin = datetime(2000, 1, 1, start.hour(), start.minute(), tzinfo=UTC) + self._length
            self.end.setTime(QTime(begin.hour, begin.minute))

    def _leave(self) -> None:
        self.fields.hide()
        self.line.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self) -> None:
        if not isinstance(self._when, Timed):
            return
        picked = self.day.date()
        day = date(picked.year(), picked.month(), picked.day())
        zone = self._context.zone
        start = _epoch(day, self.start.time(), zone)
        end = _epoch(day, self.end.time(), zone)
        if end <= start:  # over midnight
            end = _epoch(day + timedelta(days=1), self.end.time(), zone)
        self._leave()
        when = Timed(start, end, self._when.zone)
        if when != self._when:
            self.changed.emit(when_value(when))


def _epoch(day: date, at: QTime, zone: str) -> int:
    return zones.epoch(datetime(day.year, day.month, day.day, at.hour(), at.minute()), zone)
