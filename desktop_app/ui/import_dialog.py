"""Taking in an .ics file: what is new in it, what is there already, what cannot be read."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop_app.domain.errors import AulaError
from desktop_app.domain.event import when_of
from desktop_app.domain.text import N_
from desktop_app.domain.transfer import Incoming, Plan
from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.dialog import Dialog
from desktop_app.ui.field_words import rule_words, title_words, when_words
from desktop_app.ui.look import font
from desktop_app.ui.plain_label import plain_label

SHOWN = 100
"""Events of each kind that are listed; the number says how many there are."""


class ImportDialog(Dialog):
    """Nothing is taken in before she says so, and one *Undo* takes all of it back."""

    def __init__(self, context: Context, path: str, parent: QWidget) -> None:
        super().__init__(context, context.tr(N_("Import")), parent)
        self.setMinimumSize(440, 280)
        self.resize(540, 460)
        tr = context.tr
        head = plain_label(self, Path(path).name)
        head.setFont(font(16, QFont.Weight.DemiBold))
        self.column.addWidget(head)
        self._state = plain_label(self, tr(N_("Reading the file…")), "secondary")
        self.column.addWidget(self._state)
        body = QWidget(self)
        self._rows = QVBoxLayout(body)
        self._rows.setContentsMargins(0, 0, 8, 0)
        self._rows.setSpacing(4)
        self._rows.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(body)
        self.column.addWidget(scroll, 1)
        self._take = Button(context, tr(N_("Import")), "primary", self)
        self._take.hide()
        cancel = Button(context, tr(N_("Cancel")), "plain", self)
        cancel.clicked.connect(self.reject)
        self.add_buttons(cancel, self._take)
        context.calendar.transfer.look(
            path, self.while_open(self._show), self.while_open(self._failed)
        )

    def _failed(self, error: AulaError) -> None:
        self._state.setText(self.context.translator.tell(error.told))
        self._state.setObjectName("danger")
        self.colour()

    def _show(self, plan: Plan) -> None:
        many = len(plan.new)
        if not many:
            self._state.setText(self.context.tr(N_("There is nothing new in this file.")))
        else:
            note = N_(
                "They go to your class calendar, and to Google like everything else. Nobody is "
                "invited, and links of other meetings stay what they are."
            )
            self._state.setText(self.context.tr(note))
            self._take.set_text(self.context.tr(N_("Import {number}"), number=many))
            self._take.show()
            self._take.clicked.connect(lambda: self._take_in(plan))
            self._take.setFocus()
        self._section(N_("New: {number}"), many, self._lines(event for _, event in plan.new))
        self._section(
            N_("There already, left as it is: {number}"), len(plan.there), self._lines(plan.there)
        )
        tell = self.context.translator.tell
        bad = [
            f"{title_words(self.context, one.title)} · {tell(one.why)}"
            for one in plan.unreadable[:SHOWN]
        ]
        self._section(N_("Cannot be read: {number}"), len(plan.unreadable), bad)

    def _section(self, title: str, number: int, lines: Iterable[str]) -> None:
        if not number:
            return
        head = plain_label(self, self.context.tr(title, number=number))
        head.setFont(font(13, QFont.Weight.DemiBold))
        head.setContentsMargins(0, 8, 0, 0)
        self._add(head)
        for line in lines:
            self._add(plain_label(self, line))
        if number > SHOWN:
            more = self.context.tr(N_("… and {number} more"), number=number - SHOWN)
            self._add(plain_label(self, more, "secondary"))

    def _add(self, label: QLabel) -> None:
        self._rows.insertWidget(self._rows.count() - 1, label)

    def _lines(self, events: Iterable[Incoming]) -> list[str]:
        lines = []
        for event in list(events)[:SHOWN]:
            when = when_of(event.fields["when"])
            line = f"{title_words(self.context, event.title)} · {when_words(self.context, when)}"
            rule = event.fields.get("recurrence")
            if rule:
                line += " · " + rule_words(self.context, rule, when)
            if event.doubt is not None:
                line += " · " + self.context.translator.tell(event.doubt)
            lines.append(line)
        return lines

    def _take_in(self, plan: Plan) -> None:
        self.context.calendar.transfer.take_in(plan)
        self.accept()
