"""The colours of all palettes can be read, and what is drawn can be told from its ground."""

from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app.domain.occurrence import Occurrence
from desktop_app.ui import look
from desktop_app.ui.palette import (
    DARK,
    GOOGLE,
    HIGH_DARK,
    HIGH_LIGHT,
    LIGHT,
    OTHER,
    STUDENTS,
    Palette,
    contrast,
    event_colour,
)
from tests.ui.fakes import lesson, row

PALETTES = {"light": LIGHT, "dark": DARK, "high-light": HIGH_LIGHT, "high-dark": HIGH_DARK}
ALL = pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)

# Every ground that words stand on, and which words: rows of lists, toasts, fields, buttons, keys.
PAIRS = [
    *((ink, ground) for ground in ("surface", "sunken", "today", "hover")
      for ink in ("text", "secondary")),
    ("text", "pressed"),
    *((ink, "surface") for ink in ("good", "danger", "accent", "warn")),
    *((ink, "sunken") for ink in ("good", "danger", "warn")),
    ("danger", "hover"), ("danger", "today"),
    ("on_accent", "accent"),
    ("toast_text", "toast"), ("toast_accent", "toast"),
]  # fmt: skip
# What is drawn to be seen: edges of fields, rings, the bar of the active row, dots, the now line.
DRAWN = [
    ("edge", "surface"), ("accent", "surface"), ("accent", "sunken"), ("accent", "hover"),
    ("text", "hover"), ("now", "surface"), ("now", "today"), ("good", "sunken"),
    ("warn", "sunken"), ("danger", "sunken"),
]  # fmt: skip


def of(palette: Palette, role: str) -> str:
    return str(getattr(palette, role))


@ALL
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_stands_out_from_every_ground(palette: Palette, ink: str, ground: str) -> None:
    """4.5:1, as UX asks; 7:1 where the system asks for high contrast."""
    high = palette in (HIGH_LIGHT, HIGH_DARK)
    least = 7 if high and ink in ("text", "secondary", "toast_text") else 4.5
    assert contrast(of(palette, ink), of(palette, ground)) >= least


@ALL
@pytest.mark.parametrize(("line", "ground"), DRAWN)
def test_what_is_drawn_to_be_seen_stands_out(palette: Palette, line: str, ground: str) -> None:
    """3:1."""
    assert contrast(of(palette, line), of(palette, ground)) >= 3


@ALL
@pytest.mark.parametrize("colour", [*GOOGLE.values(), *STUDENTS, OTHER])
def test_words_on_a_chip_can_be_read(palette: Palette, colour: str) -> None:
    """In every colour, also when the class is past; the mark of trouble too."""
    for past in (False, True):
        chip = palette.chip(colour, past)
        for ink in (chip.title, chip.time):
            assert contrast(ink.name(), chip.fill.name()) >= 4.5


@ALL
@pytest.mark.parametrize("colour", [*GOOGLE.values(), *STUDENTS, OTHER])
def test_the_ring_of_the_focus_can_be_told_from_every_chip(palette: Palette, colour: str) -> None:
    """That of the selection, in the accent, is told from the surface around the chip."""
    assert contrast(palette.text, palette.chip(colour, past=False).fill.name()) >= 3


def hints(scheme: Qt.ColorScheme, contrast_wanted: Qt.ContrastPreference) -> Any:
    return SimpleNamespace(
        colorScheme=lambda: scheme,
        accessibility=lambda: SimpleNamespace(contrastPreference=lambda: contrast_wanted),
    )


@pytest.mark.parametrize(
    ("theme", "scheme", "high", "chosen"),
    [
        ("system", Qt.ColorScheme.Light, False, LIGHT),
        ("system", Qt.ColorScheme.Dark, False, DARK),
        ("light", Qt.ColorScheme.Dark, False, LIGHT),
        ("system", Qt.ColorScheme.Light, True, HIGH_LIGHT),
        ("system", Qt.ColorScheme.Dark, True, HIGH_DARK),
        ("dark", Qt.ColorScheme.Light, True, HIGH_DARK),
    ],
)
def test_the_system_chooses_dark_and_contrast(
    theme: str, scheme: Qt.ColorScheme, high: bool, chosen: Palette
) -> None:
    wanted = Qt.ContrastPreference.HighContrast if high else Qt.ContrastPreference.NoPreference
    assert look.choose(hints(scheme, wanted), theme) is chosen


@ALL
@pytest.mark.parametrize(
    "colour", [*GOOGLE.values(), *STUDENTS, OTHER, "#FFFFFF", "#000000", "#F6BF26"]
)
def test_edges_and_dots_stand_out_in_every_colour_a_calendar_may_have(
    palette: Palette, colour: str
) -> None:
    """3:1, as UX asks of edges; what stands out already stays as it is."""
    for ground in (palette.surface, palette.sunken):
        assert contrast(palette.q(colour).name(), ground) >= 3
    assert contrast(palette.chip(colour, False).edge.name(), palette.surface) >= 3
    if all(contrast(colour, ground) >= 3 for ground in (palette.surface, palette.sunken)):
        assert palette.fit(colour) == colour


@ALL
def test_the_window_stands_on_its_own_surface(
    palette: Palette, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    """Colours of calendars are fitted to be seen; the ground they are seen on is not."""
    monkeypatch.setattr(look, "choose", lambda hints, theme: palette)
    before = qapp.palette()
    look.apply(qapp, "system")
    shown = qapp.palette()
    qapp.setPalette(before)
    assert shown.window().color().name().upper() == palette.surface
    assert shown.windowText().color().name().upper() == palette.text
    assert shown.base().color().name().upper() == palette.surface


def test_a_class_keeps_its_students_colour_whatever_it_and_the_student_are_called() -> None:
    """Without a student it is its name's: whom she names alike looks alike."""
    one = row(lesson("a", "Ana", "2026-11-24 10:00", "2026-11-24 11:00"))
    linked = one._replace(students="aaaa bbbb")

    def colour(o: Occurrence) -> str:
        return event_colour(o.color_id, True, o.whose)

    assert colour(linked) == colour(linked._replace(summary="Anita Fernández"))
    assert colour(linked) == event_colour("", True, "aaaa")
    assert colour(one) == colour(one._replace(family="b", summary=" ANA "))
    assert colour(linked._replace(color_id="9")) == "#3F51B5"
