"""Words compared with no care for case and accents, and without the marks of HTML."""

import re
import unicodedata

_TAGS = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_ENTITIES = {"&nbsp;": " ", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&amp;": "&"}


def fold(text: str) -> str:
    """Return `text` in small letters without accents: “Reunión” as `reunion`, “Ñandú” as `nandu`."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c))


def plain(text: str) -> str:
    """Return a description as words alone: Google's web page writes them as HTML."""
    if "<" in text:
        text = _TAGS.sub(" ", text)
    if "&" in text:
        for entity, char in _ENTITIES.items():
            text = text.replace(entity, char)
    return text
