"""Renders the window in its states to PNG: `python -m tests.ui.pictures FOLDER`."""

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast

from PySide6.QtCore import QLocale
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from desktop_app.domain.calendars import Calendar
from desktop_app.domain.copies import Copy
from desktop_app.domain.event import AllDay, Event, Meeting, Timed, When
from desktop_app.domain.ports import Account
from desktop_app.domain.reminders import Due, mark_of
from desktop_app.domain.spans import VIEWS
from desktop_app.domain.text import Sentence
from desktop_app.domain.transfer import Incoming, Plan, Unreadable
from desktop_app.services.values import Badge, SignIn, Toast, ToastAction
from desktop_app.system.crash import CrashReport
from desktop_app.system.settings import Settings
from desktop_app.system.translations import Translator, install
from desktop_app.ui.pages import Pages
from desktop_app.ui.window import MainWindow
from tests.ui import hand_pictures
from tests.ui.fakes import (
    ZONE,
    FakeAccount,
    FakeCalendar,
    FakeReader,
    FakeSettings,
    at,
    lesson,
    main_window,
    row,
)
from tests.ui.stuck import LIST

NOW = at("2026-11-24 11:19")
READY = Meeting("ready", "https://meet.google.com/hvk-tqme-wzr", "google-meet")

COPIES = [
    Copy("desk-2026-11-24.db", at("2026-11-24 09:02"), "day", 2, 1, 14),
    Copy("desk-before-restore.db", at("2026-11-23 18:40"), "restore", 0, 0, 14),
    Copy("desk-2026-11-23.db", at("2026-11-23 09:12"), "day", 0, 0, 13),
    Copy("desk-2026-11-22.db", at("2026-11-22 11:30"), "day", trouble="damaged"),
    Copy("desk-form-1.db", at("2026-11-20 08:55"), "upgrade", 1),
]

_WHEN = ["timed", at("2026-11-26 15:00"), at("2026-11-26 16:30"), ZONE]
PLAN = Plan(
    (
        ("a", Incoming("1", {"summary": "Ana Fernández", "when": _WHEN})),
        (
            "b",
            Incoming(
                "2",
                {
                    "summary": "Grupo B1",
                    "when": _WHEN,
                    "recurrence": ["RRULE:FREQ=WEEKLY;BYDAY=TH;COUNT=8"],
                },
            ),
        ),
        (
            "c",
            Incoming(
                "3",
                {"summary": "Feria del libro", "when": ["all_day", "2026-12-05", "2026-12-09"]},
            ),
        ),
    ),
    (Incoming("4", {"summary": "Lucas Pérez", "when": _WHEN}),),
    (Unreadable("Reunión", Sentence("Its time cannot be read.")),),
)
CRASH = CrashReport(
    "died",
    """Fatal Python error: Segmentation fault

Thread 0x00007f1ce2ffd6c0 (most recent call first):
  File "desktop_app/services/workers.py", line 107 in _loop
  File "threading.py", line 982 in run

Current thread 0x00007f1d04b8b740 (most recent call first):
  File "desktop_app/ui/chip_paint.py", line 61 in paint
  File "desktop_app/app.py", line 292 in main
""",
    Path("logs/crash.txt"),
)


def _nothing() -> None:
    """What a button in a picture does."""


def _guide(pages: Pages) -> None:
    pages.first_run()
    pages._show(pages.guide)


def week() -> list[Event]:
    """Return a teacher's week."""

    def one(n: int, name: str, day: int, start: str, end: str, **more: object) -> Event:
        more.setdefault("meeting", READY)
        return lesson(f"e{n}", name, f"2026-11-{day} {start}", f"2026-11-{day} {end}", **more)

    return [
        Event(
            "h",
            "cal",
            AllDay(date(2026, 11, 23), date(2026, 11, 24)),
            summary="Jornada del instituto",
        ),
        Event(
            "x",
            "cal",
            AllDay(date(2026, 11, 26), date(2026, 11, 29)),
            summary="Exámenes internacionales",
        ),
        one(1, "Ana Fernández", 23, "09:00", "10:00"),
        one(
            2,
            "Grupo B1 conversación",
            23,
            "10:30",
            "11:30",
            details={"class_type": "grupal", "max_participants": 6},
        ),
        one(3, "Lucas Pérez", 23, "15:00", "16:00"),
        one(4, "Martina Gómez", 23, "17:00", "18:00", status="cancelled"),
        one(5, "Sofía Ruiz", 24, "09:00", "10:00"),
        one(6, "Tomás Díaz", 24, "11:00", "12:00"),
        one(7, "Ana Fernández", 24, "14:00", "15:00"),
        one(8, "Grupo C1 · lectura y debate", 24, "16:00", "17:30"),
        Event(
            "i",
            "cal",
            lesson("", "", "2026-11-24 16:30", "2026-11-24 17:30").when,
            summary="Reunión instituto",
            editable=False,
        ),
        one(9, "Valentina Sosa", 24, "17:00", "18:00"),
        one(10, "Lucas Pérez", 25, "10:00", "11:00"),
        one(
            11,
            "Ana Fernández",
            25,
            "15:00",
            "16:00",
            details={"focus": "Conversación: entrevistas de trabajo", "price": "$ 12.000"},
        ),
        one(12, "Valentina Sosa", 25, "17:00", "18:00", meeting=Meeting("pending")),
        one(13, "Sofía Ruiz", 26, "09:00", "10:00"),
        one(14, "Prueba de nivel", 26, "14:00", "14:30"),
        one(15, "Bautista", 26, "14:30", "15:00"),
        one(
            16,
            "María de los Ángeles Etchegaray Rodríguez",
            26,
            "15:30",
            "16:30",
            meeting=Meeting("failed"),
        ),
        one(17, "Tomás Díaz", 27, "10:00", "11:00"),
        one(18, "Joaquín Acosta", 27, "12:00", "13:00", mark="unsent", meeting=Meeting("pending")),
        one(19, "Club de lectura", 27, "15:00", "16:00", mark="attention"),
        one(20, "Taller de pronunciación", 28, "10:00", "11:30"),
        one(21, "Camila", 27, "18:00", "18:15"),
    ]


def kinds() -> list[Event]:
    """Return one of each kind that Google keeps itself."""

    def one(event_id: str, kind: str, name: str, when: When | None) -> Event:
        return Event(event_id, "cal", when, summary=name, event_type=kind, editable=False)

    def timed(day: int, start: str, end: str) -> When | None:
        return lesson("", "", f"2026-11-{day} {start}", f"2026-11-{day} {end}").when

    return [
        one("kf", "focusTime", "Preparar exámenes", timed(25, "11:30", "13:30")),
        one("ko", "outOfOffice", "Dentista", timed(27, "13:30", "14:30")),
        one("kb", "birthday", "Sofía Ruiz", AllDay(date(2026, 11, 25), date(2026, 11, 26))),
        one("kw", "workingLocation", "Casa", AllDay(date(2026, 11, 24), date(2026, 11, 25))),
    ]


def term() -> list[Event]:
    """Return the weeks around that week: the same classes, a few left out of each."""
    made = week()
    for weeks in (-4, -3, -2, -1, 1, 2, 3, 4, 5):
        for number, event in enumerate(week()):
            if isinstance(event.when, Timed) and (number + weeks) % 5:
                by = weeks * 7 * 86_400
                when = event.when._replace(start=event.when.start + by, end=event.when.end + by)
                sent = replace(event, id=f"{event.id}w{weeks}", when=when, meeting=READY)
                made.append(replace(sent, mark="sent", status="confirmed"))
    return made


def window(
    theme: str,
    language: str,
    size: tuple[int, int] = (1280, 800),
    view: str = "week",
    translator: Translator | None = None,
) -> MainWindow:
    """Return a window on a teacher's term."""
    calendar = FakeCalendar()
    assert calendar.reader is not None
    calendar.reader.put(*term())
    calendar.badge = Badge("synced", float(NOW))
    calendar.calendars.found = [
        Calendar("cal", "profe@example.com", "#039BE5", primary=True, for_classes=True),
        Calendar("work", "Instituto del Sur", "#B39DDB", "writer"),
        Calendar("home", "Familia", "#F6BF26", shown=False),
        Calendar("hol", "Feriados de Argentina", "#16A765", "reader"),
    ]
    account = FakeAccount(Account("1", "profe@example.com"))
    settings = FakeSettings(Settings(theme=theme, language=language, view=view))
    made = main_window(calendar, account, settings, translator or install(language), float(NOW))
    made.resize(*size)
    made.show()
    settle()
    return made


def behind(w: MainWindow) -> FakeCalendar:
    """Return the calendar that `window` put behind `w`."""
    return cast(FakeCalendar, w.context.calendar)


def memory(w: MainWindow) -> FakeReader:
    """Return the events that `w` shows."""
    reader = behind(w).reader
    assert reader is not None
    return reader


def _reminded(w: MainWindow) -> MainWindow:
    """Return `w` with one class that began and one that is about to."""
    for number, (start, name) in enumerate((("11:16", "Lucas Pérez"), ("11:29", "Ana Fernández"))):
        at_ = (f"2026-11-24 {start}", "2026-11-24 12:30")
        one = row(lesson(f"reminded{number}", name, *at_, meeting=READY))
        w.context.calendar.reminders.told.emit(Due(one, mark_of(one, 10)))
    return w


def settle() -> None:
    """Let Qt do what is due."""
    for _ in range(5):
        QApplication.processEvents()


def states(folder: Path, theme: str, language: str) -> None:
    """Write every state in one theme and language."""
    end = f"{theme}-{language}.png"

    def keep(w: MainWindow, name: str) -> None:
        settle()
        w.grab().save(str(folder / f"{name}-{end}"))
        w.hide()
        w.deleteLater()
        settle()

    for view in VIEWS:
        keep(window(theme, language, view=view), view.replace("_", "-"))
    w = window(theme, language)
    memory(w).put(*kinds())
    w.context.settings.update(second_zone="Europe/Madrid", week_numbers=True)
    keep(w, "second-zone")
    w = window(theme, language)
    w.choose(("e11", ""))
    keep(w, "panel")
    w = window(theme, language, (900, 600))
    w.choose(("e16", ""))
    keep(w, "small")
    w = window(theme, language)
    w.choose(("e19", ""))
    w.toasts.show(
        Toast(
            Sentence("Class made · link and code copied"),
            (
                ToastAction(Sentence("Undo"), _nothing),
                ToastAction(Sentence("Change time"), _nothing),
            ),
        )
    )
    w.toasts.show(Toast(Sentence("Code copied"), (), 2.5))
    keep(w, "toast")
    for name, box, text, size in (
        ("search", "search", "ana", (1280, 800)),
        ("search-small", "search", "e", (900, 600)),
        ("search-nothing", "search", "Wenceslao", (1280, 800)),
        ("command", "command", "nue cla", (1280, 800)),
        ("command-day", "command", "jueves 26", (1280, 800)),
        ("command-class", "command", "ana jueves 15 a 16 grupal x4", (900, 600)),
        ("command-all", "command", "", (900, 600)),
        ("quick", "quick", "Ana martes a las 4 sin link", (1280, 800)),
        ("quick-unclear", "quick", "Ana 31/2 10 a 11", (900, 600)),
    ):
        w = window(theme, language, size)
        getattr(w.finders, box)()
        getattr(w.finders, f"{box}_box").open(text)
        keep(w, name)
    w = window(theme, language)
    w.context.calendar.badge_changed.emit(Badge("attention", None, 2))
    w.show_day(date(2027, 1, 5))
    keep(w, "empty")
    w = window(theme, language)
    w.context.calendar.badge_changed.emit(Badge("offline", float(NOW) - 2400, 3))
    keep(w, "offline")
    keep(_reminded(window(theme, language)), "reminder")
    keep(_reminded(window(theme, language, (900, 600))), "reminder-small")
    w = window(theme, language)
    w.page_host.first_run()
    keep(w, "first-run")
    w = window(theme, language)
    _guide(w.page_host.pages())
    keep(w, "guide")
    w = window(theme, language)
    w.context.account.sign_in_changed.emit(SignIn("waiting", "https://x"))
    keep(w, "sign-in")
    w = window(theme, language)
    calendar = behind(w)
    calendar.files.listed = COPIES
    calendar.stuck.listed = LIST
    calendar.stuck.waiting = 2
    calendar.transfer.plan = PLAN
    for name, show in (
        ("settings", lambda: w.dialogs.show_settings("New classes")),
        ("settings-hours", lambda: w.dialogs.show_settings("Hours and zone")),
        ("settings-calendars", w.dialogs.show_calendars),
        ("settings-behaviour", lambda: w.dialogs.show_settings("Behaviour")),
        ("keys", w.dialogs.show_keys),
        ("copies", w.dialogs.show_copies),
        ("attention", w.dialogs.show_attention),
        ("import", lambda: w.dialogs.show_import("clases-de-marzo.ics")),
        ("export", w.dialogs.show_export),
        ("crash", lambda: w.dialogs.show_crash(CRASH)),
        ("menu", w.menus.main),
    ):
        show()
        settle()
        shown = QApplication.activeModalWidget() or QApplication.activePopupWidget()
        if shown is not None:
            shown.grab().save(str(folder / f"{name}-{end}"))
            shown.close()
    keep(w, "after")
    hand_pictures.drags(lambda: window(theme, language), keep)
    hand_pictures.overlap(lambda: window(theme, language), keep)
    hand_pictures.menus(lambda: window(theme, language), folder, end)


def speak(language: str) -> None:
    """Let Qt's own fields speak the language, as the program does."""
    QLocale.setDefault(QLocale("es_AR" if language == "es" else "en_GB"))


def large(folder: str) -> None:
    """Write the week and the panel in a process with twice the pixels."""
    app = QApplication([])
    app.setFont(QFont("Inter", 10))
    speak("es")
    w = window("light", "es")
    w.choose(("e11", ""))
    settle()
    w.grab().save(f"{folder}/twice-light-es.png")


def begin(folder: Path) -> None:
    """Have an application as the pictures show it, and the folder they go to."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    app.setFont(QFont("Inter", 10))


def main(folder: Path, kinds: Sequence[str] = ("light-es", "dark-es", "light-en")) -> None:
    """Write the pictures of every kind: theme and language."""
    begin(folder)
    for kind in kinds:
        theme, language = kind.split("-")
        speak(language)
        states(folder, theme, language)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main(Path(sys.argv[1]))
