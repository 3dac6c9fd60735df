"""The panel's students: who the class is with, each a step from her page, and a field to add one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.domain.event import Event
from desktop_app.domain.student import MOST_OF_A_CLASS, Student, plain
from desktop_app.domain.student_class import with_student
from desktop_app.domain.text import N_
from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.fields import Line
from desktop_app.ui.look import font
from desktop_app.ui.suggestions import Suggestion, Suggestions


class PanelStudents(QWidget):
    """`changed` carries the field `lesson.students`, `page_wanted` a student's id."""

    changed = Signal(object)
    page_wanted = Signal(str)

    def __init__(self, context: Context, host: QWidget) -> None:
        """`host` is what the suggestions may cover."""
        super().__init__(host)
        self._context = context
        self._ids: tuple[str, ...] = ()
        tr = context.tr
        head = QLabel(tr(N_("STUDENTS")), self)
        head.setObjectName("secondary")
        head.setFont(font(11))
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self.field = Line(self)
        self.field.setPlaceholderText(tr(N_("Add a student")))
        self.field.setAccessibleName(tr(N_("Add a student")))
        self.field.setMaxLength(300)
        self.suggestions = Suggestions(context, self.field, self._find, host)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(head)
        column.addLayout(self._rows)
        column.addWidget(self.field)
        self.suggestions.chosen.connect(self._add)
        self.field.returnPressed.connect(self._entered)
        self.buttons: list[Button] = []

    def show_event(self, event: Event) -> None:
        """Show the students of `event`: those it holds, and by her name who is no more than meant."""
        lesson = event.lesson
        students = self._context.calendar.students
        self._ids = lesson.students if lesson else ()
        linked = students.of(self._ids)
        meant = [] if linked else students.of_event(event)
        self._show(linked, meant, event.editable)
        self.field.setVisible(event.editable and len(self._ids) < MOST_OF_A_CLASS)
        self.setVisible(lesson is not None and (event.editable or bool(linked or meant)))

    def _show(self, linked: Sequence[Student], meant: Sequence[Student], editable: bool) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = []
        for one in (*linked, *meant):
            self._rows.addWidget(self._row(one, editable and one in linked))

    def _row(self, student: Student, removable: bool) -> QWidget:
        context, tr = self._context, self._context.tr
        row = QWidget(self)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        shown = student.name if len(student.name) <= 30 else student.name[:29] + "…"
        page = Button(context, shown, "flat", row, height=28, pad=8)
        page.setAccessibleName(tr(N_("Open the page of {name}"), name=student.name))
        page.clicked.connect(lambda: self.page_wanted.emit(student.id))
        line.addWidget(page)
        line.addStretch(1)
        self.buttons.append(page)
        if removable:
            name = tr(N_("Take {name} out of this class"), name=student.name)
            out = Button(context, "", "flat", row, icon="close", name=name, height=24)
            out.clicked.connect(lambda: self._remove(student.id))
            line.addWidget(out)
        return row

    def _find(self, typed: str) -> list[Suggestion]:
        tr, students = self._context.tr, self._context.calendar.students
        found = [
            Suggestion(one.name, one)
            for one, _ in students.suggest(typed)
            if one.id not in self._ids
        ]
        name = " ".join(typed.split())
        if name and all(plain(one.name) != plain(name) for one in students.all()):
            text = tr(N_("New student: {title}"), title=name)
            found.append(Suggestion(text, students.new(name=name)))
        return found

    def _entered(self) -> None:
        """Enter with a whole name, nothing walked to: that student, or a new one."""
        name = " ".join(self.field.text().split())
        if name:
            students = self._context.calendar.students
            known = [one for one in students.all() if plain(one.name) == plain(name)]
            self._add(known[0] if known else students.new(name=name))

    def _add(self, value: object) -> None:
        if not isinstance(value, Student):
            return
        self.field.clear()
        students = self._context.calendar.students
        if students.find(value.id) is None:
            students.keep(value)
        self.changed.emit({"lesson.students": with_student(self._ids, value.id)})

    def _remove(self, student_id: str) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)  # the button that had it goes
        self.changed.emit({"lesson.students": [one for one in self._ids if one != student_id]})
