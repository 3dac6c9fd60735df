"""A scrolled surface that looks like none: no frame, no bars of its own."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def frameless(content: QWidget, parent: QWidget) -> QScrollArea:
    """Return a scroll area over `content`, as wide as it; it never takes the focus."""
    made = QScrollArea(parent)
    # A viewport made here: to name the class of Qt's own, PySide6 loads every widget there is,
    # which costs 10 ms of the way to the first paint.
    made.setViewport(QWidget())
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setWidgetResizable(True)
    made.setWidget(content)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made
