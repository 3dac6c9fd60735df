"""How the interpreter divides its time between the window and all that works beside it."""

import gc
import sys

TURN = 0.0005
"""Seconds that a thread may keep the others waiting, at most; Python's own 5 ms are most of a frame."""


def share() -> None:
    """Let the window's thread come to its turn soon, however busy the others are."""
    sys.setswitchinterval(TURN)


def settle() -> None:
    """Take what is there for good: no look for garbage goes through it again.

    Such a look takes 60 ms with all of Qt's and Google's modules, in the middle of a turn.
    """
    gc.freeze()
