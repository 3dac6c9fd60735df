"""What lies below the lines of a month: its cells, their numbers, what they hide, the weeks."""

from datetime import date

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QPainter

from desktop_app.domain.spans import WEEK
from desktop_app.domain.text import N_
from desktop_app.system.dates import month_name
from desktop_app.ui.context import Context
from desktop_app.ui.look import font
from desktop_app.ui.month_sheet import PAD, Cells, MonthSheet, role
from desktop_app.ui.wrap import MIDDLE, RIGHT, Wrapper

NUMBER = 24
"""The box of a number, in pixels; that of today is a circle."""


class MonthGround:
    """Knows the fonts of a month's cells."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._numbers = Wrapper(font(12, QFont.Weight.Medium))
        self._bold = Wrapper(font(12, QFont.Weight.Bold))
        self._small = Wrapper(font(11))
        self.head = max(28, self._numbers.height + 12)

    def more_box(self, sheet: MonthSheet, index: int, line_height: int) -> QRect | None:
        """Return where a cell tells how many it hides; None where it hides none."""
        week, day = divmod(index, WEEK)
        if week >= len(sheet.hidden) or not sheet.hidden[week][day]:
            return None
        box = sheet.cells.boxes[index]
        fits = max(1, (box.height() - self.head - 2) // line_height)
        top = box.top() + self.head + (fits - 1) * line_height
        return QRect(box.left() + PAD + 1, top, box.width() - 2 * PAD, line_height - 2)

    def draw(self, p: QPainter, sheet: MonthSheet, day: date, line_height: int) -> None:
        """Draw the ground of `sheet`; `day`: where the cursor stands."""
        c, cells, today = self._context, sheet.cells, self._context.today()
        days = [cells.day(index) for index in range(len(cells.boxes))]
        p.fillRect(0, 0, cells.width, cells.height, c.q("surface"))
        for one, box in zip(days, cells.boxes, strict=True):
            ground = role(one, day.month, today)
            if ground != "surface":
                p.fillRect(box, c.q(ground))
        self._lines(p, cells)
        self._week_numbers(p, cells)
        self._numbers_of(p, cells, [one.month == day.month for one in days], today)
        for index, one in enumerate(days):
            if one.day == 1:
                self._month_name(p, cells.boxes[index], one, one.month == day.month)
            holiday = c.holiday(one)
            if holiday:
                self._holiday(p, cells.boxes[index], holiday, one.day == 1)
            self._more(p, sheet, index, line_height)

    def _lines(self, p: QPainter, cells: Cells) -> None:
        hour = self._context.q("hour")
        for x in cells.edges[0 if cells.gutter else 1 : WEEK]:
            p.fillRect(x, 0, 1, cells.height, hour)
        for y in cells.tops[1 : cells.rows]:
            p.fillRect(cells.gutter, y, cells.width - cells.gutter, 1, hour)

    def _week_numbers(self, p: QPainter, cells: Cells) -> None:
        if not cells.gutter:
            return
        p.setFont(self._small.font)
        p.setPen(self._context.q("secondary"))
        for week in range(cells.rows):
            number = str(cells.day(week * WEEK).isocalendar().week)
            self._small.write(p, number, 0, cells.tops[week], cells.gutter, self.head, MIDDLE)

    def _numbers_of(self, p: QPainter, cells: Cells, own: list[bool], today: date) -> None:
        c = self._context
        p.setFont(self._numbers.font)
        pens = {False: c.q("secondary"), True: c.q("text")}
        for index, box in enumerate(cells.boxes):
            day = cells.day(index)
            top = box.top() + self.head // 2 - NUMBER // 2
            if day == today:
                self._today(p, box, str(day.day))
                p.setFont(self._numbers.font)
            else:
                p.setPen(pens[own[index]])
                left = box.left() + 6
                self._numbers.write(p, str(day.day), left, top, NUMBER, NUMBER, MIDDLE)

    def _today(self, p: QPainter, box: QRect, number: str) -> None:
        middle = box.top() + self.head // 2
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(self._context.q("accent"))
        p.drawEllipse(QPointF(box.left() + 18, middle), 11, 11)
        p.setPen(self._context.q("on_accent"))
        p.setFont(self._bold.font)
        left, top = box.left() + 6, middle - NUMBER // 2
        self._bold.write(p, number, left, top, NUMBER, NUMBER, MIDDLE)

    def _month_name(self, p: QPainter, box: QRect, day: date, own: bool) -> None:
        p.setFont(self._numbers.font)
        p.setPen(self._context.q("text" if own else "secondary"))
        name = month_name(day.month, self._context.language)[:3]
        self._numbers.write(p, name, box.left() + 32, box.top(), 60, self.head)

    def _holiday(self, p: QPainter, box: QRect, name: str, after_name: bool) -> None:
        p.setFont(self._small.font)
        p.setPen(self._context.q("secondary"))
        left = box.left() + (60 if after_name else 34)
        room = box.right() - left - 6
        text = self._small.lines(name, room, 1)[0]
        self._small.write(p, text, left, box.top(), room, self.head, RIGHT)

    def _more(self, p: QPainter, sheet: MonthSheet, index: int, line_height: int) -> None:
        box = self.more_box(sheet, index, line_height)
        if box is None:
            return
        week, column = divmod(index, WEEK)
        p.setFont(self._small.font)
        p.setPen(self._context.q("secondary"))
        words = self._context.tr(N_("+{number} more"), number=sheet.hidden[week][column])
        room = box.width() - 8
        text = self._small.lines(words, room, 1)[0]
        self._small.write(p, text, box.left() + 8, box.top(), room, box.height())
