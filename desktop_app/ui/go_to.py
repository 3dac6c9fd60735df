"""Go to a date: one field and the month below it."""

from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop_app.domain.spans import reach
from desktop_app.domain.text import N_
from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.dialog import Dialog
from desktop_app.ui.fields import Day
from desktop_app.ui.mini_month import MiniMonth
from desktop_app.ui.ringed import ENTER


class GoToDialog(Dialog):
    """`picked` carries the date: typed and Enter, or a click in the month."""

    picked = Signal(object)

    def __init__(self, context: Context, day: date, parent: QWidget) -> None:
        super().__init__(context, context.tr(N_("Go to date")), parent)
        self.field = Day(context, self)
        first, last = reach(context.today())
        self.field.setDateRange(QDate(min(first, day)), QDate(max(last, day)))  # type: ignore[call-overload]
        self.field.show_day(day)
        self.field.setAccessibleName(context.tr(N_("Date")))
        self.month = MiniMonth(context, self)
        self.month.setMinimumWidth(248)
        self.month.show_day(day)
        self.column.addWidget(self.field)
        self.column.addWidget(self.month)
        go = Button(context, context.tr(N_("Go")), "primary", self)
        cancel = Button(context, context.tr(N_("Cancel")), "plain", self)
        go.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        self.add_buttons(cancel, go)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.setSelectedSection(Day.Section.DaySection)
        self.field.dateChanged.connect(lambda _: self.month.show_day(self._day()))
        self.month.picked.connect(self._click)
        self.accepted.connect(lambda: self.picked.emit(self._day()))

    def _day(self) -> date:
        return self.field.value

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go with Enter."""
        if event.key() in ENTER:
            self.accept()
        else:
            super().keyPressEvent(event)

    def _click(self, day: date) -> None:
        self.field.show_day(day)
        self.accept()
