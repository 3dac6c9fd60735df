"""One change that needs the teacher: what it is, why, both versions, and what she can decide."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.domain.event import Event
from desktop_app.domain.reasons import reason
from desktop_app.domain.text import N_
from desktop_app.services.attention import Stuck
from desktop_app.services.values import Key
from desktop_app.ui import field_words
from desktop_app.ui.button import Button, Kind
from desktop_app.ui.context import Context
from desktop_app.ui.look import font
from desktop_app.ui.plain_label import plain_label

KINDS = {
    "create": N_("New: {title}"),
    "patch": N_("Change: {title}"),
    "delete": N_("Removal: {title}"),
    "move": N_("To another calendar: {title}"),
}
# What was found out here by comparing; the words kept with it are names of fields.
FOUND_HERE = frozenset(
    {"conflict", "changed_there", "deleted_there", "series_changed", "id_taken", "restored"}
    | {"too_long"}
)
DECIDED = {
    "conflict": (N_("Keep mine"), N_("Keep Google's")),
    "changed_there": (N_("Remove it all the same"), N_("Keep it")),
    "deleted_there": (N_("Make it again"), N_("Leave it removed")),
    "series_changed": (N_("Make it a class by itself"), N_("Give it up")),
}
"""Why she must decide: the words of hers, and those of Google's side."""
MOST = 8


class AttentionCard(QFrame):
    """`edit` opens the class itself."""

    def __init__(
        self, context: Context, stuck: Stuck, edit: Callable[[Key], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._stuck = stuck
        self._edit = edit
        self._buttons: list[Button] = []
        self.setObjectName("card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 10, 12, 10)
        self._column.setSpacing(4)
        change, tr = stuck.change, context.tr
        title = field_words.title_words(context, stuck.title)
        head = self._say(tr(KINDS[change.draft.kind], title=title))
        head.setFont(font(14, QFont.Weight.DemiBold))
        self.setAccessibleName(head.text())
        when = self._when()
        if when:
            self._say(when, "secondary")
        self._say(context.translator.tell(reason(change.error_code)))
        if change.error_detail and change.error_code not in FOUND_HERE:
            words = change.error_detail[:400]
            self._say(tr(N_("Google said: “{words}”"), words=words), "secondary")
        if stuck.is_act:
            whole = N_("It is one step of a change to a series: it is given up as a whole.")
            self._say(tr(whole), "secondary")
        self._show_fields()
        self._show_buttons()

    def focus_first(self) -> None:
        """Put the focus on the first decision."""
        if self._buttons:
            self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _when(self) -> str:
        event = self._event()
        if event is None or event.when is None:
            held = self._stuck.change.draft.base.get("when")
            return field_words.value(self._context, "when", held) if held else ""
        return field_words.when_words(self._context, event.when)

    def _event(self) -> Event | None:
        sides = self._stuck.sides
        return None if sides is None else sides.mine or sides.theirs

    def _show_fields(self) -> None:
        """Show both versions of each field that differs; else what she set, by name."""
        sides, change, tr = self._stuck.sides, self._stuck.change, self._context.tr
        if sides is None or change.draft.kind not in ("patch", "delete"):
            return
        code = change.error_code
        if code == "conflict":
            rows = [(one.name, one.mine, one.theirs) for one in sides.fields]
            self._table(rows, tr(N_("Yours")), tr(N_("Google's")))
        elif code == "changed_there":
            rows = [(one.name, one.base, one.theirs) for one in sides.fields]
            self._table(rows, tr(N_("When you removed it")), tr(N_("In Google now")))
        elif change.draft.kind == "patch":
            rows = [(one.name, one.base, one.mine) for one in sides.fields]
            self._table(rows, tr(N_("Before")), tr(N_("Yours")))

    def _table(self, rows: list[tuple[str, object, object]], left: str, right: str) -> None:
        rows = [row for row in rows if row[1] != row[2] and row[0] != "meeting_request"][:MOST]
        if not rows:
            return
        grid = QGridLayout()
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for column, words in ((1, left), (2, right)):
            label = plain_label(self, words)
            label.setFont(font(12, QFont.Weight.DemiBold))
            grid.addWidget(label, 0, column)
        top = Qt.AlignmentFlag.AlignTop
        event = self._event()
        when = event.when if event is not None else None
        for line, (name, one, other) in enumerate(rows, 1):
            grid.addWidget(
                plain_label(self, field_words.name(self._context, name), "secondary"), line, 0, top
            )
            for column, held in ((1, one), (2, other)):
                words = field_words.value(self._context, name, held, when)
                grid.addWidget(plain_label(self, words), line, column, top)
        self._column.addLayout(grid)

    def _show_buttons(self) -> None:
        stuck, tr = self._stuck, self._context.tr
        decide, code = self._context.calendar.stuck, stuck.change.error_code
        row = QHBoxLayout()
        row.setContentsMargins(0, 6, 0, 0)
        row.setSpacing(8)
        if code in DECIDED:
            mine, theirs = DECIDED[code]
            # Neither side is the one to be advised.
            kind: Kind = "danger" if code == "changed_there" else "plain"
            self._button(row, tr(mine), kind, lambda: decide.keep_mine(stuck))
            self._button(row, tr(theirs), "plain", lambda: decide.keep_theirs(stuck))
        else:
            again = N_("Send it") if code == "restored" else N_("Try again")
            self._button(row, tr(again), "primary", lambda: decide.retry(stuck))
            self._button(row, tr(N_("Discard")), "plain", lambda: decide.discard(stuck))
        reader, draft = self._context.calendar.reader, stuck.change.draft
        key = (draft.family, draft.original)
        if reader is not None and draft.kind != "delete" and reader.event(*key) is not None:
            self._button(row, tr(N_("Edit")), "flat", lambda: self._edit(key))
        row.addStretch(1)
        self._column.addLayout(row)

    def _button(self, row: QHBoxLayout, text: str, kind: Kind, act: Callable[[], None]) -> None:
        button = Button(self._context, text, kind, self)
        button.setAccessibleDescription(self.accessibleName())
        button.clicked.connect(lambda: act())
        row.addWidget(button)
        self._buttons.append(button)

    def _say(self, text: str, role: str = "") -> QLabel:
        label = plain_label(self, text, role)
        self._column.addWidget(label)
        return label
