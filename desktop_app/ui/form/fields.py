"""The fields of the form, in one column that scrolls."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.access_code import new_code
from desktop_app.domain.event import Timed
from desktop_app.domain.event_form import (
    LONGEST,
    MOST_PLACES,
    FormValues,
    touched,
)
from desktop_app.domain.lesson import CLASS_TYPES
from desktop_app.domain.student import Student
from desktop_app.domain.student_class import with_student
from desktop_app.domain.text import N_, one_line
from desktop_app.ui.button import Button
from desktop_app.ui.colours import ColourChoice
from desktop_app.ui.context import Context
from desktop_app.ui.fields import Choice, Line, Number, Tick
from desktop_app.ui.form.calendar import CalendarField
from desktop_app.ui.form.reminders import RemindersField
from desktop_app.ui.form.repeat import RepeatField
from desktop_app.ui.form.when import WhenField
from desktop_app.ui.guests import Guests
from desktop_app.ui.labelled import Labelled
from desktop_app.ui.look import font
from desktop_app.ui.panel_details import PROVIDERS, TYPES
from desktop_app.ui.plain_label import PlainLabel
from desktop_app.ui.student_list import StudentList
from desktop_app.ui.suggestions import Suggestions, students
from desktop_app.ui.zone_field import ZoneField


class FormFields(QWidget):
    """`values` is what the fields say; `changed` whenever one of them does."""

    changed = Signal()

    def __init__(
        self,
        context: Context,
        values: FormValues,
        taken: Iterable[str],
        describe: Callable[[str, int], str] | None,
        parent: QWidget,
    ) -> None:
        """`describe`: what the notes of a new class say, by type and places."""
        super().__init__(parent)
        self._describe = describe
        self._context = context
        self._given = values
        self._taken = set(taken)
        self._code = values.code
        self._described_as = values.description
        self.cells: dict[str, Labelled] = {}
        self._make(values)
        self._shown = self._said()
        self._lay_out()
        self._wire()
        self._show_class()

    # --- building

    def _make(self, values: FormValues) -> None:
        context, tr = self._context, self._context.tr
        when = values.when
        self.name = self._line(one_line(values.summary), LONGEST["summary"], "")
        self.name.setFont(font(18, QFont.Weight.DemiBold))
        self.name.setPlaceholderText(tr(N_("Name of the class")))
        self.name.setAccessibleName(tr(N_("Name of the class")))
        self.suggestions = Suggestions(context, self.name, partial(students, context), self)
        zone = when.zone if isinstance(when, Timed) else context.zone
        self.zone = ZoneField(zone, self)
        self.when = WhenField(context, when, self.zone, self)
        self.repeat = RepeatField(context, values.recurrence, when, self)
        self.provider = _choice(context, PROVIDERS, values.provider, self)
        self.calendar = CalendarField(context, values.calendar_id, self)
        self.is_class = Tick(context, tr(N_("It is a class: with type, price and code")), self)
        self.is_class.setChecked(values.is_class)
        self.kind = _choice(context, {k: TYPES[k] for k in CLASS_TYPES}, values.class_type, self)
        self.places = Number(context, self)
        self.places.show_number(values.max_participants, 1, MOST_PLACES)
        self.price = self._line(values.price, LONGEST["price"], N_("What it costs"))
        self.focus_text = self._line(values.focus, LONGEST["focus"], N_("What you work on"))
        self.students = StudentList(context, self, later=True)
        self.students.show_ids(values.students)
        self.guests = Guests(context, self)
        self.guests.show_guests(values.guests, True)
        self.colour = ColourChoice(context, tr(N_("Automatic")), self)
        self.colour.choose(values.color_id)
        self.reminders = RemindersField(context, values.reminders, self)
        self.location = self._line(values.location, LONGEST["location"], "")
        self.notes = QPlainTextEdit(values.description, self)
        self.notes.setTabChangesFocus(True)
        self.notes.setFixedHeight(88)
        self.code_box = self._code_row()

    def _line(self, text: str, longest: int, hint: str) -> Line:
        line = Line(self)
        line.show_text(text, longest)
        if hint:
            line.setPlaceholderText(self._context.tr(hint))
        return line

    def _code_row(self) -> QWidget:
        tr = self._context.tr
        box = QWidget(self)
        mono = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        self.code = PlainLabel(box, self._code)
        self.code.setFont(font(16, QFont.Weight.Bold, mono))
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.new_code = Button(self._context, tr(N_("New code")), "plain", box)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.code)
        row.addWidget(self.new_code)
        row.addStretch(1)
        return box

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(self._cell("summary", "", self.name))
        column.addWidget(self._cell("when", N_("Day and hours"), self.when))
        self._row(column, ("zone", N_("Time zone"), self.zone),
                  ("provider", N_("Video call"), self.provider))  # fmt: skip
        column.addWidget(self._cell("recurrence", N_("Repeats"), self.repeat))
        place = self._cell("calendar_id", N_("Calendar"), self.calendar)
        # A series goes as a whole: that is the menu's, which says so.
        place.setVisible(self.calendar.is_choice and not self._given.recurrence)
        column.addWidget(place)
        column.addWidget(self.is_class)
        self.class_part = QWidget(self)
        inner = QVBoxLayout(self.class_part)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(12)
        self._row(inner, ("class_type", N_("Type"), self.kind),
                  ("max_participants", N_("Places"), self.places),
                  ("price", N_("Price"), self.price))  # fmt: skip
        inner.addWidget(self._cell("focus", N_("Focus"), self.focus_text))
        self._row(inner, ("students", N_("Students"), self.students),
                  ("code", N_("Access code"), self.code_box))  # fmt: skip
        column.addWidget(self.class_part)
        column.addWidget(self._cell("guests", N_("Guests"), self.guests))
        column.addWidget(self._cell("reminders", N_("Reminders"), self.reminders))
        self._row(column, ("color_id", N_("Colour"), self.colour),
                  ("location", N_("Place"), self.location))  # fmt: skip
        column.addWidget(self._cell("description", N_("Notes"), self.notes))
        column.addStretch(1)

    def _cell(self, field: str, words: str, widget: QWidget) -> Labelled:
        cell = self.cells[field] = Labelled(self._context.tr(words), widget, self)
        return cell

    def _row(self, column: QVBoxLayout, *parts: tuple[str, str, QWidget]) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        for i, (field, words, widget) in enumerate(parts):
            widget.setSizePolicy(QSizePolicy.Policy.Ignored, widget.sizePolicy().verticalPolicy())
            grid.addWidget(self._cell(field, words, widget), 0, i)
            grid.setColumnStretch(i, 1)
        column.addLayout(grid)

    def _wire(self) -> None:
        for line in (self.name, self.zone, self.price, self.focus_text, self.location):
            line.textChanged.connect(lambda _: self.changed.emit())
        self.kind.currentIndexChanged.connect(lambda _: self._described())
        self.places.valueChanged.connect(lambda _: self._described())
        for box in (self.provider, self.calendar, self.kind, self.colour):
            box.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.places.valueChanged.connect(lambda _: self.changed.emit())
        self.notes.textChanged.connect(self.changed)
        for part in (self.repeat, self.reminders, self.students):
            part.changed.connect(lambda *_: self.changed.emit())
        self.guests.changed.connect(lambda _: self.changed.emit())
        self.when.changed.connect(self._moved)
        self.is_class.toggled.connect(lambda _: self._show_class())
        self.new_code.clicked.connect(self._another_code)
        self.suggestions.chosen.connect(self._take_student)

    # --- values

    @property
    def values(self) -> FormValues:
        """What was given, with what a hand changed."""
        return replace(self._given, **touched(self._shown, self._said()))

    def _said(self) -> dict[str, Any]:
        return {
            "when": self.when.value,
            "summary": self.name.text().strip(),
            "recurrence": self.repeat.lines,
            "provider": str(self.provider.currentData()),
            "is_class": self.is_class.isChecked(),
            "class_type": str(self.kind.currentData()),
            "max_participants": self.places.value(),
            "focus": self.focus_text.text().strip(),
            "price": self.price.text().strip(),
            "code": self._code,
            "students": tuple(self.students.ids),
            "guests": self.guests.guests,
            "color_id": self.colour.color_id,
            "reminders": self.reminders.value,
            "location": self.location.text().strip(),
            "description": self.notes.toPlainText(),
            "calendar_id": self.calendar.calendar_id,
        }

    @property
    def zone_typed(self) -> str:
        """The zone as it is typed, to be checked: the field's own one where it is empty."""
        text = self.zone.text().strip()
        return self.zone.zone or text or self._context.zone

    @property
    def half_typed(self) -> bool:
        """Whether an address or a student is typed and not taken yet."""
        return bool(self.guests.field.text().strip() or self.students.field.text().strip())

    def forget_half_typed(self) -> None:
        """Give up what is typed and not taken."""
        for field in (self.guests.field, self.students.field):
            field.clear()

    def settle(self) -> bool:
        """Take what is half typed; return whether that could be done."""
        self.students.take_typed()
        return self.guests.take_typed()

    # --- what is wrong

    def tell(self, wrong: dict[str, str]) -> None:
        """Say what is wrong below its field."""
        for field, cell in self.cells.items():
            cell.tell(wrong.get(field, ""))

    def first_wrong(self) -> QWidget | None:
        """Return the first field with something wrong."""
        if self.guests.wrong.isVisible():
            return self.guests.field
        for cell in self.cells.values():
            if cell.trouble:
                return self.when.end if cell.field is self.when else cell.field
        return None

    # --- reactions

    def _moved(self) -> None:
        self.repeat.start_at(self.when.value)
        self.changed.emit()

    def _show_class(self) -> None:
        on = self.is_class.isChecked()
        # A class that another program gave no code has none until one is asked for.
        if on and not self._code and (self._describe or not self._given.is_class):
            self._another_code()
        self.class_part.setVisible(on)
        self.changed.emit()

    def _described(self) -> None:
        """Notes of a new class that nobody touched follow its type and places."""
        if self._describe is None or self.notes.toPlainText() != self._described_as:
            return
        text = self._describe(str(self.kind.currentData()), self.places.value())
        self._described_as = text
        self.notes.setPlainText(text)

    def _another_code(self) -> None:
        self._code = new_code(self._taken)
        self._taken.add(self._code)
        self.code.setText(self._code)
        self.changed.emit()

    def _take_student(self, value: tuple[Student, str]) -> None:
        """A student was chosen for the name: her habits come along where she is the first."""
        student, title = value
        self.name.setText(title)
        if not self.is_class.isChecked():
            return
        first = not self.students.ids
        self.students.show_ids(with_student(self.students.ids, student.id))
        if not first:
            return
        if student.class_type:
            self.kind.setCurrentIndex(self.kind.findData(student.class_type))
        if student.price:
            self.price.setText(student.price)
        if student.color_id:
            self.colour.choose(student.color_id)
        if student.provider:
            self.provider.setCurrentIndex(max(0, self.provider.findData(student.provider)))
        if student.length:
            self.when.set_length(student.length)


def _choice(context: Context, choices: dict[str, str], value: str, parent: QWidget) -> Choice:
    box = Choice(context, parent)
    for key, words in choices.items():
        box.addItem(context.tr(words), key)
    if box.findData(value) < 0:  # what another program wrote: shown as it is
        box.addItem(value, value)
    box.setCurrentIndex(box.findData(value))
    return box
