"""The guests of past classes who are not in the roster, to be added with a tick."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from desktop_app.domain.event import Guest
from desktop_app.domain.text import N_, one_line
from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.dialog import Dialog
from desktop_app.ui.plain_label import PlainLabel

GUEST = Qt.ItemDataRole.UserRole


class StrangersDialog(Dialog):
    """Nobody is ticked at first: a guest may be anybody."""

    def __init__(self, context: Context, guests: list[Guest], parent: QWidget) -> None:
        tr = context.tr
        super().__init__(context, tr(N_("Guests of your classes")), parent)
        self.setMinimumWidth(420)
        words = PlainLabel(self, tr(N_("Tick those who are your students.")))
        self.list = QListWidget(self)
        self.list.setAccessibleName(tr(N_("Guests of your classes")))
        for guest in guests:
            shown = f"{guest.name} · {guest.email}" if guest.name else guest.email
            item = QListWidgetItem(one_line(shown)[:120])
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable
                          | Qt.ItemFlag.ItemIsSelectable)  # fmt: skip
            item.setCheckState(Qt.CheckState.Unchecked)
            item.setData(GUEST, guest)
            self.list.addItem(item)
        self.add = Button(context, tr(N_("Add to the roster")), "primary", self)
        cancel = Button(context, tr(N_("Cancel")), "plain", self)
        self.column.addWidget(words)
        self.column.addWidget(self.list, 1)
        self.add_buttons(cancel, self.add)
        self.add.clicked.connect(self._add)
        cancel.clicked.connect(self.reject)
        self.list.itemChanged.connect(lambda _: self._show())
        self._show()

    def ticked(self) -> list[Guest]:
        """Return who is ticked."""
        items = [self.list.item(i) for i in range(self.list.count())]
        return [item.data(GUEST) for item in items if item.checkState() == Qt.CheckState.Checked]

    def _show(self) -> None:
        self.add.setEnabled(bool(self.ticked()))

    def _add(self) -> None:
        students = self.context.calendar.students
        students.add([students.from_guest(guest) for guest in self.ticked()])
        self.accept()
