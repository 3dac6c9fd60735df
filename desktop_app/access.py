"""The half of the wiring that reaches Google: the OAuth client, grants, secrets."""

import json
import logging
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app.domain.errors import SignInError
from desktop_app.domain.ports import Account, Remote, Secrets
from desktop_app.domain.text import N_, sentence
from desktop_app.system import paths
from desktop_app.system.environment import Environment
from desktop_app.system.settings import Settings

if TYPE_CHECKING:
    from desktop_app.demo import DemoServer
    from desktop_app.google.client import ClientConfig
    from desktop_app.google.sign_in import Grant

# Imports inside functions: none of this is on the way to the first paint, nor is any network library.

CLIENT_SECRET = "oauth-client-secret"

log = logging.getLogger(__name__)


class Access:
    """What `wiring.Aula` is built on. What asks a keyring or the network says for which thread."""

    settings: Settings
    environment: Environment
    _environ: Mapping[str, str]

    def __init__(self) -> None:
        self._demo: DemoServer | None = None
        self._demo_token = ""
        self._client: ClientConfig | None = None
        self._session: Secrets | None = None

    def demo_client(self) -> dict[str, Any]:
        """Return the OAuth client of the embedded server; only for a demo."""
        assert self._demo is not None
        return dict(self._demo.client_config)

    def has_client(self) -> bool:
        """Return whether OAuth client credentials are known, without asking the keyring."""
        said = self.environment
        return bool(
            self._demo
            or said.oauth_client
            or said.client_id
            or self.settings.client_id
            or _bundled_client().exists()
        )

    def prepare(self) -> None:
        """Find the OAuth client; its secret may be in the keyring (sign-in thread).

        Raises SignInError client_missing or client_invalid, SecretsError.
        """
        from desktop_app.google import client  # not before a sign-in

        if self._demo is not None:
            self._client = client.from_json(json.dumps(self._demo.client_config))
            return
        if self.environment.redirect_uri:
            log.info("GOOGLE_REDIRECT_URI is not used: a desktop app chooses its own address")
        self._client = client.from_environment(self._environ)
        if self._client is not None:
            return
        if self.settings.client_id:
            secret = self.secrets().get(CLIENT_SECRET) or ""
            self._client = client.ClientConfig(
                self.settings.client_id,
                secret,
                self.settings.client_auth_uri or client.GOOGLE_AUTH,
                self.settings.client_token_uri or client.GOOGLE_TOKEN,
            )
        elif _bundled_client().exists():
            self._client = client.from_file(_bundled_client())
        else:
            raise SignInError(
                sentence(N_("Aula has no Google credentials yet. The set-up guide shows how.")),
                code="client_missing",
            )

    def use_client_file(self, path: str) -> dict[str, str]:
        """Take a client_secret JSON: its secret to the keyring; return the settings for the rest.

        Raises SignInError client_invalid, SecretsError.
        """
        from desktop_app.google import client  # not before a sign-in

        config = client.from_file(path)
        self.secrets().set(CLIENT_SECRET, config.client_secret)
        return {
            "client_id": config.client_id,
            "client_auth_uri": config.auth_uri,
            "client_token_uri": config.token_uri,
        }

    @property
    def api(self) -> str:
        """The base address of Calendar v3."""
        if self._demo is not None:
            return str(self._demo.api)
        from desktop_app.google.client import GOOGLE_API  # not before a request

        return self.environment.calendar_api or GOOGLE_API

    def remote(self, refresh_token: str) -> Remote:
        """Return Calendar v3 for this grant (network thread; after `prepare`)."""
        from desktop_app.google.calendar import CalendarRemote
        from desktop_app.google.credentials import build_credentials

        return CalendarRemote(build_credentials(self._known_client(), refresh_token), self.api)

    def secrets(self) -> Secrets:
        """Return the system's keyring (sign-in thread). Raises SecretsError."""
        from desktop_app.system.secrets import KeyringSecrets

        return KeyringSecrets()

    def session_secrets(self) -> Secrets:
        """Return the place for secrets that ends with the program."""
        if self._session is None:
            from desktop_app.system.secrets import SessionSecrets

            self._session = SessionSecrets()
        return self._session

    def static_token(self) -> str:
        """Return the refresh token given by the environment or the demo, or ""."""
        return self._demo_token or self.environment.refresh_token

    def static_account(self, refresh_token: str) -> Account:
        """Return whose a static token is (sign-in thread; after `prepare`)."""
        from desktop_app.google.credentials import static_account

        said = self.environment
        return static_account(
            self._known_client(), refresh_token, said.admin_email, self._wanted_calendar
        )

    def sign_in(
        self,
        on_url: Callable[[str], None],
        cancelled: threading.Event,
        deadline: float,
        browser: bool = True,
    ) -> "Grant":
        """Sign in through the browser (sign-in thread). Raises SignInError, SecretsError."""
        from desktop_app.google.sign_in import sign_in
        from desktop_app.system.browser import open_url
        from desktop_app.system.loopback import LoopbackListener
        from desktop_app.system.translations import install

        self.prepare()
        translator = install(self.settings.language)
        with LoopbackListener() as listener:
            return sign_in(
                self._known_client(),
                listener=listener,
                open_browser=open_url if browser else lambda url: True,
                cancelled=cancelled,
                deadline=deadline,
                admin_email=self.environment.admin_email,
                on_url=on_url,
                tell=translator.tell,
                calendar_id=self._wanted_calendar,
                api=self.api,
            )

    def revoke(self, refresh_token: str) -> None:
        """Give the grant back (any thread but the window's). Raises RemoteError."""
        from desktop_app.google.credentials import revoke

        revoke(self._known_client(), refresh_token)

    def fixed_calendar(self) -> str:
        """Return the calendar that the environment says classes go to, or ""."""
        return self.environment.calendar_id

    @property
    def _wanted_calendar(self) -> str:
        return self.environment.calendar_id or self.settings.calendar_id

    def _known_client(self) -> "ClientConfig":
        if self._client is None:
            self.prepare()
        assert self._client is not None
        return self._client


def _bundled_client() -> Path:
    """Return where a packager may put a client JSON of their own; there is none in the source."""
    return paths.resources_dir() / "client.json"
