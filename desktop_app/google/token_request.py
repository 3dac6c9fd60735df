"""The exchange of the browser's answer for tokens, by google-auth-oauthlib's flow."""

import logging
import os
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import requests
from google_auth_oauthlib.flow import Flow
from oauthlib.oauth2.rfc6749.errors import (
    InvalidClientError,
    MissingTokenError,
    OAuth2Error,
    ServerError,
    TemporarilyUnavailableError,
    UnauthorizedClientError,
)
from requests.adapters import HTTPAdapter

from desktop_app.domain.errors import SignInError
from desktop_app.domain.text import N_, Sentence
from desktop_app.google.client import ClientConfig
from desktop_app.google.errors import PROVIDER, clean
from desktop_app.google.http import tls_context
from desktop_app.google.scopes import SCOPES

TIMEOUT = 15.0
"""Seconds that one socket operation of the exchange may take."""


class SystemTrust(HTTPAdapter):
    """requests' connections, checked against the system's store instead of certifi's list."""

    def __init__(self) -> None:
        self._tls: ssl.SSLContext = tls_context()
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        """Make the pool with the system's trust."""
        super().init_poolmanager(*args, **options, ssl_context=self._tls)

    def proxy_manager_for(self, proxy: str, **options: Any) -> Any:
        """Make the pool of a proxy with the system's trust."""
        return super().proxy_manager_for(proxy, **options, ssl_context=self._tls)

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """Leave the context as it is: requests would add certifi's list to it."""
        conn.cert_reqs = "CERT_REQUIRED"


def make_flow(client: ClientConfig, redirect_uri: str) -> Flow:
    """Return a flow with PKCE (S256) that trusts what the system trusts."""
    # At DEBUG these two write whole requests and replies, tokens and all.
    for name in ("requests_oauthlib", "oauthlib"):
        logging.getLogger(name).setLevel(logging.INFO)
    flow = Flow.from_client_config(
        client.as_installed(),
        scopes=list(SCOPES),
        redirect_uri=redirect_uri,
        autogenerate_code_verifier=True,
    )
    flow.oauth2session.mount("https://", SystemTrust())
    if client.on_loopback:
        flow.oauth2session.trust_env = False  # no proxy reaches this machine's own server
    return flow


def consent_url(flow: Flow, client: ClientConfig, login_hint: str = "") -> tuple[str, str]:
    """Return the address of the consent page, and the state that its answer must bring."""
    more = {"login_hint": login_hint} if login_hint else {}
    with _library_switches(insecure=client.on_loopback):
        # Without prompt=consent no refresh token comes the second time (OAuth for desktop apps).
        url, state = flow.authorization_url(prompt="consent", access_type="offline", **more)
    return str(url), str(state)


def fetch_tokens(flow: Flow, client: ClientConfig, answer: str) -> Mapping[str, Any]:
    """Return the token endpoint's reply to `answer`, the address that the browser came back with.

    Raises SignInError: `network`, `client_invalid`, `rejected`.
    """
    parts = urlsplit(answer)
    # The library refuses any http address, though this one never left the machine.
    secure = parts._replace(scheme="https").geturl()
    try:
        with _library_switches(insecure=client.on_loopback):
            tokens: Mapping[str, Any] = flow.fetch_token(
                authorization_response=secure, timeout=TIMEOUT
            )
    except (requests.RequestException, OSError) as error:
        raise _failed("network", _NETWORK, type(error).__name__) from None
    except MissingTokenError:  # what a captive portal's page looks like
        raise _failed("network", _NETWORK, "the answer is not Google's") from None
    except (ServerError, TemporarilyUnavailableError) as error:
        raise _failed("network", _NETWORK, clean(str(error.error))) from None
    except (InvalidClientError, UnauthorizedClientError) as error:
        detail = clean(str(error.description or error.error))
        raise _failed("client_invalid", _CLIENT, detail) from None
    except OAuth2Error as error:
        raise _failed("rejected", _REJECTED, clean(str(error.description or error.error))) from None
    except ValueError as error:
        raise _failed("rejected", _REJECTED, type(error).__name__) from None
    return tokens


@contextmanager
def _library_switches(*, insecure: bool) -> Iterator[None]:
    """Set oauthlib's two switches, which it reads from the environment, and put them back.

    The environment is the whole process's: only the sign-in thread ever does this, one sign-in at
    a time, and no other part uses oauthlib. Granted scopes are compared by `scopes`, not as text.
    """
    wanted = {"OAUTHLIB_RELAX_TOKEN_SCOPE": "1"}
    if insecure:
        wanted["OAUTHLIB_INSECURE_TRANSPORT"] = "1"
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _failed(code: str, told: Sentence, detail: str) -> SignInError:
    return SignInError(
        told, code=code, retryable=code == "network", provider=PROVIDER, detail=detail
    )


_NETWORK = Sentence(N_("Google could not be reached to finish signing in. Try again."))
_CLIENT = Sentence(N_("Google does not know Aula's credentials. Check the file or the variables."))
_REJECTED = Sentence(N_("Google did not accept this sign-in. Try again."))
