"""JSON of replies: read and written by orjson, which costs a first sync a third of json's time."""

import json
from typing import Any

import orjson
from googleapiclient.model import JsonModel


class FastJsonModel(JsonModel):  # type: ignore[misc]  # the library has no types
    """The library's model of JSON with another reader."""

    def deserialize(self, content: bytes | str) -> Any:
        """Return what `content` holds, or `content` as text where it is no JSON.

        What is returned can be written as UTF-8: a half of a surrogate pair, which JSON allows
        and no file does, becomes a question mark.
        """
        try:
            return orjson.loads(content)
        except orjson.JSONDecodeError:
            text = content if isinstance(content, str) else content.decode("utf-8", "replace")
        try:
            found = json.dumps(json.loads(text), ensure_ascii=False)
        except (json.JSONDecodeError, RecursionError):
            return text
        try:
            return orjson.loads(found.encode("utf-8", "replace"))
        except orjson.JSONDecodeError:  # NaN, which is no JSON
            return text


def text_of(raw: dict[str, Any]) -> str:
    """Return `raw`, read by the model, as compact JSON."""
    return orjson.dumps(raw).decode()
