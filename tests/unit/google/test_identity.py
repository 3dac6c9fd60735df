"""Whose account it is, and whether it may be connected."""

import base64
import json
from typing import Any

import pytest

from desktop_app.domain.errors import SignInError
from desktop_app.google.client import ClientConfig
from desktop_app.google.identity import Identity, check_admin, from_claims, from_id_token

CLIENT = ClientConfig("our-id", "secret")
CLAIMS = {
    "iss": "https://accounts.google.com",
    "aud": "our-id",
    "sub": "42",
    "email": "ana@example.com",
    "email_verified": True,
    "name": "Ana",
    "iat": 1000,
    "exp": 4600,
}


def token(**changes: Any) -> str:
    claims = json.dumps({**CLAIMS, **changes}).encode()
    return f"h.{base64.urlsafe_b64encode(claims).decode().rstrip('=')}.s"


def test_an_id_token_names_the_account_whatever_this_machines_clock_says() -> None:
    identity = from_id_token(token(), CLIENT)
    assert identity == Identity("42", "ana@example.com", True, "Ana")
    assert identity.account == ("42", "ana@example.com", "Ana", "")


@pytest.mark.parametrize(
    "changes",
    [{"aud": "another"}, {"iss": "https://evil.example.com"}, {"exp": 900}, {"exp": None}],
)
def test_an_id_token_that_is_not_for_us_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(SignInError) as caught:
        from_id_token(token(**changes), CLIENT)
    assert caught.value.code == "rejected"


def test_an_audience_may_be_a_list() -> None:
    assert from_id_token(token(aud=["x", "our-id"]), CLIENT) is not None


@pytest.mark.parametrize("text", [None, "", "a.b", "a.!!!.c", "a.bm8.c", "a.W10.c"])
def test_what_is_no_id_token_names_nobody(text: Any) -> None:
    assert from_id_token(text, CLIENT) is None


def test_claims_without_a_subject_name_nobody() -> None:
    assert from_claims({"email": "ana@example.com"}) is None


@pytest.mark.parametrize(
    ("claim", "verified"), [(True, True), ("true", True), (False, False), (None, False)]
)
def test_the_flag_of_a_checked_address_may_be_text(claim: Any, verified: bool) -> None:
    identity = from_claims({**CLAIMS, "email_verified": claim})
    assert identity is not None
    assert identity.verified is verified


def test_the_demanded_account_is_compared_without_case() -> None:
    check_admin(Identity("42", "Ana@Example.com", True, ""), " ana@example.COM ")
    check_admin(Identity("42", "", False, ""), "")


def test_another_account_is_refused_by_name() -> None:
    with pytest.raises(SignInError) as caught:
        check_admin(Identity("1", "b@example.com", True, ""), "ana@example.com")
    assert caught.value.code == "wrong_account"


@pytest.mark.parametrize(("email", "verified"), [("ana@example.com", False), ("", True)])
def test_an_account_that_cannot_be_checked_is_refused(email: str, verified: bool) -> None:
    with pytest.raises(SignInError) as caught:
        check_admin(Identity("1", email, verified, ""), "ana@example.com")
    assert caught.value.code == "account_unverified"
