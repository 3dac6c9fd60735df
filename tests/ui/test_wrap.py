"""Names in chips: lines end between words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFont

from desktop_app.ui.wrap import Wrapper

NAMES = (
    "Valentina Sosa", "Milagros Ledesma", "Taller de pronunciación", "Joaquín Acosta",
    "María de los Ángeles Etchegaray Rodríguez", "Supercalifragilístico", "B1  conversación",
)  # fmt: skip


@pytest.fixture(scope="module")
def wrapper(qapp: object) -> Wrapper:
    """Return a wrapper in the chips' small size."""
    font = QFont("Inter")
    font.setPixelSize(12)
    return Wrapper(font)


@pytest.mark.parametrize("name", NAMES)
def test_no_line_ends_inside_a_word(wrapper: Wrapper, name: str) -> None:
    """At every width that a chip may have: whole words, or one with an ellipsis."""
    words = name.split()
    for width in range(34, 160):
        for most in (1, 2, 3, 5):
            lines = wrapper.lines(name, width, most)
            assert 1 <= len(lines) <= most
            for line in lines:
                assert wrapper.width(line) <= width
                for part in line.split():
                    cut = part.endswith("…") and any(word.startswith(part[:-1]) for word in words)
                    assert part in words or cut, (width, lines)


def test_a_word_too_long_leaves_the_next_one_its_line(wrapper: Wrapper) -> None:
    """The surname is still there."""
    width = wrapper.width("Valentin")
    first, second = wrapper.lines("Valentina Sosa", width, 2)
    assert first.endswith("…")
    assert second == "Sosa"


@given(st.text(min_size=1, max_size=60), st.integers(8, 200), st.integers(1, 6))
def test_any_text_ends(text: str, width: int, most: int) -> None:
    """Blanks, long words, signs: never more lines than asked for, never without end."""
    font = QFont("Inter")
    font.setPixelSize(12)
    assert len(Wrapper(font).lines(text, width, most)) <= most
