"""Our own line icons, drawn as paths: no file is read and no SVG library loaded at the start."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

# Polylines on a 16 x 16 sheet, and circles as (x, y, radius).
LINES: dict[str, tuple[tuple[tuple[float, float], ...], ...]] = {
    "plus": (((8, 3), (8, 13)), ((3, 8), (13, 8))),
    "left": (((10, 3.5), (5.5, 8), (10, 12.5)),),
    "right": (((6, 3.5), (10.5, 8), (6, 12.5)),),
    "down": (((3.5, 6), (8, 10.5), (12.5, 6)),),
    "over": (((3.5, 10), (8, 5.5), (12.5, 10)),),
    "close": (((4, 4), (12, 12)), ((12, 4), (4, 12))),
    "check": (((3, 8.5), (6.5, 12), (13, 4.5)),),
    "up": (((8, 13), (8, 3.5)), ((4, 7.5), (8, 3.5), (12, 7.5))),
    "person": (
        ((2.6, 13.4), (3.4, 11.2), (5.4, 9.9), (8, 9.5), (10.6, 9.9), (12.6, 11.2), (13.4, 13.4)),
    ),
    "find": (((10.4, 10.4), (13.6, 13.6)),),
    "go": (((3, 8), (13, 8)), ((9, 4), (13, 8), (9, 12))),
    "day": (
        ((2.5, 4), (13.5, 4), (13.5, 13.5), (2.5, 13.5), (2.5, 4)),
        ((2.5, 7), (13.5, 7)),
        ((5.5, 2.2), (5.5, 4)),
        ((10.5, 2.2), (10.5, 4)),
    ),
    "ask": (
        ((5.2, 6), (5.8, 4.2), (8, 3.2), (10.2, 4.2), (10.6, 6), (8, 8.4), (8, 9.8)),
        ((8, 12.4), (8, 12.6)),
    ),
    "wait": (((8, 4.8), (8, 8), (10.4, 9.6)),),
    "warn": (((8, 4.4), (8, 9)), ((8, 11.4), (8, 11.6))),
    "nolink": (((3.4, 12.6), (12.6, 3.4)),),
    "focus": (
        ((2.6, 11), (2.6, 8.4), (4.2, 4.8), (8, 3.2), (11.8, 4.8), (13.4, 8.4), (13.4, 11)),
        ((2.6, 9), (4.8, 9), (4.8, 13), (2.6, 13), (2.6, 9)),
        ((13.4, 9), (11.2, 9), (11.2, 13), (13.4, 13), (13.4, 9)),
    ),
    "away": (
        ((7, 3), (3, 3), (3, 13), (7, 13)),
        ((6.5, 8), (13.5, 8)),
        ((10.5, 5), (13.5, 8), (10.5, 11)),
    ),
    "cake": (
        ((2.5, 13.5), (2.5, 8.5), (13.5, 8.5), (13.5, 13.5), (2.5, 13.5)),
        ((2.5, 10.8), (5.2, 11.8), (8, 10.8), (10.8, 11.8), (13.5, 10.8)),
        ((8, 8.5), (8, 5.5)),
        ((8, 3.2), (8, 2.4)),
    ),
    "place": (
        (
            (8, 14),
            (3.8, 8.4),
            (3.6, 6.2),
            (5, 3.6),
            (8, 2.4),
            (11, 3.6),
            (12.4, 6.2),
            (12.2, 8.4),
            (8, 14),
        ),
    ),
    "copy": (
        ((5.5, 5.5), (13, 5.5), (13, 13.5), (5.5, 13.5), (5.5, 5.5)),
        ((3, 10.5), (3, 2.5), (10.5, 2.5)),
    ),
    "video": (
        ((2, 4.5), (10, 4.5), (10, 11.5), (2, 11.5), (2, 4.5)),
        ((10, 7.3), (14, 4.9), (14, 11.1), (10, 8.7)),
    ),
    "trash": (
        ((3, 4.5), (13, 4.5)),
        ((6, 4.5), (6, 2.5), (10, 2.5), (10, 4.5)),
        ((4.3, 4.5), (5, 13.5), (11, 13.5), (11.7, 4.5)),
    ),
}
CIRCLES: dict[str, tuple[tuple[float, float, float], ...]] = {
    "person": ((8, 5.2, 2.7),),
    "find": ((6.8, 6.8, 4.4),),
    "wait": ((8, 8, 5.6),),
    "warn": ((8, 8, 6),),
    "nolink": ((8, 8, 5.8),),
    "place": ((8, 6.6, 1.7),),
}
DOTS: dict[str, tuple[tuple[float, float, float], ...]] = {
    "more": ((3, 8, 1.3), (8, 8, 1.3), (13, 8, 1.3)),
}
NAMES = frozenset(LINES) | frozenset(DOTS)


def draw(painter: QPainter, name: str, box: QRectF, colour: QColor, width: float = 1.5) -> None:
    """Draw the icon `name` in `box`; raises KeyError on a name that is none."""
    if name not in NAMES:
        raise KeyError(name)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.topLeft())
    size = box.width() / 16
    painter.scale(size, size)
    painter.setPen(
        QPen(
            colour, width / size, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap,
            Qt.PenJoinStyle.RoundJoin,
        )
    )  # fmt: skip
    painter.setBrush(Qt.BrushStyle.NoBrush)
    path = QPainterPath()
    for line in LINES.get(name, ()):
        path.moveTo(*line[0])
        for point in line[1:]:
            path.lineTo(*point)
    for x, y, r in CIRCLES.get(name, ()):
        path.addEllipse(QPointF(x, y), r, r)
    painter.drawPath(path)
    if name in DOTS:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        for x, y, r in DOTS[name]:
            painter.drawEllipse(QPointF(x, y), r, r)
    painter.restore()
