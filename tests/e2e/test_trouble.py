"""Starts that go wrong: each a sentence for the teacher, no traceback, nothing lost."""

import ctypes
import os
import resource
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.demo import DemoServer
from desktop_app.system import channel
from desktop_app.system.lock import DataFolderLock
from tests.e2e.conftest import Start, end
from tests.e2e.run import aula, environment
from tests.e2e.test_window import CLOSED, mine, shown


def test_no_network_shows_the_last_known_week_and_says_so(qtbot: QtBot, start: Start) -> None:
    program = start()
    before = shown(program)
    assert len(before) > 10
    end(program, qtbot)
    program = start(wait_synced=False, AULA_CALENDAR_API=CLOSED)
    assert shown(program) == before
    qtbot.waitUntil(lambda: program.calendar.badge.state == "offline", timeout=10_000)


def test_a_damaged_cache_is_downloaded_again(
    qtbot: QtBot, start: Start, data_dir: Path, caplog: pytest.LogCaptureFixture
) -> None:
    program = start()
    before = shown(program)
    assert len(before) > 10
    end(program, qtbot)
    caplog.clear()
    (data_dir / "cache.db").write_bytes(b"not a database" * 1000)
    for name in ("cache.db-wal", "cache.db-shm"):
        (data_dir / name).unlink(missing_ok=True)
    program = start()
    qtbot.waitUntil(lambda: shown(program) == before, timeout=10_000)
    assert any("set aside" in record.getMessage() for record in caplog.records)
    # All of it is downloaded again: what was set aside is of no more use.
    qtbot.waitUntil(lambda: not list(data_dir.glob("cache.db.damaged-*")))
    caplog.clear()


def test_changes_outlive_a_damaged_cache(
    env: dict[str, str], demo_server: DemoServer, data_dir: Path
) -> None:
    assert aula("sync", env=env).code == 0
    offline = env | {"AULA_CALENDAR_API": CLOSED}
    assert aula("new-class", "--wait", "1", env=offline).code == 4
    (data_dir / "cache.db").write_bytes(b"x" * 5000)
    for name in ("cache.db-wal", "cache.db-shm"):
        (data_dir / name).unlink(missing_ok=True)
    assert aula("sync", env=env).code == 0
    assert len(mine(demo_server)) == 1


@pytest.fixture
def env(demo_server: DemoServer, data_dir: Path) -> dict[str, str]:
    return environment(demo_server, data_dir)


def test_damaged_settings_are_set_aside_and_told(env: dict[str, str], data_dir: Path) -> None:
    aula("sync", env=env)
    (data_dir / "settings.json").write_text('{"theme": "da')
    ran = aula("status", env=env)
    assert ran.code == 0
    assert "settings.json.damaged-" in ran.err
    (aside,) = data_dir.glob("settings.json.damaged-*")
    assert aside.read_text() == '{"theme": "da'


def test_a_newer_desk_is_refused_and_not_touched(env: dict[str, str], data_dir: Path) -> None:
    aula("sync", env=env)
    desk = data_dir / "desk.db"
    with sqlite3.connect(desk) as db:
        db.execute("PRAGMA journal_mode=DELETE")
        db.execute("PRAGMA user_version=99")
    db.close()
    before = desk.read_bytes()
    ran = aula("sync", env=env)
    assert ran.code == 1
    assert "newer" in ran.err
    assert len(ran.err.strip().splitlines()) == 1
    assert desk.read_bytes() == before


def test_a_damaged_desk_is_told_with_its_backup_and_not_touched(
    env: dict[str, str], data_dir: Path
) -> None:
    aula("sync", env=env)
    for name in ("desk.db-wal", "desk.db-shm"):
        (data_dir / name).unlink(missing_ok=True)
    (data_dir / "desk.db").write_bytes(b"not a database" * 1000)
    before = (data_dir / "desk.db").read_bytes()
    ran = aula("sync", env=env)
    assert ran.code == 1
    assert "backup" in ran.err
    assert (data_dir / "desk.db").read_bytes() == before


def without_root_s_power() -> None:
    """Let file modes count for root too: drop CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH."""
    libc = ctypes.CDLL(None, use_errno=True)
    for capability in (1, 2):
        libc.prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP; refused to others, who need it not


def test_a_read_only_folder_can_be_read_and_says_why_it_cannot_be_written(
    env: dict[str, str], data_dir: Path
) -> None:
    aula("sync", env=env)

    def ask(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "desktop_app", *arguments],
            env={**os.environ, **env, "LANGUAGE": "en"},
            preexec_fn=without_root_s_power,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    files = list(data_dir.rglob("*"))
    for file in (*files, data_dir):
        file.chmod(0o500 if file.is_dir() else 0o400)
    try:
        listed = ask("agenda", "--json")
        made = ask("new-class")
        picture = ask("--screenshot", str(data_dir.parent / "window.png"))
    finally:
        for file in (data_dir, *files):
            file.chmod(0o700 if file.is_dir() else 0o600)
    assert listed.returncode == 0, listed.stderr
    assert '"id"' in listed.stdout
    assert made.returncode == 1
    assert "may not write" in made.stderr
    assert picture.returncode == 0, picture.stderr
    for ran in (listed, made, picture):
        assert "Traceback" not in ran.stderr


def test_a_full_disk_is_told_and_what_was_there_stays(
    env: dict[str, str], data_dir: Path, demo_server: DemoServer
) -> None:
    assert aula("sync", env=env).code == 0
    listed = aula("agenda", "--json", env=env).out
    limit = max(file.stat().st_size for file in data_dir.iterdir() if file.is_file())

    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))

    assert limit > 1024
    ran = subprocess.run(
        [sys.executable, "-c",
         "import signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
         "from desktop_app.__main__ import main; sys.exit(main(['new-class']))"],
        env={**os.environ, **env, "LANGUAGE": "en"}, preexec_fn=no_room, capture_output=True,
        text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ran.returncode == 1, ran
    assert "Traceback" not in ran.stderr
    assert ran.stderr.strip()
    assert aula("agenda", "--json", env=env).out == listed
    assert aula("new-class", env=env).code == 0
    assert len(mine(demo_server)) == 1


def test_a_second_window_shows_the_first_and_leaves(
    qtbot: QtBot, start: Start, env: dict[str, str]
) -> None:
    program = start()
    with DataFolderLock(program.aula.data_dir):
        qtbot.waitUntil(lambda: program.channel is not None)
        program.window.showMinimized()
        process = subprocess.Popen([sys.executable, "-m", "desktop_app"], env={**os.environ, **env})
        qtbot.waitUntil(lambda: process.poll() is not None, timeout=20_000)
        assert process.returncode == 0
        qtbot.waitUntil(lambda: not program.window.isMinimized())


def test_a_command_while_the_window_runs_is_done_by_the_window(
    qtbot: QtBot, start: Start, env: dict[str, str], demo_server: DemoServer
) -> None:
    program = start()
    qtbot.waitUntil(lambda: program.channel is not None)
    process = subprocess.Popen(
        [sys.executable, "-m", "desktop_app", "new-class", "--title", "From a script", "--json"],
        env={**os.environ, **env},
        stdout=subprocess.PIPE,
        text=True,
    )
    qtbot.waitUntil(lambda: process.poll() is not None, timeout=40_000)
    out, _ = process.communicate()
    assert process.returncode == 0, out
    assert '"sent": true' in out
    assert [event["summary"] for event in mine(demo_server)] == ["From a script"]
    assert channel.ask(program.aula.data_dir, {"command": "nonsense"}) is not None


def test_a_double_click_makes_one_class(
    qtbot: QtBot, start: Start, demo_server: DemoServer
) -> None:
    program = start()
    qtbot.mouseClick(program.window.sidebar.new, Qt.MouseButton.LeftButton)
    qtbot.mouseDClick(program.window.sidebar.new, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(mine(demo_server)) == 1, timeout=10_000)
    reader = program.calendar.reader
    assert reader is not None
    qtbot.waitUntil(lambda: reader.outbox() == (0, 0), timeout=10_000)
    assert len(mine(demo_server)) == 1


def test_no_keyring_is_told_and_the_cached_week_stays(
    qtbot: QtBot, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start()
    before = shown(program)
    end(program, qtbot)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    said: list[str] = []
    program = start(wait_synced=False, said=said, GOOGLE_REFRESH_TOKEN="")
    qtbot.waitUntil(lambda: program.calendar.badge.state == "reconnect", timeout=10_000)
    qtbot.waitUntil(lambda: any("keyring" in text for text in said), timeout=5_000)
    assert shown(program) == before
