"""What went wrong at Google's side or on the way there, as the errors of the domain."""

import email.utils
import json
import math
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
from typing import Any, NamedTuple

import httplib2
from google.auth.exceptions import GoogleAuthError, RefreshError, TransportError
from googleapiclient.errors import Error as ClientError
from googleapiclient.errors import HttpError

from desktop_app.domain.errors import AulaError, NetworkError, NotConnectedError, RemoteError
from desktop_app.domain.text import N_, Sentence

PROVIDER = "google"
LONGEST_DETAIL = 300
LONGEST_WAIT = 86_400.0

_RECONNECT = Sentence(
    N_("Google ended the connection. Connect the account again; nothing is lost.")
)
_CLIENT_REFUSED = Sentence(
    N_("Google does not accept Aula's credentials any more. Connect again with a current file.")
)
_RATE = Sentence(N_("Google asks to go slower. Aula tries again by itself."))
_UNTRUSTED = Sentence(
    N_(
        "Something stands between Aula and Google, or this computer's date is wrong. "
        "Check the date and the network."
    )
)
_SENTENCES = {
    "server": Sentence(N_("Google has trouble right now. Aula tries again by itself.")),
    "rate_limited": _RATE,
    "quota": Sentence(
        N_("Google's limit for calendar changes is reached. It takes hours to pass.")
    ),
    "scope": Sentence(N_("Aula was not given this permission. Connect the account again.")),
    "forbidden": Sentence(N_("This account may not change that in Google Calendar.")),
    "not_found": Sentence(N_("Google Calendar does not have that any more.")),
    "exists": Sentence(N_("Google Calendar has an event with this id already.")),
    "changed": Sentence(N_("Somebody else changed this event meanwhile.")),
    "sync_token_gone": Sentence(N_("Google asks to read the whole calendar again.")),
    "updated_min_gone": Sentence(N_("Google asks to read the whole calendar again.")),
    "deleted": Sentence(N_("This event was deleted in Google Calendar.")),
    "rejected": Sentence(N_("Google did not accept that.")),
    "api_disabled": Sentence(
        N_(
            "The Google Calendar API is not enabled for these credentials. Enable it in the console."
        )
    ),
}

# Reasons as Google's error guide, the `errors` list and google.rpc.ErrorInfo name them.
_REASONS_403 = {
    "rateLimitExceeded": "rate_limited",
    "userRateLimitExceeded": "rate_limited",
    "RATE_LIMIT_EXCEEDED": "rate_limited",
    "quotaExceeded": "quota",
    "dailyLimitExceeded": "quota",
    "insufficientPermissions": "scope",
    "insufficientScopes": "scope",
    "ACCESS_TOKEN_SCOPE_INSUFFICIENT": "scope",
    "accessNotConfigured": "api_disabled",
    "SERVICE_DISABLED": "api_disabled",
}
_REASONS_410 = {
    "fullSyncRequired": "sync_token_gone",
    "updatedMinTooLongAgo": "updated_min_gone",
    "deleted": "deleted",
}
_BY_STATUS = {404: "not_found", 409: "exists", 412: "changed", 429: "rate_limited", 408: "server"}
_RETRYABLE = frozenset({"server", "rate_limited", "quota"})
TRY_LATER = frozenset({"temporarily_unavailable", "server_error", "internal_failure"})
"""OAuth errors of a token endpoint that has trouble of its own."""

_BAD_CLIENT = frozenset(
    {"invalid_client", "unauthorized_client", "deleted_client", "disabled_client"}
)


class Told(NamedTuple):
    """What an error body says: the machine's reasons and Google's own words.

    `known`: it is JSON of one of Google's shapes, so it is Google that answered.
    """

    reasons: tuple[str, ...] = ()
    message: str = ""
    known: bool = False


class TokenServerError(TransportError):
    """The token endpoint has trouble of its own: `status` is 408, 429 or 500 and above."""

    def __init__(self, status: int, headers: Any) -> None:
        super().__init__(f"HTTP {status}")  # type: ignore[no-untyped-call]
        self.status = status
        self.headers = headers


@contextmanager
def translated(*, with_sync_token: bool = False) -> Iterator[None]:
    """Raise what Google's libraries raise inside as AulaError, without the original as its cause.

    The original is left out on purpose: its text can hold addresses with their queries and reply
    bodies. Raises RemoteError, NetworkError, NotConnectedError.
    """
    try:
        yield
    except HttpError as error:
        raise http_error(error, with_sync_token) from None
    except RefreshError as error:
        raise refresh_error(error) from None
    except TokenServerError as error:
        raise _server_error(error.status, error.headers) from None
    except (
        TransportError,
        OSError,
        httplib2.HttpLib2Error,
        HTTPException,
        ClientError,
        GoogleAuthError,
        json.JSONDecodeError,
        UnicodeDecodeError,
    ) as error:
        raise network_error(error) from None


def http_error(error: HttpError, with_sync_token: bool = False) -> AulaError:
    """Return what an error reply of Calendar v3 means."""
    status = int(error.resp.status)
    told = read_body(error.content)
    code = _code(status, told, with_sync_token)
    detail = clean(told.message)
    if code == "network":
        return NetworkError(
            provider=PROVIDER, http_status=status, detail=detail or "the answer is not Google's"
        )
    if code == "reconnect":
        return NotConnectedError(
            _RECONNECT, code=code, provider=PROVIDER, http_status=status, detail=detail
        )
    return RemoteError(
        _SENTENCES[code],
        code=code,
        retryable=code in _RETRYABLE,
        retry_after=retry_after(error.resp),
        provider=PROVIDER,
        http_status=status,
        detail=detail,
    )


def _code(status: int, told: Told, with_sync_token: bool) -> str:
    if status < 400:
        return "network"  # a redirect: no call of Calendar v3 answers so, portals do
    if status >= 500:
        return "network" if status == 511 else "server"  # 511: a portal wants a log-in
    if status in {408, 429}:
        return _BY_STATUS[status]
    if not told.known and status != 400:
        # A filter's or portal's own page must never pass for "deleted" or "signed out".
        return "network"
    if status == 401:
        return "reconnect"
    if status == 403:
        return next((_REASONS_403[r] for r in told.reasons if r in _REASONS_403), "forbidden")
    if status == 410:
        other = "sync_token_gone" if with_sync_token else "deleted"
        return next((_REASONS_410[r] for r in told.reasons if r in _REASONS_410), other)
    if status == 400 and with_sync_token and "sync token" in told.message.lower():
        return "sync_token_gone"
    return _BY_STATUS.get(status, "rejected")


def refresh_error(error: RefreshError) -> AulaError:
    """Return what a refused renewal of the access token means; no network trouble signs out."""
    body = next((part for part in error.args if isinstance(part, dict)), None)
    said = body.get("error") if body else None
    reason = said if isinstance(said, str) else ""  # OAuth's own shape; anything else is no answer
    detail = clean(str(body.get("error_description") or reason)) if body else ""
    if not reason:
        return NetworkError(provider=PROVIDER, detail="the token endpoint's answer is not Google's")
    told = _CLIENT_REFUSED if reason in _BAD_CLIENT else _RECONNECT
    return NotConnectedError(told, code="reconnect", provider=PROVIDER, detail=detail)


def _server_error(status: int | None, headers: Any) -> RemoteError:
    code = "rate_limited" if status == 429 else "server"
    return RemoteError(
        _SENTENCES[code],
        code=code,
        retryable=True,
        retry_after=retry_after(headers),
        provider=PROVIDER,
        http_status=status,
        detail="the token endpoint",
    )


def network_error(error: BaseException) -> NetworkError:
    """Return the trouble on the way to Google, with the kind of `error` as detail."""
    untrusted = any(
        isinstance(one, ssl.SSLCertVerificationError) for one in (error, error.__cause__)
    )
    return NetworkError(
        _UNTRUSTED if untrusted else None,
        provider=PROVIDER,
        detail=clean(f"{type(error).__name__}: {error}"),
    )


def read_body(content: bytes | str) -> Told:
    """Return what an error body says, whatever its shape; an empty Told for HTML and the like."""
    try:
        body = json.loads(content)
    except (ValueError, TypeError):
        return Told()
    if isinstance(body, list) and body:  # some of Google's front ends wrap it so
        body = body[0]
    error = body.get("error") if isinstance(body, dict) else None
    if isinstance(error, str):  # OAuth's shape
        return Told((error,), str(body.get("error_description") or error), True)
    if not isinstance(error, dict):
        return Told()
    reasons = [
        str(item["reason"])
        for name in ("details", "errors")
        for item in _items(error.get(name))
        if item.get("reason")
    ]
    return Told((*reasons, str(error.get("status") or "")), str(error.get("message") or ""), True)


def _items(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def retry_after(headers: Any, now: float | None = None) -> float | None:
    """Return the seconds that a Retry-After header (seconds or a date) asks for, None without."""
    text = str(headers.get("retry-after") or "").strip()
    if not text:
        return None
    try:
        seconds = float(text)
    except ValueError:
        try:
            until = email.utils.parsedate_to_datetime(text).timestamp()
            # The server's own clock is the one its date was made with.
            date = headers.get("date") if now is None else None
            since = email.utils.parsedate_to_datetime(date).timestamp() if date else now
            if since is None:
                return None
            seconds = until - since
        except (ValueError, TypeError, OverflowError):
            return None
    return None if math.isnan(seconds) else min(LONGEST_WAIT, max(0.0, seconds))


_QUERY = re.compile(r"(https?://[^\s?#]*)[?#]\S*")
_SECRETS = re.compile(r"ya29\.\S+|1//\S+|GOCSPX-\S+|Bearer\s+\S+|eyJ[\w-]+\.[\w-]+\S*")


def clean(text: str) -> str:
    """Return `text` on one line, with no address's query and nothing that looks like a secret."""
    text = _SECRETS.sub("…", _QUERY.sub(r"\1", " ".join(text.split())))
    return text if len(text) <= LONGEST_DETAIL else text[: LONGEST_DETAIL - 1] + "…"
