"""Sentences for the teacher, marked for translation here and translated where they are shown."""

from typing import NamedTuple


def N_(msgid: str) -> str:
    """Return `msgid` unchanged; the catalogue's extractor finds texts by this call."""
    return msgid


def one_line(text: str) -> str:
    """Return text that a person wrote as one line, without blanks at its ends."""
    return " ".join(text.split())


class Sentence(NamedTuple):
    """One whole sentence: an English msgid with named places, and what goes into them."""

    msgid: str
    places: tuple[tuple[str, str], ...] = ()


def sentence(msgid: str, **places: object) -> Sentence:
    """Return `msgid` (already marked with N_) with its places filled by `str(value)`."""
    return Sentence(msgid, tuple((name, str(value)) for name, value in places.items()))
