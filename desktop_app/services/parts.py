"""What the services are built on; `wiring` fills it."""

import threading
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from desktop_app.domain.ports import Account, Reader, Remote, Secrets, Store
from desktop_app.domain.projection import Family
from desktop_app.domain.text import Sentence
from desktop_app.usecases.connect import Grant
from desktop_app.usecases.defaults import Defaults

if TYPE_CHECKING:  # not on the way to the first paint
    from desktop_app.domain.copies import Copy
    from desktop_app.domain.transfer import Reading


class Parts(Protocol):
    """The program's parts, each made on the thread that will own it."""

    @property
    def defaults(self) -> Defaults:
        """What the settings in force say of a new class."""
        ...

    def fixed_calendar(self) -> str:
        """Return the calendar that the environment says classes go to, or ""."""
        ...

    def open_store(self) -> Store:
        """Open both files for writing (store thread). Raises StorageError."""
        ...

    def mend_cache(self) -> bool:
        """Look at the closed cache thoroughly; set it aside and return True if it is damaged."""
        ...

    def copies(self) -> "Sequence[Copy]":
        """Return the dated copies of desk.db, the newest first (not the window's thread)."""
        ...

    def restore(self, name: str) -> None:
        """Put a copy in desk.db's place (store thread, files closed). Raises StorageError."""
        ...

    def diagnostics(self, window: Sequence[tuple[str, str]] = ()) -> str:
        """Return what somebody who helps must know; `window` adds to it (not the window's thread)."""
        ...

    def read_ics(self, path: str) -> "Reading":
        """Return what the .ics file at `path` holds. Raises UsageError, StorageError."""
        ...

    def write_ics(self, path: str, families: Iterable[Family], codes: bool = False) -> None:
        """Write an .ics file, access codes in it only if `codes`. Raises StorageError."""
        ...

    def open_reader(self, seconds: float = 0.0) -> Reader | None:
        """Open both files for reading; None where they are not there or not in step yet."""
        ...

    def remote(self, refresh_token: str) -> Remote:
        """Return Calendar v3 for this grant (network thread). Raises SignInError."""
        ...

    def secrets(self) -> Secrets:
        """Return the keyring (sign-in thread). Raises SecretsError."""
        ...

    def session_secrets(self) -> Secrets:
        """Return a place for secrets that ends with the program."""
        ...

    def static_token(self) -> str:
        """Return the refresh token given by the environment or the demo, or ""."""
        ...

    def static_account(self, refresh_token: str) -> Account:
        """Return whose a static token is, by asking (sign-in thread). Raises RemoteError."""
        ...

    def has_client(self) -> bool:
        """Return whether OAuth client credentials are known."""
        ...

    def prepare(self) -> None:
        """Find the OAuth client (sign-in thread). Raises SignInError, SecretsError."""
        ...

    def use_client_file(self, path: str) -> dict[str, str]:
        """Take a client_secret JSON: its secret to the keyring; return the settings for the rest.

        Raises SignInError client_invalid, SecretsError.
        """
        ...

    def sign_in(
        self, on_url: Callable[[str], None], cancelled: threading.Event, deadline: float
    ) -> Grant:
        """Sign in through the browser and return the grant (sign-in thread). Raises SignInError."""
        ...

    def revoke(self, refresh_token: str) -> None:
        """Tell Google that the token is not used any more. Raises RemoteError."""
        ...

    def notices(self) -> Sequence[Sentence]:
        """Return what the teacher should know of the start: files set aside, settings mended."""
        ...
