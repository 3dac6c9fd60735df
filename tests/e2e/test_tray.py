"""Aula in a tray: a desktop's host on the session bus, the program as a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.demo import DemoServer
from desktop_app.system.paths import settings_path
from desktop_app.system.settings import Settings, save
from tests.e2e import x_windows
from tests.e2e.run import aula, environment
from tests.e2e.tray_host import TrayHost

LONG = 20_000
Run = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def host() -> Iterator[TrayHost]:
    with TrayHost() as made:
        yield made


@pytest.fixture
def run(host: TrayHost, demo_server: DemoServer, data_dir: Path, tmp_path: Path) -> Iterator[Run]:
    """Return a function that starts Aula, synced before: a browser of its own writes what it opens
    into `opened`."""
    env = {**os.environ, **environment(demo_server, data_dir)}
    browser = tmp_path / "bin" / "xdg-open"
    browser.parent.mkdir()
    browser.write_text(f'#!/bin/sh\nprintf "%s\\n" "$1" >>"{tmp_path}/opened"\n')
    browser.chmod(0o700)
    env["PATH"] = f"{browser.parent}:{env['PATH']}"
    assert aula("sync", env=env).code == 0
    running: list[subprocess.Popen[bytes]] = []

    def start(*arguments: str, **settings: Any) -> subprocess.Popen[bytes]:
        save(settings_path(data_dir), Settings(language="en")._replace(**settings))
        command = [sys.executable, "-m", "desktop_app", *arguments]
        running.append(subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL))
        return running[-1]

    yield start
    for one in running:
        one.terminate()
        one.wait(20)


def opened(qtbot: QtBot, process: subprocess.Popen[bytes]) -> int:
    """Wait until its window is on the screen; return which it is."""
    qtbot.waitUntil(lambda: len(x_windows.seen(process.pid)) == 1, timeout=LONG)
    return x_windows.seen(process.pid)[0]


def closed(qtbot: QtBot, process: subprocess.Popen[bytes]) -> None:
    """Close its window and wait until it is not on the screen; the program goes on."""
    x_windows.close(opened(qtbot, process))
    qtbot.waitUntil(lambda: x_windows.seen(process.pid) == [], timeout=LONG)
    assert process.poll() is None


def test_a_day_in_the_tray(
    qapp: QApplication, qtbot: QtBot, host: TrayHost, run: Run, demo_server: DemoServer,
    tmp_path: Path,
) -> None:  # fmt: skip
    """Started out of sight it reminds; closed it stays; its menu does what it says."""
    process = run("--hidden", close_to_tray=True, reminder_minutes=(30,))
    item = host.item()
    (coming,) = [e for e in demo_server.calendar().live if e["id"] == "claseproxima"]
    reminder = host.note(coming["summary"])
    assert reminder.words.startswith("Starts in")
    assert x_windows.seen(process.pid) == []

    item.press()
    opened(qtbot, process)
    closed(qtbot, process)
    assert host.note("Aula").words == "Aula stays here and reminds you of your classes."

    head = next(iter(item.menu()))
    codes = {
        event["extendedProperties"]["private"]["aulaAccessCode"]: event.get("hangoutLink", "none")
        for event in demo_server.calendar().live
        if event["summary"] in head and "extendedProperties" in event
    }
    clipboard = QGuiApplication.clipboard()
    item.choose("Copy code")
    qtbot.waitUntil(lambda: clipboard.text() in codes, timeout=LONG)
    item.choose("Join")
    qtbot.waitUntil((tmp_path / "opened").exists, timeout=LONG)
    assert (tmp_path / "opened").read_text().startswith(codes[clipboard.text()])
    assert x_windows.seen(process.pid) == []
    before = len(demo_server.calendar().live)
    item.choose("New class with Meet")
    qtbot.waitUntil(lambda: len(demo_server.calendar().live) == before + 1, timeout=LONG)
    opened(qtbot, process)
    closed(qtbot, process)
    item.choose("Quit")
    assert process.wait(20) == 0


def test_closed_it_ends_where_she_did_not_choose_the_tray(
    qapp: QApplication, qtbot: QtBot, host: TrayHost, run: Run
) -> None:
    process = run(close_to_tray=False)
    host.item()
    x_windows.close(opened(qtbot, process))
    assert process.wait(20) == 0
