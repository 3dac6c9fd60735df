"""The hours of some days: lines, chips, the now line, the ghost of what a hand moves."""

from collections.abc import Generator, Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop_app.domain import zones
from desktop_app.domain.occurrence import Occurrence
from desktop_app.domain.reschedule import Spot
from desktop_app.services.values import Key
from desktop_app.system.dates import hour_labels
from desktop_app.ui import ghost as ghosts
from desktop_app.ui.chip import Chip
from desktop_app.ui.chip_paint import ChipPainter
from desktop_app.ui.chip_pool import ChipPool, Placed
from desktop_app.ui.columns import SECOND, Columns
from desktop_app.ui.context import Context
from desktop_app.ui.days_sheet import lay, upright
from desktop_app.ui.drag import Ghost
from desktop_app.ui.look import font, scale
from desktop_app.ui.pictures import A_FEW
from desktop_app.ui.pieces import Piece, cut
from desktop_app.ui.steps import finished
from desktop_app.ui.texts import spoken
from desktop_app.ui.wrap import RIGHT, Wrapper

LEAST, MOST, USUAL = 32, 96, 48


def within(hour: int) -> int:
    """Return the nearest height that an hour may have, in pixels."""
    return max(LEAST, min(MOST, hour))


class DaysGrid(QWidget):
    """The surface that scrolls. Draws lines and chips in one pass."""

    grabbed = Signal(QPoint)  # empty time was pressed, where on the screen
    reveal_wanted = Signal(object)  # QRect

    def __init__(self, context: Context, columns: Columns, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.columns = columns
        self.hour = within(context.settings.settings.hour_height)
        self.pieces: list[Piece] = []
        self.painter = ChipPainter(font(13), round(13 * scale()), round(12 * scale()))
        self._labels = Wrapper(font(11))
        self.pool = ChipPool(self, self.name, self.walk, held=True)
        self.selected: Key | None = None
        self.ghost: Ghost | None = None
        self.pointed: Spot | None = None
        self._today = -1
        self._now_minute = -1
        self.tick()
        self.setMouseTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFixedHeight(24 * self.hour)

    # --- what it shows

    def laid(self, pieces: Sequence[Piece]) -> Generator[None, None, list[Placed]]:
        """Return where pieces (by day and start) would stand here; pauses."""
        edges = [self.column(day) for day in range(self.columns.days + 1)]
        return lay(self.context, pieces, edges, self.hour)

    def drawn(self, placed: Sequence[Placed]) -> Generator[None, None, None]:
        """Draw what `placed` will be painted with, a few chips at a time."""
        palette, ratio = self.context.palette, self.devicePixelRatioF()
        for number, one in enumerate(placed if not ratio % 1 else ()):
            self.painter.picture(palette, one.ink, one.box, ratio)
            if number % A_FEW == 0:
                yield

    def show_pieces(self, pieces: list[Piece], placed: list[Placed]) -> None:
        """Show the pieces of the days in the columns, each where `laid` has placed it."""
        self.pieces = pieces
        self.tick()
        self.pool.show(placed)

    def tick(self) -> None:
        """Take the time: the now line, today's column and what is past follow it."""
        context = self.context
        wall = zones.local(context.now(), context.zone)
        self._today = self.columns.of(wall.date())
        self._now_minute = wall.hour * 60 + wall.minute

    def place(self) -> None:
        """Give every chip its place anew, and what is over its look."""
        self.pool.show(finished(self.laid(self.pieces)))

    def name(self, occurrence: Occurrence) -> str:
        """Return what a screen reader calls the chip of `occurrence`."""
        return spoken(self.context, occurrence)

    # --- geometry

    def column(self, day: int) -> int:
        """Return the left edge of column `day`; of the number of days: the right edge of all."""
        return self.columns.edge(day, self.width())

    def y_of(self, minute: int) -> int:
        """Return the height at which a minute of the day lies."""
        return minute * self.hour // 60

    def at(self, point: QPointF) -> tuple[int, int] | None:
        """Return the column and the minute under `point`; None on the gutter."""
        day = self.columns.under(point.x(), self.width())
        if day is None:
            return None
        return day, max(0, min(1440, int(point.y() * 60 / self.hour)))

    def zoom(self, hour: int) -> None:
        """Make an hour `hour` pixels high, within 32 to 96."""
        self.hour = within(hour)
        self.setFixedHeight(24 * self.hour)
        self.place()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the whole day's height."""
        return QSize(720, 24 * self.hour)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the chips anew."""
        if event.size().width() != event.oldSize().width():
            self.place()

    def reveal(self, chip: Chip) -> None:
        """Bring a chip into sight."""
        self.reveal_wanted.emit(chip.geometry())

    # --- drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what of the week lies in the dirty rectangle."""
        area = event.rect()
        p = QPainter(self)
        p.fillRect(area, self.context.q("surface"))
        self._ground(p)
        self._lines(p, area)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.context.palette
        here = 0 <= self._today < self.columns.days
        if here:
            self._now_line(p)
        now = float(self.y_of(self._now_minute))
        low, high = self.column(self._today), self.column(self._today + 1)
        held = ghosts.key(self.ghost)
        for chip in self.pool.shown:
            box = chip.place
            if chip.ink is not None and area.intersects(box):
                self.painter.draw(
                    p, palette, chip.ink, box,
                    chip.key == self.selected, chip.ringed, chip.hovered,
                    now if here and low <= box.x() < high else None, chip.key == held,
                )  # fmt: skip
        if here:
            self._now_dot(p)
        self._draw_pointed(p)
        if self.ghost is not None:
            ghosts.draw(
                p, self.context, self.painter, self.ghost, self._ghost_boxes(), self.width()
            )
        p.end()

    def _draw_pointed(self, p: QPainter) -> None:
        """Draw where the hand clicked as a caret: there what was copied is pasted."""
        spot = self.pointed
        column = self.columns.of(spot.day) if spot is not None else -1
        if spot is None or spot.minute is None or not 0 <= column < self.columns.days:
            return
        step = self.context.settings.settings.round_minutes
        y = self.y_of(spot.minute // step * step)
        x, end = self.column(column), self.column(column + 1)
        p.fillRect(QRect(x + 2, y, end - x - 8, 2), self.context.q("accent"))

    def show_ghost(self, ghost: Ghost | None) -> None:
        """Draw what the hand makes of a class; None: nothing."""
        self.ghost = ghost
        self.update()

    def _ghost_boxes(self) -> list[QRect]:
        assert self.ghost is not None
        columns = self.columns
        here = [ghosts.standing(self.ghost)]
        pieces, _ = cut(here, columns.first, columns.days, self.context.zone)
        boxes = []
        for piece in pieces:
            x = self.column(piece.day) + 1
            top, height = upright(piece.start, piece.end, self.hour)
            boxes.append(QRect(x, top, self.column(piece.day + 1) - x - 7, height))
        return boxes

    def _ground(self, p: QPainter) -> None:
        """Tint the hours that she does not work, the days that she does not, and today."""
        settings, columns = self.context.settings.settings, self.columns
        sunken, gutter, right = self.context.q("sunken"), columns.gutter, self.width()
        top, bottom = self.y_of(settings.working_start), self.y_of(settings.working_end)
        p.fillRect(gutter, 0, right - gutter, top, sunken)
        p.fillRect(gutter, bottom, right - gutter, self.height() - bottom, sunken)
        for day in range(columns.days):
            x, end = self.column(day), self.column(day + 1)
            works = columns.day(day).weekday() in settings.working_days
            # One day by itself needs no tint to be told from others.
            if day == self._today and columns.days > 1:
                p.fillRect(x, 0, end - x, self.height(), self.context.q("today_off"))
                if works:
                    p.fillRect(x, top, end - x, bottom - top, self.context.q("today"))
            elif not works:
                p.fillRect(x, 0, end - x, self.height(), sunken)

    def _lines(self, p: QPainter, area: QRect) -> None:
        first, last = max(0, area.top() // self.hour - 1), min(24, area.bottom() // self.hour + 1)
        right, gutter = self.width(), self.columns.gutter
        hour, half = self.context.q("hour"), self.context.q("half")
        p.setFont(self._labels.font)
        p.setPen(self.context.q("secondary"))
        for h in range(first, last + 1):
            y = h * self.hour
            if h:
                p.fillRect(gutter, y, right - gutter, 1, hour)
            p.fillRect(gutter, y + self.hour // 2, right - gutter, 1, half)
            if 0 < h < 24 and not self._near_now(h):
                self._labels.write(p, f"{h}:00", 0, y - 10, gutter - 8, 20, RIGHT)
        for day in range(self.columns.days):
            p.fillRect(self.column(day), area.top(), 1, area.height(), hour)
        if self.columns.second_zone:
            self._second_labels(p, first, last)

    def _second_labels(self, p: QPainter, first: int, last: int) -> None:
        labels = hour_labels(self.columns.first, self.context.zone, self.columns.second_zone)
        p.setPen(self.context.q("secondary"))
        for h in range(max(1, first), min(24, last + 1)):
            self._labels.write(p, labels[h], 0, h * self.hour - 10, SECOND, 20, RIGHT)

    def _near_now(self, hour: int) -> bool:
        return (
            0 <= self._today < self.columns.days
            and abs(hour * 60 - self._now_minute) * self.hour < 16 * 60
        )

    def _now_line(self, p: QPainter) -> None:
        y = self.y_of(self._now_minute)
        red = self.context.q("now")
        x, end = self.column(self._today), self.column(self._today + 1)
        faint = QPen(red, 1)
        faint.setStyle(Qt.PenStyle.DotLine)
        p.setPen(faint)
        p.drawLine(QPointF(self.columns.gutter, y + 0.5), QPointF(x, y + 0.5))
        p.fillRect(QRectF(x, y - 0.5, end - x, 2), red)
        p.setFont(self._labels.font)
        p.setPen(self.context.q("danger"))
        now = f"{self._now_minute // 60}:{self._now_minute % 60:02}"
        self._labels.write(p, now, 0, y - 10, self.columns.gutter - 8, 20, RIGHT)

    def _now_dot(self, p: QPainter) -> None:
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(self.context.q("now"))
        dot = QPointF(self.column(self._today) + 0.5, self.y_of(self._now_minute) + 0.5)
        p.drawEllipse(dot, 5, 5)

    # --- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Empty time: what becomes of the press is the hand's."""
        if (
            event.button() == Qt.MouseButton.LeftButton
            and event.position().x() >= self.columns.gutter
        ):
            self.grabbed.emit(event.globalPosition().toPoint())

    # --- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step from the surface onto its first (Down) or last (Up) class."""
        if not self.pool.step_in(event.key()):
            super().keyPressEvent(event)

    def walk(self, chip: Chip, step: int) -> None:
        """Give the focus to the next or the previous chip."""
        shown: Sequence[Chip] = self.pool.shown
        if chip in shown:
            target = shown.index(chip) + step
            if 0 <= target < len(shown):
                shown[target].setFocus(Qt.FocusReason.OtherFocusReason)
                shown[target].chosen.emit(shown[target].key)
