"""The mini month: six weeks in small, today in a circle, the shown days on a band."""

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop_app.domain import zones
from desktop_app.domain.event import day_number
from desktop_app.domain.spans import Span, turned, within
from desktop_app.domain.text import N_
from desktop_app.system.dates import day_letter, long_day, month_title
from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.look import font
from desktop_app.ui.ringed import ENTER

TOP = 30
LETTERS = 22
ROW = 26
STEPS = {
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_PageUp: -28,
    Qt.Key.Key_PageDown: 28,
}


class MiniMonth(QWidget):
    """Click, or arrows and Enter, to go to a day."""

    picked = Signal(object)  # date

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._marked = Span(zones.week_start(context.today()), 7)
        self._first = context.today().replace(day=1)
        self._cursor = context.today()
        self._busy: dict[int, int] | None = {}  # None: still to be read
        # A turn is about the view, which is painted first; then the band here, then the dots.
        self._follows = QTimer(self)
        self._follows.setSingleShot(True)
        self._follows.timeout.connect(self._follow)
        self._reading = QTimer(self)
        self._reading.setSingleShot(True)
        self._reading.timeout.connect(self.read)
        self._title = font(13, QFont.Weight.DemiBold)
        self._small = font(11)
        self._bold = font(12, QFont.Weight.DemiBold)
        self.back = Button(
            context, "", "flat", self, icon="left", name=context.tr(N_("Previous month")), height=24
        )
        self.on = Button(
            context, "", "flat", self, icon="right", name=context.tr(N_("Next month")), height=24
        )
        self.back.clicked.connect(lambda: self._turn(-1))
        self.on.clicked.connect(lambda: self._turn(1))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(TOP + LETTERS + 6 * ROW)
        self._name()

    def show_span(self, span: Span, day: date) -> None:
        """Mark the days of `span`, up to a week of them, and show the month of `day`."""
        self._marked = span if span.days <= 7 else Span(day, 1)
        first = day.replace(day=1)
        if day != self._cursor:
            self._cursor = day
        if first != self._first:
            self._first = first
            self._busy = None
        self._follows.start()

    def _follow(self) -> None:
        self._name()
        self.update()
        if self._busy is None:
            self._reading.start()

    def show_day(self, day: date) -> None:
        """Mark the week of `day`, and the day itself where the focus is here."""
        self._cursor = day
        self._first = day.replace(day=1)
        self._marked = Span(zones.week_start(day), 7)
        self._name()
        self.read()

    def read(self) -> None:
        """Read which days have something."""
        reader = self._context.calendar.reader
        start = zones.week_start(self._first)
        zone = self._context.zone
        if reader is not None:
            low = zones.day_start(start, zone)
            high = zones.day_start(start + timedelta(days=42), zone)
            self._busy = reader.day_counts(low, high, zone)
        self.update()

    def sizeHint(self) -> QSize:
        """Return six weeks' height."""
        return QSize(216, TOP + LETTERS + 6 * ROW)

    def _turn(self, months: int) -> None:
        day = within(turned("month", self._first, months), self._first, self._context.today())
        self._first = day.replace(day=1)
        self.read()

    def _name(self) -> None:
        day = long_day(self._cursor, self._context.language)
        self.setAccessibleName(self._context.tr(N_("Month: {day}"), day=day))

    def _box(self, index: int) -> QRect:
        width = self.width()
        x, end = width * (index % 7) // 7, width * (index % 7 + 1) // 7
        return QRect(x, TOP + LETTERS + index // 7 * ROW, end - x, ROW)

    def resizeEvent(self, event: object) -> None:
        """Keep the two buttons at the right."""
        self.on.setGeometry(self.width() - 24, 2, 24, 24)
        self.back.setGeometry(self.width() - 50, 2, 24, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the month."""
        c = self._context
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setFont(self._title)
        p.setPen(c.q("text"))
        name = month_title(self._first, c.language)
        p.drawText(QRectF(0, 0, self.width() - 54, 28), int(Qt.AlignmentFlag.AlignVCenter), name)
        centre = Qt.AlignmentFlag.AlignCenter
        p.setFont(self._small)
        p.setPen(c.q("secondary"))
        for i in range(7):
            box = self._box(i).translated(0, -LETTERS)
            p.drawText(QRect(box.x(), TOP, box.width(), LETTERS), centre, day_letter(i, c.language))
        start = zones.week_start(self._first)
        today = c.today()
        ascent = QFontMetrics(self._small).ascent()
        for i in range(42):
            day = start + timedelta(days=i)
            if day == self._marked.first or (i % 7 == 0 and day in self._marked):
                p.setPen(Qt.PenStyle.NoPen)
                p.setBrush(c.q("pressed"))
                last = min((self._marked.end - start).days - 1, i // 7 * 7 + 6)
                band = QRectF(self._box(i).united(self._box(last)))
                p.drawRoundedRect(band.adjusted(0, 1, 0, -1), 6, 6)
            if day.month != self._first.month:
                continue
            cell = QRectF(self._box(i))
            middle = cell.center()
            if day == today:
                p.setPen(Qt.PenStyle.NoPen)
                p.setBrush(c.q("accent"))
                p.drawEllipse(middle, 12, 12)
            if self.hasFocus() and day == self._cursor:
                p.setBrush(Qt.BrushStyle.NoBrush)
                p.setPen(QPen(c.q("text"), 1.5))
                p.drawEllipse(middle, 12, 12)
            p.setPen(c.q("on_accent" if day == today else "text"))
            p.setFont(self._bold if day == today else self._small)
            p.drawText(cell, centre, str(day.day))
            if day != today and self._busy and day_number(day) in self._busy:
                p.setPen(Qt.PenStyle.NoPen)
                p.setBrush(c.q("secondary"))
                p.drawEllipse(QPointF(middle.x(), middle.y() + ascent * 0.5 + 4.5), 1.3, 1.3)
        p.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the day under the pointer."""
        for i in range(42):
            if self._box(i).contains(event.position().toPoint()):
                self._cursor = zones.week_start(self._first) + timedelta(days=i)
                self.picked.emit(self._cursor)

    def event(self, event: QEvent) -> bool:
        """Keep the arrows that walk the days from turning the view."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() in STEPS and not event.modifiers():
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows a day or a week, page up and down four weeks; Enter goes there."""
        key = Qt.Key(event.key())
        if key in STEPS:
            day = self._cursor + timedelta(days=STEPS[key])
            self._cursor = within(day, self._cursor, self._context.today())
            first = self._cursor.replace(day=1)
            if first != self._first:
                self._first = first
                self.read()
            self._name()
            self.update()
        elif key in (*ENTER, Qt.Key.Key_Space):
            self.picked.emit(self._cursor)
        else:
            super().keyPressEvent(event)
