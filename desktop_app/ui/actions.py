"""Every action with its key, in one menu; single keys rest while a text field has the focus."""

from collections.abc import Callable
from typing import TYPE_CHECKING

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
from desktop_app.domain.text import N_, Sentence
from desktop_app.ui.entries import entries
from desktop_app.ui.entry import AT_HAND, GROUPS, MOVING, REDO, SHARING, UNDO, VIEWS, Entry, Offer
from desktop_app.ui.form_style import menu_style
from desktop_app.ui.key_names import KeyRow, key_text, of_a_field
from desktop_app.ui.panes import Panes

if TYPE_CHECKING:
    from desktop_app.ui.window import MainWindow

NAMED = {UNDO: N_("Undo: {what}"), REDO: N_("Redo: {what}")}
FIELDS = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox)


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
        for entry in entries(self._window, self._panes):
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


def _below(button: QWidget, menu: QMenu) -> None:
    corner = button.mapToGlobal(button.rect().bottomRight())
    menu.popup(QPoint(corner.x() - menu.sizeHint().width(), corner.y() + 4))
