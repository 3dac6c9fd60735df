"""What was granted: authorization codes, refresh tokens and access tokens, and their ends."""

import base64
import hashlib
import json
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from desktop_app.demo.errors import OAuthError
from desktop_app.demo.model import Account, Store

PREFIX = "https://www.googleapis.com/auth/"
CALENDAR = PREFIX + "calendar"
EVENTS = PREFIX + "calendar.events"
CALENDAR_LIST = PREFIX + "calendar.calendarlist.readonly"
FULL_NAMES = {"email": PREFIX + "userinfo.email", "profile": PREFIX + "userinfo.profile"}
SIGN_IN = frozenset({"openid", *FULL_NAMES.values()})
ALL = ("openid", *FULL_NAMES.values(), EVENTS, CALENDAR_LIST)
CODE_SECONDS, ACCESS_SECONDS, MOST_REFRESH_TOKENS = 600.0, 3599, 100


@dataclass(slots=True)
class Code:
    """An authorization code, good for one exchange."""

    email: str
    scopes: frozenset[str]
    client_id: str
    redirect_uri: str
    challenge: str
    method: str
    nonce: str
    refresh: bool
    expires: float
    used_for: str = ""


@dataclass(slots=True)
class Grant:
    """What a refresh or access token stands for. `expires` 0 is never."""

    email: str
    scopes: frozenset[str]
    client_id: str
    refresh_token: str = ""
    expires: float = 0.0


def full(scopes: Iterable[str]) -> frozenset[str]:
    """Return scopes by their full names, as Google writes them in a reply."""
    return frozenset(FULL_NAMES.get(scope, scope) for scope in scopes)


class Grants:
    """All codes and tokens of the server."""

    def __init__(self, store: Store, clock: Callable[[], float], clients: dict[str, str]) -> None:
        self._store = store
        self._clock = clock
        self._clients = clients
        self.codes: dict[str, Code] = {}
        self.refresh: dict[str, Grant] = {}
        self.access: dict[str, Grant] = {}
        self.consents: set[tuple[str, str]] = set()

    def authorise(self, asked: dict[str, str], email: str, scopes: Iterable[str]) -> str:
        """Return a new authorization code for a consent to `asked`, the query of the sign-in."""
        client_id = asked["client_id"]
        first = (client_id, email) not in self.consents
        self.consents.add((client_id, email))
        refresh = asked.get("access_type") == "offline" and (
            first or "consent" in asked.get("prompt", "").split()
        )
        code = f"4/{secrets.token_urlsafe(32)}"
        self.codes[code] = Code(
            email,
            full(scopes),
            client_id,
            asked["redirect_uri"],
            asked.get("code_challenge", ""),
            asked.get("code_challenge_method") or "plain",
            asked.get("nonce", ""),
            refresh,
            self._clock() + CODE_SECONDS,
        )
        return code

    def exchange(self, form: dict[str, str], client_id: str, issuer: str) -> dict[str, Any]:
        """Return the token reply to an authorization code; raises OAuthError."""
        code = self.codes.get(form.get("code", ""))
        if code is not None and code.used_for:
            self.revoke(code.used_for)  # a code used twice may be stolen: RFC 6749, 4.1.2
        if (
            code is None
            or code.used_for
            or code.expires <= self._clock()
            or code.client_id != client_id
        ):
            raise OAuthError("invalid_grant", "Malformed auth code.")
        if form.get("redirect_uri") != code.redirect_uri:
            raise OAuthError("redirect_uri_mismatch", "Bad Request")
        if code.challenge and not _proven(code, form.get("code_verifier", "")):
            raise OAuthError(
                "invalid_grant",
                "Invalid code verifier." if form.get("code_verifier") else "Missing code verifier.",
            )
        refresh_token = (
            self.issue_refresh(code.email, code.scopes, client_id) if code.refresh else ""
        )
        reply = self._reply(code.email, code.scopes, client_id, refresh_token)
        if refresh_token:
            reply["refresh_token"] = refresh_token
        if "openid" in code.scopes:
            account = self._store.accounts[code.email]
            reply["id_token"] = self._id_token(account, client_id, issuer, code)
        code.used_for = refresh_token or reply["access_token"]
        return reply

    def renew(self, form: dict[str, str], client_id: str) -> dict[str, Any]:
        """Return the token reply to a refresh token; raises OAuthError `invalid_grant`."""
        token = form.get("refresh_token", "")
        grant = self.refresh.get(token)
        if grant is None or grant.client_id != client_id:
            raise OAuthError("invalid_grant", "Token has been expired or revoked.")
        scopes = full(form["scope"].split()) if form.get("scope") else grant.scopes
        if not scopes <= grant.scopes:
            raise OAuthError("invalid_scope", "Some requested scopes were invalid.")
        return self._reply(grant.email, scopes, client_id, token)

    def issue_refresh(self, email: str, scopes: Iterable[str], client_id: str) -> str:
        """Return a new refresh token; of more than a hundred the oldest dies silently."""
        token = f"1//{secrets.token_urlsafe(48)}"
        self.refresh[token] = Grant(email, full(scopes), client_id, token)
        mine = [
            name
            for name, grant in self.refresh.items()
            if (grant.email, grant.client_id) == (email, client_id)
        ]
        for old in mine[:-MOST_REFRESH_TOKENS]:
            del self.refresh[old]
        return token

    def issue_access(
        self, email: str, scopes: Iterable[str], client_id: str, refresh_token: str = ""
    ) -> str:
        """Return a new access token, good for an hour."""
        token = f"ya29.{secrets.token_urlsafe(48)}"
        self.access[token] = Grant(
            email, full(scopes), client_id, refresh_token, self._clock() + ACCESS_SECONDS
        )
        return token

    def bearer(self, token: str) -> Grant | None:
        """Return what an access token stands for, None when it is not valid."""
        grant = self.access.get(token)
        return grant if grant is not None and grant.expires > self._clock() else None

    def revoke(self, token: str) -> bool:
        """End a grant by one of its tokens; return whether there was one."""
        found = self.access.get(token) or self.refresh.get(token)
        if found is None:
            return False
        root = found.refresh_token
        self.refresh.pop(root, None)
        for name, grant in list(self.access.items()):
            if name == token or (root and grant.refresh_token == root):
                del self.access[name]
        self.consents.discard((found.client_id, found.email))
        return True

    def check_client(self, client_id: str, secret: str) -> None:
        """Raise OAuthError 401 `invalid_client` unless this is a client and its secret."""
        known = self._clients.get(client_id)
        if known is None:
            raise OAuthError("invalid_client", "The OAuth client was not found.", 401)
        if not secrets.compare_digest(known, secret):
            raise OAuthError("invalid_client", "Unauthorized", 401)

    def _reply(
        self, email: str, scopes: frozenset[str], client_id: str, refresh_token: str
    ) -> dict[str, Any]:
        return {
            "access_token": self.issue_access(email, scopes, client_id, refresh_token),
            "expires_in": ACCESS_SECONDS,
            "scope": " ".join(sorted(scopes)),
            "token_type": "Bearer",
        }

    def _id_token(self, account: Account, client_id: str, issuer: str, code: Code) -> str:
        now = int(self._clock())
        claims: dict[str, Any] = {
            "iss": issuer,
            "azp": client_id,
            "aud": client_id,
            "sub": account.sub,
            "iat": now,
            "exp": now + 3600,
        }
        if FULL_NAMES["email"] in code.scopes:
            claims |= {"email": account.email, "email_verified": account.verified}
        if FULL_NAMES["profile"] in code.scopes:
            claims["name"] = account.name
        if code.nonce:
            claims["nonce"] = code.nonce
        head = _encoded({"alg": "RS256", "kid": "demo", "typ": "JWT"})
        # No client may check a signature against keys that this server does not publish.
        return f"{head}.{_encoded(claims)}.{secrets.token_urlsafe(32)}"


def _encoded(value: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def _proven(code: Code, verifier: str) -> bool:
    if not verifier:
        return False
    if code.method == "plain":
        return secrets.compare_digest(verifier, code.challenge)
    digest = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest())
    return secrets.compare_digest(digest.decode().rstrip("="), code.challenge)
