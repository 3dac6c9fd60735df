"""Holds requests and replies against Google's discovery document of Calendar v3; for tests."""

import importlib.util
import json
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

from desktop_app.demo.api import route
from desktop_app.demo.errors import ApiError
from desktop_app.demo.fields import Mask, parse
from desktop_app.demo.wire import Reply, Request

Schema = dict[str, Any]
# google-auth and httplib2 put the token into a header; these two are the older way.
_ALSO = frozenset({"access_token", "oauth_token"})
_PLAIN: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
}


def document() -> dict[str, Any]:
    """Return the discovery document that google-api-python-client carries.

    Raises FileNotFoundError where that package is not installed.
    """
    found = importlib.util.find_spec("googleapiclient")
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError("google-api-python-client")
    folder = Path(found.submodule_search_locations[0])
    path = folder / "discovery_cache" / "documents" / "calendar.v3.json"
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


class Checker:
    """Finds what in a request or a reply is not as the document says."""

    def __init__(self) -> None:
        whole = document()
        self._schemas: dict[str, Schema] = whole["schemas"]
        self._common: dict[str, Schema] = whole["parameters"]
        self._methods: dict[str, Schema] = {
            f"{name}.{verb}": method
            for name, resource in whole["resources"].items()
            for verb, method in resource["methods"].items()
        }

    def request(self, request: Request) -> list[str]:
        """Return what is wrong with a request; nothing for a path that is no call at all."""
        name = _name(request)
        if not name:
            return []
        method = self._methods[name]
        known = self._common | method.get("parameters", {})
        found: list[str] = []
        for parameter, values in request.query.items():
            if parameter in _ALSO:
                continue
            if parameter not in known:
                found.append(f"{name}: no parameter {parameter}")
                continue
            if len(values) > 1 and not known[parameter].get("repeated"):
                found.append(f"{name}: {parameter} more than once")
            for value in values:
                found += _parameter(f"{name}: {parameter}", value, known[parameter])
        for parameter, schema in known.items():
            query = schema.get("location") == "query"
            if query and schema.get("required") and parameter not in request.query:
                found.append(f"{name}: {parameter} is missing")
        if request.body:
            found += self._body(name, method, request)
        if "fields" in request.query and "response" in method:
            found += self._mask(name, method, request)
        return found

    def reply(self, request: Request, reply: Reply) -> list[str]:
        """Return what is wrong with a reply."""
        name = _name(request)
        if reply.status in (204, 304) or not name:
            return []
        value = json.loads(reply.body)
        if reply.status >= 400:
            error = value.get("error", {})
            right = error.get("code") == reply.status and error.get("message")
            entries = error.get("errors") or [{}]
            fine = right and all({"domain", "reason", "message"} <= set(one) for one in entries)
            return [] if fine else [f"{name}: an error that is not Google's"]
        method = self._methods[name]
        if "response" not in method:
            return [f"{name}: a reply where there is none"]
        return self._value(f"{name} reply", value, method["response"], sent=False)

    def _body(self, name: str, method: Schema, request: Request) -> list[str]:
        if "request" not in method:
            return [f"{name}: a body where there is none"]
        try:
            value = request.json()
        except ValueError:
            return []  # the server answers that itself
        return self._value(f"{name} body", value, method["request"], sent=True)

    def _mask(self, name: str, method: Schema, request: Request) -> list[str]:
        try:
            mask = parse(request.query["fields"][-1])
        except ApiError:
            return []  # the server answers that itself
        return self._names(f"{name} fields", mask, method["response"])

    def _names(self, where: str, mask: Mask, schema: Schema) -> list[str]:
        schema = self._resolved(schema)
        if schema.get("type") == "array":
            schema = self._resolved(schema["items"])
        found: list[str] = []
        for name, inner in mask.items():
            inside = (schema.get("properties") or {}).get(name)
            if name == "*" or (inside is None and "additionalProperties" in schema):
                continue
            if inside is None:
                found.append(f"{where}: no field {name}")
            elif inner:
                found += self._names(f"{where}/{name}", inner, inside)
        return found

    def _value(self, where: str, value: Any, schema: Schema, sent: bool) -> list[str]:
        schema = self._resolved(schema)
        if value is None:
            # A patch takes a name away with null; a reply has none.
            return [] if sent else [f"{where}: null"]
        kind = schema.get("type")
        if kind == "object":
            if not isinstance(value, dict):
                return [f"{where}: not an object"]
            found: list[str] = []
            for name, item in value.items():
                inside = schema.get("properties", {}).get(name, schema.get("additionalProperties"))
                if inside is None:
                    found.append(f"{where}: no field {name}")
                else:
                    found += self._value(f"{where}.{name}", item, inside, sent)
            return found
        if kind == "array":
            if not isinstance(value, list):
                return [f"{where}: not a list"]
            return [
                text for item in value for text in self._value(where, item, schema["items"], sent)
            ]
        plain = _PLAIN.get(kind or "")
        wrong_bool = isinstance(value, bool) and kind != "boolean"
        if plain is not None and (wrong_bool or not isinstance(value, plain)):
            return [f"{where}: not of type {kind}"]
        return _format(where, value, schema)

    def _resolved(self, schema: Schema) -> Schema:
        return self._schemas[schema["$ref"]] if "$ref" in schema else schema


def _name(request: Request) -> str:
    try:
        return route(request)[0]
    except ApiError:
        return ""


def _parameter(where: str, text: str, schema: Schema) -> list[str]:
    kind = schema.get("type")
    if kind == "boolean" and text not in ("true", "false"):
        return [f"{where}: not a boolean"]
    if kind == "integer":
        if not re.fullmatch(r"-?\d+", text):
            return [f"{where}: not a number"]
        low, high = schema.get("minimum"), schema.get("maximum")
        if (low and int(text) < int(low)) or (high and int(text) > int(high)):
            return [f"{where}: out of range"]
    if "enum" in schema and text not in schema["enum"]:
        return [f"{where}: not one of its values"]
    return _format(where, text, schema)


def _format(where: str, value: Any, schema: Schema) -> list[str]:
    form = schema.get("format")
    try:
        if form == "date":
            date.fromisoformat(value)
        elif form == "date-time":
            datetime.fromisoformat(value)
    except ValueError:
        return [f"{where}: not a {form}"]
    return []
