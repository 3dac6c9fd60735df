"""The header over the week: today, back, on, the month, and the menu of everything."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop_app.domain.text import N_
from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.look import font


class Header(QWidget):
    """56 px high."""

    today = Signal()
    turned = Signal(int)
    menu_wanted = Signal()
    new_wanted = Signal()
    find_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tr = context.tr
        self.setFixedHeight(56)
        self.new = Button(
            context, "", "primary", self, icon="plus", name=tr(N_("New class with Meet"))
        )
        self.new.hide()
        self.to_today = Button(context, tr(N_("Today")), "plain", self)
        self.back = Button(context, "", "flat", self, icon="left", name=tr(N_("Previous week")))
        self.on = Button(context, "", "flat", self, icon="right", name=tr(N_("Next week")))
        self.title = QLabel(self)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setFont(font(20, QFont.Weight.DemiBold))
        self.search = Button(context, "", "flat", self, icon="find", name=tr(N_("Search (/)")))
        self.more = Button(
            context, "", "flat", self, icon="more", name=tr(N_("Menu: every action and its key"))
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(4)
        row.addWidget(self.new)
        row.addWidget(self.to_today)
        row.addSpacing(4)
        row.addWidget(self.back)
        row.addWidget(self.on)
        row.addSpacing(12)
        row.addWidget(self.title, 1)
        row.addWidget(self.search)
        row.addWidget(self.more)
        self.new.clicked.connect(self.new_wanted)
        self.to_today.clicked.connect(self.today)
        self.back.clicked.connect(lambda: self.turned.emit(-1))
        self.on.clicked.connect(lambda: self.turned.emit(1))
        self.search.clicked.connect(self.find_wanted)
        self.more.clicked.connect(self.menu_wanted)
