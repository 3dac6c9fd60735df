"""The panel's day and hours: a line of text that a click turns into fields."""

from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QTimeEdit, QVBoxLayout, QWidget

from desktop_app.domain import zones
from desktop_app.domain.event import Event, Timed, When, bounds, when_value
from desktop_app.domain.rule import parse
from desktop_app.domain.text import N_
from desktop_app.system.dates import long_day, short_day, time_span
from desktop_app.system.repeat import describe
from desktop_app.system.wording import elsewhere
from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.hours_fields import HoursFields
from desktop_app.ui.look import font
from desktop_app.ui.plain_label import PlainLabel


class PanelWhen(QWidget):
    """Shows when; edits it in the display zone. `changed` carries the field `when`."""

    changed = Signal(object)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._when: When | None = None
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
        self._hours = HoursFields(context, self.fields)
        self.day, self.start = self._hours.day, self._hours.start
        self.end, self.last = self._hours.end, self._hours.last
        self._opened_at: When | None = None
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
        inner.addWidget(self.last)
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
        self.leave.clicked.connect(self.give_up)

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
        self._hours.fill(self._when, self._context.zone)
        self._opened_at = self._hours.value(self._context.zone)
        self.line.hide()
        self.fields.show()
        self.start.setFocus(Qt.FocusReason.OtherFocusReason)
        self.start.setSelectedSection(QTimeEdit.Section.HourSection)

    def give_up(self) -> None:
        """Close the fields; what was typed is dropped."""
        self.line.show()
        if self.fields.isAncestorOf(QApplication.focusWidget() or self):
            # Before they hide: Qt would hand the focus on to whatever comes next.
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.fields.hide()

    def commit(self) -> None:
        """Close the fields and send what a hand changed, where it makes sense."""
        if self.editing:
            when, untouched = self._hours.value(self._context.zone), self._opened_at
            self.give_up()
            if isinstance(self._when, Timed) and isinstance(when, Timed) and when != untouched:
                if when.end > when.start:
                    self.changed.emit(when_value(when._replace(zone=self._when.zone)))

    def _save(self) -> None:
        low, high = bounds(self._hours.value(self._context.zone))
        if high > low:
            self.commit()
        else:  # the last day is before the first one
            self.last.setFocus(Qt.FocusReason.OtherFocusReason)
