"""A store and a reader in a folder of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.domain.event import DAY
from desktop_app.storage.reader import FileReader
from desktop_app.storage.store import FileStore
from tests.unit.storage.parts import ANA, BA, NOW, Files, Seen


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """A data folder with nothing in it."""
    return Files(tmp_path / "data")


@pytest.fixture
def store(files: Files) -> Iterator[FileStore]:
    """A new store that Ana is connected to."""
    opened = files.open()
    opened.set_account(ANA)
    yield opened
    opened.close()


@pytest.fixture
def reader(files: Files, store: FileStore) -> Iterator[FileReader]:
    """A reader of the same files."""
    opened = files.reader()
    assert opened is not None
    yield opened
    opened.close()


@pytest.fixture
def seen(reader: FileReader) -> Seen:
    """What the teacher sees of the months around NOW: summary and start, seconds from NOW."""

    def look() -> list[tuple[str, int]]:
        found = reader.occurrences(NOW - 60 * DAY, NOW + 60 * DAY, BA)
        return [(o.summary, o.start - NOW) for o in found]

    return look
