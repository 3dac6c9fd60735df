"""Whose account a token acts for: from an id_token or from userinfo, and whether it may be used."""

import base64
import binascii
import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from desktop_app.domain.errors import SignInError
from desktop_app.domain.ports import Account
from desktop_app.domain.text import N_, Sentence, sentence
from desktop_app.google.client import ClientConfig


class Identity(NamedTuple):
    """`sub`: Google's stable id; `verified`: Google checked that the address is the person's."""

    sub: str
    email: str
    verified: bool
    name: str

    @property
    def account(self) -> Account:
        """The account, its calendar still to be resolved."""
        return Account(self.sub, self.email, self.name)


def from_claims(claims: Mapping[str, Any]) -> Identity | None:
    """Return the identity that claims state, None when they name nobody."""
    sub = claims.get("sub")
    if not isinstance(sub, str) or not sub:
        return None
    # Google has sent the flag as text, too.
    verified = str(claims.get("email_verified")).lower() == "true"
    return Identity(sub, str(claims.get("email") or ""), verified, str(claims.get("name") or ""))


def from_id_token(token: object, client: ClientConfig) -> Identity | None:
    """Return whose id_token it is, None when it cannot be read.

    It came from the token endpoint itself over a connection that was checked, so its signature
    need not be (OpenID Connect Core 3.1.3.7). Its times are not compared with this machine's
    clock: a classroom computer with a wrong date must be able to sign in; a lifetime that ends
    before it begins is refused. Raises SignInError `rejected` when it was made for another client
    or by somebody else.
    """
    parts = token.split(".") if isinstance(token, str) else []
    if len(parts) != 3:
        return None
    try:
        claims = json.loads(base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
    except (ValueError, binascii.Error):
        return None
    if not isinstance(claims, dict):
        return None
    audience = claims.get("aud")
    ours = client.client_id in (audience if isinstance(audience, list) else [audience])
    try:
        lives = float(claims["exp"]) > float(claims.get("iat") or 0)
    except (KeyError, TypeError, ValueError):
        lives = False
    if not ours or not lives or claims.get("iss") not in client.issuers:
        raise SignInError(_NOT_FOR_US, code="rejected", provider="google", detail="id_token")
    return from_claims(claims)


def check_admin(identity: Identity, admin_email: str) -> None:
    """Raise SignInError `wrong_account` or `account_unverified` unless `admin_email` is empty or
    the address of `identity`, checked by Google."""
    wanted = admin_email.strip().casefold()
    if not wanted:
        return
    if not identity.email or not identity.verified:
        raise SignInError(
            sentence(_UNVERIFIED, wanted=admin_email.strip()),
            code="account_unverified",
            provider="google",
        )
    if identity.email.strip().casefold() != wanted:
        raise SignInError(
            sentence(_WRONG, used=identity.email, wanted=admin_email.strip()),
            code="wrong_account",
            provider="google",
        )


_NOT_FOR_US = Sentence(N_("Google's answer was not meant for Aula. Try again."))
_UNVERIFIED = N_("Google does not say whose account this is. Only {wanted} can be connected here.")
_WRONG = N_("You chose {used}. Only {wanted} can be connected here.")
