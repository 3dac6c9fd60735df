"""Our buttons: drawn by hand, so that the first paint reads no style sheet."""

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.ui import icons
from desktop_app.ui.context import Context
from desktop_app.ui.look import font
from desktop_app.ui.ringed import Ringed
from desktop_app.ui.texts import tip

LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
"""Where the words begin is worked out already, from right to left too."""
Kind = Literal["primary", "plain", "flat", "danger", "toggle"]


class Button(Ringed):
    """A push button. `primary` is filled, `plain` outlined, `flat` bare until pointed at, `toggle`
    (checkable) filled while it is on and outlined while it is off.

    `icon` names one of ours; with no text it is a square whose `name` is for screen readers and
    the tooltip. `hint` is a key, shown in a small frame at the right.
    """

    def __init__(
        self,
        context: Context,
        text: str,
        kind: Kind = "plain",
        parent: QWidget | None = None,
        *,
        icon: str = "",
        hint: str = "",
        name: str = "",
        height: int = 32,
        pad: int = 12,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._kind = kind
        self._icon = icon
        self._hint = hint
        self._height = height
        self._pad = pad
        self.setFont(font(13, QFont.Weight.DemiBold if kind != "flat" else QFont.Weight.Medium))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.set_text(text)
        if name:
            self.setAccessibleName(name)
            self.setToolTip(name)

    @property
    def _filled(self) -> bool:
        return self._kind == "primary" or (self._kind == "toggle" and self.isChecked())

    def setToolTip(self, text: str) -> None:
        """Show `text` as it is to whoever waits over it; a guest's name may be in it."""
        super().setToolTip(tip(text))

    def set_text(self, text: str) -> None:
        """Show `text`; an ampersand is an ampersand."""
        self.setText(text.replace("&", "&&"))
        self._shown = text
        if text:
            self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return what the words need, and the key beside them."""
        least = self.minimumSizeHint()
        if self._hint:
            more = QFontMetrics(self.font()).horizontalAdvance(self._hint) + 20
            least.setWidth(least.width() + more)
        return least

    def minimumSizeHint(self) -> QSize:
        """Return what the words need: they are never cut, the key goes before they are."""
        metrics = QFontMetrics(self.font())
        height = max(self._height, metrics.height() + 10)
        width = metrics.horizontalAdvance(self._shown) + (2 * self._pad if self._shown else 0)
        if self._icon:
            width += 20 if self._shown else height
        return QSize(width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the shape, the icon, the words, the key."""
        palette = self._context.palette
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        ink = palette.q("text")
        if not self.isEnabled():
            ink = palette.q("secondary")
        elif self._filled:
            ink = palette.q("on_accent")
        elif self._kind == "danger":
            ink = palette.q("danger")
        self._shape(p, box)
        metrics = QFontMetrics(self.font())
        hint_width = metrics.horizontalAdvance(self._hint) + 12 if self._hint else 0
        content = metrics.horizontalAdvance(self._shown) + (20 if self._icon and self._shown else 0)
        if content + hint_width + 20 > box.width():
            hint_width = 0  # the words win over the key, which is in the menu too
        x = box.left() + (box.width() - hint_width - content) / 2
        if self._icon:
            size = 16.0
            left = x if self._shown else box.center().x() - size / 2
            icons.draw(p, self._icon, QRectF(left, box.center().y() - size / 2, size, size), ink)
            x += 20
        p.setFont(self.font())
        p.setPen(ink)
        if self._shown:
            words = QRectF(x, box.top(), box.right() - x - 4, box.height())
            p.drawText(words, int(LEFT), self._shown)
        if hint_width:
            key = QRectF(box.right() - hint_width - 6, box.center().y() - 9, hint_width, 18)
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.setPen(QPen(ink, 1))
            p.drawRoundedRect(key, 4, 4)
            p.setFont(font(11))
            p.drawText(key, int(Qt.AlignmentFlag.AlignCenter), self._hint)
        if self.ringed:
            p.setBrush(Qt.BrushStyle.NoBrush)
            inner = self._filled
            p.setPen(QPen(palette.q("on_accent" if inner else "accent"), 2))
            inset = 2.5 if inner else 0.5
            p.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), 5, 5)
        p.end()

    def _shape(self, p: QPainter, box: QRectF) -> None:
        palette = self._context.palette
        p.setPen(Qt.PenStyle.NoPen)
        if self._filled:
            colour = palette.q("accent")
            if self.isDown():
                colour = colour.darker(115)
            elif self.hovered:
                colour = colour.darker(106)
            p.setBrush(colour)
        elif self.isDown():
            p.setBrush(palette.q("pressed"))
        elif self.hovered and self.isEnabled():
            p.setBrush(palette.q("hover"))
        elif self._kind == "flat":
            p.setBrush(Qt.BrushStyle.NoBrush)
        else:
            p.setBrush(palette.q("surface"))
        if self._kind in ("plain", "danger", "toggle") and not self._filled:
            p.setPen(QPen(palette.q("border"), 1))
        p.drawRoundedRect(box, 6, 6)
