"""How an occurrence is drawn on one line: a bar over days, or an edge, the name and the hour."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from desktop_app.ui import icons
from desktop_app.ui.bits import Bit
from desktop_app.ui.chip_paint import Ink, lit, mark, outline
from desktop_app.ui.palette import Palette
from desktop_app.ui.pictures import Pictures, blank
from desktop_app.ui.wrap import Wrapper

RADIUS = 4.0
EDGE = 3.0
GAP = 8


class LinePainter:
    """Draws lines with one set of fonts."""

    def __init__(self, base: QFont, px: int) -> None:
        self.name_font = QFont(base)
        self.name_font.setPixelSize(px)
        self.name_font.setWeight(QFont.Weight.Medium)
        self.hour_font = QFont(base)
        self.hour_font.setPixelSize(px - 1)
        self.names = Wrapper(self.name_font)
        self.hours = Wrapper(self.hour_font)
        self._edges = Pictures()

    def draw(
        self,
        painter: QPainter,
        palette: Palette,
        ink: Ink,
        box: QRectF,
        bar: bool,
        selected: bool = False,
        focused: bool = False,
        hovered: bool = False,
    ) -> None:
        """Draw `ink` in `box`; a `bar` is filled. The hour stands at the right if the name fits."""
        fill, name, time = ink.colours.fill, ink.colours.title, ink.colours.time
        filled = bar or selected or hovered
        if filled:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(lit(fill, palette) if hovered else fill)
            painter.drawRoundedRect(box, RADIUS, RADIUS)
        self._draw_edge(painter, ink.colours.edge, box, 0 if filled else 2)
        outline(painter, palette, ink, box, RADIUS, 1, selected, focused)
        left = box.left() + EDGE + 5
        right = box.right() - 4
        told = mark(ink.flags)
        if told:
            icon, role = told
            spot = QRectF(right - 12, box.center().y() - 6, 12, 12)
            icons.draw(painter, icon, spot, palette.q(role) if role != "edge" else name, 1.4)
            right -= 15
        width = int(right - left)
        if width < 6:
            return
        y = box.top() + (box.height() - self.names.height) / 2
        hour = self.hours.width(ink.hours) if ink.hours else 0
        if hour and self.names.width(ink.title) + GAP + hour <= width:
            painter.setFont(self.hour_font)
            painter.setPen(time)
            base = y + self.names.ascent - self.hours.ascent
            painter.drawStaticText(QPointF(right - hour, base), self.hours.shaped(ink.hours))
        line = self.names.lines(ink.title, width, 1)[0]
        painter.setFont(self.name_font)
        painter.setPen(name)
        painter.drawStaticText(QPointF(left, y), self.names.shaped(line))
        if ink.flags & Bit.CANCELLED:
            middle = y + self.names.height * 0.55
            end = left + self.names.width(line)
            painter.drawLine(QPointF(left, middle), QPointF(end, middle))

    def _draw_edge(self, painter: QPainter, colour: QColor, box: QRectF, inset: int) -> None:
        """Draw the edge in full colour: a picture, for a month has few that differ."""
        ratio = painter.device().devicePixelRatioF()
        size = QSizeF(EDGE, box.height() - 2 * inset)
        what = (colour.rgb(), ratio, size.height())
        edge = self._edges.find(what)
        if edge is None:
            edge = blank(size, ratio)
            inside = QPainter(edge)
            inside.setRenderHint(QPainter.RenderHint.Antialiasing)
            inside.setPen(Qt.PenStyle.NoPen)
            inside.setBrush(colour)
            inside.drawRoundedRect(QRectF(QPointF(), size), 1.5, 1.5)
            inside.end()
            self._edges.keep(what, edge)
        painter.drawPixmap(QPointF(box.left(), box.top() + inset), edge)
