"""Cutting a title into lines that fit a chip: at words, inside a word, with an ellipsis."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QStaticText


class Wrapper:
    """Wraps texts in one font; what it has done once it remembers, for weeks repeat their names."""

    LIMIT = 4000

    def __init__(self, font: QFont) -> None:
        self._font = font
        self._metrics = metrics = QFontMetrics(font)
        self._shaped: dict[str, QStaticText] = {}
        self._done: dict[tuple[str, int, int], tuple[str, ...]] = {}
        self.height = metrics.height()
        self.ascent = metrics.ascent()

    def width(self, text: str) -> int:
        """Return how wide `text` is, in pixels."""
        return self._metrics.horizontalAdvance(text)

    def lines(self, text: str, width: int, most: int) -> tuple[str, ...]:
        """Return `text` in at most `most` lines of `width` pixels; the last one elided."""
        key = (text, width, most)
        found = self._done.get(key)
        if found is None:
            if len(self._done) > self.LIMIT:
                self._done.clear()
            found = tuple(self._wrap(text[:300], width, max(1, most)))
            self._done[key] = found
        return found

    def shaped(self, line: str) -> QStaticText:
        """Return `line` shaped for drawing: shaping costs more than drawing."""
        found = self._shaped.get(line)
        if found is None:
            if len(self._shaped) > self.LIMIT:
                self._shaped.clear()
            found = QStaticText(line)
            found.setTextFormat(Qt.TextFormat.PlainText)
            found.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
            found.prepare(font=self._font)
            self._shaped[line] = found
        return found

    def widest(self, text: str) -> int:
        """Return the width of the widest word."""
        key = (text, -1, 0)
        found = self._done.get(key)
        if found is None:
            found = (str(max((self.width(word) for word in text[:300].split()), default=0)),)
            self._done[key] = found
        return int(found[0])

    def _wrap(self, text: str, width: int, most: int) -> list[str]:
        lines: list[str] = []
        rest = text
        while rest and len(lines) < most - 1:
            if self.width(rest) <= width:
                break
            cut = self._fitting(rest, width)
            lines.append(rest[:cut].rstrip())
            rest = rest[cut:].lstrip()
        if rest and self.width(rest) <= width:
            lines.append(rest)
        elif rest:
            lines.append(self._metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width))
        return lines

    def _fitting(self, text: str, width: int) -> int:
        """Return how many characters go on this line: whole words if any, else what fits."""
        best = 0
        at = text.find(" ")
        while at > 0 and self.width(text[:at]) <= width:
            best = at
            at = text.find(" ", at + 1)
        if best:
            return best
        low, high = 1, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            if self.width(text[:middle]) <= width:
                low = middle
            else:
                high = middle - 1
        return low
