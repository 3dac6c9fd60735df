"""A calendar of 10,000 events: progress while it comes, usable meanwhile, quiet afterwards."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.app import Program
from desktop_app.demo import DemoServer
from desktop_app.opening import Options
from desktop_app.services.values import Badge
from desktop_app.wiring import configure
from tests.e2e.conftest import end
from tests.e2e.run import environment
from tests.e2e.test_window import mine, shown

MANY = 10_000


@pytest.fixture
def big_server() -> "DemoServer":
    # Not held against the discovery document here: what is asked is the same as in other tests.
    server = DemoServer()
    server.load_bulk(MANY)
    return server


def test_a_class_is_made_in_the_middle_of_a_first_sync_and_a_second_is_one_request(
    qapp: QApplication, qtbot: QtBot, big_server: DemoServer, data_dir: Path
) -> None:
    with big_server:
        aula = configure(language="en", environ=environment(big_server, data_dir))
        program = Program(qapp, aula, Options([]))
        badges: list[Badge] = []
        program.calendar.badge_changed.connect(badges.append)
        with qtbot.waitSignal(program.window.first_paint):
            program.start()
        qtbot.waitUntil(
            lambda: any(b.state == "working" and 0 < b.number < MANY for b in badges),
            timeout=30_000,
        )
        qtbot.mouseClick(program.window.sidebar.new, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: "Clase de Inglés" in shown(program))
        assert program.calendar.badge.state == "working"
        qtbot.waitUntil(lambda: program.calendar.badge.state == "synced", timeout=60_000)
        qtbot.waitUntil(lambda: len(mine(big_server)) == 1, timeout=10_000)
        qtbot.waitUntil(lambda: len(shown(program)) > 35, timeout=10_000)
        first = [b for b in badges if b.state == "working" and b.since is None]
        numbers = [badge.number for badge in first if badge.number]
        assert numbers == sorted(numbers)
        end(program, qtbot)

        program = Program(qapp, configure(environ=environment(big_server, data_dir)), Options([]))
        before = big_server.count(path_contains="/calendar/v3/")
        with qtbot.waitSignal(program.window.first_paint):
            program.start()
        assert len(shown(program)) > 35
        with qtbot.waitSignal(program.sync.finished, timeout=20_000):
            pass
        assert big_server.count(path_contains="/calendar/v3/") == before + 1
        end(program, qtbot)
