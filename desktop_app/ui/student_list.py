"""Who a class is with: a row for each student, and a field to add one by name."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.student import MOST_OF_A_CLASS, Student, by_id, plain
from desktop_app.domain.student_class import with_student
from desktop_app.domain.text import N_, one_line
from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.fields import Line
from desktop_app.ui.suggestions import Suggestion, Suggestions


class StudentList(QWidget):
    """`changed` carries the ids as they are to be; `page_wanted` a student's id.

    `host` is what the suggestions may cover. `later`: who is typed anew is kept in the roster by
    `keep_new` only; else at once.
    """

    changed = Signal(object)
    page_wanted = Signal(str)

    def __init__(self, context: Context, host: QWidget, *, later: bool = False) -> None:
        super().__init__(host)
        self._context = context
        self._later = later
        self._new: dict[str, Student] = {}
        self.ids: tuple[str, ...] = ()
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self.field = Line(self)
        self.field.setPlaceholderText(context.tr(N_("Add a student")))
        self.field.setAccessibleName(context.tr(N_("Add a student")))
        self.field.setMaxLength(300)
        self.suggestions = Suggestions(context, self.field, self._find, host)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._rows)
        column.addWidget(self.field)
        self.suggestions.chosen.connect(self._add)
        self.field.returnPressed.connect(self.take_typed)
        self.buttons: list[Button] = []
        self._shown: list[QWidget] = []
        self._said: tuple[Sequence[Student], bool] = ((), True)
        context.calendar.students.changed.connect(self._roster_changed)

    def show_ids(
        self, ids: Sequence[str], meant: Sequence[Student] = (), editable: bool = True
    ) -> None:
        """Show the students `ids`, and those who are no more than `meant` by a title."""
        self.ids = tuple(ids)
        self._said = meant, editable
        for row in self._shown:
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.buttons = []
        linked = by_id(self._known, self.ids)
        self._shown = [self._row(one, editable) for one in linked]
        self._shown += [self._row(one, False) for one in meant]
        for row in self._shown:
            self._rows.addWidget(row)
        self.field.setVisible(editable and len(self.ids) < MOST_OF_A_CLASS)

    @property
    def _known(self) -> list[Student]:
        """The roster, and who was typed anew."""
        kept = self._context.calendar.students.all()
        ids = {one.id for one in kept}
        return [*kept, *(one for one in self._new.values() if one.id not in ids)]

    def keep_new(self) -> None:
        """Keep in the roster who was typed anew and is still of this class."""
        students = self._context.calendar.students
        for one in self._known:
            if one.id in self.ids and students.find(one.id) is None:
                students.keep(one)

    def _roster_changed(self) -> None:
        """Show who was added, or is called something else."""
        self.show_ids(self.ids, *self._said)

    def _row(self, student: Student, removable: bool) -> QWidget:
        context, tr = self._context, self._context.tr
        row = QWidget(self)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        shown = student.name if len(student.name) <= 28 else student.name[:27] + "…"
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
            if one.id not in self.ids
        ]
        name = one_line(typed)
        if name and all(plain(one.name) != plain(name) for one in self._known):
            text = tr(N_("New student: {title}"), title=name)
            found.append(Suggestion(text, students.new(name=name)))
        return found

    def take_typed(self) -> None:
        """Add whose whole name is typed, nothing walked to: that student, or a new one."""
        name = one_line(self.field.text())
        if name:
            known = [one for one in self._known if plain(one.name) == plain(name)]
            self._add(known[0] if known else self._context.calendar.students.new(name=name))

    def _add(self, value: object) -> None:
        if not isinstance(value, Student):
            return
        self.field.clear()
        if value not in self._known:
            if self._later:
                self._new[value.id] = value
            else:
                self._context.calendar.students.keep(value)
        self._set(with_student(self.ids, value.id))

    def _remove(self, student_id: str) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)  # the button that had it goes
        self._set([one for one in self.ids if one != student_id])

    def _set(self, ids: Sequence[str]) -> None:
        self.show_ids(ids)
        self.changed.emit(list(ids))
