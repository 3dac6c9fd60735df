"""The account as the window sees it: signing in, keeping the grant, signing out."""

import logging
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.domain.errors import AulaError, SecretsError, SignInError
from desktop_app.domain.ports import Account, OutboxCounts
from desktop_app.domain.text import N_, sentence
from desktop_app.services.parts import Parts
from desktop_app.services.store_thread import StoreThread
from desktop_app.services.sync_service import SyncService, badge_of
from desktop_app.services.values import Badge, SignIn, Toast
from desktop_app.services.workers import Post, Worker
from desktop_app.usecases.connect import Grant, disconnect, give_back, keep, take_up

log = logging.getLogger(__name__)
DEADLINE = 300.0
RETRY_MS = 30_000
"""Until whose token it is can be asked again, when the network kept it from being known."""


class AccountService(QObject):
    """Owns the sign-in thread: the browser's listener and every keyring call.

    Either may wait for a person without end; nobody waits for this thread.
    """

    sign_in_changed = Signal(object)  # SignIn
    account_changed = Signal(object)  # Account | None
    toast = Signal(object)  # Toast
    copied = Signal(str)
    try_demo = Signal()
    client_found = Signal(object)  # fields of Settings to update

    def __init__(self, parts: Parts, store: StoreThread, sync: SyncService, post: Post) -> None:
        super().__init__()
        self._parts = parts
        self._store = store
        self._sync = sync
        self._post = post
        self._thread = Worker("sign-in", post)
        self._cancelled = threading.Event()
        self._attempt = 0
        self._state = SignIn("idle")
        self._account: Account | None = None
        self._grant: Grant | None = None
        self._session_only = False
        self._taken_up = False
        self._told_not_taken = False
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.setInterval(RETRY_MS)
        self._retry.timeout.connect(self._take_up)
        sync.no_grant.connect(self._take_up_now)

    @property
    def sign_in(self) -> SignIn:
        """Where a sign-in stands."""
        return self._state

    @property
    def account(self) -> Account | None:
        """Who is connected."""
        return self._account

    @property
    def has_client(self) -> bool:
        """Whether OAuth client credentials are known."""
        return self._parts.has_client()

    def begin(self, account: Account | None) -> None:
        """Take up the account of last time, or the environment's token."""
        self._account = account
        if account is None and not self._parts.static_token():
            self._sync.show(Badge("disconnected"))
            return
        self._take_up()

    def _take_up(self) -> None:
        attempt = self._attempt

        def then(found: tuple[Account, str]) -> None:
            if attempt == self._attempt:  # else she is signing in, maybe with another account
                self._connected(*found)

        self._thread.run(
            lambda: take_up(self._store.queued(), self._parts), then, self._not_taken_up
        )

    def _wait_again(self) -> None:
        """A sign-in came to nothing: what was waited for before it is waited for again."""
        if not self._taken_up and (self._account is not None or self._parts.static_token()):
            self._retry.start()

    def _take_up_now(self) -> None:
        """She asks, or the network is back: what is waited for is tried at once."""
        if self._retry.isActive():
            self._retry.stop()
            self._take_up()

    def connect_google(self) -> None:
        """Begin a sign-in; one that is under way is given up first."""
        self.cancel()
        self._retry.stop()
        self._attempt += 1
        attempt, cancelled = self._attempt, threading.Event()
        self._cancelled = cancelled
        self._show(SignIn("opening"))

        def opened(url: str) -> None:
            self._post(lambda: self._waiting(attempt, url))

        # A thread of its own each time: a keyring that waits for a password without end must not
        # hold up the next attempt.
        self._thread.stop(0)
        self._thread = Worker("sign-in", self._post)
        self._thread.run(
            lambda: self._ask_google(opened, cancelled),
            lambda grant: self._granted(attempt, grant),
            lambda error: self._sign_in_failed(attempt, error),
        )

    def _ask_google(self, opened: Callable[[str], None], cancelled: threading.Event) -> Grant:
        grant = self._parts.sign_in(opened, cancelled, DEADLINE)
        if cancelled.is_set():
            self._give_back(grant)
            raise SignInError(code="cancelled")
        return grant

    def _give_back(self, grant: Grant) -> None:
        """Undo, at Google, a consent that nothing came of (sign-in thread)."""
        give_back(self._store.queued(), grant, self._parts.revoke)

    def _give_up(self) -> None:
        self._cancelled.set()
        grant, self._grant = self._grant, None
        if grant is not None:  # behind what may still be keeping it
            self._thread.run(lambda: self._give_back(grant))

    def cancel(self) -> None:
        """Give up the sign-in that is under way; at once. What Google granted is given back."""
        self._give_up()
        if self._state.step in {"opening", "waiting", "checking", "ask_session"}:
            self._attempt += 1
            self._show(SignIn("idle"))
            self._wait_again()

    def copy_link(self) -> None:
        """Copy the address to open, for another browser."""
        if self._state.url:
            self.copied.emit(self._state.url)
            self.toast.emit(Toast(sentence(N_("Link copied")), (), 2.5))

    def keep_for_session(self) -> None:
        """Go on without a keyring: the grant ends with the program. Chosen by the teacher."""
        if self._grant is not None:
            self._session_only = True
            self._keep(self._attempt, self._grant)

    def disconnect_google(self) -> None:
        """Revoke the grant and forget it; what waits in the outbox stays."""
        account = self._account
        if account is None:
            return
        self._sync.stop()
        self._taken_up = False

        def end() -> AulaError | None:
            secrets = self._parts.session_secrets() if self._session_only else self._parts.secrets()
            return disconnect(self._store.queued(), secrets, account, self._parts.revoke)

        self._thread.run(end, self._disconnected, self._not_disconnected)

    def use_client_file(self, path: str) -> None:
        """Take the JSON file that Google's console gave."""
        self._thread.run(lambda: self._parts.use_client_file(path), self._client_there, self._told)

    def request_demo(self) -> None:
        """Ask for sample data instead of an account."""
        self.try_demo.emit()

    def close(self) -> None:
        """Give up what is under way."""
        self._retry.stop()
        self._give_up()

    def end(self, seconds: float) -> bool:
        """Close, and wait `seconds` at most for the thread; whether it ended."""
        self.close()
        return self._thread.stop(seconds)

    # --- back on the window's thread

    def _not_taken_up(self, error: AulaError) -> None:
        """No keyring, or no network to ask whose the token is: what is cached is still shown."""
        again = Badge("reconnect", told=error.told)
        self._sync.show(badge_of(error, None, OutboxCounts(0, 0)) if error.retryable else again)
        self.account_changed.emit(self._account)
        if error.retryable:
            self._retry.start()
        if not self._told_not_taken:
            self._told_not_taken = True
            self._told(error)

    def _waiting(self, attempt: int, url: str) -> None:
        if attempt == self._attempt:
            self._show(SignIn("waiting", url))

    def _granted(self, attempt: int, grant: Grant) -> None:
        if attempt != self._attempt:
            self._thread.run(lambda: self._give_back(grant))
            return
        self._grant = grant
        self._session_only = False
        self._show(SignIn("checking"))
        self._keep(attempt, grant)

    def _keep(self, attempt: int, grant: Grant) -> None:
        session, given_up = self._session_only, self._cancelled.is_set

        def do() -> bool:
            secrets = self._parts.session_secrets() if session else self._parts.secrets()
            account, token = grant.account, grant.refresh_token
            return keep(self._store.queued(), secrets, account, token, given_up)

        def then(kept: bool) -> None:
            if kept:
                self._connected(grant.account, grant.refresh_token)

        self._thread.run(do, then, lambda error: self._sign_in_failed(attempt, error))

    def _connected(self, account: Account, token: str) -> None:
        self._account = account
        self._taken_up = True
        self._retry.stop()
        self._grant = None
        self._show(SignIn("connected"))
        self.account_changed.emit(account)
        self._sync.start(account.sub, token)

    def _sign_in_failed(self, attempt: int, error: AulaError) -> None:
        if attempt != self._attempt:
            return
        if isinstance(error, SecretsError) and self._grant is not None:
            self._show(SignIn("ask_session", told=error.told))
            return
        log.info("signing in ended: %s", error.code)
        self._show(SignIn("failed", told=error.told))
        self._wait_again()

    def _not_disconnected(self, error: AulaError) -> None:
        """The account is still hers: go on with it."""
        self._told(error)
        self._take_up()

    def _disconnected(self, trouble: AulaError | None) -> None:
        self._account = None
        self._show(SignIn("idle"))
        self._sync.show(Badge("disconnected"))
        self.account_changed.emit(None)
        if trouble is not None:
            self._told(trouble)

    def _client_there(self, fields: dict[str, str]) -> None:
        self.client_found.emit(fields)
        self.toast.emit(Toast(sentence(N_("The credentials are in place. Connect your account."))))
        self.sign_in_changed.emit(self._state)

    def _told(self, error: AulaError) -> None:
        self.toast.emit(Toast(error.told, (), 10.0))

    def _show(self, state: SignIn) -> None:
        self._state = state
        self.sign_in_changed.emit(state)
