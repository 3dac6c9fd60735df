"""The settings file: the teacher's choices, kept even by a program that does not know them all."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from desktop_app.domain import zones
from desktop_app.domain.free_slots import WorkingHours
from desktop_app.domain.spans import VIEWS
from desktop_app.domain.text import N_, Sentence, sentence
from desktop_app.system.files import write_whole
from desktop_app.system.translations import LANGUAGES


class Settings(NamedTuple):
    """All settings with their defaults. Minutes of the day for working hours, 0 = Monday.

    `view`, `hour_height` (pixels): how the calendar was looked at last. `client_*` is a dropped OAuth
    client without its secret, which is in the keyring. `unknown`: what a newer Aula wrote, kept
    when saving.
    """

    language: str = "system"
    theme: str = "system"
    zone: str = zones.BUENOS_AIRES
    second_zone: str = ""
    working_start: int = 9 * 60
    working_end: int = 20 * 60
    working_days: tuple[int, ...] = (0, 1, 2, 3, 4)
    default_length_minutes: int = 60
    round_minutes: int = 30
    undo_seconds: int = 6
    summary: str = "Clase de Inglés"
    description_template: str = "La clase sera {class_type} con x{max_participants} participantes"
    class_type: str = "individual"
    max_participants: int = 1
    focus: str = ""
    price: str = ""
    invitation_es_individual: str = ""
    invitation_es_grupal: str = ""
    invitation_en_individual: str = ""
    invitation_en_grupal: str = ""
    calendar_id: str = ""
    hidden_busy: bool = False
    reminder_minutes: tuple[int, ...] = (10,)
    close_to_tray: bool = False
    calendars_open: bool = True
    client_id: str = ""
    client_auth_uri: str = ""
    client_token_uri: str = ""
    week_numbers: bool = False
    show_holidays: bool = True
    view: str = "week"
    hour_height: int = 48
    unknown: tuple[tuple[str, Any], ...] = ()

    @property
    def hours(self) -> WorkingHours:
        """The working hours."""
        return WorkingHours(self.working_start, self.working_end, frozenset(self.working_days))

    def invitation(self, language: str, class_type: str) -> str:
        """Return the template of an invitation, "" for the one that Aula brings along."""
        return str(getattr(self, invitation_field(language, class_type)))


def invitation_field(language: str, class_type: str) -> str:
    """Return the setting that holds the template; a type of other programs is an individual one."""
    kind = class_type if class_type in CHOICES["class_type"] else "individual"
    return f"invitation_{language}_{kind}"


INVITATIONS = tuple(name for name in Settings._fields if name.startswith("invitation_"))

CHOICES = {
    "language": ("system", *LANGUAGES),
    "theme": ("system", "light", "dark"),
    "class_type": ("individual", "grupal"),
    "view": VIEWS,
}
RANGES = {  # least and most of each number; the dialog's fields keep to them too
    "working_start": (0, 1440),
    "working_end": (0, 1440),
    "default_length_minutes": (5, 720),
    "round_minutes": (5, 60),
    "undo_seconds": (1, 60),  # a toast of 0 stays until it is answered
    "max_participants": (1, 500),
    "hour_height": (32, 96),
}


MOST_REMINDERS = 5
LONGEST_REMINDER = 24 * 60


def reminders_fault(minutes: list[Any]) -> Sentence | None:
    """Return what is wrong with how many minutes before a class she is reminded; None: nothing."""
    if len(minutes) > MOST_REMINDERS:
        return sentence(N_("{number} reminders at most."), number=MOST_REMINDERS)
    if not all(type(one) is int and 0 <= one <= LONGEST_REMINDER for one in minutes):
        return sentence(N_("Write minutes, such as 10, or several: 30, 5. A day before is 1440."))
    return None


def load(path: Path) -> tuple[Settings, list[Sentence]]:
    """Return the settings at `path` and what the teacher should know of them.

    A file that cannot be read as settings is set aside, never overwritten; a value that makes no
    sense falls back to its default alone.
    """
    try:
        data = json.loads(path.read_bytes())
    except FileNotFoundError:
        return Settings(), []
    except (OSError, ValueError):
        return Settings(), [_set_aside(path)]
    if not isinstance(data, dict):
        return Settings(), [_set_aside(path)]
    one = data.pop("invitation_template", "")
    if isinstance(one, str) and one:  # an earlier Aula had one template for all
        data = dict.fromkeys(INVITATIONS, one) | data
    known: dict[str, Any] = {}
    unknown = []
    told = []
    for name, value in data.items():
        if name not in Settings._fields or name == "unknown":
            unknown.append((name, value))
        elif _sensible(name, value):
            known[name] = tuple(value) if isinstance(value, list) else value
        else:
            text = N_("The setting “{name}” had no sensible value; its default is used.")
            told.append(sentence(text, name=name))
    return Settings(**known, unknown=tuple(unknown)), told


def save(path: Path, settings: Settings) -> None:
    """Write `settings` to `path`. Raises StorageError; then the old file is still there."""
    data = dict(settings.unknown)
    defaults = Settings()
    for name, value in settings._asdict().items():
        if name != "unknown" and value != getattr(defaults, name):
            data[name] = list(value) if isinstance(value, tuple) else value
    write_whole(path, json.dumps(data, ensure_ascii=False, indent=2).encode() + b"\n")


def _sensible(name: str, value: Any) -> bool:
    default = getattr(Settings(), name)
    if name == "working_days":
        return isinstance(value, list) and all(type(day) is int and 0 <= day <= 6 for day in value)
    if name == "reminder_minutes":
        return isinstance(value, list) and reminders_fault(value) is None
    if type(value) is not type(default):
        return False
    if name == "zone":
        return zones.known(value)
    if name == "second_zone":
        return not value or zones.known(value)
    if name in CHOICES:
        return value in CHOICES[name]
    low, high = RANGES.get(name, (None, None))
    return low is None or high is None or low <= value <= high


def _set_aside(path: Path) -> Sentence:
    aside = path.with_name(f"{path.name}.damaged-{datetime.now().astimezone():%Y%m%d-%H%M%S}")
    try:
        path.replace(aside)
    except OSError:
        return sentence(N_("The settings cannot be read; the defaults are used."))
    text = N_("The settings could not be read; the defaults are used. The old file is {name}.")
    return sentence(text, name=aside.name)
