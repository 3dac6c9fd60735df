"""How the agenda is drawn: the date beside its day, a row for each class, free time in between."""

from datetime import date

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from desktop_app.domain.day_list import Empty, Gap, Stand
from desktop_app.domain.text import N_
from desktop_app.system.dates import day_abbreviation, month_title, short_day
from desktop_app.ui import icons
from desktop_app.ui.bits import Bit
from desktop_app.ui.chip_paint import Ink, lit, mark, outline
from desktop_app.ui.context import Context
from desktop_app.ui.look import font, scale
from desktop_app.ui.texts import in_minutes
from desktop_app.ui.wrap import Wrapper

GUTTER = 112
HOURS = 112
"""The column of hours, before the names."""
RADIUS = 6.0
VERTICAL = Qt.AlignmentFlag.AlignVCenter


class AgendaPainter:
    """Knows the fonts and heights of the agenda."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.pad = 8
        self.month = max(48, QFontMetrics(font(16)).height() + 26)
        self.quiet = max(28, QFontMetrics(font(12)).height() + 10)
        self._hours = round(HOURS * scale())
        self._number = font(18, QFont.Weight.Medium)
        self._name = font(12)
        self._month = font(16, QFont.Weight.DemiBold)
        self._title = Wrapper(font(13, QFont.Weight.DemiBold))
        self._title_font = font(13, QFont.Weight.DemiBold)
        self._small = font(12)
        self._times = Wrapper(font(12))

    def draw_month(self, p: QPainter, box: QRect, day: date) -> None:
        """Draw the name of a month over its first day."""
        p.setFont(self._month)
        p.setPen(self._context.q("text"))
        text = month_title(day, self._context.language)
        p.drawText(box.adjusted(20, 12, 0, 0), VERTICAL, text)

    def draw_day(self, p: QPainter, box: QRect, day: date, row: int) -> None:
        """Draw the line over a day, and its date: at the top, or where the day is seen first."""
        c = self._context
        today = day == c.today()
        if today:
            p.fillRect(box, c.q("today"))
        p.fillRect(box.left(), box.top(), box.width(), 1, c.q("hour"))
        # The date stays in sight as long as anything of its day does.
        y = min(max(box.top(), 0) + self.pad, max(box.bottom() - self.pad - row, box.top()))
        middle = y + row / 2
        if today:
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(c.q("accent"))
            p.drawEllipse(QPointF(36, middle), 16, 16)
        p.setFont(self._number)
        p.setPen(c.q("on_accent" if today else "text"))
        p.drawText(QRectF(16, middle - 16, 40, 32), Qt.AlignmentFlag.AlignCenter, str(day.day))
        p.setFont(self._name)
        p.setPen(c.q("accent" if today else "secondary"))
        name = day_abbreviation(day, c.language)
        p.drawText(QRectF(62, middle - 16, GUTTER - 62, 32), VERTICAL, name)

    def draw_holiday(self, p: QPainter, box: QRect, name: str) -> None:
        """Say over a day's rows that it is a public holiday."""
        self._quiet_line(p, box, name)

    def draw_gap(self, p: QPainter, box: QRect, gap: Gap) -> None:
        """Say how much time is free."""
        c = self._context
        seconds = gap.end - gap.start
        if seconds == 3600:
            text = c.tr(N_("1 h free"))
        else:
            text = c.tr(N_("{length} free"), length=in_minutes(c, seconds))
        self._quiet_line(p, box, text)

    def draw_empty(self, p: QPainter, box: QRect, empty: Empty) -> None:
        """Say that nothing stands here."""
        c = self._context
        if empty.last == empty.day:
            text = c.tr(N_("Nothing this day"))
        else:
            last = short_day(empty.last, c.language)
            if empty.last.year != c.today().year:
                last += f"/{empty.last.year}"
            text = c.tr(N_("Nothing until {day}"), day=last)
        self._quiet_line(p, box, text)

    def _quiet_line(self, p: QPainter, box: QRect, text: str) -> None:
        p.setFont(self._small)
        p.setPen(self._context.q("secondary"))
        p.drawText(box.adjusted(self._hours + 14, 0, 0, 0), VERTICAL, text)

    def draw_now(self, p: QPainter, y: int, width: int) -> None:
        """Draw the now line between what has begun today and what has not."""
        red = self._context.q("now")
        p.fillRect(QRectF(GUTTER, y - 1, width - GUTTER - 16, 2), red)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(red)
        p.drawEllipse(QPointF(GUTTER, y), 4, 4)

    def draw_row(
        self,
        p: QPainter,
        box: QRectF,
        ink: Ink,
        stand: Stand,
        selected: bool,
        focused: bool,
        hovered: bool,
    ) -> None:
        """Draw a class: its hours, its colour, its name, and what is not as it should be."""
        c = self._context
        fill, edge = ink.colours.fill, ink.colours.edge
        title, time = ink.colours.title, ink.colours.time
        p.setPen(Qt.PenStyle.NoPen)
        if hovered or selected:
            p.setBrush(lit(fill, c.palette) if hovered else fill)
            p.drawRoundedRect(box, RADIUS, RADIUS)
        p.setFont(self._small)
        p.setPen(time)
        hours = ink.hours or c.tr(N_("all day"))
        p.drawText(box.adjusted(12, 0, 0, 0), VERTICAL, hours)
        left = box.left() + self._hours
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(edge)
        p.drawRoundedRect(QRectF(left, box.top() + 7, 4, box.height() - 14), 2, 2)
        left += 14
        right = box.right() - 12
        told = mark(ink.flags)
        right -= 22 if told else 0
        line = self._title.lines(ink.title, int(right - left), 1)[0]
        y = box.center().y() - self._title.height / 2
        p.setFont(self._title_font)
        p.setPen(title)
        p.drawStaticText(QPointF(left, y), self._title.shaped(line))
        used = self._title.width(line)
        if ink.flags & Bit.CANCELLED:
            middle = y + self._title.height * 0.55
            p.drawLine(QPointF(left, middle), QPointF(left + used, middle))
        if told:
            icon, role = told
            spot = QRectF(left + used + 8, box.center().y() - 7, 14, 14)
            icons.draw(p, icon, spot, c.q(role) if role != "edge" else title, 1.4)
            used += 22
        more = self._more(stand)
        if more and used + 12 + self._times.width(more) <= right - left:
            p.setFont(self._small)
            p.setPen(c.q("secondary"))
            p.drawText(QRectF(left + used + 12, box.top(), right, box.height()), VERTICAL, more)
        outline(p, self._context.palette, ink, box, RADIUS, 1, selected, focused)

    def _more(self, stand: Stand) -> str:
        c, o = self._context, stand.occurrence
        if stand.days > 1:
            return c.tr(N_("day {number} of {days}"), number=stand.number, days=stand.days)
        if o.class_type == "grupal" and o.max_participants > 1:
            return c.tr(N_("group of {number}"), number=o.max_participants)
        return ""
