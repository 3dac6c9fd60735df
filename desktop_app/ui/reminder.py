"""Reminder cards over the window: a class that is about to start, with what she needs for it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.domain.reminders import Due
from desktop_app.domain.text import N_
from desktop_app.system.dates import time_span
from desktop_app.ui.announce import announce
from desktop_app.ui.bits import Bit
from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.look import font
from desktop_app.ui.palette import event_colour
from desktop_app.ui.plain_label import PlainLabel
from desktop_app.ui.texts import title
from desktop_app.ui.window_title import starts

if TYPE_CHECKING:
    from desktop_app.ui.window import MainWindow

MOST = 3
WIDTH = 320
EDGE = 16
LONGEST = 80
LEAST = 480
"""Toasts stand beside the cards where they have so much room."""


class ReminderCards(QObject):
    """The stack at the right bottom; they never take the focus from what is being typed.

    Where more are due than have room the soonest stand there, the others when one is gone.
    """

    def __init__(self, context: Context, window: "MainWindow") -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._waiting: list[Due] = []
        self.shown: list[ReminderCard] = []

    def add(self, one: Due) -> None:
        """Show a card for a class, in the place of an older one for the same."""
        key = one.occurrence.key
        for card in [c for c in self.shown if c.due.occurrence.key == key]:
            self._remove(card)
        self._waiting = [w for w in self._waiting if w.occurrence.key != key] + [one]
        self._choose()

    def _choose(self) -> None:
        """Show the soonest of what is due; what has begun counts less the longer it goes on."""
        now = self._context.now()
        self._waiting = [one for one in self._waiting if now < one.occurrence.end]
        due = [card.due for card in self.shown] + self._waiting
        best = sorted(due, key=lambda one: soonest(one.occurrence.start, now))[:MOST]
        for card in [c for c in self.shown if c.due not in best]:
            self._remove(card)
        self._waiting = [one for one in due if one not in best]
        there = [card.due for card in self.shown]
        for one in [one for one in best if one not in there]:
            self._show(one)
        self.place()

    def _show(self, one: Due) -> None:
        card = ReminderCard(self._context, self._window, one)
        card.done.connect(lambda: self._drop(card))
        self.shown.append(card)
        card.show()
        self.place()
        announce(card, card.words)

    def tick(self) -> None:
        """A minute has gone by: say anew when each starts, let go of what is over."""
        now = self._context.now()
        for card in list(self.shown):
            if now >= card.due.occurrence.end:
                self._remove(card)
            else:
                card.tell()
        self._choose()

    def place(self) -> None:
        """Stand at the right bottom beside the panel, the newest lowest."""
        bottom, right = self._window.height() - EDGE, self._window.panel_host.beside.width()
        for card in reversed(self.shown):
            card.setFixedWidth(min(WIDTH, right - 2 * EDGE))
            card.setFixedHeight(card.heightForWidth(card.width()))
            bottom -= card.height()
            card.move(QPoint(right - card.width() - EDGE, bottom))
            card.raise_()
            bottom -= 8

    def free(self) -> QRect:
        """Return what of the window they and the panel leave to toasts: at their left, or above
        them where that is little."""
        room = self._window.panel_host.beside
        for card in self.shown:
            if card.x() >= LEAST:
                room = room.intersected(QRect(room.topLeft(), QSize(card.x(), room.height())))
            else:
                room = room.intersected(QRect(room.topLeft(), QSize(room.width(), card.y())))
        return room

    def focus(self) -> None:
        """Go to the newest card."""
        if self.shown:
            self.shown[-1].focus_first()

    def settle(self) -> None:
        """Take the colours and the language of now."""
        again = [card.due for card in self.shown]
        for card in list(self.shown):
            self._remove(card)
        self._waiting += again
        self._choose()

    def _drop(self, card: "ReminderCard") -> None:
        if card in self.shown:
            self._remove(card)
            self._choose()

    def _remove(self, card: "ReminderCard") -> None:
        self.shown.remove(card)
        inside = card.isAncestorOf(QApplication.focusWidget() or self._window)
        card.hide()
        card.deleteLater()
        if inside:
            self._window.views.setFocus(Qt.FocusReason.OtherFocusReason)


def soonest(start: int, now: float) -> tuple[bool, float]:
    """Return what sorts starts (epoch seconds): those to come by time, then the latest begun."""
    return start <= now, abs(start - now)


class ReminderCard(QWidget):
    """One class: its name, its time, how far it is; join, copy the code, put off, close."""

    done = Signal()

    def __init__(self, context: Context, window: QWidget, one: Due) -> None:
        super().__init__(window)
        self._context = context
        self.due = one
        o, tr = one.occurrence, context.tr
        name = title(context, o)
        self._name = _label(14, QFont.Weight.DemiBold, self)
        self._name.setText(name if len(name) <= LONGEST else name[: LONGEST - 1] + "…")
        self._when = _label(12, QFont.Weight.Normal, self)
        self.close_button = Button(context, "", "flat", self, icon="close", name=tr(N_("Close")))
        self.join = Button(context, tr(N_("Join")), "primary", self)
        self.code = Button(context, o.access_code, "plain", self, icon="copy")
        copy = tr(N_("Copy the code {code}"), code=o.access_code)
        self.code.setAccessibleName(copy)
        self.code.setToolTip(copy)
        self.later = Button(context, tr(N_("In 5 min")), "plain", self)
        self.later.setAccessibleName(tr(N_("Remind me again in 5 minutes")))
        self.later.setToolTip(tr(N_("Remind me again in 5 minutes")))
        self.join.setVisible(bool(o.flags & Bit.LINK_READY))
        self.code.setVisible(bool(o.access_code))
        top = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._name)
        words.addWidget(self._when)
        top.addLayout(words, 1)
        top.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.join, self.code, self.later):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 10, 8, 14)
        column.setSpacing(8)
        column.addLayout(top)
        column.addLayout(row)
        self.join.clicked.connect(self._join)
        self.code.clicked.connect(lambda _=False: context.calendar.copy_code(o.key))
        self.later.clicked.connect(self._later)
        self.close_button.clicked.connect(lambda _=False: self.done.emit())
        self.tell()

    def tell(self) -> None:
        """Say when it starts, as of now."""
        c, o = self._context, self.due.occurrence
        hours = time_span(o.start, o.end, c.zone)
        self._when.setText(c.tr(N_("{hours} · {when}"), hours=hours, when=starts(c, o)))
        palette = self._when.palette()
        palette.setColor(self._when.foregroundRole(), c.q("secondary"))
        self._when.setPalette(palette)
        self.setAccessibleName(self.words)

    @property
    def words(self) -> str:
        """What a screen reader says of it."""
        return f"{self._name.text()}. {self._when.text()}"

    def focus_first(self) -> None:
        """Go to the first thing that can be done."""
        first = self.later if self.join.isHidden() else self.join
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _join(self) -> None:
        self._context.calendar.join(self.due.occurrence.key)
        self.done.emit()

    def _later(self) -> None:
        self._context.calendar.reminders.snooze(self.due)
        self.done.emit()

    def event(self, event: QEvent) -> bool:
        """Keep Esc for the card while the focus is in it: the window's own closes the panel."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.done.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew when the palette changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card with the class's edge."""
        c, o = self._context, self.due.occurrence
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(c.q(event_colour(o.color_id, bool(o.flags & Bit.LESSON), o.whose)))
        p.drawRoundedRect(box, 8, 8)
        p.setClipRect(box.adjusted(5, -1, 1, 1))
        p.setBrush(c.q("surface"))
        p.setPen(QPen(c.q("edge"), 1))
        p.drawRoundedRect(box.adjusted(-4, 0, 0, 0), 8, 8)
        p.end()


def _label(px: int, weight: QFont.Weight, parent: QWidget) -> QLabel:
    return PlainLabel(parent, face=font(px, weight), wrap=True)
