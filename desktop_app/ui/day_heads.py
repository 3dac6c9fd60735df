"""The heads of the columns: the day's name and number, today's in a circle; holidays below."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.domain import zones
from desktop_app.domain.text import N_
from desktop_app.system.dates import day_abbreviation
from desktop_app.ui.columns import SECOND, Columns
from desktop_app.ui.context import Context
from desktop_app.ui.look import font
from desktop_app.ui.wrap import MIDDLE, Wrapper

HEIGHT = 56
VERTICAL = Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class DayHeads(QWidget):
    """One line over the grid, in its columns; two where a day is a holiday."""

    def __init__(self, context: Context, columns: Columns, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._columns = columns
        self._names = Wrapper(font(11))
        self._numbers = Wrapper(font(18, QFont.Weight.Medium))
        self._label = font(11)
        self._labels = QFontMetrics(self._label)
        self.holidays: list[str] = []
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def read(self) -> None:
        """Read which days are holidays."""
        columns = self._columns
        self.holidays = [self._context.holiday(columns.day(i)) for i in range(columns.days)]
        height = HEIGHT + (self._labels.height() + 2 if any(self.holidays) else 0)
        if height != self.height():
            self.setFixedHeight(height)
        words = [name for name in self.holidays if name]
        if (named := ", ".join(words)) != self.accessibleName():
            self.setAccessibleName(named)
        self.update()

    def sizeHint(self) -> QSize:
        """Return its height; the width is the view's."""
        return QSize(720, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the heads."""
        p = QPainter(self)
        p.fillRect(event.rect(), self._context.q("surface"))
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        today = self._context.today()
        columns, width = self._columns, self.width()
        self._corner(p)
        edges = [columns.edge(i, width) for i in range(columns.days + 1)]
        days = [columns.day(i) for i in range(columns.days)]
        c = self._context
        p.setFont(self._names.font)
        for day, x, end in zip(days, edges, edges[1:], strict=False):
            p.setPen(c.q("accent" if day == today else "secondary"))
            name = day_abbreviation(day, c.language)
            self._names.write(p, name, x, 2, end - x, 16, MIDDLE)
        p.setFont(self._numbers.font)
        for day, x, end in zip(days, edges, edges[1:], strict=False):
            if day == today:
                p.setPen(Qt.PenStyle.NoPen)
                p.setBrush(c.q("accent"))
                p.drawEllipse(QPointF((x + end) / 2, 36), 16, 16)
            p.setPen(c.q("on_accent" if day == today else "text"))
            self._numbers.write(p, str(day.day), x, 20, end - x, 32, MIDDLE)
        p.setFont(self._label)
        p.setPen(c.q("secondary"))
        for name, x, end in zip(self.holidays, edges, edges[1:], strict=False):
            if name:
                room = QRectF(x + 3, HEIGHT - 4, end - x - 6, self._labels.height())
                p.drawText(room, CENTRE, self._elided(name, int(room.width())))
        p.end()

    def _corner(self, p: QPainter) -> None:
        """Draw over the hours: the week's number, and whose hours the left ones are."""
        c, columns = self._context, self._columns
        p.setFont(self._label)
        p.setPen(c.q("secondary"))
        right = columns.gutter - 8
        if c.settings.settings.week_numbers:
            number = columns.first.isocalendar().week
            p.drawText(QRectF(0, 2, right, 16), RIGHT, c.tr(N_("W{number}"), number=number))
        if columns.second_zone:
            name = zones.city(columns.second_zone)
            wide = self._labels.horizontalAdvance(name) > SECOND - 2
            room = QRectF(4, self.height() - 18, (right if wide else SECOND) - 4, 16)
            p.drawText(room, RIGHT if not wide else VERTICAL, self._elided(name, int(room.width())))

    def _elided(self, text: str, width: int) -> str:
        return self._labels.elidedText(text, Qt.TextElideMode.ElideRight, width)
