"""Connect and disconnect the teacher's Google account."""

import logging
from collections.abc import Callable
from typing import Protocol

from desktop_app.domain.errors import AulaError, SecretsError
from desktop_app.domain.ports import Account, Secrets, Store

log = logging.getLogger(__name__)


class Grant(Protocol):
    """What a sign-in brought: whose account, and the refresh token that acts for it."""

    @property
    def refresh_token(self) -> str: ...
    @property
    def account(self) -> Account: ...


def token_name(account: Account) -> str:
    """Return the name under which the account's refresh token stands in the keyring."""
    return f"refresh-token:{account.sub}"


def keep(store: Store, secrets: Secrets, account: Account, refresh_token: str) -> None:
    """Keep the token in `secrets`, then the account in desk.db.

    In that order: an account without a token would look connected. Raises SecretsError,
    StorageError.
    """
    secrets.set(token_name(account), refresh_token)
    store.set_account(account)


def stored_token(secrets: Secrets, account: Account) -> str | None:
    """Return the account's refresh token, None when the keyring has none. Raises SecretsError."""
    return secrets.get(token_name(account))


def disconnect(
    store: Store, secrets: Secrets, account: Account, revoke: Callable[[str], None]
) -> AulaError | None:
    """Revoke the grant and forget it here, even when Google cannot be told.

    Returns what went wrong at Google's side or in the keyring, to be told; the changes in the
    outbox stay for when the same account comes back. Raises StorageError.
    """
    trouble: AulaError | None = None
    token = None
    try:
        token = secrets.get(token_name(account))
        secrets.delete(token_name(account))
    except SecretsError as error:
        trouble = error
    if token:
        try:
            revoke(token)
        except AulaError as error:
            log.warning("the grant could not be revoked: %s", error.code)
            trouble = error
    store.set_account(None)
    return trouble
