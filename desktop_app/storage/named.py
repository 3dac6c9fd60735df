"""A file of Aula's that keeps small things by name beside its tables."""

from pathlib import Path
from typing import ClassVar

from desktop_app.storage import rows
from desktop_app.storage.connection import Watched, atomic


class Named:
    """An open file; `table`: where its small things stand."""

    table: ClassVar[str]

    def __init__(self, db: Watched, path: Path) -> None:
        self.db = db
        self.path = path

    def close(self) -> None:
        """Close the file."""
        self.db.conn.close()

    def get(self, name: str) -> str:
        """Return what is kept under `name`, "" when nothing is."""
        return rows.value(self.db.conn, self.table, name)

    def put(self, name: str, value: str) -> None:
        """Keep `value` under `name`. Raises StorageError."""
        with atomic(self.db):
            self.db.table(self.table).upsert({"name": name, "value": value}, pk="name")
