"""What would be taken of a CSV file: every line, who it is already, and what to do about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)  # fmt: skip

from desktop_app.domain.student_csv import Row, apply
from desktop_app.domain.text import N_, one_line
from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.dialog import Dialog
from desktop_app.ui.fields import Choice
from desktop_app.ui.plain_label import PlainLabel

BY = {
    "email": N_("Is {name} (same e-mail)"),
    "phone": N_("Is {name} (same number)"),
    "name": N_("Is {name} (same name)"),
}


class ImportDialog(Dialog):
    """`kept` carries the students to keep, in one list."""

    kept = Signal(object)

    def __init__(self, context: Context, rows: list[Row], parent: QWidget) -> None:
        tr = context.tr
        super().__init__(context, tr(N_("Import students")), parent)
        self._rows = rows
        self.resize(760, 480)
        self.words = PlainLabel(self)
        self.words.setWordWrap(True)
        self.table = QTableWidget(len(rows), 4, self)
        self.table.setAccessibleName(tr(N_("Import students")))
        self.table.setHorizontalHeaderLabels(
            [tr(N_("Line")), tr(N_("Student")), tr(N_("In your roster")), tr(N_("What to do"))]
        )
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.verticalHeader().setDefaultSectionSize(44)
        head = self.table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(3, QHeaderView.ResizeMode.Fixed)
        self.table.setColumnWidth(3, 150)
        self.choices = [self._show(i, row) for i, row in enumerate(rows)]
        self.take = Button(context, "", "primary", self)
        cancel = Button(context, tr(N_("Cancel")), "plain", self)
        self.column.addWidget(self.words)
        self.column.addWidget(self.table, 1)
        self.add_buttons(cancel, self.take)
        self.take.clicked.connect(self._take)
        cancel.clicked.connect(self.reject)
        self._count()

    def _show(self, i: int, row: Row) -> Choice:
        tr, student = self.context.tr, row.student
        more = " · ".join(part for part in (student.email, student.phone, student.city) if part)
        known = ""
        if row.same is not None:
            known = tr(BY[row.by], name=row.same.name)
        elif row.told is not None:
            known = self.context.translator.tell(row.told)
        name = f"{student.name} · {more}" if more else student.name
        for column, text in enumerate((str(row.line), name, known)):
            item = QTableWidgetItem(one_line(text)[:200])
            item.setToolTip("")
            self.table.setItem(i, column, item)
        box = Choice(self.context, self)
        box.setAccessibleName(tr(N_("What to do with {name}"), name=student.name))
        if row.what == "wrong":
            box.addItem(tr(N_("Leave out")), "leave")
            box.setEnabled(False)
        else:
            if row.what == "same":
                box.addItem(tr(N_("Merge")), "merge")
            box.addItem(tr(N_("Add as new")), "new")
            box.addItem(tr(N_("Leave out")), "leave")
        box.activated.connect(lambda _: self._count())
        cell = QWidget(self.table)
        inner = QHBoxLayout(cell)
        inner.setContentsMargins(4, 4, 4, 4)
        inner.addWidget(box)
        self.table.setCellWidget(i, 3, cell)
        return box

    def chosen(self) -> list[Row]:
        """Return the lines that are to be taken."""
        pairs = zip(self._rows, self.choices, strict=True)
        return [row for row, box in pairs if box.currentData() != "leave"]

    def _count(self) -> None:
        tr, taken = self.context.tr, len(self.chosen())
        self.words.setText(
            tr(
                N_("{taken} of {all} lines will be taken. Nothing is changed before you say so."),
                taken=taken,
                all=len(self._rows),
            )
        )
        self.take.set_text(tr(N_("Import {number}"), number=taken))
        self.take.setEnabled(taken > 0)

    def _take(self) -> None:
        apart = {
            row.line
            for row, box in zip(self._rows, self.choices, strict=True)
            if box.currentData() == "new"
        }
        self.kept.emit(apply(self.chosen(), lambda row: row.line in apart))
        self.accept()
