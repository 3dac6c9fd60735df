"""The one tree of errors; every error has a stable code and a sentence for the teacher."""

from desktop_app.domain.text import N_, Sentence


class AulaError(Exception):
    """Something that went wrong and that can be told.

    `code` is stable (scripts and tests compare it); `retryable` says whether the same thing may
    work later without anybody's help, `retry_after` (seconds) how long the other side asks to
    wait. `provider`, `http_status` and `detail` (the provider's own words, never a secret) are for
    the log and the attention list.
    """

    code = "error"
    retryable = False
    default = Sentence(N_("Something went wrong. The log says more."))

    def __init__(
        self,
        told: Sentence | None = None,
        *,
        code: str | None = None,
        retryable: bool | None = None,
        retry_after: float | None = None,
        provider: str = "",
        http_status: int | None = None,
        detail: str = "",
    ) -> None:
        self.told = told if told is not None else self.default
        if code is not None:
            self.code = code
        if retryable is not None:
            self.retryable = retryable
        self.retry_after = retry_after
        self.provider = provider
        self.http_status = http_status
        self.detail = detail
        super().__init__(f"{self.code}: {detail}" if detail else self.code)


class UsageError(AulaError):
    """What was asked for makes no sense: a date that is none, an end before its start."""

    code = "usage"
    default = Sentence(N_("That cannot be done as it was asked."))


class NotFoundError(AulaError):
    """The class that was named is not there."""

    code = "not_found"
    default = Sentence(N_("That class is not in the calendar any more."))


class NotConnectedError(AulaError):
    """No Google account is connected, or Google ended the sign-in (then `code` is `reconnect`)."""

    code = "not_connected"
    default = Sentence(N_("No Google account is connected yet. Connect one first."))


class SignInError(AulaError):
    """Signing in ended without an account; `code` tells how.

    Codes: cancelled, denied, scope_missing, wrong_account, account_unverified, deadline,
    no_browser, network, client_missing, client_invalid, no_refresh_token, rejected.
    """

    code = "sign_in"
    default = Sentence(N_("Signing in did not work. Try again."))


class SecretsError(AulaError):
    """The system's keyring cannot be used: `keyring_missing`, `keyring_locked`, `keyring_failed`."""

    code = "keyring_failed"
    default = Sentence(N_("The system's keyring did not answer."))


class StorageError(AulaError):
    """A file of Aula's cannot be used.

    Codes: damaged, newer_form, read_only, disk_full, locked, unreadable, gone (removed or moved
    while it is open).
    """

    code = "storage"
    default = Sentence(N_("Aula could not write its files."))


class EndedError(StorageError):
    """The thread that has the files ends with its program: nothing was done."""

    code = "ended"
    default = Sentence(N_("Aula is being closed."))


class RemoteError(AulaError):
    """A provider answered, and the answer was no; `code` is the kind, above HTTP's numbers.

    Codes: network (no answer, or not from the provider), server, rate_limited, quota, reconnect,
    scope, forbidden, not_found, exists (409), changed (412), sync_token_gone (410: pull anew),
    updated_min_gone, deleted (410), rejected, api_disabled.
    """

    code = "remote"
    default = Sentence(N_("Google did not accept that."))


class NetworkError(RemoteError):
    """No answer that is the provider's: offline, cut, time over, a captive portal's page."""

    code = "network"
    retryable = True
    default = Sentence(N_("There is no connection to Google right now."))
