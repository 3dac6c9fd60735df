"""The account through what goes wrong: no keyring at the end, a sign-in given up half-way."""

import keyring
import keyring.backends.fail
import pytest

from desktop_app.domain.ports import Account
from desktop_app.services.account import AccountService
from desktop_app.system.secrets import SessionSecrets
from desktop_app.usecases.connect import keep, token_name
from desktop_app.usecases.sync_now import Wake
from tests.unit.services.life import Life


def settled(life: Life, account: AccountService) -> None:
    """Let the sign-in thread and the window's have what they wait for."""
    assert account._thread.stop(10)
    life.settle()


def test_a_disconnect_that_fails_leaves_the_account_as_it_was(
    life: Life, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = AccountService(life.aula, life.store, life.sync, life.post)
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
