"""The `fields` parameter: partial replies by Google's grammar of commas, slashes and brackets."""

import re
from functools import cache
from typing import Any

from desktop_app.demo.errors import ApiError

Mask = dict[str, Any]
"""Wanted names to the masks inside them; an empty mask wants all."""

_TOKEN = re.compile(r"[A-Za-z0-9_\-*]+|[,/()]")


@cache  # a client asks by the same few again and again
def parse(text: str) -> Mask:
    """Return the mask of `text`, not to be changed; raises ApiError 400 `invalidParameter`."""
    text = text.strip()
    if not text:
        return {}
    tokens = _TOKEN.findall(text)
    if "".join(tokens) != re.sub(r"\s", "", text):
        raise _wrong(text)
    mask, rest = _names(tokens, 0, text)
    if rest != len(tokens):
        raise _wrong(text)
    return mask


def _names(tokens: list[str], at: int, text: str) -> tuple[Mask, int]:
    mask: Mask = {}
    while True:
        path: list[str] = []
        while True:
            if at >= len(tokens) or tokens[at] in ",/()":
                raise _wrong(text)
            path.append(tokens[at])
            at += 1
            if at < len(tokens) and tokens[at] == "/":
                at += 1
                continue
            break
        inner: Mask = {}
        if at < len(tokens) and tokens[at] == "(":
            inner, at = _names(tokens, at + 1, text)
            if at >= len(tokens) or tokens[at] != ")":
                raise _wrong(text)
            at += 1
        for name in reversed(path[1:]):
            inner = {name: inner}
        _merge(mask, path[0], inner)
        if at < len(tokens) and tokens[at] == ",":
            at += 1
            continue
        return mask, at


def _merge(mask: Mask, name: str, inner: Mask) -> None:
    if name not in mask:
        mask[name] = inner
    elif not mask[name] or not inner:
        mask[name] = {}
    else:
        for key, value in inner.items():
            _merge(mask[name], key, value)


def apply(value: Any, mask: Mask) -> Any:
    """Return `value` with nothing in it but what `mask` wants; lists are looked into."""
    if not mask or ("*" in mask and not mask["*"]):
        return value
    if isinstance(value, list):
        return [apply(item, mask) for item in value]
    if not isinstance(value, dict):
        return value
    if "*" in mask:
        return {name: apply(item, mask["*"]) for name, item in value.items()}
    return {name: apply(value[name], inner) for name, inner in mask.items() if name in value}


def _wrong(text: str) -> ApiError:
    return ApiError(400, "invalidParameter", f"Invalid field selection {text}", location="fields")
