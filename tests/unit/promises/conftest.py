"""Laura's Aula and the server, on one simulated clock."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.demo import DemoServer
from desktop_app.google import calendar

# What its stories assert is told as tests tell it.
pytest.register_assert_rewrite(
    "tests.unit.promises.two_desks",
    "tests.unit.promises.judged",
    "tests.unit.promises.two_devices",
    "tests.unit.promises.series_stories",
)

from tests.unit.promises.desk import Clock, Desk  # noqa: E402


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Laura's Aula, connected and at rest."""
    clock = Clock()
    with DemoServer(clock=clock, check=True) as server:
        made = Desk(tmp_path, server, clock)
        assert made.run().error is None
        yield made
        made.close()
        assert server.violations == []


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pull has several pages, so that it can end between them."""
    monkeypatch.setattr(calendar, "LIST", calendar.LIST | {"maxResults": 3})
