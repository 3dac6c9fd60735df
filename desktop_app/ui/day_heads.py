"""The heads of the columns: the day's name and number, today's in a circle."""

from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.system.dates import day_abbreviation
from desktop_app.ui.context import Context
from desktop_app.ui.look import font

DAYS = 7
GUTTER = 56


class DayHeads(QWidget):
    """One line over the grid, in its columns."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._monday = context.today()
        self._name = font(11)
        self._number = font(18, QFont.Weight.Medium)
        self.setFixedHeight(56)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_week(self, monday: date) -> None:
        """Show the seven days from `monday`."""
        self._monday = monday
        self.update()

    def sizeHint(self) -> QSize:
        """Return its height; the width is the week's."""
        return QSize(720, 56)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the seven heads."""
        p = QPainter(self)
        p.fillRect(event.rect(), self._context.q("surface"))
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        today = self._context.today()
        centre = Qt.AlignmentFlag.AlignCenter
        for i in range(DAYS):
            day = self._monday + timedelta(days=i)
            x = GUTTER + (self.width() - GUTTER) * i // DAYS
            end = GUTTER + (self.width() - GUTTER) * (i + 1) // DAYS
            p.setFont(self._name)
            p.setPen(self._context.q("accent" if day == today else "secondary"))
            name = day_abbreviation(day, self._context.language)
            p.drawText(QRectF(x, 2, end - x, 16), centre, name)
            p.setFont(self._number)
            if day == today:
                p.setPen(Qt.PenStyle.NoPen)
                p.setBrush(self._context.q("accent"))
                p.drawEllipse(QPointF((x + end) / 2, 36), 16, 16)
                p.setPen(self._context.q("on_accent"))
            else:
                p.setPen(self._context.q("text"))
            p.drawText(QRectF(x, 20, end - x, 32), centre, str(day.day))
        p.end()
