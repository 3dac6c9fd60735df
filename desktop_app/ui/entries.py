"""Every action of the window, with its words and its keys."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from desktop_app.domain.spans import ViewName
from desktop_app.domain.text import N_
from desktop_app.services.values import Key
from desktop_app.ui import actions_people as people
from desktop_app.ui.actions_moving import moving
from desktop_app.ui.entry import REDO, UNDO, VIEWS, Entry
from desktop_app.ui.header import NAMES
from desktop_app.ui.panes import Panes

if TYPE_CHECKING:
    from desktop_app.ui.window import MainWindow

VIEW_KEYS: dict[ViewName, tuple[str, ...]] = {
    "day": ("D", "1"),
    "work_week": ("X", "2"),
    "week": ("W", "3"),
    "month": ("M", "4"),
    "agenda": ("A", "5"),
    "year": ("Y", "6"),
}


def entries(w: "MainWindow", panes: Panes) -> list[Entry]:
    """Return all actions of the window `w`, in the order of its menus."""
    calendar = w.calendar
    around = calendar.around
    presence = w.presence
    assert presence is not None  # made with the actions, after the first paint

    def on_chosen(act: Callable[[Key], None]) -> Callable[[], None]:
        def run() -> None:
            if w.chosen is not None:
                act(w.chosen)

        return run

    def edit() -> None:
        if w.chosen is not None:
            w.choose(w.chosen)
            if w.panel is not None:
                w.panel.name_it()

    def new_class() -> None:
        """In a month the day that is aimed at is meant, while today has room."""
        day = w.views.current.aim.day
        start = around.free_on(day) if w.views.name == "month" else None
        full = start is not None and day == w.context.today() and start < w.context.now()
        w.new_class(None if full else start)

    def paste() -> None:
        around.paste(w.views.current.aim)

    def copy_week() -> None:
        w.dialogs.copy_week(w.views.day)

    def walk(step: int) -> Callable[[], None]:
        return lambda: w.views.current.focus_first(w.chosen, step)

    return [
        Entry(N_("New class with Meet"), ("C",), new_class),
        Entry(N_("New class in one line…"), ("Q",), w.finders.quick),
        Entry(N_("New class with all details…"), ("Shift+C",), w.dialogs.new_form),
        Entry(N_("New class without a link"), (), lambda: calendar.new_class(meeting=False)),
        Entry(N_("Paste class"), ("Ctrl+V",), paste),
        Entry(N_("Copy last week into this one…"), ("Ctrl+Shift+V",), copy_week),
        Entry(N_("Join"), ("Ctrl+Return", "Ctrl+Enter"), on_chosen(calendar.join), True, 1),
        Entry(
            N_("Copy invitation"),
            ("Ctrl+C",),
            on_chosen(calendar.copy_invitation),
            True,
            1,
            "class",
        ),
        Entry(N_("Copy code"), ("Ctrl+Shift+C",), on_chosen(calendar.copy_code), True, 1, "class"),
        Entry(N_("Copy link"), (), on_chosen(calendar.copy_link), True, 1),
        *people.sharing(w, on_chosen),
        Entry(N_("Edit"), ("E",), edit, True, 2, "edit"),
        *people.editing(w, on_chosen),
        Entry(N_("Duplicate"), ("Ctrl+D",), on_chosen(around.duplicate), True, 2),
        # Ctrl+C is the invitation's, which she copies many times a day.
        Entry(N_("Copy class"), ("Ctrl+Alt+C",), on_chosen(around.copy), True, 2),
        Entry(
            N_("Move to another calendar…"),
            (),
            on_chosen(w.context.editor.move),
            True,
            2,
            "edit",
        ),
        Entry(N_("Delete"), ("Del", "Backspace"), on_chosen(w.delete), True, 2, "edit"),
        *moving(w, on_chosen),
        Entry(UNDO, ("Ctrl+Z",), calendar.undo, group=3),
        Entry(REDO, ("Ctrl+Shift+Z", "Ctrl+Y"), calendar.redo, group=3),
        Entry(N_("Today"), ("T",), w.go_today, group=4),
        Entry(N_("Previous period"), ("Left", "K", "P"), lambda: w.views.turn(-1), group=4),
        Entry(N_("Next period"), ("Right", "J", "N"), lambda: w.views.turn(1), group=4),
        Entry(N_("Go to date…"), ("G",), w.dialogs.go_to_date, group=4),
        Entry(N_("Search…"), ("/",), w.finders.search, group=4),
        Entry(N_("Command box…"), ("Ctrl+K",), w.finders.command, group=4),
        Entry(N_("Next pane"), ("F6", "Ctrl+Tab"), lambda: panes.step(1), group=4),
        Entry(N_("Previous pane"), ("Shift+F6", "Ctrl+Shift+Tab"), lambda: panes.step(-1), group=4),
        # The arrows themselves are the surface's: the mini month has them too.
        Entry(N_("Walk the classes"), (), walk(1), group=4),
        *[
            Entry(NAMES[name], keys, partial(w.views.show_view, name), group=VIEWS)
            for name, keys in VIEW_KEYS.items()
        ],
        Entry(N_("Taller hours"), ("Ctrl+=", "Ctrl++"), lambda: w.views.current.zoom(1), group=9),
        Entry(N_("Lower hours"), ("Ctrl+-",), lambda: w.views.current.zoom(-1), group=9),
        Entry(N_("Usual hours"), ("Ctrl+0",), lambda: w.views.current.zoom(0), group=9),
        Entry(N_("Print…"), ("Ctrl+P",), w.dialogs.print_view, group=10),
        Entry(N_("Save as PDF…"), (), w.dialogs.save_pdf, group=10),
        Entry(N_("Sync now"), ("F5",), calendar.sync_now, group=5),
        *people.people(w),
        Entry(N_("What needs you…"), (), w.dialogs.show_attention, group=5),
        Entry(N_("Go to the reminder"), ("F8",), presence.cards.focus, group=5),
        Entry(N_("Settings…"), ("Ctrl+,",), w.dialogs.show_settings, group=6),
        Entry(N_("Google account…"), (), w.dialogs.show_account, group=6),
        Entry(N_("Import…"), (), w.dialogs.choose_import, group=10),
        Entry(N_("Export…"), (), w.dialogs.show_export, group=10),
        Entry(N_("Restore a copy…"), (), w.dialogs.show_copies, group=10),
        Entry(N_("Copy diagnostics"), (), w.dialogs.copy_diagnostics, group=10),
        Entry(N_("Keys"), ("?",), w.dialogs.show_keys, group=6),
        Entry(N_("Quit"), ("Ctrl+Q",), presence.quit, group=7),
        Entry(N_("Close the panel"), ("Esc",), w.close_panel, group=7),
    ]
