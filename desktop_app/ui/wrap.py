"""Cutting a title into lines that fit a chip: between words, a word too long with an ellipsis."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QStaticText

MIDDLE, RIGHT = 0.5, 1.0
"""Where `write` sets a text: so much of what room it leaves is at its left."""


class Wrapper:
    """Wraps texts in one font; what it has done once it remembers, for weeks repeat their names."""

    LIMIT = 4000

    def __init__(self, font: QFont) -> None:
        self.font = font
        self._metrics = metrics = QFontMetrics(font)
        self._shaped: dict[str, QStaticText] = {}
        self._widths: dict[str, int] = {}
        self._done: dict[tuple[str, int, int], tuple[str, ...]] = {}
        self.height = metrics.height()
        self.ascent = metrics.ascent()

    def width(self, text: str) -> int:
        """Return how wide `text` is, in pixels."""
        found = self._widths.get(text)
        if found is None:
            if len(self._widths) > self.LIMIT:
                self._widths.clear()
            found = self._widths[text] = self._metrics.horizontalAdvance(text)
        return found

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

    def letters(self, text: str, width: float) -> str:
        """Return as many letters of `text` as fit `width`, and no ellipsis: it would be all there is."""
        text = text[:60]
        while len(text) > 1 and self.width(text) > width:
            text = text[:-1]
        return text.rstrip()

    def shaped(self, line: str) -> QStaticText:
        """Return `line` shaped for drawing: shaping costs more than drawing."""
        found = self._shaped.get(line)
        if found is None:
            if len(self._shaped) > self.LIMIT:
                self._shaped.clear()
            found = QStaticText(line)
            found.setTextFormat(Qt.TextFormat.PlainText)
            found.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
            found.prepare(font=self.font)
            self._shaped[line] = found
        return found

    def write(
        self,
        painter: QPainter,
        text: str,
        left: float,
        top: float,
        width: float,
        height: float,
        share: float = 0.0,
    ) -> None:
        """Write `text` on one line in a box, in the middle of its height; `painter` has the font.

        `share`: 0 at the left of the box, MIDDLE, RIGHT.
        """
        if share:
            left = round(left + (width - self.width(text)) * share)
        y = round(top + (height - self.height) / 2)
        painter.drawStaticText(QPointF(left, y), self.shaped(text))

    def widest(self, text: str) -> int:
        """Return the width of the widest word."""
        return max((self.width(word) for word in text[:300].split()), default=0)

    def _wrap(self, text: str, width: int, most: int) -> list[str]:
        lines: list[str] = []
        rest = text
        while rest:
            if self.width(rest) <= width:
                lines.append(rest)
                break
            if len(lines) == most - 1:
                lines.append(self._elided(rest, width))
                break
            cut = self._fitting(rest, width)
            if cut:
                lines.append(rest[:cut].rstrip())
                rest = rest[cut:].lstrip()
            else:  # "Valentin…" reads better than "Valentin" and "a" on the next line
                word, _, rest = rest.partition(" ")
                lines.append(self._elided(word, width))
                rest = rest.lstrip()
        return lines

    def _elided(self, text: str, width: int) -> str:
        return self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)

    def _fitting(self, text: str, width: int) -> int:
        """Return how many characters of whole words go on this line; 0: not even the first."""
        best = 0
        at = text.find(" ")
        while at > 0 and self.width(text[:at]) <= width:
            best = at
            at = text.find(" ", at + 1)
        return best
