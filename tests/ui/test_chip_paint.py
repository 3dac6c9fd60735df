"""Chips and lines laid on as pictures: the same pixels as drawn, and not without end."""

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QImage, QPainter

from desktop_app.ui.bits import Bit
from desktop_app.ui.chip_paint import ChipPainter, Ink
from desktop_app.ui.line_paint import LinePainter
from desktop_app.ui.palette import DARK, LIGHT, Palette
from desktop_app.ui.pictures import MOST_PIXELS, Pictures
from desktop_app.ui.wrap import Wrapper

BOX = QRect(10, 10, 120, 46)


def chip(title: str, flags: int = 0, seen: int = 0, palette: Palette = LIGHT) -> Ink:
    """Return a chip's ink."""
    made = Ink(title, "10:30–11:30", flags, palette.chip("#33B679", False))
    made.seen = seen
    return made


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize("height", [20, 46, 90])
@pytest.mark.parametrize(
    "ink",
    [
        ("Ana", 0, 0),
        ("María de los Ángeles Etchegaray", Bit.LINK_FAILED, 0),
        ("Joaquín Acosta", Bit.CANCELLED, 24),
    ],
)
def test_a_picture_of_a_chip_is_the_chip(
    qapp: object, palette: Palette, height: int, ink: tuple[str, int, int]
) -> None:
    painter = ChipPainter(QFont("Inter"), 13, 12)
    place = QRect(BOX.x(), BOX.y(), BOX.width(), height)
    found = []
    for way, box in ((painter._draw, QRectF(place)), (painter.draw, place), (painter.draw, place)):
        surface = QImage(160, 120, QImage.Format.Format_RGB32)
        surface.fill(palette.q("surface"))
        p = QPainter(surface)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        way(p, palette, chip(*ink, palette), box)  # type: ignore[arg-type]  # each its own
        p.end()
        found.append(surface)
    drawn, first, again = found
    assert first == drawn
    assert again == drawn


@pytest.mark.parametrize(("width", "height"), [(8, 46), (13, 22), (16, 46), (25, 22), (33, 20)])
def test_the_narrowest_chip_still_shows_how_its_name_begins(
    qapp: object, width: int, height: int
) -> None:
    """Seven at one time in a small window, and half hours: no chip is without a letter."""
    painter = ChipPainter(QFont("Inter"), 13, 12)
    looks = []
    for name in ("Lautaro Fernández", "María Fernández", "…"):
        surface = QImage(60, 60, QImage.Format.Format_RGB32)
        surface.fill(Qt.GlobalColor.white)
        p = QPainter(surface)
        painter.draw(p, LIGHT, chip(name), QRect(10, 5, width, height))
        p.end()
        assert surface not in looks
        looks.append(surface)


def test_letters_that_fit_have_no_ellipsis(qapp: object) -> None:
    wrapper = Wrapper(QFont("Inter"))
    assert wrapper.letters("Ana", 100) == "Ana"
    assert wrapper.letters("Ana Fernández", wrapper.width("Ana ")) == "Ana"
    assert wrapper.letters("Ana", 0) == "A"


def test_a_chip_that_says_something_else_is_another_picture(qapp: object) -> None:
    painter = ChipPainter(QFont("Inter"), 13, 12)
    looks = []
    for ink in (chip("Ana"), chip("Eva"), chip("Ana", Bit.LINK_FAILED), chip("Ana", 0, 20)):
        surface = QImage(160, 120, QImage.Format.Format_RGB32)
        surface.fill(Qt.GlobalColor.white)
        p = QPainter(surface)
        painter.draw(p, LIGHT, ink, BOX)
        p.end()
        assert surface not in looks
        looks.append(surface)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize("ground", ["surface", "sunken", "today"])
@pytest.mark.parametrize(
    "ink",
    [("Ana", 0), ("María de los Ángeles Etchegaray", Bit.LINK_FAILED), ("Eva", Bit.CANCELLED)],
)
def test_a_picture_of_a_line_is_the_line(
    qapp: object, palette: Palette, ground: str, ink: tuple[str, int]
) -> None:
    painter = LinePainter(QFont("Inter"), 12)
    place = QRect(10, 10, 120, 20)
    found = []
    for way, box in ((painter._draw, QRectF(place)), (painter.draw, place), (painter.draw, place)):
        surface = QImage(160, 120, QImage.Format.Format_RGB32)
        surface.fill(palette.q(ground))
        p = QPainter(surface)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = chip(*ink, palette=palette)
        line.ground = ground
        way(p, palette, line, box, False)  # type: ignore[arg-type]
        p.end()
        found.append(surface)
    drawn, first, again = found
    assert first == drawn
    assert again == drawn


def test_a_chip_that_goes_elsewhere_is_laid_on_there(qapp: object) -> None:
    """And one that comes to a screen with finer pixels is drawn in them."""
    painter, ink = ChipPainter(QFont("Inter"), 13, 12), chip("Ana")
    first = painter.picture(LIGHT, ink, BOX, 1.0)
    assert painter.picture(LIGHT, ink, BOX, 1.0) is first
    moved = painter.picture(LIGHT, ink, BOX.translated(50, 20), 1.0)
    assert moved.at - first.at == QPoint(50, 20)
    assert moved.picture.cacheKey() == first.picture.cacheKey()
    assert painter.picture(LIGHT, ink, BOX, 2.0).picture.width() == 2 * first.picture.width()


def test_the_oldest_pictures_go_where_they_grow_too_many(qapp: object) -> None:
    pictures = Pictures()
    half = QSizeF(1000, MOST_PIXELS // 2000)
    for name in "abc":
        pictures.make(name, half, 1.0, lambda _: None)
    assert [pictures.find(name) is not None for name in "abc"] == [False, True, True]
