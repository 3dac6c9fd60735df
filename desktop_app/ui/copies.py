"""The dated copies: what is in each, and which one is to be restored."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.domain import zones
from desktop_app.domain.copies import Copy
from desktop_app.domain.errors import AulaError
from desktop_app.domain.text import N_
from desktop_app.system.dates import clock, long_day
from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.dialog import Dialog
from desktop_app.ui.look import font
from desktop_app.ui.plain_label import plain_label

WHY = {
    "day": N_("Copy of the day"),
    "upgrade": N_("Before an upgrade of Aula"),
    "restore": N_("Before another copy was restored"),
}
TROUBLE = {
    "damaged": N_("This copy is damaged and cannot be restored."),
    "newer_form": N_("A newer Aula made this copy. Update Aula to restore it."),
}


class CopiesDialog(Dialog):
    """Restoring asks no question: what stands there now becomes a copy, too."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, context.tr(N_("Restore a copy")), parent)
        self.setMinimumSize(480, 320)
        self.resize(560, 520)
        self.column.addWidget(
            plain_label(
                self,
                context.tr(
                    N_(
                        "Once a day Aula copies what only this computer knows: your students, your "
                        "settings for classes, and changes that Google does not have yet. The "
                        "calendar itself is with Google."
                    )
                ),
            )
        )
        rule = N_(
            "Nothing is thrown away: what stands here now is kept as a copy, changes that wait now "
            "go on waiting, and a change that only the old copy has is sent only if you say so."
        )
        self.column.addWidget(plain_label(self, context.tr(rule), "secondary"))
        self._body = QWidget(self)
        self._rows = QVBoxLayout(self._body)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(8)
        self._state = plain_label(self._body, context.tr(N_("Looking at the copies…")), "secondary")
        self._rows.addWidget(self._state)
        self._rows.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(self._body)
        self.column.addWidget(scroll, 1)
        close = Button(context, context.tr(N_("Close")), "plain", self)
        close.clicked.connect(self.accept)
        self.add_buttons(close)
        close.setFocus()
        context.calendar.files.copies(self.while_open(self._show), self.while_open(self._failed))

    def _show(self, copies: Sequence[Copy]) -> None:
        self._state.setVisible(not copies)
        self._state.setText(
            self.context.tr(N_("There is no copy yet: the first one is made today."))
        )
        for i, copy in enumerate(copies):
            self._rows.insertWidget(i, self._row(copy))

    def _failed(self, error: AulaError) -> None:
        self._state.setText(self.context.translator.tell(error.told))
        self._state.setObjectName("danger")
        self.colour()
        self._state.show()

    def _row(self, copy: Copy) -> QFrame:
        tr = self.context.tr
        card = QFrame(self._body)
        card.setObjectName("card")
        row = QHBoxLayout(card)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        when = self._when(copy)
        head = plain_label(card, when)
        head.setFont(font(14, QFont.Weight.DemiBold))
        words.addWidget(head)
        words.addWidget(plain_label(card, self._what(copy)))
        words.addWidget(plain_label(card, tr(WHY[copy.why]), "secondary"))
        row.addLayout(words, 1)
        if not copy.trouble:
            name = tr(N_("Restore the copy of {when}"), when=when)
            restore = Button(self.context, tr(N_("Restore")), "plain", card, name=name)
            restore.clicked.connect(lambda: self._restore(copy))
            row.addWidget(restore, 0, Qt.AlignmentFlag.AlignVCenter)
        return card

    def _when(self, copy: Copy) -> str:
        made, zone = int(copy.made), self.context.zone
        day = long_day(zones.day_of(made, zone), self.context.language)
        return f"{day[0].upper()}{day[1:]}, {clock(made, zone)}"

    def _what(self, copy: Copy) -> str:
        if copy.trouble:
            return self.context.tr(TROUBLE[copy.trouble])
        translator = self.context.translator
        waiting = copy.waiting + copy.attention
        parts = [self.context.tr(N_("No change was waiting"))]
        if waiting:
            parts[0] = translator.ngettext(
                "{number} change not sent", "{number} changes not sent", waiting
            )
        if copy.students is not None:
            parts.append(
                translator.ngettext("{number} student", "{number} students", copy.students)
            )
        return " · ".join(parts)

    def _restore(self, copy: Copy) -> None:
        files = self.context.calendar.files
        files.restore(copy, files.tell)
        self.accept()
