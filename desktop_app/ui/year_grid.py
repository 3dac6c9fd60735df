"""Twelve months at a glance: the more stands on a day, the deeper its ground."""

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from desktop_app.domain.event import day_number
from desktop_app.domain.text import N_
from desktop_app.domain.zones import week_start
from desktop_app.system.dates import day_letter, long_day, month_name
from desktop_app.ui.context import Context
from desktop_app.ui.day_cell import DayCell
from desktop_app.ui.look import font
from desktop_app.ui.palette import Palette, mix

SHARES = (0.14, 0.24, 0.35, 0.48)
"""How much of the accent lies under a day, from one class on to six and more."""
STEPS = (1, 2, 4, 6)
LEAST_MONTH = 184
"""A month is not made narrower than this."""
CENTRE = Qt.AlignmentFlag.AlignCenter
VERTICAL = Qt.AlignmentFlag.AlignVCenter


def ground(palette: Palette, number: int) -> QColor:
    """Return the ground of a day on which `number` stand: a tint that words are read on."""
    share = SHARES[max(i for i, least in enumerate(STEPS) if number >= least)]
    return QColor(mix(palette.accent, palette.surface, share))


class YearGrid(QWidget):
    """One surface; the day under the cursor is a widget for keyboard and screen reader."""

    day_wanted = Signal(object)  # date: opened by itself
    month_wanted = Signal(object)  # date: its month is to be shown
    walked = Signal(object)  # date: the cursor goes there, in this year or not

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.day = context.today()
        self.counts: dict[int, int] = {}
        self._title = font(13, QFont.Weight.DemiBold)
        self._small = font(11)
        self._bold = font(11, QFont.Weight.Bold)
        self._line = max(22, QFontMetrics(self._small).height() + 8)
        self.cell = DayCell(self)
        self.cell.stand(True)
        self.cell.walked.connect(self.walked)
        self.cell.opened.connect(self.day_wanted)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def show_year(self, day: date, counts: dict[int, int]) -> None:
        """Show the year of `day`, the cursor on it; `counts` by day number."""
        self.counts = counts
        self.stand_on(day)

    def stand_on(self, day: date) -> None:
        """Put the cursor on `day`, in the year that is shown."""
        self.day = self.cell.day = day
        self.cell.setGeometry(self.box(day))
        self.cell.setAccessibleName(self.words(day))
        self.update()

    def words(self, day: date) -> str:
        """Return what is said of `day`; a public holiday is named."""
        number = self.counts.get(day_number(day), 0)
        name = ", ".join(
            filter(None, (long_day(day, self.context.language), self.context.holiday(day)))
        )
        return self.context.tr(N_("{day}: {number} planned"), day=name, number=number)

    # --- places

    @property
    def columns(self) -> int:
        """How many months stand side by side."""
        return max(n for n in (1, 2, 3, 4) if n == 1 or self.width() >= n * (LEAST_MONTH + 24))

    def height_for(self) -> int:
        """Return the height that twelve months need."""
        return -(-12 // self.columns) * self._month_height() + 16

    def _month_height(self) -> int:
        return 32 + 7 * self._line + 20

    def month_box(self, month: int) -> QRect:
        """Return where a month (1 = January) stands."""
        row, column = divmod(month - 1, self.columns)
        width = self.width() // self.columns
        inner = min(width - 24, 300)
        x = column * width + (width - inner) // 2
        return QRect(x, 8 + row * self._month_height(), inner, self._month_height())

    def box(self, day: date) -> QRect:
        """Return where `day` stands."""
        month = self.month_box(day.month)
        first = day.replace(day=1)
        week = (day - week_start(first)).days // 7
        x = month.left() + month.width() * day.weekday() // 7
        end = month.left() + month.width() * (day.weekday() + 1) // 7
        return QRect(x, month.top() + 32 + (week + 1) * self._line, end - x, self._line)

    def at(self, point: QPoint) -> date | None:
        """Return the day under `point`."""
        day = date(self.day.year, 1, 1)
        for month in range(1, 13):
            if self.month_box(month).contains(point):
                day = day.replace(month=month)
                while day.month == month:
                    if self.box(day).contains(point):
                        return day
                    day += timedelta(days=1)
                return None
        return None

    def sizeHint(self) -> QSize:
        """Return a usual size."""
        return QSize(720, self.height_for())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the height that twelve months need, and the cursor in its place."""
        if self.minimumHeight() != self.height_for():
            self.setMinimumHeight(self.height_for())
        self.cell.setGeometry(self.box(self.day))

    # --- hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the day, or by its name the month."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        point = event.position().toPoint()
        day = self.at(point)
        if day is not None:
            self.day_wanted.emit(day)
            return
        for month in range(1, 13):
            box = self.month_box(month)
            if box.contains(point) and point.y() < box.top() + 32:
                self.month_wanted.emit(date(self.day.year, month, 1))

    def event(self, event: QEvent) -> bool:
        """Say in a tooltip how much stands on the day under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            day = self.at(event.pos())
            if day is not None:
                QToolTip.showText(event.globalPos(), self.words(day), self, self.box(day))
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    # --- drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the months in sight."""
        p = QPainter(self)
        p.fillRect(event.rect(), self.context.q("surface"))
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        for month in range(1, 13):
            box = self.month_box(month)
            if box.intersects(event.rect()):
                self._month(p, month, box)
        p.end()

    def _month(self, p: QPainter, month: int, box: QRect) -> None:
        c = self.context
        today = c.today()
        first = date(self.day.year, month, 1)
        here = (today.year, today.month) == (first.year, month)
        p.setFont(self._title)
        p.setPen(c.q("accent" if here else "text"))
        name = month_name(month, c.language).capitalize()
        p.drawText(QRect(box.left() + 6, box.top(), box.width(), 32), VERTICAL, name)
        p.setFont(self._small)
        p.setPen(c.q("secondary"))
        for weekday in range(7):
            x, end = (box.left() + box.width() * n // 7 for n in (weekday, weekday + 1))
            letters = QRect(x, box.top() + 32, end - x, self._line)
            p.drawText(letters, CENTRE, day_letter(weekday, c.language))
        day = first
        while day.month == month:
            self._day(p, day, today)
            day += timedelta(days=1)

    def _day(self, p: QPainter, day: date, today: date) -> None:
        c = self.context
        box = QRectF(self.box(day)).adjusted(1, 1, -1, -1)
        number = self.counts.get(day_number(day), 0)
        p.setPen(Qt.PenStyle.NoPen)
        if number:
            p.setBrush(ground(c.palette, number))
            p.drawRoundedRect(box, 4, 4)
        if day == today:
            p.setBrush(c.q("accent"))
            p.drawEllipse(box.center(), box.height() / 2, box.height() / 2)
        if c.holiday(day):  # a line below the number: a colour alone tells nothing
            p.fillRect(QRectF(box.center().x() - 5, box.bottom() - 3.5, 10, 1.5), c.q("secondary"))
        if day == self.day and self.cell.ringed:
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.setPen(QPen(c.q("text"), 2))
            p.drawRoundedRect(box, 4, 4)
        p.setFont(self._bold if day == today else self._small)
        p.setPen(c.q("on_accent" if day == today else "text" if number else "secondary"))
        p.drawText(box, CENTRE, str(day.day))
