"""The heads of the columns: the day's name and number, today's in a circle."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.system.dates import day_abbreviation
from desktop_app.ui.columns import Columns
from desktop_app.ui.context import Context
from desktop_app.ui.look import font


class DayHeads(QWidget):
    """One line over the grid, in its columns."""

    def __init__(self, context: Context, columns: Columns, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._columns = columns
        self._name = font(11)
        self._number = font(18, QFont.Weight.Medium)
        self.setFixedHeight(56)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return its height; the width is the view's."""
        return QSize(720, 56)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the heads."""
        p = QPainter(self)
        p.fillRect(event.rect(), self._context.q("surface"))
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        today = self._context.today()
        centre = Qt.AlignmentFlag.AlignCenter
        columns, width = self._columns, self.width()
        for i in range(columns.days):
            day = columns.day(i)
            x, end = columns.edge(i, width), columns.edge(i + 1, width)
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
