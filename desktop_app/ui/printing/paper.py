"""A printed page measured in points: black on white, a head with the days, page numbers."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QApplication

MARGIN_MM = 12
HEAD, FOOT = 34.0, 18.0
"""Points kept for the title, and for the number of the page."""
INK = QColor("#000000")
GREY = QColor("#444444")
LINE = QColor("#999999")
FAINT = QColor("#CCCCCC")
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


class Paper:
    """Draws on one page; lengths are points (1/72 inch), `box` is what is free for content."""

    def __init__(self, painter: QPainter, width: float, height: float) -> None:
        self.painter = painter
        self.width, self.height = width, height
        self.box = QRectF(0, HEAD, width, height - HEAD - FOOT)

    def text(
        self,
        box: QRectF,
        text: str,
        size: float,
        *,
        bold: bool = False,
        flags: Qt.AlignmentFlag = LEFT,
        ink: QColor = INK,
    ) -> None:
        """Write `text` on one line of `box`, cut with an ellipsis where it is too long."""
        font = letters(size, bold)
        self.painter.setFont(font)
        self.painter.setPen(ink)
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        self.painter.drawText(box, int(flags) | int(Qt.TextFlag.TextSingleLine), shown)

    def words(self, box: QRectF, text: str, size: float, *, bold: bool = False) -> float:
        """Write `text` on as many lines as `box` has; return the height that was used."""
        font = letters(size, bold)
        metrics = QFontMetricsF(font)
        rest, y = text.split(), box.top()
        while rest and y + metrics.height() <= box.bottom() + 1:
            count = 1
            last = y + 2 * metrics.height() > box.bottom() + 1
            while count < len(rest) and (
                metrics.horizontalAdvance(" ".join(rest[: count + 1])) <= box.width()
            ):
                count += 1
            line = " ".join(rest if last else rest[:count])
            row = QRectF(box.left(), y, box.width(), metrics.height())
            self.text(row, line, size, bold=bold)
            rest = [] if last else rest[count:]
            y += metrics.height()
        return y - box.top()

    def line(self, x: float, y: float, to_x: float, to_y: float, ink: QColor = LINE) -> None:
        """Draw a thin line."""
        self.painter.setPen(QPen(ink, 0.5))
        self.painter.drawLine(QPointF(x, y), QPointF(to_x, to_y))

    def frame(self, box: QRectF, edge: QColor) -> None:
        """Draw a white box with a thin frame and an edge in colour at its left."""
        self.painter.setPen(QPen(GREY, 0.5))
        self.painter.setBrush(Qt.GlobalColor.white)
        self.painter.drawRect(box)
        self.painter.fillRect(QRectF(box.left(), box.top(), 2.5, box.height()), edge)


Page = Callable[[Paper], None]


class Job(NamedTuple):
    """What is printed: its title, the days in words, and its pages for a given room.

    `pages` takes width and height of the paper in points; each page draws into Paper.box.
    """

    title: str
    days: str
    landscape: bool
    pages: Callable[[float, float], Sequence[Page]]
    number: Callable[[int, int], str]  # page, pages: what the foot says


def set_up(device: QPagedPaintDevice, job: Job) -> None:
    """Give `device` A4 in the job's direction with Aula's margins."""
    turned = QPageLayout.Orientation
    device.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            turned.Landscape if job.landscape else turned.Portrait,
            QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM),
            QPageLayout.Unit.Millimeter,
        )
    )


def draw(device: QPagedPaintDevice, job: Job) -> int:
    """Draw all pages of `job` on `device`; return how many there are."""
    room = device.pageLayout().paintRect(QPageLayout.Unit.Point)
    pages = job.pages(room.width(), room.height() - HEAD - FOOT)
    painter = QPainter(device)
    painter.scale(device.logicalDpiX() / 72, device.logicalDpiY() / 72)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for index, page in enumerate(pages):
        if index:
            device.newPage()
        paper = Paper(painter, room.width(), room.height())
        head = QRectF(0, 0, room.width(), HEAD - 10)
        paper.text(head, job.title, 16, bold=True)
        paper.text(head, job.days, 10, flags=RIGHT)
        foot = QRectF(0, room.height() - FOOT + 4, room.width(), FOOT - 4)
        paper.text(foot, job.number(index + 1, len(pages)), 8, flags=RIGHT, ink=GREY)
        paper.text(foot, "Aula", 8, ink=GREY)
        page(paper)
    painter.end()
    return len(pages)


def letters(size: float, bold: bool = False) -> QFont:
    """Return the system's font `size` points high: on the scaled page a pixel is a point."""
    font = QFont(QApplication.font())
    font.setPixelSize(max(1, round(size)))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font
