"""The actions of sharing, students, guests and the form, for ui/entries.py."""

from functools import partial
from typing import TYPE_CHECKING

from desktop_app.domain.text import N_
from desktop_app.services.calendar import CalendarService
from desktop_app.services.values import Key
from desktop_app.ui.entry import SHARING, Entry, OnChosen

if TYPE_CHECKING:
    from desktop_app.ui.window import MainWindow

IN_LANGUAGE = {
    "es": N_("Copy invitation in Spanish"),
    "en": N_("Copy invitation in English"),
}
ANSWERS = {
    "accepted": N_("Answer: I come"),
    "tentative": N_("Answer: maybe"),
    "declined": N_("Answer: I do not come"),
}


def sharing(window: "MainWindow", on_chosen: OnChosen) -> list[Entry]:
    """Return the ways to send a class."""
    calendar, dialogs = window.calendar, window.dialogs
    return [
        Entry(N_("Send by WhatsApp"), (), on_chosen(calendar.whatsapp), True, SHARING, "class"),
        Entry(N_("Send by e-mail"), (), on_chosen(calendar.mail), True, SHARING, "class"),
        *[
            Entry(
                words, (), on_chosen(partial(_copy_in, calendar, language)), True, SHARING, "class"
            )
            for language, words in IN_LANGUAGE.items()
        ],
        Entry(N_("Copy as text"), (), on_chosen(calendar.copy_text), True, SHARING),
        Entry(N_("Link as a QR code…"), ("Shift+Q",), on_chosen(dialogs.show_qr), True, SHARING),
    ]


def editing(window: "MainWindow", on_chosen: OnChosen) -> list[Entry]:
    """Return what is done with all of a class."""
    editor = window.context.editor
    return [
        Entry(
            N_("Edit all of it…"),
            ("Shift+E",),
            on_chosen(window.dialogs.edit_form),
            True,
            2,
            "edit",
        ),
        Entry(N_("Make it a class"), (), on_chosen(editor.make_class), True, 2, "plain"),
        *[
            Entry(words, (), on_chosen(partial(_answer, window, answer)), True, 2, "invited")
            for answer, words in ANSWERS.items()
        ],
    ]


def people(window: "MainWindow") -> list[Entry]:
    """Return what concerns students and times as a whole."""
    dialogs = window.dialogs
    return [
        Entry(N_("Students…"), ("S",), dialogs.show_students, group=5),
        Entry(N_("My free times…"), ("F",), dialogs.show_free_times, group=5),
        Entry(N_("Texts of invitations…"), (), dialogs.show_templates, group=6),
    ]


def _copy_in(calendar: CalendarService, language: str, key: Key) -> None:
    calendar.copy_invitation(key, language)


def _answer(window: "MainWindow", answer: str, key: Key) -> None:
    window.context.editor.answer(key, answer)
