"""Connect and disconnect the teacher's Google account."""

import logging
from collections.abc import Callable
from typing import Protocol

from desktop_app.domain.errors import AulaError, NotConnectedError, RemoteError, SecretsError
from desktop_app.domain.ports import Account, Secrets, Store
from desktop_app.domain.text import N_, sentence

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


class Source(Protocol):
    """Where grants come from: the environment (a static token) or the keyring."""

    def prepare(self) -> None: ...
    def static_token(self) -> str: ...
    def static_account(self, refresh_token: str) -> Account: ...
    def secrets(self) -> Secrets: ...


def take_up(store: Store, source: Source) -> tuple[Account, str]:
    """Return the account to work for and its refresh token, as the last time left them.

    A static token says itself whose it is; with no network the account of last time is taken, if it
    was this token's then.
    Raises NotConnectedError (`not_connected`, or `reconnect` when the keyring has no token),
    SignInError, SecretsError, RemoteError, StorageError.
    """
    known = store.account()
    token = source.static_token()
    if not token and known is None:
        raise NotConnectedError
    source.prepare()
    if token:
        try:
            account = source.static_account(token)
        except RemoteError as error:
            # Another account's token must not send what waits for the one of last time.
            if known is None or not error.retryable or store.static_grant() != _mark(known, token):
                raise
            return known, token
        if account != known:
            store.set_account(account)
        if store.static_grant() != _mark(account, token):
            store.keep_static_grant(_mark(account, token))
        return account, token
    assert known is not None
    stored = stored_token(source.secrets(), known)
    if stored is None:
        raise NotConnectedError(
            sentence(N_("The access to the account is not in the keyring. Connect it again.")),
            code="reconnect",
        )
    return known, stored


def _mark(account: Account, token: str) -> str:
    """Return by what it is known again that `token` is the account's; it does not give it away."""
    import hashlib  # only for tokens of the environment: not on the way to the first paint

    return f"{account.sub} {hashlib.sha256(token.encode()).hexdigest()}"


def keep(
    store: Store,
    secrets: Secrets,
    account: Account,
    refresh_token: str,
    given_up: Callable[[], bool] = lambda: False,
) -> bool:
    """Keep the token in `secrets`, then the account in desk.db; return whether that was done.

    In that order: an account without a token would look connected. `given_up`: whether she has
    cancelled while the keyring asked for its password. Raises SecretsError, StorageError.
    """
    secrets.set(token_name(account), refresh_token)
    if given_up():
        if store.account() != account:
            secrets.delete(token_name(account))
        return False
    store.set_account(account)
    return True


def give_back(store: Store, grant: Grant, revoke: Callable[[str], None]) -> None:
    """Revoke a grant that she gave and then gave up; where Google cannot be told, only the log is.

    Not one of the account that is connected: Google takes back all that an account ever granted.
    Raises StorageError.
    """
    known = store.account()
    if known is not None and known.sub == grant.account.sub:
        return
    try:
        revoke(grant.refresh_token)
    except AulaError as error:
        log.warning("a grant that was given up could not be revoked: %s", error.code)


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
