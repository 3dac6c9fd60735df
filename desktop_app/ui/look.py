"""The look of the whole program: palette, fonts and style, following the system or switched."""

from collections.abc import Callable
from functools import lru_cache
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QGuiApplication, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication

from desktop_app.ui.palette import DARK, HIGH_DARK, HIGH_LIGHT, LIGHT, Palette

STYLE = ("-style", "fusion")
"""Arguments of QApplication. `app.style()` would do it too, but to name the class of what it returns
PySide6 loads every style and widget there is, which costs 10 ms of the way to the first paint."""
Theme = Literal["system", "light", "dark"]


def choose(hints: QStyleHints, theme: str) -> Palette:
    """Return the palette that `theme` means now; of high contrast where the system asks for it."""
    dark = theme == "dark"
    if theme == "system":
        dark = hints.colorScheme() == Qt.ColorScheme.Dark
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return HIGH_DARK if dark else HIGH_LIGHT
    return DARK if dark else LIGHT


def watch(changed: Callable[[], None]) -> None:
    """Call `changed` when the system turns dark or light, or to another contrast."""
    hints = QGuiApplication.styleHints()
    hints.colorSchemeChanged.connect(lambda _: changed())
    hints.accessibility().contrastPreferenceChanged.connect(lambda _: changed())


def apply(app: QApplication, theme: str) -> Palette:
    """Give the program its palette for `theme`: system, light or dark."""
    chosen = choose(app.styleHints(), theme)
    app.setPalette(_qt_palette(chosen))
    return chosen


def font(px: int, weight: QFont.Weight = QFont.Weight.Normal, base: QFont | None = None) -> QFont:
    """Return the system font at `px` pixels, larger where the system's own text is larger."""
    made = QFont(base) if base is not None else QFont(QApplication.font())
    made.setPixelSize(round(px * scale()))
    made.setWeight(weight)
    return made


def scale() -> float:
    """Return how much larger than usual the system wants text: 1 to 1.4."""
    return _scale(QApplication.font().key())


@lru_cache(maxsize=4)
def _scale(key: str) -> float:
    # Asked for every text of the window: which pixels a font comes to is found out once.
    return min(1.4, max(1.0, QFontInfo(QApplication.font()).pixelSize() / 15.5))


def _qt_palette(p: Palette) -> QPalette:
    made = QPalette(p.q("hover"), p.q("surface"))
    role = QPalette.ColorRole
    for name, colour in (
        (role.Window, p.surface),
        (role.WindowText, p.text),
        (role.Base, p.surface),
        (role.AlternateBase, p.sunken),
        (role.Text, p.text),
        (role.PlaceholderText, p.secondary),
        (role.Button, p.surface),
        (role.ButtonText, p.text),
        (role.BrightText, p.text),
        (role.ToolTipBase, p.toast),
        (role.ToolTipText, p.toast_text),
        (role.Highlight, p.accent),
        (role.HighlightedText, p.on_accent),
        (role.Link, p.accent),
        (role.Accent, p.accent),
    ):
        made.setColor(name, QColor(colour))
    for name in (role.Text, role.WindowText, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, name, p.q("secondary"))
    return made
