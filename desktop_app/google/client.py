"""The OAuth client that Aula signs in as: from Google's client JSON, or from two variables."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from desktop_app.domain.errors import SignInError
from desktop_app.domain.text import N_, Sentence, sentence

GOOGLE_API = "https://www.googleapis.com/calendar/v3/"
GOOGLE_AUTH = "https://accounts.google.com/o/oauth2/auth"
GOOGLE_TOKEN = "https://oauth2.googleapis.com/token"
GOOGLE_USERINFO = "https://openidconnect.googleapis.com/v1/userinfo"
GOOGLE_REVOKE = "https://oauth2.googleapis.com/revoke"
_GOOGLE_HOSTS = frozenset({"oauth2.googleapis.com", "accounts.google.com", "www.googleapis.com"})
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

# Both spellings are in use in teachers' scripts.
_VARIABLES = (
    ("AUTH_GOOGLE_ID", "AUTH_GOOGLE_SECRET"),
    ("GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET"),
)


@dataclass(frozen=True, slots=True)
class ClientConfig:
    """A desktop app's client. Its secret is none by OAuth's own account, and is still not shown."""

    client_id: str
    client_secret: str = field(repr=False)
    auth_uri: str = GOOGLE_AUTH
    token_uri: str = GOOGLE_TOKEN

    @property
    def is_google(self) -> bool:
        """Whether the token endpoint is Google's own."""
        return (urlsplit(self.token_uri).hostname or "") in _GOOGLE_HOSTS

    @property
    def userinfo_uri(self) -> str:
        """Where to ask whose access token it is."""
        return GOOGLE_USERINFO if self.is_google else f"{self._origin}/v1/userinfo"

    @property
    def revoke_uri(self) -> str:
        """Where to give a token back."""
        return GOOGLE_REVOKE if self.is_google else f"{self._origin}/revoke"

    @property
    def on_loopback(self) -> bool:
        """Whether both endpoints are plain http on this machine: an embedded or test server."""
        return all(
            uri.startswith("http://") and (urlsplit(uri).hostname or "") in LOOPBACK
            for uri in (self.auth_uri, self.token_uri)
        )

    @property
    def issuers(self) -> frozenset[str]:
        """Who may have issued an id_token that comes from the token endpoint."""
        if self.is_google:
            return frozenset({"https://accounts.google.com", "accounts.google.com"})
        auth = urlsplit(self.auth_uri)
        return frozenset(
            {"https://accounts.google.com", self._origin, f"{auth.scheme}://{auth.netloc}"}
        )

    def as_installed(self) -> dict[str, dict[str, Any]]:
        """Return the client in the shape of Google's JSON, secret and all: for the library only."""
        return {
            "installed": {
                "client_id": self.client_id,
                "client_secret": self.client_secret,
                "auth_uri": self.auth_uri,
                "token_uri": self.token_uri,
                "redirect_uris": ["http://localhost"],
            }
        }

    @property
    def _origin(self) -> str:
        parts = urlsplit(self.token_uri)
        return f"{parts.scheme}://{parts.netloc}"


def from_json(text: str | bytes) -> ClientConfig:
    """Return the client of Google's client JSON.

    Raises SignInError `client_invalid`, its sentence saying what is wrong with it.
    """
    try:
        whole = json.loads(text)
    except ValueError:
        raise _invalid(_NOT_JSON) from None
    if not isinstance(whole, dict):
        raise _invalid(_NOT_JSON)
    if whole.get("type") == "service_account":
        raise _invalid(_SERVICE_ACCOUNT)
    if "web" in whole and "installed" not in whole:
        raise _invalid(_WEB)
    installed = whole.get("installed")
    if not isinstance(installed, dict):
        raise _invalid(_NOT_JSON)
    missing = [name for name in ("client_id", "client_secret") if not _word(installed.get(name))]
    if missing:
        raise _invalid(sentence(_LACKS, keys=", ".join(missing)))
    client = ClientConfig(
        _word(installed["client_id"]),
        _word(installed["client_secret"]),
        _word(installed.get("auth_uri")) or GOOGLE_AUTH,
        _word(installed.get("token_uri")) or GOOGLE_TOKEN,
    )
    for uri in (client.auth_uri, client.token_uri):
        _check_endpoint(uri)
    return client


def from_file(path: str | Path) -> ClientConfig:
    """Return the client of the file at `path`; raises SignInError `client_invalid`."""
    try:
        text = Path(path).read_bytes()
    except OSError as error:
        told = sentence(
            N_("The file with Google's credentials cannot be read: {file}"), file=Path(path).name
        )
        raise _invalid(told, detail=type(error).__name__) from None
    return from_json(text)


def from_environment(environment: Mapping[str, str]) -> ClientConfig | None:
    """Return the client that variables name, None when none do.

    AULA_OAUTH_CLIENT (a path) counts before the pairs of values. Raises SignInError.
    """
    path = environment.get("AULA_OAUTH_CLIENT", "").strip()
    if path:
        return from_file(path)
    for id_name, secret_name in _VARIABLES:
        client_id = environment.get(id_name, "").strip()
        secret = environment.get(secret_name, "").strip()
        if client_id and secret:
            return ClientConfig(client_id, secret)
        if client_id or secret:
            lacking = secret_name if client_id else id_name
            raise _invalid(sentence(_VARIABLE_LACKS, name=lacking))
    return None


def _check_endpoint(uri: str) -> None:
    # The secret and the code go there: nothing but https leaves this machine.
    parts = urlsplit(uri)
    here = parts.scheme == "http" and (parts.hostname or "") in LOOPBACK
    if not parts.hostname or not (parts.scheme == "https" or here):
        raise _invalid(_ENDPOINT)


def _word(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _invalid(told: Sentence, detail: str = "") -> SignInError:
    return SignInError(told, code="client_invalid", provider="google", detail=detail)


_NOT_JSON = Sentence(
    N_("This is not the file that Google's console gives for a desktop app (client_secret_….json).")
)
_WEB = Sentence(
    N_("These credentials are for a web application. Make some of the type “Desktop app” instead.")
)
_SERVICE_ACCOUNT = Sentence(
    N_("This is the key of a service account. Signing in needs credentials of a desktop app.")
)
_LACKS = N_("The file with Google's credentials lacks: {keys}. Download it again.")
_VARIABLE_LACKS = N_("The variable {name} is missing: Google's credentials are an id and a secret.")
_ENDPOINT = Sentence(N_("The file with Google's credentials names an address that is not safe."))
