"""Start with the system: the XDG file, whole, quoted as the specification wants it."""

import os
import stat
import sys
from pathlib import Path

import pytest

from desktop_app.domain.errors import StorageError
from desktop_app.system import autostart


def test_it_stands_where_the_specification_says(tmp_path: Path) -> None:
    base = str(tmp_path / "config")
    assert autostart.file({"XDG_CONFIG_HOME": base}) == Path(base) / "autostart" / "aula.desktop"
    home = Path.home() / ".config" / "autostart" / "aula.desktop"
    assert autostart.file({}) == home
    assert autostart.file({"XDG_CONFIG_HOME": "relative"}) == home  # ignored, as the text says


def test_on_and_off_again(tmp_path: Path) -> None:
    path = tmp_path / "autostart" / "aula.desktop"
    assert not autostart.enabled(path)
    autostart.enable(path, ["/usr/bin/aula", "--hidden"])
    assert autostart.enabled(path)
    assert "\nExec=/usr/bin/aula --hidden\n" in path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    autostart.disable(path)
    assert not autostart.enabled(path)
    autostart.disable(path)


def test_what_she_switched_off_elsewhere_is_off(tmp_path: Path) -> None:
    path = tmp_path / "aula.desktop"
    for line in ("Hidden=true", "X-GNOME-Autostart-enabled=false"):
        path.write_text(f"[Desktop Entry]\nExec=aula\n{line}\n")
        assert not autostart.enabled(path)


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("/usr/bin/aula", "/usr/bin/aula"),
        ("/home/ana maría/aula", '"/home/ana maría/aula"'),
        ("/opt/100%/aula", "/opt/100%%/aula"),
        ('/opt/a"b$c', '"/opt/a\\\\"b\\\\$c"'),
    ],
)
def test_odd_paths_are_quoted(word: str, written: str, tmp_path: Path) -> None:
    path = tmp_path / "aula.desktop"
    autostart.enable(path, [word])
    assert f"\nExec={written}\n" in path.read_text()


def test_it_starts_the_program_that_runs_now_out_of_sight(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert autostart.command() == [sys.executable, "-m", "desktop_app", "--hidden"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert autostart.command() == [sys.executable, "--hidden"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError):
        autostart.enable(tmp_path / "file" / "autostart" / "aula.desktop", ["aula"])
    (tmp_path / "folder.desktop").mkdir()
    with pytest.raises(StorageError):
        autostart.disable(tmp_path / "folder.desktop")


def test_elsewhere_it_is_not_offered() -> None:
    assert autostart.supported("linux") and autostart.supported("freebsd14")
    assert not autostart.supported("win32") and not autostart.supported("darwin")
    assert os.name != "posix" or autostart.supported()
