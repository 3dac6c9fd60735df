"""The real keyring, and what is said where there is none."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.system.secrets import KeyringSecrets, SessionSecrets

ASK = (
    "from desktop_app.domain.errors import SecretsError\n"
    "from desktop_app.system.secrets import KeyringSecrets\n"
    "try: KeyringSecrets('Aula tests').set('x', 'y')\n"
    "except SecretsError as error: print(error.code)\n"
    "else: print('kept')\n"
)


@pytest.mark.usefixtures("real_keyring")
def test_a_secret_is_kept_read_changed_and_forgotten() -> None:
    secrets = KeyringSecrets("Aula tests")
    name = f"one-{os.getpid()}"
    assert secrets.get(name) is None
    secrets.set(name, "1//ñandú")
    assert KeyringSecrets("Aula tests").get(name) == "1//ñandú"
    secrets.set(name, "second")
    assert secrets.get(name) == "second"
    secrets.delete(name)
    secrets.delete(name)
    assert secrets.get(name) is None


def test_memory_is_for_the_session_only() -> None:
    secrets = SessionSecrets()
    secrets.set("a", "b")
    assert secrets.get("a") == "b"
    secrets.delete("a")
    secrets.delete("a")
    assert secrets.get("a") is None
    assert SessionSecrets().get("a") is None


def asked(**environ: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", ASK], env={**os.environ, **environ}, capture_output=True, text=True,
        check=True, timeout=60,
    )  # fmt: skip
    return done.stdout.strip()


@pytest.mark.parametrize(
    "environ",
    [
        {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere", "DISPLAY": ""},
        {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"},
        {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"},
    ],
)
def test_no_real_keyring_is_told_and_nothing_is_written_elsewhere(environ: dict[str, str]) -> None:
    assert asked(**environ) == "keyring_missing"


LOCK = (
    "import secretstorage\n"
    "bus = secretstorage.dbus_init()\n"
    "secretstorage.get_default_collection(bus).lock()\n"
)


def test_a_locked_keyring_does_not_hang_and_is_told(tmp_path: Path) -> None:
    # A session of its own: the lock must not reach the other tests.
    inside = (
        'printf "x\\n" | gnome-keyring-daemon --unlock --components=secrets >/dev/null; '
        f"{sys.executable} -c '{LOCK}' && exec {sys.executable} -c \"$ASK\""
    )
    done = subprocess.run(
        ["dbus-run-session", "--", "bash", "-c", inside],
        env={**os.environ, "ASK": ASK, "DISPLAY": "", "XDG_RUNTIME_DIR": str(tmp_path)},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.stdout.strip() == "keyring_locked", done
