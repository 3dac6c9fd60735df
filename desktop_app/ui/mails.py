"""The question whether Google writes to the guests of a new event; that of an edit is HowMuch's."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop_app.domain.text import N_
from desktop_app.ui.context import Context
from desktop_app.ui.question import Question


def ask_mails(context: Context, window: QWidget, then: Callable[[str], None]) -> Question:
    """Ask, then do `then("all")` or `then("none")`; nothing happens on Esc."""
    tr = context.tr
    box = Question(
        context,
        tr(N_("Should Google write to the guests?")),
        window,
        (
            (tr(N_("Without mails")), "plain", lambda: then("none")),
            (tr(N_("Send mails")), "primary", lambda: then("all")),
        ),
        detail=tr(N_("A mail that has gone cannot be taken back.")),
        default=1,
    )
    box.open()
    return box


def mails_first(
    context: Context, window: QWidget, guests: bool, then: Callable[[str], None]
) -> None:
    """Do `then("none")`; of what has `guests` she says first whether they get a mail."""
    if guests:
        ask_mails(context, window, then)
    else:
        then("none")
