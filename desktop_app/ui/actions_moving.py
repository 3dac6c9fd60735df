"""The actions that move the selected class by keys, for ui/entries.py."""

from functools import partial
from typing import TYPE_CHECKING

from desktop_app.domain.reschedule import STEP
from desktop_app.domain.text import N_
from desktop_app.ui.entry import MOVING, Entry, OnChosen

if TYPE_CHECKING:
    from desktop_app.ui.window import MainWindow

MOVES = (
    (N_("A quarter of an hour earlier"), "Alt+Up", 0, -STEP),
    (N_("A quarter of an hour later"), "Alt+Down", 0, STEP),
    (N_("A day earlier"), "Alt+Left", -1, 0),
    (N_("A day later"), "Alt+Right", 1, 0),
)


def moving(window: "MainWindow", on_chosen: OnChosen) -> list[Entry]:
    """Return the steps by which a class is moved: quarters of an hour, and days."""
    nudge = window.context.editor.nudge
    return [
        Entry(
            words,
            (key,),
            on_chosen(partial(nudge, days=days, minutes=minutes)),
            True,
            MOVING,
            "edit",
        )
        for words, key, days, minutes in MOVES
    ]
