"""A question with two or three answers, each a button that says what it does."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from desktop_app.domain.text import N_
from desktop_app.ui.button import Button, Kind
from desktop_app.ui.context import Context
from desktop_app.ui.dialog import Dialog
from desktop_app.ui.look import font
from desktop_app.ui.plain_label import PlainLabel

LEAST = 400


class Question(Dialog):
    """Enter gives the answer that has the focus, Esc none: all stays as it is.

    Texts of others are shown as they are. `answers`: words, kind of button and what it does; they
    stand in this order, after the one that answers nothing (`stay`).
    """

    def __init__(
        self,
        context: Context,
        text: str,
        parent: QWidget,
        answers: tuple[tuple[str, Kind, Callable[[], None]], ...],
        *,
        detail: str = "",
        stay: str = N_("Cancel"),
        default: int = 0,
    ) -> None:
        """`default`: which button has the focus at first, `stay` being 0."""
        super().__init__(context, "Aula", parent)
        self.setMinimumWidth(LEAST)
        self.text = text
        self.setAccessibleName(text)
        self.setAccessibleDescription(detail)
        bold = font(16, QFont.Weight.DemiBold)
        self.column.addWidget(PlainLabel(self, text, face=bold, wrap=True))
        if detail:
            small = PlainLabel(self, detail, face=font(13), wrap=True)
            small.setObjectName("secondary")
            self.column.addWidget(small)
        leave = Button(context, context.tr(stay), "plain", self)
        leave.clicked.connect(self.reject)
        self.buttons = [leave]
        for words, kind, act in answers:
            self.buttons.append(self._answer(words, kind, act))
        self.add_buttons(*self.buttons)
        self.buttons[default].setFocus(Qt.FocusReason.OtherFocusReason)

    def _answer(self, words: str, kind: Kind, act: Callable[[], None]) -> Button:
        button = Button(self.context, words, kind, self)
        button.clicked.connect(self.accept)
        button.clicked.connect(lambda: act())
        return button
