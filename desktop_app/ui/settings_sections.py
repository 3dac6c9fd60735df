"""What can be set, section by section. A row more is one call in its section here."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from desktop_app.domain.text import N_
from desktop_app.system.translations import LANGUAGES
from desktop_app.ui.account_dialog import AccountDialog
from desktop_app.ui.calendar_list import calendar_name
from desktop_app.ui.panel_details import TYPES
from desktop_app.ui.settings_rows import Rows

SPOKEN = (("system", N_("As the system")), *LANGUAGES.items())
THEMES = (
    ("system", N_("As the system")),
    ("light", N_("Light")),
    ("dark", N_("Dark")),
)
MINUTES = N_("min")
SECONDS = N_("s")


class Section(NamedTuple):
    """One section: its name, and what adds its rows."""

    name: str
    fill: Callable[[Rows], None]


def _account(rows: Rows) -> None:
    service = rows.context.account
    name, account = N_("Google account"), service.account
    if account is None:
        told = N_("Nobody is connected. Connect to see your calendar and to send your classes.")
        rows.button("account", name, told, N_("Connect Google"), service.connect_google)
    else:
        told = rows.context.tr(N_("Connected as {email}."), email=account.email)
        rows.button("account", name, told, N_("Disconnect…"), lambda: _leave(rows))


def _leave(rows: Rows) -> None:
    AccountDialog(rows.context, rows.window).open()


def _calendars(rows: Rows) -> None:
    calendars = rows.context.calendar.calendars
    found = calendars.listed()
    if calendars.refused:
        told = N_("Aula may not see the list of your calendars. Connect again and leave it ticked.")
        rows.button("calendars_refused", N_("Other calendars"), told, N_("Connect again"),
            rows.context.account.connect_google,
        )  # fmt: skip
    writable = [one for one in found if one.writable]
    chosen = next((one.id for one in writable if one.for_classes), "")
    fixed = calendars.fixed
    told = N_("New classes go there; those that are made already stay where they are.")
    if fixed:
        told = N_("New classes go there: the variable CALENDAR_ID says so.")
    box = rows.pick("calendar_id", N_("Calendar of your classes"), told,
        [(one.id, calendar_name(rows.context, one)) for one in writable], chosen,
        calendars.use_for_classes,
    )  # fmt: skip
    box.setEnabled(not fixed and len(writable) > 1)
    for one in found:
        told = N_("Shown with your classes.") if one.writable else N_("Shown, and only read.")
        name = calendar_name(rows.context, one)
        rows.box(one.id, name, told, one.shown, partial(calendars.show, one.id))
    rows.tick("hidden_busy", N_("Hidden calendars keep you busy too"),
        N_("A new class then finds no slot where a hidden calendar has something."),
    )  # fmt: skip


def _hours(rows: Rows) -> None:
    rows.hours("working_start", "working_end", N_("Working hours"),
        N_("New classes look for a free slot in them; the week shows the rest in grey."),
    )  # fmt: skip
    rows.days("working_days", N_("Working days"), N_("The days on which you give classes."))
    rows.zone("zone", N_("Time zone"), N_("All times are shown in this zone."))
    rows.zone("second_zone", N_("Second time zone"),
        N_("Shown beside the first, for students far away. Leave it empty for none."),
        optional=True,
    )  # fmt: skip


def _new_classes(rows: Rows) -> None:
    rows.number("default_length_minutes", N_("Length of a class"),
        N_("How long a new class lasts."), MINUTES, 5,
    )  # fmt: skip
    rows.number("round_minutes", N_("Start on round minutes"),
        N_("A new class starts at a multiple of this: 30 for o'clock and half past."), MINUTES, 5,
    )  # fmt: skip
    rows.line("summary", N_("Name of a new class"), N_("What it is called until you name it."))
    rows.line("description_template", N_("Its description"),
        N_("{class_type} and {max_participants} are filled in. Your guests can read it."),
        wide=True,
    )  # fmt: skip
    rows.choice(
        "class_type",
        N_("Type"),
        N_("Whether a new class is for one or for a group."),
        tuple(TYPES.items()),
    )
    rows.number("max_participants", N_("Places"), N_("How many may take part in a new class."))
    rows.line("focus", N_("Focus"), N_("What a new class is about, if it is always the same."))
    rows.line("price", N_("Price"), N_("What a new class costs, as you write it: $ 12.000."))


def _invitation(rows: Rows) -> None:
    def templates() -> None:
        from desktop_app.ui.share.templates import TemplatesDialog  # only when asked for

        TemplatesDialog(rows.context, rows.window).open()

    rows.button("invitation", N_("Invitation"),
        N_("The text that is copied and sent, for each language and type of class."),
        N_("Change the texts…"), templates,
    )  # fmt: skip


def _reminders(rows: Rows) -> None:
    rows.minutes("reminder_minutes", N_("Before a class"),
        N_("How many minutes before each class Aula reminds you: 10, or several: 30, 5. "
           "Leave it empty for none."),
    )  # fmt: skip


def _look(rows: Rows) -> None:
    rows.choice("language", N_("Language"), N_("The language that Aula speaks to you."), SPOKEN)
    rows.choice(
        "theme", N_("Colours"), N_("The theme: light, dark, or what the system has."), THEMES
    )

    rows.tick(
        "show_holidays", N_("Public holidays"), N_("Argentina's, as a quiet word on the day.")
    )
    rows.tick(
        "week_numbers", N_("Week numbers"), N_("Beside the weeks, as in the school calendar.")
    )


def _behaviour(rows: Rows) -> None:
    rows.number("undo_seconds", N_("Time to undo"),
        N_("How long the message with Undo stays; a removal is sent after it."), SECONDS,
    )  # fmt: skip
    rows.tick("close_to_tray", N_("Keep running when the window is closed"),
        N_("Aula then stays in the tray and reminds you of your classes. Ctrl+Q ends it."),
    )  # fmt: skip
    settings = rows.context.settings
    if settings.starts_with_system is not None:
        rows.box("start_with_system", N_("Start with the system"),
            N_("Aula starts out of sight when you log in, so that no reminder is missed."),
            settings.starts_with_system, settings.start_with_system,
        )  # fmt: skip


SECTIONS = (
    Section(N_("Account"), _account),
    Section(N_("Calendars"), _calendars),
    Section(N_("Hours and zone"), _hours),
    Section(N_("New classes"), _new_classes),
    Section(N_("Invitation"), _invitation),
    Section(N_("Reminders"), _reminders),
    Section(N_("Look"), _look),
    Section(N_("Behaviour"), _behaviour),
)
