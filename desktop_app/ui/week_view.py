"""The week: heads, all-day row and the hours that scroll; reads its occurrences itself."""

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop_app.domain import zones
from desktop_app.domain.occurrence import Occurrence
from desktop_app.domain.text import N_
from desktop_app.services.values import Key
from desktop_app.ui.all_day import AllDay
from desktop_app.ui.bits import Bit
from desktop_app.ui.chip import Chip
from desktop_app.ui.context import Context
from desktop_app.ui.day_heads import DayHeads
from desktop_app.ui.notice import Notice
from desktop_app.ui.week_grid import WeekGrid
from desktop_app.ui.week_model import cut, week_range


class WeekView(QWidget):
    """A view of the calendar; others will stand beside it with the same signals and methods."""

    chosen = Signal(object)  # Key
    opened = Signal(object)  # Key
    menu_wanted = Signal(object, QPoint)
    class_wanted = Signal(object, object)  # from, to: epoch seconds, or None
    turned = Signal()  # another week is shown

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.monday = zones.week_start(context.today())
        self.occurrences: list[Occurrence] = []
        self._opening = True
        self.heads = DayHeads(context, self)
        self.all_day = AllDay(context, self)
        self.grid = WeekGrid(context)
        self.scroller = QScrollArea(self)
        # A viewport made here: to name the class of Qt's own, PySide6 loads every widget there is,
        # which costs 10 ms of the way to the first paint.
        self.scroller.setViewport(QWidget())
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setWidgetResizable(True)
        self.scroller.setWidget(self.grid)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.viewport().installEventFilter(self)
        self._line = QFrame(self)
        self._line.setFixedHeight(1)
        self._line.setAutoFillBackground(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.heads, self.all_day, self._line):
            column.addWidget(part)
        column.addWidget(self.scroller, 1)
        self.notice = Notice(context, self)
        self.notice.pressed.connect(lambda: self.class_wanted.emit(None, None))
        self.grid.wanted.connect(self.class_wanted)
        self.grid.reveal_wanted.connect(self._reveal)
        for pool in (self.grid.pool, self.all_day.pool):
            pool.chosen.connect(self.chosen)
            pool.opened.connect(self.opened)
            pool.menu_wanted.connect(self.menu_wanted)

    # --- what it shows

    def show_day(self, day: date) -> None:
        """Show the week of `day`."""
        monday = zones.week_start(day)
        if monday != self.monday:
            self.monday = monday
            self.read()
            self.turned.emit()

    def turn(self, weeks: int) -> None:
        """Go `weeks` on, or back."""
        self.show_day(self.monday + timedelta(days=7 * weeks))

    def read(self) -> None:
        """Read the week anew and show it."""
        context = self._context
        calendar = context.calendar
        start, end = week_range(self.monday, context.zone)
        covered = calendar.ensure_covered(start, end)
        reader = calendar.reader
        self.occurrences = (
            list(reader.occurrences(start, end, context.zone)) if reader is not None else []
        )
        pieces, bars = cut(self.occurrences, self.monday, context.zone)
        self.heads.show_week(self.monday)
        self.grid.show_pieces(self.monday, pieces)
        self.all_day.show_bars(bars)
        self._tell(covered and reader is not None)
        palette = self._line.palette()
        palette.setColor(self._line.backgroundRole(), context.q("hour"))
        self._line.setPalette(palette)
        self.grid.update()
        if self._opening and self.height() > 200:
            self.scroll_to_start()

    def _tell(self, covered: bool) -> None:
        if self.occurrences:
            self.notice.hide()
        elif not covered:
            self.notice.say(self._context.tr(N_("Loading this week…")), "")
        else:
            badge = self._context.calendar.badge.state
            if badge in ("starting",) or (
                badge == "working" and self._context.calendar.badge.since is None
            ):
                self.notice.say(self._context.tr(N_("Bringing your classes from Google…")), "")
            else:
                self.notice.say(
                    self._context.tr(N_("No classes this week.")),
                    self._context.tr(N_("New class with Meet")),
                )
        self._place_notice()

    def tick(self) -> None:
        """A minute has gone by."""
        self.grid.tick()
        self.grid.place()
        self.grid.update()
        self.heads.update()

    # --- selection

    def select(self, key: Key | None) -> None:
        """Show which class is selected."""
        if key != self.grid.selected:
            self.grid.selected = self.all_day.selected = key
            self.grid.update()
            self.all_day.update()

    def chip(self, key: Key) -> Chip | None:
        """Return the chip of `key`, if it is on this week."""
        return self.grid.pool.find(key) or self.all_day.pool.find(key)

    def focus_first(self, key: Key | None, step: int = 1) -> None:
        """Give the focus to `key`'s chip, or to the first (last) one; none: to the grid."""
        chip = self.chip(key) if key else None
        shown = self.grid.pool.shown
        if chip is None and shown:
            chip = shown[0 if step > 0 else -1]
        if chip is not None:
            chip.setFocus(Qt.FocusReason.OtherFocusReason)
            chip.chosen.emit(chip.key)
        else:
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- scrolling

    def scroll_to_start(self) -> None:
        """Put the first class, or now, in the upper third."""
        self._opening = False
        context = self._context
        minutes = [p.start for p in self.grid.pieces if not p.occurrence.flags & Bit.CANCELLED]
        first = min(minutes, default=context.settings.settings.working_start)
        if self.monday <= context.today() < self.monday + timedelta(days=7):
            wall = zones.local(context.now(), context.zone)
            now = wall.hour * 60 + wall.minute
            visible = self.scroller.viewport().height() * 60 // self.grid.hour
            if not first - 30 <= now <= first - 30 + visible * 2 // 3:
                first = now - 60
        self.scroller.verticalScrollBar().setValue(self.grid.y_of(max(0, first - 30)))

    def _reveal(self, box: QRect) -> None:
        self.scroller.ensureVisible(box.center().x(), box.top(), 0, 24)
        bar = self.scroller.verticalScrollBar()
        height = self.scroller.viewport().height()
        if box.bottom() > bar.value() + height:
            bar.setValue(min(box.top() - 24, box.bottom() - height + 24))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Zoom the hours with Ctrl and the wheel, around the pointer."""
        control = Qt.KeyboardModifier.ControlModifier
        if isinstance(event, QWheelEvent) and event.modifiers() & control:
            self._zoom(event)
            return True
        if watched is self.scroller.viewport() and event.type() == QEvent.Type.Resize:
            if self._opening:
                self.scroll_to_start()
            self._place_notice()
        return False

    def _zoom(self, event: QWheelEvent) -> None:
        steps = event.angleDelta().y() / 120 or event.pixelDelta().y() / 40
        bar = self.scroller.verticalScrollBar()
        y = event.position().y()
        minute = (bar.value() + y) * 60 / self.grid.hour
        self.grid.zoom(round(self.grid.hour + 8 * steps))
        self.grid.adjustSize()
        bar.setValue(round(minute * self.grid.hour / 60 - y))

    def _place_notice(self) -> None:
        size = self.notice.sizeHint()
        viewport = self.scroller.geometry()
        x = viewport.left() + 56 + (viewport.width() - 56 - size.width()) // 2
        y = viewport.top() + max(16, (viewport.height() - size.height()) // 3)
        self.notice.setGeometry(QRect(QPoint(max(0, x), y), size))
        self.notice.raise_()
