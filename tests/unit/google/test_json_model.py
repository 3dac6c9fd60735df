"""JSON of replies: whatever a server sends, what is kept of it can be written to a file."""

import json

import pytest

from desktop_app.google.json_model import FastJsonModel, text_of

READ = FastJsonModel().deserialize


def test_json_is_read_and_written_as_it_was() -> None:
    text = '{"summary":"Ana 🎓 <b>","start":{"date":"2026-11-24"},"n":[1,2.5,null,true]}'
    assert READ(text.encode()) == json.loads(text)
    assert text_of(READ(text)) == text


@pytest.mark.parametrize("half", [r"\ud83d", r"\ude00", r"a\ud83db"])
def test_half_a_character_can_be_written_to_a_file(half: str) -> None:
    """JSON may hold one half of a surrogate pair: no file and no database takes it."""
    found = READ(f'{{"id":"x","summary":"{half}"}}'.encode())
    assert "?" in found["summary"]
    assert json.loads(text_of(found).encode()) == found


@pytest.mark.parametrize(
    "content", [b"<!doctype html><title>Welcome</title>", b"", b"{", b'{"n": NaN}', b"\xff\xfe"]
)
def test_what_is_no_json_comes_as_text(content: bytes) -> None:
    """So that whoever asked sees that it is not Google's answer."""
    assert isinstance(READ(content), str)


def test_json_without_end_is_no_json() -> None:
    assert isinstance(READ(b"[" * 100_000), str)


def test_bytes_that_are_not_utf8_do_not_end_a_pull() -> None:
    assert READ(b'{"summary":"Jos\xe9"}')["summary"].startswith("Jos")


def test_numbers_too_large_for_a_file_are_kept_as_near_as_can_be() -> None:
    found = READ(b'{"n": 123456789012345678901234567890}')
    assert json.loads(text_of(found))["n"] == pytest.approx(1.2345e29, rel=1e-3)
