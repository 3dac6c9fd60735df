"""The roster as the window sees it: read at once, changed on the store thread, each with its undo."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop_app.domain import student_csv as tables
from desktop_app.domain.errors import AulaError, StorageError, UsageError
from desktop_app.domain.event import Event, Guest, bounds
from desktop_app.domain.occurrence import ChangeSet, Occurrence
from desktop_app.domain.ports import Reader, Store
from desktop_app.domain.student import Student, by_id, named_in, suggest
from desktop_app.domain.text import N_, Sentence, one_line, sentence
from desktop_app.services.labels import Label
from desktop_app.services.store_thread import StoreThread
from desktop_app.services.undo_stack import Step
from desktop_app.services.workers import IN_STEP, Worker
from desktop_app.system.files import write_whole
from desktop_app.usecases import students as roster
from desktop_app.usecases.undo import Undone


class StudentsService(QObject):
    """Everything the window asks of the roster."""

    changed = Signal()

    def __init__(
        self,
        store: StoreThread,
        reader: Callable[[], Reader | None],
        open_reader: Callable[[float], Reader | None],
        now: Callable[[], float],
        acted: Callable[[ChangeSet], None],
        done: Callable[[Step, Sentence], None],
        failed: Callable[[AulaError], None],
    ) -> None:
        """`done` remembers a step for undo and says it, `acted` tells the window what changed."""
        super().__init__()
        self._store = store
        self._reader = reader
        self._open_reader = open_reader
        self._now = now
        self._acted = acted
        self._done = done
        self._failed = failed
        self._known: list[Student] | None = None
        self._files: Worker | None = None

    # --- reading

    def all(self) -> Sequence[Student]:
        """Return the roster by name."""
        if self._known is None:
            reader = self._reader()
            if reader is None:
                return ()
            self._known = list(reader.students())
        return self._known

    def find(self, student_id: str) -> Student | None:
        """Return one student, None when the roster has none of that id."""
        return next((one for one in self.all() if one.id == student_id), None)

    def of(self, ids: Sequence[str]) -> list[Student]:
        """Return those of `ids` that the roster has."""
        return by_id(self.all(), ids)

    def of_event(self, event: Event) -> list[Student]:
        """Return whom a class is with: those it holds, else those whose name is its title."""
        if event.lesson is None:
            return []
        return self.of(event.lesson.students) or named_in(event.summary, self.all())

    def suggest(self, typed: str) -> list[tuple[Student, str]]:
        """Return who may be meant by a title being typed, each with the title that it makes."""
        return suggest(self.all(), typed)

    def classes(self, student: Student) -> roster.Classes:
        """Return the coming and past classes of a student."""
        reader = self._reader()
        if reader is None:
            return roster.Classes((), ())
        return roster.classes(reader, student, self.all(), int(self._now()))

    def beside(self, event: Event) -> roster.Classes:
        """Return the other classes of whom a class is with, else of its title: those after it from
        the next on, and those before it from the last back."""
        reader, who = self._reader(), self.of_event(event)
        if reader is None or event.when is None:
            return roster.Classes((), ())
        known = list(self.all())
        if not who:
            who = [self.new(name=one_line(event.summary))]
            known += who
        found = roster.classes(reader, who[0], known, bounds(event.when)[0])
        together = {one.id for one in who} if len(who) > 1 else set()

        def others(rows: Sequence[Occurrence]) -> list[Occurrence]:
            return [
                row
                for row in rows
                if row.key != (event.family, event.original)
                and (not together or together == set(row.students.split()))
            ]

        return roster.Classes(others(found.coming), others(found.past))

    def ask_strangers(self, then: Callable[[list[Guest]], None]) -> None:
        """Find the guests of past classes who are not in the roster; `then` follows."""
        known = list(self.all())

        def look() -> list[Guest]:
            # A connection of this thread's own: it reads all events that have guests.
            reader = self._open_reader(IN_STEP)
            if reader is None:
                return []
            try:
                return roster.strangers(reader.past_guests(), known)
            finally:
                reader.close()

        self._worker().run(look, then, self._failed)

    # --- changing

    def new(self, **values: Any) -> Student:
        """Return a student that is not kept yet."""
        return Student(roster.new_id(), **values)

    def from_guest(self, guest: Guest) -> Student:
        """Return a student made of a guest, not kept yet."""
        return roster.of_guest(guest)

    def keep(self, student: Student) -> None:
        """Keep a student, new or changed."""
        known = self.find(student.id)
        if known == student:
            return
        told = N_("Changed: {title}") if known else N_("New student: {title}")
        name = N_("change {title}") if known else N_("new student {title}")
        self._change([student], (), Label(*(sentence(t, title=student.name) for t in (told, name))))

    def add(self, students: Sequence[Student]) -> None:
        """Keep many students in one step."""
        told = sentence(N_("Students kept: {number}"), number=len(students))
        self._change(students, (), Label(told, sentence(N_("new students"))))

    def remove(self, student: Student) -> None:
        """Remove a student; her classes stay as they are."""
        told = sentence(N_("Removed: {title}"), title=student.name)
        self._change(
            (), [student.id], Label(told, sentence(N_("remove {title}"), title=student.name))
        )

    def _change(self, keep: Sequence[Student], remove: Sequence[str], label: Label) -> None:
        def then(result: roster.Changed) -> None:
            self._acted(result.changed)
            self._done(_step(label.name, result, keep, remove), label.told)

        self._store.run(lambda store: roster.change(store.roster, keep, remove), then, self._failed)

    # --- files

    def read_file(
        self,
        path: str,
        colors: Mapping[str, str],
        then: Callable[[list[tables.Row]], None],
        failed: Callable[[AulaError], None],
    ) -> None:
        """Read a CSV file; `then` gets its lines, `failed` a sentence on why not."""
        known = list(self.all())

        def read() -> list[tables.Row]:
            try:
                with Path(path).open("rb") as file:
                    data = file.read(tables.BIGGEST + 1)
            except OSError as error:
                raise UsageError(sentence(N_("That file cannot be read."))) from error
            return tables.read(data, known, roster.new_id, colors)

        self._worker().run(read, then, failed)

    def write_file(
        self,
        path: str,
        headings: Mapping[str, str],
        words: Mapping[str, str],
        separator: str,
        then: Callable[[None], None],
        failed: Callable[[AulaError], None],
    ) -> None:
        """Write the roster as CSV, readable by its owner only."""
        known = list(self.all())

        def write() -> None:
            data = tables.write(known, headings, words, separator)
            try:
                write_whole(Path(path), data)
            except StorageError as error:
                if error.code == "disk_full":
                    raise
                raise UsageError(sentence(N_("The file cannot be written there."))) from error

        self._worker().run(write, then, failed)

    def take(self, changed: ChangeSet) -> None:
        """Read the roster anew when it is asked for next: it changed."""
        if changed.students or changed.everything:
            self._known = None
            self.changed.emit()

    def end(self, seconds: float) -> bool:
        """Finish what is being read or written; whether it was done in `seconds`."""
        return self._files is None or self._files.stop(seconds)

    def _worker(self) -> Worker:
        if self._files is None:
            self._files = self._store.worker("students")
        return self._files


def _step(
    label: Sentence, done: roster.Changed, keep: Sequence[Student], remove: Sequence[str]
) -> Step:
    def undo(store: Store) -> Undone:
        return Undone(roster.take_back(store.roster, done), "")

    def redo(store: Store) -> tuple[Step, ChangeSet]:
        again = roster.change(store.roster, keep, remove)
        return _step(label, again, keep, remove), again.changed

    return Step(label, undo, redo)
