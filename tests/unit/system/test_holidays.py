"""Argentina's holidays by the real library, and what is kept of them."""

import json
import sys
from datetime import date
from importlib.metadata import version
from pathlib import Path

import pytest

from desktop_app.system import holidays


def test_a_year_is_known_in_both_languages(tmp_path: Path) -> None:
    found = holidays.names(tmp_path / "holidays.json", 2026)
    assert found["es"][date(2026, 5, 25)] == "Día de la Revolución de Mayo"
    assert found["en"][date(2026, 12, 25)] == "Christmas Day"
    assert date(2026, 11, 24) not in found["es"]


def test_no_other_country_is_loaded() -> None:
    assert holidays.of((2026,), "es")
    loaded = {name for name in sys.modules if name.startswith("holidays.countries.")}
    assert loaded == {"holidays.countries.argentina"}


def test_what_was_worked_out_is_kept_with_the_years_around_it(tmp_path: Path) -> None:
    path = tmp_path / "holidays.json"
    holidays.names(path, 2026)
    kept = json.loads(path.read_text())
    assert set(kept["years"]) == {"2025", "2026", "2027"}
    assert version("holidays") in kept["version"]
    kept["years"]["2027"]["es"]["2027-07-01"] = "Kept"
    path.write_text(json.dumps(kept))
    assert holidays.names(path, 2027)["es"][date(2027, 7, 1)] == "Kept"


@pytest.mark.parametrize("kept", ["{", "[]", '{"version": "0.1", "years": {"2026": {}}}', "{}"])
def test_what_is_not_of_this_library_is_worked_out_again(tmp_path: Path, kept: str) -> None:
    path = tmp_path / "holidays.json"
    path.write_text(kept)
    assert holidays.names(path, 2026)["es"][date(2026, 12, 25)] == "Navidad"
    assert json.loads(path.read_text())["version"] != "0.1"


def test_a_folder_that_cannot_be_written_does_not_hide_them(tmp_path: Path) -> None:
    path = tmp_path / "missing" / "holidays.json"
    assert holidays.names(path, 2026)["es"][date(2026, 1, 1)] == "Año Nuevo"
