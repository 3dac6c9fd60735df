"""The diagnostics: enough for who helps, and nothing that is the teacher's own."""

from pathlib import Path

import pytest

from desktop_app.cli import main
from desktop_app.domain.ports import Account
from desktop_app.system import settings as settings_files
from desktop_app.system.settings import Settings
from desktop_app.usecases.new_lesson import Wish, new_lesson
from desktop_app.wiring import Aula, configure

ANA = Account("ana", "ana@example.com", "Ana", "cal")
SECRETS = {
    "GOOGLE_REFRESH_TOKEN": "1//0gAbCdEfGhIjKlMnOp",
    "AUTH_GOOGLE_SECRET": "GOCSPX-abcdef_12345",
    "ADMIN_EMAIL": "mariana@example.com",
}


@pytest.fixture
def aula(data_dir: Path) -> Aula:
    chosen = Settings(
        theme="dark", zone="Europe/Madrid", price="$ 9.999", invitation_es_grupal="Hola Mariana",
        client_id="12345-secretish", unknown=(("future", "Mariana"),),
    )  # fmt: skip
    settings_files.save(data_dir / "settings.json", chosen)
    made = configure(environ={"AULA_DATA_DIR": str(data_dir), **SECRETS})
    with made.writing() as store:
        store.set_account(ANA)
        wish = Wish(start=1_795_000_000, summary="Mariana", meeting=False)
        new_lesson(store, None, wish, made.defaults, 1_795_000_000)
    made.log_dir.mkdir()
    (made.log_dir / "aula.log").write_text("an old line with token=s3cr3t\n" * 300 + "the last\n")
    return made


def test_it_says_what_who_helps_must_know(aula: Aula) -> None:
    said = aula.diagnostics([("badge", "offline, 1")])
    for part in (
        "SQLite: 3.", "Python: 3.", "PySide6-Essentials: 6.", "badge: offline, 1",
        "desk.db: form ", "cache.db: form ", "create queued 1", "in all 1",
        "theme: dark", "zone: Europe/Madrid", "price: 7 characters", "of a newer Aula: future",
        "set: client_secret, admin_email, refresh_token", "copies: 0", "the last",
    ):  # fmt: skip
        assert part in said, part
    assert said.count("an old line") == 199


def test_nothing_in_it_is_hers(aula: Aula) -> None:
    said = aula.diagnostics()
    for part in ("ariana", "ana@example", "s3cr3t", "0gAbCdEf", "abcdef", "9.999", "secretish"):
        assert part not in said, part


def test_it_can_be_said_of_files_that_cannot_be_read(aula: Aula) -> None:
    for name in ("desk.db", "cache.db"):
        for path in aula.data_dir.glob(f"{name}*"):
            path.unlink()
    assert "desk.db: not there" in aula.diagnostics()
    (aula.data_dir / "desk.db").write_bytes(b"no database " * 2000)
    assert "desk.db: cannot be read: damaged" in aula.diagnostics()


def test_the_command_says_it_too(aula: Aula, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diagnostics", "--data-dir", str(aula.data_dir)]) == 0
    said = capsys.readouterr().out
    assert "desk.db: form " in said and "ariana" not in said
