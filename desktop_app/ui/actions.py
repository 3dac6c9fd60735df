"""Every action with its key, in one menu; single keys rest while a text field has the focus."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Literal, NamedTuple

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)  # fmt: skip

from desktop_app.domain.event import invited
from desktop_app.domain.spans import ViewName
from desktop_app.domain.text import N_, Sentence
from desktop_app.ui.form_style import menu_style
from desktop_app.ui.header import NAMES
from desktop_app.ui.key_names import KeyRow, key_text, of_a_field
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
SHARING = 11
"""The group of the ways to send a class."""
MOVING = 12
"""The group of the steps by which a class is moved: in the main menu, for the keys' sake."""
VIEWS = 8
"""The group of the actions that switch the view."""
GROUPS = {
    0: N_("New class"),
    1: N_("The selected class"),
    SHARING: N_("Sharing"),
    2: N_("The selected class"),
    MOVING: N_("Moving a class"),
    3: N_("Undo and redo"),
    4: N_("Finding your way"),
    7: N_("Finding your way"),
    VIEWS: N_("Views"),
    9: N_("Views"),
    10: N_("Files"),
    5: N_("Aula"),
    6: N_("Aula"),
}
"""How the groups of actions are called in menus and in the list of keys, in its order."""
AT_HAND = frozenset({3, 5, 6})
"""The groups that stand in the main menu itself; each of the others is a menu in it."""
UNDO, REDO = N_("Undo"), N_("Redo")
NAMED = {UNDO: N_("Undo: {what}"), REDO: N_("Redo: {what}")}
FIELDS = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox)


class Entry(NamedTuple):
    """One action: words, keys (the first is shown), what it does; `chosen`: needs an event.

    `needs`: what that event must be, `class` (one that she gives), `edit` (hers to change),
    `plain` (hers, and no class yet) or `invited` (she is asked whether she comes).
    """

    text: str
    keys: tuple[str, ...]
    run: Callable[[], None]
    chosen: bool = False
    group: int = 0
    needs: Literal["", "class", "edit", "plain", "invited"] = ""


class Offer(NamedTuple):
    """One action as the command box lists it: words, the same in English, key, what it does."""

    words: str
    english: str
    key: str
    run: Callable[[], None]


class Actions(QObject):
    """The window's actions. They are made after the first paint."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._made: list[tuple[QAction, Entry]] = []
        self._menu: QMenu | None = None
        self._panes = Panes(window)
        self.rebuild()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_changed)
        window.dialogs.after_first_paint()

    def rebuild(self) -> None:
        """Make the actions anew, in the language of now."""
        for action, _ in self._made:
            self._window.removeAction(action)
            action.deleteLater()
        self._made = []
        for entry in self._entries():
            action = QAction(self._window.context.tr(entry.text), self)
            action.setShortcuts([QKeySequence(key) for key in entry.keys])
            action.triggered.connect(lambda _=False, e=entry: self._run(e))
            self._window.addAction(action)
            self._made.append((action, entry))
        for button in (self._window.sidebar.new, self._window.header.new):
            button.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            button.customContextMenuRequested.connect(
                lambda at, b=button: self.new_menu(b.mapToGlobal(at))
            )

    def listed(self) -> list[KeyRow]:
        """Return every key by group, for the list of keys."""
        tr = self._window.context.tr
        rows = [
            KeyRow(
                tr(GROUPS[entry.group]),
                tr(entry.text).rstrip("…"),
                tuple(dict.fromkeys(key_text(key) for key in entry.keys)),
            )
            for _, entry in self._made
            if entry.keys
        ]
        around = tr(GROUPS[4])
        rows += [
            KeyRow(around, tr(N_("Next or previous class")), ("↓", "↑", "Tab")),
            KeyRow(around, tr(N_("Open the class")), ("Enter",)),
        ]
        order = list(dict.fromkeys(tr(name) for name in GROUPS.values()))
        return sorted(rows, key=lambda row: order.index(row.group))

    def popup(self, button: QWidget) -> None:
        """Open the main menu below `button`."""
        menu = self._fill(lambda entry: entry.group in AT_HAND)
        first = menu.actions()[0]
        for title in dict.fromkeys(GROUPS.values()):
            inner = [(action, entry) for action, entry in self._made
                     if GROUPS[entry.group] == title and entry.group not in AT_HAND]  # fmt: skip
            if inner:
                submenu = QMenu(self._window.context.tr(title), menu)
                self._put(submenu, inner)
                menu.insertMenu(first, submenu)
        menu.insertSeparator(first)
        _below(button, menu)

    def views_menu(self, button: QWidget) -> None:
        """Open the menu of views below `button`."""
        _below(button, self._fill(lambda entry: entry.group == VIEWS))

    def class_menu(self, at: QPoint) -> None:
        """Open the menu of the chosen event: what can be done with a class, or with another."""
        fits = self._kinds()
        self._fill(
            lambda entry: entry.chosen and entry.group != MOVING and entry.needs in fits
        ).popup(at)

    def share_menu(self, at: QPoint) -> None:
        """Open the menu of ways to send the chosen class."""
        self._fill(lambda entry: entry.group == SHARING).popup(at)

    def offered(self) -> list[Offer]:
        """Return the actions that can be run as things are, for the command box."""
        return [
            Offer(
                self._words(entry).rstrip("…"),
                entry.text,
                key_text(entry.keys[0]) if entry.keys else "",
                entry.run,
            )
            for _, entry in self._made
            if self._possible(entry)
        ]

    def _kinds(self) -> set[str]:
        """Return what of Entry.needs the chosen event is."""
        window = self._window
        reader = window.calendar.reader
        event = reader.event(*window.chosen) if reader and window.chosen else None
        if event is None:
            return {""}
        lesson = event.lesson is not None
        is_it = {
            "class": lesson,
            "edit": event.editable,
            "plain": event.editable and not lesson,
            "invited": invited(event),
        }
        return {"", *(kind for kind, so in is_it.items() if so)}

    def new_menu(self, at: QPoint) -> None:
        """Open the menu of the ways to make a class."""
        self._fill(lambda entry: entry.group == 0).popup(at)

    def find(self, key: str) -> QAction:
        """Return the action with that key; raises KeyError when there is none."""
        for action, entry in self._made:
            if key in entry.keys:
                return action
        raise KeyError(key)

    def _fill(self, wanted: Callable[[Entry], bool]) -> QMenu:
        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = QMenu(self._window)
        self._menu.setStyleSheet(menu_style(self._window.context.palette))
        self._put(self._menu, [made for made in self._made if wanted(made[1])])
        self._menu.aboutToHide.connect(self._enable)
        return self._menu

    def _put(self, menu: QMenu, made: list[tuple[QAction, Entry]]) -> None:
        group = None
        for action, entry in made:
            if group is not None and entry.group != group:
                menu.addSeparator()
            group = entry.group
            self._fit(action, entry)
            menu.addAction(action)

    def _fit(self, action: QAction, entry: Entry) -> None:
        """Say what undo would take back; rest where there is nothing to act on."""
        possible = self._possible(entry)
        if entry.text in NAMED:
            possible = self._undo_label(entry) is not None
            action.setText(self._words(entry).replace("&", "&&"))
        action.setEnabled(possible)

    def _words(self, entry: Entry) -> str:
        tr, label = self._window.context.tr, self._undo_label(entry)
        if label is None:
            return tr(entry.text)
        return tr(NAMED[entry.text], what=self._window.context.translator.tell(label))

    def _undo_label(self, entry: Entry) -> Sentence | None:
        calendar = self._window.calendar
        if entry.text == UNDO:
            return calendar.undo_label
        return calendar.redo_label if entry.text == REDO else None

    def _enable(self) -> None:
        for action, _ in self._made:
            action.setEnabled(True)
        self._rest(QApplication.focusWidget())

    def _run(self, entry: Entry) -> None:
        if self._possible(entry):
            entry.run()
        elif self._window.chosen is not None:
            self._window.context.editor.tell_why_not(self._window.chosen, entry.needs)

    def _possible(self, entry: Entry) -> bool:
        """Return whether the chosen event is what the action needs."""
        if not entry.chosen:
            return True
        return self._window.chosen is not None and entry.needs in self._kinds()

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._rest(new)

    def _rest(self, focus: QWidget | None) -> None:
        """Let go of the keys that a field needs: single ones, and its own clipboard keys."""
        field = isinstance(focus, FIELDS)
        for action, entry in self._made:
            keys = [k for k in entry.keys if not field or not of_a_field(k)]
            action.setShortcuts([QKeySequence(k) for k in keys])

    def _entries(self) -> list[Entry]:
        # Both need this module's Entry.
        from desktop_app.ui import actions_people as people
        from desktop_app.ui.actions_moving import moving

        w, calendar, panes = self._window, self._window.calendar, self._panes
        around = calendar.around
        presence = w.presence
        assert presence is not None  # made with the actions, after the first paint

        def on_chosen(act: Callable[[tuple[str, str]], None]) -> Callable[[], None]:
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
            Entry(
                N_("Copy code"), ("Ctrl+Shift+C",), on_chosen(calendar.copy_code), True, 1, "class"
            ),
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
            Entry(
                N_("Previous pane"), ("Shift+F6", "Ctrl+Shift+Tab"), lambda: panes.step(-1), group=4
            ),
            # The arrows themselves are the surface's: the mini month has them too.
            Entry(N_("Walk the classes"), (), walk(1), group=4),
            *[
                Entry(NAMES[name], keys, partial(w.views.show_view, name), group=VIEWS)
                for name, keys in VIEW_KEYS.items()
            ],
            Entry(
                N_("Taller hours"), ("Ctrl+=", "Ctrl++"), lambda: w.views.current.zoom(1), group=9
            ),
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


def _below(button: QWidget, menu: QMenu) -> None:
    corner = button.mapToGlobal(button.rect().bottomRight())
    menu.popup(QPoint(corner.x() - menu.sizeHint().width(), corner.y() + 4))
