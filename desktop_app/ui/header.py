"""The header over the calendar: today, back, on, the days shown, the views, and the menu."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.domain.spans import ViewName
from desktop_app.domain.text import N_
from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.look import font
from desktop_app.ui.plain_label import PlainLabel
from desktop_app.ui.switch import Switch

NAMES: dict[ViewName, str] = {
    "day": N_("Day"),
    "work_week": N_("Work week"),
    "week": N_("Week"),
    "month": N_("Month"),
    "agenda": N_("Agenda"),
    "year": N_("Year"),
}
TURNS: dict[ViewName, tuple[str, str]] = {
    "day": (N_("Previous day"), N_("Next day")),
    "work_week": (N_("Previous week"), N_("Next week")),
    "week": (N_("Previous week"), N_("Next week")),
    "month": (N_("Previous month"), N_("Next month")),
    "agenda": (N_("Previous week"), N_("Next week")),
    "year": (N_("Previous year"), N_("Next year")),
}
USUAL = ("day", "week", "month", "agenda")

SIZES = (20, 17, 14)
"""Pixels of the title: smaller before it is cut."""


class Header(QWidget):
    """56 px high. Where it is narrow the views fold into one button with a menu."""

    today = Signal()
    turned = Signal(int)
    menu_wanted = Signal()
    views_wanted = Signal()
    new_wanted = Signal()
    view_wanted = Signal(str)
    find_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tr = context.tr
        self._context = context
        self._title = ""
        self._name: ViewName | None = None
        self._room: tuple[int, int] | None = None
        self.setFixedHeight(56)
        self.new = Button(
            context, "", "primary", self, icon="plus", name=tr(N_("New class with Meet"))
        )
        self.new.hide()
        self.to_today = Button(context, tr(N_("Today")), "plain", self)
        self.back = Button(context, "", "flat", self, icon="left", name=" ")
        self.on = Button(context, "", "flat", self, icon="right", name=" ")
        self.title = PlainLabel(self)
        faces = [font(px, QFont.Weight.DemiBold) for px in SIZES]
        self._faces = [(face, QFontMetrics(face)) for face in faces]
        self.title.setFont(faces[0])
        self.title.setMinimumWidth(1)
        choices = [(name, tr(text)) for name, text in NAMES.items()]
        self.views = Switch(context, tr(N_("View")), choices, USUAL, self)
        self.folded = Button(context, "", "plain", self, icon="down", name=tr(N_("View")))
        self.folded.hide()
        self.search = Button(context, "", "flat", self, icon="find", name=tr(N_("Search (/)")))
        self.more = Button(
            context, "", "flat", self, icon="more", name=tr(N_("Menu: every action and its key"))
        )
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(4)
        row.addWidget(self.new)
        row.addWidget(self.to_today)
        row.addSpacing(4)
        row.addWidget(self.back)
        row.addWidget(self.on)
        row.addSpacing(12)
        row.addWidget(self.title, 1)
        row.addSpacing(8)
        row.addWidget(self.views)
        row.addWidget(self.folded)
        row.addSpacing(4)
        row.addWidget(self.search)
        row.addWidget(self.more)
        self.new.clicked.connect(self.new_wanted)
        self.to_today.clicked.connect(self.today)
        self.back.clicked.connect(lambda: self.turned.emit(-1))
        self.on.clicked.connect(lambda: self.turned.emit(1))
        self.search.clicked.connect(self.find_wanted)
        self.more.clicked.connect(self.menu_wanted)
        self.views.picked.connect(self.view_wanted)
        self.folded.clicked.connect(self.views_wanted)

    def show_view(self, name: ViewName, title: str) -> None:
        """Show which view there is, and the days that it shows."""
        if title != self._title:
            self._title = title
            self.title.setAccessibleName(title)
        if name != self._name:
            self._name = name
            self._name_buttons(name)
            self._room = None
        self._settle()

    def _name_buttons(self, name: ViewName) -> None:
        tr = self._context.tr
        self.views.show_choice(name)
        self.folded.set_text(tr(NAMES[name]))
        for button, words in zip((self.back, self.on), TURNS[name], strict=True):
            button.setAccessibleName(tr(words))
            button.setToolTip(tr(words))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the views where they leave the title too little."""
        self._room = None
        self._settle()

    def show_new(self, visible: bool) -> None:
        """Show the button for a new class, where the sidebar with its own is folded."""
        self.new.setVisible(visible)
        self._room = None
        self._settle()

    def _settle(self) -> None:
        if self._room is None:
            self._room = self._rooms()
        beside_views, beside_folded = self._room
        _, metrics = self._faces[0]
        folds = metrics.horizontalAdvance(self._title) > beside_views
        self.views.setVisible(not folds)
        self.folded.setVisible(folds)
        width = beside_folded if folds else beside_views
        face, metrics = next(
            (one for one in self._faces if one[1].horizontalAdvance(self._title) <= width),
            self._faces[-1],  # shortened, where even the smallest is too long
        )
        if face != self.title.font():
            self.title.setFont(face)
        shown = metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, width)
        self.title.setText(shown)
        self.title.setToolTip("" if shown == self._title else self._title)

    def _rooms(self) -> tuple[int, int]:
        """Return the room that the title has beside the views, and beside the folded ones."""
        free = self.width()
        margins = self._row.contentsMargins()
        free -= margins.left() + margins.right() + 8
        for index in range(self._row.count()):
            item = self._row.itemAt(index)
            assert item is not None
            widget = item.widget()
            if widget not in (self.title, self.views, self.folded):
                hidden = widget is not None and widget.isHidden()
                free -= 0 if hidden else item.sizeHint().width() + self._row.spacing()
        return free - self.views.sizeHint().width(), free - self.folded.sizeHint().width()
