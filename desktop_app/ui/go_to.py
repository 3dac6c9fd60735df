"""Go to a date: one field and a calendar."""

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QWidget

from desktop_app.domain.text import N_
from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.dialog import Dialog


class GoToDialog(Dialog):
    """`picked` carries the date."""

    picked = Signal(object)

    def __init__(self, context: Context, day: date, parent: QWidget) -> None:
        super().__init__(context, context.tr(N_("Go to date")), parent)
        self.field = QDateEdit(QDate(day.year, day.month, day.day), self)
        self.field.setDisplayFormat("d/M/yyyy")
        self.field.setCalendarPopup(True)
        self.field.setAccessibleName(context.tr(N_("Date")))
        self.field.setMinimumWidth(220)
        self.column.addWidget(self.field)
        go = Button(context, context.tr(N_("Go")), "primary", self)
        cancel = Button(context, context.tr(N_("Cancel")), "plain", self)
        go.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        self.add_buttons(cancel, go)
        self.field.setFocus()
        self.accepted.connect(self._pick)

    def _pick(self) -> None:
        day = self.field.date()
        self.picked.emit(date(day.year(), day.month(), day.day()))
