"""A student's classes: the coming ones, then the past ones, each a step away."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from desktop_app.domain.occurrence import Occurrence
from desktop_app.domain.student import Student
from desktop_app.domain.text import N_
from desktop_app.ui.context import Context
from desktop_app.ui.ringed import ENTER
from desktop_app.ui.texts import day_and_hours, spoken, title

MOST = 60
"""Of each kind; the rest is told by number."""
KEY = Qt.ItemDataRole.UserRole


class StudentClasses(QListWidget):
    """`opened` carries the Key of a class: clicked, or Enter on it."""

    opened = Signal(object)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.setAccessibleName(context.tr(N_("Classes")))
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.itemClicked.connect(self._open)

    def show_student(self, student: Student) -> None:
        """Show the classes of `student`; the chosen row stays."""
        tr, chosen = self._context.tr, self.currentItem()
        key = chosen.data(KEY) if chosen is not None else None
        self.clear()
        coming, past = self._context.calendar.students.classes(student)
        if not coming and not past:
            self._head(tr(N_("No classes yet.")))
        for words, rows in ((N_("COMING ({number})"), coming), (N_("PAST ({number})"), past)):
            if not rows:
                continue
            self._head(tr(words, number=len(rows)))
            for row in rows[:MOST]:
                self._row(row)
            if len(rows) > MOST:
                self._head(tr(N_("and {number} more"), number=len(rows) - MOST))
        for i in range(self.count()):
            if key is not None and self.item(i).data(KEY) == key:
                self.setCurrentRow(i)

    def _head(self, words: str) -> None:
        item = QListWidgetItem(words)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.addItem(item)

    def _row(self, row: Occurrence) -> None:
        context = self._context
        item = QListWidgetItem(f"{day_and_hours(context, row)} · {title(context, row)}")
        item.setData(KEY, row.key)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken(context, row))
        self.addItem(item)

    def _open(self, item: QListWidgetItem) -> None:
        if item.data(KEY):
            self.opened.emit(tuple(item.data(KEY)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter."""
        item = self.currentItem()
        if event.key() in ENTER and item is not None:
            self._open(item)
        else:
            super().keyPressEvent(event)
