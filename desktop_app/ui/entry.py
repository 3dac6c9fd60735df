"""What one of the window's actions is, and the groups that they stand in."""

from collections.abc import Callable
from typing import Literal, NamedTuple

from desktop_app.domain.text import N_
from desktop_app.services.values import Key

OnChosen = Callable[[Callable[[Key], None]], Callable[[], None]]
"""Makes of what is done with an event what is done with the selected one."""
SHARING = 11
"""The group of the ways to send a class."""
MOVING = 12
"""The group of the steps by which a class is moved: in the main menu, for the keys' sake."""
VIEWS = 8
"""The group of the actions that switch the view."""
GROUPS = {
    0: N_("New class"),
    1: N_("The selected class"),
    SHARING: N_("Sharing"),
    2: N_("The selected class"),
    MOVING: N_("Moving a class"),
    3: N_("Undo and redo"),
    4: N_("Finding your way"),
    7: N_("Finding your way"),
    VIEWS: N_("Views"),
    9: N_("Views"),
    10: N_("Files"),
    5: N_("Aula"),
    6: N_("Aula"),
}
"""How the groups of actions are called in menus and in the list of keys, in its order."""
AT_HAND = frozenset({3, 5, 6})
"""The groups that stand in the main menu itself; each of the others is a menu in it."""
UNDO, REDO = N_("Undo"), N_("Redo")


class Entry(NamedTuple):
    """One action: words, keys (the first is shown), what it does; `chosen`: needs an event.

    `needs`: what that event must be, `class` (one that she gives), `edit` (hers to change),
    `plain` (hers, and no class yet) or `invited` (she is asked whether she comes).
    """

    text: str
    keys: tuple[str, ...]
    run: Callable[[], None]
    chosen: bool = False
    group: int = 0
    needs: Literal["", "class", "edit", "plain", "invited"] = ""


class Offer(NamedTuple):
    """One action as the command box lists it: words, the same in English, key, what it does."""

    words: str
    english: str
    key: str
    run: Callable[[], None]
