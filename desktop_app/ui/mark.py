"""Aula's mark, drawn: the same as resources/icons/aula.svg, with no SVG library loaded."""

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

BLUE, WHITE = "#1A73E8", "#FFFFFF"
SIZES = (16, 22, 24, 32, 48, 64, 128)


def draw_mark(painter: QPainter, box: QRectF) -> None:
    """Draw the mark into the square `box`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.topLeft())
    painter.scale(box.width() / 32, box.width() / 32)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(BLUE))
    painter.drawRoundedRect(QRectF(2, 2, 28, 28), 7, 7)
    painter.setBrush(QColor(WHITE))
    painter.drawRoundedRect(QRectF(15, 17, 6, 4), 1, 1)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(QColor(WHITE), 2)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawRoundedRect(QRectF(8, 9, 16, 15), 2.5, 2.5)
    painter.drawLines([QLineF(8, 14, 24, 14), QLineF(12, 6.5, 12, 10), QLineF(20, 6.5, 20, 10)])
    painter.restore()


def mark_icon() -> QIcon:
    """Return the mark as an icon, for windows and trays."""
    icon = QIcon()
    for size in SIZES:
        sheet = QPixmap(size, size)
        sheet.fill(Qt.GlobalColor.transparent)
        painter = QPainter(sheet)
        draw_mark(painter, QRectF(0, 0, size, size))
        painter.end()
        icon.addPixmap(sheet)
    return icon


class Mark(QWidget):
    """The mark on a page; nothing to read, so nothing for a screen reader."""

    def __init__(self, size: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(QSize(size, size))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark."""
        painter = QPainter(self)
        draw_mark(painter, QRectF(self.rect()))
        painter.end()
