"""The rest of today, a line each."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.occurrence import Occurrence
from desktop_app.domain.text import N_
from desktop_app.services.values import Key
from desktop_app.system.dates import clock
from desktop_app.ui.bits import Bit
from desktop_app.ui.context import Context
from desktop_app.ui.look import font
from desktop_app.ui.palette import event_colour
from desktop_app.ui.plain_label import PlainLabel
from desktop_app.ui.ringed import Ringed
from desktop_app.ui.texts import spoken, title

TODAY = N_("TODAY")
HEAD = 28


class TodayRow(Ringed):
    """One line: a dot, the name, the hour."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.key: Key = ("", "")
        self._name = self._hour = ""
        self._colour = "#000000"
        self.setFont(font(13))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_occurrence(self, o: Occurrence) -> None:
        """Stand for `o`."""
        self.key = o.key
        self._name = title(self._context, o)
        self._hour = clock(o.start, self._context.zone)
        self._colour = event_colour(o.color_id, bool(o.flags & Bit.LESSON), o.whose)
        self.setAccessibleName(spoken(self._context, o))
        self.update()

    def sizeHint(self) -> QSize:
        """Return a line's size."""
        return QSize(200, max(26, QFontMetrics(self.font()).height() + 8))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = self._context
        if self.hovered or self.ringed:
            p.setPen(QPen(c.q("accent"), 2) if self.ringed else Qt.PenStyle.NoPen)
            p.setBrush(c.q("hover"))
            p.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(c.q(self._colour))
        middle = self.height() / 2
        p.drawEllipse(QPointF(8, middle), 4, 4)
        metrics = QFontMetrics(self.font())
        hour = metrics.horizontalAdvance(self._hour)
        p.setFont(self.font())
        p.setPen(c.q("secondary"))
        vertical = Qt.AlignmentFlag.AlignVCenter
        box = QRectF(self.rect())
        p.drawText(box.adjusted(0, 0, -4, 0), vertical | Qt.AlignmentFlag.AlignRight, self._hour)
        p.setPen(c.q("text"))
        room = self.width() - 20 - hour - 12
        name = metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, room)
        p.drawText(box.adjusted(20, 0, 0, 0), vertical, name)
        p.end()


class TodayList(QWidget):
    """As many lines as there is room for; the rest are counted."""

    chosen = Signal(object)  # Key

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._shown: list[Occurrence] = []
        self._rows: list[TodayRow] = []
        self._head = PlainLabel(self, context.tr(TODAY))
        self._head.setFont(font(11, QFont.Weight.DemiBold))
        self._more = PlainLabel(self)
        self._more.setFont(font(12))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._head)
        self._column.addSpacing(4)
        self._column.addStretch(1)
        self._more.hide()
        self.setMinimumHeight(HEAD + _line())

    def show_rows(self, occurrences: list[Occurrence]) -> None:
        """Show what is still to come today."""
        self._shown = occurrences
        self._fill()

    def resizeEvent(self, event: object) -> None:
        """Show as many as there is room for."""
        self._fill()

    def _fill(self) -> None:
        tr = self._context.tr
        palette = self._head.palette()
        palette.setColor(self._head.foregroundRole(), self._context.q("secondary"))
        self._head.setPalette(palette)
        self._more.setPalette(palette)
        self._head.setVisible(bool(self._shown))
        height = _line()
        room = max(0, (self.height() - HEAD) // height)
        fits = len(self._shown) <= room
        # A single line is a class; how many more there are then stands in the head.
        count = len(self._shown) if fits else max(min(1, room), room - 1)
        while len(self._rows) < count:
            row = TodayRow(self._context, self)
            row.clicked.connect(lambda _=False, r=row: self.chosen.emit(r.key))
            self._column.insertWidget(2 + len(self._rows), row)
            self._rows.append(row)
        for row, o in zip(self._rows, self._shown[:count], strict=False):
            row.show_occurrence(o)
            row.show()
        for row in self._rows[count:]:
            row.hide()
        number = len(self._shown) - count
        in_head = bool(number) and room < 2
        self._head.setText(
            tr(N_("TODAY, AND {number} MORE"), number=number) if in_head else tr(TODAY)
        )
        self._more.setVisible(not fits and not in_head)
        if not fits:
            self._more.setText(tr(N_("and {number} more"), number=number))
            self._more.move(20, HEAD + count * height)
            self._more.adjustSize()


def _line() -> int:
    return max(26, QFontMetrics(font(13)).height() + 8)
