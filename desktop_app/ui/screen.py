"""How the window is shown, in words for the diagnostics."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget


def described(widget: QWidget) -> str:
    """Return platform, size of screen and window, scale and font."""
    screen = widget.screen().size()
    window = widget.window().size()
    text = QApplication.font()
    return (
        f"{QGuiApplication.platformName()}, {screen.width()}×{screen.height()}, window "
        f"{window.width()}×{window.height()}, scale {widget.devicePixelRatioF():g}, "
        f"{text.family()} {text.pointSizeF():g} pt"
    )
