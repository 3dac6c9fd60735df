"""Signing in through the system's browser: consent, exchange, and the checks that follow."""

import html
import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol
from urllib.parse import parse_qs, urlsplit

from google.oauth2.credentials import Credentials

from desktop_app.domain.errors import AulaError, SignInError
from desktop_app.domain.ports import Account
from desktop_app.domain.text import N_, Sentence
from desktop_app.google.client import GOOGLE_API, ClientConfig
from desktop_app.google.credentials import revoke_quietly, userinfo
from desktop_app.google.errors import PROVIDER, clean
from desktop_app.google.identity import Identity, check_admin, from_id_token
from desktop_app.google.scopes import SCOPES, may_list_calendars, may_write_events, normal
from desktop_app.google.token_request import consent_url, fetch_tokens, make_flow

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Grant:
    """What a sign-in brought. `access_token` serves the first requests; only the refresh token is
    kept. `scopes` by their full names."""

    refresh_token: str = field(repr=False)
    account: Account
    scopes: frozenset[str]
    access_token: str = field(default="", repr=False)


class Listener(Protocol):
    """Where the browser comes back to; `system.loopback.LoopbackListener` is one."""

    @property
    def redirect_uri(self) -> str: ...
    def wait(self, state: str, deadline: float, cancelled: threading.Event) -> str:
        """Return the whole address that the browser came back with, `state` in it.

        `deadline`: seconds from now. Asks `cancelled` again and again, the first time when it
        already knows the state. Raises SignInError `cancelled`, `deadline`.
        """
        ...

    def finish(self, html: str) -> None:
        """Show `html` in the browser that waits."""
        ...


def sign_in(
    client: ClientConfig,
    *,
    listener: Listener,
    open_browser: Callable[[str], bool],
    cancelled: threading.Event,
    deadline: float,
    admin_email: str = "",
    on_url: Callable[[str], None] = lambda url: None,
    tell: Callable[[Sentence], str] = lambda told: told.msgid,
    calendar_id: str = "",
    api: str = GOOGLE_API,
) -> Grant:
    """Sign in and return the grant, its account with the id of the calendar that classes go to.

    Runs on the sign-in thread; the person has `deadline` seconds. `on_url` is told the address
    before the browser is, so that it can be copied when none opens. The browser's page says how it
    ended after everything was checked, in the words of `tell`. `calendar_id`: the configured
    calendar, "" for the account's own. Cancelled when Google has granted already, the grant is
    returned all the same: it is for whoever cancelled to give it back. Raises SignInError with one
    of its codes.
    """
    flow = make_flow(client, listener.redirect_uri)
    url, state = consent_url(flow, client, admin_email)

    def go() -> None:
        on_url(url)
        if not open_browser(url):
            log.warning("no browser could be opened; the address was shown")

    answer = listener.wait(state, deadline, _WhenListening(cancelled, go))
    try:
        _check_answer(answer)
        tokens = fetch_tokens(flow, client, answer)
        grant = _checked(client, tokens, admin_email)
        if cancelled.is_set():
            listener.finish(page(tell(_CANCELLED), success=False))
            return grant
        account = _with_calendar(grant, calendar_id, api)
    except AulaError as error:
        listener.finish(page(tell(error.told), success=False))
        raise
    listener.finish(page(tell(_DONE), success=True))
    return replace(grant, account=account)


class _WhenListening(threading.Event):
    """`cancelled`, as the listener is handed it: the first time it asks, the browser is sent off.

    Asking means that it listens for the state by now. A consent that needs no click is back faster
    than a browser sent off before, and would find a listener that does not know it.
    """

    def __init__(self, cancelled: threading.Event, go: Callable[[], None]) -> None:
        super().__init__()
        self._cancelled = cancelled
        self._go: Callable[[], None] | None = go

    def is_set(self) -> bool:
        """Return whether the sign-in was cancelled."""
        go, self._go = self._go, None
        if go is not None and not self._cancelled.is_set():
            go()
        return self._cancelled.is_set()


def page(text: str, *, success: bool) -> str:
    """Return the HTML that the browser shows at the end: one sentence, nothing from outside."""
    mark, color = ("✓", "#1e8e3e") if success else ("!", "#c5221f")
    return (
        '<!doctype html><html><head><meta charset="utf-8"><title>Aula</title><style>'
        ":root{color-scheme:light dark}body{font:18px system-ui,sans-serif;max-width:26em;"
        "margin:18vh auto;padding:0 1em;text-align:center}b{display:inline-block;width:2em;"
        f"line-height:2em;border-radius:50%;color:#fff;background:{color}}}</style></head>"
        f"<body><b>{mark}</b><p>{html.escape(text)}</p></body></html>"
    )


def _with_calendar(grant: Grant, wanted: str, api: str) -> Account:
    """Return the account with its calendar: by the calendar list where that was granted, else the
    account's address, which is what Google calls a primary calendar."""
    if wanted in {"", "primary"} and may_list_calendars(grant.scopes):
        # The libraries of the calendar cost 200 ms to import: not before somebody has signed in.
        from desktop_app.google.calendar import CalendarRemote

        access = Credentials(token=grant.access_token)  # type: ignore[no-untyped-call]
        remote = CalendarRemote(access, api)
        try:
            wanted = remote.resolve(wanted, grant.account.email)
        except AulaError as error:
            # Signing in has worked; what keeps the calendar away is told by the first sync.
            log.warning("the calendar list could not be read: %s", error.code)
        finally:
            remote.close()
    if wanted in {"", "primary"}:
        wanted = grant.account.email
    return grant.account._replace(calendar_id=wanted)


def _check_answer(answer: str) -> None:
    """Raise SignInError when the consent page was left without consent."""
    query = parse_qs(urlsplit(answer).query)
    error = (query.get("error") or [""])[0]
    if error == "access_denied":
        raise SignInError(_DENIED, code="denied", provider=PROVIDER)
    if error:
        raise SignInError(_REJECTED, code="rejected", provider=PROVIDER, detail=clean(error))


def _checked(client: ClientConfig, tokens: Mapping[str, Any], admin_email: str) -> Grant:
    granted = tokens.get("scope")
    if isinstance(granted, str):
        granted = granted.split()
    # No `scope` in the reply means all that was asked for (RFC 6749, 5.1).
    scopes = normal(granted if granted is not None else SCOPES)
    access_token = str(tokens.get("access_token") or "")
    refresh_token = str(tokens.get("refresh_token") or "")
    if not may_write_events(scopes):
        raise SignInError(_SCOPE, code="scope_missing", provider=PROVIDER)
    identity = _identity(client, tokens, access_token)
    try:
        check_admin(identity, admin_email)
    except SignInError:
        # Nobody asked for that account's access: it goes back at once.
        revoke_quietly(client, refresh_token or access_token)
        raise
    if not refresh_token:
        raise SignInError(_NO_REFRESH, code="no_refresh_token", provider=PROVIDER)
    return Grant(refresh_token, identity.account, scopes, access_token)


def _identity(client: ClientConfig, tokens: Mapping[str, Any], access_token: str) -> Identity:
    identity = from_id_token(tokens.get("id_token"), client)
    if identity is not None and identity.email:
        return identity
    try:
        return userinfo(client, access_token)
    except AulaError as error:
        if identity is not None:
            return identity
        raise SignInError(
            _NOBODY,
            code="network" if error.retryable else "account_unverified",
            retryable=error.retryable,
            provider=PROVIDER,
            detail=error.detail,
        ) from None


_DONE = Sentence(N_("Your account is connected. You can close this tab and go back to Aula."))
_CANCELLED = Sentence(N_("Signing in was cancelled."))
_DENIED = Sentence(N_("Access was refused on Google's page. Nothing was connected."))
_REJECTED = Sentence(N_("Google did not accept this sign-in. Try again."))
_SCOPE = Sentence(
    N_("Aula needs the permission for your calendar's events. Try again and leave it ticked.")
)
_NO_REFRESH = Sentence(
    N_(
        "Google gave no lasting access. Remove Aula in your Google account's settings and try again."
    )
)
_NOBODY = Sentence(N_("Google did not say whose account this is. Try again."))
