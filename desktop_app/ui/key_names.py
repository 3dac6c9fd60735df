"""Keys: how they stand on the keyboard, and which of them a text field has for itself."""

from typing import NamedTuple

from PySide6.QtGui import QKeySequence

ARROWS = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}


class KeyRow(NamedTuple):
    """One line of the list of keys: its group, what they do, the keys as they are written."""

    group: str
    words: str
    keys: tuple[str, ...]


def key_text(key: str) -> str:
    """Return `key` as it stands on the keyboard: arrows as arrows, one name for both Enters."""
    before, _, last = key.rpartition("+")
    if last in ARROWS:
        return f"{before}+{ARROWS[last]}" if before else ARROWS[last]
    sequence = QKeySequence(key.replace("Return", "Enter"))
    return sequence.toString(QKeySequence.SequenceFormat.NativeText)


def of_a_field(key: str) -> bool:
    """Return whether `key` is a field's own while one has the focus."""
    return len(key) == 1 or key in {
        "Del", "Backspace", "Left", "Right", "Up", "Down", "Ctrl+C", "Ctrl+Z", "Ctrl+Shift+Z",
        "Ctrl+Y", "Ctrl+V", "Esc", "Alt+Up", "Alt+Down", "Alt+Left", "Alt+Right",
    }  # fmt: skip
