"""Aula while she looks elsewhere: reminders, joining with her own account, starting out of sight."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.app import Program
from desktop_app.cli.parser import build
from desktop_app.demo import DemoServer
from desktop_app.demo.server import EMAIL
from desktop_app.opening import Options
from desktop_app.system import channel
from desktop_app.system.lock import DataFolderLock
from desktop_app.ui.reminder import ReminderCard
from desktop_app.ui.settings_dialog import SettingsDialog
from desktop_app.usecases.sync_now import Wake
from desktop_app.wiring import configure
from tests.e2e.conftest import Start, end
from tests.e2e.run import environment

ROOT = Path(__file__).resolve().parents[2]


NIGHT = datetime(2026, 11, 24, 3, tzinfo=ZoneInfo("America/Argentina/Buenos_Aires"))
"""Whatever hour the tests run at: no other class of the sample is due at this one."""


class Clock:
    """The computer's clock, put forward by what was slept."""

    def __init__(self) -> None:
        self.slept = 0.0
        self._ahead = NIGHT.timestamp() - time.time()

    def __call__(self) -> float:
        return self.awake() + self.slept

    def awake(self) -> float:
        """Return the time of who never sleeps: the server."""
        return time.time() + self._ahead


class Slept:
    """A program whose computer can sleep."""

    def __init__(
        self,
        qapp: QApplication,
        qtbot: QtBot,
        server: DemoServer,
        folder: Path,
        clock: Clock,
    ) -> None:
        self._qapp, self.qtbot = qapp, qtbot
        self.server = server
        self._environment = environment(server, folder)
        self.clock = clock
        self.program = self.start()

    def start(self) -> Program:
        aula = configure(language="en", environ=self._environment, now=self.clock)
        program = Program(self._qapp, aula, Options([]))
        with self.qtbot.waitSignal(program.window.first_paint):
            program.start()
        program.window.activateWindow()
        self.qtbot.waitUntil(program.window.isActiveWindow)
        self.qtbot.waitUntil(lambda: program.calendar.badge.state == "synced", timeout=15_000)
        return program

    def restart(self) -> None:
        end(self.program, self.qtbot)
        self.program = self.start()

    def sleep(self, minutes: float) -> None:
        """Let the computer sleep and wake."""
        self.clock.slept += minutes * 60
        self.program.wakes.woken.emit(Wake.SLEEP)

    def cards(self) -> list[ReminderCard]:
        presence = self.program.window.presence
        assert presence is not None
        return presence.cards.shown


@pytest.fixture
def slept(qapp: QApplication, qtbot: QtBot, data_dir: Path) -> Iterator[Slept]:
    clock = Clock()
    with DemoServer(sample=True, check=True, clock=clock.awake) as server:
        made = Slept(qapp, qtbot, server, data_dir, clock)
        yield made
        end(made.program, qtbot)
        assert server.violations == []


def test_a_class_slept_into_is_told_once_and_joined_with_her_own_account(
    qtbot: QtBot, slept: Slept
) -> None:
    (event,) = [e for e in slept.server.calendar().live if e["id"] == "claseproxima"]
    program = slept.program
    opened: list[str] = []
    program.calendar.open_url.disconnect()  # no browser: what would be opened is looked at
    program.calendar.open_url.connect(opened.append)
    assert slept.cards() == []
    slept.sleep(24)
    qtbot.waitUntil(lambda: len(slept.cards()) == 1)
    (card,) = slept.cards()
    assert event["summary"] in card.words
    assert event["summary"] in program.window.windowTitle()
    qtbot.keyClick(program.window.week.grid, Qt.Key.Key_F8)
    assert card.join.hasFocus()
    qtbot.keyClick(card.join, Qt.Key.Key_Return)
    assert opened == [f"{event['hangoutLink']}?authuser={EMAIL.replace('@', '%40')}"]
    assert slept.cards() == []
    slept.restart()
    slept.sleep(0)
    assert slept.cards() == []
    slept.program.calendar.copy_link(("claseproxima", ""))
    assert QGuiApplication.clipboard().text() == event["hangoutLink"]


def test_put_off_it_comes_again_also_after_a_restart(qtbot: QtBot, slept: Slept) -> None:
    slept.sleep(16)
    qtbot.waitUntil(lambda: len(slept.cards()) == 1)
    qtbot.mouseClick(slept.cards()[0].later, Qt.MouseButton.LeftButton)
    slept.restart()
    slept.sleep(0)
    assert slept.cards() == []
    slept.sleep(5.1)
    qtbot.waitUntil(lambda: len(slept.cards()) == 1)


def test_after_a_night_there_is_no_storm(qtbot: QtBot, slept: Slept) -> None:
    slept.sleep(60 * 24 * 3)
    program = slept.program
    done: list[object] = []
    program.store.run(lambda store: store.account(), done.append)
    qtbot.waitUntil(lambda: bool(done))
    reader = program.calendar.reader
    assert reader is not None
    now = int(slept.clock())
    near = reader.occurrences(now - 900, now + 600, program.aula.zone)
    assert len(slept.cards()) <= len(near)


def test_it_starts_with_the_system_when_she_ticks_it(
    qtbot: QtBot, start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    program = start()
    program.window.dialogs.show_settings("Behaviour")
    dialog = program.window.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    tick = dialog.rows["start_with_system"].field
    path = tmp_path / "config" / "autostart" / "aula.desktop"
    qtbot.keyClick(tick, Qt.Key.Key_Space)
    qtbot.waitUntil(path.exists)
    assert "--hidden" in path.read_text()
    qtbot.keyClick(tick, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not path.exists())


def test_out_of_sight_with_no_tray_it_stands_among_the_windows_and_works(
    qapp: QApplication, qtbot: QtBot, demo_server: DemoServer, data_dir: Path
) -> None:
    options = Options(["--hidden"])
    aula = configure(language="en", environ=environment(demo_server, data_dir))
    program = Program(qapp, aula, options)
    with qtbot.waitSignal(program.window.first_paint):
        program.start()
    assert program.window.isMinimized()
    qtbot.waitUntil(lambda: program.calendar.badge.state == "synced", timeout=15_000)
    assert program.window.presence is not None
    program.window.presence.open()
    qtbot.waitUntil(lambda: program.window.isVisible() and not program.window.isMinimized())
    assert len(program.window.week.grid.pool.shown) > 5
    end(program, qtbot)


def test_the_dock_s_action_makes_a_class_in_a_new_window_and_in_the_one_that_runs(
    qapp: QApplication, qtbot: QtBot, demo_server: DemoServer, data_dir: Path
) -> None:
    env = environment(demo_server, data_dir)
    program = Program(qapp, configure(language="en", environ=env), Options(["--new-class"]))
    with qtbot.waitSignal(program.window.first_paint):
        program.start()

    def made() -> int:
        live = demo_server.calendar().live
        return len([e for e in live if e["summary"] == "Clase de Inglés"])

    before = made()
    qtbot.waitUntil(lambda: made() == before + 1, timeout=15_000)
    qtbot.waitUntil(lambda: program.channel is not None)
    lock = DataFolderLock(data_dir)  # as the running program holds it
    assert lock.acquire()
    command = [sys.executable, "-m", "desktop_app", "--new-class"]
    with subprocess.Popen(command, env={**os.environ, **env}) as process:
        try:
            qtbot.waitUntil(lambda: made() == before + 2, timeout=20_000)
            qtbot.waitUntil(lambda: process.poll() is not None, timeout=20_000)
        finally:
            process.terminate()
    assert process.returncode == 0
    end(program, qtbot)
    lock.release()


def test_each_wish_for_a_class_makes_one_however_soon(
    qtbot: QtBot, start: Start, data_dir: Path, demo_server: DemoServer
) -> None:
    program = start()
    qtbot.waitUntil(lambda: program.channel is not None)
    wish = {"command": "show", "new_class": True}
    before = len(demo_server.calendar().live)
    program.window.new_class()
    assert [channel.ask(data_dir, wish) for _ in range(2)] == [{"shown": True}] * 2
    qtbot.waitUntil(lambda: len(demo_server.calendar().live) == before + 3, timeout=15_000)


def desktop_entry() -> dict[str, dict[str, str]]:
    groups: dict[str, dict[str, str]] = {}
    for line in (ROOT / "resources" / "aula.desktop").read_text().splitlines():
        if line.startswith("["):
            current = groups.setdefault(line.strip("[]"), {})
        elif "=" in line:
            name, _, value = line.partition("=")
            current[name] = value
    return groups


def test_what_the_desktop_file_starts_is_what_the_program_understands() -> None:
    groups = desktop_entry()
    main = groups["Desktop Entry"]
    parse: Callable[[list[str]], object] = build(lambda text: text).parse_args
    assert [name for name in main["Actions"].split(";") if name] == ["new-class"]
    for group in (main, groups["Desktop Action new-class"]):
        program, *arguments = group["Exec"].split()
        assert program == "aula"
        parse(arguments)
    assert (ROOT / "resources" / "icons" / f"{main['Icon']}.svg").exists()
    metainfo = (ROOT / "resources" / "aula.metainfo.xml").read_text()
    assert '<launchable type="desktop-id">aula.desktop</launchable>' in metainfo


def test_the_window_says_the_class_that_the_desktop_file_names(
    qtbot: QtBot, demo_server: DemoServer, data_dir: Path
) -> None:
    env = {**os.environ, **environment(demo_server, data_dir)}
    wanted = desktop_entry()["Desktop Entry"]["StartupWMClass"]

    def windows() -> str:
        listed = subprocess.run(
            ["xwininfo", "-root", "-tree"], capture_output=True, text=True, check=True
        )
        return listed.stdout

    with subprocess.Popen([sys.executable, "-m", "desktop_app"], env=env) as process:
        try:
            qtbot.waitUntil(lambda: f'("{wanted}" ' in windows(), timeout=20_000)
        finally:
            process.terminate()
