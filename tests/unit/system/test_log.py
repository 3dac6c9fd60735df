"""The log can be posted in public."""

import logging
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.system import log
from desktop_app.system.environment import read
from desktop_app.system.held_log import hold
from desktop_app.system.redact import redact


@pytest.mark.parametrize(
    "secret",
    [
        "1//0gAbCdEfGhIjKlMnOp",
        "ya29.a0AfH6SMBx-y_z",
        "GOCSPX-abcdef_12345",
        "Authorization: Bearer abc.def-ghi",
        "code=4/0AX4XfWhabc",
        "'refresh_token': 'abc123def'",
        '"client_secret": "s3cr3t"',
        "eyJhbGciOi.eyJzdWIiOi.c2ln",
        "K7M-4QX",
        "ana.fernandez@example.com",
        "https://example.com/x?token=abc",
        "https://meet.google.com/hvk-tqme-wzr",
        "https://wa.me/5491155551234",
        "+54 9 11 5555-1234",
        "/home/mariana/.local/share/Aula",
        "C:\\Users\\mariana\\AppData",
    ],
)
def test_no_secret_passes(secret: str) -> None:
    shown = redact(f"before {secret} after")
    for part in ("0gAbCdEf", "a0AfH6", "abcdef_12345", "abc.def", "4/0AX4", "abc123def", "s3cr3t",
                 "eyJzdWIiOi", "K7M-4QX", "fernandez", "token=abc", "hvk-tqme", "5555",
                 "mariana"):  # fmt: skip
        assert part not in shown
    assert shown.startswith("before ")
    assert shown.endswith("after")


def test_ordinary_words_stay_readable() -> None:
    text = "change 3 (patch 5f1d68ec89) put off: server 503 at 15:00, sub 1000017919"
    assert redact(text) == text


@pytest.fixture
def root() -> Iterator[logging.Logger]:
    logger = logging.getLogger()
    before, level = list(logger.handlers), logger.level
    yield logger
    for handler in set(logger.handlers) - set(before):
        handler.close()
        logger.removeHandler(handler)
    logger.setLevel(level)


def test_a_traceback_is_redacted_too_and_the_file_is_its_owner_s(
    root: logging.Logger, tmp_path: Path
) -> None:
    log.setup(tmp_path / "logs")
    try:
        raise ValueError("token=abcdef")
    except ValueError:
        logging.getLogger("aula.test").exception("failed")
    path = tmp_path / "logs" / "aula.log"
    text = path.read_text()
    assert "Traceback" in text
    assert "abcdef" not in text
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_tail_goes_over_a_rotation_and_is_redacted_once_more(tmp_path: Path) -> None:
    (tmp_path / "aula.log.1").write_text("one\ntwo ana@example.com\n")
    (tmp_path / "aula.log").write_text("three\n")
    assert log.tail(tmp_path, 2) == ["two a…@…", "three"]
    assert log.tail(tmp_path, 9) == ["one", "two a…@…", "three"]
    assert log.tail(tmp_path / "nowhere", 9) == []


def test_the_log_is_rotated(root: logging.Logger, tmp_path: Path) -> None:
    log.setup(tmp_path)
    for _ in range(30):
        logging.getLogger("aula.test").info("x" * 90_000)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "aula.log", "aula.log.1", "aula.log.2", "aula.log.3",
    ]  # fmt: skip
    assert all(path.stat().st_size <= 500_000 for path in tmp_path.iterdir())


def test_a_log_whose_folder_was_removed_goes_on(root: logging.Logger, tmp_path: Path) -> None:
    folder = tmp_path / "logs"
    log.setup(folder)
    logging.getLogger("aula.test").info("lost")
    shutil.rmtree(folder)
    log.renew(folder)
    logging.getLogger("aula.test").info("kept")
    assert (folder / "aula.log").read_text().endswith("aula.test: kept\n")
    assert stat.S_IMODE((folder / "aula.log").stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_made_is_no_trouble(root: logging.Logger, tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file")
    log.setup(tmp_path / "logs")
    assert root.handlers


def test_the_environment_shows_no_secret_and_knows_both_spellings() -> None:
    said = read(
        {"GOOGLE_CLIENT_ID": "id", "GOOGLE_CLIENT_SECRET": "s3cr3t", "ADMIN_EMAIL": " a@b "}
    )
    assert said.client_id == "id"
    assert said.admin_email == "a@b"
    assert "s3cr3t" not in repr(said)
    assert read({"AUTH_GOOGLE_ID": "new", "GOOGLE_CLIENT_ID": "old"}).client_id == "new"


def test_what_is_logged_before_there_is_a_log_stands_in_it_first(
    root: logging.Logger, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    hold()
    logging.getLogger("aula.test").info("not worth keeping")
    logging.getLogger("aula.test").error("before")
    log.setup(tmp_path)
    logging.getLogger("aula.test").error("after")
    lines = (tmp_path / "aula.log").read_text().splitlines()
    assert [line.rsplit(" ", 1)[1] for line in lines] == ["before", "after"]
    assert capfd.readouterr().err == ""
