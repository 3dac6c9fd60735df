"""Signing in for real: the system browser, consent over HTTP, the session's own keyring."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.demo import DemoServer
from desktop_app.demo.server import EMAIL
from desktop_app.system.secrets import KeyringSecrets
from tests.e2e import browser
from tests.e2e.run import Ran, aula, environment

pytestmark = pytest.mark.usefixtures("real_keyring")


def browser_that(decision: str = "allow", account: str = EMAIL, scopes: str = "all") -> str:
    """Return a value of BROWSER: a browser that decides by itself, in the background."""
    script = Path(browser.__file__)
    return f"{sys.executable} {script} {decision} {account} {scopes} %s &"


@pytest.fixture
def env(demo_server: DemoServer, data_dir: Path) -> Iterator[dict[str, str]]:
    yield environment(demo_server, data_dir, token="") | {"BROWSER": browser_that()}
    for account in demo_server.accounts.values():
        KeyringSecrets().delete(f"refresh-token:{account.sub}")


def refusal(ran: Ran) -> str:
    """Return the one line that a failed command said, the address to open aside."""
    assert ran.code == 1, ran
    return ran.err.strip().splitlines()[-1]


def test_connect_work_disconnect_and_no_secret_anywhere_but_in_the_keyring(
    demo_server: DemoServer, env: dict[str, str], data_dir: Path
) -> None:
    connected = aula("connect", "--json", env=env)
    assert connected.code == 0, connected.err
    assert connected.json["account"] == EMAIL
    made = aula("new-class", "--json", "--title", "Ana", env=env)
    assert (made.code, made.json["sent"]) == (0, True)
    sub = demo_server.accounts[EMAIL].sub
    token = KeyringSecrets().get(f"refresh-token:{sub}")
    assert token

    picture = aula("--screenshot", str(data_dir / "window.png"), env=env)
    assert picture.code == 0, picture.err
    assert (data_dir / "window.png").stat().st_size > 20_000

    secrets = [token, demo_server.client_config["installed"]["client_secret"]]
    secrets += list(demo_server.grants.access)
    for file in data_dir.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert not [s for s in secrets if s.encode() in content], file
    code = made.json["access_code"].encode()
    for log in (data_dir / "logs").iterdir():
        assert code not in log.read_bytes()
        assert b"Ana" not in log.read_bytes()
    raw = demo_server.calendar().get(made.json["id"])
    assert made.json["access_code"] not in raw["summary"] + raw.get("description", "")

    gone = aula("disconnect", "--json", env=env)
    assert gone.json == {"disconnected": EMAIL, "revoked": True}
    assert KeyringSecrets().get(f"refresh-token:{sub}") is None
    assert token not in demo_server.grants.refresh
    assert aula("sync", env=env).code == 3


def test_the_address_is_printed_and_no_secret_stands_in_the_process_list(
    env: dict[str, str], demo_server: DemoServer
) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "desktop_app", "connect", "--no-browser", "--json"],
        env={**os.environ, **env},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    said = process.stderr.readline() + process.stderr.readline()
    url = re.search(r"http://127\.0\.0\.1\S+", said)
    assert url is not None, said
    listed = Path(f"/proc/{process.pid}/cmdline").read_bytes()
    assert demo_server.client_config["installed"]["client_secret"].encode() not in listed
    shown = browser.consent("allow", EMAIL, "all", url[0])
    assert "Aula" in shown
    out, _ = process.communicate(timeout=30)
    assert process.returncode == 0
    assert json.loads(out)["account"] == EMAIL


def test_a_refusal_in_the_browser_is_told(env: dict[str, str]) -> None:
    ran = aula("connect", env=env | {"BROWSER": browser_that("deny")})
    assert "refused" in refusal(ran)


def test_an_unticked_calendar_is_told(env: dict[str, str]) -> None:
    ran = aula("connect", env=env | {"BROWSER": browser_that(scopes="none")})
    assert "permission" in refusal(ran)


def test_another_account_than_the_admin_s_is_refused_and_its_access_given_back(
    env: dict[str, str], demo_server: DemoServer
) -> None:
    demo_server.add_account("otra@example.com", "Otra")
    wrong = {"BROWSER": browser_that(account="otra@example.com"), "ADMIN_EMAIL": EMAIL}
    ran = aula("connect", env=env | wrong)
    assert EMAIL in refusal(ran)
    assert demo_server.count("POST", "/revoke") == 1
    assert aula("status", env=env).code == 3


def test_nobody_answering_in_time_is_told(env: dict[str, str]) -> None:
    ran = aula("connect", "--no-browser", "--timeout", "0.3", env=env)
    assert "in time" in refusal(ran)


def test_without_a_keyring_it_says_so_before_asking_google(
    env: dict[str, str], demo_server: DemoServer
) -> None:
    nothing = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere", "DISPLAY": ""}
    ran = aula("connect", env=env | nothing)
    assert "keyring" in refusal(ran)
    assert demo_server.count(path_contains="/auth") == 0


def test_without_credentials_the_set_up_is_named(data_dir: Path) -> None:
    ran = aula("connect", env={"AULA_DATA_DIR": str(data_dir)})
    assert "credentials" in refusal(ran)


@pytest.mark.parametrize("content", ["{", "{}", '{"web": {"client_id": "x"}}'])
def test_a_wrong_client_file_is_told(content: str, env: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "wrong.json"
    file.write_text(content)
    ran = aula("connect", env=env | {"AULA_OAUTH_CLIENT": str(file)})
    assert refusal(ran).startswith("aula: ")
