"""The list of keys."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desktop_app.domain.text import N_
from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.dialog import Dialog
from desktop_app.ui.look import font


class KeysDialog(Dialog):
    """Two columns of words and keys."""

    def __init__(self, context: Context, rows: list[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(context, context.tr(N_("Keys")), parent)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        half = (len(rows) + 1) // 2
        for i, (words, keys) in enumerate(rows):
            line, side = i % half, i // half * 2
            grid.addWidget(QLabel(words, self), line, side)
            label = QLabel(keys, self)
            label.setFont(font(13, QFont.Weight.DemiBold))
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(label, line, side + 1)
        self.column.addLayout(grid)
        close = Button(context, context.tr(N_("Close")), "plain", self)
        close.clicked.connect(self.accept)
        self.add_buttons(close)
