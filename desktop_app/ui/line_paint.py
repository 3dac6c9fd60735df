"""How an occurrence is drawn on one line: a bar over days, or an edge, the name and the hour."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter

from desktop_app.ui import icons
from desktop_app.ui.bits import Bit
from desktop_app.ui.chip_paint import LEAST, Ink, lit, mark, outline
from desktop_app.ui.palette import Palette
from desktop_app.ui.pictures import Laid, Pictures
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
        self._lines = Pictures()

    def draw(
        self,
        painter: QPainter,
        palette: Palette,
        ink: Ink,
        place: QRect,
        bar: bool,
        selected: bool = False,
        focused: bool = False,
        hovered: bool = False,
    ) -> None:
        """Draw `ink` at `place`; a `bar` is filled. The hour stands at the right if the name fits."""
        ratio = painter.device().devicePixelRatioF()
        drawn = selected or focused or hovered or ink.flags & Bit.UNSENT_OR_ATTENTION
        if drawn or ratio % 1:
            self._draw(painter, palette, ink, QRectF(place), bar, selected, focused, hovered)
        elif place.width() >= LEAST:
            laid = self.picture(palette, ink, place, bar, ratio)
            painter.drawPixmap(laid.at, laid.picture)

    def picture(self, palette: Palette, ink: Ink, place: QRect, bar: bool, ratio: float) -> Laid:
        """Return the picture of a line at rest, made if need be: also before it is to be seen."""
        laid = ink.laid
        if laid is None or laid.ratio != ratio or laid.place != place:
            width, height = place.width(), place.height()
            ground = ink.ground
            what = (ink.title, ink.hours, ink.flags, ink.colours, ground, bar, ratio, width, height)
            picture = self._lines.find(what)
            if picture is None:
                box = QRectF(0, 0, width, height)

                def draw(painter: QPainter) -> None:
                    if ground:  # Words come out bolder on nothing.
                        painter.fillRect(box, palette.q(ground))
                    self._draw(painter, palette, ink, box, bar)

                picture = self._lines.make(what, box.size(), ratio, draw)
            laid = ink.laid = Laid(place, ratio, place.topLeft(), picture)
        return laid

    def _draw(
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
        fill, name, time = ink.colours.fill, ink.colours.title, ink.colours.time
        filled = bar or selected or hovered
        painter.setPen(Qt.PenStyle.NoPen)
        if filled:
            painter.setBrush(lit(fill, palette) if hovered else fill)
            painter.drawRoundedRect(box, RADIUS, RADIUS)
        inset = 0 if filled else 2
        painter.setBrush(ink.colours.edge)
        edge = QRectF(box.left(), box.top() + inset, EDGE, box.height() - 2 * inset)
        painter.drawRoundedRect(edge, 1.5, 1.5)
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
