"""The panel's guests: who comes, an answer to somebody else's invitation."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.event import Event, Guest, guest_value, invited, own_response
from desktop_app.domain.text import N_, one_line
from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.guests import ANSWERS, Guests
from desktop_app.ui.look import font
from desktop_app.ui.plain_label import PlainLabel

CHOICES = (("accepted", N_("Yes")), ("tentative", N_("Maybe")), ("declined", N_("No")))


class PanelGuests(QWidget):
    """`changed` carries the field `guests`, `answered` the teacher's own response."""

    changed = Signal(object)
    answered = Signal(str)

    def __init__(self, context: Context, host: QWidget) -> None:
        """`host` is what the suggestions may cover."""
        super().__init__(host)
        self._context = context
        tr = context.tr
        self.card = QFrame(self)
        self.card.setObjectName("card")
        self.words = PlainLabel(self.card)
        self.words.setWordWrap(True)
        self.choices: dict[str, Button] = {}
        row = QHBoxLayout()
        row.setSpacing(8)
        for response, words in CHOICES:
            button = Button(context, tr(words), "toggle", self.card, pad=8)
            button.setCheckable(True)
            button.setAccessibleName(tr(ANSWERS[response][2]))
            button.clicked.connect(lambda _=False, r=response: self._answer(r))
            self.choices[response] = button
            row.addWidget(button, 1)
        inner = QVBoxLayout(self.card)
        inner.setContentsMargins(12, 8, 12, 10)
        inner.setSpacing(8)
        inner.addWidget(self.words)
        inner.addLayout(row)
        self.head = PlainLabel(self, tr(N_("GUESTS")))
        self.head.setObjectName("secondary")
        self.head.setFont(font(11))
        self.list = Guests(context, host, live=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.card)
        column.addWidget(self.head)
        column.addWidget(self.list)
        self.list.changed.connect(self._changed)

    def show_event(self, event: Event) -> None:
        """Show who is invited, and what the teacher is asked herself."""
        asked = invited(event)
        self.card.setVisible(asked)
        if asked:
            host = next((guest for guest in event.guests if guest.organizer), None)
            name = one_line(host.name or host.email) if host is not None else ""
            text = N_("{name} invites you. Do you come?") if name else N_("Do you come?")
            self.words.setText(self._context.tr(text, name=name))
            said = own_response(event)
            for response, button in self.choices.items():
                button.setChecked(response == said)
        self.list.show_guests(event.guests, event.editable)
        self.setVisible(bool(event.guests) or (event.editable and event.lesson is not None))

    def _answer(self, response: str) -> None:
        for other, button in self.choices.items():
            button.setChecked(other == response)
        self.answered.emit(response)

    def _changed(self, guests: tuple[Guest, ...]) -> None:
        self.changed.emit({"guests": [guest_value(guest) for guest in guests]})
