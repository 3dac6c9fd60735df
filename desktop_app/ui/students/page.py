"""A student's page: what is known, what can be done, the classes."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain import zones
from desktop_app.domain.phone import wa_digits
from desktop_app.domain.student import Student, place
from desktop_app.domain.text import N_
from desktop_app.system.dates import clock
from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.look import font
from desktop_app.ui.plain_label import PlainLabel
from desktop_app.ui.students.classes import StudentClasses
from desktop_app.ui.students.form import StudentForm


class StudentPage(QWidget):
    """Signals carry the Student, `opened` the Key of a class."""

    changed = Signal(object)
    remove_wanted = Signal(object)
    class_wanted = Signal(object)
    opened = Signal(object)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.student: Student | None = None
        tr = context.tr
        self.title = PlainLabel(self)
        self.title.setFont(font(18, QFont.Weight.DemiBold))
        self.title.setWordWrap(True)
        self.there = PlainLabel(self)
        self.there.setObjectName("secondary")
        self.new_class = Button(context, tr(N_("New class")), "primary", self, icon="plus")
        self.whatsapp = Button(context, tr(N_("WhatsApp")), "plain", self)
        self.mail = Button(context, tr(N_("E-mail")), "plain", self)
        self.remove = Button(
            context, "", "flat", self, icon="trash", name=tr(N_("Remove this student"))
        )
        self.form = StudentForm(context, self)
        self.classes = StudentClasses(context, self)
        self.classes.setMinimumHeight(150)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        for button in (self.new_class, self.whatsapp, self.mail):
            acts.addWidget(button)
        acts.addStretch(1)
        acts.addWidget(self.remove)
        self._whole = QWidget(self)
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(10)
        column.addWidget(self.title)
        column.addWidget(self.there)
        column.addLayout(acts)
        column.addWidget(self.form)
        column.addWidget(self.classes, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._whole)
        self.form.changed.connect(self._changed)
        self.classes.opened.connect(self.opened)
        self.new_class.clicked.connect(lambda: self._with(self.class_wanted.emit))
        self.remove.clicked.connect(lambda: self._with(self.remove_wanted.emit))
        self.whatsapp.clicked.connect(lambda: self._with(context.calendar.write_to))
        self.mail.clicked.connect(lambda: self._with(context.calendar.mail_to))
        self.show_student(None)

    def show_student(self, student: Student | None) -> None:
        """Show the page of `student`; none: nothing."""
        if self.student is not None and (student is None or student.id != self.student.id):
            self.commit()
        self.student = student
        self._whole.setVisible(student is not None)
        if student is None:
            return
        self.form.show_student(student)
        self._show_head(student)
        self.read_classes()

    def _show_head(self, student: Student) -> None:
        tr, context = self._context.tr, self._context
        kept = bool(student.name)
        self.title.setText(student.name or tr(N_("New student")))
        there = ""
        if student.zone and zones.known(student.zone) and student.zone != context.zone:
            hour = clock(context.now(), student.zone)
            there = tr(N_("It is {hour} in {city}"), hour=hour, city=place(student))
        self.there.setText(there)
        self.there.setVisible(bool(there))
        for button in (self.new_class, self.whatsapp, self.mail, self.remove):
            button.setVisible(kept)
        self.whatsapp.setVisible(bool(wa_digits(student.phone)))
        self.mail.setVisible(bool(student.email))
        self.new_class.setAccessibleName(
            tr(N_("New class with {name}"), name=student.name) if kept else ""
        )

    def calendar_changed(self, _changed: object) -> None:
        """Read the classes anew."""
        self.read_classes()

    def read_classes(self) -> None:
        """Read the classes anew."""
        if self.student is not None:
            self.classes.show_student(self.student)

    def commit(self) -> None:
        """Keep what is being typed."""
        if self.student is not None:
            self.form.commit()

    def _changed(self, student: Student) -> None:
        self.student = student
        self._show_head(student)
        self.changed.emit(student)

    def _with(self, act: object) -> None:
        self.commit()
        if self.student is not None and callable(act):
            act(self.student)
