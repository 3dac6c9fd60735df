"""Access codes can be told on the phone, and no two classes to come share one."""

import re

import pytest

from desktop_app.domain.access_code import ALPHABET, new_code


def test_a_code_is_two_groups_of_letters_that_look_like_nothing_else() -> None:
    assert re.fullmatch(rf"[{ALPHABET}]{{3}}-[{ALPHABET}]{{3}}", new_code(()))
    assert not set(ALPHABET) & set("0O1IL5S2Z8B")


def test_a_code_that_is_taken_is_not_given_again() -> None:
    letters = iter("KKKKKK" + "MMMMMM")
    assert new_code({"KKK-KKK"}, lambda _: next(letters)) == "MMM-MMM"


def test_a_choice_that_always_gives_the_same_is_found_out() -> None:
    with pytest.raises(RuntimeError):
        new_code({"KKK-KKK"}, lambda _: "K")
