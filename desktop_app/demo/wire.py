"""A request and its reply, between the sockets and the rules."""

import json
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Request:
    """One request: the path is decoded by nobody yet; header names are in lower case."""

    method: str
    target: str
    path: str
    query: dict[str, list[str]]
    headers: dict[str, str] = field(repr=False)
    body: bytes = field(repr=False)

    @property
    def bearer(self) -> str:
        """The access token that was sent, "" for none."""
        scheme, _, token = self.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return token.strip()
        for name in ("access_token", "oauth_token"):
            if name in self.query:
                return self.query[name][-1]
        return ""

    def json(self) -> Any:
        """Return the body as JSON, None where there is none."""
        return json.loads(self.body) if self.body else None


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply; the body is sent with its length, and compressed where that is asked for."""

    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)


_JSON = "application/json; charset=UTF-8"


def json_reply(value: object, status: int = 200, headers: dict[str, str] | None = None) -> Reply:
    """Return `value` as a JSON reply."""
    body = json.dumps(value, ensure_ascii=False).encode()
    return Reply(status, body, {"Content-Type": _JSON, **(headers or {})})


def raw_json(body: bytes, headers: dict[str, str] | None = None) -> Reply:
    """Return JSON that is written already."""
    return Reply(200, body, {"Content-Type": _JSON, **(headers or {})})


def html_reply(text: str, status: int = 200) -> Reply:
    """Return a page."""
    return Reply(status, text.encode(), {"Content-Type": "text/html; charset=UTF-8"})
