"""How much of a series is meant, and whether the guests are told: asked before it is done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QLabel, QRadioButton, QVBoxLayout, QWidget

from desktop_app.domain.event import Event
from desktop_app.domain.scope import Scope
from desktop_app.domain.text import N_, one_line
from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.dialog import Dialog
from desktop_app.ui.fields import Tick
from desktop_app.ui.look import font
from desktop_app.ui.plain_label import PlainLabel
from desktop_app.ui.ringed import ENTER

WORDS: dict[Scope, str] = {
    "this": N_("Only this one"),
    "following": N_("This one and those that follow"),
    "all": N_("The whole series"),
}
NEW_LINK = N_("They become a series of their own with a new link: send the invitation again.")
INDENT = 24


class HowMuch(Dialog):
    """`answered` carries the scope and whom Google mails. The first choice is the likeliest;
    digits pick one, Enter does it, Esc leaves everything as it is."""

    answered = Signal(str, str)

    def __init__(
        self,
        context: Context,
        event: Event,
        scopes: tuple[Scope, ...],
        guests: int,
        removal: bool,
        parent: QWidget,
    ) -> None:
        tr = context.tr
        super().__init__(context, tr(N_("Delete") if removal else N_("Change")), parent)
        self.setMinimumWidth(400)
        self._scopes = scopes
        title = one_line(event.summary)[:60] or tr(N_("(No title)"))
        ask = N_("Delete “{title}”?") if removal else N_("Change “{title}”?")
        if scopes:
            ask = N_("How much of “{title}” goes?") if removal else N_("What of “{title}” changes?")
        self.column.addWidget(self._label(tr(ask, title=title), font(16, QFont.Weight.DemiBold)))
        self.group = QButtonGroup(self)
        for number, scope in enumerate(scopes):
            self._add(number, scope, removal, event)
        self.tell = Tick(context, _mails(context, guests), self)
        self.tell.setChecked(guests > 0)
        self.tell.setVisible(guests > 0)
        if scopes and guests:
            self.column.addSpacing(4)
        self.column.addWidget(self.tell)
        do = Button(
            context,
            tr(N_("Delete") if removal else N_("Change")),
            "danger" if removal else "primary",
            self,
        )
        leave = Button(context, tr(N_("Cancel")), "plain", self)
        do.clicked.connect(self.accept)
        leave.clicked.connect(self.reject)
        self.add_buttons(leave, do)
        self.accepted.connect(self._answer)
        (self.group.button(0) or do).setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, number: int, scope: Scope, removal: bool, event: Event) -> None:
        tr = self.context.tr
        choice = QRadioButton(tr(WORDS[scope]), self)
        choice.setChecked(number == 0)
        choice.setToolTip(tr(N_("Key {digit}"), digit=number + 1))
        self.group.addButton(choice, number)
        box = QVBoxLayout()
        box.setSpacing(0)
        box.addWidget(choice)
        if scope == "following" and not removal and event.meeting.state != "none":
            note = self._label(tr(NEW_LINK), font(12))
            note.setObjectName("secondary")
            note.setContentsMargins(INDENT, 0, 0, 4)
            choice.setAccessibleDescription(tr(NEW_LINK))
            box.addWidget(note)
        self.column.addLayout(box)

    def _label(self, text: str, face: QFont) -> QLabel:
        return PlainLabel(self, text, face=face, wrap=True)

    def _answer(self) -> None:
        chosen = self.group.checkedId()
        scope = self._scopes[chosen] if chosen >= 0 else "this"
        self.answered.emit(scope, "all" if self.tell.isChecked() else "none")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pick by digit; do it with Enter."""
        number = event.key() - Qt.Key.Key_1
        if 0 <= number < len(self._scopes):
            button = self.group.button(number)
            button.setChecked(True)
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif event.key() in ENTER:
            self.accept()
        else:
            super().keyPressEvent(event)


def _mails(context: Context, guests: int) -> str:
    return context.translator.ngettext(
        "Tell {number} guest by e-mail", "Tell {number} guests by e-mail", guests
    )
