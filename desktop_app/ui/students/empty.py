"""What stands where the roster has nobody yet: what it is good for, and how to begin."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.text import N_
from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.look import font
from desktop_app.ui.plain_label import PlainLabel


class EmptyRoster(QWidget):
    """A sentence and two buttons: `new` and `take` (import)."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        tr = context.tr
        head = PlainLabel(self, tr(N_("Nobody here yet")))
        head.setFont(font(18, QFont.Weight.DemiBold))
        words = PlainLabel(
            self,
            tr(
                N_(
                    "Add your students, or bring them from a spreadsheet. Then a name is enough: "
                    "Aula fills in type, length, price and colour of a class, and the invitation "
                    "goes to the right number with the hour where they are."
                )
            ),
        )
        words.setWordWrap(True)
        words.setObjectName("secondary")
        self.new = Button(context, tr(N_("New student")), "primary", self, icon="plus")
        self.take = Button(context, tr(N_("Import from CSV…")), "plain", self)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.new)
        row.addWidget(self.take)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 0, 48, 48)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(head, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(words)
        column.addLayout(row)
        column.addStretch(2)
