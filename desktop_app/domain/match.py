"""How well a few typed letters fit a name: “nue cla” for “Nueva clase”. Pure."""

from desktop_app.domain.fold import fold

WEAK = 20


def score(typed: str, name: str) -> int | None:
    """Return how far `name` is from what was typed, 0 = it begins so; None: it does not fit.

    Case and accents do not count. Words may come in any order, each by its beginning. What is
    WEAK or more fits less: parts of words, or letters in their order from the beginning of a word
    on (“nvcl”), three of them at least.
    """
    words, names = fold(typed).split(), fold(name).split()
    if not words:
        return 0
    if " ".join(names).startswith(" ".join(words)):
        return 0
    places = _beginnings(words, names)
    if places is not None:
        return 1 + (0 if places == sorted(places) else 1) + places[0]
    if all(word in " ".join(names) for word in words):
        return WEAK
    letters = "".join(words)
    tails = ("".join(names[i:]) for i in range(len(names)) if names[i][0] == letters[0])
    spreads = [spread for tail in tails if (spread := _within(letters, tail)) is not None]
    if len(letters) < 3 or not spreads or min(spreads) > 2 * len(letters) + 4:
        return None
    return 2 * WEAK + min(spreads)


def _beginnings(words: list[str], names: list[str]) -> list[int] | None:
    """Return which name each word begins, each name once; None when one begins none."""
    left = dict(enumerate(names))
    places = []
    for word in words:
        place = next((i for i, name in left.items() if name.startswith(word)), None)
        if place is None:
            return None
        del left[place]
        places.append(place)
    return places


def _within(letters: str, name: str) -> int | None:
    """Return over how many letters of `name` those typed are spread, None when they are not in it."""
    at, first = -1, -1
    for letter in letters:
        at = name.find(letter, at + 1)
        if at < 0:
            return None
        first = at if first < 0 else first
    return at - first + 1
