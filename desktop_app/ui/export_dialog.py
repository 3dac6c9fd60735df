"""Writing an .ics file: what of the calendar, and whether access codes go with it."""

from datetime import date, datetime, time, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QGridLayout, QRadioButton, QWidget

from desktop_app.domain import zones
from desktop_app.domain.text import N_
from desktop_app.services.transfer import Wanted
from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.dialog import Dialog
from desktop_app.ui.fields import Day, Line
from desktop_app.ui.plain_label import PlainLabel


class ExportDialog(Dialog):
    """Everything, a range of days, or what names one student."""

    def __init__(self, context: Context, monday: date, parent: QWidget) -> None:
        super().__init__(context, context.tr(N_("Export")), parent)
        self.setMinimumWidth(420)
        tr = context.tr
        self.everything = QRadioButton(tr(N_("The whole calendar")), self)
        self.range = QRadioButton(tr(N_("Some days")), self)
        self.everything.setChecked(True)
        self.first, self.last = Day(context, self), Day(context, self)
        for field, day in ((self.first, monday), (self.last, monday + timedelta(days=6))):
            field.show_day(day)
        self.student = Line(self)
        self.student.setPlaceholderText(tr(N_("All of them")))
        self.codes = QCheckBox(tr(N_("Write access codes into the file")), self)
        self._days = QWidget(self)
        days = QGridLayout(self._days)
        days.setContentsMargins(24, 0, 0, 0)
        self._row(days, 0, tr(N_("From")), self.first)
        self._row(days, 1, tr(N_("Up to and with")), self.last)
        who = QGridLayout()
        self._row(who, 0, tr(N_("Student")), self.student)
        self.column.addWidget(self.everything)
        self.column.addWidget(self.range)
        self.column.addWidget(self._days)
        self.column.addLayout(who)
        self.column.addWidget(self.codes)
        note = N_(
            "Any calendar program reads the file. A series is written whole. Guests' addresses stay "
            "here; access codes too, unless you tick them."
        )
        words = PlainLabel(self, tr(note))
        words.setWordWrap(True)
        words.setObjectName("secondary")
        self.column.addWidget(words)
        save = Button(context, tr(N_("Save as…")), "primary", self)
        cancel = Button(context, tr(N_("Cancel")), "plain", self)
        save.clicked.connect(self._choose)
        cancel.clicked.connect(self.reject)
        self.add_buttons(cancel, save)
        self.range.toggled.connect(self._follow)
        self._follow(False)

    def _row(self, grid: QGridLayout, line: int, words: str, field: QWidget) -> None:
        label = PlainLabel(self, words)
        label.setBuddy(field)
        field.setAccessibleName(words)
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(1, 1)
        grid.addWidget(label, line, 0)
        grid.addWidget(field, line, 1)

    def _follow(self, some: bool) -> None:
        self._days.setVisible(some)
        self.adjustSize()

    def wanted(self) -> Wanted:
        """Return what is chosen; days in the display zone."""
        reader, zone = self.context.calendar.reader, self.context.zone
        start, end = reader.covered() if reader is not None else (0, 0)
        if self.range.isChecked():
            low, high = self.first.value, max(self.first.value, self.last.value)
            start = zones.epoch(datetime.combine(low, time()), zone)
            end = zones.epoch(datetime.combine(high + timedelta(days=1), time()), zone)
        return Wanted(start, end, self.student.text().strip(), self.codes.isChecked())

    def _choose(self) -> None:
        dialog = save_dialog(self.context, self, "aula.ics")
        dialog.fileSelected.connect(self._save)
        dialog.open()

    def _save(self, path: str) -> None:
        self.context.calendar.transfer.write_out(path, self.wanted())
        self.accept()


def save_dialog(context: Context, parent: QWidget, name: str) -> QFileDialog:
    """Return a dialog that asks where an .ics file goes; it asks before it overwrites."""
    title = context.tr(N_("Save as"))
    kind = context.tr(N_("Calendars (*.ics)"))
    dialog = QFileDialog(parent, title, name, kind)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("ics")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog
