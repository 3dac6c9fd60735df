"""To which of her calendars an event goes."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QLabel, QRadioButton, QWidget

from desktop_app.domain.calendars import Calendar
from desktop_app.domain.event import Event
from desktop_app.domain.text import N_, one_line
from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.dialog import Dialog
from desktop_app.ui.look import font
from desktop_app.ui.plain_label import plain_label
from desktop_app.ui.ringed import ENTER


class OtherCalendar(Dialog):
    """`picked` carries the id of the calendar; Enter does it, Esc leaves everything as it is."""

    picked = Signal(str)

    def __init__(
        self, context: Context, event: Event, others: Sequence[Calendar], parent: QWidget
    ) -> None:
        tr = context.tr
        super().__init__(context, tr(N_("Move to another calendar")), parent)
        self.setMinimumWidth(360)
        self._others = others
        title = one_line(event.summary)[:60] or tr(N_("(No title)"))
        head = self._label(tr(N_("Where does “{title}” go?"), title=title))
        head.setFont(font(16, QFont.Weight.DemiBold))
        self.group = QButtonGroup(self)
        for number, calendar in enumerate(others):
            # Two ampersands are one: the name of a calendar may hold any.
            name = one_line(calendar.name)[:60].replace("&", "&&")
            choice = QRadioButton(name or calendar.id, self)
            choice.setChecked(number == 0)
            self.group.addButton(choice, number)
            self.column.addWidget(choice)
        if event.recurrence or event.original:
            self._label(tr(N_("The whole series goes."))).setObjectName("secondary")
        move = Button(context, tr(N_("Move")), "primary", self)
        leave = Button(context, tr(N_("Cancel")), "plain", self)
        move.clicked.connect(self.accept)
        leave.clicked.connect(self.reject)
        self.add_buttons(leave, move)
        self.accepted.connect(lambda: self.picked.emit(self._others[self.group.checkedId()].id))
        self.group.button(0).setFocus(Qt.FocusReason.OtherFocusReason)

    def _label(self, text: str) -> QLabel:
        label = plain_label(self, text)
        self.column.addWidget(label)
        return label

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with Enter."""
        if event.key() in ENTER:
            self.accept()
        else:
            super().keyPressEvent(event)
