"""The access code: the short secret that a student shows to get into a class."""

from collections.abc import Callable, Container
from random import SystemRandom

# No look-alikes: 0 O, 1 I L, 5 S, 2 Z, 8 B are told wrongly on the phone or read wrongly on screen.
ALPHABET = "ACDEFGHJKMNPQRTUVWXY34679"
GROUP = 3
_choice = SystemRandom().choice


def new_code(
    taken: Container[str],
    choice: Callable[[str], str] = _choice,
    tries: int = 1000,
) -> str:
    """Return a code like `K7M-4QX` that is not in `taken`.

    The default `choice` is that of `secrets`, which would load OpenSSL: 4 MB, and 4 ms of a click.
    25^6 codes: a thousand classes to come leave one chance in 240,000 of a second try. Raises
    RuntimeError if `tries` codes in a row are taken, which means that `choice` is broken.
    """
    for _ in range(tries):
        letters = "".join(choice(ALPHABET) for _ in range(2 * GROUP))
        code = f"{letters[:GROUP]}-{letters[GROUP:]}"
        if code not in taken:
            return code
    raise RuntimeError("no free access code")
