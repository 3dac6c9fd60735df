"""The whole program in this process: real window, services, files and HTTP."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.app import Program
from desktop_app.demo import DemoServer
from desktop_app.opening import Options
from desktop_app.wiring import configure
from tests.e2e.run import environment

Start = Callable[..., Program]


@pytest.fixture
def start(
    qapp: QApplication, qtbot: QtBot, demo_server: DemoServer, data_dir: Path
) -> Iterator[Start]:
    """Return a function that starts Aula on the data folder.

    `env` changes its variables; `said` collects what the toasts say.
    """
    running: list[Program] = []

    def build(
        wait_synced: bool = True,
        language: str = "en",
        said: list[str] | None = None,
        **env: str,
    ) -> Program:
        variables = environment(demo_server, data_dir) | env
        aula = configure(language=language, environ=variables)
        program = Program(qapp, aula, Options([]))
        running.append(program)
        if said is not None:
            for signal in (program.calendar.toast, program.account.toast):
                signal.connect(lambda toast: said.append(program.translator.tell(toast.text)))
        with qtbot.waitSignal(program.window.first_paint):
            program.start()
        program.window.activateWindow()
        qtbot.waitUntil(lambda: program.window.isActiveWindow())
        if wait_synced:
            qtbot.waitUntil(lambda: program.calendar.badge.state == "synced", timeout=15_000)
        return program

    yield build
    for program in running:
        if shiboken6.isValid(program.window):
            end(program, qtbot)


def end(program: Program, qtbot: QtBot) -> None:
    """Close the window and the program as quitting does."""
    program.window.close()
    program.end()
    program.window.deleteLater()
    qtbot.wait_until(lambda: not shiboken6.isValid(program.window))
