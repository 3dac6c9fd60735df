"""Toasts: short messages over the week, with what can be done about them."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
)  # fmt: skip
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.text import N_
from desktop_app.services.values import Toast, ToastAction
from desktop_app.ui import icons
from desktop_app.ui.announce import announce
from desktop_app.ui.context import Context
from desktop_app.ui.look import font
from desktop_app.ui.plain_label import PlainLabel
from desktop_app.ui.ringed import Ringed

MOST = 3
GAP = 8
BOTTOM = 20


class Toasts(QObject):
    """The stack at the bottom of the window; the newest is lowest."""

    def __init__(
        self,
        context: Context,
        window: QWidget,
        home: Callable[[], QWidget],
        room: Callable[[], QRect] | None = None,
    ) -> None:
        """`home`: where the focus goes when a toast that has it goes. `room`: where in the window
        they may stand; without it, anywhere."""
        super().__init__(window)
        self._home = home
        self._context = context
        self._window = window
        self._room = room or window.rect
        self.shown: list[ToastBox] = []
        self._waiting: list[Toast] = []

    def show_toast(self, toast: Toast) -> None:
        """Show `toast`, and say it to a screen reader. The same words replace themselves,
        and so does what is about the same.

        Where the stack is full the oldest with a time of its own makes room, bare words before
        those with a button. What waits for an answer stays; another of its kind then queues.
        How an event came to be is told on: a warning then stays in sight, and is not said again.
        """
        text = self._context.translator.tell(toast.text)
        new = warning = self._context.translator.tell(toast.warning) if toast.warning else ""
        before = [b for b in self.shown if b.about == toast.about is not None]
        if toast.making:
            before = [b for b in before if b.making]
            warning = warning or "".join(b.warning for b in before)
        same = [b for b in self.shown if b.text == text or b in before]
        for box in same:
            self._remove(box)
        timed = [b for b in self.shown if not b.stays]
        timed.sort(key=lambda b: b.answerable)  # stable: the oldest first of each
        for box in timed[: max(0, len(self.shown) + 1 - MOST)]:
            self._remove(box)
        if toast.seconds <= 0 and len(self.shown) >= MOST:
            if toast not in self._waiting:
                self._waiting.append(toast)
            return
        box = ToastBox(self._context, self._window, toast, text, warning)
        box.gone.connect(lambda: self._drop(box))
        self.shown.append(box)
        box.show()
        self.place()
        box.start()
        said = [text, new] if new else [text]
        spoken = ". ".join(
            [*said, *(self._context.translator.tell(a.label) for a in toast.actions)]
        )
        announce(box, spoken)

    def place(self) -> None:
        """Stand in the middle of the room at the window's bottom, over everything."""
        room = self._room()
        bottom = room.bottom() + 1 - BOTTOM
        for box in reversed(self.shown):
            box.setMaximumWidth(max(240, room.width() - 32))
            box.adjustSize()
            bottom -= box.height()
            box.move(QPoint((room.width() - box.width()) // 2, bottom))
            box.raise_()
            bottom -= GAP

    def _drop(self, box: "ToastBox") -> None:
        if box in self.shown:
            self._remove(box)
            if self._waiting and len(self.shown) < MOST:
                self.show_toast(self._waiting.pop(0))
            self.place()

    def _remove(self, box: "ToastBox") -> None:
        self.shown.remove(box)
        if box.closed is not None:
            box.closed()
        inside = box.isAncestorOf(QApplication.focusWidget() or self._window)
        box.hide()
        box.deleteLater()
        if inside:
            self._home().setFocus(Qt.FocusReason.OtherFocusReason)

    def colour(self) -> None:
        """Give the toasts the palette of now."""
        for box in self.shown:
            box.colour()


class ToastBox(QWidget):
    """One toast. Its time stands still while the pointer or the focus is on it."""

    gone = Signal()

    def __init__(
        self, context: Context, window: QWidget, toast: Toast, text: str, warning: str
    ) -> None:
        super().__init__(window)
        self._context = context
        self.text = text
        self.warning = warning
        self.about = toast.about
        self.making = toast.making
        self.stays = toast.seconds <= 0
        self.answerable = bool(toast.actions)
        self.closed = toast.closed
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.gone)
        self._left = round(toast.seconds * 1000)
        self._held: set[str] = set()
        self._labels: list[PlainLabel] = []
        self.setAccessibleName(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(4)
        label = self._say(text if len(text) <= 160 else text[:159] + "…", 13)
        if len(text) > 70:
            label.setWordWrap(True)
            label.setMinimumWidth(360)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label)
        if warning:
            words.addWidget(
                self._say("⚠ " + (warning[:119] + "…" if len(warning) > 120 else warning), 12)
            )
        row.addLayout(words, 1)
        row.addSpacing(8)
        self.actions_shown: list[ToastButton] = []
        for action in toast.actions:
            self._add(row, context.translator.tell(action.label), action)
        self.close_button = close = ToastButton(context, "", self)
        close.setAccessibleName(context.tr(N_("Close this message")))
        close.clicked.connect(self.gone)
        row.addWidget(close)
        self.colour()

    def _say(self, text: str, px: int) -> PlainLabel:
        label = PlainLabel(self, text, face=font(px))
        self._labels.append(label)
        return label

    def colour(self) -> None:
        """Take the palette of now."""
        for label in self._labels:
            palette = label.palette()
            palette.setColor(label.foregroundRole(), self._context.q("toast_text"))
            label.setPalette(palette)

    def _add(self, row: QHBoxLayout, label: str, action: ToastAction) -> None:
        button = ToastButton(self._context, label, self)
        button.clicked.connect(self.gone)
        button.clicked.connect(lambda: action.run())
        row.addWidget(button)
        self.actions_shown.append(button)

    def start(self) -> None:
        """Let the time run, if it has any (0 waits for an answer) and nothing holds it."""
        if self._left > 0 and not self._held:
            self._timer.start(self._left)

    @property
    def paused(self) -> bool:
        """Whether its time stands still."""
        return self._left > 0 and not self._timer.isActive()

    def hold(self, by: str) -> None:
        """Stop the time, keep what is left of it; `by`: the pointer, or the focus."""
        self._held.add(by)
        if self._timer.isActive():
            self._left = max(1500, self._timer.remainingTime())
            self._timer.stop()

    def let_go(self, by: str) -> None:
        """Go on, unless the other holds it still."""
        self._held.discard(by)
        self.start()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Wait while she reads."""
        self.hold("pointer")

    def leaveEvent(self, event: QEvent) -> None:
        """Go on."""
        self.let_go("pointer")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dark box (light on dark)."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(QPen(self._context.q("border"), 1))
        p.setBrush(self._context.q("toast"))
        p.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        p.end()


class ToastButton(Ringed):
    """A word that can be pressed; with no word: a cross."""

    def __init__(self, context: Context, text: str, parent: ToastBox) -> None:
        super().__init__(parent)
        self._context = context
        self._box = parent
        self._text = text
        self.setFont(font(13, QFont.Weight.DemiBold))
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        metrics = QFontMetrics(self.font())
        width = metrics.horizontalAdvance(text) + 20 if text else 28
        self.setFixedSize(width, max(28, metrics.height() + 10))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Wait while the focus is here."""
        super().focusInEvent(event)
        self._box.hold("focus")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Go on."""
        super().focusOutEvent(event)
        self._box.let_go("focus")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the word."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ink = self._context.q("toast_accent" if self._text else "toast_text")
        if self.hovered or self.ringed:
            tint = self._context.q("toast_text")
            tint = tint.__class__(tint.red(), tint.green(), tint.blue(), 28)
            p.setPen(QPen(ink, 2) if self.ringed else Qt.PenStyle.NoPen)
            p.setBrush(tint)
            p.drawRoundedRect(box, 6, 6)
        p.setPen(ink)
        p.setFont(self.font())
        if self._text:
            p.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self._text)
        else:
            icons.draw(p, "close", QRectF(box.center().x() - 7, box.center().y() - 7, 14, 14), ink)
        p.end()
