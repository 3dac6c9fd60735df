"""Pictures of what is drawn again and again: to lay one on costs less than to draw it."""

from collections.abc import Callable, Hashable
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QSizeF, Qt
from PySide6.QtGui import QPainter, QPixmap

MOST_PIXELS = 1_000_000
"""Of pictures that are kept: 4 MB, more where a pixel of the window is several of the screen."""

A_FEW = 8
"""Pictures that are made before they are needed, between two looks for what else is to do."""


class Laid(NamedTuple):
    """A picture that was laid on for a `place`, and where; `ratio`: pixels of it in one there."""

    place: QRect
    ratio: float
    at: QPoint
    picture: QPixmap


class Pictures:
    """Pictures by what they show; the oldest ones go where they grow too many."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, QPixmap] = {}
        self._pixels = 0.0

    def find(self, what: Hashable) -> QPixmap | None:
        """Return the picture of `what`, if it is kept."""
        return self._kept.get(what)

    def make(
        self, what: Hashable, size: QSizeF, ratio: float, draw: Callable[[QPainter], None]
    ) -> QPixmap:
        """Return and keep the picture of `what` that `draw` makes, `size` pixels of the window."""
        made = self._kept[what] = _drawn(size, ratio, draw)
        self._pixels += _pixels(made)
        while self._pixels > MOST_PIXELS and len(self._kept) > 1:
            self._pixels -= _pixels(self._kept.pop(next(iter(self._kept))))
        return made


def _drawn(size: QSizeF, ratio: float, draw: Callable[[QPainter], None]) -> QPixmap:
    picture = QPixmap((size * ratio).toSize())
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    draw(painter)
    painter.end()
    return picture


def _pixels(picture: QPixmap) -> float:
    """Return of how many pixels of the window a picture is."""
    size = picture.deviceIndependentSize()
    return size.width() * size.height()
