"""Care for the files, in the whole program: started on damage, restored, the folder taken away."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.demo import DemoServer
from desktop_app.system.crash import CrashFile
from desktop_app.ui.button import Button
from desktop_app.ui.copies import CopiesDialog
from desktop_app.ui.toasts import ToastButton
from tests.e2e.conftest import Start, end
from tests.e2e.run import environment
from tests.e2e.test_sign_in import browser_that
from tests.e2e.test_window import CLOSED, mine, shown

DAMAGED = "The file desk.db is damaged"


def spoil(path: Path) -> None:
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    path.write_bytes(b"no database " * 2000)


@pytest.mark.expects_log
def test_a_damaged_desk_is_restored_from_the_toast(
    qtbot: QtBot, start: Start, data_dir: Path, demo_server: DemoServer
) -> None:
    program = start()
    end(program, qtbot)
    end(start(), qtbot)  # the second start makes the copy of the day
    spoil(data_dir / "desk.db")
    said: list[str] = []
    program = start(wait_synced=False, said=said)
    qtbot.waitUntil(lambda: any(text.startswith(DAMAGED) for text in said))
    # She is not asked to connect as if nothing had ever been here.
    assert program.window.page_host.shown is None
    buttons = [b for b in program.window.findChildren(ToastButton) if b.text() == "Restore a copy…"]
    qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, CopiesDialog)

    def restore() -> list[Button]:
        return [b for b in dialog.findChildren(Button) if b.text() == "Restore"]

    qtbot.waitUntil(lambda: bool(restore()))
    qtbot.mouseClick(restore()[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.calendar.badge.state == "synced", timeout=15_000)
    assert len(shown(program)) > 10
    assert any(text.startswith("The copy is restored") for text in said)
    program.calendar.new_class()
    qtbot.waitUntil(lambda: len(mine(demo_server)) == 1, timeout=10_000)


@pytest.mark.expects_log
def test_a_folder_taken_away_while_aula_is_open(
    qtbot: QtBot, start: Start, data_dir: Path, demo_server: DemoServer
) -> None:
    said: list[str] = []
    program = start(said=said)
    qtbot.waitUntil(lambda: program.channel is not None)
    shutil.rmtree(data_dir)
    program.calendar.new_class()
    qtbot.waitUntil(lambda: len(mine(demo_server)) == 1, timeout=10_000)
    assert any(text.startswith("Aula's folder was removed") for text in said)
    before = shown(program)
    end(program, qtbot)
    program = start(wait_synced=False, AULA_CALENDAR_API=CLOSED)
    assert shown(program) == before


def test_a_window_disconnects_for_a_command(
    qtbot: QtBot, start: Start, data_dir: Path, demo_server: DemoServer, real_keyring: None
) -> None:
    program = start()
    qtbot.waitUntil(lambda: program.channel is not None)
    process = subprocess.Popen(
        [sys.executable, "-m", "desktop_app", "disconnect", "--json"],
        env={**os.environ, **environment(demo_server, data_dir)},
        stdout=subprocess.PIPE,
        text=True,
    )
    qtbot.waitUntil(lambda: process.poll() is not None, timeout=40_000)
    assert process.communicate()[0].strip() == '{"handed_over": true}'
    qtbot.waitUntil(lambda: program.account.account is None, timeout=10_000)


def test_diagnostics_reach_the_clipboard_without_what_is_hers(
    qtbot: QtBot, start: Start, demo_server: DemoServer
) -> None:
    program = start()
    QApplication.clipboard().setText("before")
    program.window.dialogs.copy_diagnostics()
    qtbot.waitUntil(lambda: QApplication.clipboard().text().startswith("Aula\n"))
    said = QApplication.clipboard().text()
    assert "badge: synced" in said and "desk.db: form" in said
    titles = {str(event.get("summary")) for event in demo_server.calendar().live}
    assert not [title for title in titles if len(title) > 6 and title in said]


CRASHING = """
import faulthandler, sys
from PySide6.QtCore import QTimer
from desktop_app import app
after = app.Program._after_first_paint
def crash(program):
    after(program)
    QTimer.singleShot(0, faulthandler._sigsegv)
app.Program._after_first_paint = crash
sys.exit(app.main([]))
"""


@pytest.mark.expects_log
def test_a_crash_is_shown_at_the_next_start_and_once(
    qtbot: QtBot, data_dir: Path, demo_server: DemoServer
) -> None:
    env = {**os.environ, **environment(demo_server, data_dir), "LANGUAGE": "en"}
    crashed = subprocess.run([sys.executable, "-c", CRASHING], env=env, check=False, timeout=60)
    assert crashed.returncode < 0
    shown = [
        subprocess.run(
            [sys.executable, "-c", SHOWN], env=env, check=True, timeout=60, capture_output=True,
            text=True,
        ).stdout.splitlines()[0]
        for _ in range(2)
    ]  # fmt: skip
    assert shown == ["Aula closed by itself last time", "None"]


SHOWN = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from desktop_app import app
begin = app.Program._begin
def look(program):
    begin(program)
    def said(report=None):
        dialog = QApplication.activeModalWidget()
        print(dialog and dialog.windowTitle(), flush=True)
        if dialog:
            dialog.close()
        program.app.quit()
    program.calendar.diagnostics.crashed.connect(lambda r: QTimer.singleShot(0, said))
    program.sync.finished.connect(lambda r: QTimer.singleShot(0, said))
app.Program._begin = look
sys.exit(app.main([]))
"""


# The browser is let go on by itself, and nobody waits for it: Python warns of that.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_window_connects_for_a_command(
    qtbot: QtBot,
    start: Start,
    data_dir: Path,
    demo_server: DemoServer,
    real_keyring: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("BROWSER", browser_that())
    program = start(wait_synced=False, GOOGLE_REFRESH_TOKEN="")
    qtbot.waitUntil(lambda: program.channel is not None)
    process = subprocess.Popen(
        [sys.executable, "-m", "desktop_app", "connect", "--json"],
        env={**os.environ, **environment(demo_server, data_dir, token="")},
        stdout=subprocess.PIPE,
        text=True,
    )
    qtbot.waitUntil(lambda: process.poll() is not None, timeout=40_000)
    assert process.communicate()[0].strip() == '{"handed_over": true}'
    qtbot.waitUntil(lambda: program.calendar.badge.state == "synced", timeout=20_000)


BROKEN = """
import sys
from desktop_app import wiring
from desktop_app.__main__ import main
def broken(*_):
    raise ZeroDivisionError("of ana@example.com")
wiring.Aula.open_reader = broken
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.expects_log
def test_a_bug_in_a_command_is_a_sentence_and_a_report_at_the_next_start(
    qtbot: QtBot, start: Start, data_dir: Path, demo_server: DemoServer
) -> None:
    env = {**os.environ, **environment(demo_server, data_dir), "LANGUAGE": "en"}
    program = start()  # that a window is open, which has the same file, takes nothing away
    done = [
        subprocess.run(
            [sys.executable, "-c", BROKEN, *command], env=env, check=False, timeout=60,
            capture_output=True, text=True,
        ) for command in (["agenda"], ["status", "--json"])
    ]  # fmt: skip
    assert [ran.returncode for ran in done] == [1, 1]
    for ran in done:
        assert ran.stderr.startswith("aula: Something went wrong inside Aula. A report is kept in")
        assert "Traceback" not in ran.stderr and len(ran.stderr.splitlines()) == 1
    assert json.loads(done[1].stdout)["error"]["code"] == "error"
    end(program, qtbot)
    left = CrashFile(data_dir / "logs")
    path = left.arm()
    left.disarm()
    assert path is not None
    report = path.read_text()
    assert "aula agenda" in report and "aula status" in report
    assert "ZeroDivisionError" in report and "ana@" not in report
