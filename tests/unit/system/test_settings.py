"""The settings file: kept, mended, never lost."""

import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.system.settings import Settings, load, save


def test_what_is_saved_is_loaded_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    mine = Settings(language="es", working_days=(0, 6), price="12000", undo_seconds=9)
    save(path, mine)
    assert load(path) == (mine, [])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_no_file_means_defaults(tmp_path: Path) -> None:
    assert load(tmp_path / "settings.json") == (Settings(), [])


@pytest.mark.parametrize("content", ["{", "[]", "7", "\x00\x01", ""])
def test_a_damaged_file_is_set_aside_whole_and_told(content: str, tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(content)
    settings, told = load(path)
    assert settings == Settings()
    assert len(told) == 1
    (aside,) = tmp_path.glob("settings.json.damaged-*")
    assert aside.read_text() == content


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "purple"),
        ("zone", "Nowhere/Town"),
        ("working_days", [0, 9]),
        ("default_length_minutes", 0),
        ("default_length_minutes", True),
        ("undo_seconds", "6"),
    ],
)
def test_one_senseless_value_falls_back_alone(name: str, value: object, tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({name: value, "price": "500"}))
    settings, told = load(path)
    assert settings == Settings(price="500")
    assert told[0].places == (("name", name),)


def test_what_a_newer_aula_wrote_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"newer": "month", "theme": "dark"}))
    settings, told = load(path)
    assert told == []
    save(path, settings._replace(theme="light"))
    assert json.loads(path.read_text()) == {"newer": "month", "theme": "light"}


def test_a_full_disk_keeps_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    save(path, Settings(price="1"))
    before = path.read_bytes()
    program = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from desktop_app.domain.errors import StorageError\n"
        "from desktop_app.system.settings import Settings, save\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (8, 8))\n"
        "try: save(Path(sys.argv[1]), Settings(focus='x' * 100))\n"
        "except StorageError as error: sys.exit(0 if error.code == 'disk_full' else 2)\n"
        "sys.exit(3)\n"
    )
    assert subprocess.run([sys.executable, "-c", program, str(path)], check=False).returncode == 0
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_the_one_template_of_an_earlier_aula_becomes_all_four(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"invitation_template": "Hola", "invitation_en_grupal": "Hi"}))
    settings, told = load(path)
    assert told == []
    assert settings.invitation("es", "individual") == settings.invitation("es", "grupal") == "Hola"
    assert settings.invitation("en", "grupal") == "Hi"
    assert settings.invitation("en", "another program's") == "Hola"
    save(path, settings)
    assert "invitation_template" not in json.loads(path.read_text())
