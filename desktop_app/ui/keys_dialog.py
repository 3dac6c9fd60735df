"""The list of keys."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from desktop_app.domain.text import N_
from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.dialog import Dialog
from desktop_app.ui.look import font


class KeysDialog(Dialog):
    """Two columns of words and keys, each key in a frame of its own."""

    def __init__(self, context: Context, rows: list[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(context, context.tr(N_("Keys")), parent)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(2, 32)
        half = (len(rows) + 1) // 2
        for i, (words, keys) in enumerate(rows):
            line, side = i % half, i // half * 3
            label = QLabel(words, self)
            label.setFont(font(13))
            grid.addWidget(label, line, side)
            grid.addLayout(self._caps(keys), line, side + 1)
        self.column.addLayout(grid)
        close = Button(context, context.tr(N_("Close")), "plain", self)
        close.clicked.connect(self.accept)
        self.add_buttons(close)

    def _caps(self, keys: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addStretch(1)
        for key in keys.split("  "):
            cap = QLabel(key, self)
            cap.setObjectName("key")
            cap.setFont(font(12, QFont.Weight.DemiBold))
            cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
            row.addWidget(cap)
        return row
