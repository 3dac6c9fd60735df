"""What needs the teacher: a list that follows the outbox while it is open."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.domain.text import N_
from desktop_app.services.values import Key
from desktop_app.ui.attention_card import AttentionCard
from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.dialog import Dialog
from desktop_app.ui.plain_label import PlainLabel


class AttentionDialog(Dialog):
    """`edit` opens a class, to change it there."""

    def __init__(self, context: Context, edit: Callable[[Key], None], parent: QWidget) -> None:
        super().__init__(context, context.tr(N_("What needs you")), parent)
        self._edit = edit
        self.setMinimumSize(520, 260)
        self.resize(640, 560)
        self._body = QWidget(self)
        self._rows = QVBoxLayout(self._body)
        self._rows.setContentsMargins(0, 0, 8, 0)
        self._rows.setSpacing(8)
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(self._body)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.column.addWidget(scroll, 1)
        self._others = PlainLabel(self)
        self._others.setWordWrap(True)
        self._others.setObjectName("secondary")
        self.column.addWidget(self._others)
        self._save = Button(context, context.tr(N_("Save as a calendar file…")), "flat", self)
        self._save.clicked.connect(self._choose_file)
        close = Button(context, context.tr(N_("Close")), "plain", self)
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addWidget(self._save)
        row.addStretch(1)
        row.addWidget(close)
        self.column.addLayout(row)
        context.calendar.changed.connect(self.fill)
        self.fill()
        close.setFocus()

    def fill(self, _changed: object = None) -> None:
        """Read the list anew; the focus stays in the list, or goes to the way out."""
        stuck = self.context.calendar.stuck
        held = self._body.isAncestorOf(self.focusWidget() or self)
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        items = stuck.items()
        cards = [AttentionCard(self.context, one, self._open, self._body) for one in items]
        for card in cards:
            self._rows.addWidget(card)
            card.setVisible(True)  # now: a hidden one takes no focus
        if not cards:
            label = PlainLabel(
                None, self.context.tr(N_("Nothing needs you: all is in step with Google."))
            )
            label.setWordWrap(True)
            self._rows.addWidget(label)
        self._rows.addStretch(1)
        self._save.setVisible(bool(stuck.families()))
        self._say_others(stuck.others())
        if held and cards:
            cards[0].focus_first()

    def _say_others(self, number: int) -> None:
        self._others.setVisible(number > 0)
        self._others.setText(
            self.context.translator.ngettext(
                "{number} change waits for another account. It goes out when that one is connected "
                "again, and never to this one.",
                "{number} changes wait for another account. They go out when that one is connected "
                "again, and never to this one.",
                number,
            )
        )

    def _open(self, key: Key) -> None:
        self.accept()
        self._edit(key)

    def _choose_file(self) -> None:
        from desktop_app.ui.export_dialog import save_dialog  # not for a list that is only read

        dialog = save_dialog(self.context, self, "aula.ics")
        dialog.fileSelected.connect(self._write)
        dialog.open()

    def _write(self, path: str) -> None:
        calendar = self.context.calendar
        calendar.transfer.write_families(path, calendar.stuck.families())
