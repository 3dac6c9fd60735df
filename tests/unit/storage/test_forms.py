"""Every form that either file ever had: there is data of it, and this program brings it up."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from desktop_app.domain.event import DAY
from desktop_app.storage import backup, rows
from tests.unit.storage.parts import ANA, BA, HOUR, NOW, Files

DATA = Path(__file__).parents[2] / "data"
KEPT = sorted(path.name for path in DATA.glob("desk-*-cache-*"))


def form(path: Path) -> int:
    """Return the form of a kept file, of which nothing is to be left beside it."""
    connection = sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)
    try:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])
    finally:
        connection.close()


def kept_forms(name: str) -> set[int]:
    return {form(DATA / folder / name) for folder in KEPT}


@pytest.mark.parametrize(
    ("name", "newest"), [("desk.db", rows.DESK_FORM), ("cache.db", rows.CACHE_FORM)]
)
def test_there_are_files_of_every_form(name: str, newest: int) -> None:
    """A form without kept files: run `python -m tests.data.make_form` once, and commit them."""
    assert kept_forms(name) == set(range(1, newest + 1))


@pytest.mark.parametrize("folder", KEPT)
def test_the_folder_is_named_for_what_is_in_it(folder: str) -> None:
    desk, cache = (form(DATA / folder / name) for name in ("desk.db", "cache.db"))
    assert folder == f"desk-{desk}-cache-{cache}"


@pytest.mark.parametrize("folder", KEPT)
def test_files_of_every_form_are_brought_up(folder: str, tmp_path: Path) -> None:
    files = Files(tmp_path / "data")
    shutil.copytree(DATA / folder, files.folder)
    before = rows.form_of(files.desk)
    store = files.open()
    assert store.notices == []
    assert rows.form_of(files.desk) == rows.DESK_FORM
    assert rows.form_of(files.cache) == rows.CACHE_FORM
    assert store.account() == ANA
    assert [(c.draft.event_id, c.state) for c in store.changes("ana")] == [
        ("new", "queued"),
        ("single", "attention"),
    ]
    assert store.sync_state("cal") == ("token-1", "fields-1")
    assert store.pending_meetings() == [("cal", "pending", NOW)]
    assert store.index_words(100) == 0
    store.close()
    reader = files.reader()
    assert reader is not None
    found = reader.occurrences(NOW - HOUR, NOW + 30 * DAY, BA)
    assert [o.summary for o in found] == ["Feriado", "Mía", "Nueva", "Pendiente", *["Serie"] * 3]
    assert [f.occurrence.summary for f in reader.search("mia", NOW, 9)] == ["Mía"]
    assert [f.occurrence.summary for f in reader.search("nuev", NOW, 9)] == ["Nueva"]
    assert [one.name for one in reader.students()] == (["Eva"] if before >= 2 else [])
    linked = reader.classes_of("eva", lambda title: False)
    assert [o.summary for o in linked] == (["Mía"] if before >= 2 else [])
    reader.close()
    old = backup.folder(files.desk) / f"desk-form-{before}.db"
    assert old.exists() == (before < rows.DESK_FORM)
