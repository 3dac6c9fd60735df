"""Secrets: in the system's keyring and nowhere else, or in memory for this session only."""

import importlib
import logging
from typing import Any

from desktop_app.domain.errors import SecretsError
from desktop_app.domain.text import N_, Sentence

log = logging.getLogger(__name__)
SERVICE = "Aula"
WINDOWS_LIMIT = 1280

MISSING = Sentence(N_("This system has no keyring in which Aula could keep the access."))
LOCKED = Sentence(N_("The system's keyring is locked. Unlock it and try again."))
TOO_LONG = Sentence(N_("The secret is too long for this system's keyring."))

# By name: an environment variable or a file can select a back end that writes plain text.
_REAL = frozenset(
    {
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.libsecret.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.macOS.Keyring",
        "keyring.backends.Windows.WinVaultKeyring",
    }
)


class KeyringSecrets:
    """The platform's own keyring. Any call may wait for a person: never on the window's thread."""

    def __init__(self, service: str = SERVICE) -> None:
        """Raises SecretsError `keyring_missing` where there is no real keyring."""
        # The import costs 60 to 100 ms and is wanted on the sign-in thread alone.
        self._errors: Any = importlib.import_module("keyring.errors")
        self._service = service
        self._backend = _backend()

    def get(self, name: str) -> str | None:
        """Return the secret, None when there is none. Raises SecretsError."""
        found: str | None = self._do(lambda: self._backend.get_password(self._service, name))
        return found

    def set(self, name: str, value: str) -> None:
        """Keep the secret. Raises SecretsError."""
        if len(value) > WINDOWS_LIMIT and "Windows" in type(self._backend).__module__:
            raise SecretsError(TOO_LONG)
        self._do(lambda: self._backend.set_password(self._service, name, value))

    def delete(self, name: str) -> None:
        """Forget the secret; one that is not there is forgotten already. Raises SecretsError."""

        def remove() -> None:
            try:
                self._backend.delete_password(self._service, name)
            except self._errors.PasswordDeleteError:
                # Said for a missing one as for a locked keyring: only a look tells which.
                if self._backend.get_password(self._service, name) is not None:
                    raise

        self._do(remove)

    def _do(self, act: Any) -> Any:
        try:
            return act()
        except self._errors.KeyringLocked as error:
            raise SecretsError(LOCKED, code="keyring_locked") from error
        except (self._errors.NoKeyringError, self._errors.InitError) as error:
            raise SecretsError(MISSING, code="keyring_missing") from error
        except OSError as error:  # the session bus that was named is not there (any more)
            raise SecretsError(MISSING, code="keyring_missing") from error
        except self._errors.KeyringError as error:
            raise SecretsError(detail=type(error).__name__) from error


def _backend() -> Any:
    keyring: Any = importlib.import_module("keyring")
    chosen = keyring.get_keyring()
    for backend in (chosen, *getattr(chosen, "backends", ())):
        if _name(backend) in _REAL:
            return backend
    log.info("no real keyring here: %s", _name(chosen))
    raise SecretsError(MISSING, code="keyring_missing")


def _name(backend: object) -> str:
    return f"{type(backend).__module__}.{type(backend).__qualname__}"


class SessionSecrets:
    """In memory, for this session only: chosen by the teacher where there is no keyring."""

    def __init__(self) -> None:
        self._kept: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        """Return the secret, None when there is none."""
        return self._kept.get(name)

    def set(self, name: str, value: str) -> None:
        """Keep the secret until the program ends."""
        self._kept[name] = value

    def delete(self, name: str) -> None:
        """Forget the secret."""
        self._kept.pop(name, None)
