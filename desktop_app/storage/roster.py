"""The roster in desk.db, for whoever writes it."""

from collections.abc import Sequence

from desktop_app.domain.occurrence import ChangeSet
from desktop_app.domain.student import NAMES, Student
from desktop_app.storage import errors, students
from desktop_app.storage.connection import atomic
from desktop_app.storage.desk import Desk


@errors.tells
class Roster:
    """The port Roster."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def all(self) -> Sequence[Student]:
        """Return the roster by name."""
        return students.read(self._desk.db.conn)

    def change(self, keep: Sequence[Student], remove: Sequence[str]) -> ChangeSet:
        """Keep students, new or changed, and remove those of the ids `remove`, all or nothing."""
        places = ", ".join("?" * len(NAMES))
        with atomic(self._desk.db) as connection:
            connection.executemany("DELETE FROM students WHERE id = ?", [(one,) for one in remove])
            connection.executemany(
                f"INSERT OR REPLACE INTO students ({students.COLUMNS}) VALUES ({places})",
                [tuple(getattr(one, name) for name in NAMES) for one in keep],
            )
        return ChangeSet(students=True)
