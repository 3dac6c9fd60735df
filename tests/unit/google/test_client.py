"""Where the OAuth client comes from, and what is wrong with a file, said in a sentence."""

import json
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.errors import SignInError
from desktop_app.google.client import ClientConfig, from_environment, from_file, from_json
from desktop_app.wiring import configure

SECRET = "GOCSPX-" + "s" * 20


def installed(**more: Any) -> dict[str, Any]:
    values: dict[str, Any] = {
        "client_id": "1.apps.googleusercontent.com",
        "client_secret": SECRET,
        "auth_uri": "https://accounts.google.com/o/oauth2/auth",
        "token_uri": "https://oauth2.googleapis.com/token",
        **more,
    }
    return {"installed": {name: value for name, value in values.items() if value is not None}}


def refused(text: str) -> SignInError:
    with pytest.raises(SignInError) as caught:
        from_json(text)
    assert caught.value.code == "client_invalid"
    return caught.value


def test_googles_own_file_gives_googles_own_addresses(tmp_path: Path) -> None:
    path = tmp_path / "client_secret_1.json"
    path.write_text(json.dumps(installed()), encoding="utf-8")
    client = from_file(path)
    assert client.client_id == "1.apps.googleusercontent.com"
    assert client.userinfo_uri == "https://openidconnect.googleapis.com/v1/userinfo"
    assert client.revoke_uri == "https://oauth2.googleapis.com/revoke"
    assert not client.on_loopback


def test_another_servers_addresses_follow_its_token_address() -> None:
    origin = "http://127.0.0.1:4000"
    text = json.dumps(installed(auth_uri=f"{origin}/auth", token_uri=f"{origin}/token"))
    client = from_json(text)
    assert client.userinfo_uri == f"{origin}/v1/userinfo"
    assert client.revoke_uri == f"{origin}/revoke"
    assert client.on_loopback


def test_no_secret_shows_in_a_repr() -> None:
    client = from_json(json.dumps(installed()))
    assert SECRET not in repr(client)
    assert SECRET not in str(client)


@pytest.mark.parametrize("text", ["", "no json", "[]", "{}", '"a"', '{"installed": 3}'])
def test_what_is_not_googles_file_is_said_so(text: str) -> None:
    assert "not the file" in refused(text).told.msgid


def test_a_web_client_is_told_apart() -> None:
    told = refused(json.dumps({"web": installed()["installed"]})).told
    assert "web application" in told.msgid


def test_a_service_account_is_told_apart() -> None:
    told = refused(json.dumps({"type": "service_account", "private_key": "x"})).told
    assert "service account" in told.msgid


@pytest.mark.parametrize("name", ["client_id", "client_secret"])
@pytest.mark.parametrize("value", [None, "", " ", 5])
def test_a_missing_key_is_named(name: str, value: Any) -> None:
    assert (("keys", name),) == refused(json.dumps(installed(**{name: value}))).told.places


@pytest.mark.parametrize(
    "uri", ["http://evil.example.com/token", "ftp://127.0.0.1/token", "token", "https://"]
)
def test_an_address_that_would_leak_the_code_is_refused(uri: str) -> None:
    assert "not safe" in refused(json.dumps(installed(token_uri=uri))).told.msgid


def test_a_file_that_cannot_be_read_is_named_without_its_folder(tmp_path: Path) -> None:
    with pytest.raises(SignInError) as caught:
        from_file(tmp_path / "gone.json")
    assert caught.value.told.places == (("file", "gone.json"),)


@pytest.mark.parametrize("names", [("AUTH_GOOGLE_ID", "AUTH_GOOGLE_SECRET"),
                                   ("GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET")])  # fmt: skip
def test_two_variables_make_a_client(names: tuple[str, str]) -> None:
    assert from_environment({names[0]: "id", names[1]: SECRET}) == ClientConfig("id", SECRET)


def test_half_a_client_in_the_variables_is_said_so() -> None:
    with pytest.raises(SignInError) as caught:
        from_environment({"AUTH_GOOGLE_ID": "id"})
    assert caught.value.told.places == (("name", "AUTH_GOOGLE_SECRET"),)


def test_a_file_counts_before_the_variables(tmp_path: Path) -> None:
    path = tmp_path / "client.json"
    path.write_text(json.dumps(installed()), encoding="utf-8")
    variables = {
        "AULA_OAUTH_CLIENT": str(path),
        "AUTH_GOOGLE_ID": "id",
        "AUTH_GOOGLE_SECRET": "x",
    }
    client = from_environment(variables)
    assert client is not None
    assert client.client_id == "1.apps.googleusercontent.com"


def test_without_any_there_is_no_client() -> None:
    assert from_environment({}) is None


def test_an_address_of_her_own_is_said_to_be_of_no_use(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    environ = {
        "AULA_DATA_DIR": str(tmp_path),
        "AUTH_GOOGLE_ID": "id.apps.googleusercontent.com",
        "AUTH_GOOGLE_SECRET": "secret",
        "GOOGLE_REDIRECT_URI": "https://example.com/callback",
    }
    with caplog.at_level("INFO"):
        configure(environ=environ).prepare()
    assert "GOOGLE_REDIRECT_URI is not used" in caplog.text
    assert "example.com" not in caplog.text
