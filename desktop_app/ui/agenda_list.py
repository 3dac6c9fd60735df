"""The agenda's list: days one below the other, of which only what is in sight has widgets."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from desktop_app.domain.day_list import Empty, Gap, Item, Stand
from desktop_app.domain.occurrence import Occurrence
from desktop_app.services.values import Key
from desktop_app.system.dates import clock
from desktop_app.ui.agenda_paint import GUTTER, AgendaPainter
from desktop_app.ui.bits import Bit
from desktop_app.ui.chip import Chip
from desktop_app.ui.chip_pool import ChipPool, Placed
from desktop_app.ui.context import Context
from desktop_app.ui.inks import ink
from desktop_app.ui.look import font
from desktop_app.ui.texts import spoken

BEYOND = 400
"""Pixels above and below what is seen whose rows are widgets already: Tab goes on to them."""
PAGE = 0.85


class Place(NamedTuple):
    """An item from `top` to `bottom` of the list."""

    top: int
    bottom: int
    item: Item


class Day(NamedTuple):
    """A day, or a run of empty ones, from `top` to `bottom` of the list."""

    top: int
    bottom: int
    day: date


class AgendaList(QWidget):
    """Scrolls by itself: it has no end. `top` is how much of the list lies above what is seen."""

    scrolled = Signal()
    day_wanted = Signal(object)  # date: opened by itself

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.top = 0
        self.height_of_all = 0
        self.selected: Key | None = None
        self.places: list[Place] = []
        self._stands: list[Stand] = []  # of the chips shown
        self.days: list[Day] = []
        self.months: list[tuple[int, date]] = []
        self.holidays: list[tuple[int, str]] = []
        self.painter = AgendaPainter(context)
        self.row = max(36, QFontMetrics(font(13)).height() + 16)
        self.pool = ChipPool(self, self.name, self.walk)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # --- what it shows

    def show_items(self, items: Sequence[Item]) -> None:
        """Take `items`; what was at the top stays there. `place` shows them."""
        anchor = self._anchor()
        self._lay(items)
        if anchor is not None:
            self.top += self._find(anchor[0]) - anchor[1]

    def go_to(self, day: date) -> None:
        """Bring `day` to the top. `place` shows it."""
        index = bisect_right([d.day for d in self.days], day) - 1
        if index >= 0:
            self.top = self.days[index].top
        self._hold()

    def day_at(self, y: int) -> date | None:
        """Return the day that the list has at `y`, or the first one below."""
        index = bisect_right([d.bottom for d in self.days], y)
        return self.days[index].day if index < len(self.days) else None

    def scroll(self, by: int) -> None:  # type: ignore[override]  # QWidget's own moves what is painted
        """Move the list up by `by` pixels."""
        before = self.top
        self.top += by
        self._hold()
        self.place()
        if self.top != before:
            self.scrolled.emit()

    def _hold(self) -> None:
        """Stay within the list."""
        self.top = max(0, min(self.top, self.height_of_all - self.height()))

    def _lay(self, items: Sequence[Item]) -> None:
        self.places, self.days, self.months, self.holidays = [], [], [], []
        y = 0
        month: tuple[int, int] | None = None
        day: date | None = None
        for item in items:
            if item.day != day:
                if day is not None:
                    y += self.painter.pad
                    self.days[-1] = self.days[-1]._replace(bottom=y)
                if (item.day.year, item.day.month) != month:
                    month = item.day.year, item.day.month
                    self.months.append((y, item.day))
                    y += self.painter.month
                day = item.day
                self.days.append(Day(y, y, day))
                y += self.painter.pad
                holiday = self.context.holiday(day)
                if holiday:
                    self.holidays.append((y, holiday))
                    y += self.painter.quiet
            height = self.row if isinstance(item, Stand) else self.painter.quiet
            self.places.append(Place(y, y + height, item))
            y += height
        if self.days:
            y += self.painter.pad
            self.days[-1] = self.days[-1]._replace(bottom=y)
        self.height_of_all = y

    def _anchor(self) -> tuple[Item, int] | None:
        index = bisect_right([p.bottom for p in self.places], self.top)
        if index >= len(self.places):
            return None
        return self.places[index].item, self.places[index].top

    def _find(self, item: Item) -> int:
        """Return where `item` stands now; one that is gone: where its day or the next one is."""
        for place in self.places:
            if _same(place.item, item):
                return place.top
        index = min(bisect_left([d.day for d in self.days], item.day), len(self.days) - 1)
        return self.days[index].top + self.painter.pad if index >= 0 else 0

    def place(self) -> None:
        """Give what is in sight, and a little beyond, its widgets."""
        low = bisect_right([p.bottom for p in self.places], self.top - BEYOND)
        high = bisect_left([p.top for p in self.places], self.top + self.height() + BEYOND)
        now = self.context.now()
        wanted: list[Placed] = []
        self._stands = []
        for place in self.places[low:high]:
            if isinstance(place.item, Stand):
                box = QRect(
                    GUTTER, place.top - self.top + 1, self.width() - GUTTER - 16, self.row - 2
                )
                o = place.item.occurrence
                self._stands.append(place.item)
                made = ink(self.context, o, self._hours(place.item), now)
                wanted.append(Placed(o, made, box))
        self.pool.show(wanted)
        self.update()

    def _hours(self, stand: Stand) -> str:
        o, zone = stand.occurrence, self.context.zone
        if o.flags & Bit.ALL_DAY or 1 < stand.number < stand.days:
            return ""
        start = clock(o.start, zone) if stand.number == 1 else ""
        end = clock(o.end, zone) if stand.number == stand.days else ""
        return f"{start} – {end}".strip()

    def sizeHint(self) -> QSize:
        """Return a usual size."""
        return QSize(720, 600)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the rows anew."""
        self._hold()
        self.place()

    def name(self, occurrence: Occurrence) -> str:
        """Return what a screen reader calls the row of `occurrence`."""
        return spoken(self.context, occurrence)

    # --- hands

    def walk(self, chip: Chip, step: int) -> None:
        """Give the focus to the next or the previous row."""
        shown = self.pool.shown
        target = shown.index(chip) + step if chip in shown else -1
        if 0 <= target < len(shown):
            after = shown[target]
            after.setFocus(Qt.FocusReason.OtherFocusReason)
            after.chosen.emit(after.key)

    def reveal(self, chip: Chip) -> None:
        """Bring a row into sight."""
        box = chip.geometry()
        if box.top() < self.row:
            self.scroll(box.top() - self.row)
        elif box.bottom() > self.height() - self.row:
            self.scroll(box.bottom() - self.height() + self.row)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll: pixels of a touchpad, or three rows a notch."""
        pixels = event.pixelDelta().y() or event.angleDelta().y() * 3 * self.row // 120
        self.scroll(-pixels)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by pages; step onto the first (Down) or last (Up) row in sight."""
        key = event.key()
        if key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            page = round(self.height() * PAGE)
            self.scroll(page if key == Qt.Key.Key_PageDown else -page)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            seen = [c for c in self.pool.shown if 0 <= c.y() < self.height() - self.row]
            if seen:
                chip = seen[0 if key == Qt.Key.Key_Down else -1]
                chip.setFocus(Qt.FocusReason.OtherFocusReason)
                chip.chosen.emit(chip.key)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the day whose date is pressed."""
        y = round(event.position().y()) + self.top
        index = bisect_right([d.bottom for d in self.days], y)
        inside = index < len(self.days) and self.days[index].top <= y
        left = event.button() == Qt.MouseButton.LeftButton
        if left and event.position().x() < GUTTER and inside:
            self.day_wanted.emit(self.days[index].day)

    # --- drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is in sight."""
        p = QPainter(self)
        c = self.context
        p.fillRect(event.rect(), c.q("surface"))
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        bottom = self.top + self.height()
        width = self.width()
        for y, day in self.months:
            if y + self.painter.month > self.top and y < bottom:
                self.painter.draw_month(p, QRect(0, y - self.top, width, self.painter.month), day)
        for one in self.days:
            if one.bottom > self.top and one.top < bottom:
                box = QRect(0, one.top - self.top, width, one.bottom - one.top)
                self.painter.draw_day(p, box, one.day, self.row)
        for y, name in self.holidays:
            if y + self.painter.quiet > self.top and y < bottom:
                box = QRect(GUTTER, y - self.top, width - GUTTER, self.painter.quiet)
                self.painter.draw_holiday(p, box, name)
        low = bisect_right([place.bottom for place in self.places], self.top)
        for place in self.places[low:]:
            if place.top > bottom:
                break
            box = QRect(GUTTER, place.top - self.top, width - GUTTER, place.bottom - place.top)
            if isinstance(place.item, Gap):
                self.painter.draw_gap(p, box, place.item)
            elif isinstance(place.item, Empty):
                self.painter.draw_empty(p, box, place.item)
        self._rows(p)
        now = self._now_line()
        if now is not None:
            self.painter.draw_now(p, now - self.top, width)
        p.end()

    def _now_line(self) -> int | None:
        """Return where in the list the line of now runs; None where today has no hours."""
        now, today = self.context.now(), self.context.today()
        y: int | None = None
        for place in self.places:
            item = place.item
            if item.day != today or isinstance(item, Empty):
                continue
            if isinstance(item, Stand) and item.occurrence.flags & Bit.ALL_DAY:
                continue
            if (item.start if isinstance(item, Gap) else item.occurrence.start) > now:
                return place.top
            y = place.bottom
        return y

    def _rows(self, p: QPainter) -> None:
        for chip, stand in zip(self.pool.shown, self._stands, strict=True):
            box = chip.place
            if chip.ink is None or box.bottom() < 0 or box.top() > self.height():
                continue
            self.painter.draw_row(
                p, QRectF(box), chip.ink, stand,
                chip.key == self.selected, chip.ringed, chip.hovered,
            )  # fmt: skip


def _same(one: Item, two: Item) -> bool:
    if isinstance(one, Stand) and isinstance(two, Stand):
        return one.occurrence.key == two.occurrence.key and one.day == two.day
    return type(one) is type(two) and one.day == two.day
