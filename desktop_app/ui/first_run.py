"""The first-run page: three ways to begin; leaving it changes nothing."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop_app.domain.text import N_
from desktop_app.ui.button import Button
from desktop_app.ui.context import Context
from desktop_app.ui.glyph import Glyph
from desktop_app.ui.look import font
from desktop_app.ui.mark import Mark
from desktop_app.ui.plain_label import PlainLabel

WIDTH = 420
MARGIN = 36
PROMISES = (
    ("video", N_("One click makes a class with its Meet link and access code.")),
    ("copy", N_("The invitation is on your clipboard, ready to paste into a chat.")),
    ("check", N_("It is your own Google calendar, and works without a connection too.")),
)


class FirstRun(QWidget):
    """Connect Google, try it with sample data, or get credentials first."""

    connect_wanted = Signal()
    demo_wanted = Signal()
    guide_wanted = Signal()
    left = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tr = context.tr
        column = centred(self, WIDTH)
        column.addWidget(Mark(48, self))
        column.addSpacing(6)
        column.addWidget(heading(tr(N_("Your classes, with Meet, in one place"))))
        for icon, text in PROMISES:
            column.addLayout(_promise(context, icon, tr(text), self))
        column.addSpacing(10)
        self.connect_button = Button(context, tr(N_("Connect Google")), "primary", self, height=44)
        self.demo_button = Button(
            context, tr(N_("Try it with sample data")), "plain", self, height=44
        )
        self.guide_button = Button(
            context, tr(N_("I have no credentials yet")), "flat", self, height=40
        )
        self.back = Button(
            context, tr(N_("Back to the week")), "flat", self, icon="left", height=36
        )
        for button in (self.connect_button, self.demo_button, self.guide_button, self.back):
            column.addWidget(button)
        column.addSpacing(8)
        small = paragraph(
            tr(
                N_(
                    "Your browser opens and Google asks for your leave. Aula never sees your "
                    "password, and keeps its key in this system's keyring."
                )
            )
        )
        small.setObjectName("secondary")
        small.setFont(font(12))
        column.addWidget(small)
        self.connect_button.clicked.connect(self.connect_wanted)
        self.demo_button.clicked.connect(self.demo_wanted)
        self.guide_button.clicked.connect(self.guide_wanted)
        self.back.clicked.connect(self.left)
        self.setFocusProxy(self.connect_button)

    def can_leave(self, can: bool) -> None:
        """Say whether there is a week to go back to."""
        self.back.setVisible(can)


def centred(page: QWidget, width: int) -> QVBoxLayout:
    """Return a column of `width` on a card in the middle of `page`."""
    # In a small window, or in large letters, what does not fit is scrolled to.
    scroller = QScrollArea(page)
    scroller.setObjectName("bare")
    scroller.setStyleSheet("QWidget#bare { background: transparent; }")
    scroller.setFrameShape(QFrame.Shape.NoFrame)
    scroller.setWidgetResizable(True)
    scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    whole = QVBoxLayout(page)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(scroller)
    middle = QWidget(scroller)
    middle.setObjectName("bare")
    scroller.setWidget(middle)
    inner = QFrame(middle)
    inner.setObjectName("page")
    inner.setFixedWidth(width + 2 * MARGIN)
    column = QVBoxLayout(inner)
    column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
    column.setSpacing(10)
    outer = QVBoxLayout(middle)
    outer.addStretch(2)
    row = QHBoxLayout()  # an alignment would cost the texts their height for width
    row.addStretch(1)
    row.addWidget(inner)
    row.addStretch(1)
    outer.addLayout(row)
    outer.addStretch(3)
    return column


def _promise(context: Context, icon: str, text: str, parent: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(Glyph(context, icon, "accent", parent), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(paragraph(text), 1)
    return row


def heading(text: str) -> QLabel:
    """Return a page's title."""
    return PlainLabel(None, text, face=font(22, QFont.Weight.DemiBold), wrap=True)


def paragraph(text: str) -> QLabel:
    """Return a text that wraps."""
    return PlainLabel(None, text, face=font(14), wrap=True)
