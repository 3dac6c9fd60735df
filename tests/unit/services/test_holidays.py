"""Holidays for the window: nothing before the first paint, then told when they are there."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.services.holidays import HolidayService
from desktop_app.services.workers import Post


@pytest.fixture
def service(tmp_path: Path, qtbot: QtBot) -> Iterator[HolidayService]:
    made = HolidayService(tmp_path / "holidays.json", Post())
    yield made
    assert made.stop(20)


def test_nothing_is_read_before_it_is_started(service: HolidayService, tmp_path: Path) -> None:
    assert service.name(date(2026, 12, 25), "es") == ""
    assert not list(tmp_path.iterdir())


def test_a_year_that_is_asked_for_is_told_when_it_is_there(
    service: HolidayService, qtbot: QtBot
) -> None:
    assert service.name(date(2026, 12, 25), "es") == ""
    with qtbot.waitSignal(service.changed, timeout=20_000):
        service.start()
    assert service.name(date(2026, 12, 25), "es") == "Navidad"
    assert service.name(date(2026, 12, 25), "en") == "Christmas Day"
    with qtbot.waitSignal(service.changed, timeout=20_000):
        assert service.name(date(2031, 1, 1), "es") == ""
    assert service.name(date(2031, 1, 1), "es") == "Año Nuevo"


def test_holidays_of_several_years_are_there_once_each_is_read(
    service: HolidayService, qtbot: QtBot
) -> None:
    span = date(2026, 12, 24), date(2027, 1, 1)
    assert service.between(*span) is None
    service.start()
    qtbot.waitUntil(lambda: service.between(*span) is not None, timeout=20_000)
    assert service.between(*span) == frozenset({date(2026, 12, 25), date(2027, 1, 1)})
