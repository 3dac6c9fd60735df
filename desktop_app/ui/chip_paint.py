"""How a chip is drawn: a tint, a full-colour edge, the name first, then the hours, then marks."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPixmap

from desktop_app.ui import icons
from desktop_app.ui.bits import Bit
from desktop_app.ui.palette import ChipColours, Palette
from desktop_app.ui.pictures import Laid, Pictures
from desktop_app.ui.wrap import Wrapper

RADIUS = 6.0
EDGE = 4.0
NARROW = 72
LEAST = 4
"""A chip that is smaller is not drawn."""
KINDS = (
    (Bit.FOCUS_TIME, ("focus", "edge")),
    (Bit.OUT_OF_OFFICE, ("away", "edge")),
    (Bit.BIRTHDAY, ("cake", "edge")),
    (Bit.WORKING_LOCATION, ("place", "edge")),
)
OVER = 4
"""Pixels above and below a chip that words too high for it may reach."""
FADED = 0.4
"""How much of a chip is left while a hand moves it."""
UPRIGHT = 34
"""Below this many pixels a line holds no word: the name shows the letters that fit."""
SLIM = 15
"""Below this width of a chip they are smaller."""


class Ink:
    """What is drawn of one chip, ready made: nothing of it is worked out while painting."""

    __slots__ = ("colours", "flags", "ground", "hours", "laid", "lies_over", "seen", "title")

    def __init__(self, title: str, hours: str, flags: int, colours: ChipColours):
        self.title = title
        self.hours = hours
        self.flags = flags
        self.colours = colours
        self.lies_over = False  # it covers a part of another one
        self.seen = 0  # pixels from its top to what covers the rest; 0: nothing does
        self.ground = ""  # the role of the colour below words that have none of their own
        self.laid: Laid | None = None  # what it was drawn as last, if that was a picture


class ChipPainter:
    """Draws chips with one set of fonts."""

    def __init__(self, base: QFont, title_px: int, time_px: int) -> None:
        self.title_font = QFont(base)
        self.title_font.setPixelSize(title_px)
        self.title_font.setWeight(QFont.Weight.DemiBold)
        self.small_font = QFont(self.title_font)
        self.small_font.setPixelSize(max(11, title_px - 1))
        self.time_font = QFont(base)
        self.time_font.setPixelSize(time_px)
        self.slim_font = QFont(self.small_font)
        self.slim_font.setPixelSize(max(9, title_px - 4))
        self.titles = Wrapper(self.title_font)
        self.slim = Wrapper(self.slim_font)
        self.small = Wrapper(self.small_font)
        self.times = Wrapper(self.time_font)
        self._grounds = Pictures()
        self._chips = Pictures()

    def draw(
        self,
        painter: QPainter,
        palette: Palette,
        ink: Ink,
        place: QRect,
        selected: bool = False,
        focused: bool = False,
        hovered: bool = False,
        now: float | None = None,
        held: bool = False,
    ) -> None:
        """Draw `ink` at `place`; `now`: the height at which the now line crosses the week.

        `held`: it is in a hand that moves it.
        """
        if place.width() < LEAST or place.height() < LEAST:
            return
        if held:
            painter.setOpacity(FADED)
        if ink.lies_over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.q("surface"))
            over = QRectF(place).adjusted(-1.5, -1.5, 0, 1)
            painter.drawRoundedRect(over, RADIUS + 1, RADIUS + 1)
        if now is not None and not place.y() < now < place.y() + place.height():
            now = None
        drawn = selected or focused or hovered or held or ink.flags & Bit.UNSENT_OR_ATTENTION
        ratio = painter.device().devicePixelRatioF()
        # What stands for long is laid on as a picture; on whole pixels alone.
        if not drawn and now is None and not ratio % 1:
            laid = self.picture(palette, ink, place, ratio)
            painter.drawPixmap(laid.at, laid.picture)
            return
        lit_up = hovered and not held
        self._draw(
            painter, palette, ink, QRectF(place), selected and not held, focused, lit_up, now
        )
        if held:
            painter.setOpacity(1.0)

    def picture(self, palette: Palette, ink: Ink, place: QRect, ratio: float) -> Laid:
        """Return the picture of a chip at rest, made if need be: also before it is to be seen."""
        laid = ink.laid
        if laid is None or laid.ratio != ratio or laid.place != place:
            width, height = place.width(), place.height()
            what = (ink.title, ink.hours, ink.flags, ink.seen, ink.colours, ratio, width, height)
            picture = self._chips.find(what)
            if picture is None:
                box, size = QRectF(0, OVER, width, height), QSizeF(width, height + 2 * OVER)
                picture = self._chips.make(
                    what, size, ratio, lambda p: self._draw(p, palette, ink, box)
                )
            at = QPoint(place.x(), place.y() - OVER)
            laid = ink.laid = Laid(place, ratio, at, picture)
        return laid

    def _draw(
        self,
        painter: QPainter,
        palette: Palette,
        ink: Ink,
        box: QRectF,
        selected: bool = False,
        focused: bool = False,
        hovered: bool = False,
        now: float | None = None,
    ) -> None:
        title, time = ink.colours.title, ink.colours.time
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPixmap(box.topLeft(), self._ground(painter, palette, ink, box, hovered))
        outline(painter, palette, ink, box, RADIUS, 1.5, selected, focused)
        if ink.seen:
            box = QRectF(box.left(), box.top(), box.width(), min(ink.seen, box.height()))
        if now is not None and now < box.bottom():
            # The now line runs below the words: a class that is on is not struck out.
            painter.fillRect(QRectF(box.left(), now - 0.5, box.width(), 2), palette.q("now"))
            self._text(painter, palette, ink, box, title, time, now)
        else:
            self._text(painter, palette, ink, box, title, time)

    def _ground(
        self, painter: QPainter, palette: Palette, ink: Ink, box: QRectF, hovered: bool
    ) -> QPixmap:
        """Return edge and tint as a picture: weeks repeat their sizes and colours, and a picture
        costs a tenth of two rounded fills."""
        ratio = painter.device().devicePixelRatioF()
        what = (ink.colours, ratio, box.width(), box.height(), hovered)
        found = self._grounds.find(what)
        if found is None:
            fill = lit(ink.colours.fill, palette) if hovered else ink.colours.fill
            edge, size = ink.colours.edge, box.size()
            found = self._grounds.make(
                what, size, ratio, lambda p: _draw_ground(p, size, fill, edge)
            )
        return found

    def _text(
        self,
        painter: QPainter,
        palette: Palette,
        ink: Ink,
        box: QRectF,
        title: QColor,
        time: QColor,
        now: float | None = None,
    ) -> None:
        narrow = box.width() < NARROW
        left = box.left() + EDGE + (3 if narrow else 6)
        told = mark(ink.flags)
        short = box.height() < self.titles.height + 10
        right = box.right() - (2 if narrow else 5)
        if told and short and box.width() > 40:
            right -= 15
        width = int(right - left)
        if width < UPRIGHT and self.small.width(ink.title) > width:
            self._letters(painter, ink, box, title)
            return
        small = narrow or box.height() < 22 or self.titles.widest(ink.title) > width
        wrapper, font = (self.small, self.small_font) if small else (self.titles, self.title_font)
        room = box.height() - (2 if short else 7)
        fitting = max(1, int(room // wrapper.height))
        # Two lines for the name; where columns are narrow, as many as the chip has.
        lines = wrapper.lines(ink.title, width, fitting if narrow else min(2, fitting))
        y = box.top() + (4 if not short else (box.height() - wrapper.height) / 2)
        if (
            told
            and not short
            and width > 40
            and y + len(lines) * wrapper.height > box.bottom() - 16
        ):
            # Only the last line makes room for the mark.
            lines = (*lines[:-1], *wrapper.lines(lines[-1], width - 14, 1))
        if now is not None and not short:
            words = len(lines) * wrapper.height
            for height in (words + self.times.height, words, wrapper.height):
                moved = _clear_of(now, y, height, box)
                if moved is not None:
                    y = moved
                    lines = lines if height >= words else wrapper.lines(ink.title, width, 1)
                    break
        painter.setFont(font)
        painter.setPen(title)
        for line in lines:
            painter.drawStaticText(QPointF(left, y), wrapper.shaped(line))
            if ink.flags & Bit.CANCELLED:
                middle = y + wrapper.height * 0.55
                painter.drawLine(QPointF(left, middle), QPointF(left + wrapper.width(line), middle))
            y += wrapper.height
        beside = told and y + self.times.height > box.bottom() - 17 and not short
        width -= 14 if beside else 0
        self._hours(painter, ink, box, time, (left, y, width), lines, wrapper)
        if told:
            spot = QRectF(box.right() - 17, box.bottom() - 17, 13, 13)
            if short:
                spot.moveTop(box.center().y() - 6.5)
            name, role = told
            colour = palette.q(role) if role != "edge" else title
            icons.draw(painter, name, spot, colour, 1.4)

    def _letters(self, painter: QPainter, ink: Ink, box: QRectF, colour: QColor) -> None:
        """Write how the name begins, where a line holds no word: along the chip or across it,
        whichever shows more of it."""
        wrapper, font = (
            (self.small, self.small_font) if box.width() >= SLIM else (self.slim, self.slim_font)
        )
        across = wrapper.letters(ink.title, box.width() - EDGE - 2)
        letters = wrapper.letters(ink.title, box.height() - 8)
        along = len(letters) > len(across)
        letters = letters if along else across
        painter.save()
        painter.setFont(font)
        painter.setPen(colour)
        if along:
            painter.translate(box.center().x() + EDGE / 2, box.top() + 4)
            painter.rotate(90)
        else:
            room = box.width() - EDGE - wrapper.width(letters)
            top = min(box.top() + 4 + wrapper.height / 2, box.center().y())
            painter.translate(box.left() + EDGE + max(0.0, min(3.0, room / 2)), top)
        painter.drawText(QPointF(0, wrapper.ascent - wrapper.height / 2), letters)
        if ink.flags & Bit.CANCELLED:
            painter.drawLine(QPointF(0, 1), QPointF(wrapper.width(letters), 1))
        painter.restore()

    def _hours(
        self,
        painter: QPainter,
        ink: Ink,
        box: QRectF,
        colour: QColor,
        at: tuple[float, float, int],
        lines: tuple[str, ...],
        wrapper: Wrapper,
    ) -> None:
        if not ink.hours:
            return
        left, y, width = at
        needed = self.times.width(ink.hours)
        painter.setPen(colour)
        if y + self.times.height <= box.bottom() + 1:
            text = ink.hours if needed <= width else ink.hours.partition("–")[0]
            if self.times.width(text) <= width:
                painter.setFont(self.time_font)
                painter.drawStaticText(QPointF(left, y), self.times.shaped(text))
        elif len(lines) == 1:
            # A short chip: beside the name, if there is room; else its start alone.
            used = wrapper.width(lines[0]) + 6
            start = ink.hours.partition("–")[0]
            for text in (ink.hours, start):
                if used + self.times.width(text) <= width:
                    painter.setFont(self.time_font)
                    base = y - wrapper.height + wrapper.ascent
                    painter.drawText(QPointF(left + used, base), text)
                    break


def _draw_ground(painter: QPainter, size: QSizeF, fill: QColor, edge: QColor) -> None:
    """Draw a rounded box in full colour with the tint laid over it 4 px further in."""
    painter.setBrush(edge)
    painter.drawRoundedRect(QRectF(QPointF(), size), RADIUS, RADIUS)
    # Two fills and no clip. The tint is opaque, but the corners of the full colour would show
    # through its seams.
    inner = QRectF(EDGE, 0, size.width() - EDGE, size.height())
    r = min(RADIUS, size.height() / 2, inner.width() / 2)
    path = QPainterPath(inner.topLeft())
    path.lineTo(inner.right() - r, inner.top())
    path.arcTo(inner.right() - 2 * r, inner.top(), 2 * r, 2 * r, 90, -90)
    path.lineTo(inner.right(), inner.bottom() - r)
    path.arcTo(inner.right() - 2 * r, inner.bottom() - 2 * r, 2 * r, 2 * r, 0, -90)
    path.lineTo(inner.bottomLeft())
    path.closeSubpath()
    painter.setBrush(fill)
    painter.drawPath(path)


def outline(
    painter: QPainter,
    palette: Palette,
    ink: Ink,
    box: QRectF,
    radius: float,
    dash: float,
    selected: bool,
    focused: bool,
) -> None:
    """Draw round `box` that it is not sent yet or needs her (dashes of that width), whether it is
    chosen, and whether the keyboard is at it."""
    if not (selected or focused or ink.flags & Bit.UNSENT_OR_ATTENTION):
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)

    def ring(pen: QPen, inset: float) -> None:
        painter.setPen(pen)
        r = max(2.0, radius - inset)
        painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), r, r)

    if ink.flags & Bit.UNSENT_OR_ATTENTION:
        danger = ink.flags & Bit.ATTENTION
        pen = QPen(palette.q("danger") if danger else ink.colours.edge, dash)
        pen.setDashPattern([3, 2.4])
        ring(pen, dash / 2)
    if selected:
        ring(QPen(palette.q("accent"), 2), 1)
    if focused:  # inside the other where it has both: one look is not the other's
        ring(QPen(palette.q("text"), 1.5 if selected else 2), 2.75 if selected else 1)
    painter.setPen(Qt.PenStyle.NoPen)


def mark(flags: int) -> tuple[str, str] | None:
    """Return icon and colour's role of what is not as it should be, else of what is no class."""
    if flags & Bit.ATTENTION:
        return "warn", "danger"
    if flags & Bit.LINK_FAILED:
        return "nolink", "danger"
    if flags & Bit.UNSENT:
        return "up", "edge"
    if flags & Bit.LINK_PENDING:
        return "wait", "edge"
    return next((kind for bit, kind in KINDS if flags & bit), None)


def _clear_of(now: float, y: float, height: float, box: QRectF) -> float | None:
    """Return where words of `height` begin so that the now line does not cross them, or None."""
    if y + height <= now - 1 or y >= now + 2:
        return y
    if now + 3 + height <= box.bottom():
        return now + 3
    return None


def lit(fill: QColor, palette: Palette) -> QColor:
    """Return the fill of what is pointed at."""
    return fill.lighter(115) if palette.dark else fill.darker(104)
