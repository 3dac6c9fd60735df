"""The panel's students: who the class is with, each a step from her page."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.event import Event
from desktop_app.domain.text import N_
from desktop_app.ui.context import Context
from desktop_app.ui.look import font
from desktop_app.ui.plain_label import PlainLabel
from desktop_app.ui.student_list import StudentList


class PanelStudents(QWidget):
    """`changed` carries the field `lesson.students`, `page_wanted` a student's id."""

    changed = Signal(object)
    page_wanted = Signal(str)

    def __init__(self, context: Context, host: QWidget) -> None:
        """`host` is what the suggestions may cover."""
        super().__init__(host)
        self._context = context
        head = PlainLabel(self, context.tr(N_("STUDENTS")))
        head.setObjectName("secondary")
        head.setFont(font(11))
        self.list = StudentList(context, host)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(head)
        column.addWidget(self.list)
        self.list.changed.connect(lambda ids: self.changed.emit({"lesson.students": ids}))
        self.list.page_wanted.connect(self.page_wanted)

    def show_event(self, event: Event) -> None:
        """Show the students of `event`: those it holds, else who is meant by its title."""
        ids = event.lesson.students if event.lesson else ()
        students = self._context.calendar.students
        known = students.of(ids)
        meant = [] if known else students.of_event(event)
        self.list.show_ids(ids, meant, event.editable)
        self.setVisible(event.lesson is not None and (event.editable or bool(known or meant)))
