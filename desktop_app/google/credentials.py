"""Access to the account: renewal of the access token, giving a grant back, whose account it is."""

import hashlib
import json
import logging
from contextlib import closing
from typing import Any
from urllib.parse import urlencode

import google_auth_httplib2
import httplib2
from google.auth.exceptions import TransportError
from google.auth.transport import Request
from google.oauth2.credentials import Credentials

from desktop_app.domain.errors import AulaError, NetworkError, RemoteError
from desktop_app.domain.ports import Account
from desktop_app.domain.text import N_, Sentence
from desktop_app.google.client import ClientConfig
from desktop_app.google.errors import (
    PROVIDER,
    TRY_LATER,
    TokenServerError,
    clean,
    read_body,
    translated,
)
from desktop_app.google.http import OneRequestHttp
from desktop_app.google.identity import Identity, check_admin, from_claims

log = logging.getLogger(__name__)


class AccountCredentials(Credentials):
    """google-auth's credentials of a user, renewed by one request that never sleeps.

    The library repeats a renewal up to three times with pauses; the network thread has better to
    do, and what wants to be repeated is scheduled by sync.
    """

    def refresh(self, request: Request) -> None:
        """Renew the access token; raises RefreshError or TransportError."""

        def once(*args: Any, **options: Any) -> Any:
            reply = request(*args, **options)
            told = _json_object(reply.data)
            busy = reply.status >= 500 or reply.status in {408, 429}
            if busy or (told is not None and str(told.get("error")) in TRY_LATER):
                raise TokenServerError(reply.status, reply.headers)
            if told is None:  # the library takes a portal's page for a refusal, or stumbles
                raise TransportError("the answer is not Google's")  # type: ignore[no-untyped-call]
            return reply

        super().refresh(once)  # type: ignore[no-untyped-call]

    def __repr__(self) -> str:
        return "AccountCredentials(…)"


def build_credentials(client: ClientConfig, refresh_token: str) -> AccountCredentials:
    """Return credentials that get their first access token when first used.

    Use them on the network thread only: several threads would renew several times.
    """
    return AccountCredentials(  # type: ignore[no-untyped-call]
        token=None,
        refresh_token=refresh_token,
        token_uri=client.token_uri,
        client_id=client.client_id,
        client_secret=client.client_secret,
    )


def revoke(client: ClientConfig, token: str, http: httplib2.Http | None = None) -> None:
    """Give the grant of `token` back; one that is gone already counts as done.

    Raises NetworkError or RemoteError: the caller forgets the token all the same.
    """
    with translated(), closing(http or OneRequestHttp()) as http:
        reply, content = http.request(
            client.revoke_uri,
            "POST",
            body=urlencode({"token": token}),
            headers={"content-type": "application/x-www-form-urlencoded"},
        )
    if reply.status == 200:
        return
    told = read_body(content)
    if reply.status == 400 and told.known and told.reasons[0] == "invalid_token":
        return
    if not told.known and reply.status < 500:
        raise NetworkError(_NOT_REVOKED, provider=PROVIDER, http_status=reply.status)
    raise RemoteError(
        _NOT_REVOKED,
        code="server" if reply.status >= 500 else "rejected",
        provider=PROVIDER,
        http_status=reply.status,
        detail=clean(told.message),
    )


def userinfo(
    client: ClientConfig, access_token: str, http: httplib2.Http | None = None
) -> Identity:
    """Return whose access token it is.

    Raises RemoteError `scope` when it may not tell, NetworkError, RemoteError `server`.
    """
    with translated(), closing(http or OneRequestHttp()) as http:
        reply, content = http.request(
            client.userinfo_uri, "GET", headers={"authorization": f"Bearer {access_token}"}
        )
    if reply.status in {401, 403}:
        raise RemoteError(code="scope", provider=PROVIDER, http_status=reply.status)
    if reply.status >= 500:
        raise RemoteError(
            code="server", retryable=True, provider=PROVIDER, http_status=reply.status
        )
    claims = _json_object(content)
    identity = from_claims(claims) if claims is not None else None
    if reply.status != 200 or identity is None:
        raise NetworkError(
            provider=PROVIDER, http_status=reply.status, detail="the answer is not Google's"
        )
    return identity


def static_account(
    client: ClientConfig, refresh_token: str, admin_email: str = "", calendar_id: str = ""
) -> Account:
    """Return the account that a refresh token given by GOOGLE_REFRESH_TOKEN acts for.

    Its calendar is `calendar_id` (CALENDAR_ID) or the account's own, which its address names.

    Two requests: a renewal and userinfo. A token that may not say whose it is (old ones carry
    calendar access alone) makes an account named by a digest of it, unless `admin_email` demands
    to know. Raises NotConnectedError (`reconnect`), SignInError, NetworkError, RemoteError.
    """
    credentials = build_credentials(client, refresh_token)
    with closing(OneRequestHttp()) as http:
        with translated():
            credentials.refresh(google_auth_httplib2.Request(http))
        try:
            identity = userinfo(client, credentials.token or "", http)
        except RemoteError as error:
            if error.code != "scope":
                raise
            digest = hashlib.sha256(refresh_token.encode()).hexdigest()
            identity = Identity(f"static-{digest[:24]}", "", False, "")
    check_admin(identity, admin_email)
    if calendar_id in {"", "primary"}:
        # Without an address nothing names the calendar but `primary`; the token is the same one
        # whenever that is used, for another token makes another account.
        calendar_id = identity.email or "primary"
    return identity.account._replace(calendar_id=calendar_id)


def revoke_quietly(client: ClientConfig, token: str) -> None:
    """Give a grant back that is not going to be kept; a failure is logged only."""
    try:
        revoke(client, token)
    except AulaError as error:
        log.warning("a grant that was not kept could not be revoked: %s", error.code)


def _json_object(content: bytes) -> dict[str, Any] | None:
    try:
        value = json.loads(content)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


_NOT_REVOKED = Sentence(
    N_("Aula forgot the account, but could not tell Google. Remove the access in your account.")
)
