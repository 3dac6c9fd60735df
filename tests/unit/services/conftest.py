"""A life on a simulated clock, ended after the test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from desktop_app.demo import DemoServer
from tests.unit.services.life import Clock, Life


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def server(clock: Clock) -> Iterator[DemoServer]:
    with DemoServer(clock=clock, check=True) as made:
        yield made
        assert made.violations == []


@pytest.fixture
def life(
    qapp: QCoreApplication, server: DemoServer, data_dir: Path, clock: Clock
) -> Iterator[Life]:
    made = Life(server, data_dir, clock)
    made.begin()
    made.server.requests.clear()
    yield made
    made.end()
