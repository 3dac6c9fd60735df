"""The list of keys: by groups, and fewer as she types."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.fold import fold
from desktop_app.domain.text import N_
from desktop_app.ui.announce import announce
from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.dialog import Dialog
from desktop_app.ui.fields import Line
from desktop_app.ui.key_names import KeyRow
from desktop_app.ui.look import font
from desktop_app.ui.plain_label import PlainLabel


class KeysDialog(Dialog):
    """Two columns of groups, each key in a frame of its own; a field above finds some of them."""

    def __init__(self, context: Context, rows: Sequence[KeyRow], parent: QWidget) -> None:
        super().__init__(context, context.tr(N_("Keys")), parent)
        self._rows = rows
        self.field = Line(self)
        self.field.setPlaceholderText(context.tr(N_("Find a key or what it does")))
        self.field.setAccessibleName(context.tr(N_("Find a key or what it does")))
        self.field.setClearButtonEnabled(True)
        self.field.textEdited.connect(self._find)
        self.column.addWidget(self.field)
        self.nothing = PlainLabel(self, context.tr(N_("No key does that.")))
        self.nothing.setObjectName("secondary")
        self.nothing.setFont(font(13))
        self.column.addWidget(self.nothing)
        self._scroller = QScrollArea(self)
        self._scroller.setWidgetResizable(True)
        self._scroller.setFrameShape(QFrame.Shape.NoFrame)
        self._scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.column.addWidget(self._scroller, 1)
        close = Button(context, context.tr(N_("Close")), "plain", self)
        close.clicked.connect(self.accept)
        self.add_buttons(close)
        self._columns = 2
        self.shown: list[KeyRow] = []
        self._show(rows)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Be as large as the whole list, or as the window behind leaves room for."""
        # Only now: before it is shown the style sheet has not been asked how wide a key is.
        behind = self.parentWidget()
        if behind is not None and not event.spontaneous():
            wanted, room = self._content.minimumSizeHint(), behind.window().size()
            if wanted.width() + 24 > room.width() - 80:  # one below the other then
                self._columns = 1
                self._show(self.shown)
                wanted = self._content.minimumSizeHint()
            self._scroller.setMinimumWidth(min(wanted.width() + 24, room.width() - 80))
            self._scroller.setMinimumHeight(min(wanted.height(), room.height() - 220))
            # Before it is placed over the window: by the size that it will have.
            self.column.activate()
            self.resize(self.size().expandedTo(self.minimumSizeHint()))
        super().showEvent(event)

    def _find(self, text: str) -> None:
        words = fold(text).split()
        fits = [
            row
            for row in self._rows
            if all(word in fold(f"{row.words} {row.group} {' '.join(row.keys)}") for word in words)
        ]
        self._show(fits)
        if words:
            number = len(fits)
            told = self.context.translator.ngettext("{number} result", "{number} results", number)
            announce(self.field, told if fits else self.nothing.text())

    def _show(self, rows: Sequence[KeyRow]) -> None:
        self.shown = list(rows)
        self.nothing.setVisible(not rows)
        groups: dict[str, list[KeyRow]] = {}
        for row in rows:
            groups.setdefault(row.group, []).append(row)
        # Within the dialog from the beginning: its style sheet says how wide a key is.
        columns = QWidget(self._scroller)
        side_by_side = QHBoxLayout(columns)
        side_by_side.setContentsMargins(0, 0, 12, 0)
        side_by_side.setSpacing(40)
        heights = {name: len(some) + 2 for name, some in groups.items()}
        for names in _halves(heights) if self._columns == 2 else [list(heights)]:
            column = QVBoxLayout()
            column.setSpacing(6)
            for name in names:
                self._add_group(columns, column, name, groups[name])
            column.addStretch(1)
            side_by_side.addLayout(column, 1)
        self._content = columns
        self._scroller.setWidget(columns)

    def _add_group(
        self, parent: QWidget, column: QVBoxLayout, name: str, rows: Sequence[KeyRow]
    ) -> None:
        head = PlainLabel(parent, name)
        head.setObjectName("secondary")
        head.setFont(font(12, QFont.Weight.DemiBold))
        column.addWidget(head)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for line, row in enumerate(rows):
            label = PlainLabel(parent, row.words)
            label.setFont(font(13))
            # One stop for a screen reader: what it does, and the keys for it.
            label.setAccessibleName(f"{row.words}: {', '.join(row.keys)}")
            grid.addWidget(label, line, 0)
            grid.addLayout(self._caps(parent, row.keys), line, 1)
        column.addLayout(grid)
        column.addSpacing(12)

    def _caps(self, parent: QWidget, keys: Sequence[str]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addStretch(1)
        for key in keys:
            cap = PlainLabel(parent, key)
            cap.setObjectName("key")
            cap.setFont(font(12, QFont.Weight.DemiBold))
            cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
            cap.setFixedWidth(max(24, QFontMetrics(cap.font()).horizontalAdvance(key) + 16))
            row.addWidget(cap)
        return row


def _halves(heights: dict[str, int]) -> list[list[str]]:
    """Return the groups in two columns, their order kept, the higher one as low as can be."""
    names, sizes = list(heights), list(heights.values())
    if len(names) < 2:
        return [names]
    cut = min(range(1, len(names)), key=lambda i: max(sum(sizes[:i]), sum(sizes[i:])))
    return [names[:cut], names[cut:]]
