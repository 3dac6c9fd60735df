"""The switch between views: a row of words of which one is down."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop_app.ui.context import Context
from desktop_app.ui.look import font
from desktop_app.ui.ringed import Walked


class Segment(Walked):
    """One of the choices; for a screen reader a checkable button."""

    STEPS: ClassVar[Mapping[Qt.Key, int]] = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}

    walked = Signal(object, int)  # itself, +1 or -1

    def __init__(self, context: Context, name: str, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.name = name
        self.shown_text = text
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def show_down(self, down: bool) -> None:
        """Be the one that is down, and the one that Tab comes to, or not."""
        self.setChecked(down)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if down else Qt.FocusPolicy.ClickFocus)

    def step(self, by: int) -> None:
        """Let the switch walk on."""
        self.walked.emit(self, by)

    def sizeHint(self) -> QSize:
        """Return what the word needs when it is down: nothing moves with the choice."""
        metrics = QFontMetrics(font(13, QFont.Weight.DemiBold))
        width = metrics.horizontalAdvance(self.shown_text) + 24
        return QSize(width, max(32, metrics.height() + 10))

    def minimumSizeHint(self) -> QSize:
        """Return the same: words are never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the word, on a ground of its own when it is down."""
        palette = self._context.palette
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(2.5, 2.5, -2.5, -2.5)
        down = self.isChecked()
        if down or self.hovered:
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(palette.q("pressed" if down else "hover"))
            p.drawRoundedRect(box, 4, 4)
        p.setFont(font(13, QFont.Weight.DemiBold if down else QFont.Weight.Medium))
        p.setPen(palette.q("text" if down or self.hovered else "secondary"))
        p.drawText(box, Qt.AlignmentFlag.AlignCenter, self.shown_text)
        if self.ringed:
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.setPen(QPen(palette.q("accent"), 2))
            p.drawRoundedRect(box.adjusted(-1, -1, 1, 1), 5, 5)
        p.end()


class Switch(QWidget):
    """Shows its choices side by side; one that is not among the `usual` only while it is down."""

    picked = Signal(str)

    def __init__(
        self,
        context: Context,
        name: str,
        choices: Sequence[tuple[str, str]],
        usual: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._usual = usual
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.segments = [Segment(context, choice, text, self) for choice, text in choices]
        for segment in self.segments:
            row.addWidget(segment)
            segment.clicked.connect(lambda _=False, s=segment: self._pick(s))
            segment.walked.connect(self._walk)

    def show_choice(self, name: str) -> None:
        """Show which one is down."""
        for segment in self.segments:
            segment.show_down(segment.name == name)
            segment.setVisible(segment.name == name or segment.name in self._usual)

    def _pick(self, segment: Segment) -> None:
        self.show_choice(segment.name)
        self.picked.emit(segment.name)

    def _walk(self, segment: Segment, step: int) -> None:
        shown = [s for s in self.segments if not s.isHidden()]
        target = shown[(shown.index(segment) + step) % len(shown)]
        self._pick(target)
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.setPen(QPen(self._context.q("border"), 1))
        p.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        p.end()
