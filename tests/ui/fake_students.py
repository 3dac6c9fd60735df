"""The real roster service over a roster in memory, for tests of widgets alone."""

from collections.abc import Callable, Sequence
from typing import Any

from desktop_app.domain.errors import AulaError
from desktop_app.domain.event import Guest
from desktop_app.domain.occurrence import ChangeSet
from desktop_app.domain.student import Student, in_order
from desktop_app.services.students import StudentsService

ANA = Student(
    "a" * 16, "Ana Fernández", "11 5555-1234", "ana@example.com", "Buenos Aires",
    color_id="9", class_type="individual", length=60, price="$ 12.000",
    notes="Prepara entrevistas de trabajo.",
)  # fmt: skip
LUCAS = Student(
    "b" * 16, "Lucas Pérez", "+34 612 345 678", "lucas@example.com", "Madrid",
    "Europe/Madrid", "10", length=45,
)  # fmt: skip
MARIA = Student("c" * 16, "María de los Ángeles Etchegaray Rodríguez", city="Ciudad de México",
                zone="America/Mexico_City")  # fmt: skip


class MemoryRoster:
    """The port Roster."""

    def __init__(self) -> None:
        self.kept: dict[str, Student] = {}

    def all(self) -> Sequence[Student]:
        return in_order(self.kept.values())

    def change(self, keep: Sequence[Student], remove: Sequence[str]) -> ChangeSet:
        for one in remove:
            self.kept.pop(one, None)
        self.kept |= {one.id: one for one in keep}
        return ChangeSet(students=True)


class MemoryStore:
    """What the service asks of the store thread, done at once."""

    def __init__(self) -> None:
        self.roster = MemoryRoster()

    def run(
        self,
        task: Callable[[Any], Any],
        then: Callable[[Any], None] | None = None,
        failed: Callable[[AulaError], None] | None = None,
    ) -> None:
        try:
            result = task(self)
        except AulaError as error:
            if failed is not None:
                failed(error)
        else:
            if then is not None:
                then(result)


class FakeStudents(StudentsService):
    """`steps` are the undo steps it made, `strange` the guests who are in no roster."""

    def __init__(self, calendar: Any) -> None:
        self.memory = MemoryStore()
        no_thread: Any = self.memory
        self.steps: list[Any] = []
        self.strange: list[Guest] = []
        super().__init__(
            no_thread,
            lambda: calendar.reader,
            lambda _: calendar.reader,
            lambda: calendar.now,
            calendar.changed.emit,
            lambda step, label: self.steps.append(step),
            lambda error: calendar.asked.append(("failed", error)),
        )
        calendar.changed.connect(self.take)

    def put(self, *students: Student) -> None:
        """Have these in the roster."""
        self.memory.roster.change(students, ())
        self.take(ChangeSet(students=True))

    def ask_strangers(self, then: Callable[[list[Guest]], None]) -> None:
        """Tell at once."""
        then(self.strange)
