"""Google's eleven event colours by the names that its own pages give them, and a field for one."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from desktop_app.domain.text import N_
from desktop_app.ui.context import Context
from desktop_app.ui.fields import Choice
from desktop_app.ui.palette import GOOGLE

NAMES = {
    "11": N_("Tomato"),
    "4": N_("Flamingo"),
    "6": N_("Tangerine"),
    "5": N_("Banana"),
    "2": N_("Sage"),
    "10": N_("Basil"),
    "7": N_("Peacock"),
    "9": N_("Blueberry"),
    "1": N_("Lavender"),
    "3": N_("Grape"),
    "8": N_("Graphite"),
}
SWATCH = 14


class ColourChoice(Choice):
    """A list of the colours, each with a swatch and its name; the first is none of them."""

    def __init__(self, context: Context, none: str, parent: QWidget) -> None:
        super().__init__(context, parent)
        self.setIconSize(QSize(SWATCH, SWATCH))
        self.addItem(none, "")
        for color_id, name in NAMES.items():
            self.addItem(swatch(GOOGLE[color_id], self), context.tr(name), color_id)

    @property
    def color_id(self) -> str:
        """Google's id of the chosen colour, "" for none."""
        return str(self.currentData() or "")

    def choose(self, color_id: str) -> None:
        """Show the colour `color_id`; one that is not Google's counts as none."""
        self.setCurrentIndex(max(0, self.findData(color_id)))


def swatch(colour: str, widget: QWidget) -> QIcon:
    """Return a round spot of `colour`, sharp at the widget's scale."""
    ratio = widget.devicePixelRatioF()
    picture = QPixmap(round(SWATCH * ratio), round(SWATCH * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    p = QPainter(picture)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(QColor(colour))
    p.drawEllipse(QRectF(1, 1, SWATCH - 2, SWATCH - 2))
    p.end()
    return QIcon(picture)
