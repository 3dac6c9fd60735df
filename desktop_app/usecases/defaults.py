"""The teacher's defaults for a new class; the platform that Aula descends from fixed the first."""

from typing import NamedTuple

from desktop_app.domain.free_slots import WorkingHours
from desktop_app.domain.zones import BUENOS_AIRES


class Defaults(NamedTuple):
    """What a new class gets where nothing else is said. `length` and `step` are minutes.

    `hidden_busy`: whether what hidden calendars have makes a slot taken too.
    """

    summary: str = "Clase de Inglés"
    description: str = "La clase sera {class_type} con x{max_participants} participantes"
    class_type: str = "individual"
    max_participants: int = 1
    focus: str = ""
    price: str = ""
    length: int = 60
    step: int = 30
    zone: str = BUENOS_AIRES
    hours: WorkingHours = WorkingHours()
    hidden_busy: bool = False
