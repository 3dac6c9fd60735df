"""The account through what goes wrong: no keyring at the end, a sign-in given up half-way."""

import threading
import webbrowser
from collections.abc import Callable, Iterator

import keyring
import keyring.backends.fail
import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from desktop_app.demo.server import EMAIL
from desktop_app.domain.ports import Account
from desktop_app.services.account import AccountService
from desktop_app.system.secrets import SessionSecrets
from desktop_app.usecases.connect import Grant, keep, token_name
from desktop_app.usecases.sync_now import Wake
from tests.e2e.test_sign_in import browser_that
from tests.unit.services.life import Life

OTHER = "otra@example.com"
# The browser is let go on by itself, and nobody waits for it: Python warns of that.
alone = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture
def account(life: Life) -> Iterator[AccountService]:
    made = AccountService(life.aula, life.store, life.sync, life.post)
    yield made
    made.end(10)
    shiboken6.delete(made)  # its timer belongs to this thread


def settled(life: Life, account: AccountService) -> None:
    """Let the sign-in thread and the window's have what they wait for."""
    assert account._thread.stop(10)
    life.settle()


def test_a_disconnect_that_fails_leaves_the_account_as_it_was(
    life: Life, account: AccountService, monkeypatch: pytest.MonkeyPatch
) -> None:
    account.begin(life.account)
    account._account = life.account
    monkeypatch.setattr(keyring, "get_keyring", keyring.backends.fail.Keyring)
    told: list[object] = []
    account.toast.connect(told.append)
    account.disconnect_google()
    settled(life, account)
    assert told
    life.make()
    life.wake(Wake.EDIT)
    assert life.there() and life.here() == []


def test_a_sign_in_given_up_while_the_keyring_asks_keeps_nothing(life: Life) -> None:
    secrets = SessionSecrets()
    other = Account("2", "other@example.com")
    assert not keep(life.files, secrets, other, "token", lambda: True)
    assert life.files.account() == life.account
    assert secrets.get(token_name(other)) is None
    assert not keep(life.files, secrets, life.account, "token", lambda: True)
    assert secrets.get(token_name(life.account)) == "token"  # hers is not taken from her
    assert keep(life.files, secrets, other, "token")
    assert life.files.account() == other


def revoked(life: Life) -> int:
    """Return how many grants were given back."""
    return sum(request.path == "/revoke" for request in life.server.requests)


def answer_as(email: str, life: Life, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have Google's page answered as `email`."""
    life.server.add_account(OTHER, "Otra")
    monkeypatch.setenv("BROWSER", browser_that(account=email))
    monkeypatch.setattr(webbrowser, "_tryorder", None)  # else the first test's stays


@pytest.fixture
def asked(
    life: Life,
    account: AccountService,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> AccountService:
    """Signed in as the parameter says, with no keyring: it is asked whether to go on without."""
    answer_as(request.param, life, monkeypatch)
    monkeypatch.setattr(keyring, "get_keyring", keyring.backends.fail.Keyring)
    account.connect_google()
    qtbot.waitUntil(lambda: account.sign_in.step == "ask_session", timeout=20_000)
    return account


@alone
@pytest.mark.parametrize("asked", [OTHER], indirect=True)
def test_a_grant_of_a_sign_in_that_is_given_up_goes_back_to_google(
    life: Life, asked: AccountService
) -> None:
    assert revoked(life) == 0
    asked.cancel()
    settled(life, asked)
    assert revoked(life) == 1
    assert life.files.account() == life.account


@alone
@pytest.mark.parametrize("asked", [EMAIL], indirect=True)
def test_that_of_the_account_that_is_connected_stays(life: Life, asked: AccountService) -> None:
    asked.cancel()
    settled(life, asked)
    assert revoked(life) == 0


@alone
@pytest.mark.parametrize("moment", ["Google is asked", "the answer is on its way", "quitting"])
def test_so_does_one_that_comes_when_she_has_given_up(
    life: Life,
    account: AccountService,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    moment: str,
) -> None:
    answer_as(OTHER, life, monkeypatch)
    ask = life.aula.sign_in
    gives_up = account.close if moment == "quitting" else account.cancel

    def late(opened: Callable[[str], None], cancelled: threading.Event, deadline: float) -> Grant:
        grant = ask(opened, cancelled, deadline)
        life.post(gives_up)  # before what comes of this
        if moment != "the answer is on its way":
            assert cancelled.wait(10)
        return grant

    monkeypatch.setattr(life.aula, "sign_in", late)
    account.connect_google()
    qtbot.waitUntil(lambda: revoked(life) == 1, timeout=20_000)
    settled(life, account)
    assert revoked(life) == 1
    assert account.account is None
