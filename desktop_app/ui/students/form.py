"""What is known of one student, in fields that are kept as they are left."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from desktop_app.domain.cities import zone_of
from desktop_app.domain.lesson import CLASS_TYPES
from desktop_app.domain.student import Student, changed, problems
from desktop_app.domain.text import N_, one_line
from desktop_app.ui.colours import ColourChoice
from desktop_app.ui.context import Context
from desktop_app.ui.fields import Choice, Line, Number
from desktop_app.ui.labelled import Labelled
from desktop_app.ui.look import scale
from desktop_app.ui.panel_details import PROVIDERS, TYPES
from desktop_app.ui.zone_field import ZoneField

THREE = 500
"""Pixels from which on three fields stand side by side, at the usual size of text."""
WIDE = ("email", "notes")


class StudentForm(QWidget):
    """`changed` carries the Student as it is to be kept; what is wrong is said below its field."""

    changed = Signal(object)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._student = Student("")
        self.cells: dict[str, Labelled] = {}
        tr = context.tr
        self.name = self._line(N_("Name and surname"))
        self.phone = self._line(N_("With the country: +34 612 345 678"))
        self.email = self._line("")
        self.city = self._line("")
        self.zone = ZoneField("", self)
        self.zone.setPlaceholderText(tr(N_("As yours")))
        self.colour = ColourChoice(context, tr(N_("Automatic")), self)
        self.kind = self._choice({name: TYPES[name] for name in CLASS_TYPES})
        self.length = Number(context, self)
        self.length.setRange(0, 720)
        self.length.setSingleStep(15)
        self.length.setSuffix(" min")
        self.length.setSpecialValueText(tr(N_("As usual")))
        self.price = self._line(N_("What a class costs"))
        self.provider = self._choice(PROVIDERS)
        self.notes = QPlainTextEdit(self)
        self.notes.setTabChangesFocus(True)
        self.notes.setFixedHeight(56)
        self.notes.installEventFilter(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(10)
        self._columns = 0
        for field, words, widget in (
            ("name", N_("Name"), self.name),
            ("phone", N_("WhatsApp"), self.phone),
            ("email", N_("E-mail"), self.email),
            ("city", N_("City"), self.city),
            ("zone", N_("Time zone"), self.zone),
            ("color_id", N_("Colour"), self.colour),
            ("class_type", N_("Usual type"), self.kind),
            ("length", N_("Usual length"), self.length),
            ("price", N_("Usual price"), self.price),
            ("provider", N_("Video call"), self.provider),
            ("notes", N_("Notes"), self.notes),
        ):
            widget.setSizePolicy(QSizePolicy.Policy.Ignored, widget.sizePolicy().verticalPolicy())
            self.cells[field] = Labelled(tr(words), widget, self)
        self._lay_out(3)
        for line in (self.name, self.phone, self.email, self.price, self.zone):
            line.editingFinished.connect(self.commit)
        self.city.editingFinished.connect(self._city_left)
        self.length.editingFinished.connect(self.commit)
        for box in (self.colour, self.kind, self.provider):
            box.activated.connect(lambda _: self.commit())

    def _lay_out(self, columns: int) -> None:
        """Put the fields into two or three columns, in the order in which Tab goes through them."""
        if columns == self._columns:
            return
        self._columns = columns
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        row = column = 0
        for field, cell in self.cells.items():
            span = columns if field == "name" else columns - 1 if field in WIDE else 1
            self._grid.addWidget(cell, row, column, 1, span)
            column += span
            if column >= columns:
                row, column = row + 1, 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let two columns do where three would cut what is in them."""
        super().resizeEvent(event)
        self._lay_out(3 if event.size().width() >= THREE * scale() else 2)

    def _line(self, hint: str) -> Line:
        line = Line(self)
        line.setMaxLength(300)
        line.setPlaceholderText(self._context.tr(hint))
        return line

    def _choice(self, choices: dict[str, str]) -> Choice:
        box = Choice(self._context, self)
        box.addItem(self._context.tr(N_("As usual")), "")
        for key, words in choices.items():
            box.addItem(self._context.tr(words), key)
        return box

    # --- showing

    @property
    def student(self) -> Student:
        """The student as kept last, before what is being typed."""
        return self._student

    def show_student(self, student: Student) -> None:
        """Show `student`; what is being typed of the same one, or was typed wrong, stays."""
        same = student.id == self._student.id
        self._student = student
        if not same:
            self._tell({})
        if not (same and self._held("zone", self.zone)):
            self.zone.set_zone(student.zone)
        for name, line in self._lines().items():
            if not (same and self._held(name, line)):
                line.setText(getattr(student, name))
                line.setCursorPosition(0)
        if not (same and self.notes.document().isModified()):
            self.notes.setPlainText(student.notes)
        if not (same and self.length.hasFocus()):
            self.length.setValue(student.length)
        self.colour.choose(student.color_id)
        for box, value in ((self.kind, student.class_type), (self.provider, student.provider)):
            if value and box.findData(value) < 0:
                box.addItem(value, value)
            box.setCurrentIndex(max(0, box.findData(value)))

    def _lines(self) -> dict[str, QLineEdit]:
        return {
            "name": self.name,
            "phone": self.phone,
            "email": self.email,
            "city": self.city,
            "price": self.price,
        }

    def _held(self, name: str, line: QLineEdit) -> bool:
        return self.cells[name].trouble or (line.hasFocus() and line.isModified())

    # --- keeping

    def typed(self) -> Student:
        """Return the student as the fields have it now."""
        values: dict[str, Any] = {
            "name": one_line(self.name.text()),
            "phone": self.phone.text(),
            "email": self.email.text(),
            "city": self.city.text(),
            "zone": self.zone.zone or self.zone.text(),
            "color_id": self.colour.color_id,
            "class_type": self.kind.currentData(),
            "length": self.length.value(),
            "price": self.price.text(),
            "provider": self.provider.currentData(),
            "notes": self.notes.toPlainText(),
        }
        return changed(self._student, values)

    def commit(self) -> None:
        """Keep what is right; a field that is wrong says so and keeps what was."""
        typed = self.typed()
        if typed == self._student:
            self._tell({})
            return
        wrong = problems(typed)
        if not typed.name and not self._student.name:
            wrong.pop("name", None)  # a new one whose name is still to come is not told off
        self._tell({field: self._context.translator.tell(told) for field, told in wrong.items()})
        right = changed(typed, {field: getattr(self._student, field) for field in wrong})
        if right.name and right != self._student:
            self._student = right
            self.notes.document().setModified(False)
            self.changed.emit(right)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the notes as they are left: they have no signal for it."""
        if watched is self.notes and event.type() == QEvent.Type.FocusOut:
            self.commit()
        return super().eventFilter(watched, event)

    def _city_left(self) -> None:
        if not self.zone.text().strip() and self.city.isModified():
            self.zone.set_zone(zone_of(self.city.text(), self.zone.names))
        self.commit()

    def _tell(self, wrong: dict[str, str]) -> None:
        for field, cell in self.cells.items():
            cell.tell(wrong.get(field, ""))
