"""The card of the class that is now or next: its name, when, join and code."""

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.domain import zones
from desktop_app.domain.occurrence import Occurrence
from desktop_app.domain.text import N_
from desktop_app.system.dates import short_day, time_span
from desktop_app.ui.bits import Bit
from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.look import font
from desktop_app.ui.palette import event_colour
from desktop_app.ui.plain_label import PlainLabel
from desktop_app.ui.texts import in_minutes, spoken, title

SOON = 12 * 3600


class NextCard(QWidget):
    """Hidden while nothing is coming within a week."""

    chosen = Signal(object)  # Key

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._occurrence: Occurrence | None = None
        self._head = _label(11, QFont.Weight.DemiBold, self)
        self._name = _label(14, QFont.Weight.DemiBold, self)
        self._when = _label(12, QFont.Weight.Normal, self)
        self._name.setWordWrap(True)
        self._when.setWordWrap(True)
        self.join = Button(context, context.tr(N_("Join")), "primary", self)
        self.code = Button(context, "", "plain", self, icon="copy")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.join)
        row.addWidget(self.code)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._head)
        inner = QVBoxLayout()
        inner.setContentsMargins(16, 12, 10, 12)
        inner.setSpacing(2)
        inner.addWidget(self._name)
        inner.addWidget(self._when)
        inner.addSpacing(8)
        inner.addLayout(row)
        column.addSpacing(4)
        column.addLayout(inner)
        self.join.clicked.connect(self._join)
        self.code.clicked.connect(self._copy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()

    def show_occurrence(self, o: Occurrence | None) -> None:
        """Show `o`; None: nothing is coming."""
        self._occurrence = o
        self.setVisible(o is not None)
        if o is None:
            return
        c = self._context
        now = c.now()
        running = o.start <= now
        self._head.setText(c.tr(N_("NOW")) if running else c.tr(N_("NEXT")))
        name = title(c, o)
        self._name.setText(name if len(name) <= 60 else name[:59] + "…")
        hours = time_span(o.start, o.end, c.zone)
        if running:
            left = in_minutes(c, o.end - now)
            text = c.tr(N_("{hours} · {time} left"), hours=hours, time=left)
        elif o.start - now < SOON:
            text = c.tr(N_("{hours} · in {time}"), hours=hours, time=in_minutes(c, o.start - now))
        else:
            day = short_day(zones.day_of(o.start, c.zone), c.language)
            text = c.tr(N_("{day} · {hours}"), day=day, hours=hours)
        self._when.setText(text)
        self.join.setVisible(bool(o.flags & Bit.LINK_READY))
        self.code.setVisible(bool(o.access_code))
        self.code.set_text(o.access_code)
        self.code.setAccessibleName(c.tr(N_("Copy the code {code}"), code=o.access_code))
        self.code.setToolTip(c.tr(N_("Copy the code {code}"), code=o.access_code))
        self.setAccessibleName(spoken(c, o))
        for label in (self._head, self._when):
            palette = label.palette()
            palette.setColor(label.foregroundRole(), c.q("secondary"))
            label.setPalette(palette)
        self.update()

    def _join(self) -> None:
        if self._occurrence is not None:
            self._context.calendar.join(self._occurrence.key)

    def _copy(self) -> None:
        if self._occurrence is not None:
            self._context.calendar.copy_code(self._occurrence.key)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Select the class."""
        if self._occurrence is not None and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self._occurrence.key)

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew when the palette changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card with the class's edge."""
        o = self._occurrence
        if o is None:
            return
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = self._name.geometry().top() - 12
        box = QRectF(0.5, top + 0.5, self.width() - 1, self.height() - top - 1)
        colour = event_colour(o.color_id, bool(o.flags & Bit.LESSON), o.whose)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(self._context.q(colour))
        p.drawRoundedRect(box, 6, 6)
        p.setClipRect(box.adjusted(4, -1, 1, 1))
        p.setPen(QPen(self._context.q("border"), 1))
        p.setBrush(self._context.q("surface"))
        p.drawRoundedRect(box.adjusted(-4, 0, 0, 0), 6, 6)
        p.end()


def _label(px: int, weight: QFont.Weight, parent: QWidget) -> QLabel:
    return PlainLabel(parent, face=font(px, weight))
