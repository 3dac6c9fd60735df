"""The command line in hands that are not ours: pipes, full disks, other languages, wrong words."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from desktop_app.demo import DemoServer
from desktop_app.wiring import configure
from tests.e2e.run import aula, environment


@pytest.fixture
def env(demo_server: DemoServer, data_dir: Path) -> dict[str, str]:
    return environment(demo_server, data_dir)


def into(env: dict[str, str], command: str, **more: str) -> tuple[int, str]:
    """Run a shell line in which `aula` is Aula; return exit code and standard error."""
    line = command.replace("aula", f"{sys.executable} -m desktop_app")
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line}"],
        env={**os.environ, "LANGUAGE": "en", **env, **more},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


def test_a_pager_that_is_left_early_and_a_full_disk_are_no_crash(env: dict[str, str]) -> None:
    assert aula("sync", env=env).code == 0
    span = "agenda --from 2026-11-01 --to 2026-12-31"
    # `true` ends without reading: whatever is written finds nobody.
    assert into(env, f"aula {span} | true") in [(0, ""), (1, "")]
    assert into(env, f"aula {span} >/dev/full") == (1, "aula: The output cannot be written.\n")


def test_a_terminal_without_our_letters_shows_others(env: dict[str, str]) -> None:
    aula("sync", env=env)
    code, err = into(env, "aula agenda >/dev/null", LC_ALL="C", PYTHONUTF8="0", LANGUAGE="es")
    assert (code, err) == (0, "")


def test_the_language_of_the_settings_counts_and_that_of_one_start_is_not_kept(
    env: dict[str, str], data_dir: Path
) -> None:
    (data_dir / "settings.json").write_text(json.dumps({"language": "es"}))
    assert "Recibid" in aula("sync", env=env).out or "recib" in aula("sync", env=env).out
    assert "eceived" in aula("sync", "--language", "en", env=env).out
    assert json.loads((data_dir / "settings.json").read_text()) == {"language": "es"}


def test_what_was_mended_when_the_files_were_opened_is_said(
    env: dict[str, str], data_dir: Path
) -> None:
    assert aula("sync", env=env).code == 0
    (data_dir / "cache.db").write_bytes(b"not a database" * 1000)
    for name in ("cache.db-wal", "cache.db-shm"):
        (data_dir / name).unlink(missing_ok=True)
    done = aula("sync", env=env)
    assert done.code == 0
    assert "damaged" in done.err


CUT_DOWN = """
import sys
from desktop_app.usecases import edit
from desktop_app.wiring import configure
from tests.unit.storage.test_crash import Killing

store = configure().open_store()
store._desk.db.conn = Killing(store._desk.db.conn)
event_id, _, original = sys.argv[1].partition("/")
edit.remove(store, event_id, original, 0)
"""


@pytest.mark.parametrize("command", [["agenda"], ["status"], ["export", "-"]])
def test_files_that_a_crash_left_out_of_step_are_put_right_by_a_command_that_reads(
    env: dict[str, str], command: list[str]
) -> None:
    def crash_between_the_files() -> None:
        cut = [sys.executable, "-c", CUT_DOWN, shown[0]["id"]]
        assert subprocess.run(cut, env={**os.environ, **env}, check=False).returncode < 0
        assert parts.open_reader() is None

    assert aula("sync", env=env).code == 0
    shown = aula("agenda", "--json", env=env).json["events"]
    before = aula(*command, env=env)
    parts = configure(environ=env)
    crash_between_the_files()
    done = aula(*command, env=env)
    assert (done.code, len(done.out)) == (0, len(before.out))
    # A window that is still starting does so itself: it is waited for.
    crash_between_the_files()
    with parts.lock:
        starting = threading.Timer(2.0, lambda: parts.open_store().close())
        starting.start()
        done = aula(*command, env=env)
        starting.join()
    assert (done.code, len(done.out)) == (0, len(before.out))


def test_where_nothing_was_ever_kept_a_command_that_reads_makes_nothing(
    env: dict[str, str], data_dir: Path
) -> None:
    assert aula("agenda", env=env | {"GOOGLE_REFRESH_TOKEN": ""}).code == 3
    assert not list(data_dir.glob("*.db"))


def test_a_token_that_was_not_used_yet_is_no_missing_account(env: dict[str, str]) -> None:
    done = aula("status", env=env)
    assert done.code == 3
    assert "Run aula sync" in done.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["new-class", "--participants", "-3"], "write a number from 0 to 500"),
        (["new-class", "--participants", "999999"], "write a number from 0 to 500"),
        (["new-class", "--length", "100000"], "write a number from 5 to 1440"),
        (["import", "/nowhere.ics"], "There is no file nowhere.ics"),
        (["import", "/"], "is a folder"),
        (["export", "/nowhere/x.ics"], "The file x.ics cannot be written: there is no such folder"),
        (["demo", "--screenshot", "/nowhere/x.png"], "The picture could not be written"),
    ],
)
def test_a_wrong_word_is_answered(
    env: dict[str, str], demo_server: DemoServer, arguments: list[str], told: str
) -> None:
    aula("sync", env=env)
    before = len(demo_server.requests)
    done = aula(*arguments, env=env)
    assert done.code in (1, 2)
    assert told in done.err
    assert len(demo_server.requests) == before


def test_help_speaks_one_language(env: dict[str, str]) -> None:
    said = aula("new-class", "--help", env=env | {"LANGUAGE": "es"}).out
    assert said.startswith("uso: aula new-class")
    assert "mostrar esta ayuda" in said
    said = aula("new-class", "--help", "--language", "en", env=env | {"LANGUAGE": "es"}).out
    assert said.startswith("usage: aula new-class")
    assert "desconocidos: --nada" in aula("--nada", env=env | {"LANGUAGE": "es"}).err


def test_a_calendar_file_goes_to_standard_output(env: dict[str, str]) -> None:
    aula("sync", env=env)
    done = aula("export", "-", env=env)
    assert done.code == 0
    assert done.out.startswith("BEGIN:VCALENDAR")
    assert aula("export", "-", "--json", env=env).code == 2


def test_a_display_that_cannot_be_used_is_said_and_a_picture_needs_none(
    env: dict[str, str], tmp_path: Path
) -> None:
    env = env | {"DISPLAY": ":9999", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}
    done = aula(env=env)
    assert done.code == 2
    assert "There is no display that can be used." in done.err
