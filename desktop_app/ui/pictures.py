"""Pictures of what is drawn again and again: to lay one on costs less than to draw it."""

from collections.abc import Hashable

from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QPixmap

MOST_PIXELS = 1_000_000
"""Of pictures that are kept: 4 MB, more where a pixel of the window is several of the screen."""


class Pictures:
    """Pictures by what they show; the oldest ones go where they grow too many."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, QPixmap] = {}
        self._pixels = 0.0

    def find(self, what: Hashable) -> QPixmap | None:
        """Return the picture of `what`, if it is kept."""
        return self._kept.get(what)

    def keep(self, what: Hashable, picture: QPixmap) -> None:
        """Keep the picture of `what`."""
        self._kept[what] = picture
        self._pixels += _pixels(picture)
        while self._pixels > MOST_PIXELS and len(self._kept) > 1:
            self._pixels -= _pixels(self._kept.pop(next(iter(self._kept))))


def blank(size: QSizeF, ratio: float) -> QPixmap:
    """Return a picture of nothing, `size` pixels of the window."""
    picture = QPixmap((size * ratio).toSize())
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    return picture


def _pixels(picture: QPixmap) -> float:
    """Return of how many pixels of the window a picture is."""
    size = picture.deviceIndependentSize()
    return size.width() * size.height()
