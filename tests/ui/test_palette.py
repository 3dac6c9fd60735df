"""The colours of both palettes can be read."""

import pytest

from desktop_app.ui.palette import DARK, GOOGLE, LIGHT, OTHER, STUDENTS, Palette, contrast

BOTH = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


@BOTH
def test_text_stands_out_from_every_ground(palette: Palette) -> None:
    """4.5:1, as UX asks."""
    for ground in (palette.surface, palette.sunken, palette.today, palette.hover):
        for ink in (palette.text, palette.secondary):
            assert contrast(ink, ground) >= 4.5, (ink, ground)
    for ink in (palette.good, palette.danger, palette.accent):
        assert contrast(ink, palette.surface) >= 4.5, ink
    assert contrast(palette.on_accent, palette.accent) >= 4.5
    assert contrast(palette.toast_text, palette.toast) >= 4.5
    assert contrast(palette.toast_accent, palette.toast) >= 4.5


@BOTH
@pytest.mark.parametrize("colour", [*GOOGLE.values(), *STUDENTS, OTHER])
def test_words_on_a_chip_can_be_read(palette: Palette, colour: str) -> None:
    """In every colour, also when the class is past."""
    for past in (False, True):
        chip = palette.chip(colour, past)
        for ink in (chip.title, chip.time):
            assert contrast(ink.name(), chip.fill.name()) >= 4.5
