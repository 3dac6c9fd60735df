"""The sidebar: new class, mini month, calendars, what is now or next, the rest of today, the sync badge."""

from datetime import timedelta

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain import zones
from desktop_app.domain.next_class import AHEAD, Coming, coming
from desktop_app.domain.occurrence import Occurrence
from desktop_app.domain.text import N_
from desktop_app.ui.badge import SyncBadge
from desktop_app.ui.button import Button
from desktop_app.ui.calendar_list import CalendarList
from desktop_app.ui.context import Context
from desktop_app.ui.mini_month import MiniMonth
from desktop_app.ui.next_card import NextCard
from desktop_app.ui.today_list import TodayList

WIDTH = 248
MARGIN = 16


class Sidebar(QWidget):
    """248 px wide or a little more, sunken."""

    new_wanted = Signal()
    chosen = Signal(object)  # Key
    next_changed = Signal(object)  # Occurrence | None: the class that is now or next

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.current: Occurrence | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.read)
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(context.tr(N_("Sidebar")))
        self.setAutoFillBackground(True)
        self.new = Button(
            context, context.tr(N_("New class with Meet")), "primary", self,
            icon="plus", hint="C", height=42,
        )  # fmt: skip
        self.month = MiniMonth(context, self)
        self.calendars = CalendarList(context, self)
        self.card = NextCard(context, self)
        self.today = TodayList(context, self)
        self.badge = SyncBadge(context, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 16, MARGIN, 8)
        column.setSpacing(12)
        column.addWidget(self.new)
        column.addWidget(self.month)
        column.addWidget(self.calendars)
        column.addWidget(self.card)
        column.addWidget(self.today, 1)
        column.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignLeft)
        self.new.clicked.connect(self.new_wanted)
        self.card.chosen.connect(self.chosen)
        self.today.chosen.connect(self.chosen)
        self.colour()

    def colour(self) -> None:
        """Take the palette's sunken colour."""
        palette = self.palette()
        palette.setColor(self.backgroundRole(), self._context.q("sunken"))
        self.setPalette(palette)

    def read_soon(self) -> None:
        """Read anew once the view is painted: what she does is seen there first."""
        self._soon.start()

    def read(self) -> None:
        """Read what is now, next and today."""
        self._soon.stop()
        current, later = self._coming()
        self.card.show_occurrence(current)
        self.today.show_rows(later)
        self.month.read()
        self.calendars.read()
        self.current = current
        self.next_changed.emit(current)

    def _coming(self) -> Coming:
        reader = self._context.calendar.reader
        if reader is None:
            return Coming(None, [])
        now, zone = self._context.now(), self._context.zone
        tomorrow = zones.day_start(self._context.today() + timedelta(days=1), zone)
        return coming(reader.occurrences(now, now + AHEAD, zone), now, tomorrow)

    def event(self, event: QEvent) -> bool:
        """Take more width where a long language or large letters ask for it."""
        if event.type() == QEvent.Type.LayoutRequest:
            least = max(part.minimumSizeHint().width() for part in (self.new, self.card))
            self.setFixedWidth(max(WIDTH, least + 2 * MARGIN))
        return super().event(event)

    def tick(self) -> None:
        """A minute has gone by."""
        self.read()
