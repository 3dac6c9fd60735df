"""What the services tell the window: toasts, the badge's state, the course of a sign-in."""

from collections.abc import Callable
from typing import Literal, NamedTuple

from desktop_app.domain.errors import AulaError
from desktop_app.domain.text import Sentence

Key = tuple[str, str]
"""Family and original start: what names an occurrence while it is edited (Occurrence.key)."""

Ended = Callable[[AulaError | None], None]
"""Told how what was typed ended: None once it is recorded, else what went wrong (a toast says that
too). Until then a form keeps what is typed."""


class ToastAction(NamedTuple):
    """A button on a toast: its words, and what it does."""

    label: Sentence
    run: Callable[[], None]


class Toast(NamedTuple):
    """A short message over the week. `seconds` 0: until it is answered.

    `warning`: what she should know of it beside, in a line of its own. `closed` is called when it
    is gone, whatever made it go. `about`: the event that it tells of; a newer one takes its place.
    `making`: it tells how the event came to be (made, the link is there), and takes the place of
    such a one only: the word of an edit, with what takes it back, stands beside it.
    """

    text: Sentence
    actions: tuple[ToastAction, ...] = ()
    seconds: float = 6.0
    warning: Sentence | None = None
    closed: Callable[[], None] | None = None
    about: Key | None = None
    making: bool = False


BadgeState = Literal[
    "disconnected",
    "starting",
    "synced",
    "working",
    "offline",
    "trouble",  # Google answers, and not as it should: busy, a limit, no such calendar
    "attention",
    "reconnect",
]


class Badge(NamedTuple):
    """The sync badge: its state, when all was in step last (epoch seconds), and a number.

    `number`: changes that need the teacher while `attention`; while `working` the events so far,
    or with `sending` the changes still to go; else the changes that wait. `told`: what is wrong.
    """

    state: BadgeState
    since: float | None = None
    number: int = 0
    sending: bool = False
    told: Sentence | None = None


SignInStep = Literal["idle", "opening", "waiting", "checking", "connected", "failed", "ask_session"]


class SignIn(NamedTuple):
    """Where a sign-in stands. `url`: the address to open; `told`: how it failed, to be shown.

    `ask_session`: the account is known but there is no keyring; the teacher may keep it for this
    session only.
    """

    step: SignInStep
    url: str = ""
    told: Sentence | None = None
