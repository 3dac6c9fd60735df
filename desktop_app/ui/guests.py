"""Guests and what they answered: each with a mark and a word, added by address, taken off."""

import re
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.domain.event import Guest
from desktop_app.domain.student import is_address, plain
from desktop_app.domain.text import N_, one_line
from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.fields import Line
from desktop_app.ui.glyph import Glyph
from desktop_app.ui.look import font
from desktop_app.ui.plain_label import PlainLabel
from desktop_app.ui.suggestions import Suggestion, Suggestions

ANSWERS = {
    "accepted": ("check", "good", N_("Comes")),
    "declined": ("close", "danger", N_("Does not come")),
    "tentative": ("ask", "warn", N_("Maybe")),
    "needsAction": ("wait", "secondary", N_("No answer yet")),
}
MOST_SHOWN = 200


class Guests(QWidget):
    """`changed` carries the guests as they are to be.

    `host` is what the suggestions may cover. `live`: whoever listens shows the guests again once
    they are so; else they are shown at once.
    """

    changed = Signal(object)

    def __init__(self, context: Context, host: QWidget, *, live: bool = False) -> None:
        super().__init__(host)
        self._context = context
        self._live = live
        self.guests: tuple[Guest, ...] = ()
        self._editable = True
        tr = context.tr
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self.field = Line(self)
        self.field.setPlaceholderText(tr(N_("Invite by e-mail")))
        self.field.setAccessibleName(tr(N_("Invite by e-mail")))
        self.field.setMaxLength(2000)
        self.wrong = PlainLabel(self)
        self.wrong.setObjectName("danger")
        self.wrong.setFont(font(12))
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        self.suggestions = Suggestions(context, self.field, self._find, host)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._rows)
        column.addWidget(self.field)
        column.addWidget(self.wrong)
        self.suggestions.chosen.connect(self._take)
        self.field.returnPressed.connect(self.take_typed)
        self.field.textEdited.connect(lambda _: self._tell(""))
        self.rows: list[GuestRow] = []

    def show_guests(self, guests: Sequence[Guest], editable: bool) -> None:
        """Show `guests`; what is being typed stays."""
        self._editable = editable
        self.guests = tuple(guests)
        for row in self.rows:
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [self._row(guest) for guest in guests[:MOST_SHOWN]]
        for row in self.rows:
            self._rows.addWidget(row)
        self.field.setVisible(editable)

    def _row(self, guest: Guest) -> "GuestRow":
        removable = self._editable and not guest.is_self and not guest.organizer
        row = GuestRow(self._context, guest, removable, self)
        row.out.clicked.connect(lambda: self._remove(guest))
        return row

    def take_typed(self) -> bool:
        """Invite the addresses that are typed; return whether nothing is left that is none."""
        words = [w for w in re.split(r"[\s,;<>]+", self.field.text()) if w]
        addresses = [word for word in words if "@" in word]
        rest = [word for word in words if "@" not in word] if not addresses else []
        bad = [one for one in (addresses or rest) if not is_address(one)]
        if bad:
            self._tell(self._context.tr(N_("“{text}” is no e-mail address."), text=bad[0][:60]))
            return False
        if addresses:
            self.field.clear()
            self._add([Guest(one) for one in addresses])
        return True

    def _find(self, typed: str) -> list[Suggestion]:
        wanted = plain(typed)
        if not wanted:
            return []
        known = {guest.email.casefold() for guest in self.guests}
        found = [
            one
            for one in self._context.calendar.students.all()
            if one.email
            and one.email.casefold() not in known
            and (wanted in plain(one.name) or one.email.casefold().startswith(wanted))
        ]
        return [
            Suggestion(f"{one.name} · {one.email}", Guest(one.email, one.name)) for one in found
        ][:5]

    def _take(self, value: object) -> None:
        if isinstance(value, Guest):
            self.field.clear()
            self._add([value])

    def _add(self, new: Sequence[Guest]) -> None:
        known = {guest.email.casefold() for guest in self.guests}
        fresh = {g.email.casefold(): g for g in new if g.email.casefold() not in known}
        if fresh:
            self._set((*self.guests, *fresh.values()))

    def _remove(self, gone: Guest) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)  # the button that had it goes
        self._set(tuple(guest for guest in self.guests if guest is not gone))

    def _set(self, guests: tuple[Guest, ...]) -> None:
        if not self._live:
            self.show_guests(guests, self._editable)
        self.changed.emit(guests)

    def _tell(self, text: str) -> None:
        self.wrong.setText(text)
        self.wrong.setVisible(bool(text))


class GuestRow(QWidget):
    """One guest: the mark of the answer, the name, the answer in a word, a cross."""

    def __init__(self, context: Context, guest: Guest, removable: bool, parent: QWidget) -> None:
        super().__init__(parent)
        tr = context.tr
        icon, role, words = ANSWERS.get(guest.response, ANSWERS["needsAction"])
        name = one_line(guest.name) or guest.email
        answer = tr(words)
        if guest.organizer:
            answer = tr(N_("Invites")) if not guest.is_self else tr(N_("You invite"))
        elif guest.is_self:
            answer = tr(N_("You: {answer}"), answer=answer)
        shown = PlainLabel(self)
        shown.setText(name)
        shown.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        second = PlainLabel(self, answer)
        second.setObjectName("secondary")
        second.setFont(font(12))
        self.setAccessibleName(f"{name}: {answer}")
        self.out = Button(
            context, "", "flat", self, icon="close", height=24,
            name=tr(N_("Take {name} off the guests"), name=name),
        )  # fmt: skip
        self.out.setVisible(removable)
        row = QHBoxLayout(self)
        self.setMinimumHeight(30)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Glyph(context, icon, role, self))
        row.addWidget(shown, 1)
        row.addWidget(second)
        row.addWidget(self.out)
        self.guest = replace(guest)
        self.answer = answer
