"""A line as it is being understood: what a rule has taken is gone, what is left is the title."""

import re
from collections.abc import Iterator

from desktop_app.domain.fold import fold

GAP = "\0"
_EDGES = " ,.;:·-–—\0"
_LEADING = {"con", "with", "para", "for", "y", "and"}
_TRAILING = {
    "de", "del", "con", "el", "la", "los", "las", "a", "al", "at", "on", "the", "for", "por", "y",
    "and", "en", "in", "to", "with", "para", "desde", "from",
}  # fmt: skip


def rule(pattern: str) -> re.Pattern[str]:
    """Return `pattern` compiled so that it only matches whole words; spaces stand for any gap."""
    spaced = pattern.replace(" ", r"\s")
    return re.compile(rf"(?<![^\s{GAP}(])(?:{spaced})(?=[,;.)]?(?:[\s{GAP}]|$))")


class Scan:
    """The line in small letters without accents, word for word beside what was typed."""

    def __init__(self, line: str) -> None:
        self._words = line.replace(GAP, " ").split()
        folded = [" ".join(fold(word).split()) or "?" for word in self._words]
        self.text = " ".join(folded)
        self._starts: list[int] = []
        at = 0
        for word in folded:
            self._starts.append(at)
            at += len(word) + 1

    def copy(self) -> "Scan":
        """Return the line as it is understood so far, to try something on."""
        made = Scan.__new__(Scan)
        made._words, made._starts, made.text = self._words, self._starts, self.text
        return made

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Return the first match of `pattern`, taken out of the line."""
        found = pattern.search(self.text)
        if found is not None:
            self.remove(found.start(), found.end())
        return found

    def each(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Yield the matches of `pattern`; the caller removes those it understands."""
        return pattern.finditer(self.text)

    def remove(self, start: int, end: int) -> None:
        """Take these letters out of the line, its length kept."""
        self.text = self.text[:start] + GAP * (end - start) + self.text[end:]

    @property
    def rest(self) -> str:
        """What nobody has taken, as it was typed."""
        left = []
        for word, start in zip(self._words, self._starts, strict=True):
            gone = self.text[start : start + 1] == GAP
            left.append("" if gone else word.strip("\0"))
        words = [word for word in left if word.strip(_EDGES)]
        while words and fold(words[-1].strip(_EDGES)) in _TRAILING:
            words.pop()
        while words and fold(words[0].strip(_EDGES)) in _LEADING:
            words.pop(0)
        return " ".join(words).strip(" ,;·-–—")
