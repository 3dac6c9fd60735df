"""What needs the teacher: each change, what Google said, try again, give up."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop_app.domain.change import Change
from desktop_app.domain.text import N_
from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.dialog import Dialog
from desktop_app.ui.look import font

KINDS = {
    "create": N_("New: {title}"),
    "patch": N_("Change: {title}"),
    "delete": N_("Removal: {title}"),
}
FIELDS = {
    "summary": N_("name"),
    "when": N_("day and hours"),
    "description": N_("description"),
    "location": N_("place"),
    "meeting_request": N_("link"),
    "guests": N_("guests"),
}


class AttentionDialog(Dialog):
    """Follows the outbox while it is open."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, context.tr(N_("What needs you")), parent)
        self.setMinimumSize(480, 240)
        self.resize(520, 420)
        self._body = QWidget(self)
        self._rows = QVBoxLayout(self._body)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(8)
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(self._body)
        self.column.addWidget(scroll, 1)
        close = Button(context, context.tr(N_("Close")), "plain", self)
        close.clicked.connect(self.accept)
        self.add_buttons(close)
        context.calendar.changed.connect(self.fill)
        self.fill()

    def fill(self, _changed: object = None) -> None:
        """Read the list anew."""
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        changes = self.context.calendar.attention()
        for change in changes:
            self._rows.addWidget(self._row(change))
        if not changes:
            label = QLabel(self.context.tr(N_("Nothing needs you: all is in step with Google.")))
            label.setWordWrap(True)
            self._rows.addWidget(label)
        self._rows.addStretch(1)

    def _row(self, change: Change) -> QFrame:
        tr, calendar = self.context.tr, self.context.calendar
        card = QFrame(self._body)
        card.setObjectName("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(12, 10, 12, 10)
        head = _label(card, tr(KINDS[change.draft.kind], title=title_of(self.context, change)))
        head.setFont(font(14, QFont.Weight.DemiBold))
        column.addWidget(head)
        names = ", ".join(tr(FIELDS[f]) for f in change.draft.fields if f in FIELDS)
        if names and change.draft.kind == "patch":
            column.addWidget(_label(card, tr(N_("What changed: {fields}"), fields=names)))
        said = change.error_detail[:600]
        if said:
            column.addWidget(_label(card, tr(N_("Google said: “{words}”"), words=said)))
        if change.error_code == "conflict":
            text = N_(
                "It was changed in Google too. Try again keeps yours; discard keeps Google's."
            )
            column.addWidget(_label(card, tr(text)))
        again = Button(self.context, tr(N_("Try again")), "primary", card)
        drop = Button(self.context, tr(N_("Discard")), "plain", card)
        again.clicked.connect(_call(calendar.retry, change.seq))
        drop.clicked.connect(_call(calendar.discard, change.seq))
        row = QHBoxLayout()
        row.addWidget(again)
        row.addWidget(drop)
        row.addStretch(1)
        column.addLayout(row)
        return card


def title_of(context: Context, change: Change) -> str:
    """Return the name of the event that `change` is of."""
    draft = change.draft
    named = draft.fields.get("summary") or draft.base.get("summary")
    reader = context.calendar.reader
    if not named and reader is not None:
        event = reader.event(draft.family, draft.original)
        named = event.summary if event is not None else ""
    return " ".join(str(named).split())[:80] if named else context.tr(N_("(No title)"))


def _call(act: Callable[[int], None], seq: int) -> Callable[[], None]:
    return lambda: act(seq)


def _label(parent: QWidget, text: str) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(True)
    return label
