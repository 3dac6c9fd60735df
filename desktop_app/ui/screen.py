"""The screen: what is larger than it is made to fit, and it is told in words for the diagnostics."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

FRAME = QSize(0, 40)
"""What a window manager needs for its own, when it has not said so yet."""


def fit(window: QWidget) -> None:
    """Make a window no larger than its screen, also where it wants to be."""
    if QGuiApplication.platformName() == "offscreen":
        return  # there is no screen that it has to fit
    room = window.screen().availableSize() - FRAME
    least = window.minimumSize()
    if least != least.boundedTo(room):
        window.setMinimumSize(least.boundedTo(room))
    window.resize(window.size().boundedTo(room))


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
