"""The reminders of one event: the calendar's own, or up to five of its own."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.event_form import MOST_REMINDERS
from desktop_app.domain.text import N_
from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.fields import Choice, Number

UNITS = (1, 60, 1440)
"""Minutes, hours and days, each in minutes."""
METHODS = (("popup", N_("Notification")), ("email", N_("E-mail")))
Reminder = tuple[str, int]


class RemindersField(QWidget):
    """`value`: None for the calendar's own, else method and minutes of each."""

    changed = Signal()

    def __init__(
        self, context: Context, value: tuple[Reminder, ...] | None, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._context = context
        tr = context.tr
        self.which = Choice(context, self)
        self.which.addItem(tr(N_("As in the calendar")), None)
        self.which.addItem(tr(N_("Of its own")), "own")
        self.which.setCurrentIndex(0 if value is None else 1)
        self.rows: list[_Row] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.add = Button(context, tr(N_("Add a reminder")), "flat", self, icon="plus", height=28)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.which)
        column.addLayout(self._list)
        add = QHBoxLayout()
        add.addWidget(self.add)
        add.addStretch(1)
        column.addLayout(add)
        for method, minutes in value or ():
            self._add(method, minutes)
        self.which.currentIndexChanged.connect(lambda _: self._show())
        self.add.clicked.connect(lambda: self._add("popup", 10, focus=True))
        self._show()

    @property
    def value(self) -> tuple[Reminder, ...] | None:
        """The reminders, each once."""
        if self.which.currentData() is None:
            return None
        return tuple(dict.fromkeys(row.value for row in self.rows))

    def _add(self, method: str, minutes: int, focus: bool = False) -> None:
        row = _Row(self._context, method, minutes, self)
        row.changed.connect(self.changed)
        row.gone.connect(lambda: self._remove(row))
        self.rows.append(row)
        self._list.addWidget(row)
        if focus:
            row.number.setFocus()
            row.number.selectAll()
        self._show()

    def _remove(self, row: "_Row") -> None:
        self.rows.remove(row)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.add.setFocus()
        self._show()

    def _show(self) -> None:
        own = self.which.currentData() is not None
        for row in self.rows:
            row.setVisible(own)
        self.add.setVisible(own and len(self.rows) < MOST_REMINDERS)
        self.changed.emit()


class _Row(QWidget):
    changed = Signal()
    gone = Signal()

    def __init__(self, context: Context, method: str, minutes: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        tr = context.tr
        self.method = Choice(context, self)
        for key, words in METHODS:
            self.method.addItem(tr(words), key)
        if self.method.findData(method) < 0:
            self.method.addItem(method, method)
        self.method.setCurrentIndex(self.method.findData(method))
        self.method.setAccessibleName(tr(N_("How")))
        unit = next(size for size in reversed(UNITS) if minutes % size == 0)
        self.number = Number(context, self)
        self.number.setRange(0, 40_320)
        self.number.setValue(minutes // unit)
        self.number.setAccessibleName(tr(N_("How long before")))
        self.unit = Choice(context, self)
        for size in UNITS:
            self.unit.addItem("", size)
        self._name_units()
        self.unit.setCurrentIndex(self.unit.findData(unit if minutes else 1))
        self.unit.setAccessibleName(tr(N_("Unit")))
        name = tr(N_("Remove this reminder"))
        self.out = Button(context, "", "flat", self, icon="close", name=name, height=28)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.method, 3)
        row.addWidget(self.number, 2)
        row.addWidget(self.unit, 4)
        row.addWidget(self.out)
        self.number.valueChanged.connect(lambda _: self._name_units())
        self.number.valueChanged.connect(lambda _: self.changed.emit())
        for box in (self.method, self.unit):
            box.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.out.clicked.connect(self.gone)

    def _name_units(self) -> None:
        translator, number = self._context.translator, self.number.value()
        for index, text in enumerate(
            (
                translator.ngettext("minute before", "minutes before", number),
                translator.ngettext("hour before", "hours before", number),
                translator.ngettext("day before", "days before", number),
            )
        ):
            self.unit.setItemText(index, text)

    @property
    def value(self) -> Reminder:
        return str(self.method.currentData()), self.number.value() * int(self.unit.currentData())
