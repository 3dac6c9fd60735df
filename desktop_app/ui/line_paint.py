"""How an occurrence is drawn on one line: a bar over days, or an edge, the name and the hour."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter

from desktop_app.ui import icons
from desktop_app.ui.bits import Bit
from desktop_app.ui.chip_paint import Ink, lit, mark, outline
from desktop_app.ui.palette import Palette
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
        fill, edge = ink.colours.fill, ink.colours.edge
        name, time = ink.colours.title, ink.colours.time
        painter.setPen(Qt.PenStyle.NoPen)
        if bar or selected or hovered:
            painter.setBrush(lit(fill, palette) if hovered else fill)
            painter.drawRoundedRect(box, RADIUS, RADIUS)
        painter.setBrush(edge)
        inset = 0.0 if bar or selected or hovered else 2.0
        painter.drawRoundedRect(
            QRectF(box.left(), box.top() + inset, EDGE, box.height() - 2 * inset), 1.5, 1.5
        )
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
